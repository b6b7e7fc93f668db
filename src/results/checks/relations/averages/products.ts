/*
 * 单价乘数量: so much for each, so many, so much in all: 每户补助3000元，共补助1640户，发放492万元; 460名志愿者分成23个小组，每组20人.
 *
 * Looked for last, where no relation has settled the three. The sentence has one figure said of each (每、亩产、人均 and the like), one count of what each is, and one
 * amount of the unit of what each gets; further amounts leave it unsaid which was meant.
 *
 * 反例：每吨3000元，采购1640户（数的不是吨）；每人每月300元（还要乘月数）。
 */
import type { Fact } from "../../facts/fact.ts";
import { once } from "../../facts/once.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, type Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

export function* products(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3 || !/每|均|亩产/.test(passage.plain)) continue;
    for (const each of facts) {
      const over = overOf(each);
      if (!over || isSettled(each)) continue;
      const made = claimOf(each, over, facts);
      if (made) yield made;
    }
  }
}

interface Over {
  /** The word of what each is: 户, 组, 亩. */
  what: string;
  factor: number;
}

const overOf = once((fact: Fact): Over | null => {
  const { lead, unit, hedge, role } = fact;
  if (!unit || hedge || role === "growth" || ["percent", "point", "score", "times"].includes(unit.dimension))
    return null;
  if (/每[^，。；]{0,6}每|月|年|天|日|最|不|超|限|目标/.test(lead)) return null;
  const what = /每([个名位]?[一-龥])[一-龥]{0,10}$/.exec(lead)?.[1] ?? /(亩)产[一-龥]{0,2}$/.exec(lead)?.[1] ?? null;
  return what ? { what: what.replace(/^[个名位](?=.)/, ""), factor: what === "亩" ? 2000 / 3 : 1 } : null;
});

const isCounted = (fact: Fact, { what }: Over): boolean =>
  fact.unit !== null &&
  (what === "亩"
    ? fact.unit.dimension === "squareMeter"
    : what === "人" || what === "名"
      ? fact.unit.dimension === "person"
      : fact.unit.title.endsWith(what) ||
        (fact.unit.title.endsWith("个") && (fact.noun.includes(what) || fact.lead.trimEnd().endsWith(what))));

const product = (each: Fact, count: Fact, factor: number): Sum => ({
  operands: [each, count],
  compute: ([a = 0, b = 0]) => (a * b) / factor,
  show: ([a, b]) => `${a} × ${b}`,
  isAdditive: false,
});

function claimOf(each: Fact, over: Over, facts: readonly Fact[]): Claim | null {
  const own = facts.filter((fact) => fact !== each && fact.sentence === each.sentence && fact.hedge === null);
  const counts = own.filter((fact) => isCounted(fact, over) && ["level", "target"].includes(fact.role));
  const totals = own.filter(
    (fact) =>
      areKin(fact.unit, each.unit) &&
      !counts.includes(fact) &&
      overOf(fact) === null &&
      fact.role !== "growth" &&
      !/其中/.test(fact.lead),
  );
  const [count, ...others] = counts;
  const [sum, ...rest] = totals;
  if (!count || !sum || others.length + rest.length > 0 || !["level", "target"].includes(sum.role)) return null;
  const made = claim("average", sum, product(each, count, over.factor), "总数与单数、数量之积不符", false);
  const due = (each.base * count.base) / over.factor;
  return isSound(made) || (due > sum.base * 0.3 && due < sum.base * 3) ? made : null;
}
