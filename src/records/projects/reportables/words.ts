/** 上报表可以要的字段: what a column of the upper system's sheet may be filled from. */
export const reportFields = {
  code: "项目编号",
  name: "项目名称",
  investorName: "投资方",
  creditCode: "统一社会信用代码",
  track: "项目类型",
  capital: "内外资",
  investorKind: "投资方性质",
  sourcePlace: "来源地",
  industry: "行业门类",
  region: "落位",
  brief: "建设内容",
  totalInvestment: "计划总投资",
  fixedAssetInvestment: "固定资产投资",
  agreedInvestment: "协议投资额",
  arrivedTotal: "累计到位资金",
  arrivedThisYear: "本年到位资金",
  arrivedInPeriod: "本期到位资金",
  stage: "阶段",
  standing: "推进状态",
  receivedOn: "接到日期",
  negotiatingOn: "洽谈日期",
  approvedOn: "评审通过日期",
  signedOn: "签约日期",
  registeredOn: "注册日期",
  buildingOn: "开工日期",
  completedOn: "竣工日期",
  operatingOn: "投产日期",
  landedOn: "落地日期",
  expectedOn: "预计落地日期",
  divisionName: "责任科室",
  progress: "最新进展",
} as const;
export type ReportField = keyof typeof reportFields;

/** 金额单位 of a column. */
export const reportUnits = { yuan: "元", wan: "万元", yi: "亿元" } as const;
export type ReportUnit = keyof typeof reportUnits;
