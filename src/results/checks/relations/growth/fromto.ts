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
import { type Claim, claim, gap, growth, type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* fromTo(text: Text): Generator<Claim | Slip> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3 || !/[由从]/.test(passage.plain)) continue;
    for (const [index, step] of facts.entries()) {
      const [base, level] = [facts[index - 2], facts[index - 1]];
      if (base && level && isStep(base, level, step, passage.plain))
        yield claim("difference", step, gap(level, base), "增减额与前后两数不符", false);
      if (base && level && isShareBehind(base, level, step, passage.plain))
        yield claim("growth-rate", step, growth(level, base), "增减幅度与前后两数不符", false);
      const behind = facts.slice(index + 1, index + 3);
      for (const ends of [[base, level], behind]) {
        const [from, to] = ends;
        if (from && to) yield* wrongWay(from, to, step, passage.plain);
      }
    }
  }
}

const verb =
  /^[，,]\s*(?!其中|包括|占|另|同比|环比|为|达|总|约|均|人均|户均|共|涉及|涵盖)(?:[一-龥]{0,4})(?:省|少|多|增|减|降|升|缩|压|提|扩|涨|跌|快|慢|长|短|添|高|低|节)[一-龥]{0,4}$/;

/** 由20天压到14天，提速三成; 由50天减到25天，用时减半: a share in words, right behind. */
const isShareBehind = (base: Fact, level: Fact, step: Fact, plain: string): boolean =>
  base.unit !== null &&
  base.unit.title === level.unit?.title &&
  base.unit.dimension !== "percent" &&
  !base.hedge &&
  !level.hedge &&
  level.base !== base.base &&
  step.isChinese &&
  step.unit?.dimension === "percent" &&
  step.sentence === base.sentence &&
  /[由从][^，。；由从]{0,16}$/.test(plain.slice(Math.max(0, base.from - 20), base.from)) &&
  /^[^，。；\d]{0,8}[到至为成][^，。；\d]{0,6}$/.test(plain.slice(base.to, level.from)) &&
  /^[，,]\s*[一-龥]{0,6}(?:[省砍减降缩压提快增涨翻]|压缩|缩短)[一-龥]{0,4}$/.test(plain.slice(level.to, step.from)) &&
  !/占|其中|比[上去]年|同比/.test(plain.slice(level.to, step.from));

const rise = "提高|上升|增加|增长|增|升高|上涨|扩大|攀升|延长|拉长|升|涨|多|高|快|长";
const fall = "降低|下降|减少|缩小|收窄|压缩|缩短|回落|下滑|压减|减|降|缩|少|低|慢|短|省";
const way = new RegExp(`(?:(${rise})|(${fall}))(?:了|出)?\\s*$`);

/** 从61降到57，每立方米升高4; 上升0.9个点，由77.2降至…: the step is just what the two make, and its word says the other way. */
function* wrongWay(from: Fact, to: Fact, step: Fact, plain: string): Generator<Slip> {
  const alike = [from, to].every(({ hedge, sentence }) => !hedge && sentence === step.sentence);
  const rose = to.base - from.base;
  if (!alike || step.base === 0 || Math.abs(Math.abs(rose) - step.base) > 1e-6 * Math.abs(to.base)) return;
  if (from.unit?.title !== to.unit?.title || (from.unit && step.unit && from.unit.dimension !== step.unit.dimension)) {
    if (step.unit?.dimension !== "point" || from.unit?.dimension !== "percent") return;
  }
  const isFromTo =
    /[由从][^，。；\d由从]{0,16}$/.test(plain.slice(Math.max(0, from.from - 20), from.from)) &&
    /^[^，。；\d]{0,8}[到至为成][^，。；\d]{0,6}$/.test(plain.slice(from.to, to.from));
  const isBeside =
    step.index > to.index
      ? /^[，,][^，。；]{0,12}$/.test(plain.slice(to.to, step.from))
      : /^[^，。；\d]{0,6}[，,]?[^，。；\d]{0,6}$/.test(plain.slice(step.to, from.from));
  const [word, up] = way.exec(plain.slice(Math.max(0, step.from - 8), step.from)) ?? [];
  if (!isFromTo || !isBeside || word === undefined || (up !== undefined) === rose > 0) return;
  yield {
    kind: "slip",
    rule: "direction",
    severity: "warning",
    at: { passage: step.passage, from: step.from - word.length, to: step.to },
    stated: word.trim(),
    expected: rose > 0 ? "上升" : "下降",
    because: `${printed(from)} → ${printed(to)}`,
    operands: [from, to].map(stretchOf),
    message: "升降的说法与前后两数不符，请核对",
  };
}

const isStep = (base: Fact, level: Fact, step: Fact, plain: string): boolean =>
  [base, level, step].every(({ unit, hedge }) => unit?.title === base.unit?.title && unit !== null && !hedge) &&
  base.unit?.dimension !== "percent" &&
  step.sentence === base.sentence &&
  /[由从][^，。；\d由从]{0,16}$/.test(plain.slice(Math.max(0, base.from - 20), base.from)) &&
  /^[^，。；\d]{0,8}[到至为成][^，。；\d]{0,6}$/.test(plain.slice(base.to, level.from)) &&
  verb.test(plain.slice(level.to, step.from)) &&
  step.base !== level.base;
