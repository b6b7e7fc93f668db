/*
 * 余数: what is left of a whole: 编制 63 名，实有 59 人，空编 4 名; 建成 42.5，已租 36.55，空置 5.95; 受理 584，办结 561，没办完的 23.
 *
 * The word says that something is left; whole and part are the figures of its kind before it. Any two that make it right were
 * meant; else those the word asks for (leftovers.ts), or the nearest two, the larger first, are reported as a matter to look at.
 *
 * 反例：其余 3 个均为…（前文没有总数）；还有 5 家在谈（另一类）。
 */
import type { Fact } from "../../facts/fact.ts";
import { type Left, leftOf, undoneVerb } from "../../facts/leftovers.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo } from "../../facts/typos.ts";
import { areKin } from "../../facts/units.ts";
import { balance, type Claim, claim, type Observation } from "../../judgement/claim.ts";
import { isSound, judge } from "../../judgement/judge.ts";

const leaving =
  /(?:空编|空缺|空置|空余|闲置|缺编|尚缺|剩余|其余|余下|余|短缺|尚有|还有|仍有|[尚正仍]在[^，。；]{0,6}|未[^，。；]{1,10}|(?<![接招期优款看对等善])待[^，。；]{1,4}|没[^，。；]{1,8}|不[^，。；]{1,8}的|差|尚差|还差|缺口|相差|超出|超额(?:完成|实现)?|多出|超编|结余(?:结转|资金)?|结转(?:结余|资金)?(?:至?[下次明]一?年度?)?|节约(?:资金)?|节省(?:资金)?|节支|核减|下浮|[多少超](?:支出|支|用)|[超欠](?:目标|计划|任务|预算|年初预算|指标)|首尾相差|极差|顺差|逆差|差额)(?:编制|岗位)?\s*(?:的|有|为|达)?\s*$/;
const strong =
  /空编|空缺|空置|空余|闲置|缺编|尚缺|剩余|余下|尚余|短缺|尚差|还差|缺口|[尚仍]在|尚有|仍有|尚未|没办|未办|未签|未开|未通过|未完成|未[^，。；]{2,6}$|(?<![接招期优款看对等善])待[^，。；]{2,4}$|结余|结转|节约|节省|节支|少支|少用|核减|超额|顺差|逆差|差额/;
/** What a year began with is left of nothing said here. */
const openings = /年初|期初|上年|去年|以前年度/;

export function* remainders(text: Text): Generator<Observation> {
  for (const fact of text.facts)
    if (
      !fact.passage.cell &&
      fact.unit &&
      fact.unit.dimension !== "percent" &&
      (fact.role === "level" || fact.role === "change") &&
      leaving.test(fact.lead)
    )
      yield* ofRemainder(fact, text);
}

const message = "余数与前面两数之差不符";

function* ofRemainder(fact: Fact, text: Text): Generator<Observation> {
  const before = figuresBefore(fact, text);
  const of = (whole: Fact, ...parts: Fact[]): Claim =>
    claim("difference", fact, balance([whole], parts), message, false);
  const found = pairsOf(before)
    .map(([whole, part]) => of(whole, part))
    .find((each) => judge(each).verdict === "holds");
  const isOwn = found?.sum.operands.every(({ passage }) => passage === fact.passage);
  const said = openings.test(fact.lead) ? null : (leftOf(fact, nearby(fact, text, 3)) ?? fromAfar(fact, text));
  // 排查112处，一般103处…，完成整改108处，未整改5处: not left of 108 less 103, for the word says what was taken away.
  const isChance = said?.verb !== undefined && !found?.sum.operands[1]?.lead.includes(said.verb);
  if (found && isOwn && !isChance) {
    yield found;
    return;
  }
  const due = isOwn ? null : byRate(fact, text);
  if (due) {
    yield due;
    return;
  }
  const rest = isOwn ? null : takenOneByOne(fact, before, of);
  if (rest) {
    yield rest;
    return;
  }
  const met = isOwn ? null : metOtherwise(fact, before, text);
  if (met) {
    yield met;
    return;
  }
  if (said) {
    const [part, ...more] = said.parts;
    const isOnly = part !== undefined && more.length === 0 && onlyPair(before, fact) !== null;
    const meant = claim(
      "difference",
      fact,
      balance([said.whole], said.parts),
      message,
      isOnly && isSure(said.whole, part, fact),
    );
    if (isSound(meant) || isLikely(meant)) {
      yield meant;
      return;
    }
  }
  if (found) yield found;
  else if (strong.test(fact.lead) && !openings.test(fact.lead)) yield* byPlace(fact, before, of);
}

/** 新增税收1462.5万元…，仅完成目标值的97.5%，差额37.5万元: what is lacking to the whole that the rate tells. */
function byRate(fact: Fact, { facts }: Text): Claim | null {
  const rate = facts[fact.index - 1];
  if (!/差额?|缺口|不足|欠/.test(fact.lead) || rate?.unit?.title !== "%" || rate.sentence !== fact.sentence)
    return null;
  if (rate.passage !== fact.passage || !/完成|达到|实现|占/.test(rate.lead) || rate.base >= 100) return null;
  const part = facts
    .slice(Math.max(0, rate.index - 4), rate.index)
    .findLast(({ unit, role, passage }) => passage === fact.passage && role === "level" && areKin(unit, fact.unit));
  if (!part) return null;
  const sum = {
    operands: [part, rate],
    compute: ([x = 0, y = 0]: number[]) => (100 * x) / y - x,
    show: ([x, y]: string[]) => `${x} ÷ ${y} − ${x}`,
    isAdditive: false,
  };
  const made = claim("difference", fact, sum, message, false);
  return isSound(made) || isLikely(made) ? made : null;
}

/** 任务24项，已完成17项、正在推进5项、尚未启动2项: all that stands between is taken away. */
function takenOneByOne(
  fact: Fact,
  before: readonly Fact[],
  of: (whole: Fact, ...parts: Fact[]) => Claim,
): Claim | null {
  const own = before.filter(({ passage, sentence }) => passage === fact.passage && sentence === fact.sentence);
  for (let count = 2; count < Math.min(own.length, 6); count++) {
    const whole = own[count];
    const made = whole ? of(whole, ...own.slice(0, count)) : null;
    if (made && judge(made).verdict === "holds") return made;
  }
  return null;
}

/** 去年底39个，新增12个，销号44个，剩余7个; 累计2500万元，剩余500万元…。全年预算3000万元: two together, or a whole said behind. */
function metOtherwise(fact: Fact, before: readonly Fact[], { facts }: Text): Claim | null {
  const [part, ...others] = before;
  if (!part) return null;
  const of = (wholes: Fact[], parts: Fact[]): Claim =>
    claim("difference", fact, balance(wholes, parts), message, false);
  const [a, b] = others;
  const behind = facts
    .slice(fact.index + 1, fact.index + 5)
    .filter(({ passage, unit }) => passage === fact.passage && unit?.title === fact.unit?.title);
  const readings = [
    ...(a && b ? [of([a, b], [part])] : []),
    ...behind.flatMap((whole) => before.slice(0, 3).map((each) => of([whole], [each]))),
  ];
  return readings.find(isSound) ?? null;
}

/** A slip changes a digit or moves a point: what is left may come out tenfold, not a hundredfold. */
const isLikely = ({ stated, sum }: Claim): boolean => {
  const due = sum.compute(sum.operands.map(({ base }) => base));
  return due > 0 && stated.base < due * 12 && due < stated.base * 12;
};

/** No word says which two: those that stand alone in its sentence, or make it right but for a slip. */
function* byPlace(fact: Fact, before: Fact[], of: (whole: Fact, part: Fact) => Claim): Generator<Observation> {
  const same = before.filter(
    (each) =>
      each.unit?.dimension === fact.unit?.dimension &&
      each.passage === fact.passage &&
      each.sentence >= fact.sentence - 1 &&
      // 比2023年的1300万元增长12.5%，差额37.5万元: compared with, not taken from.
      each.role !== "base" &&
      // 用地未落实的31个，环评未批复的19个: remainders side by side are left of each other's whole.
      !leaving.test(each.lead) &&
      isOutside(each, fact),
  );
  const verb = undoneVerb(fact);
  const isDone = ({ lead }: Fact): boolean => lead.includes(verb);
  const only = onlyPair(same, fact);
  const pair = only ?? nearestPair(same, fact);
  // 履约36个…，未履约16个: left of a whole less those 36, or of nothing said here.
  if (pair && verb.length > 1 && same.some(isDone) && !isDone(pair[1])) return;
  if (!pair) return;
  const [whole, part] = pair;
  yield { ...of(whole, part), isCertain: only !== null && isSure(whole, part, fact) };
}

/** 预算…，支出…，结余…: said of a budget, no other reading is left. */
const isSure = (whole: Fact, part: Fact, fact: Fact): boolean =>
  /预算|到位/.test(whole.lead) && /支出|执行|支付/.test(part.lead) && /结余|结转/.test(fact.lead);

/** 年末结转73万元，其中财政拨款结转35万元: a part of what is left is not left of what stands before 其中. */
function isOutside(each: Fact, fact: Fact): boolean {
  const between = fact.passage.plain.slice(each.to, fact.from);
  return !/其中[^；。]*$/.test(between);
}

/** Two figures of its kind in the sentence, no more: nothing else can be meant. */
function onlyPair(same: Fact[], fact: Fact): [Fact, Fact] | null {
  const [part, whole] = same.filter(({ sentence }) => sentence === fact.sentence);
  return same.length === 2 && part && whole && whole.base >= part.base ? [whole, part] : null;
}

/** Of several, the two whose difference is the printed one but for a slip: 预算 2456.55，支出 2371.84，结余 87.71. */
function nearestPair(same: Fact[], fact: Fact): [Fact, Fact] | null {
  const off = ([whole, part]: [Fact, Fact]) => Math.abs(whole.base - part.base - fact.base) / Math.max(fact.base, 1e-9);
  const [near] = pairsOf(same.slice(0, 5)).toSorted((a, b) => off(a) - off(b));
  return near && off(near) <= 0.35 ? near : null;
}

/** Figures of its kind in its passage before it, nearest first. */
function figuresBefore(fact: Fact, text: Text): Fact[] {
  const found: Fact[] = [];
  for (let index = fact.index - 1; index >= Math.max(0, fact.index - 24); index--) {
    const each = text.facts[index];
    if (!each || each.passage.cell) break;
    // What is left of a budget may be told some paragraphs after the budget.
    const isBudget = /预算|到位|下达|安排/.test(each.lead) && each.unit?.title === fact.unit?.title;
    if (
      each.passage !== fact.passage &&
      !(/结余|结转/.test(fact.lead) && isBudget && fact.passage.index - each.passage.index < 6)
    )
      continue;
    if (areKin(each.unit, fact.unit) && each.role !== "growth" && each.role !== "change") found.push(each);
  }
  return found.slice(0, 8);
}

/** 尚有75个签约项目未开工, among the problems; 214个签约项目已开工139个 was told sections before. */
function fromAfar(fact: Fact, text: Text): Left | null {
  if (undoneVerb(fact).length < 2 || !/(?:[尚还仍]有|有)\s*$/.test(fact.lead)) return null;
  const left = leftOf(fact, nearby(fact, text, 40));
  const due = left ? left.parts.reduce((rest, { base }) => rest - base, left.whole.base) : 0;
  return due === fact.base || isTypo(String(due), String(fact.base), false) ? left : null;
}

/** Figures of its paragraph and of those before, nearest first. */
function nearby(fact: Fact, { facts }: Text, passages: number): Fact[] {
  return facts
    .slice(Math.max(0, fact.index - (passages > 3 ? 160 : 40)), fact.index)
    .filter(
      ({ passage, unit, hedge, isChinese }) =>
        !passage.cell &&
        unit !== null &&
        hedge === null &&
        !isChinese &&
        (passage === fact.passage || passage.index >= fact.passage.index - passages),
    )
    .toReversed();
}

const pairsOf = (figures: Fact[]): [Fact, Fact][] =>
  figures.flatMap((part, index) =>
    figures
      .filter((whole, other) => other !== index && whole.base > part.base)
      .map((whole): [Fact, Fact] => [whole, part]),
  );
