/** 数据范围: which rows of a permission's noun an account reaches. */
export const scopes = {
  own: "本人",
  division: "本科室",
  agency: "本机构",
} as const;
export type ScopeKind = keyof typeof scopes;

export const accountStates = { invited: "待启用", active: "正常", disabled: "停用" } as const;
export type AccountState = keyof typeof accountStates;

/** 三员: their duties are kept apart, so none of them may hold another's role or a business role. */
export const administratorKinds = { system: "系统管理员", security: "安全管理员", audit: "审计管理员" } as const;

/** 期初与演示: what this installation is for; it never changes after the first start. */
export const instanceKinds = { live: "正式", demo: "演示" } as const;
export type InstanceKind = keyof typeof instanceKinds;
