/*
 * 占比的比例: shares of one whole that is not printed must stand to each other as their parts do (shares.ts has those whose whole is said). And shares
 * told in a row behind their parts in a row: “分别安排960万元、520万元和380万元，占比依次为41.0%、22.2%和16.2%”: the first is of the first.
 */
import type { Fact } from "../../facts/fact.ts";
import { nameOf } from "../../facts/sharewholes.ts";
import { likeRunsOf } from "../../facts/partlists.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { areKin, isAdded } from "../../facts/units.ts";
import { type Claim, claim, type Observation, type Sum } from "../../judgement/claim.ts";
import { isSound, judge } from "../../judgement/judge.ts";

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
    if (model && odd.length === 0) {
      const held = group.filter((each) => each !== model).map((each) => proportion(each, model));
      yield* held.filter((each) => judge(each).verdict === "holds");
    }
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

/** Shares in a row, each of the figure at its place in the row before; by the whole that makes most of them right. */
export function respectiveShares(text: Text, wholesOf: (share: Fact, part: Fact) => Fact[]): Claim[] {
  return text.readings.flatMap((reading) => {
    const { plain, cell } = reading.passage;
    if (cell || reading.facts.length < 4 || !/占|比[重例]/.test(plain)) return [];
    return sharesInRow(reading).flatMap((row) => inRow(row, reading, wholesOf));
  });
}

/** 制造业2.4亿元，占六成；租赁业0.8亿元，占20%；其他0.8亿元，占20%: the whole is unsaid, and what they add up to makes all of them right, or all but one. */
export function sharesOfOwnSum({ readings }: Text): Claim[] {
  return readings.flatMap(({ passage, facts }) => {
    if (passage.cell || facts.length < 6 || !passage.plain.includes("占")) return [];
    const pairs = facts.flatMap((share, at) => {
      const part = facts[at - 1];
      return part && isOwnPair(share, part) ? [{ share, part }] : [];
    });
    const sentences = new Map<string, Pair[]>();
    for (const pair of pairs) {
      const key = `${pair.share.sentence} ${pair.part.unit?.title}`;
      sentences.set(key, [...(sentences.get(key) ?? []), pair]);
    }
    return [...sentences.values()].flatMap((row) => {
      if (row.length < 3) return [];
      const parts = row.map(({ part }) => part);
      const said = row.map(({ share, part }) =>
        claim("share", share, partOf(part, parts), "占比与部分、各项之和不符", false),
      );
      return said.filter(isSound).length >= Math.max(2, row.length - 1) ? said : [];
    });
  });
}

const isOwnPair = (share: Fact, part: Fact): boolean =>
  share.role === "share" &&
  isUnsaid(nameOf(share)) &&
  part.role === "level" &&
  isAdded(part.unit) &&
  part.sentence === share.sentence &&
  share.from - part.to < 8;

const joint = /^\s*[、，,]?\s*(?:和|及|与|以及)?\s*$/;

function sharesInRow({ passage: { plain }, facts }: Reading): Fact[][] {
  const rows: Fact[][] = [];
  for (const fact of facts) {
    if (fact.unit?.title !== "%" || fact.hedge) continue;
    const last = rows.at(-1)?.at(-1);
    if (last && joint.test(plain.slice(last.to, fact.from))) rows.at(-1)?.push(fact);
    else rows.push([fact]);
  }
  return rows.filter(([first, second]) => second && /占|比[重例]/.test(first?.lead ?? ""));
}

function inRow(row: Fact[], reading: Reading, wholesOf: (share: Fact, part: Fact) => Fact[]): Claim[] {
  const [first] = row;
  const parts = likeRunsOf(reading).findLast(
    (run) =>
      run.length === row.length &&
      run.every(({ to, sentence }) => first && to < first.from && sentence === first.sentence),
  );
  const [part] = parts ?? [];
  if (!first || !part || !parts) return [];
  const between = reading.facts.filter(
    ({ from, to, unit }) => from > part.from && to < first.from && areKin(unit, part.unit),
  );
  const wholes = [...between.filter((fact) => !parts.includes(fact)), ...wholesOf(first, part)].map((whole) => [whole]);
  const readings = [...wholes, parts].map((whole) =>
    row.map((share, at) => claim("share", share, partOf(parts[at] as Fact, whole), "占比与部分、总数不符", false)),
  );
  const right = (claims: Claim[]): number => claims.filter(isSound).length;
  const best = readings.toSorted((a, b) => right(b) - right(a))[0];
  return best && right(best) >= Math.max(2, row.length - 1) ? best : [];
}

/** One figure over another, or over several added up. */
const partOf = (part: Fact, whole: Fact[]): Sum => ({
  operands: [part, ...whole],
  compute: ([x = 0, ...rest]) => (100 * x) / rest.reduce((sum, value) => sum + value, 0),
  show: ([x, ...rest]) => `${x} ÷ ${rest.length > 1 ? `(${rest.join(" + ")})` : rest[0]}`,
  isAdditive: false,
});
