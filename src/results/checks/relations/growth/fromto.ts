/*
 * 由…到…: “由64天压缩到45天，整整省下19天”: between two figures of one kind stands only which way it went, and right behind them the step, whatever
 * verb says it. growth.ts knows the verbs of a change; here the grammar is enough.
 *
 * A step is one clause behind, of the same unit, with a short verb and no name of its own. Asked about (疑点): it may be a step of something else.
 *
 * 例：时限由15天缩到9天，足足少跑6天 → 15 − 9。 反例：由15天压缩到9天，其中审批3天（一部分）；由2个增至5个，总面积……（另一单位）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { type Claim, claim, gap } from "../../judgement/claim.ts";

export function* fromTo(text: Text): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3 || !/[由从]/.test(passage.plain)) continue;
    for (const [index, step] of facts.entries()) {
      const [base, level] = [facts[index - 2], facts[index - 1]];
      if (base && level && isStep(base, level, step, passage.plain))
        yield claim("difference", step, gap(level, base), "增减额与前后两数不符", false);
    }
  }
}

const verb =
  /^[，,]\s*(?!其中|包括|占|另|同比|环比|为|达|总|约|均|人均|户均|共|涉及|涵盖)(?:[一-龥]{0,4})(?:省|少|多|增|减|降|升|缩|压|提|扩|涨|跌|快|慢|长|短|添|高|低|节)[一-龥]{0,4}$/;

const isStep = (base: Fact, level: Fact, step: Fact, plain: string): boolean =>
  [base, level, step].every(({ unit, hedge }) => unit?.title === base.unit?.title && unit !== null && !hedge) &&
  base.unit?.dimension !== "percent" &&
  step.sentence === base.sentence &&
  /[由从][^，。；\d由从]{0,16}$/.test(plain.slice(Math.max(0, base.from - 20), base.from)) &&
  /^[^，。；\d]{0,8}[到至为成][^，。；\d]{0,6}$/.test(plain.slice(base.to, level.from)) &&
  verb.test(plain.slice(level.to, step.from)) &&
  step.base !== level.base;
