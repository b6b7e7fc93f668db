/*
 * 按名称找的比率: a rate whose figures stand in the sentences or paragraphs before it, told by its name (facts/calledrates.ts): “下达4580万元，年中
 * 追加320万元。” “……实际支出4606万元。预算执行率为94.00%”; “问题64个……已整改56个……整改完成率87.5%”; and what is left over for what was done (预算6400
 * 万元，执行率88%，结余768万元).
 *
 * The part is a figure called as the rate is. The whole is any figure of the same kind said before it, or several of one list together; the
 * pair that makes the rate right was meant. Where none does, the whole is the one whose words are likest to those of the part, else the
 * nearest that says what there was to do. That reading is never certain, and told only where the quotient is within reach of the rate.
 *
 * 例：计划150个。建成162个，完成率108% → 162 ÷ 150。反例：完成率比上年提高（没有两数）；力争办结率达到98%（目标）。
 */
import { commonOf, listAround, nearby, type RateName, rateNameOf, wholeWords } from "../../facts/calledrates.ts";
import type { Fact } from "../../facts/fact.ts";
import { isGoal } from "../../facts/goals.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, percentage, type Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { isOpposite, rest } from "./ratioforms.ts";

type Of = (sum: Sum, isCertain: boolean) => Claim;

const unmeant =
  /力争|争取|确保|预计|努力|拟|平均|综合|同期|上年|去年|不低于|不少于|要求|标准|高于|低于|超过|优于|快于|慢于|序时|目标值|[比较]|增长|下降|提高|降低/;

/** A rate that the figures of its own sentence do not settle. */
export function called(rate: Fact, text: Text, of: Of): Claim | null {
  if (ofGoal.test(rate.lead)) return overGoal(rate, text, of);
  const name = rateNameOf(rate);
  if (!name || unmeant.test(rate.lead) || rate.hedge || rate.base > 200 || isAboutMany(rate)) return null;
  const before = nearby(rate, text, 3);
  const behind = leftBehind(rate, name, before, text);
  if (behind) return of(behind, false);
  const parts = partsOf(rate, name, before);
  const pool = before.filter(({ role }) => role === "level" || role === "target" || role === "change");
  let first: Claim | null = null;
  for (const part of parts.slice(0, 3)) {
    const sumOf = (whole: Fact): Sum => (isOpposite(rate, part) ? rest(part, whole) : percentage(part, whole));
    const wholes = pool.filter((fact) => isWholeOf(fact, part, name));
    const held = wholes.map((whole) => of(sumOf(whole), false)).find(isSound) ?? overLists(part, pool, name, text, of);
    if (held) return held;
    if (!first && !/总体|综合|合计|整体/.test(rate.lead))
      first = naturally(rate, part, wholes, pool, name, text, sumOf, of);
  }
  return overall(rate, parts, pool, name, of) ?? first;
}

const ofGoal = /完成(?:了)?[^，。；\d]{0,8}(?:任务|目标|计划|预算|指标)[数值]?的?\s*$/;

/** 目标任务：新增就业5200人。/ 新增就业5486人，完成年度任务的105.5%: the goal of the paragraph before, the only one of its kind. */
function overGoal(rate: Fact, text: Text, of: Of): Claim | null {
  const before = nearby(rate, text, 2);
  const isOwn = (fact: Fact): boolean => fact.passage === rate.passage && fact.sentence === rate.sentence;
  const part = before.findLast((fact) => isOwn(fact) && fact.role === "level" && !isGoal(fact));
  if (!part) return null;
  const goals = before.filter((fact) => fact.index < part.index && isGoal(fact) && areKin(fact.unit, part.unit));
  const held = goals.map((goal) => of(percentage(part, goal), false)).find(isSound);
  const [only] = goals;
  if (held || !only || new Set(goals.map(({ base }) => base)).size > 1) return held ?? null;
  const sum = percentage(part, only);
  return commonOf(part, only, /^$/) > 1 && isWithinReach(rate, sum) ? of(sum, false) : null;
}

/** The one whole, else the list of several, whose quotient lies within reach. */
function naturally(
  rate: Fact,
  part: Fact,
  wholes: Fact[],
  pool: Fact[],
  name: RateName,
  text: Text,
  sumOf: (whole: Fact) => Sum,
  of: Of,
): Claim | null {
  const whole = naturalWhole(part, wholes, name);
  const [list] = listsOf(part, pool, name, text);
  const sums = [...(whole ? [sumOf(whole)] : []), ...(list ? [over([part], list)] : [])];
  const sum = sums.find((each) => isWithinReach(rate, each));
  return sum ? of(sum, false) : null;
}

/** 三项执行率均为, 各县办结率: no one pair of figures. */
const isAboutMany = ({ lead }: Fact): boolean => /分别|依次|均|各[县区市乡镇级项]|其余|其他/.test(lead);

function partsOf(rate: Fact, { part }: RateName, before: Fact[]): Fact[] {
  const isCalled = (fact: Fact): boolean =>
    (fact.role === "level" || fact.role === "change") && part.test(fact.lead + fact.noun) && !isDue(fact, part);
  const own = before.filter((fact) => fact.passage === rate.passage && fact.sentence === rate.sentence);
  const ownParts = own.filter(isCalled);
  if (ownParts.length > 0) return ownParts;
  // What its own sentence brings is what it is of, if not by name.
  if (own.some(({ role }) => role === "level")) return [];
  const [first] = before;
  return before.filter((fact) => fact.passage === first?.passage && isCalled(fact));
}

/** 应整改, 计划完成, 预算支出: still to be done. */
const isDue = ({ lead }: Fact, part: RegExp): boolean =>
  new RegExp(`(?:应|须|需|拟|计划|目标|任务|正在|待|预算|可)[^，。；]{0,3}(?:${part.source})`).test(lead);

function isWholeOf(fact: Fact, part: Fact, { part: done }: RateName, least = 0.9): boolean {
  if (fact === part || fact.unit?.dimension !== part.unit?.dimension || !areKin(fact.unit, part.unit)) return false;
  if (fact.index > part.index && !/应|计划|目标|任务|预算/.test(fact.lead)) return false;
  const isAlso = done.test(fact.lead) && !wholeWords.test(fact.lead);
  return ["level", "target", "change"].includes(fact.role) && fact.base >= part.base * least && !isAlso;
}

function naturalWhole(part: Fact, wholes: Fact[], { part: done }: RateName): Fact | undefined {
  const ranked = wholes
    .filter(({ role, lead }) => role !== "change" || /追加|新增/.test(lead))
    .map((fact) => ({ fact, common: commonOf(part, fact, done), isNamed: wholeWords.test(fact.lead) }));
  const like = ranked.filter(({ common }) => common > 0).toSorted((a, b) => b.common - a.common)[0];
  const named = ranked.find(({ isNamed }) => isNamed);
  return (like ?? named ?? (ranked.length === 1 ? ranked[0] : undefined))?.fact;
}

/** 8640万元、2160万元、1200万元: several of one list. */
function listsOf(part: Fact, pool: Fact[], name: RateName, text: Text): Fact[][] {
  return pool
    .slice(0, 8)
    .filter((fact) => isWholeOf(fact, part, name, 0))
    .map((fact) => listAround(fact, text).filter((each) => each !== part && isWholeOf(each, part, name, 0)))
    .filter(
      (list, at, all) =>
        list.length > 1 &&
        list.every(({ lead }) => !/共|总|合计|其中/.test(lead)) &&
        all.findIndex(([first]) => first === list[0]) === at,
    );
}

function overLists(part: Fact, pool: Fact[], name: RateName, text: Text, of: Of): Claim | null {
  for (const list of listsOf(part, pool, name, text)) {
    const pairs = list.slice(1).map((fact, at) => [list[at] as Fact, fact]);
    const held = [list, ...pairs].map((several) => of(over([part], several), false)).find(isSound);
    if (held) return held;
  }
  return null;
}

/** 分别整改30条、9条、3条，总体整改率87.5%: all the parts together. */
function overall(rate: Fact, parts: Fact[], pool: Fact[], name: RateName, of: Of): Claim | null {
  const [first] = parts;
  const alike = parts.filter(({ unit, sentence }) => areKin(unit, first?.unit ?? null) && sentence === first?.sentence);
  if (!first || alike.length < 2) return null;
  const wholes = pool.filter((fact) => !alike.includes(fact) && isWholeOf(fact, first, name, 0));
  const done = alike.reduce((sum, { base }) => sum + base, 0);
  const held = wholes.map((whole) => of(over(alike, [whole]), false)).find(isSound);
  if (held || !/总体|综合|合计|整体/.test(rate.lead)) return held ?? null;
  const whole = wholes.find(({ base, lead }) => base >= done && wholeWords.test(lead));
  const sum = whole && over(alike, [whole]);
  return sum && isWithinReach(rate, sum) ? of(sum, false) : null;
}

const plus = (texts: string[]): string => (texts.length > 1 ? `(${texts.join(" + ")})` : (texts[0] ?? ""));
const added = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);

const over = (parts: Fact[], wholes: Fact[]): Sum => ({
  operands: [...parts, ...wholes],
  compute: (values) => (added(values.slice(0, parts.length)) / added(values.slice(parts.length))) * 100,
  show: (texts) => `${plus(texts.slice(0, parts.length))} ÷ ${plus(texts.slice(parts.length))}`,
  isAdditive: false,
});

/** 预算6400万元，执行率88%，结余768万元: what was not spent is told behind the rate, and its budget before it. */
function leftBehind(rate: Fact, { part }: RateName, before: Fact[], { facts }: Text): Sum | null {
  const [next, whole] = [facts[rate.index + 1], before[0]];
  if (!next || !whole || whole.sentence !== rate.sentence || whole.passage !== rate.passage) return null;
  const isNext = next.passage === rate.passage && next.sentence === rate.sentence && areKin(next.unit, whole.unit);
  const isLeft =
    /^[，,；;]?\s*(?:资金|年末|尚有|还有)?(?:结余|结转|剩余|未支出|未使用|未执行|未兑付|未完成|未办结|尚余)(?:资金)?\s*$/;
  if (!isNext || !isLeft.test(rate.passage.plain.slice(rate.to, next.from))) return null;
  const isBudget = /预算|安排|下达|到位|计划|应|资金/.test(whole.lead) && !part.test(whole.lead);
  return isBudget && whole.base > next.base ? rest(next, whole) : null;
}

/** A slip leaves the rate near what it should be; far off, other figures were meant. */
function isWithinReach(rate: Fact, { operands, compute }: Sum): boolean {
  const due = compute(operands.map(({ base }) => base));
  if (due > 100.5 && rate.base <= 100) return false;
  return due > rate.base * 0.75 && due < rate.base * 1.34 && rate.base !== 100;
}
