/*
 * 比率: all percentages of a text, gathered once, so that a difference of two rates can look for the one that stands elsewhere.
 */
import type { Fact } from "./fact.ts";
import type { Text } from "./text.ts";

export const isPercent = (fact: Fact): boolean => fact.unit?.dimension === "percent";

/** The rates of a text, gathered once: those said, and those of its tables with the names of row and column. */
export interface Rates {
  said: Fact[];
  tabled: { fact: Fact; row: string; column: string }[];
  text: Text;
}

const mostTabled = 600;

export function ratesOf(text: Text): Rates {
  const tabled = text.tables.flatMap((table) =>
    Array.from({ length: Math.max(0, table.rows - table.body) }, (_, index) => index + table.body).flatMap((row) =>
      Array.from({ length: table.columns }, (_, column) => table.fact(row, column)).flatMap((fact, column) =>
        fact && isPercent(fact) ? [{ fact, row: table.rowTitle(row), column: table.columnTitle(column) }] : [],
      ),
    ),
  );
  return { said: text.facts.filter(isPercent), tabled: tabled.slice(0, mostTabled), text };
}

/** The rates said nearby: however long the text, each difference looks at so many and no more. */
export function nearbyRates(fact: Fact, { said }: Rates): Fact[] {
  const [first = fact] = said;
  const guess =
    said.length > mostSaid
      ? Math.floor(((fact.index - first.index) / Math.max(1, (said.at(-1) ?? first).index - first.index)) * said.length)
      : 0;
  const from = Math.max(0, Math.min(guess - mostSaid / 2, said.length - mostSaid));
  return said.slice(from, from + mostSaid);
}

const mostSaid = 400;
const mostNamed = 30;

/** Rates of that name, in the text and in tables. */
export function namedRates(noun: string, fact: Fact, rates: Rates): Fact[] {
  const name = noun.slice(-5);
  if (name.length < 2) return [];
  const spoken = nearbyRates(fact, rates).filter((each) => each.lead.slice(-20).includes(name));
  const tabled = rates.tabled.filter(({ row, column }) => `${row} ${column}`.includes(name)).map((each) => each.fact);
  return [...spoken, ...tabled].slice(0, mostNamed);
}

export const overallRates = ({ tabled }: Rates): Fact[] =>
  tabled
    .filter(({ row }) => /合计|总计|全[省市州区县]|平均/.test(row))
    .map(({ fact }) => fact)
    .slice(0, mostNamed);
