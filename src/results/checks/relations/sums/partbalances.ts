/*
 * 部分结余: what is left over is what was given less what was spent, though both were said paragraphs before; and what a part has
 * left over cannot be more than what the whole has left over, unless money moved between the parts.
 *
 * A balance is set against every budget and spending said shortly before it; the two that make it right were meant. If none do, it
 * is only called in question where it is one digit or one swap away from a difference: it may hold money of former years.
 *
 * Budget and spending are read where a text says both of one thing within a few passages: of a project (该项目…, under a heading
 * that names one), and of the department (under a heading of 部门, 整体, or before any project). A project is a part when both its
 * budget and its spending are smaller. A difference is asked about, since money may have been moved.
 *
 * 例：项目拨付 190，支出 148.23，余 41.77；部门下达 341.98，支出 310.42，只余 31.56。
 * 反例：项目余 20，部门余 31.56；两年的数；只有预算没有支出。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo, significant } from "../../facts/typos.ts";
import { areKin } from "../../facts/units.ts";
import { balance, type Claim, claim, type Observation, stretchOf } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";
import { inUnit, numberOf, printed, rounded } from "../../judgement/print.ts";

export function* partBalances(text: Text): Generator<Observation> {
  yield* leftovers(text);
  const pairs = pairsOf(text);
  const wholes = pairs.filter(({ isPart }) => !isPart);
  const parts = pairs.filter(({ isPart }) => isPart);
  for (const part of parts.slice(0, 40)) {
    const whole = wholes.find((each) => isWholeOf(each, part));
    if (whole) yield compared(part, whole);
  }
}

const leftWords = /(?:结转结余|结余|剩余|节约|未支出)(?:资金|数|额)?(?:[为是共计]|合计)*$/;
/** So many budgets and so many spendings before a balance may be its own. */
const memory = 12;

function* leftovers({ readings }: Text): Generator<Observation> {
  const [budgets, spendings]: [Fact[], Fact[]] = [[], []];
  for (const { passage, facts } of readings) {
    if (passage.cell) continue;
    for (const fact of facts) {
      if (fact.unit?.dimension !== "yuan" || fact.hedge) continue;
      const words = clauseOf(fact);
      if (leftWords.test(words) && fact.base > 0)
        yield* leftover(fact, budgets.slice(-memory), spendings.slice(-memory));
      else if (fact.role !== "level") continue;
      else if (budgetWords.test(words)) budgets.push(fact);
      else if (spentWords.test(words)) spendings.push(fact);
    }
  }
}

function* leftover(left: Fact, budgets: Fact[], spendings: Fact[]): Generator<Observation> {
  const pairs = budgets.toReversed().flatMap((budget) =>
    spendings
      .toReversed()
      .filter((spent) => areKin(budget.unit, spent.unit) && spent.base < budget.base)
      .map((spent) => claim("part-balance", left, balance([budget], [spent]), "结余与预算、支出之差不符", false)),
  );
  const meant = pairs.find((each) => judge(each).verdict === "holds") ?? pairs.find((each) => isMistyped(left, each));
  if (meant) yield meant;
}

/** The difference in the print of the balance, one slip away from it. */
function isMistyped(left: Fact, { sum }: Claim): boolean {
  const due = rounded(sum.compute(sum.operands.map(({ base }) => base)) / (left.unit?.factor ?? 1), left.places);
  return significant(due) > 3 && isTypo(numberOf(left), due, true);
}

interface Pair {
  budget: Fact;
  spent: Fact;
  isPart: boolean;
}

const isWholeOf = (whole: Pair, part: Pair): boolean =>
  areKin(whole.budget.unit, part.budget.unit) &&
  whole.budget.base > part.budget.base &&
  whole.spent.base > part.spent.base &&
  (whole.spent.year === null || part.spent.year === null || Math.abs(whole.spent.year - part.spent.year) < 2);

const leftOf = ({ budget, spent }: Pair): number => budget.base - spent.base;
const shown = ({ budget, spent }: Pair): string =>
  `${numberOf(budget)} − ${numberOf(spent)} = ${inUnit(leftOf({ budget, spent, isPart: true }), spent.unit, 2)}`;

function compared(part: Pair, whole: Pair): Observation {
  const [own, all] = [leftOf(part), leftOf(whole)];
  const operands = [part.budget, whole.budget, whole.spent].map(stretchOf);
  const at = stretchOf(part.spent);
  const isMore = own > all + part.spent.half + whole.spent.half + part.budget.half + whole.budget.half;
  if (!isMore)
    return {
      kind: "match",
      rule: "part-balance",
      at,
      because: `${shown(part)}，不超过整体的 ${shown(whole)}`,
      operands,
    };
  return {
    kind: "slip",
    rule: "part-balance",
    severity: "warning",
    at,
    stated: printed(part.spent),
    expected: `余额不超过 ${inUnit(all, part.spent.unit, 2)}`,
    because: `${shown(part)}，整体 ${shown(whole)}`,
    operands,
    message: "一个项目的结余大于整个部门的结余，请核对",
    cause: `除非其他项目多支出 ${inUnit(own - all, part.spent.unit, 2)}；可能在项目之间调剂过，宜说明`,
  };
}

const budgetWords =
  /(?:全年预算|调整后[^，。；]{0,6}预算|预算指标|(?:实际|累计)?(?:拨付|到位|下达)[^，。；]{0,6}(?:资金|预算|经费)|预算资金|预算(?:总额|安排|批复)?)(?:数|额|总额)?(?:[为是共计]|合计)*$/;
const spentWords =
  /(?:实际|全年|累计|共|总)?(?:执行支出|执行|实际支出|总支出|支出|支付|使用)(?:资金|数|额|总额)?(?:[为是了共计]|合计)*$/;
const projectTitle = /项目(?:绩效|支出|资金|预算|概况|情况)|专项(?:经费|资金)|[：:][^，。]{0,20}(?:项目|专项)$/;
const wholeTitle = /部门|整体|本单位|单位(?:预算|支出)|预算执行总体/;
/** A pair stands within so many passages. */
const reach = 5;

function pairsOf(text: Text): Pair[] {
  const pairs: Pair[] = [];
  let ofProject = false;
  let budget: { fact: Fact; isPart: boolean } | null = null;
  for (const { passage, facts } of text.readings) {
    if (passage.cell) continue;
    const title = titleOf(passage);
    if (title !== null) {
      if (wholeTitle.test(title) && !/项目(?:绩效|支出绩效)/.test(title)) ofProject = false;
      else if (projectTitle.test(title)) ofProject = true;
    }
    for (const fact of facts) {
      if (fact.unit?.dimension !== "yuan" || fact.role !== "level" || fact.hedge) continue;
      const words = clauseOf(fact);
      const isPart = ofProject || /[该本]项目|[该本]专项/.test(words);
      if (/其中|包括|基本支出|项目支出|年初/.test(words) && !/[该本]项目/.test(words)) {
        if (/年初/.test(words) && budgetWords.test(words)) budget = { fact, isPart };
        continue;
      }
      if (budgetWords.test(words)) budget = { fact, isPart };
      else if (
        spentWords.test(words) &&
        budget &&
        budget.isPart === isPart &&
        passage.index - budget.fact.passage.index <= reach
      ) {
        if (areKin(budget.fact.unit, fact.unit) && fact.base <= budget.fact.base)
          pairs.push({ budget: budget.fact, spent: fact, isPart });
        budget = null;
      }
    }
  }
  return pairs;
}

/** A short passage without a full stop is a heading. */
function titleOf({ plain, kind }: Passage): string | null {
  const words = plain.replaceAll(/\s/g, "");
  return kind === "heading" || kind === "title" || (words.length > 0 && words.length <= 40 && !/[。；]/.test(words))
    ? words
    : null;
}

const clauseOf = ({ passage, from, lead }: Fact): string =>
  passage.plain
    .slice(Math.max(0, from - Math.max(lead.length, 24), passage.plain.lastIndexOf("。", from) + 1), from)
    .replaceAll(/\s/g, "")
    .replace(/^.*[，；]/, "");
