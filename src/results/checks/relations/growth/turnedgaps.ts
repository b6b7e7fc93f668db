/*
 * 差数对了，方向反了: the gap of two figures is right to the last digit, and its word says the other way: 目标180天，实际165天，延迟15天; 最高与最低相差4.4分，比上年的5.8分扩大1.4分.
 *
 * That the arithmetic holds proves which two are meant, so hardly anything is asked of the words: one of the two must be what is compared with, by its own
 * words (上年、计划、平均、比…) or by the name that stands behind 比, and the other not. Rates of growth are read likewise.
 *
 * 例：保费620万元，赔付589万元，赔付额比保费多31万元。反例：甲620万元，乙589万元，相差31万元（没有方向）；两数都是上年的。
 */
import type { Fact } from "../../facts/fact.ts";
import { likenessOf } from "../../facts/likeness.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { claim, gap, growth, type Slip, stretchOf } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";
import { printed } from "../../judgement/print.ts";

export function* turnedGaps(text: Text): Generator<Slip> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3) continue;
    for (const [at, stated] of facts.entries()) {
      const told = signOf(stated);
      if (!told) continue;
      const pair = pairOf(stated, told, facts.slice(Math.max(0, at - reach), at));
      if (!pair) continue;
      const [own, foil] = pair;
      if (own.base > foil.base === told.sign > 0) continue;
      yield {
        kind: "slip",
        rule: "direction",
        severity: "warning",
        at: stretchOf(stated),
        stated: printed(stated),
        expected: null,
        because: `${printed(own)} ${own.base > foil.base ? ">" : "<"} ${printed(foil)}`,
        operands: pair.map(stretchOf),
        message: "增减方向与前后两数不符",
      };
    }
  }
}

const reach = 6;

const ups =
  "高于|多于|大于|高出|多出|超出|超过|增加|增长|提高|提升|上升|扩大|拉大|偏多|偏高|延迟|逾期|推迟|延后|超期|超支|多|高";
const downs = "低于|少于|小于|减少|下降|降低|回落|缩小|收窄|缩短|压缩|偏少|偏低|提前|节约|少|低";
/** 高于年初目标1.1个百分点: what is compared with may stand between. */
const direction = new RegExp(
  `(?:[比较](?<name>[^，。；：、\\d比较]{2,14}?))?(?:(?<up>${ups})|(?<down>${downs}))(?:了|约|近|达)?(?<behind>(?:年初|上年|去年|全[国省市]|计划|预期|既定)[^，。；\\d有]{0,6})?\\s*$`,
);
const never = /最[高低多少]|不[高低多少]|若|如果|力争|确保|目标|平均每|每|其中|相差/;

interface Told {
  sign: 1 | -1;
  /** What is compared with, where it is named. */
  name: string;
}

function signOf(fact: Fact): Told | null {
  const { lead, hedge, unit, base } = fact;
  // 低于15%: the word before it was read as its bound.
  if (!unit || (hedge && !/[高低多少]于\s*$/.test(lead)) || base <= 0 || unit.dimension === "times") return null;
  const groups = direction.exec(lead)?.groups;
  // 甲类比乙类低5.60个百分点 is for percentpoints.ts.
  if (unit.dimension === "point" && groups?.name) return null;
  if (!groups || never.test(lead.replace(groups.behind ?? "", "").slice(-14))) return null;
  return { sign: groups.up === undefined ? -1 : 1, name: (groups.behind ?? groups.name ?? "").replace(/的$/, "") };
}

const foils = /上年|去年|同期|前年|年初|目标|计划|合同|要求|预期|平均|常年|基期|[比较][^，。；]*$|^\s*[由从原]/;

/** 比平均水平（400公斤）高出15% */
const inBrackets = /(?:上年|去年|同期|平均|目标|计划|标准|水平)[^，。；（）()]{0,4}[（(]$/;

function pairOf(stated: Fact, { name }: Told, before: readonly Fact[]): [Fact, Fact] | null {
  const levels = before.filter(
    (fact) =>
      isAlike(fact, stated) && fact.sentence >= stated.sentence - 1 && fact.role !== "growth" && fact.role !== "point",
  );
  const pairs = levels.flatMap((one, at) =>
    levels.slice(at + 1).flatMap((other) => {
      const told = one.base === other.base ? null : sidesOf(one, other, name);
      return told && isExact(stated, told) ? [told] : [];
    }),
  );
  const [first, ...others] = pairs;
  return first && others.length === 0 ? first : null;
}

/** A gap has the unit of both, a point stands between percentages, a percentage is of any two of a kind. */
const isAlike = ({ unit, base }: Fact, { unit: own }: Fact): boolean =>
  base > 0 &&
  (own?.dimension === "point"
    ? unit?.dimension === "percent"
    : own?.dimension === "percent"
      ? unit !== null && !["percent", "point", "times"].includes(unit.dimension)
      : areKin(unit, own));

/** The figure told of, and the one it is compared with. */
function sidesOf(one: Fact, other: Fact, name: string): [Fact, Fact] | null {
  const isFoil = ({ role, lead, passage, from }: Fact): boolean =>
    role === "base" ||
    role === "origin" ||
    foils.test(lead) ||
    inBrackets.test(passage.plain.slice(Math.max(0, from - 20), from));
  if (isFoil(one) !== isFoil(other)) return isFoil(one) ? [other, one] : [one, other];
  if (name.length < 2 || isFoil(one)) return null;
  const [first, second] = [one, other].map(({ lead, noun }) => likenessOf(name, lead + noun));
  if (first === second || Math.max(first ?? 0, second ?? 0) < 0.6) return null;
  return (first ?? 0) > (second ?? 0) ? [other, one] : [one, other];
}

function isExact(stated: Fact, [own, foil]: [Fact, Fact]): boolean {
  const sum = stated.unit?.dimension === "percent" ? growth(own, foil) : gap(own, foil);
  const alone: Fact = { ...stated, hedge: null };
  return judge(claim("difference", alone, sum, "", false)).verdict === "holds";
}
