/*
 * 最高与最低: of one measure the highest is not below the lowest, and the mean lies between: 得分最高96.8分，最低82.1分，平均89.6分; 均在90分以上…最低91.2分.
 *
 * 例：最高的96.8分，最低的98.1分。反例：最高气温…最低工资（单位不同）；两个句子里各说各的。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { type Observation, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* extremes(text: Text): Generator<Observation> {
  for (const reading of text.readings)
    if (
      !reading.passage.cell &&
      reading.facts.length > 1 &&
      /最[高低多少大小快慢]|居首|垫底|居末/.test(reading.passage.plain)
    )
      yield* inPassage(reading);
}

type Kind = "high" | "low" | "mean" | "floor";

/** What a figure is by the words of its clause; the last word counts. */
function kindOf({ from, to, passage, role, hedge }: Fact, floor: number): Kind | null {
  const { plain } = passage;
  const lead = plain.slice(Math.max(floor, from - 30), from).replace(/^.*[。；]/s, "");
  if (/均|都|全部/.test(lead.slice(-12)) && /^\s*以上/.test(plain.slice(to, to + 3))) return "floor";
  if (hedge || role === "change" || role === "point" || role === "target" || role === "base") return null;
  const [, first, last] =
    /^\s*(?:\)|的|，)?(?:(居首|领跑|[位居]居?第一|最高)|(垫底|居末|末位|最低))(?=[，。；、])/.exec(
      plain.slice(to, to + 8),
    ) ?? [];
  if (first || last) return first ? "high" : "low";
  const words = /(最高|最多|最大)|(最低|最少|最小)|平均/.exec(lead);
  if (!words || /不超过|不低于|限|补|奖|第|相差|降幅|下降|增/.test(lead)) return null;
  return words[1] ? "high" : words[2] ? "low" : "mean";
}

function* inPassage({ passage, facts }: Reading): Generator<Observation> {
  let told = new Map<string, Fact>();
  let sentence = -1;
  for (const [index, fact] of facts.entries()) {
    if (fact.sentence !== sentence) told = new Map();
    sentence = fact.sentence;
    const kind = kindOf(fact, facts[index - 1]?.to ?? 0);
    if (!kind || !fact.unit) continue;
    const of = (other: Kind) => told.get(`${other} ${fact.unit?.title}`);
    const [high, low, floor] = [of("high"), of("low"), of("floor")];
    if (kind === "low" && high) yield ordered(high, fact);
    if (kind === "high" && low) yield ordered(fact, low);
    if (kind === "mean" && high && low) yield fact.base > high.base ? ordered(high, fact) : ordered(fact, low);
    if (kind === "low" && floor) yield ordered(fact, floor);
    told.set(`${kind} ${fact.unit.title}`, fact);
  }
  function ordered(upper: Fact, lower: Fact): Observation {
    const [first, last] = upper.index < lower.index ? [upper, lower] : [lower, upper];
    const operands = [stretchOf(first)];
    const because = `${printed(upper)} ${upper.base < lower.base ? "<" : "≥"} ${printed(lower)}`;
    if (upper.base >= lower.base) return { kind: "match", rule: "comparison", at: stretchOf(last), because, operands };
    return {
      kind: "slip",
      rule: "comparison",
      severity: "warning",
      at: { passage, from: last.from, to: last.to },
      stated: printed(last),
      expected: null,
      because,
      operands,
      message: "最高、最低与平均的大小不合，请核对",
    };
  }
}
