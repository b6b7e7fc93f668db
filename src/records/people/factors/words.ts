/** 第二因素 of an account. */
export const factorStates = { on: "已启用", missing: "应启用，还没有", off: "未启用" } as const;
export type FactorState = keyof typeof factorStates;
