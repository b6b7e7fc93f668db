/** 比对的结果. */
export const packDifferences = { same: "相同", changed: "不同", onlyLeft: "仅左", onlyRight: "仅右" } as const;
export type PackDifference = keyof typeof packDifferences;
