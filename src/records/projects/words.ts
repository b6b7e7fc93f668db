/**
 * 项目阶段 in the usual order. What a place calls them, which of them a track has and what 落地 means is pack data (pack.ts).
 * 依据：各地招商项目全生命周期管理办法；代码一经使用不再改变。
 */
export const stages = {
  lead: "线索",
  negotiating: "在谈",
  approved: "评审通过",
  signed: "签约",
  registered: "注册",
  building: "开工",
  enlisted: "纳统",
  completed: "竣工",
  operating: "投产",
  atCapacity: "达产",
} as const;
export type Stage = keyof typeof stages;

/** 类型: each runs on its own track. */
export const tracks = {
  landManufacturing: "征地制造",
  service: "非征地服务·总部",
  expansion: "增资扩产",
  fund: "基金平台",
} as const;
export type Track = keyof typeof tracks;

/** 推进状态, beside the stage: a project may stand still at any of them. */
export const standings = {
  ongoing: "推进中",
  delayed: "延期",
  dormant: "休眠",
  lost: "流失",
  terminated: "终止",
  withdrawn: "清退",
} as const;
export type Standing = keyof typeof standings;

export const capitals = { domestic: "内资", foreign: "外资" } as const;
export type Capital = keyof typeof capitals;

export const investorKinds = {
  centralState: "中央企业",
  localState: "地方国有企业",
  private: "民营企业",
  foreign: "外资企业",
  institution: "机构与基金",
  individual: "个人",
} as const;
export type InvestorKind = keyof typeof investorKinds;

/** 线索来源 */
export const sources = {
  officer: "专员开发",
  event: "招商活动",
  intermediary: "中介引荐",
  outpost: "驻外机构报送",
  publicForm: "公开表单",
  superior: "上级交办",
  other: "其他来源",
} as const;
export type Source = keyof typeof sources;

/** 规模: the bands of the usual scheme; the amounts and words of a place are in its pack. Each band holds those above it. */
export const sizes = {
  first: "50亿元以上",
  second: "10亿元以上",
  third: "5亿元以上",
  fourth: "1亿元以上",
  below: "1亿元以下",
  unknown: "金额未定",
} as const;
export type Size = keyof typeof sizes;

/** 佐证材料 */
export const evidenceKinds = {
  leadForm: "线索登记表",
  opinion: "研判意见",
  intent: "意向材料",
  minutes: "会议纪要",
  agreement: "投资协议",
  license: "营业执照",
  fundFiling: "基金备案证明",
  lease: "租赁合同",
  landTransfer: "供地合同",
  environment: "环评批复",
  energy: "能评批复",
  buildingPermit: "施工许可证",
  sitePhoto: "现场照片",
  statistics: "纳统证明",
  acceptance: "竣工验收证明",
  operation: "投产或开业证明",
  capacity: "达产证明",
  other: "其他材料",
} as const;
export type EvidenceKind = keyof typeof evidenceKinds;

/** 关口可以要求的字段, by the key of the project. */
export const gateFields = {
  brief: "项目简介",
  investorId: "投资主体（企业库）",
  investorKind: "投资方性质",
  capital: "内外资",
  sourcePlace: "来源地",
  industry: "行业门类",
  region: "意向落位",
  totalInvestment: "计划总投资",
  agreedInvestment: "协议投资额",
  fixedAssetInvestment: "固定资产投资",
  siteWish: "选址需求",
  officerId: "责任专员",
  qualityKeeperId: "质量把关人",
  sourceNote: "来源说明",
  landedCompanyId: "落地主体",
} as const;
export type GateField = keyof typeof gateFields;

/** What a gate can miss, and so where it is mended. */
export const missingKinds = { field: "字段", evidence: "佐证", rule: "规则" } as const;
export type MissingKind = keyof typeof missingKinds;

export const signingKinds = {
  formal: "正式协议",
  framework: "框架协议",
  strategic: "战略协议",
  intent: "意向协议",
} as const;
export type SigningKind = keyof typeof signingKinds;

export const memberRoles = {
  manager: "项目经理",
  assistant: "协办专员",
  districtLeader: "区（县）包联领导",
  departmentLead: "部门包联负责人",
  agent: "帮办代办员",
  expert: "专家顾问",
} as const;
export type MemberRole = keyof typeof memberRoles;

/** 关口例外 */
export const overrideStates = { asked: "待批准", granted: "已批准", refused: "未批准" } as const;
export type OverrideState = keyof typeof overrideStates;
