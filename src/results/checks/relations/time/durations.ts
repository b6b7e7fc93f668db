/*
 * 历时: how long something took, told with the days it began and ended; and the day of the week of a date.
 *
 * 5月8日至5月14日 are seven days, or six where the first is not counted; 3月签约，11月投产 are eight months, or nine where both are counted. Only
 * what is said to last (共、历时、只用了、为期、建设期, or days in brackets) is compared, with the range, or the two dates of the sentence, right before
 * it, behind its colon, or as a range in its clause. Working days are at most the days.
 *
 * 例：公示期为2023年5月8日至5月14日，共5天；从签约到投产只用了六个月：3月签约，11月投产；2023年3月28日（星期五）。
 * 反例：3月5日至7日，共3天；用时比承诺少6天；提前15天。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { type DateSaid, datesOf, isPossible } from "../../facts/dates.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import { sentenceEnd, sentenceStart } from "../../facts/sentences.ts";
import type { Text } from "../../facts/text.ts";
import type { Match, Slip } from "../../judgement/claim.ts";

export function* durations({ passages }: Text): Generator<Slip | Match> {
  for (const passage of passages) {
    const { plain } = passage;
    if (!plain.includes("月")) continue;
    const lasting = matchesOf(plain, lasts);
    const weekdays = matchesOf(plain, weekday);
    if (lasting.length === 0 && weekdays.length === 0) continue;
    const said = datesOf(plain).filter(isPossible);
    for (const match of lasting) yield* lasted(passage, match, said);
    for (const match of weekdays) yield* named(passage, match, said);
  }
}

const lasts =
  /(?:历时|用时|耗时|为期|[只仅]用(?:了|时)?|共计?|合计|持续(?:了)?|期限|(?<![同上本前近中长短超逾延早定分任学])期|(?<=[日月年]\s*)\()(?:为|共计?|仅|约|近)?\s*(\d{1,4}|[一二两三四五六七八九十]{1,3})\s*(个?工作日|天|日(?!元|均)|个月|年(?!度))/g;

function* lasted(passage: Passage, match: RegExpExecArray, said: readonly DateSaid[]): Generator<Slip | Match> {
  const { plain } = passage;
  const count = parseNumeral((match[1] ?? "").replace("两", "二"));
  const at = { from: match.index, to: match.index + match[0].length };
  const pair = pairFor(plain, at, said);
  if (!pair || !count || /约|近/.test(match[0])) return;
  const [begin, end] = pair;
  const unit = match[2] ?? "";
  const fits =
    unit === "个月" || unit === "年" ? fitsMonths(count, unit, begin, end) : fitsDays(count, unit, begin, end);
  if (fits === null) return;
  const range = `${quote(plain, begin)}—${quote(plain, end)}`;
  if (fits.isSound)
    yield { kind: "match", rule: "period", at: { passage, ...at }, because: `${range} 相符`, operands: [] };
  else yield slip(passage, at, `${range} 是${fits.due}`, "所说的时长与起止日期不符，请核对", [begin, end]);
}

/** The two dates of the sentence before the words, else those behind its colon. */
function pairFor(
  plain: string,
  at: { from: number; to: number },
  said: readonly DateSaid[],
): readonly [DateSaid, DateSaid] | null {
  const start = sentenceStart(plain, at.from);
  const before = said.filter((date) => date.from >= start && date.to <= at.from);
  const near = before.length > 0 ? before : behind(plain, at, said);
  const [begin, end] = near;
  if (near.length !== 2 || !begin || !end) return null;
  const words = plain.slice(end.to, Math.max(end.to, at.from));
  // Something else was counted in between: …，走访企业46家，共3天.
  if (/\d|其中|每|平均|比|较|提前|压缩/.test(words) || words.length > 24) return null;
  const year = begin.year ?? end.year;
  const later = end.year ?? (year === null ? null : year + (end.month < begin.month ? 1 : 0));
  return [
    { ...begin, year },
    { ...end, year: later },
  ];
}

/** …只用了六个月：3月签约，11月投产; 为期3天的洽谈会于9月8日至10日举行. */
function behind(plain: string, at: { to: number }, said: readonly DateSaid[]): readonly DateSaid[] {
  const dates = said.filter((date) => date.from >= at.to && date.from < sentenceEnd(plain, at.to));
  if (/^[：:，]/.test(plain.slice(at.to))) return dates;
  const [begin, end] = dates;
  const isRange = begin && end && /^\s*起?\s*(?:[-—–~]{1,2}|[至到])\s*$/.test(plain.slice(begin.to, end.from));
  return isRange && !/[，。；\d]/.test(plain.slice(at.to, begin.from)) ? [begin, end] : [];
}

const monthsBetween = (begin: DateSaid, end: DateSaid): number =>
  begin.year === null || end.year === null
    ? end.month - begin.month + (end.month < begin.month ? 12 : 0)
    : (end.year - begin.year) * 12 + end.month - begin.month;

function fitsMonths(count: number, unit: string, begin: DateSaid, end: DateSaid): { isSound: boolean; due: string } {
  const months = monthsBetween(begin, end);
  const isShort = begin.day !== null && end.day !== null && end.day < begin.day;
  if (unit === "年") return { isSound: Math.abs(count * 12 - months) <= 6, due: `${months} 个月` };
  return {
    isSound: count >= months - (isShort ? 1 : 0) && count <= months + 1,
    due: ` ${months} 到 ${months + 1} 个月`,
  };
}

/** Null where the days cannot be counted. */
function fitsDays(
  count: number,
  unit: string,
  begin: DateSaid,
  end: DateSaid,
): { isSound: boolean; due: string } | null {
  if (begin.day === null || end.day === null) return null;
  const days = (dayOf(end) - dayOf(begin)) / 86_400_000;
  if (days < 0) return null;
  if (unit.endsWith("工作日")) return { isSound: count <= days + 1, due: ` ${days + 1} 天` };
  // 2月 without its year may have one day more.
  const slack = begin.year === null && begin.month <= 2 && end.month > 2 ? 1 : 0;
  return { isSound: count >= days && count <= days + 1 + slack, due: ` ${days + 1} 天` };
}

const dayOf = ({ year, month, day }: DateSaid): number => Date.UTC(year ?? 2023, month - 1, day ?? 1);

const weekday = /日\s*[(（]?\s*(?:星期|周)([一二三四五六日天])\s*[)）]?/g;

function* named(passage: Passage, match: RegExpExecArray, said: readonly DateSaid[]): Generator<Slip> {
  const date = said.find(({ to, day, year }) => to === match.index + 1 && day !== null && year !== null);
  if (!date) return;
  const due = new Date(dayOf(date)).getUTCDay();
  if ("日一二三四五六".indexOf((match[1] ?? "").replace("天", "日")) === due) return;
  const at = { from: date.from, to: match.index + match[0].length };
  yield slip(passage, at, `这一天是星期${"日一二三四五六"[due]}`, "日期与星期不符，请核对", []);
}

const quote = (plain: string, { from, to }: DateSaid): string => plain.slice(from, to).replaceAll(/\s/g, "");

const slip = (
  passage: Passage,
  { from, to }: { from: number; to: number },
  because: string,
  message: string,
  dates: readonly DateSaid[],
): Slip => ({
  kind: "slip",
  rule: "period",
  severity: "warning",
  at: { passage, from, to },
  stated: passage.text.slice(from, to),
  expected: null,
  because,
  operands: dates.map((date) => ({ passage, from: date.from, to: date.to })),
  message,
});
