/*
 * 表内算式: columns that are computed from other columns: 执行率 = 执行 ÷ 预算, 结余 = 预算 − 执行, 同比, 占比, 均值, 累计, 单价 × 数量.
 *
 * The titles suggest a formula, the figures confirm it: of all recipes (formulas.ts) for a column the one is taken that the titles
 * fit best among those which at least half of the rows bear out. Where the titles name the formula a row that alone differs is an
 * error; where only the figures show it (a column equals a − b in all rows but one, of four or more), a warning. What holds in
 * less than half of the rows was not meant, and nothing is said. The same three columns are read in one direction only.
 *
 * 例：预算 500、执行 436、执行率 87.20%（四行都对，一行写 78.20%）。
 * 反例：完成率按序时进度折算；占比的分母不在表中；两列恰好相等的三行小表。
 */
import type { Fact } from "../../facts/fact.ts";
import { isIndicatorBlock } from "../../facts/forms.ts";
import { once } from "../../facts/once.ts";
import { kindOf, rowLines } from "../../facts/tablelines.ts";
import type { Table } from "../../facts/table.ts";
import { isNaming } from "../../facts/tableunits.ts";
import type { Text } from "../../facts/text.ts";
import { significant } from "../../facts/typos.ts";
import { type Claim, claim, type Observation, type Sum } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";
import { numberOf } from "../../judgement/print.ts";
import { type Matrix, type Recipe, recipesFor } from "./formulas.ts";

export function* tableFormulas(text: Text): Generator<Observation> {
  for (const table of text.tables) {
    if (isIndicatorBlock(table)) continue;
    yield* inMatrix(downwards(table));
    const turned = across(table);
    if (turned) yield* inMatrix(turned);
  }
}

const realGrowth = /生产总值|增加值|GDP|可比|同口径|不变价|价格指数/;

/** Rows of the table are rows of the matrix. */
function downwards(table: Table): Matrix {
  const columns: number[] = [];
  for (let column = table.named; column < table.columns; column++)
    if (!isNaming(table.columnTitle(column))) columns.push(column);
  const lines = rowLines(table).filter(({ kind }) => kind !== "bare" && kind !== "mean");
  const heads = `${table.heads.at(-1)?.plain ?? ""}${columns.map((column) => table.columnTitle(column)).join("")}`;
  const totals = lines.flatMap(({ kind }, row) => (kind === "total" ? [row] : []));
  return {
    titles: columns.map((column) => table.columnTitle(column)),
    rows: lines.length,
    at: (row, column) => table.figure(lines[row]?.at ?? -1, columns[column] ?? -1),
    totalRow: totals.length === 1 ? (totals[0] ?? null) : (totals.at(-1) ?? null),
    isItem: (row) => lines[row]?.kind === "item",
    isReal: (row) => realGrowth.test(table.rowTitle(lines[row]?.at ?? -1)) || realGrowth.test(heads),
    isTarget: () => true,
  };
}

const resultRow = /率|占比|比重|增长|增幅|同比|结余|均$|差额|增减/;

/** Rows that are computed from rows: 预算数、执行数、执行率 under each other, over columns of years or units. */
function across(table: Table): Matrix | null {
  const lines = rowLines(table).filter(({ kind }) => kind === "item");
  if (lines.length < 3 || lines.length > 30 || !lines.some(({ name }) => resultRow.test(name))) return null;
  const figures = Array.from({ length: table.columns - table.named }, (_, index) => index + table.named).filter(
    (column) => !isNaming(table.columnTitle(column)),
  );
  // Rows of one unit are items, whatever their names: 资金到位率 with its points.
  const units = new Set(lines.map(({ at }) => unitOf(table, at, figures)));
  if (figures.length > 30 || units.size < 2) return null;
  const totals = figures.flatMap((column, index) =>
    kindOf(table.headPath(column).at(-1) ?? "").kind === "total" ? [index] : [],
  );
  return {
    titles: lines.map(({ name }) => name),
    rows: figures.length,
    at: (row, column) => table.figure(lines[column]?.at ?? -1, figures[row] ?? -1),
    totalRow: totals[0] ?? null,
    isItem: (row) => !totals.includes(row),
    isReal: () => realGrowth.test(table.rowTitle(table.body)),
    isTarget: (column) => resultRow.test(lines[column]?.name ?? ""),
  };
}

function unitOf(table: Table, row: number, columns: number[]): string {
  for (const column of columns) {
    const fact = table.figure(row, column);
    if (fact) return fact.unit?.dimension ?? "";
  }
  return "";
}

interface Found {
  recipe: Recipe;
  claims: Claim[];
  held: number;
}

/** Wider sheets are listings, not tables that somebody computes. */
const mostColumns = 80;

function* inMatrix(matrix: Matrix): Generator<Observation> {
  if (matrix.titles.length > mostColumns) return;
  const found = matrix.titles.flatMap((_, target) => (matrix.isTarget(target) ? (bestFor(matrix, target) ?? []) : []));
  found.sort((a, b) => b.recipe.fit - a.recipe.fit || b.held - a.held || b.recipe.target - a.recipe.target);
  const used = new Set<string>();
  for (const { recipe, claims, held } of found) {
    const key =
      recipe.kind === "sum" ? [recipe.target, ...recipe.operands].sort((a, b) => a - b).join(" ") : `${recipe.target}`;
    if (used.has(key)) continue;
    used.add(key);
    const isCertain = certain(recipe, claims.length, held);
    for (const each of claims) yield { ...each, isCertain };
  }
}

/** Few rows bear little witness. */
function certain({ fit }: Recipe, rows: number, held: number): boolean {
  if (fit === 2) return held > 0 && (rows > 2 ? held * 2 >= rows : true);
  return fit === 1 && held >= 3 && held * 4 >= rows * 3;
}

function bestFor(matrix: Matrix, target: number): Found | null {
  let best: Found | null = null;
  let named: Found | null = null;
  let namedCount = 0;
  for (const recipe of recipesFor(matrix, target)) {
    if (!passesSample(matrix, recipe)) {
      if (recipe.fit < 2 || matrix.rows > 2) continue;
    }
    const found = tried(matrix, recipe);
    const rows = found.claims.length;
    if (rows === 0) continue;
    if (recipe.fit === 2) {
      named = found;
      namedCount += 1;
    }
    if (found.held * 2 < rows || found.held === 0) continue;
    if (recipe.fit === 0 && (informative(found) < 4 || found.held < rows - 1)) continue;
    if (recipe.fit === 1 && (found.held < 2 || informative(found) < 2)) continue;
    if (recipe.fit < 2 && recipe.kind === "sum" && isChance(found)) continue;
    if (!best || isBetter(found, best)) best = found;
  }
  // One row only, its formula named and no other: worth a look, though nothing bears it out.
  return best ?? (namedCount === 1 && named?.claims.length === 1 ? named : null);
}

function isBetter(a: Found, b: Found): boolean {
  const [x, y] = [a.held / a.claims.length, b.held / b.claims.length];
  if (Math.abs(x - y) > 0.34 && Math.min(a.claims.length, b.claims.length) > 2) return x > y;
  return a.recipe.fit !== b.recipe.fit ? a.recipe.fit > b.recipe.fit : a.held > b.held;
}

/** Rows in which something was computed: no zeros, not one figure taken over from the other column. */
const informative = ({ claims }: Found): number =>
  new Set(
    claims
      .filter(({ stated, sum }) => stated.base !== 0 && sum.operands.every((fact) => fact.base !== 0))
      .map(({ stated, sum }) => `${stated.base} ${sum.operands[0]?.base}`),
  ).size;

/** Small whole numbers add up by chance: few rows of them prove nothing. */
const isChance = ({ claims, held }: Found): boolean =>
  held < claims.length - 1 || (claims.length < 4 && !claims.some(({ stated }) => significant(numberOf(stated)) > 2));

const sampled = 8;

/** A quick look at some rows; most recipes fall here. */
function passesSample(matrix: Matrix, recipe: Recipe): boolean {
  let [seen, passed] = [0, 0];
  for (let row = 0; row < matrix.rows && seen < sampled; row++) {
    const made = claimAt(matrix, recipe, row);
    if (!made) continue;
    seen += 1;
    const { stated, sum } = made;
    const values = sum.operands.map((fact) => fact.base);
    const result = sum.compute(values);
    const play = sum.isAdditive
      ? sum.operands.reduce((all, fact) => all + fact.half, 0)
      : Math.abs(result) *
        sum.operands.reduce((all, fact) => all + (fact.base ? fact.half / Math.abs(fact.base) : 0), 0);
    if (Math.abs(stated.base - result) <= stated.half * 2 + play + Math.abs(result) * 1e-9) passed += 1;
  }
  return seen > 0 && passed * 2 >= seen;
}

function tried(matrix: Matrix, recipe: Recipe): Found {
  const found: Found = { recipe, claims: [], held: 0 };
  for (let row = 0; row < matrix.rows; row++) {
    const made = claimAt(matrix, recipe, row);
    if (!made) continue;
    found.claims.push(made);
    const { verdict } = judge(made);
    if (verdict === "holds" || verdict === "note") found.held += 1;
  }
  return found;
}

const messages: Record<Recipe["kind"], string> = {
  ratio: "与所除两列不符",
  growth: "与本期、上期两列不符",
  share: "占比与本行、合计不符",
  sum: "与所加减的各列不符",
  running: "累计数与上期累计、本期数不符",
};

function claimAt(matrix: Matrix, recipe: Recipe, row: number): Claim | null {
  const stated = matrix.at(row, recipe.target);
  const sum = stated ? recipe.sumAt(row) : null;
  if (!stated || !sum || stated.hedge || sum.operands.some((fact) => fact.hedge) || sum.operands.includes(stated))
    return null;
  const title = (matrix.titles[recipe.target] ?? "").split("/").at(-1) ?? "";
  const made = claim("table-formula", stated, sum, `“${title.slice(0, 16)}”${messages[recipe.kind]}`);
  return unsigned(made, stated, matrix, recipe);
}

/** A column of changes without a single sign prints how much, not which way. */
function unsigned(made: Claim, stated: Fact, matrix: Matrix, { target, kind }: Recipe): Claim {
  const isChange = kind === "growth" || (kind === "sum" && made.sum.operands.length === 2);
  if (!isChange || stated.base < 0 || hasSigns(matrix, target)) return made;
  const { sum } = made;
  const absolute: Sum = { ...sum, compute: (values) => Math.abs(sum.compute(values)) };
  return sum.compute(sum.operands.map((fact) => fact.base)) < 0 && /降|减|差|±/.test(matrix.titles[target] ?? "")
    ? { ...made, sum: absolute }
    : made;
}

const hasSigns = (matrix: Matrix, column: number): boolean => signedColumns(matrix).has(column);

/** Asked of each row again. */
const signedColumns = once(({ rows, titles, at }: Matrix): ReadonlySet<number> => {
  const signed = new Set<number>();
  for (let row = 0; row < rows; row++)
    for (const column of titles.keys()) {
      const fact = at(row, column);
      if (fact && (fact.base < 0 || /^\s*[+-]/.test(fact.passage.plain))) signed.add(column);
    }
  return signed;
});
