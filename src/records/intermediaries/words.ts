export const intermediaryKinds = {
  chamber: "商协会",
  consulting: "咨询机构",
  lawFirm: "律师事务所",
  accounting: "会计师事务所",
  fund: "基金与投资机构",
  property: "载体运营机构",
  university: "高校院所",
  person: "个人引荐人",
  other: "其他",
} as const;
export type IntermediaryKind = keyof typeof intermediaryKinds;

export const intermediaryStates = { active: "在册", removed: "已出册" } as const;
export type IntermediaryState = keyof typeof intermediaryStates;

/** 回避声明: 公职人员 and 关联方 may introduce, but are never mandated and never paid. */
export const declarations = {
  none: "未声明",
  clear: "声明无回避情形",
  publicServant: "公职人员或其近亲属",
  related: "投资方或本机构的关联方",
} as const;
export type Declaration = keyof typeof declarations;

/** 委托: as of a day. */
export const mandateStates = { upcoming: "未生效", inForce: "有效", expired: "已到期", ended: "已终止" } as const;
export type MandateState = keyof typeof mandateStates;
