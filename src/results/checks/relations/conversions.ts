/*
 * 单位换算: one quantity said in two units: 1,240公顷，折合12.40平方公里、18,600亩; 20,858,000.00元（折合2,085.80万元）.
 * Both are printed side by side, so they must be equal; money of two currencies is another matter (exchange.ts).
 */
import type { Fact } from "../facts/fact.ts";
import type { Text } from "../facts/text.ts";
import { claim, type Observation, same } from "../judgement/claim.ts";

/** 按1美元折合7.12元计算，折合…: a rate, not an amount. */
const isMoney = ({ unit }: Fact): boolean => unit?.dimension === "yuan" && unit.factor === 1;

const saying =
  /(?:折合|约合|换算|合计约|相当于|也就是|即|(?<![综联组整结符集融混配适])合(?![计同作]))[^，。；\d]{0,6}$/;

export function* conversions(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    let from: Fact | null = null;
    for (const [index, fact] of facts.entries()) {
      const before = facts[index - 1];
      const between = before ? passage.plain.slice(before.to, fact.from) : "";
      const isSaid = before !== undefined && between.length <= 14 && saying.test(between) && !/[。；;]/.test(between);
      // 折合12.40平方公里、18,600亩: the second goes on from the first.
      const goesOn = from !== null && /^\s*[、，]\s*(?:即|约)?\s*$/.test(between);
      if (isSaid) from = before.value === 1 || (isMoney(before) && /折合|汇率|每/.test(before.lead)) ? null : before;
      else if (!goesOn) from = null;
      if (
        from &&
        from.unit &&
        fact.unit &&
        from.unit.title !== fact.unit.title &&
        from.unit.dimension === fact.unit.dimension
      )
        yield claim("unit-slip", fact, same(from), "两个单位换算的结果不一致");
    }
  }
}
