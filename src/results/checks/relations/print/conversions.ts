/*
 * 单位换算: one quantity said in two units: 1,240公顷，折合12.40平方公里、18,600亩; 20,858,000.00元（折合2,085.80万元）; 3,600万元（0.36亿元）.
 * Both are printed side by side, so they must be equal; money of two currencies is another matter (exchange.ts).
 *
 * A word for converting stands between the two, or the second stands alone in a bracket behind the first. A bracket without a word may
 * hold something else (计划3000万元（0.5亿元）): there only a slip of the same figure is an error.
 *
 * 反例：按1美元兑7.05元折算，折合3.2亿元（汇率不是金额）；投资2亿元（年内5000万元）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo } from "../../facts/typos.ts";
import { type Claim, claim, type Observation, same } from "../../judgement/claim.ts";
import { inUnit, numberOf } from "../../judgement/print.ts";

const saying =
  /(?:折合|约合|折算|换算|折|合计约|相当于|也就是|即|[=≈]|(?<![综联组整结符集融混配适])合(?![计同作]))[^，。；\d]{0,6}$/;
const bracketed = /^\s*\(\s*(?:约|计|共|人民币|\s){0,3}$/;

export function* conversions(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    let from: Fact | null = null;
    for (const [index, fact] of facts.entries()) {
      const before = facts[index - 1];
      const between = before ? passage.plain.slice(before.to, fact.from) : "";
      const isSaid = before !== undefined && between.length <= 14 && saying.test(between) && !/[。；;]/.test(between);
      const isBeside =
        before !== undefined &&
        (/^\s*(?:\/|，约)\s*$/.test(between) ||
          (bracketed.test(between) && /^\s*(?:人民币)?\s*[)、]/.test(passage.plain.slice(fact.to, fact.to + 6))));
      // 折合12.40平方公里、18,600亩: the second goes on from the first.
      const goesOn = from !== null && /^\s*[、，]\s*(?:即|约)?\s*$/.test(between);
      if (isSaid || isBeside) from = isRate(before, fact) ? null : before;
      else if (!goesOn) from = null;
      if (from && areScales(from, fact)) yield converted(from, fact, isSaid || goesOn);
    }
  }
}

/** 按1美元折合7.12元计算，折合…: a price, not an amount; nor is what would vanish in the other unit. */
const isRate = (before: Fact, { unit }: Fact): boolean =>
  before.value === 1 ||
  before.base < (unit?.factor ?? 1) / 1000 ||
  (before.unit?.factor === 1 && before.base < 1000 && /[美欧港日]元|折合|汇率|每|兑|[:：]\s*$/.test(before.lead));

const areScales = (a: Fact, b: Fact): boolean =>
  a.unit !== null && b.unit !== null && a.unit.title !== b.unit.title && a.unit.dimension === b.unit.dimension;

function converted(from: Fact, fact: Fact, isSaid: boolean): Claim {
  const due = inUnit(from.base, fact.unit, fact.places).replace(/[^\d.,-]+$/, "");
  const power = Math.round(Math.log10(from.base / fact.base));
  const isScaled = power !== 0 && Math.abs(from.base / fact.base / 10 ** power - 1) < 0.01;
  const isSlip = isScaled || isTypo(numberOf(fact), due, true);
  return claim("unit-slip", fact, same(from), "两个单位换算的结果不一致", isSaid || isSlip);
}
