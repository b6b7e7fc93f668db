/*
 * 打算的日期: what is still to be done lies ahead of the report, and what judges a year begins after it.
 *
 * A clause that promises or demands (须于、拟于、力争、建议下届…于, or “…前” under a heading that plans) names no day before the report's own date,
 * nor, where the report bears none, before the end of its period; a deadline more than a year ahead, alone among the others, is asked about as well.
 * An evaluation of a whole year (自评、绩效评价) does not start within it. What was once promised is told with other words
 * (原定、按要求、已、逾期、方案). All 疑点.
 *
 * 例：2025年3月的报告里“须于2024年6月30日前整改到位”；“建议下届展会于2024年5月举办”；2024年度自评“自2024年1月8日起开展自评”。
 * 反例：原定2024年6月底前完成，实际9月完成；2024年8月开展绩效监控；2024年5月开展2023年度自评。
 */
import { type DateSaid, datesOf, isPossible } from "../../facts/dates.ts";
import { issuedOf } from "../../facts/issuedates.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import { plansOf } from "../../facts/plans.ts";
import { type ReportSpan, reportSpanOf } from "../../facts/reportspan.ts";
import { sentenceEnd, sentenceStart } from "../../facts/sentences.ts";
import type { Text } from "../../facts/text.ts";
import type { Slip } from "../../judgement/claim.ts";

export function* promises(text: Text): Generator<Slip> {
  const span = reportSpanOf(text);
  const issued = issuedOf(text);
  if (!span || span.isPlan) return;
  yield* pastYears(text, span, issued?.date.year ?? span.year);
  const [now, latest] = [nowOf(span, issued?.date ?? null, toldIn(text)), (issued?.date.first ?? 0) + 10_000];
  const plans = plansOf(text);
  const far: Slip[] = [];
  for (const passage of text.passages) {
    if (passage === issued?.passage || passage.cell || !/20\d\d\s*年\s*\d{1,2}\s*月/.test(passage.plain)) continue;
    for (const date of datesOf(passage.plain)) {
      if (date.year === null || !isPossible(date)) continue;
      const said = clauseOf(passage, date);
      if (date.last < now && isPromised(said, plans.has(passage.index)))
        yield slip(
          passage,
          date,
          `此处是打算或要求，${beyond(issued?.date ?? null, span)}`,
          "打算的日期已经过去，请核对",
        );
      else if (issued && date.day !== null && date.first > latest && isDue(said))
        far.push(slip(passage, date, "离成文日期一年以上", "时限的年份与成文日期不相称，请核对"));
      else if (isEarlyEvaluation(said, date, span)) {
        const because = `评价的是 ${span.year} 年度，当年尚未结束`;
        yield slip(passage, date, because, "评价工作的日期早于所评年度末，请核对");
      }
    }
  }
  if (far.length === 1) yield* far;
}

const promisedYear =
  /(?<![\d(（《〔“—–~-])(20\d{2})\s*年(?:度|全年)?[^，。；\d与原已曾]{0,6}(?:拟(?!建|定|订)|将|力争|预计)|(?:力争|确保|争取)(?:在|于)?(20\d{2})\s*年(?:底|末|年底)前/g;

/** 2023年拟安排资金900万元, in a report of 2025. */
function* pastYears({ passages }: Text, { months, year: own }: ReportSpan, now: number): Generator<Slip> {
  for (const passage of passages) {
    if (passage.cell || !passage.plain.includes("20")) continue;
    for (const match of matchesOf(passage.plain, promisedYear)) {
      const [start, to] = [match.index, match.index + match[0].length];
      const from = start + match[0].indexOf("20");
      const sentence = passage.plain.slice(sentenceStart(passage.plain, from), sentenceEnd(passage.plain, to));
      if (Number(match[1] ?? match[2]) >= now || /实际|已|原|当时|曾|提出|《|明确/.test(sentence)) continue;
      if (months < 12 && match[1]) continue;
      const because = `报告的是 ${own} 年${now > own ? `，成文于 ${now} 年` : ""}`;
      yield slip(passage, { from, to: from + 5 }, because, "打算的年度已经过去，请核对");
    }
  }
}

/** Before this nothing is promised any more. A report on a whole year may be written in its last weeks. */
const nowOf = ({ year, months, titleYear }: ReportSpan, issued: DateSaid | null, told: number): number => {
  if (issued) return issued.first;
  if (told > 0) return told;
  if (titleYear === null) return year * 10_000;
  return year * 10_000 + (months === 12 ? 1 : months) * 100 + 1;
};

/** What was done between two days with their year has been done: 于2023年5月15日至7月28日开展评价. */
function toldIn({ passages }: Text): number {
  let latest = 0;
  for (const { plain, cell } of passages) {
    if (cell || !/20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*[至—–-]/.test(plain)) continue;
    for (const { year, day, from, to, last } of datesOf(plain)) {
      const rest = plain.slice(to, to + 40);
      if (year === null || day === null || !/^\s*(?:至|—|–|-)/.test(rest) || !/(?:开展|进行|实施|组织)了/.test(rest))
        continue;
      if (!promise.test(plain.slice(Math.max(0, from - 12), from))) latest = Math.max(latest, last);
    }
  }
  return latest;
}

const beyond = (issued: DateSaid | null, { year }: ReportSpan): string =>
  issued ? "却早于成文日期" : `却早于报告的 ${year} 年期末`;

interface Said {
  /** Its sentence before and behind the date. */
  before: string;
  after: string;
  /** Its own clause. */
  lead: string;
  rest: string;
}

function clauseOf({ plain }: Passage, { from, to }: DateSaid): Said {
  const before = plain.slice(Math.max(sentenceStart(plain, from), from - 60), from);
  const after = plain.slice(to, Math.min(sentenceEnd(plain, to), to + 60)).split("；", 1)[0] ?? "";
  return { before, after, lead: before.split("，").at(-1) ?? "", rest: after.split("，", 1)[0] ?? "" };
}

const promise =
  /须|拟|力争|争取|确保|预计|计划|建议|务必|尽快|下届|下一届|下次|将|限(?:期|时)|(?:^|[^对相供响效反])应(?![急用对收付兑])/;
/** Told of a promise, or quoted. */
const isOnce =
  /已|原|曾|逾期|超期|未按|实际|当时|要求|下达|启动|成立|推迟|提前|起|以来|截至|根据|按照|《|〔|印发|上届|行动/;
const isQuoted = /方案|规划|办法|规定|合同|协议|批复|明确|提出|承诺/;

function isPromised({ before, after, lead, rest }: Said, isPlan: boolean): boolean {
  if (
    isOnce.test(before.slice(-24) + rest) ||
    isQuoted.test(before.slice(-24)) ||
    /已|实际|均|[至到—–~-]\s*$/.test(before.slice(-3) + after)
  )
    return false;
  const isUntil = /^\s*(?:之?前|[底末]前)/.test(after);
  if (isPlan) return isUntil;
  // 9月底前全部印发执行: what is dated until then and told with no word of the past.
  if (isDeadline.test(after) && !/了|该|此/.test(rest)) return true;
  const isDemand = /于\s*$/.test(lead) && /^\s*之?前(?:报送|提交|上报)/.test(after);
  return isDemand || promise.test(lead) || (promise.test(rest) && isUntil);
}

const isDeadline = /^\s*(?:之?前|[底末]前)[^，。；]{0,10}(?:完成|办结|反馈|印发|执行|落实|到位|办理|清零|投用|建成)/;

const isDue = ({ before, after, rest }: Said): boolean =>
  /^\s*之?前\s*[^，。；]{0,10}(?:完成|办结|销号|整改|落实|报送|到位|提交|核对)/.test(after) &&
  !/期|合同|规划|投产|竣工|建成/.test(before + rest);

const evaluation = /自评|绩效评价|评价(?:工作|小组|组)/;
const within = /监控|中期|事前|事中|跟踪|目标|申报|上年|以前年度|项目评审/;

/** 自2024年1月8日起开展自评 of 2024. */
function isEarlyEvaluation({ before, after, lead }: Said, { year, month }: DateSaid, span: ReportSpan): boolean {
  if (year !== span.year || month > 10 || span.months !== 12 || span.titleYear !== span.year || span.also.size > 0)
    return false;
  if (!evaluation.test(span.titleAt?.passage.plain ?? "") || within.test(before + after)) return false;
  const isTold = evaluation.test(lead) || evaluation.test(after.slice(0, 24));
  return isTold && !new RegExp(`20\\d\\d`).test((before + after).replaceAll(String(span.year), ""));
}

const slip = (
  passage: Passage,
  { from, to }: { from: number; to: number },
  because: string,
  message: string,
): Slip => ({
  kind: "slip",
  rule: "date-order",
  severity: "warning",
  at: { passage, from, to },
  stated: passage.text.slice(from, to),
  expected: null,
  because,
  operands: [],
  message,
});
