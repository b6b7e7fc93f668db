/* 标题序号: the numbers Chinese documents print before their headings. 依据：《党政机关公文格式》GB/T 9704—2012 第7.3.3条 */

const han = "[一二三四五六七八九十百]{1,4}";
const digits = String.raw`\d{1,2}`;

/** Level 0 is a part (第一部分), under which all others go one down. */
const numberings: readonly (readonly [level: number, RegExp])[] = [
  [0, new RegExp(String.raw`^第\s{0,2}(?:${han}|${digits})\s{0,2}(?:部分|[章篇])`)],
  [1, new RegExp(String.raw`^${han}\s?[、．.]`)],
  [2, new RegExp(String.raw`^[（(]\s?${han}\s?[）)]`)],
  [3, new RegExp(String.raw`^${digits}\s?(?:[、．]|\.(?!\d))`)],
  [4, new RegExp(String.raw`^(?:[（(]\s?${digits}\s?[）)]|${digits}[）)]|[①-⑳])`)],
];

/** 一、→ 1 （一）→ 2 1.→ 3 （1）→ 4, 第一部分 → 0; null where no number is printed. */
export function numberingLevel(text: string): number | null {
  return numberings.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

const longestHeading = 40;
/** Where a sentence or an entry of an enumeration ends. */
const sentencePattern = /[。！？；!?;]|[，,：:]$/;
/** An entry of the 目录, or of a table that lost its columns. */
const contentsPattern = /(?:[.…·]{3}|\s{2})\s?[\d.,]{1,20}$/;
/** “1.基本支出1058.58万元” is an entry, and so is “1.支出增加，占18%的有3个”. */
const entryPattern = /\d[\d.,]*\s?[^\d\s]{0,2}$|\d[^，]*，|，.*\d/;

/** The level a line has as a heading, or null when it is a paragraph that begins with a number. */
export function headingLevel(text: string): number | null {
  if (text.length > longestHeading || sentencePattern.test(text) || contentsPattern.test(text)) return null;
  const level = numberingLevel(text);
  if (level === null || level < 3) return level;
  const [, pattern] = numberings[level] ?? [];
  return pattern && entryPattern.test(text.replace(pattern, "")) ? null : level;
}

/** 表1、附表2、公开03表：what is printed over a table. */
const captionPattern =
  /^(?:附?表\s?[\d一二三四五六七八九十]{1,3}(?:[-—－.]\d{1,2})?|公开\s?\d{1,2}\s?表)(?![\d个中内])/;

export function isCaption(text: string): boolean {
  return text.length <= 60 && captionPattern.test(text) && !/[。；]/.test(text);
}

/** “单位：万元”, alone on a line. */
export function isUnitLine(text: string): boolean {
  return text.length <= 20 && /^[（(]?(?:金额)?\s?(?:单位|计量单位)\s?[:：]/.test(text);
}
