/*
 * 计量单位之二: a unit that is wrong by what the whole text says: the same digits twice, in 万元 and in 亿元 (1,286.40万元 … 1,286.40亿元), or in two
 * currencies, of what shares its words; and the only figure in 亿元 of a budget that is counted in 万元 throughout.
 *
 * 例：441.72亿元，表中441.72万元；合计2469.27亿元，全文以万元计。反例：88公顷、88万平方米；全市生产总值1,234.56亿元（不是本单位的收支）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import type { Slip } from "../../judgement/claim.ts";
import { numberOf, printed } from "../../judgement/print.ts";
import { isMoney, unitSlip } from "./units.ts";

export function* unitDigits(text: Text): Generator<Slip> {
  yield* sameDigits(text);
  yield* loneUnits(text);
}

/** 1,286.40万元 and 1,286.40亿元 of one thing. */
function* sameDigits(text: Text): Generator<Slip> {
  const known = new Map<string, Fact[]>();
  for (const fact of text.facts) {
    const digits = numberOf(fact).replaceAll(",", "");
    if (!fact.unit || !measured.has(fact.unit.dimension) || digits.replaceAll(/[.0]+$|^0+|\./g, "").length < 3)
      continue;
    known.set(digits, [...(known.get(digits) ?? []), fact].slice(-60));
  }
  for (const [digits, facts] of known) {
    const isLong = digits.replaceAll(/\.|0+$/g, "").length >= 5;
    for (const fact of facts) {
      const others = facts.filter((other) => other !== fact && isSlip(fact, other) && (isLong || share(fact, other)));
      const same = facts.filter((other) => other !== fact && other.unit?.title === fact.unit?.title);
      const [other] = others;
      if (!other || same.length >= others.length) {
        if (!(other && same.length === others.length && same.length === 0 && fact.index > other.index)) continue;
      }
      yield unitSlip(
        fact,
        "warning",
        numberOf(fact) + (other.unit?.title ?? ""),
        `同样的数字别处写作 ${printed(other)}`,
        [other],
        "与别处只差计量单位",
      );
    }
  }
}

/**
 * The only figure in 亿元 (or 元) of a text that counts all its money in 万元, printed as finely, of the budget by its words, and among the others only
 * with their unit: 合计2469.27亿元.
 */
function* loneUnits({ facts }: Text): Generator<Slip> {
  const money = facts.filter((fact) => fact.unit?.dimension === "yuan" && fact.base !== 0);
  const byTitle = new Map<string, Fact[]>();
  for (const fact of money)
    byTitle.set(fact.unit?.title ?? "", [...(byTitle.get(fact.unit?.title ?? "") ?? []).slice(-200), fact]);
  const [usual] = [...byTitle.values()].sort((a, b) => b.length - a.length);
  if (!usual || usual.length < 15 || usual.length < money.length * 0.8) return;
  const factor = usual[0]?.unit?.factor ?? 1;
  const values = usual.map((fact) => Math.abs(fact.base));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  for (const [fact, other] of byTitle.values()) {
    if (
      !fact ||
      other ||
      fact.places < 2 ||
      !/预算|决算|支出|收入|经费|拨款|结余|结转|执行|专项|采购|合计|补贴|奖励|兑现|费|差额|增加|减少|其余|其他|剩余|承担|争取/.test(
        fact.lead,
      )
    )
      continue;
    const meant = fact.value * factor;
    const isFar = fact.base > high * 20 || fact.base < low / 20;
    if (isFar && meant >= low && meant <= high)
      yield unitSlip(
        fact,
        "warning",
        numberOf(fact) + (usual[0]?.unit?.title ?? ""),
        `全文金额都以 ${usual[0]?.unit?.title ?? ""} 计，只有此处不同`,
        [],
        "与全文的数字相差悬殊，像是计量单位有误",
      );
  }
}

const measured = new Set(["yuan", "usd", "eur", "hkd", "squareMeter"]);

/** Apart by a scale or by the currency: 1.28亿美元, 1.28亿元. */
function isSlip(a: Fact, b: Fact): boolean {
  if (!a.unit || !b.unit || a.unit.title === b.unit.title) return false;
  const isCurrency =
    a.unit.dimension !== b.unit.dimension && isMoney(a) && isMoney(b) && a.unit.factor === b.unit.factor;
  const times = a.unit.factor / b.unit.factor;
  return (
    isCurrency ||
    (a.unit.dimension === b.unit.dimension && [1e4, 1e-4, 1e8, 1e-8].some((each) => Math.abs(times / each - 1) < 1e-9))
  );
}

/** Two characters of what they measure in common. */
function share(a: Fact, b: Fact): boolean {
  const words = a.lead.replaceAll(/[^一-龥]|[年月日为是达约共比较增加减少]/g, "").slice(-10);
  const others = b.lead.slice(-20);
  for (let at = 0; at + 2 <= words.length; at++) if (others.includes(words.slice(at, at + 2))) return true;
  return false;
}
