/*
 * 其余: what is left when the first of a list, or a sum of some, is taken away, said with 其余 (其他、剩余): “…，三者合计70个，占总数98个的71.43%；其余28个…”,
 * “来自9个国家，前4位是…；其余5个国家2000万元”.
 *
 * The whole may stand paragraphs before, so every like figure before is tried; one that makes it right was meant. A breach is asked about where the words
 * say which whole it is (占总数98个的, the same noun: 9个国家…其余5个国家), or where one whole is missed narrowly.
 *
 * 例：共12家，前5家…，其余8家 → 7。 反例：其余3个均为…（没有总数）；其余项目按计划推进。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Text } from "../../facts/text.ts";
import { areKin, isAdded, isCounted } from "../../facts/units.ts";
import { balance, type Claim, claim, type Observation, stretchOf } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { numberOf, printed } from "../../judgement/print.ts";

const rest = /(?:其余|其他|其它|剩余|余下|另外|另有)[^，。；、]{0,16}$/;
const summed = /合计|共计|总计|小计|累计|一共|共/;
/** So many figures and passages before it are looked at. */
const [figures, passages] = [40, 10];

export function* others(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || !/其余|其[他它]|剩余|余下|另/.test(passage.plain)) continue;
    for (const fact of facts) {
      if (!isLevel(fact) || !rest.test(clauseOf(fact))) continue;
      const told = isCountedThing(fact) ? (ofNumber(fact, text) ?? ofShared(fact, text)) : ofShared(fact, text);
      if (told) yield told;
    }
  }
}

const isLevel = ({ role, unit, hedge }: Fact): boolean => role === "level" && isAdded(unit) && hedge === null;
const isCountedThing = ({ unit }: Fact): boolean => unit !== null && isCounted(unit);

/** Its clause up to it, other figures included: 其余7个国家和地区合计 | 1944. */
const clauseOf = ({ passage: { plain }, from }: Fact): string =>
  (/[^，,。；;、\n]*$/.exec(plain.slice(Math.max(0, from - 40), from)) ?? [""])[0];

const before = (fact: Fact, { facts }: Text): Fact[] =>
  facts
    .slice(Math.max(0, fact.index - figures), fact.index)
    .filter(({ passage, hedge }) => !passage.cell && !hedge && passage.index >= fact.passage.index - passages)
    .toReversed();

const of = (fact: Fact, whole: Fact, part: Fact): Claim =>
  claim("difference", fact, balance([whole], [part]), "其余数与总数减去前面各项不符", false);

/** 9个国家…，前4位…，其余5个国家 */
function ofNumber(fact: Fact, text: Text): Observation | null {
  const noun = nounOf(fact);
  if (noun.length < 2) return null;
  const known = before(fact, text);
  const wholes = known.filter(
    (each) =>
      isCountedThing(each) &&
      each.base > fact.base &&
      nounOf(each).startsWith(noun.slice(0, 2)) &&
      !rest.test(clauseOf(each)),
  );
  for (const whole of wholes)
    for (const top of topsBetween(whole, fact, text)) {
      const left = whole.base - top;
      const because = `${numberOf(whole)} − ${top} = ${left}`;
      const [at, operands] = [stretchOf(fact), [stretchOf(whole)]];
      if (left === fact.base) return { kind: "match", rule: "difference", at, because, operands };
    }
  const [whole] = wholes;
  const [top] = whole ? topsBetween(whole, fact, text) : [];
  if (!whole || !top || top >= whole.base) return null;
  return {
    kind: "slip",
    rule: "difference",
    severity: "warning",
    at: stretchOf(fact),
    stated: printed(fact),
    expected: String(whole.base - top),
    because: `${numberOf(whole)} − ${top} = ${whole.base - top}`,
    operands: [stretchOf(whole)],
    message: "其余数与总数减去前面各项不符，请核对",
  };
}

/** 前五位, between the whole and what is left of it. */
function topsBetween(whole: Fact, fact: Fact, { passages: all }: Text): number[] {
  const found: number[] = [];
  for (let at = whole.passage.index; at <= fact.passage.index; at++) {
    const plain = all[at]?.plain ?? "";
    const from = at === whole.passage.index ? whole.to : 0;
    const words = plain.slice(from, at === fact.passage.index ? fact.from : undefined);
    for (const { groups } of matchesOf(
      words,
      /前\s*(?<number>[两二三四五六七八九十]|\d{1,2})\s*(?:位|名|大|强|个|家)/g,
    ))
      found.push(parseNumeral((groups?.number ?? "").replace("两", "二")) ?? 0);
  }
  return found.filter((value) => value > 1);
}

const nounOf = ({ noun, tail }: Fact): string => noun || (/^[一-龥]{2,6}/.exec(tail)?.[0] ?? "");

function ofRemainingShare(fact: Fact, share: Fact, { facts }: Text): Claim | null {
  const part = facts[share.index - 1];
  // Behind several shares what is left is left of all of them.
  const isSeveral = facts
    .slice(Math.max(0, share.index - 8), share.index)
    .some(
      ({ role, passage, sentence }) => role === "share" && passage === share.passage && sentence === share.sentence,
    );
  if (isSeveral) return null;
  if (part?.passage !== fact.passage || part.sentence !== fact.sentence || !isLevel(part)) return null;
  if (!areKin(part.unit, fact.unit) || part.unit?.dimension !== fact.unit?.dimension) return null;
  const sum = {
    operands: [part, share],
    compute: ([x = 0, y = 0]: number[]) => (x * (100 - y)) / y,
    show: ([x, y]: string[]) => `${x} ÷ ${y} − ${x}`,
    isAdditive: false,
  };
  const made = claim("difference", fact, sum, "其余数与占比不符", false);
  const due = sum.compute([part.base, share.base]);
  return isSound(made) || (due < fact.base * 12 && fact.base < due * 12) ? made : null;
}

/** 合计70个，占总数98个的71.43%；其余28个 · 前五位合计46656，…，其余…1944 */
function ofShared(fact: Fact, text: Text): Claim | null {
  const known = before(fact, text);
  // 占本年支出的97.30%，其余31.50万元: left of what the share is of.
  const share = text.facts[fact.index - 1];
  if (share?.role === "share" && share.passage === fact.passage && share.sentence === fact.sentence)
    return ofRemainingShare(fact, share, text);
  const part = known.find(
    (each) =>
      each.passage === fact.passage &&
      fact.sentence - each.sentence < 2 &&
      areKin(each.unit, fact.unit) &&
      summed.test(clauseOf(each)) &&
      !rest.test(clauseOf(each)),
  );
  if (!part) return null;
  const kin = known.filter((each) => areKin(each.unit, fact.unit) && each.base > part.base && each.role !== "change");
  const named = kin.find(
    ({ index, lead, tail, passage }) =>
      index > part.index && passage === part.passage && /占/.test(lead) && /^\s*[一-龥]{0,6}的/.test(tail),
  );
  if (named) return of(fact, named, part);
  const claims = kin.map((whole) => of(fact, whole, part));
  const held = claims.find(isSound);
  if (held) return held;
  // 其他商品出口: a name of one of them.
  if (!/^\s*(?:其余|剩余|余下)/.test(clauseOf(fact))) return null;
  const near = kin
    .filter(
      ({ base, unit }) => unit?.title === fact.unit?.title && Math.abs(base - part.base - fact.base) <= 0.02 * base,
    )
    .at(0);
  return near ? of(fact, near, part) : null;
}
