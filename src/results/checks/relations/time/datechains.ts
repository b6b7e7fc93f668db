/*
 * 过程的日期: what is told step by step goes forward in time: 2月19日启动，3月15日完成核对，3月28日审议通过.
 *
 * Years that are left out are those of the date before; after November January is the next one. Of three and more dates in a sentence, each
 * with a doing of its own, one that breaks the order is a 疑点. Of two only where the doings themselves have an order (启动 before 完成,
 * 签约 before 投产): lists of events of one kind (茶博会5月举办，推介会4月举办) need not be in order, nor do dates that are quoted, looked back to
 * or compared with. Paragraphs that each begin with a date make such a chain as well.
 *
 * 例：2月19日启动自评，3月15日完成核对，3月8日审议通过；3月签约，1月投产。
 * 反例：12月启动，1月完成；5月举办茶博会，4月举办推介会；4月10日通过，此前3月20日征求意见。
 */
import { type DateSaid, datesOf, isPossible } from "../../facts/dates.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import type { Slip } from "../../judgement/claim.ts";

interface Step {
  passage: Passage;
  from: number;
  to: number;
  hasYear: boolean;
  /** As 20240219; without its year where none was said. */
  first: number;
  last: number;
  month: number;
  /** What was done: the words between this date and the next. */
  doing: string;
  sentence: number;
}

export function* dateChains({ passages }: Text): Generator<Slip> {
  let lines: Step[] = [];
  for (const passage of passages) {
    if (passage.cell) continue;
    const steps = passage.plain.includes("月") ? stepsIn(passage) : [];
    for (const chain of chainsOf(steps)) yield* broken(chain);
    const [head] = steps;
    if (head && /^[\s\d.、()一二三四五六七八九十①-⑳-]*$/.test(passage.plain.slice(0, head.from))) lines.push(head);
    else {
      yield* brokenLines(lines);
      lines = [];
    }
  }
  yield* brokenLines(lines);
}

/** Dates that tell when something was done, in order. */
function stepsIn(passage: Passage): Step[] {
  const { plain, depths } = passage;
  const said = datesOf(plain);
  const steps: Step[] = [];
  let sentence = 0;
  for (const [index, date] of said.entries()) {
    const before = said[index - 1];
    const between = plain.slice(before?.to ?? 0, date.from);
    if (/[。；;！]/.test(between)) sentence += 1;
    const after = plain.slice(date.to, Math.min(said[index + 1]?.from ?? plain.length, date.to + 24));
    if (!isPossible(date) || (depths[date.from] ?? 0) > 0 || !isTold(between, after)) continue;
    steps.push({
      ...stepOf(passage, date),
      doing: after.replace(/^\s*，/, "").split(/[，。；、]/, 1)[0] ?? "",
      sentence,
    });
  }
  return steps;
}

const aside =
  /(?:此前|之前|早在|原定|原于|曾于|上年|去年|前年|同期|截至|截止|比|较|与|自|从|由|至|到|以|按|据|《|〔|[-—–~]|有效期|提前|推迟|延[至长]|分别于?|每年|次年|[底末]前)\s*$/;
const later =
  /^\s*(?:[-—–~至到起止]|之?前|以[前后来]|的|与|比|同期|[、和及]\s*(?:\d|次年)|份?(?:以来|印发的|出台的|发布的)|[。；)）]|$)/;

const isTold = (between: string, after: string): boolean =>
  !aside.test(between) &&
  !/[(《〔][^)》〕]*$/.test(between) &&
  !/此前|早在|原定|回顾|追溯/.test(between.slice(-14)) &&
  !later.test(after) &&
  // 3月，启动…: a date by itself begins its sentence; 于2023年3月，… ends a clause.
  (/^\s*，/.test(after)
    ? /(?:^|[。；])[\s\d.、()一二三四五六七八九十①-⑳-]*$/.test(between)
    : /^[^，。；]*[一-龥]{2}/.test(after));

const stepOf = (passage: Passage, { from, to, year, first, last, month }: DateSaid) => ({
  passage,
  from,
  to,
  hasYear: year !== null,
  first,
  last,
  month,
});

/** Neighbours of one sentence, years lent from the date before. */
function chainsOf(steps: readonly Step[]): Step[][] {
  const chains: Step[][] = [];
  for (const step of steps) {
    const last = chains.at(-1)?.at(-1);
    if (last?.sentence === step.sentence && step.from - last.to < 60) chains.at(-1)?.push(inYearOf(step, last));
    else chains.push([step]);
  }
  return chains;
}

function inYearOf(step: Step, before: Step): Step {
  if (step.hasYear) return step;
  const year = Math.floor(before.first / 10_000) + (before.month >= 10 && step.month <= 3 ? 1 : 0);
  return { ...step, first: step.first + year * 10_000, last: step.last + year * 10_000 };
}

function* broken(chain: readonly Step[]): Generator<Slip> {
  const breaks = chain.flatMap((step, index) => (isBefore(step, chain[index - 1]) ? [index] : []));
  const at = breaks[0];
  const [step, before] = [chain[at ?? 0], chain[(at ?? 0) - 1]];
  if (breaks.length !== 1 || !step || !before) return;
  const kinds = new Set(chain.map(({ doing }) => doing.replaceAll(/[^一-龥]/g, "").slice(0, 2)));
  // …，6月20日形成初稿: who does it was named before.
  const hasSubject = !/[，、]\s*$/.test(step.passage.plain.slice(Math.max(0, step.from - 2), step.from));
  const isProcess = chain.length > 2 ? kinds.size * 3 >= chain.length * 2 : !hasSubject && kinds.size === 2;
  const [earlier, own] = [stageOf(before.doing), stageOf(step.doing)];
  if (isProcess || (earlier !== null && own !== null && own > earlier)) yield slip(step, before);
}

function* brokenLines(lines: readonly Step[]): Generator<Slip> {
  if (lines.length < 3) return;
  const dated = lines.map((step, index) => {
    const lender = lines.slice(0, index).findLast(({ hasYear }) => hasYear);
    return lender ? inYearOf(step, lender) : step;
  });
  const breaks = dated.flatMap((step, index) => (isBefore(step, dated[index - 1]) ? [index] : []));
  const at = breaks[0] ?? 0;
  const [step, before] = [dated[at], dated[at - 1]];
  if (breaks.length === 1 && step && before) yield slip(step, before);
}

const isBefore = (step: Step, before: Step | undefined): boolean => {
  if (!before) return false;
  const areAlike = step.first > 9999 === before.first > 9999;
  return areAlike && step.last < before.first;
};

/** Where in a course of things a doing stands; null where it may stand anywhere. */
function stageOf(doing: string): number | null {
  const found = stages.findLastIndex((words) => words.test(doing));
  return found < 0 ? null : found;
}

const stages = [
  /启动|立项|动员|签约|申报|受理|拿地|摘牌|筹备|起草|开始|部署|征集|开幕/,
  /开工|动工|奠基|评审|核对|核查|初审|复核|公示|论证|印发|下达/,
  /完成|竣工|投产|验收|通过|办结|兑[付现]|拨付|交付|移交|销号|投用|达产|封顶|收官|结束|试产|运营|闭幕/,
];

const quote = ({ passage, from, to }: Step): string => passage.plain.slice(from, to).replaceAll(/\s/g, "");

const slip = (step: Step, before: Step): Slip => ({
  kind: "slip",
  rule: "date-order",
  severity: "warning",
  at: { passage: step.passage, from: step.from, to: step.to },
  stated: quote(step),
  expected: null,
  because: `${quote(step)} 早于前一步的 ${quote(before)}`,
  operands: [{ passage: before.passage, from: before.from, to: before.to }],
  message: "各步骤的日期先后不对，请核对",
});
