/*
 * 期间的写法: what is wrong with a period whatever the figures: a title whose year the whole text contradicts; “比2023年” in the report on 2023;
 * quarters and months after the end of the period reported (上半年报告里的三季度); a month range that is not the report's (1—5月, where all else is
 * 1—6月); 第五季度, 1—13月.
 *
 * 例：标题2022年，正文12处2023年；2024年上半年…三季度到位157.65亿元。反例：力争三季度末开工；比2023年年初预算增加；去年1—12月。
 */
import { matchesOf } from "../facts/matches.ts";
import type { Passage } from "../facts/passages.ts";
import { planYearsOf } from "../facts/plans.ts";
import { type ReportSpan, reportSpanOf } from "../facts/reportspan.ts";
import type { Text } from "../facts/text.ts";
import type { Slip } from "../judgement/claim.ts";

export function* periodParts(text: Text): Generator<Slip> {
  const span = reportSpanOf(text);
  if (span) yield* wrongTitle(span);
  const counts = rangesIn(text);
  const plans = span ? planYearsOf(text, span.year) : new Map<number, number>();
  for (const passage of text.passages) {
    yield* impossible(passage);
    if (!span || passage.cell) continue;
    yield* comparedWithItself(passage, { ...span, year: plans.get(passage.index) ?? span.year });
    if (span.months < 12) yield* beyond(passage, span, text, counts);
  }
}

function* wrongTitle({ year, titleYear, titleAt, counts }: ReportSpan): Generator<Slip> {
  if (titleYear === null || titleYear === year || !titleAt) return;
  yield periodSlip(
    titleAt.passage,
    titleAt.from,
    titleAt.to,
    year,
    `正文 ${counts.get(year)} 处说的是 ${year} 年`,
    "warning",
    "标题的年度与正文不一致，请核对",
  );
}

/** 2023年…，比2023年增加: a year is not compared with itself, unless with its own budget or plan. */
function* comparedWithItself(passage: Passage, { year, isPlan }: ReportSpan): Generator<Slip> {
  if (isPlan) return;
  for (const match of matchesOf(
    passage.plain,
    /(?:比|较|与|同)\s?(20\d{2})\s*年(?:度|全年)?(?!\s*(?:\d{1,2}\s*月|[第一二三四上下][季半一二三四]|年?初|预算|计划|目标|任务|批复|申报|底|末))/g,
  )) {
    const named = Number(match[1]);
    const after = passage.plain.slice(match.index + match[0].length, match.index + match[0].length + 36);
    if (
      named < year ||
      !/增|减|升|降|提高|多|少|相比|持平|翻/.test(after) ||
      /预算|计划|目标|任务|年初/.test(after.slice(0, 14))
    )
      continue;
    const before = passage.plain.slice(Math.max(0, match.index - 60), match.index);
    if (/20\d\d/.test(before) && !before.includes(String(named))) continue;
    // 2023年比2022年增加: the year after it says itself what it is compared with.
    if (new RegExp(`${named + 1}\\s*年度?$`).test(before)) continue;
    const from = match.index + match[0].indexOf(String(named));
    yield periodSlip(
      passage,
      from,
      match.index + match[0].length,
      year - 1,
      `报告年度就是 ${year} 年，对照的应是以前的年度`,
      "warning",
      "对照的年度就是或晚于报告年度，请核对",
    );
  }
}

/** In a report on the first half: 三季度, 截至9月30日 told as past; 1—5月 once, where all else is 1—6月. */
function* beyond(
  passage: Passage,
  { months }: ReportSpan,
  text: Text,
  counts: ReadonlyMap<number, number>,
): Generator<Slip> {
  const heading = text.passages[text.section[passage.index] ?? -1]?.plain ?? "";
  if (/下半年|下一步|下阶段|打算|安排|计划|目标|建议/.test(heading) && passage.kind !== "title") return;
  for (const match of matchesOf(
    passage.plain,
    /(?<!前)(?:第)?([一二三四1-4])季度|(?<![\d-])1\s*[-—–~至]\s*(\d{1,2})\s*月|(?:截至|截止)\s*(?:20\d\d\s*年)?\s*(\d{1,2})\s*月/g,
  )) {
    const quarter = quarters[match[1] ?? ""];
    const until = quarter ?? Number(match[2] ?? match[3]);
    const around = passage.plain.slice(Math.max(0, match.index - 24), match.index + match[0].length + 14);
    if (/力争|计划|预计|将|拟|目标|争取|确保|下半年|去年|上年|同期|19\d\d|底前|末前|之前/.test(around)) continue;
    const isShort = match[2] !== undefined && until < months && counts.get(until) === 1 && counts.has(months);
    if (until <= months && !isShort) continue;
    const message = isShort ? "时间段与报告期不一致，请核对" : "报告期之后的时间写成了已发生，请核对";
    yield periodSlip(
      passage,
      match.index,
      match.index + match[0].length,
      null,
      `报告期是 1—${months} 月`,
      "warning",
      message,
    );
  }
}

const quarters: Record<string, number> = { 一: 3, 二: 6, 三: 9, 四: 12, "1": 3, "2": 6, "3": 9, "4": 12 };

/** How often 1—5月, 1—6月… are said. */
function rangesIn({ passages }: Text): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { plain } of passages)
    for (const match of matchesOf(plain, /(?<!\d)1\s*[-—–~至]\s*(\d{1,2})\s*月/g))
      counts.set(Number(match[1]), (counts.get(Number(match[1])) ?? 0) + 1);
  return counts;
}

/** 第五季度, 1—13月 */
function* impossible(passage: Passage): Generator<Slip> {
  for (const match of matchesOf(
    passage.plain,
    /第?[五六七八5-9]季度|(?<![\d.])(?:1\s*[-—–~至]\s*)(?:0|1[3-9]|[2-9]\d)\s*月(?:份)?(?!\d)/g,
  ))
    yield periodSlip(
      passage,
      match.index,
      match.index + match[0].length,
      null,
      "一年只有四个季度、十二个月",
      "error",
      "没有这样的时间，请核对",
    );
}

export const periodSlip = (
  passage: Passage,
  from: number,
  to: number,
  due: number | null,
  because: string,
  severity: Slip["severity"],
  message: string,
): Slip => ({
  kind: "slip",
  rule: "period",
  severity,
  at: { passage, from, to },
  stated: passage.text.slice(from, to),
  expected: due === null ? null : `${due}年`,
  because,
  operands: [],
  message,
});
