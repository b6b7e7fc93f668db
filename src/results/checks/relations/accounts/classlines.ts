/*
 * 类、款、项: what is said of a class of spending must fit what is said of its lines, and of the same class elsewhere.
 *
 *   · 款 add up to their 类, 项 to their 款, in the accounts, the budget and the change.
 *   · Where a 款 prints no base, its base is what the class leaves over: 类 94.21 − other lines 0; so its change and rate follow.
 *   · A single 款 says the same as its 类.
 *
 * Lines are taken as all there are where their amounts say so, or where the other classes of the document list all of theirs;
 * a single 项 under a class (其中，招商引资（项）支出…) is only part of it, and must not be larger.
 *
 * 例：类 103.67，比预算 94.21 增加 9.46；款 101.93（增加 7.8，增长 9.14%）、1.74（增加 1.74，增长 100%）→ 应增加 7.72，增长 8.19%。
 * 反例：两种口径的同一类（全部支出 1486.75，一般公共预算 1440.51）；四舍五入差 0.01。
 */
import { type ClassLine, type ClassStatement, type Figures, figuresOf } from "../../facts/classblocks.ts";
import type { Fact } from "../../facts/fact.ts";
import { ledgerOf } from "../../facts/ledger.ts";
import type { Text } from "../../facts/text.ts";
import { balance, claim, growth, type Observation, same, type Sum, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { inUnit, rounded } from "../../judgement/print.ts";
import { sumOf } from "../sums/addends.ts";
import { classTellings } from "./classtellings.ts";

export function* classLines(text: Text): Generator<Observation> {
  const ledger = ledgerOf(text);
  const { statements } = ledger;
  if (statements.length === 0) return;
  const listsAll = tellsAll(statements);
  for (const statement of statements) {
    if (!statement.isPath) yield* ofLines(statement, statement.lines, listsAll);
    for (const line of statement.lines) if (line.parts.length > 0) yield* amounts(line, line.parts, listsAll);
  }
  yield* classTellings(ledger, text.facts);
}

type Column = "actual" | "budget" | "last";

const message: Record<Column, string> = {
  actual: "类、款、项的决算数不相符",
  budget: "类、款、项的年初预算数不相符",
  last: "类、款、项的上年数不相符",
};

/** Do the classes of this document list all of their lines? Then one that does not is in error. */
function tellsAll(statements: readonly ClassStatement[]): boolean {
  const listed = statements.filter(
    ({ lines, figures, isPath, isOpen }) => lines.length > 0 && figures.actual && !isPath && !isOpen,
  );
  const whole = listed.filter(({ figures, lines }) => isWhole(figures.actual, figuresOf(lines, "actual")));
  return whole.length > 1 && whole.length >= listed.length - 1;
}

const isWhole = (stated: Fact | undefined, facts: Fact[]): boolean =>
  stated !== undefined && facts.length > 0 && isSound(claim("class-lines", stated, sumOf(facts), ""));

function* ofLines(statement: ClassStatement, lines: readonly ClassLine[], listsAll: boolean): Generator<Observation> {
  if (lines.length === 0) return;
  yield* amounts(statement, lines, listsAll && !statement.isOpen);
  const isAll =
    isWhole(statement.figures.actual, figuresOf(lines, "actual")) && figuresOf(lines, "actual").length === lines.length;
  if (!isAll) return;
  const [only] = lines;
  if (lines.length === 1 && only) yield* alike(statement.figures, only.figures);
  else if (lines.every(({ changedFrom }) => changedFrom === statement.changedFrom)) yield* changes(statement, lines);
}

function* amounts(
  { figures }: { figures: Figures },
  lines: readonly ClassLine[],
  listsAll: boolean,
): Generator<Observation> {
  for (const column of ["actual", "budget", "last"] as const) {
    const [stated, facts] = [figures[column], figuresOf(lines, column)];
    if (!stated || facts.length === 0) continue;
    const all = claim("class-lines", stated, sumOf(facts), message[column], listsAll && facts.length > 1);
    const isMore = facts.reduce((sum, fact) => sum + fact.low, 0) > stated.high;
    if (isSound(all)) yield all;
    else if (isMore && facts.length === 1 && facts[0])
      yield { ...claim("class-lines", facts[0], same(stated), message[column]), relation: "≤" };
    else if (isMore || (facts.length === lines.length && (listsAll || (facts.length > 1 && isClose(stated, facts)))))
      yield all;
  }
}

const isClose = (stated: Fact, facts: readonly Fact[]): boolean =>
  Math.abs(stated.base - facts.reduce((sum, fact) => sum + fact.base, 0)) < stated.base * 0.4;

/** A class with one 款 and the 款 say the same. */
function* alike(kind: Figures, line: Figures): Generator<Observation> {
  for (const name of ["change", "growth"] as const) {
    const [stated, other] = [line[name], kind[name]];
    if (!stated || !other || stated.direction * other.direction < 0) continue;
    const meant = claim(
      "class-lines",
      stated,
      same(other),
      `唯一的款与类的${name === "change" ? "增减额" : "增减幅度"}不一`,
    );
    yield { ...meant, isCertain: Boolean(line.actual && kind.actual && line.actual.base === kind.actual.base) };
  }
}

interface Changed {
  line: ClassLine;
  change: Fact;
}

/** Σ changes of the lines = change of the class; the line that does not fit by itself is the one in question. */
function* changes({ figures }: ClassStatement, lines: readonly ClassLine[]): Generator<Observation> {
  const { change, budget, actual } = figures;
  const changed = lines.flatMap((line) => (line.figures.change ? [{ line, change: line.figures.change }] : []));
  if (
    !change ||
    change.direction === 0 ||
    changed.length < lines.length ||
    changed.some((each) => each.change.direction === 0)
  )
    return;
  const suspect = changed.find(({ line }) => !fitsItself(line)) ?? changed.find(({ line }) => !line.figures.budget);
  const whole = claim(
    "class-lines",
    change,
    signed(
      change,
      changed.map((each) => each.change),
    ),
    "各款增减额之和与类的增减额不符",
  );
  if (isSound(whole) || !suspect) {
    yield whole;
    return;
  }
  const others = changed.filter((each) => each !== suspect);
  const due = claim(
    "class-lines",
    suspect.change,
    residue(
      suspect.change,
      change,
      others.map((each) => each.change),
    ),
    "款的增减额与类及其他款不符",
  );
  yield { ...due, cause: causeOf(figures, suspect, others) };
  const { growth: rate, actual: value } = suspect.line.figures;
  // The others came from nothing, so the class's base is this line's.
  if (rate && value && budget && actual && others.every(({ line }) => baseOf(line) === 0))
    yield { ...claim("class-lines", rate, growth(value, budget), "款的增减幅度与类的对照数不符") };
}

/** Base of a line: printed, or its amount without its change. */
function baseOf({ figures }: ClassLine): number | null {
  const { actual, budget, change } = figures;
  if (budget) return budget.base;
  if (!actual || !change) return null;
  const base = actual.base - change.direction * change.base;
  return Math.abs(base) < actual.half + change.half + 1e-9 ? 0 : base;
}

/** Do amount, change and rate of a line agree with each other? */
function fitsItself(line: ClassLine): boolean {
  const { actual, budget, change, growth: rate } = line.figures;
  const base = baseOf(line);
  if (!actual || !change || base === null) return true;
  if (
    budget &&
    Math.abs(actual.base - budget.base - change.direction * change.base) >
      actual.half + budget.half + change.half + 1e-9
  )
    return false;
  if (!rate || base === 0) return true;
  const expected = (change.base / base) * 100;
  return Math.abs(expected - rate.base) <= rate.half * 2 + ((change.half + actual.half) / base) * 100;
}

function signed(of: Fact, facts: Fact[]): Sum {
  const plus = facts.filter(({ direction }) => direction === of.direction);
  const minus = facts.filter(({ direction }) => direction !== of.direction);
  return minus.length > 0 ? balance(plus, minus) : total(plus);
}

/** What the class's change leaves for one line. */
function residue(of: Fact, whole: Fact, others: Fact[]): Sum {
  const facts = [whole, ...others];
  const isPlus = (fact: Fact, index: number) => (fact.direction === of.direction) === (index === 0);
  return balance(
    facts.filter(isPlus),
    facts.filter((fact, index) => !isPlus(fact, index)),
  );
}

function causeOf({ change, budget }: Figures, { line, change: own }: Changed, others: Changed[]): string {
  const value = line.figures.actual;
  const rest = others.map(({ line: other }) => baseOf(other));
  const moved =
    (change?.base ?? 0) * (change?.direction ?? 1) -
    others.reduce((sum, each) => sum + each.change.base * each.change.direction, 0);
  const expected = inUnit(Math.abs(moved), own.unit, 2);
  if (!value || !budget || rest.some((base) => base === null))
    return `按类推算，本款应${moved < 0 ? "减少" : "增加"} ${expected}`;
  const base = budget.base - rest.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  const rate = base > 0 ? `，增减 ${rounded((Math.abs(value.base - base) / base) * 100, 2)}%` : "";
  return `按类推算，本款年初预算应为 ${inUnit(base, own.unit, 2)}，${moved < 0 ? "减少" : "增加"} ${expected}${rate}`;
}
