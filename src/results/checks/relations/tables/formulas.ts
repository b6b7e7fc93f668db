/*
 * 算式的候选: every way a column of a table may come from others, as a recipe that makes one claim for each row. Which of them is
 * meant is for the relation (tableformulas.ts) to find out; here each recipe only knows its sum and how well the titles fit.
 */
import {
  declineFit,
  differenceFit,
  type Fit,
  growthFit,
  isChange,
  isTakenAway,
  movementFit,
  productFit,
  ratioFit,
  runFit,
  runningFit,
  shareFit,
  sumFit,
} from "../../facts/columnwords.ts";
import type { Fact } from "../../facts/fact.ts";
import { areKin } from "../../facts/units.ts";
import { balance, type Sum, same, total } from "../../judgement/claim.ts";
import { decline, difference, jointOf, partOfAll, percentOf, productOf, ratioOf, signedGrowth } from "./columnsums.ts";

/** Columns of figures over rows; a table seen across is the same with the two changed. */
export interface Matrix {
  titles: string[];
  rows: number;
  at: (row: number, column: number) => Fact | null;
  /** The row that holds the total of a column. */
  totalRow: number | null;
  isItem: (row: number) => boolean;
  /** Growth at comparable prices is not that of the printed amounts: 地区生产总值, 增加值. */
  isReal: (row: number) => boolean;
  /** May the column be computed at all. */
  isTarget: (column: number) => boolean;
}

export interface Recipe {
  target: number;
  operands: number[];
  kind: "ratio" | "growth" | "share" | "sum" | "running";
  fit: Fit;
  sumAt: (row: number) => Sum | null;
}

const isRate = (fact: Fact | null): boolean => fact?.unit?.dimension === "percent" || fact?.unit?.dimension === "point";

/** What the figures of a column are: by its first one. */
const firstOf = ({ rows, at }: Matrix, column: number): Fact | null => {
  for (let row = 0; row < rows; row++) {
    const fact = at(row, column);
    if (fact) return fact;
  }
  return null;
};

/** Wider tables are seen in part: their formulas stand beside one another. */
const widest = 24;

export function* recipesFor(matrix: Matrix, target: number): Generator<Recipe> {
  const near = matrix.titles
    .map((_, column) => column)
    .filter((column) => column !== target && Math.abs(column - target) <= widest / 2);
  const kinds = new Map(near.map((column) => [column, firstOf(matrix, column)]));
  const stated = firstOf(matrix, target);
  const amounts = near.filter((column) => kinds.get(column) && !isRate(kinds.get(column) ?? null));
  if (!stated) return;
  yield* shares(matrix, target, stated, amounts);
  if (isRate(stated) && /满意|优良|合格|达标|良好/.test(matrix.titles[target] ?? ""))
    yield* joint(matrix, target, amounts);
  for (const a of near)
    for (const b of near) {
      if (a === b) continue;
      const [first, second] = [kinds.get(a) ?? null, kinds.get(b) ?? null];
      if (!first || !second) continue;
      yield* pairs(matrix, target, stated, [a, first], [b, second]);
    }
  if (!isRate(stated)) {
    yield* movements(matrix, target, stated, amounts, kinds);
    yield* signedRuns(matrix, target, stated, kinds);
    for (const a of amounts) yield* running(matrix, target, stated, a, kinds.get(a) ?? null);
  }
}

type Column = readonly [at: number, kind: Fact];

function* pairs(
  matrix: Matrix,
  target: number,
  stated: Fact,
  [a, first]: Column,
  [b, second]: Column,
): Generator<Recipe> {
  const { titles, at, isReal } = matrix;
  const [name = "", nameA = "", nameB = ""] = [titles[target], titles[a], titles[b]];
  const alike = sameUnit(first, second);
  const recipe = (kind: Recipe["kind"], fit: Fit | null, sumOf: (x: Fact, y: Fact) => Sum | null): Recipe[] =>
    fit === null
      ? []
      : [
          {
            target,
            operands: [a, b],
            kind,
            fit,
            sumAt: (row) => {
              const [x, y] = [at(row, a), at(row, b)];
              return x && y && !(kind === "growth" && isReal(row)) ? sumOf(x, y) : null;
            },
          },
        ];
  if (isRate(stated) && !isRate(first) && !isRate(second)) {
    if (areKin(first.unit, second.unit) || alike)
      yield* recipe("ratio", ratioFit(name, nameA, nameB), (x, y) => (y.base > 0 ? percentOf(x, y) : null));
    if (alike)
      yield* recipe("growth", growthFit(name, nameA, nameB), (x, y) => (y.base > 0 ? signedGrowth(x, y) : null));
    if (alike) yield* recipe("growth", declineFit(name, nameA, nameB), (x, y) => (y.base > 0 ? decline(x, y) : null));
  }
  if (!isRate(stated) && !isRate(first) && !isRate(second)) {
    const fit = notLess(ratioFit(name, nameA, nameB));
    const scale = fit === null ? null : scaleOf(matrix, target, a, b);
    if (scale !== null) yield* recipe("ratio", fit, (x, y) => (y.value > 0 ? ratioOf(x, y, scale, stated) : null));
    const product = productFit(name, nameA, nameB);
    if (product) yield* recipe("ratio", product, (x, y) => productOf(x, y));
  }
  const isPoints = isRate(stated) && isRate(first) && isRate(second);
  if ((alike && sameUnit(stated, first)) || isPoints) {
    yield* recipe("sum", isPoints && !/百分点|点|差/.test(name) ? null : differenceFit(name, nameA, nameB), difference);
    if (a < b && !isPoints) yield* recipe("sum", sumFit(name, nameA, nameB), (x, y) => total([x, y]));
  }
}

/** Ratios of unlike things are only looked for where the title says so: 平均、亩均、强度. */
const notLess = (fit: Fit | null): Fit | null => (fit === 0 || fit === null ? null : fit);

const sameUnit = (a: Fact | null, b: Fact | null): boolean =>
  a !== null &&
  b !== null &&
  (a.unit === null || b.unit === null ? a.unit === b.unit : a.unit.dimension === b.unit.dimension);

/** Only some of the titles name the unit: 经济发展 | 扣分 | 总分. */
const mayBeAdded = (a: Fact, b: Fact | null): boolean =>
  b !== null && !isRate(b) && (a.unit === null || b.unit === null || sameUnit(a, b));

/** The power of ten between a ÷ b and the column, where most rows agree on one. */
function scaleOf({ rows, at }: Matrix, target: number, a: number, b: number): number | null {
  const votes = new Map<number, number>();
  let seen = 0;
  for (let row = 0; row < rows && seen < 12; row++) {
    const [stated, x, y] = [at(row, target), at(row, a), at(row, b)];
    if (!stated || !x || !y || x.value <= 0 || y.value <= 0 || stated.value <= 0) continue;
    seen += 1;
    const power = Math.log10((stated.value * y.value) / x.value);
    const whole = Math.round(power);
    const slack = (0.5 / 10 ** stated.places / stated.value) * 1.2 + 0.002;
    if (Math.abs(power - whole) < slack && Math.abs(whole) <= 8) votes.set(whole, (votes.get(whole) ?? 0) + 1);
  }
  const [best] = [...votes].sort((one, other) => other[1] - one[1]);
  return best && best[1] * 2 >= seen && (seen > 1 || best[0] === 0) ? 10 ** best[0] : null;
}

function* shares(matrix: Matrix, target: number, stated: Fact, amounts: number[]): Generator<Recipe> {
  if (!isRate(stated)) return;
  const { titles, at, totalRow, rows, isItem } = matrix;
  for (const a of amounts) {
    const fit = shareFit(titles[target] ?? "", titles[a] ?? "", amounts.length);
    if (fit === null) continue;
    const whole = wholeOf(matrix, a);
    const sumAt = (row: number): Sum | null => {
      const part = at(row, a);
      if (!part || part.base < 0) return null;
      if (whole && whole.base > 0) return part === whole && totalRow === null ? null : percentOf(part, whole);
      const all = Array.from({ length: rows }, (_, each) => (isItem(each) ? at(each, a) : null)).filter(
        (fact) => fact !== null,
      );
      return all.length > 1 && all.length <= 60 ? partOfAll(part, all) : null;
    };
    yield { target, operands: [a], kind: "share", fit, sumAt };
  }
}

/** The total of a column; of a running column (累计) its last figure. */
function wholeOf({ titles, rows, at, totalRow }: Matrix, column: number): Fact | null {
  const stated = totalRow === null ? null : at(totalRow, column);
  if (stated || !/累计|季末|月末/.test(titles[column] ?? "")) return stated;
  for (let row = rows - 1; row >= 0; row--) {
    const fact = at(row, column);
    if (fact) return fact;
  }
  return null;
}

/** 满意度 = (非常满意 + 满意) ÷ 合计: two neighbors over a third column. */
function* joint({ at }: Matrix, target: number, amounts: number[]): Generator<Recipe> {
  for (const a of amounts)
    for (const whole of amounts) {
      const b = a + 1;
      if (!amounts.includes(b) || whole === a || whole === b) continue;
      const sumAt = (row: number): Sum | null => {
        const [x, y, all] = [at(row, a), at(row, b), at(row, whole)];
        if (!x || !y || !all || all.base <= 0) return null;
        return jointOf(x, y, all);
      };
      yield { target, operands: [a, b, whole], kind: "ratio", fit: 1, sumAt };
    }
}

/** 年初 + 追加 − 调减, 期初 + 收入 − 支出 */
function* movements(
  matrix: Matrix,
  target: number,
  stated: Fact,
  amounts: number[],
  kinds: Map<number, Fact | null>,
): Generator<Recipe> {
  const { titles, at } = matrix;
  const alike = amounts.filter((column) => sameUnit(stated, kinds.get(column) ?? null)).slice(0, 12);
  const title = (column: number) => titles[column] ?? "";
  for (const a of alike)
    for (const b of alike)
      for (const c of alike) {
        const fit = a !== b && a !== c && b !== c ? movementFit(title(target), title(a), title(b), title(c)) : null;
        if (fit === null) continue;
        yield {
          target,
          operands: [a, b, c],
          kind: "sum",
          fit,
          sumAt: (row) => {
            const [x, y, z] = [at(row, a), at(row, b), at(row, c)];
            if (!x || (!y && !z)) return null;
            return balance(y ? [x, y] : [x], z ? [z] : []);
          },
        };
      }
}

/** 总分 = 四类得分 + 加分 − 扣分: three or more columns right before it, one of them taken away. Without a minus tabletotals.ts sees it. */
function* signedRuns(matrix: Matrix, target: number, stated: Fact, kinds: Map<number, Fact | null>): Generator<Recipe> {
  const { titles, at } = matrix;
  const fit = runFit(titles[target] ?? "");
  let from = target;
  while (from > 0 && mayBeAdded(stated, kinds.get(from - 1) ?? null)) from -= 1;
  const run = Array.from({ length: target - from }, (_, index) => from + index);
  const isMinus = (column: number) => isTakenAway(titles[column] ?? "");
  if (fit === null || isTakenAway(titles[target] ?? "")) return;
  for (; run.length > 2 && run.some(isMinus); run.shift()) {
    const operands = [...run];
    if (isMinus(operands[0] ?? 0)) continue;
    const sumAt = (row: number): Sum | null => {
      const facts = operands.map((column) => at(row, column));
      if (facts.some((fact) => fact === null)) return null;
      const given = (wanted: boolean) =>
        operands.flatMap((column, index) => (isMinus(column) === wanted ? (facts[index] ?? []) : []));
      return balance(given(false), given(true));
    };
    yield { target, operands, kind: "sum", fit, sumAt };
  }
}

function* running(matrix: Matrix, target: number, stated: Fact, a: number, kind: Fact | null): Generator<Recipe> {
  const { titles, at, isItem } = matrix;
  const fit = sameUnit(stated, kind) ? runningFit(titles[target] ?? "", titles[a] ?? "") : null;
  if (fit === null || isChange(titles[a] ?? "")) return;
  const sumAt = (row: number): Sum | null => {
    const step = at(row, a);
    if (!step || !isItem(row)) return null;
    if (row === 0) return same(step);
    const before = at(row - 1, target);
    return before ? total([before, step]) : null;
  };
  yield { target, operands: [a], kind: "running", fit, sumAt };
}
