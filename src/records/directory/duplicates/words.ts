export const duplicateStates = { open: "待核实", distinct: "不是重复", merged: "已合并处理" } as const;
export type DuplicateState = keyof typeof duplicateStates;
