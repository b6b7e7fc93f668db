/*
 * 期间的写法: what is wrong with a period whatever the figures: a title whose year the whole text contradicts, or whose plan is not for the next
 * year (2025年总结和2027年计划);
 * quarters and months after the end of the period reported (上半年报告里的三季度); a month range that is not the report's (1—5月, where all else is
 * 1—6月); 第五季度, 1—13月.
 *
 * 例：标题2022年，正文12处2023年；2024年上半年…三季度到位157.65亿元。反例：力争三季度末开工；比2023年年初预算增加；去年1—12月。
 */
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import { type ReportSpan, reportSpanOf } from "../../facts/reportspan.ts";
import type { Text } from "../../facts/text.ts";
import type { Slip } from "../../judgement/claim.ts";

export function* periodParts(text: Text): Generator<Slip> {
  const span = reportSpanOf(text);
  if (span) yield* wrongTitle(span);
  yield* wrongPair(text);
  const counts = rangesIn(text);
  for (const passage of text.passages) {
    yield* impossible(passage);
    if (!span || passage.cell) continue;
    if (span.months < 12) yield* beyond(passage, span, text, counts);
  }
}

function* wrongTitle({ year, titleYear, titleAt, counts }: ReportSpan): Generator<Slip> {
  if (titleYear === null || titleYear === year || !titleAt) return;
  // 2026年政府工作报告 tells of 2025.
  if (titleYear === year + 1 && /政府工作报告|工作报告|计划|要点|预算|安排/.test(titleAt.passage.plain)) return;
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

const pair =
  /(20\d{2})\s*年度?(?!上)[^，。\d]{0,14}(?:总结|情况|决算|回顾|执行)[^，。\d]{0,8}(20\d{2})\s*年度?(?!下)[^，。\d]{0,14}(?:计划|打算|安排|思路|要点|预算|任务)/;

/** 2025年总结和2027年计划: the plan is for the next year. */
function* wrongPair({ passages }: Text): Generator<Slip> {
  for (const passage of passages.slice(0, 3)) {
    const match = passage.plain.length <= 90 ? pair.exec(passage.plain) : null;
    const [told, planned] = [Number(match?.[1]), Number(match?.[2])];
    if (!match || planned === told + 1) continue;
    const from = match.index + match[0].lastIndexOf(String(planned));
    const because = `总结的是 ${told} 年，计划应是下一年`;
    yield periodSlip(passage, from, from + 4, told + 1, because, "warning", "标题的两个年度不相接，请核对");
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
  if (/下半年|下一步|下阶段|打算|安排|计划|目标|建议/.test(heading) && passage.kind !== "title") {
    if (months === 6) yield* pastPromised(passage);
    return;
  }
  for (const match of matchesOf(
    passage.plain,
    /(?<!前)(?:第)?([一二三四1-4])季度|(?<![\d-])1\s*[-—–~至]\s*(\d{1,2})\s*月|(?:截至|截止)\s*(?:20\d\d\s*年)?\s*(\d{1,2})\s*月/g,
  )) {
    const quarter = quarters[match[1] ?? ""];
    const until = quarter ?? Number(match[2] ?? match[3]);
    const around = passage.plain
      .slice(Math.max(0, match.index - 24), match.index + match[0].length + 14)
      .replace("现将", "");
    if (/力争|计划|预计|将|拟|目标|争取|确保|[还尚仍]需|下半年|去年|上年|同期|19\d\d|底前|末前|之前/.test(around))
      continue;
    const isOpening = /^[\s\d、.()一二三四五六七八九十]*(?:20\d{2}年)?$/.test(passage.plain.slice(0, match.index));
    const isShort =
      match[2] !== undefined &&
      until < months &&
      counts.get(until) === 1 &&
      (counts.has(months) ||
        (isOpening && /^份?，全[市县区州省]/.test(passage.plain.slice(match.index + match[0].length))));
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

/** 上半年，力争…: what is over is not promised. */
function* pastPromised(passage: Passage): Generator<Slip> {
  const match = /(?:^|。)\s*(上半年)，[^，。]{0,6}(?:力争|计划|将|拟|确保|争取)/.exec(passage.plain);
  if (!match) return;
  const from = match.index + match[0].indexOf("上半年");
  const message = "已过去的时间写成了打算，请核对";
  yield periodSlip(passage, from, from + 3, null, "报告期是 1—6 月", "warning", message);
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
