/*
 * 对照数的年度: the figure compared with is one of the year before, and is told with that year elsewhere.
 *
 * “同比增长19.9%（2021年为80.4亿元）” in a report on 2023 is wrong by itself: 同比 compares with the year before. “比2021年的80.4亿元增加”
 * may be right (two years back); it is asked about only where the same figure stands elsewhere for the year before, in a column of that year
 * (2022年到位资金), in a series (2021年、2022年、2023年分别为…), or right behind it, and nowhere for the year that is named.
 *
 * 反例：比2020年的80.4亿元增加（别处也是2020年的，或别处没有）；2022年到位80.4亿元，同比增长10%（2021年为73.1亿元）。
 */
import type { Fact } from "../../facts/fact.ts";
import { planYearsOf } from "../../facts/plans.ts";
import { reportSpanOf } from "../../facts/reportspan.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type YearFigure, yearBefore, yearFiguresOf } from "../../facts/yearfigures.ts";
import { type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";
import { periodSlip } from "../time/periodparts.ts";

export function* baseYears(text: Text): Generator<Slip> {
  const span = reportSpanOf(text);
  if (!span) return;
  const plans = planYearsOf(text, span.year);
  const known = new Map<number, YearFigure[]>();
  for (const each of yearFiguresOf(text))
    known.set(each.fact.base, [...(known.get(each.fact.base) ?? []), each].slice(-8));
  for (const { facts, passage } of text.readings) {
    if (passage.cell) continue;
    for (const fact of facts) {
      const told = yearBefore(fact);
      if (told === null) continue;
      const rate = rateOver(fact, facts);
      if (fact.role !== "base" && !rate) continue;
      const level = facts.findLast(({ index, role, year }) => index < fact.index && role === "level" && year !== null);
      const isNear = level !== undefined && level.sentence === fact.sentence;
      const own = plans.get(passage.index) ?? (isNear && level.year !== told.year ? level.year : null) ?? span.year;
      const due = own - 1;
      if (told.year === due || span.also.has(told.year + 1)) continue;
      const other = elsewhere(fact, told.year, due, known.get(fact.base) ?? []);
      if (!other && !(rate && told.year !== due && Math.abs(told.year - due) < 3)) continue;
      const because = other
        ? `${printed(fact)} 在别处说的是 ${due} 年`
        : `同比是与 ${due} 年比，括号里写的是 ${told.year} 年`;
      yield {
        ...periodSlip(passage, told.from, told.to, due, because, "warning", "对照数的年度不一致，请核对"),
        operands: other ? [stretchOf(fact), stretchOf(other)] : [stretchOf(fact)],
      };
    }
  }
}

/** 同比增长19.9%（2022年为80.4亿元）: the rate right before the bracket. */
function rateOver(fact: Fact, facts: readonly Fact[]): Fact | null {
  const before = facts.find(({ index }) => index === fact.index - 1);
  const isSaid =
    before?.role === "growth" &&
    /同比/.test(before.lead) &&
    /^\s*\(\s*20\d{2}年(?:度|同期|全年|末|底)?[数值]?[为是]?\s*$/.test(fact.passage.plain.slice(before.to, fact.from));
  return isSaid ? before : null;
}

/** The same figure, told for the year that is due and nowhere for the year that is named. */
function elsewhere(fact: Fact, named: number, due: number, known: readonly YearFigure[]): Fact | null {
  const others = known.filter(
    (each) => each.fact !== fact && (areKin(each.fact.unit, fact.unit) || each.fact.unit === null),
  );
  if (digitsOf(fact) < 3 || others.some(({ year }) => year === named)) return null;
  return others.find(({ year }) => year === due)?.fact ?? null;
}

const digitsOf = ({ value, places }: Fact): number =>
  String(Math.round(value * 10 ** places)).replace(/0+$/, "").length;
