/*
 * 分别的比率: several rates told in a row of figures told before, one of each: “交办建议186件、提案214件。……办结建议186件、提案212件。办结率分别为100%和99.1%”;
 * “去年立案880件，结案836件；今年立案924件，结案896件，分别增长5%和7.2%”.
 *
 * The figures are rows of as many of one kind that stand next to each other, in the sentence or the two paragraphs before. The two rows that make
 * all rates right were meant; where they make all but one right, or where of two one is right and the rows are called as the rate is,
 * the odd one is asked about. (Rows of one sentence that only 、 parts are for respectively.ts.)
 *
 * 反例：增长率分别为5%和7%（没有两组数）。
 */
import { commonOf, rateNameOf } from "../../facts/calledrates.ts";
import type { Fact } from "../../facts/fact.ts";
import { listFrom } from "../../facts/respectivelists.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, growth, type Observation, percentage } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";

export function* respectiveRates(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 2 || !/分别|依次/.test(passage.plain)) continue;
    for (const [at, first] of facts.entries()) {
      if (first.unit?.title !== "%" || !/(?:分别|依次)[^，。；]*$/.test(first.lead)) continue;
      const rates = listFrom(facts, at, passage.plain).filter(({ hedge }) => !hedge);
      if (rates.length > 1) yield* ofRates(rates, text);
    }
  }
}

const reach = 24;

function* ofRates(rates: Fact[], text: Text): Generator<Observation> {
  const [first] = rates as [Fact];
  const name = rateNameOf({ ...first, lead: first.lead.replace(/(?:分别|依次)[^，。；]*$/, "") });
  const isGrowth = first.role === "growth" || /增长|下降|增幅|降幅|增加|减少|上升/.test(first.lead);
  if (!isGrowth && (!name || /占|比[重例]/.test(first.lead))) return;
  const rows = rowsBefore(first, rates.length, text);
  const of = (tops: Fact[], bottoms: Fact[]): Claim[] =>
    rates.map((rate, index) => {
      const [top, bottom] = [tops[index] as Fact, bottoms[index] as Fact];
      return isGrowth
        ? claim("growth-rate", rate, growth(top, bottom), "分别列出的增长率与前后两组数不符", false)
        : claim("ratio", rate, percentage(top, bottom), "分别列出的比率与前后两组数不符", false);
    });
  const tried = rows.flatMap((tops) =>
    rows
      .filter((bottoms) => bottoms !== tops && (!isGrowth || (bottoms[0]?.index ?? 0) < (tops[0]?.index ?? 0)))
      .filter((bottoms) => tops.every((top, index) => fits(top, bottoms[index] as Fact) && !bottoms.includes(top)))
      .map((bottoms) => ({ tops, bottoms, claims: of(tops, bottoms) })),
  );
  const oddOf = (claims: Claim[]): number => claims.filter((each) => judge(each).verdict !== "holds").length;
  const isCalled = ({ tops, bottoms }: { tops: Fact[]; bottoms: Fact[] }): boolean =>
    isGrowth
      ? rates.every(({ places }) => places > 0) || tops.every((top, at) => commonOf(top, bottoms[at] as Fact, /^$/) > 0)
      : name !== null && tops.every(({ lead }, at) => name.part.test(at === 0 ? lead : lead + (tops[0]?.lead ?? "")));
  const [best] = tried
    .map((each) => ({ ...each, odd: oddOf(each.claims), isCalled: isCalled(each) }))
    .toSorted((a, b) => a.odd - b.odd || Number(b.isCalled) - Number(a.isCalled));
  if (best && (best.odd === 0 || (best.odd === 1 && (rates.length > 2 || best.isCalled)))) yield* best.claims;
}

const fits = (top: Fact, bottom: Fact): boolean =>
  areKin(top.unit, bottom.unit) && top.unit?.dimension === bottom.unit?.dimension && bottom.base > 0;

/** Rows of so many figures next to each other, of this sentence and those before. */
function rowsBefore(rate: Fact, length: number, { facts }: Text): Fact[][] {
  const said = facts
    .slice(Math.max(0, rate.index - reach), rate.index)
    .filter(
      ({ passage, role, unit, base }) =>
        !passage.cell &&
        passage.index >= rate.passage.index - 2 &&
        (role === "level" || role === "target") &&
        base > 0 &&
        unit !== null &&
        !["percent", "point", "times"].includes(unit.dimension),
    );
  return said.flatMap((first, at) => {
    const row = said.slice(at, at + length);
    const isRow = row.every((fact) => fact.passage === first.passage && fact.sentence === first.sentence);
    return isRow && row.length === length ? [row] : [];
  });
}
