/*
 * 前文已述的数: “对38份合同逐份登记”, “对附件不全的18份凭证责成补齐”: things taken up again, that were counted pages before.
 *
 * The words say that they are known things (对…的, 将…, 上述…, 剩余…). Which count is meant say the words around both: what they are called and
 * what is told of them stand in the sentence of the earlier count. Borne out by any count of those words that is the same; asked where the most
 * alike differs: of things told apart by their own words (对附件不全的18份凭证) by any figure, of things merely named only where the one is the other mistyped.
 * A count that opens its clause as a matter known (186个重点项目中有17个…, 参展的92家企业均…, 29个项目涉及…) is one as well; it may be what two counts
 * before it come to.
 *
 * 例：审查合同38份。…对83份合同逐份登记 → 38。 反例：对20家企业开展走访（另一批企业）；将3个园区增加到5个。
 */
import type { Fact } from "../../facts/fact.ts";
import { likeTo } from "../../facts/likeness.ts";
import { once } from "../../facts/once.ts";
import { sentenceStart } from "../../facts/sentences.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo } from "../../facts/typos.ts";
import { claim, type Observation, same, type Sum, total } from "../../judgement/claim.ts";
import { numberOf } from "../../judgement/print.ts";

/** 对抽查发现的, 推动, 剩余的: the words right before the count take up known things. */
const takenUp =
  /(?:^|[，；：、\s(]|[^一-龥])[一-龥]{0,4}?(?:对|将|把|就|针对|围绕|督促|推动|上述|(?<![模元分岁级人家个名件项\d])以上|前述|剩余|尚余)(?<said>[一-龥“”]{0,16}?)的?\s*$/;
const thing =
  /^(?<thing>[一-龥“”]{2,10}?)(?=中|里|之中|涉及|分布|整改|自评|[等]次|其中|逐|均|都|已|全部|建立|实行|实施|开展|进行|做好|加强|强化|给予|跟踪|倒排|组织|完成|分别|予以|严格|分类|由|的|责成|加快|尽快|继续|按照|[，。；、(]|$)/;
/** 134处隐患均已整改: all of them, said as the subject. */
const allOf = /^(?<thing>[一-龥“”]{2,8}?)(?:均|都|全部|已全部|已均|无一)/;
/** 186个重点项目中有17个; 29个签约项目涉及; 214个签约项目已开工139个: some of them, said as the subject. */
const someOf = /^[一-龥“”]{2,8}?(?:之?中|里|涉及|分布在|覆盖|已[一-龥]{1,4}\d|，\s*其中)/;
/** 参展的92家企业中 */
const modified = /^\s*(?<said>[一-龥“”]{2,10})的\s*$/;
const cheap =
  /\d\s*[一-龥]{3,9}(?:中|里|涉及|分布|覆盖|已|，\s*其中)|[均都]|全部|(?:对|将|把|就|针对|围绕|督促|推动|上述|以上|前述|剩余|尚余)[一-龥“”]{0,17}\s*\d/;

export function* recalled(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length === 0 || !cheap.test(passage.plain)) continue;
    for (const fact of facts) if (isCount(fact)) yield* ofCount(fact, text);
  }
}

/** Units of things that are counted; those of a dimension of their own are 个, 家, 份… */
const kinds = new Set(["人", "名", "位", "台", "辆", "场", "批"]);
const persons = new Set(["人", "名", "位"]);
const isCount = ({ unit, base, places, hedge, isChinese, role }: Fact): boolean =>
  unit !== null &&
  (unit.dimension === unit.title || kinds.has(unit.title)) &&
  base >= 2 &&
  places === 0 &&
  !hedge &&
  !isChinese &&
  role === "level";

const reach = 900;

/** How often each count is said; cells count as well. */
const timesSaid = once(({ facts }: Text): ReadonlyMap<string, number> => {
  const times = new Map<string, number>();
  for (const fact of facts) times.set(keyOf(fact), (times.get(keyOf(fact)) ?? 0) + 1);
  return times;
});
const keyOf = ({ unit, base }: Fact): string => `${unit?.dimension ?? ""}${base}`;
const areAlike = (a: Fact, b: Fact): boolean =>
  a.unit?.title === b.unit?.title || (persons.has(a.unit?.title ?? "") && persons.has(b.unit?.title ?? ""));

interface Alike {
  fact: Fact;
  likeness: number;
}

function* ofCount(fact: Fact, text: Text): Generator<Observation> {
  const said = saidOf(fact);
  if (said === undefined || /平均|每|新增|增加|其他|另外/.test(said)) return;
  const name = thing.exec(fact.passage.plain.slice(fact.to, fact.to + 14))?.groups?.["thing"] ?? "";
  const [own, called] = [likeTo(said), likeTo(name)];
  const [ownPairs, calledPairs] = [Math.max(0, said.length - 1), Math.max(0, name.length - 1)];
  if (ownPairs + calledPairs === 0) return;
  const alike = text.facts
    .slice(Math.max(0, fact.index - reach), fact.index)
    .filter((each) => isCount(each) && !each.passage.cell && areAlike(each, fact))
    .map((each) => {
      const words = wordsAround(each);
      const found = own(words) * ownPairs + called(words) * calledPairs;
      return { fact: each, likeness: found / (ownPairs + calledPairs) };
    })
    .filter(({ likeness }) => likeness >= 0.6)
    .toSorted((a, b) => b.likeness - a.likeness || b.fact.index - a.fact.index);
  const [best] = alike;
  if (!best) return;
  const again = alike.find((each) => each.fact.base === fact.base)?.fact;
  if (!again && isMade(fact, text)) return;
  const meant = again ?? told(fact, alike, ownPairs + calledPairs, ownPairs);
  const sum = meant ? same(meant) : mistyped(fact, alike, text, ownPairs + calledPairs);
  if (sum) yield claim("restated", fact, sum, "同一事项前后数字不一", false);
}

/** Two counts near it come to it: 首日签约18个，次日13个。31个签约项目…. */
function isMade(fact: Fact, { facts }: Text): boolean {
  if (takenUp.test(fact.lead)) return false;
  const near = facts
    .slice(Math.max(0, fact.index - 24), fact.index + 12)
    .filter((each) => each !== fact && each.unit?.title === fact.unit?.title);
  const known = new Set(near.map(({ base }) => base));
  return near.some(({ base }) => known.has(fact.base - base) || known.has(fact.base + base));
}

function saidOf({ lead, passage, to }: Fact): string | undefined {
  const said = takenUp.exec(lead)?.groups?.["said"]?.replace(/^[对将把已就]+/, "");
  if (said !== undefined) return said;
  const behind = passage.plain.slice(to, to + 14);
  if (!allOf.test(behind) && !someOf.test(behind)) return undefined;
  if (/^\s*(?:目前|至此|其中|当前|现有|这|上述|全部)?\s*$/.test(lead)) return "";
  return modified.exec(lead)?.groups?.["said"];
}

/**
 * A count said nowhere else, nor come to by two counts before it: the one it was mistyped from, or the sum of two told one after the other.
 */
function mistyped(fact: Fact, alike: readonly Alike[], text: Text, pairs: number): Sum | null {
  if ((timesSaid(text).get(keyOf(fact)) ?? 0) > 1 || pairs < 2) return null;
  const before = alike.map((each) => each.fact);
  const isSlip = (base: number): boolean => isTypo(String(base), String(fact.base), false);
  const likest = alike.filter(({ likeness }) => likeness >= 0.75).map((each) => each.fact);
  const slips = likest.filter((each) => isSlip(each.base));
  const [slip] = slips.toSorted((a, b) => b.index - a.index);
  const isOne = new Set(likest.map(({ base }) => base)).size === 1;
  if (slip && new Set(slips.map(({ base }) => base)).size <= 2) return same(slip);
  const [only] = likest;
  if (only && isOne && alike[0]?.likeness === 1 && pairs >= 3 && isNear(fact, only)) return same(only);
  const ordered = before.toSorted((a, b) => a.index - b.index);
  for (const [index, a] of ordered.entries()) {
    const b = ordered[index + 1];
    if (b && b.passage === a.passage && b.sentence === a.sentence && isSlip(a.base + b.base)) return total([a, b]);
  }
  return null;
}

/** The earlier count that the figure must be, if any. */
function told(fact: Fact, alike: readonly Alike[], pairs: number, own: number): Fact | null {
  const [best] = alike;
  if (!best) return null;
  const first = alike.filter(({ likeness }) => likeness >= best.likeness - 0.01).map((each) => each.fact);
  const isOne = new Set(first.map(({ base }) => base)).size === 1;
  if (
    own >= 2 &&
    !/推动|督促|围绕/.test(fact.lead) &&
    (pairs >= 5 || (pairs === 4 && best.likeness >= 0.75)) &&
    isOne &&
    isNear(fact, best.fact)
  )
    return best.fact;
  const slips = alike.map((each) => each.fact).filter((each) => isTypo(numberOf(each), numberOf(fact), false));
  const isSwapped = (each: Fact): boolean => sorted(each) === sorted(fact);
  const [slip] = slips;
  return slip && new Set(slips.map(({ base }) => base)).size === 1 && (isSwapped(slip) || (isOne && pairs >= 3))
    ? slip
    : null;
}

const isNear = (a: Fact, b: Fact): boolean =>
  (a.base <= b.base * 2.5 && b.base <= a.base * 2.5) || sorted(a) === sorted(b);
const sorted = (fact: Fact): string => [...numberOf(fact)].toSorted().join("");

/** Its sentence up to it, and the words behind it. */
function wordsAround({ passage, from, to }: Fact): string {
  const begin = Math.max(sentenceStart(passage.plain, from), from - 40);
  const behind = /^[^，。；、\d]{0,16}/.exec(passage.plain.slice(to, to + 16))?.[0] ?? "";
  return passage.plain.slice(begin, from).replaceAll(/[\d.,%\s]/g, "") + behind;
}
