/*
 * 表内合计: the 合计, 小计, 总计 of a table against its items, downwards and across.
 *
 * Which lines a total sums is seldom said, so every plausible reading (tablesums.ts) is tried over all columns at once, and the one
 * that most columns bear out is what was meant: then a column that differs is an error. Where no column bears out any reading it
 * is an error only if there is but one way to read the table, and a warning if the sums are at least near. Only amounts and
 * counts are added, never rates, ranks, averages or running totals; a blank or a dash is nothing.
 *
 * Rows numbered by code (类、款、项) and by 一、（一） are the sums of their children; a 其中 is never more than its whole.
 *
 * 例：25 | 20 | 50 | 合计 96 → 95。项目 14 | 11 | 小计 25；16 | 7 | 小计 23；合计 48（两个小计之和，或四项之和，都成立）。
 * 反例：平均、完成率、位次的合计行；“全市”不只是所列各区之和；前十位项目的表，合计是全部项目的。
 */
import type { Fact } from "../../facts/fact.ts";
import { isSelfEvaluation } from "../../facts/forms.ts";
import { bare, columnLines, type Line, rowLines } from "../../facts/tablelines.ts";
import type { Table } from "../../facts/table.ts";
import { families, readingsOf } from "../../facts/tablesums.ts";
import { isNaming } from "../../facts/tableunits.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, exact, type Observation, same, type Sum, total } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";
import type { Rule } from "../../words.ts";

/** A table seen downwards (lines are rows) or across (lines are columns). */
interface View {
  lines: readonly Line[];
  /** Columns the rows are added in; rows the columns are added in. */
  crossings: number[];
  figure: (line: number, crossing: number) => Fact | null;
  /** Words in a place where a figure would stand. */
  isUnread: (line: number, crossing: number) => boolean;
  /** Nothing of one kind may be added to another. */
  areAlike: (a: Line, b: Line) => boolean;
}

/** More lines than that are no table anybody adds up by hand. */
const mostParts = 1500;

export function* tableTotals(text: Text): Generator<Observation> {
  for (const table of text.tables) {
    if (isSelfEvaluation(table)) continue;
    yield* downwards(table);
    yield* across(table);
  }
}

function* downwards(table: Table): Generator<Observation> {
  const columns = summable(table);
  if (columns.length === 0) return;
  const view: View = {
    lines: rowLines(table),
    crossings: columns,
    figure: (row, column) => table.figure(row, column),
    isUnread: (row, column) => isUnread(table, row, column),
    areAlike: () => true,
  };
  const isPart = table.heads
    .slice(-1)
    .some(({ plain }) =>
      /主要|(?<!第\S)部分|前[十\d一二三四五六七八九]+[名位]?|重点|代表性|例如|典型|TOP/iu.test(plain),
    );
  for (const line of view.lines)
    if (line.kind === "total" || line.kind === "subtotal")
      yield* settled(view, line, readingsOf(line, view.lines), { rule: "table-total", isPart: isPart || line.isLoose });
  yield* parents(view);
  yield* ofWhich(view);
}

function* across(table: Table): Generator<Observation> {
  const columns = new Set(summable(table));
  // A row of means is rounded row by row.
  const rows = rowLines(table).flatMap(({ at, kind }) => (kind === "mean" || kind === "bare" ? [] : [at]));
  const units = new Map([...columns].map((column) => [column, unitOf(table, column)]));
  const view: View = {
    lines: columnLines(table).filter(({ at }) => columns.has(at)),
    crossings: rows,
    figure: (column, row) => table.figure(row, column),
    isUnread: (column, row) => isUnread(table, row, column),
    areAlike: (a, b) => units.get(a.at) === units.get(b.at),
  };
  if (view.lines.length < 3) return;
  for (const line of view.lines)
    if (line.kind === "total" || line.kind === "subtotal") {
      const alike = view.lines.filter((other) => view.areAlike(line, other));
      yield* settled(view, line, readingsOf(line, alike), { rule: "table-total", isPart: line.isLoose, leastHeld: 2 });
    }
}

const isUnread = (table: Table, row: number, column: number): boolean =>
  table.isOwn(row, column) &&
  !table.fact(row, column) &&
  !table.isBlank(row, column) &&
  /\d/.test(table.text(row, column));

const neverAdded =
  /率|^每|平均|均值|[人户亩车单地]均|单价|均价|强度|密度|系数|指数|比重|占比|比例|增幅|增速|同比|环比|倍|年龄|汇率|标准|累计|季末|进度|位次|排名|温度/;

function summable(table: Table): number[] {
  const columns: number[] = [];
  for (let column = table.named; column < table.columns; column++) {
    const title = table.columnTitle(column);
    if (isNaming(title) || neverAdded.test(title.replaceAll(/累计(?:完成)?(?:投资|固定资产)|\([^()]*\)/g, "")))
      continue;
    if (isCodes(table, column)) continue;
    const unit = unitOf(table, column);
    if (!unit || /percent|point|times|\//.test(unit)) continue;
    columns.push(column);
  }
  return columns;
}

/** 301、30101、30102…: numbers of classes and items, though no title says so. */
function isCodes(table: Table, column: number): boolean {
  const texts = Array.from({ length: table.rows - table.body }, (_, row) =>
    table.text(table.body + row, column).trim(),
  );
  const told = texts.filter((text) => /\d/.test(text));
  return (
    told.length > 3 &&
    told.every((text) => /^[2345]\d{2}(?:\d{2}){0,2}$/.test(text)) &&
    told.some((text) => text.length > 3)
  );
}

/** The kind of unit of a column: that of its first figure. */
function unitOf(table: Table, column: number): string {
  for (let row = table.body; row < table.rows; row++) {
    const fact = table.figure(row, column);
    if (fact) return fact.unit ? `${fact.unit.dimension}` : "none";
  }
  return "";
}

interface Terms {
  rule: Rule;
  /** The lines are perhaps not all there are. */
  isPart: boolean;
  /** In how many places a reading must hold before a breach elsewhere is certain. */
  leastHeld?: number;
}

interface Trial {
  claims: Claim[];
  broken: Claim[];
  held: number;
}

function* settled(view: View, whole: Line, readings: Line[][], terms: Terms): Generator<Observation> {
  const trials = readings
    .map((parts) => trialOf(view, whole, parts, terms.rule))
    .filter(({ claims }) => claims.length > 0);
  const best = trials.reduce<Trial | null>(
    (chosen, trial) => (chosen && chosen.held >= trial.held ? chosen : trial),
    null,
  );
  if (!best) return;
  const { leastHeld = 1, isPart } = terms;
  if (best.held > 0) {
    const isMeant = best.held >= best.broken.length && best.held >= leastHeld;
    if (best.held * 2 < best.broken.length) return;
    for (const each of best.claims) yield { ...each, isCertain: isMeant && !isPart };
    return;
  }
  if (leastHeld > 1 && (best.claims.length > 2 || trials.length > 1)) return;
  const nearest = trials
    .flatMap(({ broken }) => broken)
    .reduce((near, each) => (gapOf(each) < gapOf(near) ? each : near));
  if (trials.length === 1 && best.broken.length === 1 && !isPart && leastHeld === 1) yield* best.broken;
  else if (gapOf(nearest) < (isPart ? 0.1 : 0.5) && best.broken.length <= 2)
    yield { ...(trials.length === 1 ? (best.broken[0] ?? nearest) : nearest), isCertain: false };
}

const gapOf = ({ stated, sum }: Claim): number =>
  Math.abs(stated.base - sum.compute(sum.operands.map((fact) => fact.base))) / Math.max(1e-9, Math.abs(stated.base));

function trialOf(view: View, whole: Line, parts: Line[], rule: Rule): Trial {
  const trial: Trial = { claims: [], broken: [], held: 0 };
  if (parts.length > mostParts) return trial;
  for (const crossing of view.crossings) {
    const made = sumAt(view, whole, parts, crossing, rule);
    if (!made) continue;
    if (countsTwice(made)) continue;
    const { verdict } = judge(made);
    trial.claims.push(made);
    if (verdict === "error" || verdict === "warning") trial.broken.push(made);
    else if (made.stated.base !== 0 && made.sum.operands.length > 1) trial.held += 1;
  }
  return trial;
}

/** Classes and their items in one column, without codes to tell them apart: the column adds up to twice its total. */
function countsTwice({ stated, sum }: Claim): boolean {
  const all = sum.compute(sum.operands.map((fact) => fact.base));
  return (
    sum.operands.length > 3 && stated.base !== 0 && Math.abs(all - 2 * stated.base) <= stated.half * sum.operands.length
  );
}

function sumAt(view: View, whole: Line, parts: Line[], crossing: number, rule: Rule): Claim | null {
  const stated = view.figure(whole.at, crossing);
  if (!stated || stated.hedge || parts.some((part) => view.isUnread(part.at, crossing))) return null;
  const operands = parts.flatMap((part) => view.figure(part.at, crossing) ?? []);
  if (operands.length === 0 || (operands.length < 2 && parts.length < 2)) return null;
  if (!operands.every((fact) => isAddable(fact, stated))) return null;
  const [sum = stated, ...items] = exact([stated, ...operands]);
  return claim(ruleFor(rule, stated), sum, shortened(total(items)), "合计与各项之和不符");
}

const isAddable = (a: Fact, b: Fact): boolean =>
  !a.hedge && (a.unit === null && b.unit === null ? true : areKin(a.unit, b.unit));

const ruleFor = (rule: Rule, stated: Fact): Rule =>
  rule === "table-total" && stated.unit?.dimension === "score" ? "score" : rule;

/** Forty figures are not printed one by one. */
function shortened(sum: Sum): Sum {
  if (sum.operands.length <= 15) return sum;
  return {
    ...sum,
    show: (texts) => `${texts.slice(0, 3).join(" + ")} + … + ${texts.at(-1)}（共 ${texts.length} 项）`,
  };
}

function* parents(view: View): Generator<Observation> {
  for (const { parent, children, isByCode } of families(view.lines)) {
    const trial = trialOf(view, parent, children, isByCode ? "accounts-classes" : "table-total");
    const isMeant = isByCode
      ? children.length > 1 || trial.held > 0
      : trial.held > 0 && trial.held >= trial.broken.length;
    const single = isByCode && children.length === 1;
    if (isMeant || single)
      for (const each of trial.claims) yield { ...each, message: "上级科目（项目）与下级之和不符", isCertain: isMeant };
  }
}

/** 其中 rows: together they may be all of the row above; each by itself is at most that. */
function* ofWhich({ lines, crossings, figure, isUnread }: View): Generator<Observation> {
  for (const [index, line] of lines.entries()) {
    const owner = lines[index - 1];
    if (line.kind !== "detail" || !owner || owner.kind === "bare" || owner.kind === "detail") continue;
    const end = lines.findIndex((other, at) => at > index && other.kind !== "detail");
    const parts = lines.slice(index, end < 0 ? lines.length : end);
    const trial = trialOf({ lines, crossings, figure, isUnread, areAlike: () => true }, owner, parts, "table-total");
    if (parts.length > 1 && trial.held > 0 && trial.held >= trial.broken.length) {
      for (const each of trial.claims) yield { ...each, isCertain: trial.held > trial.broken.length };
      continue;
    }
    for (const crossing of crossings) {
      const [part, whole] = [figure(line.at, crossing), figure(owner.at, crossing)];
      if (part && whole && isAddable(part, whole) && whole.base !== 0)
        yield {
          ...claim("table-total", part, same(whole), `“${bare(line.name).slice(0, 16)}”大于它所属的一行`, false),
          relation: "≤",
        };
    }
  }
}
