import { divideDecimals, multiplyDecimals, parseDecimal } from "#kit/base/decimals.ts";
import { halfWidth, quoted } from "#kit/base/text.ts";
import type { SiteKind } from "../words.ts";

/** What a cell came to: the value, or why not. */
type Read<T> = { value: T; warning?: string } | { problem: string };

/** A measured number with the unit it was written in, its own or its column's; "" where nothing says one. */
export interface Written {
  number: number;
  unit: string;
}

/** 12,000㎡, 86.5 亩, 1500kg/㎡: the number, and the unit of the cell or else of the title. */
export function writtenOf(text: string, title: string): Read<Written> {
  const plain = halfWidth(text).replace(/[\s,，]/g, "");
  const match = /^约?(\d+(?:\.\d+)?)(.*)$/.exec(plain);
  const parsed = match?.[1] ? parseDecimal(match[1]) : null;
  if (!match || !parsed || "code" in parsed)
    return { problem: `看不懂${quoted(text)}，请填写数字，单位写在列名或数字后面` };
  return { value: { number: Number(parsed.decimal), unit: unitText(match[2] || titleUnit(title)) } };
}

const titleUnit = (title: string): string => /[(（【/]([^)）】]*)[)）】]?\s*$/.exec(title)?.[1] ?? "";
const unitText = (unit: string): string =>
  halfWidth(unit)
    .toLowerCase()
    .replace(/[\s()·]/g, "");

/** Times what, to get ours. */
type Factors = [RegExp, number][];
const squareMeters: Factors = [
  [/^(?:㎡|m2|m²|平|平米|平方|平方米)$/, 1],
  [/^(?:万㎡|万平|万平米|万平方米)$/, 10_000],
];
/** 1 亩 is 2000/3 ㎡. */
const mu: Factors = [
  [/^亩$/, 1],
  [/^(?:公顷|ha|hm2)$/, 15],
  [/^(?:㎡|m2|m²|平|平米|平方米)$/, 3 / 2000],
  [/^(?:平方公里|km2)$/, 1500],
];

/** 面积 in the unit of the kind; without a unit it is taken as that. */
export function areaOf(kind: SiteKind, { number, unit }: Written): Read<number> {
  const isLand = kind === "landPlot" || kind === "park";
  if (unit === "") return { value: number };
  const factor = (isLand ? mu : squareMeters).find(([pattern]) => pattern.test(unit))?.[1];
  if (factor === undefined)
    return { problem: `面积单位“${unit}”不适用：${isLand ? "园区和地块按亩" : "楼栋和房屋按平方米"}，请换算后再填` };
  return { value: rounded(number * factor) };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** 承重 in 吨/㎡. */
export function loadOf({ number, unit }: Written): Read<number> {
  if (unit === "" || /^(?:吨|t)/.test(unit)) return { value: rounded(number) };
  if (/^(?:kg|公斤|千克)/.test(unit)) return { value: rounded(number / 1000) };
  if (/^(?:kn|千牛)/.test(unit)) return { value: rounded(number / 9.8) };
  return { problem: `承重单位“${unit}”不认识，请用吨/㎡、公斤/㎡或千牛/㎡` };
}

/** 租金 in 元/㎡/月; what is asked by the day or by the year is turned into months, and said. */
export function rentOf(text: string, title: string): Read<string> {
  const read = writtenOf(text, title);
  if ("problem" in read) return read;
  const { unit } = read.value;
  const number = /\d+(?:\.\d+)?/.exec(halfWidth(text).replace(/,/g, ""))?.[0] ?? "0";
  if (/天|日/.test(unit)) {
    const monthly = divideDecimals(multiplyDecimals(number, "365"), "12", 2) ?? number;
    return { value: monthly, warning: `按天的租金 ${number} 元折成每月 ${monthly} 元（×365÷12）` };
  }
  if (/年/.test(unit)) {
    const monthly = divideDecimals(number, "12", 2) ?? number;
    return { value: monthly, warning: `按年的租金 ${number} 元折成每月 ${monthly} 元` };
  }
  return /万/.test(unit)
    ? { problem: `租金单位“${unit}”看不懂，请按元/㎡/月填写` }
    : { value: divideDecimals(number, "1", 2) ?? number };
}

/** 种类 where no column says it: by the name, else by the unit of the area. */
export function kindOf(name: string, unit: string): SiteKind | null {
  if (/地块|宗地|用地|储备地/.test(name)) return "landPlot";
  if (/(?:产业|工业|科技|物流|软件|创业)?园区?$/.test(name)) return "park";
  if (/厂房|车间|仓库/.test(name)) return "factorySpace";
  if (/写字楼|办公|层$|室$/.test(name)) return "officeSpace";
  if (/(?:栋|幢|楼|大厦|中心)$/.test(name)) return "building";
  return /亩|公顷/.test(unit) ? "landPlot" : null;
}
