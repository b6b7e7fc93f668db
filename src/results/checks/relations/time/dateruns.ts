/*
 * 一串日期: dates of one sentence that all go forward but for one: 3月3日开始，3月28日结束；4月11日审定，4月18日公开; 先后于7月26日、8月19日、9月30日召开会议.
 *
 * datechains.ts asks for a doing of each; here the other dates tell by themselves that the sentence goes on in time: of four and more (of a list behind 先后 three),
 * without the one that is out of order they rise. A date that looks back (此前、原定、上年) is left out; lists of places and years are not touched.
 *
 * 例：1月底前组建，2月中旬开会，3月推介，1月底前比武，12月兑现。反例：5月甲会、4月乙会、6月丙会（三个，没有说先后）。
 */
import { type DateSaid, datesOf, isPossible } from "../../facts/dates.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import type { Slip } from "../../judgement/claim.ts";

export function* dateRuns({ passages }: Text): Generator<Slip> {
  for (const passage of passages)
    if (!passage.cell && /月[^月]{0,80}月[^月]{0,80}月/.test(passage.plain)) yield* inPassage(passage);
}

const aside =
  /(?:此前|之前|早在|原定|原于|曾于|上年|去年|前年|同期|截至|截止|比|较|与|按|据|《|〔|次年|以来|[（(][^）)]{0,12})\s*$/;

function* inPassage(passage: Passage): Generator<Slip> {
  const { plain } = passage;
  let run: DateSaid[] = [];
  const dates = datesOf(plain);
  for (const [index, date] of dates.entries()) {
    const between = plain.slice(dates[index - 1]?.to ?? 0, date.from);
    if (/[。！？：]/.test(between) || between.length > 50) {
      yield* broken(run, passage);
      run = [];
    }
    if (/^\s*(?:[环同]比|单月|当月|末?累计)/.test(plain.slice(date.to, date.to + 6))) continue;
    if (isPossible(date) && !aside.test(between) && (passage.depths[date.from] ?? 0) === 0) run.push(date);
  }
  yield* broken(run, passage);
}

function* broken(run: readonly DateSaid[], passage: Passage): Generator<Slip> {
  const listed = isListed(run, passage);
  if (run.length < (listed ? 3 : 4)) return;
  const days = inYears(run);
  // What is said twice is looked at again, not told on.
  if (rises(days) || new Set(days).size < days.length) return;
  const odd = days.flatMap((_, index) => (rises(days.toSpliced(index, 1)) ? [index] : []));
  // 3、5、4: either of two neighbours may be the odd one; the later is told.
  const at = odd.at(-1);
  const date = run[at ?? 0];
  if (at === undefined || !date || odd.length > 2) return;
  yield {
    kind: "slip",
    rule: "date-order",
    severity: "warning",
    at: { passage, from: date.from, to: date.to },
    stated: passage.text.slice(date.from, date.to),
    expected: null,
    because: `其余 ${run.length - 1} 个日期依次在后`,
    operands: run.filter((each) => each !== date).map(({ from, to }) => ({ passage, from, to })),
    message: "日期的先后与所述次序不符，请核对",
  };
}

/** 先后于7月26日、8月19日、9月30日 */
const isListed = (run: readonly DateSaid[], { plain }: Passage): boolean =>
  /先后|依次/.test(plain.slice(Math.max(0, (run[0]?.from ?? 0) - 6), run[0]?.from)) &&
  run.every(({ from }, index) => index === 0 || /^[、和及\s]*$/.test(plain.slice(run[index - 1]?.to, from)));

/** Years that are left out are those of the date before; after autumn the first months are of the next. */
function inYears(run: readonly DateSaid[]): number[] {
  let year = run.find((date) => date.year !== null)?.year ?? 0;
  return run.map((date, index) => {
    const before = run[index - 1];
    if (date.year !== null) year = date.year;
    else if (before && before.month >= 10 && date.month <= 3) year += 1;
    return date.last + (date.year === null ? year * 10_000 : 0);
  });
}

const rises = (days: readonly number[]): boolean => days.every((day, index) => day >= (days[index - 1] ?? 0));
