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
import { matchesOf } from "../../facts/matches.ts";
import { once } from "../../facts/once.ts";
import type { Passage } from "../../facts/passages.ts";
import { plansOf } from "../../facts/plans.ts";
import { type ReportSpan, reportSpanOf } from "../../facts/reportspan.ts";
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
  if (!span || span.isPlan || span.also.size > 1) return;
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
  const isFirst = (text.section[passage.index] ?? -1) <= (span.titleAt?.passage.index ?? -1) && passage.index < 6;
  const isOwn = year === span.year - 1 && isFirst && (cameToBe.test(plain) || closesWith(plain.slice(to), span.year));
  if (isOwn) return yield periodSlip(passage, from, to, span.year, "报告说的是自己的年度", "warning", message);
  // It goes on to the report's year, or another: what it tells is told to compare.
  const years = matchesOf(plain.slice(to), /20\d{2}(?=年)/g).map(([each]) => Number(each));
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

/** The same figure where nothing is said of that year. */
function twinOf(fact: Fact, year: number, text: Text): Fact | null {
  if (fact.role !== "level" || fact.hedge || significant(fact.number) < 3) return null;
  const twins = byValue(text).get(`${fact.unit?.dimension}${fact.base}`) ?? [];
  const others = twins.filter((twin) => twin.passage !== fact.passage);
  const isOfYear = ({ passage, lead }: Fact): boolean =>
    passage.cell !== null || /上年|去年|上期|同期|年初/.test(lead) || passage.plain.includes(String(year));
  return others.some(isOfYear) ? null : (others[0] ?? null);
}
