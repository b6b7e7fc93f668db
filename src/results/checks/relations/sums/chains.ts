/*
 * 资金链: a budget on its way through the year. 年初 + 追加 − 调减 = 全年; 全年 − 执行 = 结余. Within one paragraph, in one unit.
 *
 * Each figure's own words say what it is. Movements count only between the opening figure and the adjusted one; what is said in
 * 其中, 包括 or brackets belongs to the figure before it and is not added.
 *
 * 例：年初 4862.90，追加 215.40，调减 88.75，调整后 4989.55。 反例：全年结余 42.02（预算与执行在别的段落，不猜）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { balance, claim, type Observation } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";

export function* chains(text: Text): Generator<Observation> {
  for (const reading of text.readings) if (!reading.passage.cell && reading.facts.length > 2) yield* ofPassage(reading);
}

type Step = "opening" | "added" | "taken" | "adjusted" | "spent" | "left";

const words: readonly [Step, RegExp][] = [
  ["left", /(?:结余|结转|剩余|未支出|未执行|节余|尚未(?:使用|支付))[^，。；]{0,8}$/],
  [
    "adjusted",
    /(?:全年|调整后|变动后|调整)[^，。；]{0,8}预算[^，。；]{0,8}$|(?:调整(?:为|后为|到)|最终预算[^，。；]{0,4}|下达[^，。；]{0,6}指标为?)\s*$/,
  ],
  ["taken", /(?:调减|核减|压减|减少|收回|削减|核销|上缴)[^，。；]{0,12}$/],
  ["added", /(?:追加|调增|增加|新增|增拨|补充)[^，。；]{0,14}$/],
  [
    "opening",
    /年初[^，。；]{0,12}$|(?:批复|下达|安排)[^，。；]{0,10}预算[^，。；]{0,6}$|预算(?:数|总额|资金|安排)?(?:为|共)?\s*$/,
  ],
  ["spent", /(?:执行|支出|支付|使用|兑现|拨付)[^，。；率]{0,8}$/],
];

/** A figure inside 其中 or a bracket is part of the one before it. */
function stepsOf({ passage, facts }: Reading): { fact: Fact; step: Step }[] {
  const depth = passage.depths;
  let inside = -1;
  return facts.flatMap((fact) => {
    if (fact.unit?.dimension !== "yuan" || (depth[fact.from] ?? 0) > 0 || fact.role === "base") return [];
    if (
      /其中|包括/.test(fact.lead) ||
      /(?:其中|包括)[:：，,]?$/.test(
        passage.plain.slice(Math.max(0, fact.from - fact.lead.length - 4), fact.from - fact.lead.length),
      )
    )
      inside = fact.sentence;
    if (
      inside === fact.sentence &&
      !/[；;]/.test(passage.plain.slice(Math.max(0, fact.from - fact.lead.length - 1), fact.from))
    )
      return [];
    inside = -1;
    // 追加158万元，调减42万元，净增加116万元: the balance of moves that were told is no move of its own.
    if (/净[^，。；]{0,8}$/.test(fact.lead)) return [];
    const step = words.find(([, pattern]) => pattern.test(fact.lead))?.[0];
    return step ? [{ fact, step }] : [];
  });
}

function* ofPassage(reading: Reading): Generator<Observation> {
  const steps = stepsOf(reading);
  for (const [index, { fact, step }] of steps.entries()) {
    const before = steps.slice(0, index);
    if (step === "adjusted") yield* adjusted(fact, before);
    if (step === "left") yield* left(fact, before);
  }
}

function* adjusted(fact: Fact, before: { fact: Fact; step: Step }[]): Generator<Observation> {
  const from = before.findLastIndex(({ step }) => step === "opening");
  const opening = before[from]?.fact;
  if (
    !opening ||
    before.slice(from).some(({ step }) => step === "adjusted") ||
    opening.unit?.dimension !== fact.unit?.dimension
  )
    return;
  const moves = before.slice(from + 1);
  const added = moves.filter(({ step }) => step === "added").map((each) => each.fact);
  const taken = moves.filter(({ step }) => step === "taken").map((each) => each.fact);
  if (added.length + taken.length === 0 || added.length + taken.length > 6) return;
  yield claim(
    "total-parts",
    fact,
    balance([opening, ...added], taken),
    "年初、调整与全年预算不符",
    opening.passage === fact.passage,
  );
}

function* left(fact: Fact, before: { fact: Fact; step: Step }[]): Generator<Observation> {
  const budgets = before.filter(({ step }) => step === "adjusted" || step === "opening").map((each) => each.fact);
  const spendings = before.filter(({ step }) => step === "spent").map((each) => each.fact);
  const [budget, spent] = [budgets.at(-1), spendings.at(-1)];
  if (!budget || !spent) return;
  const meant = pairs(budgets, spendings)
    .map(([whole, part]) => claim("part-balance", fact, balance([whole], [part]), "结余与预算、支出之差不符"))
    .find((each) => ["holds", "note"].includes(judge(each).verdict));
  if (meant) yield meant;
  else if (spent.base <= budget.base && fact.base <= budget.base * 10)
    yield claim(
      "part-balance",
      fact,
      balance([budget], [spent]),
      "结余与预算、支出之差不符",
      budgets.length === 1 && spendings.length === 1,
    );
}

const pairs = (wholes: Fact[], parts: Fact[]): [Fact, Fact][] =>
  wholes.toReversed().flatMap((whole) => parts.toReversed().map((part): [Fact, Fact] => [whole, part]));
