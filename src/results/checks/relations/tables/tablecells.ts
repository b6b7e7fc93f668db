/* 候选的格子: the cells of a named row that a figure of the text may speak of: one kind of unit, a column that fits its role. */
import { shareWords } from "../../facts/columnwords.ts";
import type { Fact } from "../../facts/fact.ts";
import { onceForWords } from "../../facts/once.ts";
import type { Mention } from "../../facts/tablenames.ts";
import type { Table } from "../../facts/table.ts";
import { isNaming } from "../../facts/tableunits.ts";
import { areKin } from "../../facts/units.ts";
import { isShareTitle } from "./tableshares.ts";

export interface Candidate {
  mention: Mention;
  cell: Fact;
  column: number;
}

const isChangeTitle = onceForWords((title) => /增|同比|环比|降|变动/.test(title));
const yearIn = onceForWords((title) => Number(/((?:19|20)\d{2})年?/.exec(title)?.[1] ?? 0));

export const cellsFor = (fact: Fact, mention: Mention): Candidate[] =>
  kinColumns(fact, mention.table, mention.row).map(({ column, cell }) => ({ mention, cell, column }));

/** Of those the ones whose column the clause names, or that have no other beside them. */
export function namedCells(fact: Fact, mention: Mention): Candidate[] {
  const cells = cellsFor(fact, mention);
  const titleOf = ({ column }: Candidate) => mention.table.headPath(column).at(-1) ?? "";
  const clause = mention.isFar ? fact.lead + fact.noun : fact.passage.plain.slice(mention.to, fact.from) + fact.noun;
  // Beside a result, a target (≥12) is no candidate unless it is said.
  const plain = cells.filter(({ cell }) => !cell.hedge).length;
  const said = titleBefore(fact, mention, cells.map(titleOf));
  return cells.filter((candidate) => {
    const isOnly = cells.length === 1 || (plain === 1 && !candidate.cell.hedge && fact.role !== "target");
    if (isOnly && !mention.isFar) return true;
    return said === null ? shareWords(titleOf(candidate), clause) : said === titleOf(candidate);
  });
}

/** 按期办结率最高的是甲局，为 95.83%: the longest title that stands before the name, where nothing stands behind it. */
function titleBefore(fact: Fact, { to, name, isFar }: Mention, titles: string[]): string | null {
  const { plain } = fact.passage;
  if (isFar || !/^[^一-龥]*(?:为|是|达|达到|仅)?[^一-龥]*$/.test(plain.slice(to, fact.from))) return null;
  const before = /[^。；;]*$/.exec(plain.slice(Math.max(0, to - name.length - 24), to - name.length))?.[0] ?? "";
  const found = titles.filter((title) => title.length > 1 && before.includes(title.replaceAll(/\([^()]*\)/g, "")));
  return found.sort((a, b) => b.length - a.length)[0] ?? null;
}

export function kinColumns(fact: Fact, table: Table, row: number): { column: number; cell: Fact }[] {
  const found: { column: number; cell: Fact }[] = [];
  for (let column = table.named; column < table.columns; column++) {
    const cell = table.fact(row, column);
    if (!cell || cell.passage === fact.passage || !isKin(fact, cell)) continue;
    const title = table.columnTitle(column);
    if (isNaming(title) || !fitsRole(fact, title) || !fitsYear(fact, title)) continue;
    found.push({ column, cell });
  }
  return found;
}

/** 个 in the text may be 项 or unnamed in the table; a percentage is one everywhere. */
const isKin = (fact: Fact, cell: Fact): boolean =>
  areKin(fact.unit, cell.unit) || (cell.unit === null && fact.unit?.factor === 1);

function fitsRole(fact: Fact, title: string): boolean {
  if (fact.role === "growth" || fact.role === "change") return isChangeTitle(title);
  if (fact.role === "base" || fact.role === "origin")
    return /上年|去年|同期|年初|预算|目标|计划|任务|\d{4}年/.test(title);
  if (fact.role === "point" || fact.role === "times") return false;
  if (fact.role === "target") return true;
  return fact.unit?.dimension !== "percent" || !isShareTitle(title) || /占/.test(fact.lead);
}

function fitsYear(fact: Fact, title: string): boolean {
  const year = yearIn(title);
  return year === 0 || !fact.year || year === fact.year;
}
