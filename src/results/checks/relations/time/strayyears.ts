/*
 * 越出报告期的年份: years that the report cannot yet tell of, and years that stand alone.
 *
 * A report tells of its year and those before; what comes after is promised (力争、计划、将), stands under a heading that plans, or is a date of
 * the months in which the report was written. So a later year that opens a sentence or follows its subject (本单位2025年度…) without any such
 * word, and a day more than nine months after the period, are asked about where they stand (nearly) alone. In a plan the same holds of the
 * year after the planned one. A year far from all others (2033 among 2022 to 2024) is asked about wherever it stands, except as an aim (到2035年).
 * A heading names the reported or the planned year; one that plans (五、2025年工作打算) no year that is over.
 *
 * 例：2023年报告里“2024年度收、支总计均为…”；“二、2028年工作计划”（标题是2026年计划）；“2024年11月6日开展问卷调查”。
 * 反例：2024年提前批资金；结转至2024年；下一步，2024年将…；到2035年基本实现现代化。
 */
import { datesOf, isPossible } from "../../facts/dates.ts";
import { type Issued, issuedOf } from "../../facts/issuedates.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import { ahead } from "../../facts/plans.ts";
import { type ReportSpan, reportSpanOf } from "../../facts/reportspan.ts";
import { sentenceEnd, sentenceStart } from "../../facts/sentences.ts";
import type { Text } from "../../facts/text.ts";
import { opensSentence, type YearsSaid, yearsSaidOf } from "../../facts/yearsaid.ts";
import type { Slip } from "../../judgement/claim.ts";
import { periodSlip } from "./periodparts.ts";

interface Mention {
  passage: Passage;
  from: number;
  to: number;
  year: number;
  before: string;
  /** The rest of its sentence. */
  after: string;
  isDated: boolean;
}

export function* strayYears(text: Text): Generator<Slip> {
  const span = reportSpanOf(text);
  if (!span) return;
  const said = yearsSaidOf(text, span);
  const mentions = text.passages.flatMap(mentionsIn);
  const [planned, told] = [true, false].map((isPlan) =>
    countsOf(mentions.filter(({ passage }) => said.isPlan(passage) === isPlan)),
  ) as [Counts, Counts];
  const latest = Math.max(span.year, ...span.also);
  for (const mention of mentions) {
    const isPlan = said.isPlan(mention.passage);
    if (isPlan && isPastPlan(mention, span)) yield pastPlan(mention, span.year);
    // Of 2025年总结和2026年计划 only the plan tells of 2026.
    const last = isPlan || planned.size === 0 ? latest : span.year;
    if (mention.year <= last || mention.passage === span.titleAt?.passage) continue;
    const due =
      farYear(mention, mentions, latest) ?? dueOf(mention, span, said, last, isPlan ? planned : told, issuedOf(text));
    if (due === null) continue;
    const { passage, from, to, year } = mention;
    const because = `全文所说的是 ${due} 年及以前`;
    yield periodSlip(passage, from, to, due, because, "warning", `此处写 ${year} 年，请核对`);
  }
  yield* lateDates(text, span, said);
}

/** 五、2024年工作打算 in the report on 2024. */
const isPastPlan = (
  { passage, year, before, after }: Mention,
  { year: own, months, titleYear, openings }: ReportSpan,
) =>
  year <= own &&
  months === 12 &&
  (titleYear === own || openings.has(own)) &&
  passage.plain.length <= 40 &&
  opensSentence(before) &&
  /^[^，。半季\d]{0,10}(?:打算|思路|工作安排|工作计划|重点任务|工作重点)\s*$/.test(after);

const pastPlan = ({ passage, from, to, year }: Mention, own: number): Slip =>
  periodSlip(passage, from, to, own + 1, `报告的是 ${own} 年`, "warning", `此处打算的是 ${year} 年，请核对`);

type Counts = ReadonlyMap<number, number>;

function countsOf(mentions: readonly Mention[]): Counts {
  const counts = new Map<number, number>();
  // 2025年3月14日 is told in a report on 2024 as a matter of course.
  for (const { year, isDated } of mentions) if (!isDated) counts.set(year, (counts.get(year) ?? 0) + 1);
  return counts;
}

const named = /(?<![\d〔[(（—–~\-.《“])(20\d{2})\s*(?:年度|年)(?!代|\s*(?:[-—–~]|[至到]\s*\d))/g;

function mentionsIn(passage: Passage): Mention[] {
  const { plain, cell } = passage;
  if (cell || !plain.includes("20")) return [];
  return matchesOf(plain, named).map((match) => {
    const [from, to] = [match.index, match.index + match[0].length];
    return {
      passage,
      from,
      to,
      year: Number(match[1]),
      before: plain.slice(sentenceStart(plain, from), from),
      after: plain.slice(to, sentenceEnd(plain, to)),
      isDated: /^\s*\d{1,2}\s*月/.test(plain.slice(to, to + 6)),
    };
  });
}

const aim = /[到至前向自从由]\s*$/;
const promised =
  /规划|远景|展望|达峰|中和|有效期|到期|期满|届满|目标|愿景|合同|租期|年底?前|奥运|冬奥|亚运|世博|全运|运动会|[冬夏]运会|现代化|建成|同步/;
const future =
  /将|拟|力争|计划|预计|预期|争取|确保|目标|任务|要|安排|打算|下一步|明年|下年|次年|建议|初步|草案|编制|申报|继续|推进|提前批|提前下达|结转|结余|跨年|谋划|储备|部署|开局|起|及以后|年初|届时|重点|着力|聚焦|实现|突破|达到/;
const tells = /同比|比上年|较上年|与上年|上年|完成年?初?预算|决算|执行率|实际|累计完成/;

const isAim = ({ before, after }: Mention): boolean =>
  aim.test(before) || promised.test(before.slice(-16) + after.slice(0, 24));

/** Three years and more after all others, and said once. */
function farYear(mention: Mention, mentions: readonly Mention[], latest: number): number | null {
  if (mention.year <= latest + 2 || isAim(mention)) return null;
  const isLone = mentions.filter(({ year }) => year === mention.year).length === 1;
  const others = mentions.flatMap(({ year }) => (year === mention.year ? [] : [year]));
  return isLone && mention.year > Math.max(...others) + 2 ? latest : null;
}

/** The year that was meant, where this one cannot be. */
function dueOf(
  mention: Mention,
  span: ReportSpan,
  said: YearsSaid,
  latest: number,
  counts: Counts,
  issued: Issued | null,
): number | null {
  const { passage, year, before, after, isDated } = mention;
  const count = counts.get(year) ?? 0;
  // 2025年上半年 in a report on 2024 that is written in August.
  if (/^\s*(?:上半年|前?[一二三]季度|\d{1,2}\s*[-—–~至])/.test(after) && year === issued?.date.year) return null;
  if (isDated || isAim(mention) || !(isSubject(before) || isToldOf(before))) return null;
  const planned = said.isPlan(passage) ? Math.max(said.usual(passage), latest) : latest;
  const isHeading = passage.plain.length <= 40 && !/[。，]/.test(passage.plain) && opensSentence(before);
  if (isHeading && said.isPlan(passage) && !span.isPlan && latest + 1 < year)
    return latest > span.year ? latest : latest + 1;
  if (isHeading && /工作报告/.test(after)) return null;
  if (isHeading && !said.isPlan(passage)) return count <= 2 && !future.test(after) ? latest : null;
  if (said.isPlan(passage))
    return year > planned && count === 1 && opensSentence(passage.plain.slice(0, mention.from)) ? planned : null;
  if (count > 2) return null;
  return tells.test(after) || (!future.test(before.slice(-30)) && !future.test(after.slice(0, 40))) ? latest : null;
}

/** The sentence begins with the year, or with whose year it is: 本单位2024年度…. */
const isSubject = (before: string): boolean =>
  opensSentence(before) ||
  (/^[\s\d.、()一二三四五六七八九十]*(?:[本我全各该][一-龥]{0,12}|[一-龥]{1,10}[局委办会区县市州镇院中心校])$/.test(
    before,
  ) &&
    !/[比较与同和及由从自起至到于在对以含除据按了]$/.test(before));

/** In the middle of a sentence: 在2024年省级考核中. */
const isToldOf = (before: string): boolean =>
  /(?:[，、]|^)[\s\d.、()一二三四五六七八九十]*(?:在|[一-龥]{2,8}[的对])\s*$/.test(before);

/** A day told as past, long after the period reported on, and the only one. */
function* lateDates({ passages }: Text, { year, months, isPlan, also }: ReportSpan, said: YearsSaid): Generator<Slip> {
  if (isPlan) return;
  const end = Math.max(year, ...also) * 12 + months + 9;
  const late = passages.flatMap((passage) =>
    passage.cell || said.isPlan(passage) || !passage.plain.includes("月")
      ? []
      : datesOf(passage.plain)
          .filter((date) => date.year !== null && date.day !== null && isPossible(date))
          .filter((date) => (date.year ?? 0) * 12 + date.month > end && isPast(passage, date))
          .map((date) => ({ passage, date })),
  );
  const [only] = late;
  if (late.length !== 1 || !only) return;
  const { passage, date } = only;
  yield periodSlip(passage, date.from, date.to, null, `报告的是 ${year} 年`, "warning", "日期远在报告期之后，请核对");
}

/** The clause promises nothing; the end of a range counts where something was done in it. */
function isPast({ plain }: Passage, { from, to }: { from: number; to: number }): boolean {
  const before =
    plain
      .slice(Math.max(0, from - 20), from)
      .split(/[，。；、]/)
      .at(-1) ?? "";
  const after = plain.slice(to, to + 20).split(/[。；]/, 1)[0] ?? "";
  const isEnd = /[至到—–~-]\s*$/.test(before) && !/^\s*(?:期间)?，?(?:对|开展|进行|组织|集中|完成)/.test(after);
  return !isEnd && !ahead.test(before + after.split("，", 1)[0]);
}
