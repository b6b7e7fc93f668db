/** 计数口径 or 上级项目库: a tally counts once and for good, a library lets in and out. 依据：各级招商引资考核办法、“两区”和亿元项目库管理要求。 */
export const schemeKinds = { tally: "计数口径", library: "上级项目库" } as const;
export type SchemeKind = keyof typeof schemeKinds;

/** 按什么计入 */
export const countingBases = { stage: "到达阶段", landing: "落地", signing: "首次签约" } as const;
export type CountingBasis = keyof typeof countingBases;

export const amountBases = { planned: "计划总投资", signed: "协议金额" } as const;
export type AmountBasis = keyof typeof amountBases;

/** 落地率的分母 */
export const rateBases = { stock: "期末在库项目", entered: "本期入库项目", ever: "累计入库项目" } as const;
export type RateBasis = keyof typeof rateBases;

/** 台账行; the first three and 分享 belong to a tally, the others to a library. */
export const countingKinds = {
  first: "首次计入",
  increase: "增资",
  upgrade: "升级",
  shared: "贡献分享",
  entered: "入库",
  landed: "库内落地",
  exited: "出库",
} as const;
export type CountingKind = keyof typeof countingKinds;

/** 不计入的情形. Some show in the facts of a project; the others are looked at by whoever counts. */
export const exclusionKinds = {
  industry: "排除的行业",
  investor: "排除的投资方",
  domesticLocal: "全部为本地投资",
  fiscalFunded: "财政资金项目",
  verticalOutlet: "垂直管理单位网点",
  resource: "单纯资源开采",
  laterPhase: "原签约范围内的后续建设",
  relocation: "本地迁建",
} as const;
export type ExclusionKind = keyof typeof exclusionKinds;
