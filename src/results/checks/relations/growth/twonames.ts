/*
 * 指名的两数之差: “决算数比预算数少12.5万元。……预算30万元，决算17.5万元”: both figures are named, before or behind, in one paragraph.
 * Or both are rows of a table (rowpairs.ts). Rates so compared are for percentpoints.ts.
 *
 * 反例：西片区比东片区少4个（文中没有两个片区的数）；比上年少12.5万元。
 */
import { rowPairOf } from "../../facts/rowpairs.ts";
import { twoNamed } from "../../facts/twonames.ts";
import type { Text } from "../../facts/text.ts";
import { claim, gap, type Observation, stretchOf } from "../../judgement/claim.ts";
import { areKin } from "../../facts/units.ts";
import { printed } from "../../judgement/print.ts";
import { signBetween } from "./moves.ts";

export function* twoNames(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || !/[比较高低多少]|差/.test(reading.passage.plain)) continue;
    for (const fact of reading.facts) {
      if (fact.role !== "change" || fact.hedge) continue;
      const named =
        fact.direction === 0 || reading.facts.length < 3
          ? null
          : twoNamed(fact, reading, (each) => each.role === "level" && areKin(each.unit, fact.unit));
      const pair = named ?? rowPairOf(fact, text);
      if (!pair) continue;
      const { level, base } = pair;
      const sign = named?.sign ?? fact.direction;
      yield claim("difference", fact, gap(level, base), "增减额与所指两数不符", false);
      if (sign === 0 || level.base === base.base || Math.sign(level.base - base.base) === sign) continue;
      yield {
        kind: "slip",
        rule: "direction",
        severity: "warning",
        at: stretchOf(fact),
        stated: sign > 0 ? "多" : "少",
        expected: sign > 0 ? "少" : "多",
        because: `${printed(level)} ${signBetween(level, base)} ${printed(base)}`,
        operands: [level, base].map(stretchOf),
        message: "多少的方向与所指两数不符，请核对",
      };
    }
  }
}
