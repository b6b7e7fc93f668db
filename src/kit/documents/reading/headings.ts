/*
 * 凭编号认标题: most 公文 are typed without heading styles, and the printed number alone tells a heading. Everything here looks
 * at one line of text, so it serves every format that keeps no outline.
 *
 * 依据：《党政机关公文格式》GB/T 9704—2012 第 7.3.3 条：一、 （一） 1. （1）
 */
const longestHeading = 40;
const han = "[〇零一二三四五六七八九十百]{1,5}";
const digits = "[\\d０-９]{1,2}";

/** Level 0 is a part (第一部分), under which all others stand. A dot before a digit is a decimal point: 1.5 亿元. */
const numberings: readonly (readonly [level: number, RegExp])[] = [
  [0, new RegExp(`^第\\s{0,2}(?:${han}|[\\d０-９]{1,3})\\s{0,2}(?:部分|[章篇])(?!内容|的|是|中|已|为)`)],
  [1, new RegExp(`^${han}\\s?[、．.]`)],
  [2, new RegExp(`^[（(]\\s?${han}\\s?[）)]`)],
  [3, new RegExp(`^${digits}\\s?[、．.](?![\\d０-９])`)],
  [4, new RegExp(`^(?:[（(]\\s?${digits}\\s?[）)]|${digits}[）)]|[①-⑳])`)],
];

/** 第一部分 → 0 一、→ 1 （一）→ 2 1.→ 3 （1）→ 4; null where no number is printed. */
export function numberingLevel(text: string): number | null {
  return numberings.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

/** What is no heading in spite of its number: a sentence, or a line that introduces what follows it. */
const sentence = /[。；！？!?;\n]|[，、,：:…]$/u;
/** A line of a typed 目录, or of a table that lost its columns. */
const contents = /(?:[.…·]{3}|\s{2}|\t)\s?[\d.,]{1,20}$/;
/** From 1. on enumerations look the same: “1.基本支出1058.58万元”, “（1）数量指标，3项”. */
const entry = /，|[\d０-９%％]\s?[^\d\s]{0,2}$/u;

/** 标题层级: 0 to 4 when the text is numbered like a heading and is short and no sentence, else null. */
export function headingLevel(text: string): number | null {
  // Trimming a megabyte costs nothing, counting its characters would.
  const line = text.length > 20 * longestHeading ? "" : text.trim();
  const level = numberingLevel(line);
  const [, pattern] = numberings[level ?? -1] ?? [];
  if (level === null || !pattern || [...line].length > longestHeading) return null;
  const words = line.replace(pattern, "");
  if (!/\p{L}/u.test(words) || sentence.test(words) || contents.test(words)) return null;
  return level >= 3 && entry.test(words) ? null : level;
}

/** 表题: “表1 收支情况”, “附表 2-1：…”, “公开01表”; a sentence about a table (“表1显示……”) is none. */
const caption =
  /^\s*(?:附?表\s*[\d一二三四五六七八九十]{1,4}(?:[-—－.．]\d{1,3})*(?=[\s　:：、．]|[^\d个中内显所为的，]|$)|公开\s?\d{1,2}\s?表)/;

export function isCaption(text: string): boolean {
  return text.length <= 80 && caption.test(text) && !/。|[；，：]\s*$/.test(text);
}

/** 单位行: the line above a table that says in what its amounts are. */
export function isUnitLine(text: string): boolean {
  return text.length <= 40 && /^\s*[（(]?\s*(?:金额|计量)?单位\s*[：:]/.test(text);
}
