export const unitKinds = {
  money: "金额",
  count: "数量",
  area: "面积",
  rate: "比率",
  points: "百分点",
  intensity: "强度",
  time: "时间",
  length: "长度",
  mass: "质量",
  score: "分数",
} as const;
export type UnitKind = keyof typeof unitKinds;

export interface MeasureUnit {
  title: string;
  kind: UnitKind;
  /** Units of one base convert into each other. A count has no other unit, and yuan do not become dollars without a dated rate. */
  base: string;
  /** How many base units it is, as an exact fraction: 1 亩 is 2000/3 m², which no decimal can say. */
  factor: readonly [times: string, over: string];
  /** Other ways people write it. */
  aliases: readonly string[];
}

/** 计量单位. A unit is added here and nowhere else. */
export const measureUnits = {
  yuan: unit("元", "money", "yuan", "1", "圆", "人民币元"),
  thousandYuan: unit("千元", "money", "yuan", "1000"),
  wanYuan: unit("万元", "money", "yuan", "10000", "万", "万人民币"),
  yiYuan: unit("亿元", "money", "yuan", "100000000", "亿", "亿人民币"),
  usd: unit("美元", "money", "usd", "1", "美金"),
  wanUsd: unit("万美元", "money", "usd", "10000", "万美金"),
  yiUsd: unit("亿美元", "money", "usd", "100000000", "亿美金"),
  wanHkd: unit("万港元", "money", "hkd", "10000", "万港币"),
  yiHkd: unit("亿港元", "money", "hkd", "100000000", "亿港币"),
  wanEur: unit("万欧元", "money", "eur", "10000"),
  yiEur: unit("亿欧元", "money", "eur", "100000000"),

  each: unit("个", "count", "each"),
  firm: unit("家", "count", "firm"),
  occasion: unit("次", "count", "occasion"),
  person: unit("人", "count", "person", "1", "名"),
  wanPerson: unit("万人", "count", "person", "10000"),
  attendance: unit("人次", "count", "attendance"),
  edition: unit("期", "count", "edition"),
  entry: unit("条", "count", "entry"),
  case: unit("件", "count", "case"),
  item: unit("项", "count", "item"),
  suite: unit("套", "count", "suite"),
  session: unit("场", "count", "session", "1", "场次"),
  article: unit("篇", "count", "article"),
  copy: unit("份", "count", "copy"),
  household: unit("户", "count", "household"),
  batch: unit("批", "count", "batch", "1", "批次"),
  plot: unit("宗", "count", "plot"),
  building: unit("栋", "count", "building", "1", "幢"),

  squareMeter: unit("平方米", "area", "squareMeter", "1", "㎡", "m²", "m2", "平米"),
  wanSquareMeter: unit("万平方米", "area", "squareMeter", "10000", "万㎡", "万平米", "万平方"),
  mu: unit("亩", "area", "squareMeter", "2000/3"),
  wanMu: unit("万亩", "area", "squareMeter", "20000000/3"),
  hectare: unit("公顷", "area", "squareMeter", "10000", "hm²", "hm2", "ha"),
  squareKilometer: unit("平方公里", "area", "squareMeter", "1000000", "平方千米", "km²", "km2"),

  percent: unit("%", "rate", "whole", "1/100"),
  permille: unit("‰", "rate", "whole", "1/1000"),
  fold: unit("倍", "rate", "whole", "1"),
  point: unit("个百分点", "points", "point", "1", "百分点"),

  yuanPerSquareMeter: unit("元/平方米", "intensity", "yuanPerSquareMeter", "1", "元/㎡", "元/m²", "元/m2"),
  wanYuanPerMu: unit("万元/亩", "intensity", "yuanPerSquareMeter", "15"),
  yiYuanPerSquareKilometer: unit("亿元/平方公里", "intensity", "yuanPerSquareMeter", "100"),

  hour: unit("小时", "time", "hour", "1", "时"),
  day: unit("天", "time", "hour", "24", "日", "自然日"),
  workday: unit("个工作日", "time", "workday", "1", "工作日"),
  month: unit("个月", "time", "month", "1", "月"),
  year: unit("年", "time", "month", "12"),

  meter: unit("米", "length", "meter", "1", "m"),
  kilometer: unit("公里", "length", "meter", "1000", "千米", "km"),
  kilogram: unit("千克", "mass", "kilogram", "1", "公斤", "kg"),
  ton: unit("吨", "mass", "kilogram", "1000", "t"),
  wanTon: unit("万吨", "mass", "kilogram", "10000000"),
  score: unit("分", "score", "score"),
} satisfies Record<string, MeasureUnit>;
export type UnitCode = keyof typeof measureUnits;

function unit(title: string, kind: UnitKind, base: string, factor = "1", ...aliases: string[]): MeasureUnit {
  const [times = "1", over = "1"] = factor.split("/");
  return { title, kind, base, factor: [times, over], aliases };
}
