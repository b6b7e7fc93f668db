/** 到位资金的类型 */
export const arrivalKinds = {
  registeredCapital: "注册资本",
  land: "土地",
  building: "建安工程",
  equipment: "设备",
  other: "其他",
} as const;
export type ArrivalKind = keyof typeof arrivalKinds;

/** 到位凭证; which of them prove which kind is pack data. 依据：各地到位资金认定办法通行的凭证种类。 */
export const arrivalProofs = {
  capitalVerification: "验资报告",
  bankReceipt: "银行进账凭证",
  foreignExchange: "外汇入账或登记凭证",
  landPayment: "土地价款缴款凭证",
  settlement: "工程结算或进度款凭证",
  invoice: "发票",
  equipmentList: "设备清单",
  customs: "海关进口单证",
  appraisal: "评估报告",
} as const;
export type ArrivalProof = keyof typeof arrivalProofs;
