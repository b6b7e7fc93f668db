/** 企业标签. 依据：各地招商考核口径；世界500强、中国500强以最近一期榜单为准。 */
export const companyTags = {
  fortune500: "世界500强",
  china500: "中国500强",
  centralState: "央企",
  municipalState: "市属国企",
  unicorn: "独角兽",
  listed: "上市公司",
  highTech: "高新技术企业",
  aboveScale: "规上",
  foreign: "外资",
} as const;
export type CompanyTag = keyof typeof companyTags;

/** 已合并: it went into another record; its row stays, so that its address and its code lead there. */
export const companyStates = { active: "在库", archived: "已归档", merged: "已合并" } as const;
export type CompanyState = keyof typeof companyStates;

/** 还差什么: what an agency is asked for about every company sooner or later. */
export const wantedFields = {
  creditCode: "统一社会信用代码",
  industry: "行业门类",
  region: "行政区划",
  registeredCapital: "注册资本",
  officerId: "责任专员",
} as const;
export type WantedField = keyof typeof wantedFields;

/** 缺项 as a list can be cut by it: one of them, or whichever. */
export const lackedFields = { any: "任一项", ...wantedFields } as const;

/** 国民经济行业门类. 依据：GB/T 4754-2017。 */
export const industrySections = {
  A: "农、林、牧、渔业",
  B: "采矿业",
  C: "制造业",
  D: "电力、热力、燃气及水生产和供应业",
  E: "建筑业",
  F: "批发和零售业",
  G: "交通运输、仓储和邮政业",
  H: "住宿和餐饮业",
  I: "信息传输、软件和信息技术服务业",
  J: "金融业",
  K: "房地产业",
  L: "租赁和商务服务业",
  M: "科学研究和技术服务业",
  N: "水利、环境和公共设施管理业",
  O: "居民服务、修理和其他服务业",
  P: "教育",
  Q: "卫生和社会工作",
  R: "文化、体育和娱乐业",
  S: "公共管理、社会保障和社会组织",
  T: "国际组织",
} as const;
export type IndustrySection = keyof typeof industrySections;
