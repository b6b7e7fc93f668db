/** 数据范围: which rows of a permission's noun an account reaches. */
export const scopes = {
  own: "本人",
  division: "本科室",
  agency: "本机构",
} as const;
export type ScopeKind = keyof typeof scopes;

export const accountStates = { invited: "待启用", active: "正常", disabled: "停用" } as const;
export type AccountState = keyof typeof accountStates;

/** 预算级次 */
export const budgetLevels = { first: "一级预算单位", second: "二级预算单位" } as const;
export type BudgetLevel = keyof typeof budgetLevels;

/** 单位性质 */
export const unitNatures = {
  administrative: "行政单位",
  civilServiceLike: "参照公务员法管理事业单位",
  institution: "事业单位",
} as const;
export type UnitNature = keyof typeof unitNatures;

/** 期初与演示: what this installation is for; it never changes after the first start. */
export const instanceKinds = { live: "正式", demo: "演示" } as const;
