/*
 * 成套的分项: a list that was evidently meant to be complete, told by its form alone. Two or more like figures (one unit, side by side) behind a whole of
 * their unit, which an opening names (其中, 包括, 按…分, …中，, 用于, a colon, a bracket) or which stands right before them; or behind a sentence whose
 * whole the list's own opening names again (年末保有 242 辆…。年末保有车辆中，…).
 *
 * Nothing is said where any reading holds: any beginning or end of the list, any figure of its unit near by, or a sum that another relation has found. What
 * is left is asked about only where the list misses its whole so narrowly, or by such a slip of the hand, that it was meant to reach it.
 *
 * 例：团组 9 个…。团组按任务分：经贸 5 个、友城 4 个、培训 1 个 → 10。
 * 反例：36 个项目中，签约 20 个、开工 12 个（几个阶段）；其中亿元以上 20 个、外资 15 个（两种分法）；包括甲 8 家、乙 6 家等（只说一部分）。
 */
import { areDivision, repeatName } from "../../facts/divisions.ts";
import type { Fact } from "../../facts/fact.ts";
import { misprintOf } from "../../facts/misprints.ts";
import { once } from "../../facts/once.ts";
import { isSummedBehind, mayBeWhole, type PartList, partListsOf, uniform } from "../../facts/partlists.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { significant } from "../../facts/typos.ts";
import { areKin } from "../../facts/units.ts";
import { balance, type Claim, claim, type Observation, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { countedSums } from "./countedsums.ts";
import { pairedLists } from "./pairedlists.ts";
import { runs } from "./runs.ts";
import { thresholds } from "./thresholds.ts";
import { totals } from "./totals.ts";

export function* partLists(text: Text): Generator<Observation> {
  const known = knownIn(text);
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 2) continue;
    for (const { run, lists } of partListsOf(text)[reading.passage.index] ?? []) {
      // 政策类9条、金融类7条，现场答复18条，会后转办8条: behind a list that is whole another may go on.
      const rest = run.slice(uniform(run).length);
      if (rest.length > 1) yield* asked(rest, [...again(rest, reading, known)], known, text);
      yield* asked(run, [...lists, ...again(run, reading, known)], known, text);
    }
  }
}

function* asked(
  run: readonly Fact[],
  lists: readonly PartList[],
  known: ReadonlyMap<Fact, Set<Claim>>,
  text: Text,
): Generator<Observation> {
  if (isTold(run, known)) return;
  const [best] = lists.filter(isAsked).toSorted((a, b) => Math.abs(missingOf(a)) - Math.abs(missingOf(b)));
  if (best && !isSummedBehind(best.parts, text) && !holdsAnyhow(best.parts, text)) yield told(best);
}

const totalOf = (whole: Fact, parts: Fact[]): Claim =>
  claim("total-parts", whole, total(parts), "总数与分项之和不符", false);

/** Of the part that is plainly mistyped, if only one is; else of the whole. */
function told({ whole, parts }: PartList): Claim {
  const missing = missingOf({ whole, parts });
  const isMistyped = (fact: Fact, due: number): boolean => isTelling(fact, due, false);
  const odd = parts.filter((part) => part.base + missing > 0 && isMistyped(part, part.base + missing));
  const [part] = odd;
  if (!part || odd.length > 1 || isMistyped(whole, whole.base - missing)) return totalOf(whole, parts);
  const others = parts.filter((each) => each !== part);
  return claim("total-parts", part, balance([whole], others), "分项与总数减去其余各项不符", false);
}

/** What other relations have added up, whether it holds or not, by the figures it is made of. */
function knownIn(text: Text): Map<Fact, Set<Claim>> {
  const known = new Map<Fact, Set<Claim>>();
  for (const find of [totals, runs, pairedLists, countedSums, thresholds])
    for (const each of find(text))
      if (each.kind === "claim")
        for (const fact of [each.stated, ...each.sum.operands]) {
          const claims = known.get(fact) ?? new Set();
          known.set(fact, claims.add(each));
        }
  return known;
}

/** Two of its figures stand in one sum that was found; not where some of them make up a figure behind (下半年合计). */
function isTold(run: readonly Fact[], known: ReadonlyMap<Fact, Set<Claim>>): boolean {
  const seen = new Set<Claim>();
  const last = run.at(-1)?.index ?? 0;
  for (const fact of run)
    for (const each of known.get(fact) ?? []) {
      if (each.stated.index > last && each.sum.operands.length < run.length) continue;
      if (seen.has(each)) return true;
      seen.add(each);
    }
  return false;
}

/** 15个问题，按性质分…6个、5个、4个；按进度分…: what was divided once is divided again. */
function* again(
  run: readonly Fact[],
  { passage, facts }: Reading,
  known: ReadonlyMap<Fact, Set<Claim>>,
): Generator<PartList> {
  const parts = uniform(run);
  const [first] = parts;
  if (!first || parts.length < 2) return;
  const start = Math.max(...["。", "；", "\n"].map((mark) => passage.plain.lastIndexOf(mark, first.from))) + 1;
  const opening = passage.plain.slice(start, first.from);
  const divided = heldBefore(first, known, openedAgain.test(opening) ? 5 : 1).toSorted(
    (a, b) => lastOf(b) - lastOf(a),
  )[0];
  if (divided) yield { parts, whole: divided.stated, tie: "again", opening };
  // 需办结63件，办结61件，逾期2件。其中市级27件，县级36件: of what the paragraph is about.
  const [topic] = facts
    .filter((fact) => mayBeWhole(fact, first) && fact.unit?.title === first.unit?.title && fact.to <= first.from)
    .toSorted((a, b) => b.base - a.base);
  if (topic && topic !== divided?.stated && openedAgain.test(opening))
    yield { parts, whole: topic, tie: "again", opening };
}

const openedAgain = /其中|(?:按|从|分)[^，。；]{1,16}(?:分|看|划分|统计|来看)\s*[，,：:]/;

const lastOf = ({ sum: { operands } }: Claim): number => Math.max(...operands.map(({ index }) => index));

/** Said before its parts: 三者合计 behind them is no whole that is divided again. */
const isAhead = ({ stated, sum: { operands } }: Claim): boolean => operands.every(({ index }) => index > stated.index);

type Known = [Fact, Set<Claim>];

/** By passage, so that a list looks at the few before it however long the document is. */
const byPassage = once((known: ReadonlyMap<Fact, Set<Claim>>): Map<number, Known[]> => {
  const found = new Map<number, Known[]>();
  for (const each of known) {
    const { index } = each[0].passage;
    const own = found.get(index);
    if (own) own.push(each);
    else found.set(index, [each]);
  }
  return found;
});

/** What was rightly divided in this paragraph or the few before. */
const heldBefore = (first: Fact, known: ReadonlyMap<Fact, Set<Claim>>, reach: number): Claim[] =>
  Array.from({ length: reach + 1 }, (_, back) => byPassage(known).get(first.passage.index - reach + back) ?? [])
    .flat()
    .flatMap(([fact, claims]) =>
      fact.index < first.index && fact.unit?.title === first.unit?.title
        ? [...claims].filter(
            (each) =>
              each.rule === "total-parts" &&
              each.stated === fact &&
              isAhead(each) &&
              lastOf(each) < first.index &&
              isSound(each),
          )
        : [],
    );

const mostBefore = 24;

/** Some beginning of the list makes up a figure near by, or all of it one behind. */
function holdsAnyhow(parts: readonly Fact[], { facts }: Text): boolean {
  const [first] = parts;
  const last = parts.at(-1);
  if (!first || !last) return false;
  const near = facts
    .slice(Math.max(0, first.index - mostBefore), last.index + 3)
    .filter((fact) => areKin(fact.unit, first.unit) && !fact.passage.cell && !parts.includes(fact));
  const joins = ([a, b]: readonly (Fact | undefined)[]): boolean =>
    a !== undefined && b !== undefined && /^[^，,；;。]*、[^，,；;。]*$/.test(first.passage.plain.slice(a.to, b.from));
  for (const from of joins(parts) ? [0] : [0, 1])
    for (let to = parts.length; to - from > 1; to--) {
      const some = parts.slice(from, to);
      // 继续有效26件、修改7件、废止4件、失效2件: a list set out by 、 does not end before its marks do.
      if (joins([parts[to - 1], parts[to]])) continue;
      const mayFollow = some.length === parts.length;
      if (near.some((whole) => (mayFollow || whole.index < first.index) && isSound(totalOf(whole, some)))) return true;
    }
  return false;
}

const missingOf = ({ whole, parts }: Pick<PartList, "whole" | "parts">): number =>
  whole.base - parts.reduce((sum, { base }) => sum + base, 0);

function isAsked(list: PartList): boolean {
  const { whole, parts, tie } = list;
  if (parts.length < 2 || isOpen(list) || !mayDivide(list)) return false;
  const isFirm =
    (tie === "opened" && cue.test(list.opening)) ||
    (tie === "named" && /中[，,]/.test(list.opening)) ||
    (tie !== "again" && areDivision(parts) && !/季度|半年|月/.test(whole.lead));
  const gone = missingOf(list);
  if (overlap(parts.map(namesOf)) && !(isFirm && isOfRanks(parts) && Math.abs(gone) <= 0.15 * whole.base)) return false;
  const isLoose = tie === "beside" || isParted(parts) || (tie === "again" && !openedAgain.test(list.opening));
  if (isLoose && parts.length < 3 && !isFamily(parts, whole)) return false;
  // 各100万: one figure over and over is a rate, and a round one a name (万亿级).
  if (new Set(parts.map(({ base }) => base)).size === 1 && parts[0]?.base === whole.base) return false;
  const missing = missingOf(list);
  const few = tie === "beside" ? 0 : tie === "again" || parts.length < 3 ? 1 : 2;
  const isInside = parts.every(({ base }) => base <= whole.base);
  const isNear = Math.abs(missing) <= 0.15 * whole.base || (Math.abs(missing) <= few && whole.base > 4);
  // 新增就业1.2万人，再就业3400人，困难人员就业860人: two named alike, and far off, explain too much.
  return (isNear && isInside) || (!(isLoose && parts.length < 3) && isSlip(list, missing, isFirm));
}

/** 副省级以上领导6人、院士4人、会长35人: above a rank, not above a bound that others pass as well. */
const isOfRanks = (parts: readonly Fact[]): boolean =>
  parts.length > 2 && parts.every((part) => !overlapping.test(namesOf(part).replace(/(?<![\d亿万千百元])以上/, "")));

/** Of a hundred lists opened so, ninety-five make up their whole. */
const cue = /其中|包括|包含|分别|分为|组成|[按从][^，。；]{1,16}[分看]|[：:]/;

/** Behind a semicolon the sentence may have come to something else. */
const isParted = ([first, second]: readonly Fact[]): boolean =>
  first !== undefined && second !== undefined && /[；;]/.test(first.passage.plain.slice(first.to, second.from));

/** One operand with its digits swapped, its point moved: never a mere digit, for that explains too much. */
function isSlip({ whole, parts }: PartList, missing: number, isFirm: boolean): boolean {
  if (Math.abs(missing) > 9 * whole.base) return false;
  const isMistyped = (fact: Fact, due: number): boolean =>
    due > 0 && (isTelling(fact, due, missing < 0) || (isFirm && isDigit(fact, due)));
  return isMistyped(whole, whole.base - missing) || parts.some((part) => isMistyped(part, part.base + missing));
}

const isDigit = (fact: Fact, due: number): boolean => misprintOf(fact, due) === "digit";

function isTelling(fact: Fact, due: number, isOver: boolean): boolean {
  const steps = (due / (fact.unit?.factor ?? 1)) * 10 ** fact.places;
  if (Math.abs(steps - Math.round(steps)) > 1e-6) return false;
  const slip = misprintOf(fact, due);
  return slip !== null && slip !== "length" && (slip !== "digit" || (isOver && significant(fact.number) > 1));
}

/** 等, 主要, 重点: it leaves something out. */
const isOpen = ({ parts, opening }: PartList): boolean =>
  /主要|典型|部分|例如|尤其|如[:：]|等[^级于待次]/.test(opening) ||
  (/^[^，；。]{0,6}等(?!级|于|待|次)/.test(parts.at(-1)?.tail ?? "") && !/其余|其他/.test(parts.at(-1)?.lead ?? ""));

const namesOf = ({ lead, tail }: Fact): string => lead + (/^[^，,；;。、]{0,8}/.exec(tail)?.[0] ?? "");
const overlapping = /以上|百强|500强|超|高新(?!区|开发区|园)|专精特新|上市|累计|合计|共计/;
/** 重点课题 stands beside 一般课题, or for some of all. */
const overlap = (names: readonly string[]): boolean =>
  // 亿元以上38个，不足亿元16个: one above a bound and one below it.
  (names.some((name) => overlapping.test(name)) &&
    !(
      names.filter((name) => /以上|超/.test(name)).length === 1 &&
      names.some((name) => /以下|不足|不到|以内|低于/.test(name))
    )) ||
  (names.some((name) => /重点|重大/.test(name)) && !names.some((name) => /一般|普通|其他/.test(name)));

/** Two parts are enough where they are named alike: 公共充电桩、专用充电桩. */
function isFamily(parts: readonly Fact[], whole: Fact): boolean {
  const [end = ""] = parts.map(({ subject }) => subject.slice(-2));
  return (
    repeatName(parts, whole) ||
    areDivision(parts) ||
    (end.length === 2 && parts.every(({ subject }) => subject.length > 2 && subject.endsWith(end)))
  );
}

/** 签约20个、开工12个、投产6个: stages of the same things add up only where one of them says what is not yet. */
const stages =
  /签约|开工|投产|竣工|办结|[审查]结|受理|回收|收回|发放|有效|落地|注册|履约|执行|支出|支付|使用|通过|审核|完成|立案|到位|拨付/;
const yet = /未|在建|在办|在谈|在途|正在|推进|尚|前期|筹|待|其他|其余/;

function mayDivide({ parts, tie }: PartList): boolean {
  const names = parts.map(namesOf);
  const staged = names.filter((name) => stages.test(name)).length;
  // 继续有效26件、修改7件、废止4件: one such word makes no course of stages.
  if (staged === 0 || (staged === 1 && names.length > 3)) return true;
  return names.some((name) => yet.test(name)) || areDivision(parts) || (tie !== "beside" && areAlike(names));
}

/** 11月底前完成3个、12月完成3个; 因投产满两年出库47个、因终止洽谈出库37个: one word stands in all of them. */
const areAlike = (names: readonly string[]): boolean => {
  const verb = stages.exec(names[0] ?? "")?.[0] ?? "";
  const end = (names[0] ?? "").slice(-2);
  return [verb, end].some((word) => word.length > 1 && names.every((name) => name.includes(word)));
};
