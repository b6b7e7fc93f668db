/*
 * 逐年比较: one year against another where each year's figure was told by its year, alone or in a list: “2022年、2023年分别安排9600万元、11250万元，2024年
 * 安排12600万元……2024年比2023年增加1350万元，增长12.00%，比2022年增长31.25%”.
 *
 * The figures are those told with their year in the paragraph or the two before (facts/yearfigures.ts). Any two that make the change right were
 * meant; a breach is told, uncertainly, where each year has but one figure.
 *
 * 反例：2024年比2023年增长5%（没有两年的数）；比2020年的9600万元增长（对照数就在句中）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type YearFigure, yearFiguresIn } from "../../facts/yearfigures.ts";
import { type Claim, claim, gap, growth, type Observation } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { turned } from "../../judgement/turned.ts";

export function* yearComparisons(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || !/[比较][与同]?20\d\d年/.test(reading.passage.plain)) continue;
    yield* inReading(reading, text);
  }
}

const compared =
  /(?:(?<now>20\d{2})年(?:度|末|底)?[^，。；\d比较]{0,10})?(?:比|较|相比)(?<then>20\d{2})年(?:度|同期|末|底)?[^，。；\d]{0,10}$/;

function* inReading(reading: Reading, text: Text): Generator<Observation> {
  const { facts, passage } = reading;
  let figures: YearFigure[] | null = null;
  let now = 0;
  let [then, sentence] = [0, -1];
  for (const [at, fact] of facts.entries()) {
    if (fact.direction === 0 || fact.hedge || (fact.role !== "change" && fact.role !== "growth")) continue;
    if (fact.unit?.dimension === "times") continue;
    const match = compared.exec(passage.plain.slice(Math.max(0, fact.from - 44), fact.from));
    const before = facts[at - 1];
    if (match) {
      const own = Number(match.groups?.now ?? 0);
      if (own === 0 && sentence !== fact.sentence) continue;
      now = own || now;
      then = Number(match.groups?.then ?? 0);
      sentence = fact.sentence;
    } else {
      // 增加1350万元，增长12.00%: the rate goes on about the two years.
      const isNext =
        before?.role === "change" &&
        fact.role === "growth" &&
        /^[，,、\s]*(?:增长|下降|增加|减少|增幅|降幅)[为达约]?\s*$/.test(passage.plain.slice(before.to, fact.from));
      if (!isNext || sentence !== fact.sentence || then === 0) continue;
    }
    figures ??= [-2, -1, 0].flatMap((step) => {
      const near = text.readings[passage.index + step];
      return near && !near.passage.cell ? yearFiguresIn(near) : [];
    });
    const told = figures.filter(({ fact: each }) => each.index < fact.index);
    yield* ofChange(fact, told, now, then);
  }
}

function* ofChange(fact: Fact, told: YearFigure[], now: number, then: number): Generator<Observation> {
  const of = (year: number): Fact[] =>
    told
      .filter((each) => each.year === year)
      .map((each) => each.fact)
      .slice(-6);
  const isKin = (each: Fact): boolean => fact.role === "growth" || areKin(each.unit, fact.unit);
  const pairs = of(now)
    .filter(isKin)
    .flatMap((level) =>
      of(then).flatMap((base) =>
        areKin(level.unit, base.unit) && level.unit?.dimension !== "percent" && base.base > 0 ? [{ level, base }] : [],
      ),
    );
  const claimOf = ({ level, base }: { level: Fact; base: Fact }, isCertain: boolean): Claim =>
    fact.role === "change"
      ? claim("difference", fact, gap(level, base), "增减额与两年的数不符", isCertain)
      : claim("growth-rate", fact, growth(level, base), "增长率与两年的数不符", isCertain);
  const held = pairs.find((pair) => isSound(claimOf(pair, true)));
  if (held) {
    yield claimOf(held, true);
    if (Math.sign(held.level.base - held.base.base) === -fact.direction)
      yield turned(fact, held.level, held.base, "增减方向与两年的数不符，请核对");
    return;
  }
  const values = (side: "level" | "base") => new Set(pairs.map((pair) => pair[side].base)).size;
  const [only] = pairs;
  if (only && values("level") === 1 && values("base") === 1) yield claimOf(only, false);
}
