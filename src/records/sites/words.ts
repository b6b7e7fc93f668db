/** 空间资源的种类: parks and buildings hold; spaces and plots are what is leased or transferred. */
export const siteKinds = {
  park: "园区",
  building: "楼栋",
  factorySpace: "厂房",
  officeSpace: "办公空间",
  landPlot: "地块",
} as const;
export type SiteKind = keyof typeof siteKinds;

/** 面积单位 by kind: land is spoken of in 亩, floors in 平方米. */
export const areaUnits: Record<SiteKind, string> = {
  park: "亩",
  building: "㎡",
  factorySpace: "㎡",
  officeSpace: "㎡",
  landPlot: "亩",
};

/** Kinds that are offered themselves, and so have a free area. */
export const offeredKinds = { factorySpace: "厂房", officeSpace: "办公空间", landPlot: "地块" } as const;
export type OfferedKind = keyof typeof offeredKinds;

/** 占用: what takes area away. */
export const occupationKinds = {
  reserved: "预留",
  leased: "出租",
  transferred: "出让",
  selfUsed: "自用",
} as const;
export type OccupationKind = keyof typeof occupationKinds;

/** The first five are told by hand; the last four follow from what occupies the whole of it. */
export const siteStates = {
  free: "可招商",
  negotiating: "洽谈中",
  building: "在建",
  toClear: "闲置待清理",
  withdrawn: "已退出",
  reserved: "已预留",
  leased: "已出租",
  transferred: "已出让",
  selfUsed: "已自用",
} as const;
export type SiteState = keyof typeof siteStates;

export const toldStates = {
  free: "可招商",
  negotiating: "洽谈中",
  building: "在建",
  toClear: "闲置待清理",
  withdrawn: "已退出",
} as const;
export type ToldState = keyof typeof toldStates;

/** 配套: what stands ready at the site. */
export const siteUtilities = {
  road: "通路",
  water: "供水",
  sewage: "排污",
  gas: "天然气",
  steam: "蒸汽",
  dualPower: "双回路供电",
  network: "通信",
  leveled: "场地平整",
  crane: "行车",
  freightLift: "货梯",
} as const;
export type SiteUtility = keyof typeof siteUtilities;

/** 规划用途. 依据：《国土空间调查、规划、用途管制用地用海分类指南》，只列招商常用的几类。 */
export const plannedUses = {
  industrial: "工业",
  research: "研发（新型产业）",
  warehouse: "仓储物流",
  commercial: "商业商务",
  mixed: "混合",
} as const;
export type PlannedUse = keyof typeof plannedUses;

/** 坐标系. 火星坐标 (GCJ-02) and 百度坐标 (BD-09) are shifted by hundreds of metres and are not taken. */
export const datums = { cgcs2000: "CGCS2000", wgs84: "WGS84" } as const;
export type Datum = keyof typeof datums;

/** 还差什么: what a space or plot is asked for sooner or later. */
export const siteWanted = {
  area: "面积",
  region: "行政区划",
  longitude: "坐标",
  rent: "租金",
  landPrice: "地价",
  ceilingHeight: "层高",
  floorLoad: "承重",
  powerCapacity: "供电容量",
  officerId: "联系人",
} as const;
export type SiteWanted = keyof typeof siteWanted;

/** 匹配 compares a need with a space by these. */
export const matchCriteria = {
  area: "面积",
  ceilingHeight: "层高",
  floorLoad: "承重",
  powerCapacity: "供电容量",
  price: "价格",
  region: "区域",
  industry: "产业方向",
  utilities: "配套",
  availableOn: "交付时间",
} as const;
export type MatchCriterion = keyof typeof matchCriteria;

export const matchVerdicts = { met: "符合", near: "接近", missed: "不符合", unknown: "未登记" } as const;
export type MatchVerdict = keyof typeof matchVerdicts;
