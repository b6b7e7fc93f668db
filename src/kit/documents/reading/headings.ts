/*
 * 凭编号认标题: most 公文 are typed without heading styles, and the printed number alone tells a heading. Everything here looks
 * at one line of text, so it serves every format that keeps no outline.
 */
const longestHeading = 40;
const numeral = "[〇零一二三四五六七八九十百]{1,5}";

/** GB/T 9704 numbers four levels: 一、 （一） 1. （1）. A dot before a digit is a decimal point: 1.5 亿元. */
const levels: [level: number, pattern: RegExp][] = [
  [1, new RegExp(`^(?:${numeral}、|第(?:${numeral}|\\d{1,3})(?:部分|章)(?=[\\s　、：:]))`)],
  [2, new RegExp(`^[（(]${numeral}[）)]`)],
  [3, /^[\d０-９]{1,2}[.．、](?![\d０-９])/],
  [4, /^[（(][\d０-９]{1,2}[）)]/],
];

/** What is no heading in spite of its number: a sentence, a line of a typed 目录. */
const sentence = /[。；！？\n]|[，、,;!?…]$|(?:[.…·]{3}|\s{2}|\t)\s?\d{1,4}$/u;
/** From 1. on enumerations look the same: “1.基本支出1058.58万元”, “（1）数量指标，3项”. */
const entry = /，|[\d０-９%％]\s?[^\d\s]{0,2}$/u;

/** 标题层级: 1 to 4 when the text is numbered like a heading and is short and no sentence, else null. */
export function headingLevel(text: string): number | null {
  // Trimming a megabyte costs nothing, counting its characters would.
  const line = text.length > 20 * longestHeading ? "" : text.trim();
  const found = levels.find(([, pattern]) => pattern.test(line));
  if (!found || [...line].length > longestHeading) return null;
  const [level, pattern] = found;
  const words = line.replace(pattern, "");
  if (!/\p{L}/u.test(words) || sentence.test(words)) return null;
  return level >= 3 && entry.test(words) ? null : level;
}

/** 表题: “表1 收支情况”, “附表 2-1：…”; a sentence about a table (“表1显示……”) is none. */
export function isCaption(text: string): boolean {
  if (text.length > 80) return false;
  return (
    /^\s*附?表\s*[\d一二三四五六七八九十]{1,4}(?:[-—.．]\d{1,3})*(?=[\s　:：、．]|$)/.test(text) &&
    !/[。；，：]\s*$/.test(text)
  );
}

/** 单位行: the line above a table that says in what its amounts are. */
export function isUnitLine(text: string): boolean {
  return text.length <= 40 && /^\s*[（(]?\s*(?:金额|计量)?单位\s*[：:]/.test(text);
}
