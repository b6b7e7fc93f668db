/*
 * 一份文件里的决算: every line of the accounts that text and tables tell, with all the places where it is told. The text by itself
 * comes first, the tables help it out where it is silent, and the other way round; only columns that mean the same in both
 * (决算数, 上年数) are shared.
 */
import type { Accounts, Column, Force, Scope } from "./accountmodel.ts";
import { type SheetReading, readSheet } from "./accounttables.ts";
import { type Mention, mentionsIn } from "./accounttext.ts";
import { type ClassStatement, classStatements } from "./classblocks.ts";
import type { Fact } from "./fact.ts";
import { once } from "./once.ts";
import type { Text } from "./text.ts";

export interface ClassAmount {
  scope: Scope;
  column: Column;
  name: string;
  fact: Fact;
}

export interface Ledger {
  text: Mention[];
  tables: Mention[];
  sheets: SheetReading[];
  statements: ClassStatement[];
  classes: { text: ClassAmount[]; tables: ClassAmount[] };
}

export const ledgerOf = once((text: Text): Ledger => {
  const sheets = text.tables.flatMap((table) => readSheet(table, text.year) ?? []);
  const statements = classStatements(text);
  return {
    text: mentionsIn(text),
    tables: sheets.flatMap(({ mentions }) => mentions),
    sheets,
    statements,
    classes: { text: statements.flatMap(amountsOf), tables: sheets.flatMap(({ classes }) => classes) },
  };
});

const shared: readonly Column[] = ["actual", "last"];

function amountsOf({ name, scope, figures, isPath }: ClassStatement): ClassAmount[] {
  if (!scope || isPath) return [];
  return (["actual", "budget", "adjusted", "last"] as const).flatMap((column) => {
    const fact = figures[column];
    return fact ? [{ scope, column, name, fact }] : [];
  });
}

export const keyOf = ({ scope, item, column }: Pick<Mention, "scope" | "item" | "column">): string =>
  `${scope} ${item} ${column}`;

export function grouped<T>(list: readonly T[], key: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of list) {
    const group = groups.get(key(each));
    if (group) group.push(each);
    else groups.set(key(each), [each]);
  }
  return groups;
}

/** The accounts as one source tells them, and the other where it is silent. */
export function accountsOf({ text, tables, classes }: Ledger, source: "text" | "tables"): Accounts<Fact> {
  const [own, other] = source === "text" ? [text, tables] : [tables, text];
  const [first, second] = [grouped(own, keyOf), grouped(other, keyOf)];
  const amounts = source === "text" ? classes.text : classes.tables;
  return {
    line: (scope, item, column = "actual") => {
      const key = keyOf({ scope, item, column });
      return first.get(key)?.[0]?.fact ?? (shared.includes(column) ? (second.get(key)?.[0]?.fact ?? null) : null);
    },
    classes: (scope, column = "actual") => classList(amounts, scope, column, source),
  };
}

function classList(
  all: readonly ClassAmount[],
  scope: Scope,
  column: Column,
  source: "text" | "tables",
): { amounts: Fact[]; force: Force } {
  const names = (at: Column) =>
    grouped(
      all.filter((each) => each.scope === scope && each.column === at),
      ({ name }) => name,
    );
  const list = names(column);
  const amounts = [...list.values()].flatMap(([each]) => each?.fact ?? []);
  const actual = names("actual");
  if (source === "tables") return { amounts, force: "must" };
  // A budget that is not told for every class may be missing because there is none.
  if (column !== "actual")
    return { amounts, force: list.size === actual.size && sharesAreWhole([...actual.values()].flat()) ? "ask" : "may" };
  const others = grouped(
    all.filter((each) => each.scope !== scope && each.column === column),
    ({ name }) => name,
  );
  const covers = others.size > 2 && [...others.keys()].every((name) => actual.has(name));
  return { amounts, force: sharesAreWhole([...actual.values()].flat()) ? "must" : covers ? "ask" : "may" };
}

/** Shares are printed with the classes, and make up the whole. */
function sharesAreWhole(amounts: readonly ClassAmount[]): boolean {
  let sum = 0;
  for (const { fact } of amounts) {
    const share = /^[，,;；(]?\s*占[^，。；]{0,24}?(\d+(?:\.\d+)?)%/.exec(
      fact.passage.plain.slice(fact.to, fact.to + 40),
    );
    if (share) sum += Number(share[1]);
  }
  return Math.abs(sum - 100) < 0.5;
}
