/*
 * 开头的年份: a paragraph that opens with the year before, though what it tells is told of the report's own year.
 *
 * “2021年度本年支出合计2541.20万元，其中…项目支出1154.75万元” in the accounts of 2022 may well be right. It is not where its own long figures stand again in
 * places that tell of the report's year, where it says how the report came to be (2023年，…。现将全年工作情况报告如下), or where it closes with the
 * report's year itself (2023年，…，数据截至2024年12月31日). What is compared, recalled or founded in that year is left alone.
 *
 * What is still to come is not told of a year that is over: “2023年目标：力争…” in the report on 2023, or 2023年，…将… under 下一步.
 *
 * 例：2024年报告首段“2023年，我局…。现将有关情况报告如下”。反例：2023年，全市引进项目20个；2024年引进26个。
 */
import type { Fact } from "../../facts/fact.ts";
import { issuedOf } from "../../facts/issuedates.ts";
import { matchesOf } from "../../facts/matches.ts";
import { once } from "../../facts/once.ts";
import type { Passage } from "../../facts/passages.ts";
import { plansOf } from "../../facts/plans.ts";
import { type ReportSpan, reportSpanOf, toldIn } from "../../facts/reportspan.ts";
import type { Text } from "../../facts/text.ts";
import { significant } from "../../facts/typos.ts";
import { type Slip, stretchOf } from "../../judgement/claim.ts";
import { periodSlip } from "./periodparts.ts";

const opening =
  /^[\s\d.、（）()一二三四五六七八九十]{0,8}(?:[本我全各该][一-龥]{1,6})?(20\d{2})\s*年(?:度|全年|以来)?(?![初底末前起至到]|\s*[\d\-—–~、和])/;
const other =
  /成立|设立|建成|印发|出台|制定|发布|修订|批复|立项|启动|开始|获批|获评|认定|投产|以前年度|往年|当时|原定|指出|结转|提前下达|与之相比|上年度/;
const cameToBe = /(?:现将|现就)[^。；]{0,30}(?:如下|汇报|通报|报告)/;

export function* openingYears(text: Text): Generator<Slip> {
  const span = reportSpanOf(text);
  if (!span) return;
  yield* marked(text, span);
  yield* carriedOut(text);
  // 2023年总结和2024年计划 reports on 2023; of two years reported either may be meant.
  const isShared =
    span.also.size > 1 &&
    toldIn(
      text.passages
        .slice(0, 3)
        .map(({ plain }) => plain)
        .join(" "),
    ) !== span.year;
  if (span.isPlan || isShared) return;
  const plans = plansOf(text);
  for (const passage of text.passages) {
    if (passage.cell || passage.kind === "title" || passage.kind === "heading") continue;
    const match = opening.exec(passage.plain);
    const year = Number(match?.[1]);
    if (!match || year > span.year || year < span.year - 2) continue;
    const from = match.index + match[0].indexOf(match[1] ?? "");
    const at = { passage, from, to: from + 5, year };
    const promise = promised(at, span, plans.has(passage.index));
    if (promise) yield promise;
    else if (year < span.year && !span.also.has(year) && !plans.has(passage.index)) yield* ofPast(at, span, text);
  }
}

/** The date or the number a report bears (2024年第12期) is not of the year before the one it tells of. */
function* marked(text: Text, { year, isPlan, titleYear, also }: ReportSpan): Generator<Slip> {
  if (isPlan || (titleYear === null && also.size === 0)) return;
  const issued = issuedOf(text);
  const title = text.passages[0]?.plain ?? "";
  const isAhead = /预算|计划|方案|安排|申报|目标|通知|预计/.test(title) && toldIn(title) !== year;
  if (issued?.date.year && issued.date.year < year && !isAhead) {
    const { passage, date } = issued;
    const because = `报告的是 ${year} 年`;
    yield periodSlip(passage, date.from, date.to, null, because, "warning", "成文日期早于报告期，请核对");
  }
  for (const passage of text.passages.slice(0, 5)) {
    const match = passage.cell ? null : /(20\d{2})\s*年?\s*第\s*\d{1,3}\s*期/.exec(passage.plain);
    const printed = Number(match?.[1]);
    if (!match || passage.plain.length > 40 || printed === year || printed === year + 1) continue;
    if (issued?.date.year === printed) continue;
    const because = `报告的是 ${year} 年`;
    yield periodSlip(passage, match.index, match.index + 4, year, because, "warning", "期号的年份与报告期不符，请核对");
  }
}

const budget =
  /^[\s\d.、（）()一二三四五六七八九十]{0,8}(20\d{2})\s*年(?:度)?(?:年初|全年|财政)?(?:部门|项目|专项)?预算/;

/** 2023年预算…；截至2024年末，…执行率: a budget is carried out in its own year. */
function* carriedOut({ passages }: Text): Generator<Slip> {
  for (const passage of passages) {
    const match = passage.cell ? null : budget.exec(passage.plain);
    if (!match) continue;
    const [until] = matchesOf(passage.plain, /截[至止][^，。；\d]{0,2}(20\d{2})年/g);
    const end = Number(until?.[1]);
    const between = passage.plain.slice(match[0].length, until?.index ?? 0);
    if (!until || (between.includes("20") && /20\d{2}年/.test(between)) || end !== Number(match[1]) + 1) continue;
    if (!/执行率|执行进度|支出进度|到位率/.test(passage.plain)) continue;
    const from = match.index + match[0].indexOf(match[1] ?? "");
    const message = "预算的年度与执行的年度不一致，请核对";
    yield periodSlip(passage, from, from + 5, end, `执行情况说到 ${end} 年`, "warning", message);
  }
}

interface At {
  passage: Passage;
  from: number;
  to: number;
  year: number;
}

/** 2023年目标：力争…; under 下一步: 2023年，…将…. */
function promised({ passage, from, to, year }: At, span: ReportSpan, isPlan: boolean): Slip | null {
  if (span.months < 12 || span.also.has(year + 1) || (span.titleYear !== span.year && span.also.size === 0))
    return null;
  const [first = ""] = passage.plain.slice(to).split("。", 1);
  const isAhead = isPlan
    ? /^，[^，；]{0,20}(?:将|力争|确保|争取)|^(?:，|将|力争|确保)[^；]{0,30}力争/.test(first)
    : /^度?(?:预期|主要|工作)*目标：?[^，；]{0,8}(?:力争|确保|争取)/.test(first);
  if (!isAhead || /原|曾|当时|年初|实际|已|完成了|上年/.test(first)) return null;
  const because = `报告的是 ${span.year} 年`;
  return periodSlip(passage, from, to, span.year + 1, because, "warning", "打算的年度已经过去，请核对");
}

function* ofPast({ passage, from, to, year }: At, span: ReportSpan, text: Text): Generator<Slip> {
  const { plain } = passage;
  const [first = ""] = plain.slice(to).split("。", 1);
  if (other.test(first.slice(0, 40))) return;
  const message = `报告年度是 ${span.year} 年，此处写 ${year} 年，请核对`;
  const isFirst = (text.section[passage.index] ?? -1) <= (span.titleAt?.passage.index ?? 1) && passage.index < 6;
  // Wrapped lines may have been left apart.
  const opens = isFirst
    ? text.passages
        .slice(passage.index, passage.index + 2)
        .map((each) => each.plain)
        .join("")
    : "";
  const isOwn = year === span.year - 1 && isFirst && (cameToBe.test(opens) || closesWith(plain.slice(to), span.year));
  if (isOwn) return yield periodSlip(passage, from, to, span.year, "报告说的是自己的年度", "warning", message);
  // It goes on to the report's year, or another: what it tells is told to compare.
  const years = matchesOf(plain.slice(to), /(?<!截[至止])20\d{2}(?=年)/g).map(([each]) => Number(each));
  if (years.some((each) => each !== year)) return;
  const again = (text.readings[passage.index]?.facts ?? []).flatMap((fact) => {
    const twin =
      fact.sentence === (text.readings[passage.index]?.facts[0]?.sentence ?? 0) ? twinOf(fact, year, text) : null;
    return twin ? [{ fact, twin }] : [];
  });
  const [sure] = again;
  const isMuch = again.length > 1 || again.some(({ fact }) => significant(fact.number) >= 5);
  if (!sure || !isMuch) return;
  const because = `${again.map(({ fact }) => fact.number).join("、")} 在别处不是 ${year} 年的数`;
  yield {
    ...periodSlip(passage, from, to, span.year, because, "warning", message),
    operands: again.slice(0, 4).map(({ twin }) => stretchOf(twin)),
  };
}

/** …数据统计截至2024年12月31日 */
const closesWith = (rest: string, year: number): boolean =>
  new RegExp(`截[至止][^，。；]{0,2}${year}年|现将[^。；]{0,6}${year}年`).test(rest);

const byValue = once(({ facts }: Text): ReadonlyMap<string, Fact[]> => {
  const known = new Map<string, Fact[]>();
  for (const fact of facts) {
    if (significant(fact.number) < 3 || !fact.unit) continue;
    const key = `${fact.unit.dimension}${fact.base}`;
    known.set(key, [...(known.get(key) ?? []), fact].slice(-6));
  }
  return known;
});

/** Cells of a column or row of another time: 上年数, 2022年. */
const formerCells = once(({ tables }: Text): ReadonlySet<number> => {
  const found = new Set<number>();
  for (const table of tables)
    for (let column = 0; column < table.columns; column++)
      for (let row = table.body; row < table.rows; row++) {
        const passage = table.passage(row, column);
        if (passage && former.test(`${table.columnTitle(column)}/${table.rowTitle(row)}`)) found.add(passage.index);
      }
  return found;
});
const former = /上年|去年|上期|同期|以前|累计|20\d{2}年/;

/** The same figure where nothing is said of that year. */
function twinOf(fact: Fact, year: number, text: Text): Fact | null {
  if (fact.role !== "level" || fact.hedge || significant(fact.number) < 3) return null;
  const twins = byValue(text).get(`${fact.unit?.dimension}${fact.base}`) ?? [];
  const others = twins.filter((twin) => twin.passage !== fact.passage);
  const isOfYear = ({ passage, lead }: Fact): boolean =>
    (passage.cell !== null && formerCells(text).has(passage.index)) ||
    /上年|去年|上期|同期|年初/.test(lead) ||
    passage.plain.includes(String(year));
  return others.some(isOfYear) ? null : (others[0] ?? null);
}
