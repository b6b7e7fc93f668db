/** 承诺事项. 税收 and 迁入 are kept from old agreements only. 依据：《公平竞争审查条例》第九条、第十条。 */
export const commitmentKinds = {
  investment: "固定资产投资",
  registeredCapital: "实缴注册资本",
  output: "产值或营收",
  jobs: "用工人数",
  energy: "综合能耗",
  landArea: "用地面积",
  tax: "税收",
  relocation: "迁入或不迁出",
} as const;
export type CommitmentKind = keyof typeof commitmentKinds;

/** 旧协议里才有的事项. */
export const legacyKinds = { tax: "税收", relocation: "迁入或不迁出" } as const;

/** 履约状态, by rule from the deadline and what was registered. */
export const fulfillmentStates = {
  open: "未到期",
  soon: "临近期限",
  late: "逾期宽限中",
  breached: "违约",
  met: "已履行",
  ended: "项目已结束",
  legacy: "历史承诺",
} as const;
export type FulfillmentState = keyof typeof fulfillmentStates;

/** 履约结果: what the actuals alone say; null while they say nothing yet. */
export const commitmentResults = { met: "达到", exceeded: "超限" } as const;
export type CommitmentResult = keyof typeof commitmentResults;

export const outcomes = { met: "履行", breached: "违约" } as const;
export type Outcome = keyof typeof outcomes;

/** 违约处置 */
export const handlingKinds = {
  urge: "催告",
  rectify: "限期整改",
  deduct: "扣减",
  withdraw: "清退建议",
} as const;
export type HandlingKind = keyof typeof handlingKinds;
