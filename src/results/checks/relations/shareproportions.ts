/*
 * 占比的比例: shares of one whole that is not printed must stand to each other as their parts do (shares.ts has those whose whole is said).
 */
import type { Fact } from "../facts/fact.ts";
import { nameOf } from "../facts/sharewholes.ts";
import type { Text } from "../facts/text.ts";
import { type Claim, claim, type Observation } from "../judgement/claim.ts";
import { isSound } from "../judgement/judge.ts";

/** 占38%, 占全市的34%: which whole is left to the reader. */
export const isUnsaid = (name: string): boolean => /^(?:全[市区县省州部]|总数|总量|总额|全部|其)?$/.test(name);

/** The figures of a paragraph, or of the numbered paragraphs of one list together. */
export function* paragraphsAndLists({ readings, heads }: Text): Generator<Fact[]> {
  let list: Fact[] = [];
  for (const { passage, facts } of readings) {
    const own = heads[passage.index];
    const isNext = own && own.number > 1 && heads[passage.index - 1]?.style === own.style;
    if (!isNext) {
      yield list;
      list = [];
    }
    if (!passage.cell) list.push(...facts);
  }
  yield list;
}

/**
 * Shares of one unsaid whole must stand to each other as their parts do: 1,642.88 is 74.83%, so 152.36 is 6.94%. Told only of
 * one share among three or more when all the others agree.
 */
export function* inProportion(facts: readonly Fact[], text: Text): Generator<Observation> {
  const pairs = facts.flatMap((share) => {
    const before = text.facts[share.index - 1];
    const isPair =
      share.role === "share" &&
      (isUnsaid(nameOf(share)) || isSaidOnce(share, facts)) &&
      !share.hedge &&
      !/分别/.test(share.lead) &&
      before?.passage === share.passage &&
      before.role === "level" &&
      !isOfPart(before);
    return isPair && share.base > 0 && before.unit && before.unit.dimension !== "percent"
      ? [{ share, part: before }]
      : [];
  });
  const kinds = new Set(pairs.map(({ part }) => part.unit?.title));
  for (const kind of kinds) {
    const group = pairs.filter(({ part }) => part.unit?.title === kind);
    if (group.length < 3) continue;
    const [best] = group.toSorted((a, b) => b.share.base - a.share.base);
    const fits = (a: (typeof group)[number], by: (typeof group)[number]) => isSound(proportion(a, by));
    const model =
      group.toSorted(
        (a, b) => group.filter((each) => fits(each, b)).length - group.filter((each) => fits(each, a)).length,
      )[0] ?? best;
    const odd = model ? group.filter((each) => !fits(each, model)) : [];
    if (model && odd.length === 1 && odd[0] && odd[0] !== model) yield proportion(odd[0], model);
  }
}

/** 自筹1.2亿元，占总投资的30%；贷款2.0亿元，占50%: the first names the whole, those behind it in its sentence do not. */
const isSaidOnce = (share: Fact, facts: readonly Fact[]): boolean => {
  const others = facts.filter((fact) => fact !== share && fact.role === "share" && fact.sentence === share.sentence);
  return others.length > 0 && others.every((fact) => fact.index > share.index && isUnsaid(nameOf(fact)));
};

/** 其中境外3亿元，占25%: of the figure before, not of the whole. */
const isOfPart = ({ passage: { plain }, from }: Fact): boolean =>
  /其中[^，。；%]{0,16}$/.test(plain.slice(Math.max(0, from - 20), from));

export interface Pair {
  share: Fact;
  part: Fact;
}

export const proportion = (a: Pair, by: Pair): Claim =>
  claim(
    "share",
    a.share,
    {
      operands: [a.part, by.part, by.share],
      compute: ([x = 0, y = 0, z = 0]) => (x / y) * z,
      show: ([x, y, z]) => `${x} ÷ ${y} × ${z}`,
      isAdditive: false,
    },
    "占比与同组其他占比的比例不符",
    false,
  );
