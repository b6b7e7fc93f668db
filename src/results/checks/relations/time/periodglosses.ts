/*
 * 期间的释义: a period said twice over, in words and in figures, is one period.
 *
 * 上年（2022年）is the year before the one that is told; 上半年（1—6月）and 前三季度（1—9月）are these months; “十四五”时期（2021—2025年）are these
 * years, its 开局之年 the first of them and its 收官之年 the last. 今年, 去年 and 明年 may also be counted from the year after the report's,
 * in which it is written. What is named by its year (2025茶业博览会) is held in that year.
 *
 * 例：本年度（2024年）in the report on 2023; 前三季度（1—8月）；2027年是“十五五”开局之年。
 * 反例：2024年1月，…比去年（2023年）；“十四五”前三年（2021—2023年）。
 */
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import { type ReportSpan, reportSpanOf } from "../../facts/reportspan.ts";
import type { Text } from "../../facts/text.ts";
import { type YearsSaid, yearsSaidOf } from "../../facts/yearsaid.ts";
import type { Slip } from "../../judgement/claim.ts";
import { periodSlip } from "./periodparts.ts";

export function* periodGlosses(text: Text): Generator<Slip> {
  const span = reportSpanOf(text);
  const said = span && yearsSaidOf(text, span);
  for (const passage of text.passages) {
    if (!/[\d五]/.test(passage.plain)) continue;
    yield* monthGlosses(passage);
    yield* fiveYears(passage, span?.year ?? null);
    if (span && said) yield* yearGlosses(passage, span, said);
    yield* heldYears(passage);
  }
}

const yearGloss =
  /([上去本今当明下次])(?:一?年度?|个?年度)(?:同期|末|底)?\s*\(\s*(?:即|为)?\s*(20\d{2})\s*(?:年度?(?:\)|同期|末|底|1?\d\s*[-—–~月])|\))/g;
const shifts: Record<string, number> = { 上: -1, 去: -1, 本: 0, 今: 0, 当: 0, 明: 1, 下: 1, 次: 1 };

function* yearGlosses(passage: Passage, span: ReportSpan, said: YearsSaid): Generator<Slip> {
  for (const match of matchesOf(passage.plain, yearGloss)) {
    const [all, word = "", named = ""] = match;
    const shift = shifts[word] ?? 0;
    const told = said.before(passage, match.index);
    const usual = said.usual(passage);
    const anchors = [told ?? usual, span.year, ...span.also, ...("今去明当次".includes(word) ? [span.year + 1] : [])];
    // 上年 is counted from the year just told, whatever the report is on.
    const open = told !== null && "上次".includes(word) ? [told] : anchors;
    if (open.some((anchor) => anchor + shift === Number(named))) continue;
    const from = match.index + all.indexOf(named);
    const due = (open[0] ?? usual) + shift;
    const because = `这里的“${all.split("(")[0]?.trim()}”是 ${due} 年`;
    yield periodSlip(passage, from, from + 4, due, because, "warning", "所注的年度与所说的不符，请核对");
  }
}

const held =
  /(20\d{2})\s*(?:年(?!\s*\d))?[^，。；\d]{2,40}[于在]\s*(20\d{2})\s*年\s*\d{1,2}\s*月[^，。；]{0,40}(?:举办|举行|召开|开幕|闭幕)/g;

/** 2025茶业博览会于2024年5月…举办 */
function* heldYears(passage: Passage): Generator<Slip> {
  if (!/20\d{2}[^，。；]{2,60}20\d{2}\s*年/.test(passage.plain)) return;
  for (const match of matchesOf(passage.plain, held)) {
    const [all, name = "", year = ""] = match;
    if (name === year || /年度|计划|方案|规划|比|较/.test(all.slice(0, all.lastIndexOf(year)))) continue;
    const from = match.index + all.lastIndexOf(year);
    const because = `名称里是 ${name} 年`;
    yield periodSlip(passage, from, from + 4, Number(name), because, "warning", "活动的名称与日期年份不一致，请核对");
  }
}

const parts: Record<string, [number, number]> = {
  上半年: [1, 6],
  下半年: [7, 12],
  前三季度: [1, 9],
  前三个季度: [1, 9],
  一季度: [1, 3],
  二季度: [4, 6],
  三季度: [7, 9],
  四季度: [10, 12],
  全年: [1, 12],
};
const range = "(\\d{1,2})\\s*月?\\s*[-—–~至]+\\s*(\\d{1,2})\\s*月(?:份)?";
const named = "(上半年|下半年|前三个?季度|[一二三四]季度|全年)";
const monthGloss = new RegExp(`${named}\\s*\\(\\s*(?:即|20\\d{2}年)?\\s*${range}\\s*\\)`, "g");
const namedGloss = new RegExp(`(?<!\\d)${range}\\s*\\(\\s*(?:即)?${named}\\s*\\)`, "g");

function* monthGlosses(passage: Passage): Generator<Slip> {
  if (!passage.plain.includes("(")) return;
  const first = matchesOf(passage.plain, monthGloss).map((match) => ({ match, word: match[1], months: [2, 3] }));
  const second = matchesOf(passage.plain, namedGloss).map((match) => ({ match, word: match[3], months: [1, 2] }));
  for (const { match, word = "", months } of [...first, ...second]) {
    const due = parts[word];
    const [begin, end] = months.map((group) => Number(match[group]));
    if (!due || (due[0] === begin && due[1] === end)) continue;
    const because = `${word}是 ${due[0]}—${due[1]} 月`;
    const to = match.index + match[0].length;
    yield periodSlip(passage, match.index, to, null, because, "error", "所注的月份与所说的不符，请核对");
  }
}

const plan = "“?十([一二三四五六七八])五”?";
const spanned = new RegExp(
  `${plan}(?:时期|期间|规划|规划期|规划时期)?\\s*\\(\\s*(20\\d{2})\\s*年?\\s*[-—–~至]+\\s*(20\\d{2})\\s*年?\\s*\\)`,
  "g",
);
const placed = new RegExp(
  `(20\\d{2})\\s*年[^，。；\\d]{0,6}[，]?(?:既|也|又|正)?(?:是|为|作为)[^，。；\\d]{0,8}${plan}[^，。；\\d“]{0,8}?(开局|起步|第[一二三四五]年|首年|收官|最后一年|末年)`,
  "g",
);
const since = new RegExp(`${plan}(?:规划)?(?:实施)?以来`, "g");
const places: Record<string, number> = { 开: 0, 起: 0, 首: 0, 收: 4, 最: 4, 末: 4, 一: 0, 二: 1, 三: 2, 四: 3, 五: 4 };
/** 十一五 begins in 2006. */
const beginOf = (digit: string): number => 2001 + 5 * "零一二三四五六七八".indexOf(digit);

function* fiveYears(passage: Passage, reporting: number | null): Generator<Slip> {
  if (!/十.五/.test(passage.plain)) return;
  for (const match of matchesOf(passage.plain, spanned)) {
    const begin = beginOf(match[1] ?? "");
    if (Number(match[2]) === begin && Number(match[3]) === begin + 4) continue;
    yield* misplaced(passage, match, match[1] ?? "", null);
  }
  for (const match of matchesOf(passage.plain, placed)) {
    const word = match[3] ?? "";
    const due = beginOf(match[2] ?? "") + (places[word.replace("第", "")[0] ?? ""] ?? 0);
    if (Number(match[1]) !== due) yield* misplaced(passage, match, match[2] ?? "", due);
  }
  if (reporting === null) return;
  for (const match of matchesOf(passage.plain, since))
    if (beginOf(match[1] ?? "") > reporting + 1) yield* misplaced(passage, match, match[1] ?? "", null);
}

function* misplaced(passage: Passage, match: RegExpExecArray, digit: string, due: number | null): Generator<Slip> {
  const begin = beginOf(digit);
  const because = `“十${digit}五”是 ${begin}—${begin + 4} 年`;
  const to = match.index + match[0].length;
  yield periodSlip(passage, match.index, to, due, because, "warning", "五年规划的年份不符，请核对");
}
