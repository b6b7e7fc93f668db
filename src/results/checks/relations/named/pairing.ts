/*
 * The two sides of a comparison in every group that has both, and which of these groups is meant.
 */
import type { Fact } from "../../facts/fact.ts";
import { type Bounds, sentenceStart } from "../../facts/namedclauses.ts";
import type { Mention } from "../../facts/namedindex.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { balance, type Sum } from "../../judgement/claim.ts";
import { type Chosen, chosen } from "./choice.ts";
import { namedIn, type Party, subjectBefore } from "./parties.ts";

export interface Context {
  text: Text;
  reading: Reading;
  mentions: readonly Mention[];
}

export interface Pair {
  own: Party;
  than: Party;
  chosen: Chosen;
}

export const measureOf = (plain: string, at: number, mentions: readonly Mention[], clause: Bounds): string => {
  const last = Math.max(clause.from, ...mentions.filter(({ to }) => to <= at).map(({ to }) => to));
  return plain.slice(last, at).replace(/^\d.*$/, "");
};

export function pairsIn(
  others: readonly Party[],
  { text, reading: { passage }, mentions }: Context,
  clause: Bounds,
  at: number,
  measure: string,
  unit: Fact["unit"],
): Pair[] {
  const { plain } = passage;
  const own = [
    ...subjectBefore(mentions, clause, at, plain),
    ...namedIn(
      [],
      { from: Math.max(clause.from, at - 8), to: at },
      plain,
      others.map(({ group }) => group),
    ),
  ];
  const both = others.flatMap((other) => {
    const mine = own.find(({ group }) => group === other.group);
    return mine && mine.values !== other.values && mine.values[0] !== other.values[0]
      ? [{ own: mine, than: other }]
      : [];
  });
  const start = sentenceStart(plain, at);
  const wanted = {
    passage,
    measure: clean(measure),
    context: plain.slice(Math.max(start, clause.from - 40), at),
    unit,
  };
  return chosen(
    both.map(({ own: { group } }) => group),
    wanted,
    text,
  ).flatMap((each) => {
    const pair = both.find((one) => one.own.group === each.group);
    return pair ? [{ ...pair, chosen: each }] : [];
  });
}

export const clean = (measure: string): string =>
  measure.replace(/^[的，]|(?:[了出的，]|多|支|跑|要|还|分别|合计|一共|两个?[一-龥]{0,3}|片区)+$/g, "").trim();

export const gapOf = ({ own, than: other }: Pair, sign: 1 | -1): Sum => {
  const [a, b] = sign > 0 ? [own.values, other.values] : [other.values, own.values];
  return balance([...a], [...b]);
};

export const sumOf = ({ values }: Party): number => values.reduce((all, { base }) => all + base, 0);
