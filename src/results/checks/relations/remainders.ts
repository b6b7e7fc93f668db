/*
 * 余数: what is left of a whole: 编制 63 名，实有 59 人，空编 4 名; 建成 42.5，已租 36.55，空置 5.95; 受理 584，办结 561，没办完的 23.
 *
 * The word says that something is left; whole and part are the figures of its kind before it. Any two that make it right were
 * meant; else the nearest two, the larger first, are reported as a matter to look at.
 *
 * 反例：其余 3 个均为…（前文没有总数）；还有 5 家在谈（另一类）。
 */
import type { Fact } from "../facts/fact.ts";
import type { Text } from "../facts/text.ts";
import { areKin } from "../facts/units.ts";
import { balance, claim, type Observation } from "../judgement/claim.ts";
import { judge } from "../judgement/judge.ts";

const leaving =
  /(?:空编|空缺|空置|缺编|剩余|其余|余下|余|尚有|还有|尚在[^，。；]{0,6}|未[^，。；]{1,10}|没[^，。；]{1,8}|不[^，。；]{1,8}的|差|尚差|还差|缺口|相差|超出|超额|多出|超编|结余(?:结转|资金)?|结转(?:结余|资金)?|节约(?:资金)?|节省(?:资金)?|节支|[多少超](?:支出|支|用)|[超欠](?:目标|计划|任务|预算|年初预算|指标)|首尾相差|极差|顺差|逆差|差额)\s*(?:的|有|为|达)?\s*$/;
const strong =
  /空编|空缺|空置|缺编|剩余|余下|尚差|还差|缺口|尚在|尚有|仍在|仍有|尚未|没办|未办|未签|未开|未通过|未完成|结余|结转|节约|节省|节支|少支|少用|顺差|逆差|差额/;

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

function* ofRemainder(fact: Fact, text: Text): Generator<Observation> {
  const before = figuresBefore(fact, text);
  const found = pairsOf(before)
    .map(([whole, part]) => claim("difference", fact, balance([whole], [part]), "余数与前面两数之差不符"))
    .find((each) => judge(each).verdict === "holds");
  if (found) {
    yield found;
    return;
  }
  if (!strong.test(fact.lead)) return;
  const same = before.filter(
    (each) =>
      each.unit?.dimension === fact.unit?.dimension &&
      (each.passage !== fact.passage || each.sentence >= fact.sentence - 1),
  );
  const only = onlyPair(same, fact);
  const pair = only ?? nearestPair(same, fact);
  if (!pair) return;
  const [whole, part] = pair;
  // 预算…，支出…，结余…: said of a budget, no other reading is left.
  const isSure =
    only !== null && /预算|到位/.test(whole.lead) && /支出|执行|支付/.test(part.lead) && /结余|结转/.test(fact.lead);
  yield claim("difference", fact, balance([whole], [part]), "余数与前面两数之差不符", isSure);
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

const pairsOf = (figures: Fact[]): [Fact, Fact][] =>
  figures.flatMap((part, index) =>
    figures
      .filter((whole, other) => other !== index && whole.base > part.base)
      .map((whole): [Fact, Fact] => [whole, part]),
  );
