/** 数据范围: which rows of a permission's noun an account reaches. */
export const scopes = {
  own: "本人",
  division: "本科室",
  agency: "本机构",
} as const;
export type ScopeKind = keyof typeof scopes;

export const accountStates = { invited: "待启用", active: "正常", disabled: "停用" } as const;
export type AccountState = keyof typeof accountStates;

/** 期初与演示: what this installation is for; it never changes after the first start. */
export const instanceKinds = { live: "正式", demo: "演示" } as const;
