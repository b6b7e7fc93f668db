/*
 * 期间: a year, or a part of one, that cannot be the one reported on.
 *
 * Other years are everywhere in a report, and nearly all are right: compared with (比2022年、与2022年相比), remembered (自2021年起、2020年成立),
 * planned (2024年力争), cited (〔2022〕15号、《2021—2023年规划》), dated (2024年3月15日). So a year is only asked about where a sentence, a heading
 * or a caption begins with it, as reports begin what they report (2022年度…、截至2022年12月31日，…), none of those words is near, and
 * something else speaks against it: the year before last or after next is enough; last year's needs a comparison with 上年 in the same sentence,
 * a rate of completion, a state at the year's end, or a figure that stands elsewhere for the reporting year, which makes it an error.
 *
 * 例：2022年度报告里“2021年实际执行支出310.42万元”，同一数字别处为2022年 → 错误；“截至2022年12月31日，共有车辆4辆”。
 * 反例：2022年度收支总计为2307.64万元（对照数）；2024年，力争…；比2023年年初预算增加。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import { type ReportSpan, reportSpanOf } from "../../facts/reportspan.ts";
import { opensSentence } from "../../facts/yearsaid.ts";
import { sentenceEnd, sentenceStart } from "../../facts/sentences.ts";
import type { Text } from "../../facts/text.ts";
import { type Match, type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";
import { periodSlip } from "./periodparts.ts";

export function* periods(text: Text): Generator<Slip | Match> {
  const span = reportSpanOf(text);
  if (!span) return;
  const figures = figuresOf(text, span.year);
  for (const passage of text.passages) {
    if (passage.cell) continue;
    yield* yearsIn(passage, span, text, figures);
  }
}

/** Figures said of the reporting year, by value: what the same figure must not be said of another year. */
function figuresOf({ facts }: Text, year: number): Map<number, Fact[]> {
  const known = new Map<number, Fact[]>();
  for (const fact of facts)
    if (fact.year === year && /^20\d\d年/.test(fact.period) && isTelling(fact))
      known.set(fact.base, [...(known.get(fact.base) ?? []), fact].slice(-4));
  return known;
}

/** Three printed digits are no coincidence. */
const isTelling = (fact: Fact): boolean =>
  fact.unit !== null && String(Math.round(fact.value * 10 ** fact.places)).replace(/0+$/, "").length >= 3;

const mention = /(?<![\d〔[(（—–~\-.])(20\d{2})\s*(年度|年)(?!代|\s*(?:[-—–~]|[至到]\s*\d))/g;
const compared =
  /(?:比|较|与|同|和|及|、|由|从|自|起|以来|对照|相比|含|除|《|“|始于|到|至|早在|截至|截止)[^，。；]{0,3}$/;
const past =
  /以前年度|往年|历年|累计|成立|设立|建成|印发|出台|制定|发布|实施|试行|修订|批复|立项|起设|开始|启动|启用|入选|获批|获评|认定|投产|竣工|建档|回顾|成就/;
const future =
  /计划|目标|预期|力争|将|拟|下一步|明年|下年|次年|安排|初步|打算|预计|前完成|年底前|建议|争取|确保|要求|继续|到位后|期满|预算|重点工作|主要工作|工作重点/;
const section = /背景|依据|沿革|回顾|打算|计划|安排|目标|展望|下一步|思路|历史|基础|建议|措施|名词/;
const monthEnd = /^\s*(?:(\d{1,2})\s*月\s*(?:\d{1,2}\s*日|底|末)|年?\s*[末底])/;

function* yearsIn(
  passage: Passage,
  span: ReportSpan,
  text: Text,
  figures: ReadonlyMap<number, Fact[]>,
): Generator<Slip | Match> {
  let hasHeld = false;
  for (const match of matchesOf(passage.plain, mention)) {
    const year = Number(match[1]);
    const at = { from: match.index, to: match.index + match[0].length };
    const before = passage.plain.slice(sentenceStart(passage.plain, at.from), at.from);
    const isOpening = opensSentence(before);
    const end = /(?:截至|截止|截止到)\s*$/.test(before) ? monthEnd.exec(passage.plain.slice(at.to, at.to + 12)) : null;
    const isState = end !== null && (end[1] === undefined || Number(end[1]) === 12 || span.months < 12);
    if (/[年月日]\s*[至到]\s*$/.test(before)) continue;
    if (year === span.year && (isOpening || isState) && !hasHeld && span.titleAt && span.titleAt.passage !== passage) {
      hasHeld = true;
      yield {
        kind: "match",
        rule: "period",
        at: { passage, ...at },
        because: `与报告年度 ${span.year} 年一致`,
        operands: [span.titleAt],
      };
    }
    if (year === span.year || span.also.has(year) || (/^\s*\d{1,2}\s*月/.test(passage.plain.slice(at.to)) && !isState))
      continue;
    yield* otherYear({ passage, ...at, year, before, isOpening, isState }, span, text, figures);
  }
}

interface Mention {
  passage: Passage;
  from: number;
  to: number;
  year: number;
  before: string;
  isOpening: boolean;
  isState: boolean;
}

function* otherYear(
  said: Mention,
  span: ReportSpan,
  text: Text,
  figures: ReadonlyMap<number, Fact[]>,
): Generator<Slip> {
  const { passage, from, to, year, before } = said;
  const sentence = passage.plain.slice(from, sentenceEnd(passage.plain, to));
  const facts = (text.readings[passage.index]?.facts ?? []).filter(
    (fact) => fact.from >= to && fact.to <= from + sentence.length,
  );
  const same =
    said.isOpening || !compared.test(before)
      ? sameFigure(
          facts.filter((fact) => fact.year === year),
          figures,
        )
      : null;
  if (same && !/比|较|与|计划|预算|拟|上年/.test(sentence.slice(0, 12)))
    return yield {
      ...periodSlip(
        passage,
        from,
        to,
        span.year,
        `${printed(same.own)} 在别处说的是 ${span.year} 年（${same.other.subject || printed(same.other)}）`,
        "error",
        "年度与别处不一致，请核对",
      ),
      operands: [stretchOf(same.own), stretchOf(same.other)],
    };
  if (!isReported(said, sentence, span, text)) return;
  const reason = suspicion(said, sentence, span, standsAlone(said, span, text));
  if (reason)
    yield periodSlip(
      passage,
      from,
      to,
      span.year,
      reason,
      "warning",
      `报告年度是 ${span.year} 年，此处写 ${year} 年，请核对`,
    );
}

function sameFigure(facts: readonly Fact[], figures: ReadonlyMap<number, Fact[]>): { own: Fact; other: Fact } | null {
  for (const own of facts.slice(0, 2)) {
    if (!isTelling(own) || own.role === "base" || own.role === "change") continue;
    const other = figures
      .get(own.base)
      ?.find((each) => each.unit?.dimension === own.unit?.dimension && share(each.lead, own.lead));
    const isSteady = /持平|相同|一致|不变/.test(own.tail + (other?.tail ?? ""));
    if (other && other.passage !== own.passage && !isSteady) return { own, other };
  }
  return null;
}

/** Two characters in common, of those that say what is measured. */
function share(a: string, b: string): boolean {
  const words = a.replaceAll(/[\d年度月日的为是，、\s]/g, "").slice(-12);
  for (let at = 0; at + 2 <= words.length; at++) if (b.slice(-16).includes(words.slice(at, at + 2))) return true;
  return false;
}

/** Said of the year just closed only. */
const againstBudget = /(?:比|较|完成|为|占)(?:全?年初?|调整)预算/;
const carriedOut = /(?:年中|执行中|中期)(?:追加|追减|调[整增减])|调整后(?:的)?(?:全年)?预算/;
/** Whose year it is: “教育支出”（类）2023年度决算…. */
const subject = /^[^，。；\d比较与]{0,4}\d{0,2}[^，。；\d比较与]{2,30}$/;

/** Does the sentence report something of that year, as the report's own year would be? */
function isReported(
  { passage, year, isOpening, isState, from, to, before }: Mention,
  sentence: string,
  span: ReportSpan,
  text: Text,
): boolean {
  const isTitled = passage.kind === "heading" || /^\s*(?:附?[表图]\s*\d|附件)/.test(passage.plain);
  const isOfReport = /对\s*$/.test(before) && /绩效评价|评价|审计|自评/.test(sentence.slice(0, 60));
  const isOfYear = againstBudget.test(sentence.slice(0, 60)) && subject.test(before);
  if (!isOpening && !isState && !isOfReport && !isOfYear) return false;
  // 2020年12个、2021年15个: a series; only “比2023年年初预算” may name the year again.
  if (!isState && /20\d{2}\s*年(?!度?(?:年?初|预算|全年预算))/.test(sentence.slice(to - from))) return false;
  const near = sentence.slice(0, 40);
  const rest = passage.plain.slice(to, to + 14);
  const isCarriedOut = /^\s*年?初预算/.test(rest) && carriedOut.test(passage.plain.slice(to));
  if (isCarriedOut && isOpening) return true;
  if (/^\s*(?:年?初|年?前|起|以来|以后|之前|之后|后|版|第|的)/.test(rest) || /^[^，。；]{0,16}(?:相比|持平)/.test(rest))
    return false;
  if (isState) return true;
  // What is quoted, or the budget that was carried out, is no plan.
  const words = near.replace(/“[^”]*”|《[^》]*》?|[一-龥]{2}预算(?:执行|数)?|绩效目标|年度目标|完成目标|累计完成/g, "");
  if ((year > span.year && future.test(words)) || past.test(words)) return false;
  const heading = text.passages[text.section[passage.index] ?? -1];
  if (
    heading &&
    heading !== passage &&
    (section.test(heading.plain) || new RegExp(`20\\d\\d`).test(heading.plain.replace(String(span.year), "")))
  )
    return false;
  return isTitled || isState || isOfReport || /\d/.test(sentence.slice(4)) || /[，,]/.test(near);
}

/**
 * The only sentence that opens with this year, where others open with the report's: who tells of the year before goes on to the report's own, in
 * the same paragraph or the next.
 */
function standsAlone(
  { passage, from, to, year, isOpening }: Mention,
  span: ReportSpan,
  { passages, heads }: Text,
): boolean {
  const { openings, year: own } = span;
  // The paragraph right under the title tells of the year in it.
  const isFirst =
    span.titleYear === own &&
    passages.slice(0, passage.index).every(({ plain, cell, index }) => plain.length <= 40 && !cell && !heads[index]);
  if (!isOpening || (openings.get(year) ?? 0) > 1 || (!isFirst && (openings.get(own) ?? 0) < 2)) return false;
  const around = [
    passage.plain.slice(0, from),
    passage.plain.slice(to),
    passages[passage.index + 1]?.plain.slice(0, 60),
  ];
  return !around.some((plain) => plain?.includes(String(own)) || /今年|本年|当年/.test(plain ?? ""));
}

/** What speaks against the year, in words; empty where it may well be meant. */
function suspicion(
  { year, isState, passage, before }: Mention,
  sentence: string,
  { year: own, isPlan, counts }: ReportSpan,
  isAlone: boolean,
): string {
  const off = year - own;
  const isTitled = passage.kind === "heading" || /^\s*(?:附?[表图]\s*\d)/.test(passage.plain);
  const isRare = (counts.get(year) ?? 0) <= 1;
  if (off > 1 || off < -2) return `全文报告的是 ${own} 年`;
  if (off === -2) return isRare || isState || isTitled ? `全文报告的是 ${own} 年` : "";
  if (isPlan) return "";
  if (isState) return `全文报告的是 ${own} 年，年末状况也应是 ${own} 年末`;
  if (/对\s*$/.test(before)) return `全文报告的是 ${own} 年`;
  if (off === 1) return ""; // strayyears.ts
  if (isTitled && !/上年|对比|比较|执行情况/.test(passage.plain)) return `全文报告的是 ${own} 年`;
  if (/比上年|同比|较上年|与上年/.test(sentence)) return `同一句里又与上年比，所说的应是报告年度 ${own} 年`;
  if (/执行率|完成率|完成(?:年度|全年)?(?:目标|任务|预算)/.test(sentence) || againstBudget.test(sentence))
    return `句中的完成情况应是报告年度 ${own} 年`;
  if (
    carriedOut.test(passage.plain) &&
    !passage.plain.includes(String(own)) &&
    /^\s*年?初预算|预算/.test(sentence.slice(5, 14))
  )
    return `追加和执行的应是报告年度 ${own} 年的预算`;
  return isAlone ? `标题和其他各段说的是 ${own} 年，只有此处写 ${year} 年` : "";
}
