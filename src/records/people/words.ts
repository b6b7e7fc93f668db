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

/** 人员类别, as the staff tables of the final accounts tell them apart; which of them hold 编制 says the rule pack. */
export const staffKinds = {
  administrative: "行政",
  civilServiceLike: "参公",
  institution: "事业",
  logistics: "工勤",
  contracted: "聘用",
  dispatched: "劳务派遣",
} as const;
export type StaffKind = keyof typeof staffKinds;

/** 离开的方式 */
export const leaveKinds = { resigned: "离职", retired: "退休", transferred: "调出", other: "其他" } as const;
export type LeaveKind = keyof typeof leaveKinds;

/** 在册情况 on a day. 未任职 are persons without a service, such as administrators posted from elsewhere. */
export const personStates = { serving: "在岗", none: "未任职", hosted: "托管", left: "已离开" } as const;
export type PersonState = keyof typeof personStates;

/** 岗位类别. 依据：《事业单位岗位设置管理试行办法》第九条（管理、专业技术、工勤技能）；领导岗位另列。 */
export const postKinds = {
  leading: "领导岗位",
  management: "管理岗位",
  professional: "专业技术岗位",
  skilled: "工勤技能岗位",
} as const;
export type PostKind = keyof typeof postKinds;
