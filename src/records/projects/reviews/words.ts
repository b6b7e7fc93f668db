/** 评审环节, in their order; which of them a project needs is pack data. */
export const reviewSteps = {
  opinions: "征求部门意见",
  panel: "专家论证",
  legality: "合法性审核",
  meeting: "上会",
} as const;
export type ReviewStep = keyof typeof reviewSteps;

/** 评审状态 */
export const reviewStates = {
  open: "评审中",
  agreed: "同意",
  conditional: "附条件同意",
  refused: "不同意",
  withdrawn: "已撤回",
} as const;
export type ReviewState = keyof typeof reviewStates;

/** 部门意见 */
export const stances = { agree: "同意", conditional: "有条件同意", disagree: "不同意" } as const;
export type Stance = keyof typeof stances;

/** 论证结论, by the average against the pass mark. */
export const panelOutcomes = { recommended: "建议实施", notRecommended: "不建议实施" } as const;
export type PanelOutcome = keyof typeof panelOutcomes;

/** 合法性审核意见 */
export const legalityOutcomes = { lawful: "合法", amended: "修改后合法", unlawful: "不合法" } as const;
export type LegalityOutcome = keyof typeof legalityOutcomes;

/** 会议决定 */
export const meetingOutcomes = {
  agreed: "同意",
  conditional: "附条件同意",
  postponed: "暂缓",
  refused: "不同意",
} as const;
export type MeetingOutcome = keyof typeof meetingOutcomes;

/** 专家怎样产生 */
export const seatWays = { drawn: "随机抽取", chosen: "直接选定" } as const;
export type SeatWay = keyof typeof seatWays;
