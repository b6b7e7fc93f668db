/*
 * 序号: the marks that begin an item, at the head of a passage or inside a sentence: 一、（一）1.（1）① ⑴ 一是 其一 第一部分 第一条.
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { matchesOf } from "./matches.ts";

export const markStyles = [
  "part",
  "article",
  "chinese",
  "chineseBracket",
  "arabic",
  "arabicBracket",
  "arabicHalfBracket",
  "circled",
  "first",
] as const;
export type MarkStyle = (typeof markStyles)[number];

export interface Mark {
  style: MarkStyle;
  number: number;
  from: number;
  to: number;
}

const numeral = "[零一二三四五六七八九十]{1,4}";
const pattern = new RegExp(
  [
    `(?<part>第(?<partNumber>${numeral}|\\d{1,2})(?:部分|章|节|篇))`,
    `(?<article>第(?<articleNumber>${numeral})条(?=\\s))`,
    `(?<chineseBracket>\\((?<chineseBracketNumber>${numeral})\\))`,
    `(?<arabicBracket>\\((?<arabicBracketNumber>\\d{1,2})\\))`,
    `(?<circled>[①-⒛㈠-㈩])`,
    `(?<first>(?<firstNumber>${numeral})(?:是(?!否)|要(?![素点件务求闻道塞员害领义目价约])|(?<=一)方面)|[第其](?<firstNumber2>${numeral})步?[，,])`,
    `(?<chinese>(?<chineseNumber>${numeral})[、.．])`,
    `(?<arabicHalfBracket>(?<arabicHalfBracketNumber>\\d{1,2})\\))`,
    `(?<arabic>(?<arabicNumber>\\d{1,2})(?:[.．](?!\\d(?!\\d?月\\d))|、(?!\\s*\\d(?!\\d{3}\\s*年))))`,
  ].join("|"),
  "g",
);

/** Every mark of a text, in order; only what stands at the head or behind a boundary counts. */
export function marksOf(plain: string): Mark[] {
  const marks: Mark[] = [];
  for (const match of matchesOf(plain, pattern)) {
    const style = markStyles.find((each) => match.groups?.[each] !== undefined);
    if (!style || !isBoundary(plain, match.index, style)) continue;
    const number = numberOf(style, match.groups ?? {});
    if (number !== null) marks.push({ style, number, from: match.index, to: match.index + match[0].length });
  }
  return marks;
}

/** The mark a passage begins with. */
export function leadingMark(plain: string, marks: readonly Mark[]): Mark | null {
  const [first] = marks;
  return first && /^[\s　]*$/.test(plain.slice(0, first.from)) ? first : null;
}

function isBoundary(plain: string, at: number, style: MarkStyle): boolean {
  const before = plain.slice(Math.max(0, at - 6), at).trimEnd();
  // 第②项 speaks of an item.
  if (style === "circled" && /(?:第|上述|前述|见)$/.test(before)) return false;
  if (before === "" || style === "circled") return true;
  if (style === "article") return false;
  if (/[；;。：:！!？?\n|]$/.test(before)) return true;
  // “（1）” is a mark wherever a clause may begin; “1.” and “一、” would be found inside figures and names.
  return style === "arabicBracket" || style === "chineseBracket" || style === "first"
    ? /[，,、”）)]$/.test(before)
    : false;
}

function numberOf(style: MarkStyle, groups: Record<string, string | undefined>): number | null {
  if (style === "circled") return circledNumber(groups.circled ?? "");
  const written = groups[`${style}Number`] ?? groups[`${style}Number2`] ?? "";
  return parseNumeral(written);
}

/** ① to ⑳, ⑴ to ⒇, ⒈ to ⒛, ㈠ to ㈩: where each kind begins. */
const circledFrom = [0x3220, 0x2488, 0x2474, 0x2460] as const;

/** The sign before the first of a kind: what tells ① from ⑴. */
export const circledBase = (sign: string): number => {
  const code = sign.codePointAt(0) ?? 0;
  return (circledFrom.find((from) => code >= from) ?? code) - 1;
};

const circledNumber = (sign: string): number => (sign.codePointAt(0) ?? 0) - circledBase(sign);
