/*
 * 重述而反向: a change said twice, once as a rise and once as a fall: 水利投资下降8.7% … 但水利投资增长8.7%. The same figure behind the same name is the same
 * change, whatever stands between; only its word has turned.
 *
 * Figure, unit and place are the same to the last digit, at least two digits of it, and the names before the words end alike.
 *
 * 反例：出口增长5.2%，进口下降5.2%（名称不同）；上年下降3.1%，今年增长3.1%（说了另一年）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { significant } from "../../facts/typos.ts";
import { type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

const verb =
  /^(.*?)(?:同比|环比|比上年|较上年|分别|仍|则|实际|继续|持续|大幅|小幅|略|逐步|累计|净)*(?:(增长|上升|提高|提升|增加|上涨|攀升|扩大|回升|加快)|(下降|下滑|减少|降低|回落|下跌|收窄|缩小|放缓))了?\s*$/;

export function* opposed(text: Text): Generator<Slip> {
  const said = new Map<string, { fact: Fact; name: string; sign: number }[]>();
  for (const fact of text.facts) {
    if (fact.passage.cell || fact.hedge || significant(fact.number) < 2) continue;
    if (!["growth", "change", "point", "level"].includes(fact.role) || !fact.unit) continue;
    const told = verb.exec(fact.lead.slice(-30));
    const name =
      told?.[1]?.replaceAll(/^.*[，。；：、“”\s]/g, "").replace(/^(?:但|而|其中|全年|全市|全县|全区|今年)/, "") ?? "";
    if (!told || name.length < 3) continue;
    const sign = told[2] === undefined ? -1 : 1;
    const key = `${fact.number}${fact.unit.title}`;
    const others = said.get(key) ?? [];
    const twin = others.find(
      (other) => other.sign !== sign && isOneName(other.name, name) && isOneYear(other.fact, fact),
    );
    if (twin) yield turned(twin.fact, fact, sign);
    if (others.length < 12) said.set(key, [...others, { fact, name, sign }]);
  }
}

const isOneName = (a: string, b: string): boolean =>
  a === b || (Math.min(a.length, b.length) >= 4 && (a.endsWith(b) || b.endsWith(a)));

const isOneYear = (a: Fact, b: Fact): boolean =>
  a.passage !== b.passage &&
  (a.year === null || b.year === null || a.year === b.year) &&
  !/上年|去年/.test(a.period + b.period);

const turned = (first: Fact, again: Fact, sign: number): Slip => ({
  kind: "slip",
  rule: "direction",
  severity: "warning",
  at: stretchOf(again),
  stated: sign > 0 ? "增长" : "下降",
  expected: sign > 0 ? "下降" : "增长",
  because: `另一处写${sign > 0 ? "下降" : "增长"} ${printed(first)}`,
  operands: [stretchOf(first)],
  message: "同一增减前后方向相反，请核对",
});
