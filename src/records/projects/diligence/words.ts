/** 尽职调查的内容 */
export const diligenceKinds = {
  qualification: "主体资格",
  ownership: "股权与实控人",
  finance: "财务",
  credit: "信用与涉诉",
  industry: "行业与环保",
  other: "其他",
} as const;
export type DiligenceKind = keyof typeof diligenceKinds;

export const riskLevels = { low: "低风险", medium: "中风险", high: "高风险" } as const;
export type RiskLevel = keyof typeof riskLevels;

/** 尽调结论 */
export const diligenceOutcomes = { passed: "通过", conditional: "附条件通过", advisedAgainst: "不建议" } as const;
export type DiligenceOutcome = keyof typeof diligenceOutcomes;

/** 尽调状态: where it stands, by its findings and its last conclusion. */
export const diligenceStates = {
  open: "调查中",
  outdated: "需重新作结论",
  waiting: "条件待落实",
  passed: "通过",
  advisedAgainst: "不建议",
} as const;
export type DiligenceState = keyof typeof diligenceStates;
