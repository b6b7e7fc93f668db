/*
 * 计量单位 as reports write them: a scale (万、亿) before a unit (元、人、平方米). Which quantities may be added or compared is
 * decided by the dimension; the many classifiers of things (个、家、项、户…) are one dimension each, and kin to each other.
 */
export interface Unit {
  /** As printed, scale included: 万元 */
  title: string;
  /** What it measures: yuan, usd, percent, point, person, each… */
  dimension: string;
  /** How many base units. */
  factor: number;
}

const scales: Record<string, number> = {
  十: 1e1,
  百: 1e2,
  千: 1e3,
  万: 1e4,
  十万: 1e5,
  百万: 1e6,
  千万: 1e7,
  亿: 1e8,
  百亿: 1e10,
  千亿: 1e11,
  万亿: 1e12,
};

/** Title → dimension and factor. Longest title wins, so 平方米 is never 平方 + 米. */
const bases: Record<string, readonly [dimension: string, factor: number]> = {
  ...each("yuan", 1, "元人民币 人民币元 人民币 元"),
  ...each("usd", 1, "美元 美金"),
  ...each("eur", 1, "欧元"),
  ...each("hkd", 1, "港元 港币"),
  ...each("jpy", 1, "日元"),
  ...each("percent", 1, "%"),
  ...each("percent", 0.1, "‰"),
  ...each("point", 1, "个百分点 百分点 个点"),
  ...each("squareMeter", 1, "平方米 ㎡ m² m2 平米 平方"),
  ...each("squareMeter", 10_000, "公顷"),
  ...each("squareMeter", 2000 / 3, "亩"),
  ...each("squareMeter", 1e6, "平方公里 平方千米"),
  ...each("person", 1, "人 名 位"),
  ...each("attendance", 1, "人次"),
  ...each("visit", 1, "家次 户次"),
  ...each("occasion", 1, "次"),
  ...each("session", 1, "场次 场"),
  ...each("batch", 1, "批次 批"),
  ...each("edition", 1, "期"),
  ...each("vehicle", 1, "台(套) 台套 台 辆 部"),
  ...each("month", 1, "个月"),
  ...each("day", 1, "个工作日 工作日 天"),
  ...each("hour", 1, "小时"),
  ...each("score", 1, "分"),
  ...each("times", 1, "倍"),
  ...each("percent", 10, "成"),
  ...each("coal", 1, "吨标准煤 吨标煤"),
  ...each("mass", 1, "吨"),
  ...each("mass", 0.001, "公斤 千克"),
  ...each("mass", 0.0005, "斤"),
  ...each("cubicMeter", 1, "立方米 立方 m³"),
  ...each("container", 1, "标准箱 标箱"),
  ...each("animal", 1, "头 羽"),
  ...each("operation", 1, "台次 人份"),
  ...each("study", 1, "课时 学时"),
  ...each("minute", 1, "分钟"),
  ...each("microgram", 1, "微克"),
  ...each("length", 1000, "公里 千米"),
  ...each("length", 1, "米"),
  ...each("length", 0.001, "毫米"),
  ...each("energy", 1, "千瓦时 度"),
  ...each("energy", 1000, "兆瓦时"),
  ...each("energy", 1e6, "吉瓦时"),
  ...each("power", 1, "千瓦"),
  ...each("power", 1e6, "吉瓦"),
  ...each("power", 1000, "兆瓦"),
  ...Object.fromEntries(
    "个 家 户 项 件 条 篇 份 套 宗 栋 幢 座 支 只 类 种 款 处 所 间 层 笔 例 张 本 册 块 组 门 届 轮 大 站 村 集 单 则 枚 对 起 株 棵 盏 艘 架 桶 幅 趟 车次 班次 辆次 架次 艘次 眼"
      .split(" ")
      .map((title) => [title, [title, 1] as const]),
  ),
};

function each(dimension: string, factor: number, titles: string): Record<string, readonly [string, number]> {
  return Object.fromEntries(titles.split(" ").map((title) => [title, [dimension, factor] as const]));
}

const longestFirst = (titles: string[]) =>
  titles
    .sort((a, b) => b.length - a.length)
    .map((title) => title.replace(/[()²]/g, "\\$&"))
    .join("|");

const more = "余|多|几|来";
/** 分 is a score unless it begins 分别、分为、分之…; 部 and 大 count things only where nothing else can be meant. */
const notAfter = "(?!别|为|之|钟|布|成|类|析|管|局|公司|配|行|工|级|解|层)";
const unitPattern = new RegExp(
  `\\s*(?:(${more})\\s*)?(${longestFirst(Object.keys(scales))})?(?:(${more})\\s*)?(${longestFirst(Object.keys(bases))})?`,
  "y",
);
const perPattern = new RegExp(`/(?:${longestFirst(Object.keys(scales))})?(${longestFirst(Object.keys(bases))})`, "y");

export interface ReadUnit {
  unit: Unit | null;
  /** Where the unit ends. */
  to: number;
  /** 余、多: the figure is only the lower bound. */
  isMore: boolean;
}

/** The unit that stands at `at`, right after a number. */
export function readUnit(plain: string, at: number): ReadUnit {
  unitPattern.lastIndex = at;
  const [unit = "", before, scale, after, base] = unitPattern.exec(plain) ?? [];
  perPattern.lastIndex = at + unit.length;
  const [behind = "", per] = plain[at + unit.length] === "/" ? (perPattern.exec(plain) ?? []) : [];
  const all = unit + behind;
  const none = { unit: null, to: at, isMore: false };
  if (!scale && !base) return none;
  if (base === "分" && !new RegExp(`分${notAfter}`, "y").test(plain.slice(at + all.length - 1, at + all.length + 3)))
    return none;
  // 一次性项目: a kind of project.
  if (base === "次" && !scale && plain.startsWith("性", at + all.length)) return none;
  // 一起, 3月起: no cases; 140起案件 are.
  if (
    base === "起" &&
    (/[一日月年]\s*$/.test(plain.slice(Math.max(0, at - 2), at)) ||
      /^[草点始步诉飞伏源用到至]/.test(plain.slice(at + all.length, at + all.length + 1)))
  )
    return none;
  const [dimension, factor] = base ? (bases[base] ?? ["each", 1]) : ["yuan", 1];
  const scaled = (scale ? (scales[scale] ?? 1) : 1) * factor;
  const read = {
    title: all.replaceAll(/[\s余多几来]/g, ""),
    dimension: per ? `${dimension}/${per}` : dimension,
    factor: scaled,
  };
  return { unit: read, to: at + all.length, isMore: Boolean(before ?? after) };
}

/** A unit named by itself, as in the head of a table: “（万元）”, “单位：亿元”. */
export function unitNamed(written: string): Unit | null {
  const { unit, to } = readUnit(written, 0);
  return unit && to === written.length ? unit : null;
}

const continuous = new Set(
  "yuan usd eur hkd jpy percent point squareMeter cubicMeter mass coal length energy power score times microgram".split(
    " ",
  ),
);

/** Things are counted exactly; money, areas and rates are measured and rounded. */
export const isCounted = (unit: Unit): boolean =>
  unit.factor === 1 && !continuous.has(unit.dimension) && !unit.dimension.includes("/");

/** Days, rates and prices stand side by side without adding up. */
const unadded = new Set("percent point day month hour times".split(" "));

export const isAdded = (unit: Unit | null): boolean =>
  unit !== null && !unadded.has(unit.dimension) && !unit.dimension.includes("/");

const things = new Set(
  "个 家 户 项 件 条 篇 份 套 宗 栋 幢 座 支 只 类 种 款 处 所 间 笔 例 张 本 册 块 组 门 大 单 则".split(" "),
);

/** 25万吨标准煤，其余8万吨: the kind is said once. */
const masses = new Set(["mass", "coal"]);

/** May the two be added or compared: one dimension, or both counts of things (33个 = 27家 + 6家). */
export const areKin = (a: Unit | null, b: Unit | null): boolean =>
  a !== null &&
  b !== null &&
  (a.dimension === b.dimension || [things, masses].some((kind) => kind.has(a.dimension) && kind.has(b.dimension)));
