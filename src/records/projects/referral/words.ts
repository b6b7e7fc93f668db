/** 首谈首报, as of a day: told from its dates, its dispute and what became of the project. */
export const referralStates = {
  protected: "保护中",
  disputed: "争议中",
  fulfilled: "已签约",
  lapsed: "未报进展失效",
  expired: "已到期",
  released: "随项目终止",
  overruled: "未获认定",
  withdrawn: "已撤回",
} as const;
export type ReferralState = keyof typeof referralStates;

/** What a filing ended with; null while its dates alone tell. */
export type ReferralOutcome = Extract<ReferralState, "fulfilled" | "overruled" | "withdrawn">;

/** 为什么是同一个投资方. */
export const referralMatches = {
  sameInvestor: "企业库中同一家企业",
  sameCode: "统一社会信用代码相同",
  sameProject: "名称和落位相同，金额相近",
} as const;
export type ReferralMatch = keyof typeof referralMatches;

/** 首谈争议 */
export const disputeStates = { open: "待裁定", decided: "已裁定", settled: "已了结" } as const;
export type DisputeState = keyof typeof disputeStates;
