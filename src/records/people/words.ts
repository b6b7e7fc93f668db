/** 数据范围: which rows of a permission's noun an account reaches. */
export const scopes = {
  own: "本人",
  division: "本科室",
  agency: "本机构",
} as const;
export type ScopeKind = keyof typeof scopes;

export const accountStates = { invited: "待启用", active: "正常", disabled: "停用" } as const;
export type AccountState = keyof typeof accountStates;

/** 登录方式 */
export const entries = { password: "密码", link: "一次性链接", outside: "外部账号", demo: "演示" } as const;
export type Entry = keyof typeof entries;

/** 登录还差的一步, in this order. */
export const awaitedSteps = { code: "输入验证码", factor: "设置第二因素", password: "更换密码" } as const;
export type Awaited = keyof typeof awaitedSteps;

/** 期初与演示: what this installation is for; it never changes after the first start. */
export const instanceKinds = { live: "正式", demo: "演示" } as const;
