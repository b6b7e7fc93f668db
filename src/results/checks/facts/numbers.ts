/*
 * 数字: every stretch of a text that could be a number, Arabic or Chinese, and what it is worth as printed.
 *
 * Much that looks like a number is none: dates, document numbers 〔2019〕8号, ordinals, 500强, 5G, telephone and code numbers,
 * marks of lists. What surrounds a number tells; the tests are single characters or short fixed words, so reading stays linear.
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { matchesOf } from "./matches.ts";

export interface Numeral {
  from: number;
  to: number;
  value: number;
  /** Printed decimals. */
  places: number;
  isChinese: boolean;
  /** 千分位 that does not part by threes: 201,69.24 */
  isMisgrouped: boolean;
  /** A share in words, worth so many percent: 四分之三、百分之三十五、七成五、一半. */
  isShare: boolean;
}

const arabic = "\\d+(?:,\\d+)*(?:\\.\\d+)*";
const chinese = "[零〇一二两三四五六七八九十百千万亿]+";
const digit = "[一二两三四五六七八九]";
const share = `百分之[零〇一二三四五六七八九十百]{1,5}(?:点[零〇一二三四五六七八九]{1,3})?|[二三四五六七八九十]{1,2}分之${digit}|${digit}成[一二三四五六七八九半]|一半|半数`;
const pattern = new RegExp(`${arabic}|${share}|${chinese}`, "g");

export function numeralsOf(plain: string): Numeral[] {
  const found: Numeral[] = [];
  for (const match of matchesOf(plain, pattern)) {
    const [text] = match;
    const numeral = /^\d/.test(text)
      ? arabicAt(plain, match.index, text)
      : (shareAt(plain, match.index, text) ?? chineseAt(plain, match.index, text));
    if (numeral) found.push(numeral);
  }
  return found;
}

const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

function arabicAt(plain: string, from: number, text: string): Numeral | null {
  const to = from + text.length;
  if (isNoQuantity(plain, from, to, text)) return null;
  const digits = text.replaceAll(",", "");
  const dots = digits.split(".").length - 1;
  if (dots > 1 || digits.length > 18) return null;
  const isNegative = plain[from - 1] === "-" && /^[\s(（:：，|]?$/.test(plain[from - 2] ?? "");
  return {
    from: isNegative ? from - 1 : from,
    to,
    value: (isNegative ? -1 : 1) * Number(digits),
    places: dots === 1 ? digits.length - digits.indexOf(".") - 1 : 0,
    isChinese: false,
    isMisgrouped: text.includes(",") && !grouped.test(text),
    isShare: false,
  };
}

const dateAfter =
  /^\s*(?:年(?!均|薪|产|化)|月(?!均)|日(?!均|元)|号|时(?!间)|点(?:钟|半|\d)|[-—–~～至到/.]\s*\d{1,4}\s*[年月日])/;
const nameAfter = /^(?:强|[A-Za-z]|\+|版|路|室|楼|年代|周年|岁|级|线|频道|号|[:：]\d{2}(?!\d))/;
const nameBefore =
  /(?:[A-Za-z〔[#№]|第\s*|No\.|编号[:：]?|代码[:：]?|电话[:：]?|邮编[:：]?|热线[:：]?|文号[:：]?|\S\+|(?<![代报列])表|(?<![版力地])图|附件|(?<!关)注)$/;

function isNoQuantity(plain: string, from: number, to: number, text: string): boolean {
  const after = plain.slice(to, to + 8);
  const before = plain.slice(Math.max(0, from - 6), from);
  if (/^0\d/.test(text)) return true;
  // 2023届毕业生
  if (after.includes("届") && /^(?:19|20)\d{2}$/.test(text) && /^\s*届/.test(after)) return true;
  // A long number by itself in a cell is an amount in 元; elsewhere, and as a telephone number, it names something.
  const isAlone = after === "" && text.length <= 14 && /^[-+]?$/.test(before) && !/^1[3-9]\d{9}$/.test(text);
  if (text.length >= 9 && /^\d+$/.test(text) && !isAlone) return true;
  if (after !== "" && (dateAfter.test(after) || nameAfter.test(after))) return true;
  if (before === "") return /^[-/:×x]\d/.test(after) && !isRangeAhead(plain, to);
  // 电话热线982件 counts calls.
  if (nameBefore.test(before) && !(/(?:电话|热线)$/.test(before) && /^\s*[件个次起条人通]/.test(after))) return true;
  // Figures that run on by hyphens, colons or slashes into other figures: 010-1234, 2023-05-01, 7×24, 9:30.
  if (/\d[-/:×x]$/.test(before) && !/^[\s]*[%个家人万亿元次条期天倍]/.test(after)) return true;
  if (/^[-/:×x]\d/.test(after) && !isRangeAhead(plain, to)) return true;
  return /[〕\]]$/.test(before);
}

/** 2-3条、10%-15%: a range, when a unit stands behind its second figure. */
const isRangeAhead = (plain: string, at: number): boolean =>
  plain[at] === "-" &&
  /^-\d+(?:\.\d+)?\s*[%‰个家户项件条篇人名次场期批天万亿元年倍份分]/.test(plain.slice(at, at + 16));

/** Before which a Chinese numeral is an ordinal, a name or no number at all. */
const wordBefore =
  /(?:第|其|每|之|初|周|星期|唯|统|万|“|‘|《|"|〈|(?<!合)同|(?<![主责担])任|逐|另|某|这|那|该|上|(?<![签省拿写留拍谈])下|前|又|首|再|新|单)$/;

function chineseAt(plain: string, from: number, text: string): Numeral | null {
  if (text.length > 12 || wordBefore.test(plain.slice(Math.max(0, from - 2), from))) return null;
  // 进一步; but 引进三家.
  if (text.startsWith("一") && plain[from - 1] === "进") return null;
  const value = parseNumeral(text);
  if (value === null) return null;
  return { from, to: from + text.length, value, places: 0, isChinese: true, isMisgrouped: false, isShare: false };
}

function shareAt(plain: string, from: number, text: string): Numeral | null {
  const percent = percentOf(text);
  if (percent === null || /[第“]$/.test(plain.slice(Math.max(0, from - 1), from))) return null;
  const places = /点(.+)$/.exec(text)?.[1]?.length ?? 0;
  return { from, to: from + text.length, value: percent, places, isChinese: true, isMisgrouped: false, isShare: true };
}

function percentOf(text: string): number | null {
  if (text === "一半" || text === "半数") return 50;
  const [, below, above = ""] = /^(.{1,2})分之(.+)$/.exec(text) ?? [];
  if (below === "百") return above === "百" ? 100 : decimalOf(above);
  if (below) return (100 * (parseNumeral(above) ?? Number.NaN)) / (parseNumeral(below) ?? Number.NaN) || null;
  const [, tens = "", ones = ""] = /^(.)成(.)$/.exec(text) ?? [];
  return tens ? (parseNumeral(tens) ?? 0) * 10 + (ones === "半" ? 5 : (parseNumeral(ones) ?? 0)) : null;
}

/** 三十五点二 → 35.2 */
function decimalOf(text: string): number | null {
  const [whole = "", decimals = ""] = text.split("点");
  const value = parseNumeral(whole);
  const digits = [...decimals].map((each) => parseNumeral(each) ?? "").join("");
  return value === null ? null : Number(`${value}.${digits || "0"}`);
}
