/*
 * 同一类的几处说法（DX-17）: a class told under the same money twice is told alike; and classes told path by path
 * (一般公共服务支出（类）商贸事务（款）招商引资（项）) add up to what is said of the class and of the whole.
 *
 * A gap that equals what was spent beyond the appropriations is named: money of another source was mixed in.
 *
 * 例：总体 19856，具体 20169，相差 313 = 本年支出 − 财政拨款支出。
 * 反例：两种口径的同一类（全部支出 1486.75，一般公共预算 1440.51）；只列了一个项。
 */
import { figuresOf } from "../../facts/classblocks.ts";
import type { Fact } from "../../facts/fact.ts";
import { accountsOf, grouped, type Ledger } from "../../facts/ledger.ts";
import { claim, type Observation, same } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { inUnit, printed } from "../../judgement/print.ts";
import { sumOf } from "../sums/addends.ts";

export function* classTellings(ledger: Ledger, facts: readonly Fact[]): Generator<Observation> {
  yield* sameClass(ledger, facts);
  yield* paths(ledger);
}

/** DX-17: the same class of the same money, told again. */
function* sameClass(ledger: Ledger, facts: readonly Fact[]): Generator<Observation> {
  const plain = ledger.statements.filter(({ scope, figures, isPath }) => scope !== null && figures.actual && !isPath);
  for (const group of grouped(plain, ({ scope, name }) => `${scope}${name}`).values()) {
    const [first, ...others] = group;
    if (!first?.figures.actual) continue;
    for (const { figures, scope } of others) {
      if (!figures.actual) continue;
      const said = claim(
        "class-lines",
        figures.actual,
        same(first.figures.actual),
        "同一类在两处写的决算数不一",
        scope === "general",
      );
      const cause = isSound(said) ? null : unexplained(figures.actual, first.figures.actual, ledger, facts);
      yield cause ? { ...said, cause } : said;
    }
  }
}

/** “相差 313.00，恰为本年支出 − 财政拨款支出”: the gap is money that is not of this year's appropriations. */
function unexplained(second: Fact, first: Fact, ledger: Ledger, figures: readonly Fact[]): string | null {
  const { line } = accountsOf(ledger, "text");
  const [all, general] = [line("all", "spending"), line("fiscal", "spending") ?? line("general", "spending")];
  const gap = Math.abs(second.base - first.base);
  if (!all || !general || Math.abs(all.base - general.base - gap) > first.half + second.half) return null;
  const item = figures.find(
    (fact) => fact.unit?.dimension === "yuan" && fact.index > first.index && Math.abs(fact.base - gap) <= fact.half,
  );
  const named = item ? `，也等于文中的“${item.subject.slice(-20)}”${printed(item)}` : "";
  return `相差 ${inUnit(gap, second.unit, 2)}，恰为本年支出 ${printed(all)} 与财政拨款支出 ${printed(general)} 之差${named}，可能混入了非财政拨款或结转资金`;
}

/** 类款项 each with a heading of its own: together they are their class, and the spending. */
function* paths(ledger: Ledger): Generator<Observation> {
  const listed = ledger.statements.filter(({ isPath, scope }) => isPath && scope === "general");
  const classes = new Map(
    ledger.statements.filter(({ isPath, scope }) => !isPath && scope === "general").map((each) => [each.name, each]),
  );
  for (const [name, group] of grouped(listed, (each) => each.name)) {
    const lines = group.flatMap((each) => each.lines);
    const whole = classes.get(name)?.figures ?? {};
    for (const column of ["actual", "budget"] as const)
      yield* listedAs(whole[column], figuresOf(lines, column), "类与所列各项之和不符");
  }
  const lines = listed.flatMap((each) => each.lines);
  const { line } = accountsOf(ledger, "text");
  // Where some classes are told without a path, the paths are not all there is.
  const isAll = [...classes.keys()].every((name) => listed.some((each) => each.name === name));
  if (lines.length > 2 && isAll)
    for (const column of ["actual", "budget"] as const)
      yield* listedAs(
        line("general", "spending", column) ?? undefined,
        figuresOf(lines, column),
        "支出合计与所列各项之和不符",
      );
}

function* listedAs(stated: Fact | undefined, facts: Fact[], said: string): Generator<Observation> {
  if (!stated || facts.length === 0) return;
  const meant = claim("class-lines", stated, sumOf(facts), said, false);
  if (isSound(meant) || facts.length > 1) yield meant;
}
