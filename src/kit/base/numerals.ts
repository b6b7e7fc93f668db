import { halfWidth } from "./text.ts";

/** 小写 as in headings and ordinals, 大写 as on vouchers. */
const styles = {
  common: { digits: "〇一二三四五六七八九", units: ["", "十", "百", "千"], zero: "零" },
  capital: { digits: "零壹贰叁肆伍陆柒捌玖", units: ["", "拾", "佰", "仟"], zero: "零" },
} as const;
export type NumeralStyle = keyof typeof styles;

/** 26 → 二十六, in 大写 贰拾陆. Common style says 十 for 10, 大写 always 壹拾. */
export function writeNumeral(value: number | bigint, style: NumeralStyle = "common"): string {
  const number = BigInt(value);
  if (number < 0n) return `负${writeNumeral(-number, style)}`;
  if (number === 0n) return styles[style].zero;
  const text = writeLarge(number, style);
  return style === "common" ? text.replace(/^一十/, "十") : text;
}

/** 第二十六 */
export const writeOrdinal = (value: number): string => `第${writeNumeral(value)}`;

/** 2023 → 二〇二三, digit by digit, as years are written. */
export const writeDigits = (value: number): string =>
  String(value).replace(/\d/g, (digit) => styles.common.digits[Number(digit)] ?? "");

/** 亿 stands over a whole number of its own (一万亿, 一亿亿), so this is the level that recurs. */
function writeLarge(number: bigint, style: NumeralStyle): string {
  if (number < 10n ** 8n) return writeBelowYi(Number(number), style);
  const low = number % 10n ** 8n;
  const gap = low > 0n && low < 10n ** 7n ? styles[style].zero : "";
  return `${writeLarge(number / 10n ** 8n, style)}亿${gap}${low > 0n ? writeBelowYi(Number(low), style) : ""}`;
}

function writeBelowYi(number: number, style: NumeralStyle): string {
  if (number < 10_000) return writeSection(number, style);
  const low = number % 10_000;
  const gap = low > 0 && low < 1000 ? styles[style].zero : "";
  return `${writeSection(Math.floor(number / 10_000), style)}万${gap}${low > 0 ? writeSection(low, style) : ""}`;
}

function writeSection(number: number, style: NumeralStyle): string {
  const { digits, units, zero } = styles[style];
  const text = [3, 2, 1, 0]
    .map((place) => Math.floor(number / 10 ** place) % 10)
    .map((digit, index) => (digit === 0 ? zero : `${digits[digit]}${units[3 - index]}`))
    .join("");
  return text.replace(/零+/g, zero).replace(/^零|零$/g, "");
}

const values: Record<string, string> = {
  "0": "零〇○",
  "1": "一壹弌",
  "2": "二贰貳两兩",
  "3": "三叁參叄",
  "4": "四肆",
  "5": "五伍",
  "6": "六陆陸",
  "7": "七柒",
  "8": "八捌",
  "9": "九玖",
  十: "十拾",
  百: "百佰",
  千: "千仟",
  万: "万萬",
  亿: "亿億",
};
const plain = new Map(
  Object.entries(values).flatMap(([value, written]) => [...written].map((character) => [character, value] as const)),
);
/** 廿、卅、卌 are 20, 30 and 40 in one character. */
const tens: Record<string, string> = { 廿: "2十", 卅: "3十", 卌: "4十" };

/**
 * Reads 二十六、第二十六、贰拾陆、廿六、二〇二三、三千二百万、3200万 or plain digits; null for everything else.
 * Spoken short forms such as 三千二 (3200, or 3002 badly written?) are not guessed.
 */
export function parseNumeral(typed: string): number | null {
  if (typed.length > 40) return null;
  const text = [...halfWidth(typed).trim().replace(/^第/, "")]
    .map((character) => plain.get(character) ?? tens[character] ?? character)
    .join("");
  const value = text.startsWith("负") ? negated(readLarge(text.slice(1))) : readLarge(text);
  return value !== null && Number.isSafeInteger(value) ? value : null;
}

const negated = (value: number | null): number | null => (value === null ? null : 0 - value);

function readLarge(text: string): number | null {
  const split = text.lastIndexOf("亿");
  return split < 0
    ? readBelowYi(text)
    : joined(readLarge(text.slice(0, split)), 1e8, text.slice(split + 1), readBelowYi);
}

function readBelowYi(text: string): number | null {
  const split = text.indexOf("万");
  return split < 0
    ? readSection(text)
    : joined(readSection(text.slice(0, split)), 1e4, text.slice(split + 1), readSection);
}

/** 亿 and 万 alike: what stands before is multiplied, what follows is smaller, and a lone digit needs its 零 (一万零五). */
function joined(high: number | null, unit: number, rest: string, read: (text: string) => number | null): number | null {
  if (!high) return null;
  if (rest === "") return high * unit;
  const low = /^0[1-9]$/.test(rest) || !/^\d+$/.test(rest) ? read(rest) : null;
  return low && low < unit ? high * unit + low : null;
}

function readSection(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const match = /^(?:0?([1-9])千)?(?:0?([1-9])百)?(?:0?([1-9]?)(十)([1-9])?|0([1-9]))?$/.exec(text);
  if (!match || text === "") return null;
  const [, thousands = "", hundreds = "", tensDigit = "", ten, afterTen = "", afterZero = ""] = match;
  return (
    Number(thousands) * 1000 +
    Number(hundreds) * 100 +
    (ten ? Number(tensDigit || "1") * 10 : 0) +
    Number(afterTen || afterZero)
  );
}
