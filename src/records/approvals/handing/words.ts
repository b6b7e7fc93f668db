/** 加签加在哪里 */
export const addedWhere = { before: "我之前", after: "我之后" } as const;
