/*
 * 比率的另几种写法: the part told by what is missing of it (不合格6份，合格率97.5%), the two figures told behind the rate (资产负债率58.3%，资产46亿元，
 * 负债26.8亿元), and the part told behind it (完成计划12.6亿元的104.8%，即13.2亿元).
 *
 * 反例：不合格率（说的就是不合格的）；逾期率。
 */
import type { Fact } from "../../facts/fact.ts";
import { namesOf } from "../../facts/ratefigures.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo } from "../../facts/typos.ts";
import type { Claim, Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { numberOf, rounded } from "../../judgement/print.ts";

const lack = /缺[考席勤]|闲置|空置|弃权|退回/;

/** 不合格6份 for a 合格率, 已出租40万平方米 for a 空置率: the rate is of what is left. */
export function isOpposite({ lead }: Fact, top: Fact): boolean {
  const [, denied = "", stem = ""] =
    /(?:([不未])[一-龥]{0,2}?)?([一-龥]{2})率[^，。；]{0,4}$/.exec(lead.replaceAll(/\s/g, "")) ?? [];
  if (stem === "") return false;
  const words = `${top.lead.replaceAll(/\s/g, "")}${top.noun}`;
  const isDenied = lack.test(words) || words.includes(`不${stem}`) || words.includes(`未${stem}`);
  return isDenied !== (denied !== "" || lack.test(stem));
}

export const rest = (top: Fact, bottom: Fact): Sum => ({
  operands: [bottom, top],
  compute: ([whole = 0, part = 0]) => ((whole - part) / whole) * 100,
  show: ([whole, part]) => `(${whole} − ${part}) ÷ ${whole}`,
  isAdditive: false,
});

/** 的104.8%，即13.2亿元 */
export const isThatIs = (rate: Fact, next: Fact): boolean =>
  next.passage === rate.passage &&
  /^，\s*(?:即|也就是|为|实际(?:完成|到位)|达到?)(?:完成|到位)?\s*$/.test(rate.passage.plain.slice(rate.to, next.from));

/** Nothing before the rate, two amounts behind it: held by either order, told where the quotient is the rate mistyped. */
export function figuresBehind(rate: Fact, { facts }: Text, of: (top: Fact, bottom: Fact) => Claim): Claim | null {
  const behind = facts
    .slice(rate.index + 1, rate.index + 5)
    .filter(({ passage, sentence, unit }) => passage === rate.passage && sentence === rate.sentence && unit !== null);
  const [a, b] = behind;
  if (!a || !b || a.unit?.dimension !== b.unit?.dimension || a.base <= 0 || b.base <= 0) return null;
  if (["percent", "point"].includes(a.unit?.dimension ?? "")) return null;
  const claims = [of(a, b), of(b, a)];
  const held = claims.find(isSound);
  if (held) return held;
  const isNamed = [a, b].some(({ lead }) => namesOf(rate).some((word) => lead.includes(word)));
  const meant = claims.find(({ sum }) => {
    const due = sum.compute(sum.operands.map(({ base }) => base));
    return isTypo(numberOf(rate), rounded(due, rate.places), true);
  });
  return isNamed ? (meant ?? null) : null;
}
