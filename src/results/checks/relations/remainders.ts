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
  /(?:空编|空缺|空置|缺编|剩余|其余|余下|余|尚有|还有|尚在[^，。；]{0,6}|未[^，。；]{1,10}|没[^，。；]{1,8}|不[^，。；]{1,8}的|差|尚差|还差|缺口|相差|超出|超额|多出|超编)\s*(?:的|有|为)?\s*$/;
const strong = /空编|空缺|空置|缺编|剩余|余下|尚差|还差|缺口|尚在|尚有|仍在|尚未|没办|未办|未签|未开|未通过/;

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
  const same = before.filter((each) => each.unit?.dimension === fact.unit?.dimension);
  const [part, whole] = same;
  const isClear =
    whole !== undefined &&
    part !== undefined &&
    same.length === 2 &&
    whole.base >= part.base &&
    whole.sentence === fact.sentence;
  if (isClear && strong.test(fact.lead))
    yield claim("difference", fact, balance([whole], [part]), "余数与前面两数之差不符", false);
}

/** Figures of its kind in its passage before it, nearest first. */
function figuresBefore(fact: Fact, text: Text): Fact[] {
  const found: Fact[] = [];
  for (let index = fact.index - 1; index >= Math.max(0, fact.index - 12); index--) {
    const each = text.facts[index];
    if (each?.passage !== fact.passage) break;
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
