/*
 * 表格: a grid of passages read as a table of figures: which rows are its head, what each row and column is called, and the
 * figure of each place. One grid may hold several tables (tableshape.ts); a relation sees each by itself.
 */
import type { Fact } from "./fact.ts";
import { type Grid, type Passage, withoutSpaces } from "./passages.ts";
import type { Reading } from "./quantities.ts";
import type { Table } from "./table.ts";
import { type Area, areasOf } from "./tableshape.ts";
import { giveUnits, isNaming } from "./tableunits.ts";

export function readTables(grid: Grid, readings: readonly Reading[]): Table[] {
  const figures = new Map<Passage, Fact | null>();
  const figureOf = (passage: Passage | null | undefined): Fact | null => {
    if (!passage) return null;
    const known = figures.get(passage);
    if (known !== undefined) return known;
    const fact = wholeFigure(readings[passage.index]?.facts ?? [], passage.plain);
    figures.set(passage, fact);
    return fact;
  };
  const areas = areasOf(grid.places, (passage) => figureOf(passage) !== null);
  return areas.map((area) => tableIn(grid, area, readings, figureOf));
}

function tableIn(
  grid: Grid,
  area: Area,
  readings: readonly Reading[],
  figureOf: (passage: Passage | null | undefined) => Fact | null,
): Table {
  const { top, bottom, left, right, head } = area;
  const [rows, columns] = [bottom - top, right - left];
  const passage = (row: number, column: number) =>
    row >= 0 && row < rows && column >= 0 && column < columns
      ? (grid.places[top + row]?.[left + column] ?? null)
      : null;
  const text = (row: number, column: number) => passage(row, column)?.bare ?? "";
  const isOwn = (row: number, column: number) => {
    const place = passage(row, column);
    return place !== null && place !== passage(row - 1, column) && place !== passage(row, column - 1);
  };
  const fact = (row: number, column: number) => figureOf(passage(row, column));
  const paths = Array.from({ length: columns }, (_, column) => pathOver(passage, column, head, columns));
  const titles = paths.map((path) => path.join("/"));
  const named = namingColumns(titles, { rows, head, fact, text });
  const names = Array.from({ length: rows }, (_, row) => namesOf(row, named, text));
  const table: Table = {
    index: grid.index,
    rows,
    columns,
    body: head,
    text,
    fact,
    figure: (row, column) => (isOwn(row, column) ? fact(row, column) : null),
    isBlank: (row, column) => /^[-—–―－/\\*]*$/.test(text(row, column)),
    isOwn,
    named,
    labels: (row) => names[row] ?? [],
    rowTitle: (row) => (names[row] ?? []).join("/"),
    headPath: (column) => paths[column] ?? [],
    columnTitle: (column) => titles[column] ?? "",
    passage,
    inside: (row, column) => readings[passage(row, column)?.index ?? -1]?.facts ?? [],
    heads: grid.heads,
  };
  const inside = Array.from({ length: head }, (_, row) => grid.places[top + row]?.[left]?.plain ?? "").filter((line) =>
    /单位/.test(line),
  );
  const across = Array.from({ length: head }, (_, row) => grid.places[top + row]?.[right - 1]?.plain ?? "").filter(
    (line) => /单位[:：]/.test(line),
  );
  giveUnits(table, [
    ...inside,
    ...across,
    ...(named > 0 && head > 0 ? [text(head - 1, 0)] : []),
    ...grid.heads.map(({ plain }) => plain).reverse(),
  ]);
  return table;
}

/** The titles of a column; what spans the whole table is the title of the table, and 栏次 1 2 3 says nothing. */
function pathOver(passage: Table["passage"], column: number, head: number, columns: number): string[] {
  const path: string[] = [];
  for (let row = 0; row < head; row++) {
    const cell = passage(row, column);
    if (!cell || (columns > 2 && (cell.cell?.columns ?? 1) >= columns)) continue;
    const title = withoutSpaces(cell.plain) || titleFromLeft(passage, row, column, head);
    if (title !== "" && path.at(-1) !== title && !/^(?:栏次|\d{1,2}|\d{1,2}=.*)$/.test(title)) path.push(title);
  }
  return path;
}

/** A gap in the upper head that came of a merged cell: it goes on with the title to its left, where both have titles below. */
function titleFromLeft(passage: Table["passage"], row: number, column: number, head: number): string {
  const said = (at: number, where: number) => withoutSpaces(passage(at, where)?.plain ?? "");
  if (row + 1 >= head || said(row + 1, column) === "") return "";
  let left = column - 1;
  while (left > 0 && said(row, left) === "" && said(row + 1, left) !== "") left -= 1;
  return said(row + 1, left) === "" ? "" : said(row, left);
}

/** A head that promises figures: naming ends there, even where most of its cells hold words. */
const valueTitle =
  /值|金额|率$|占比|得分|分数|预算数|执行数|决算数|\d{4}年|[(（](?:万|亿)?(?:元|美元|个|家|人|亩|%)[)）]/;

function namingColumns(
  titles: string[],
  { rows, head, fact, text }: { rows: number; head: number } & Pick<Table, "fact" | "text">,
): number {
  let column = 0;
  for (; column < titles.length; column++) {
    const title = titles[column] ?? "";
    if (isNaming(title)) continue;
    let [figures, words] = [0, 0];
    for (let row = head; row < rows; row++) {
      if (fact(row, column)) figures += 1;
      else if (/[一-龥A-Za-z]/.test(text(row, column))) words += 1;
    }
    if (column > 0 && figures > 0 && valueTitle.test(title)) break;
    if (figures > words) break;
    if (column > 0 && words === 0 && figures === 0 && title !== "") break;
  }
  return Math.min(column, Math.max(1, titles.length - 1));
}

function namesOf(row: number, named: number, text: Table["text"]): string[] {
  const names: string[] = [];
  for (let column = 0; column < named; column++) {
    const name = text(row, column);
    if (name !== "" && !/^[\d.、()]+$/.test(name) && !names.includes(name)) names.push(name);
  }
  return names;
}

const before = /^[\s≥≤><=()约+↑↓▲▼△▽]*(?:增长|增加|上升|提高|下降|减少|降低)?\s*$/;
const aside = /^[\s)%*#↑↓①-⑳]*(?:\([^()]*\)\s*)?$/;

/** The figure of a cell that holds nothing else but signs, or an aside in brackets behind it: 12（3）, ↓5.2%, ≥200. */
function wholeFigure(facts: readonly Fact[], plain: string): Fact | null {
  const [fact] = facts;
  if (!fact) return null;
  const [lead, tail] = [plain.slice(0, fact.from), plain.slice(fact.to)];
  if (!before.test(lead) || !aside.test(tail) || (facts.length > 1 && !tail.includes("("))) return null;
  if (/[↓▼▽]|下降|减少|降低/.test(lead) && fact.value > 0) negate(fact);
  return fact;
}

/** “下降5.2%” in a cell is −5.2: there it stands beside figures that carry their sign. */
function negate(fact: Fact): void {
  const { value, base, low, high } = fact;
  Object.assign(fact, { value: -value, base: -base, low: -high, high: -low, role: "level", direction: 0 });
}
