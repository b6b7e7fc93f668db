/*
 * 前文已述的数: “对38份合同逐份登记”, “对附件不全的18份凭证责成补齐”: things taken up again, that were counted pages before.
 *
 * The words say that they are known things (对…的, 将…, 上述…, 剩余…). Which count is meant say the words around both: what they are called and
 * what is told of them stand in the sentence of the earlier count. Borne out by any count of those words that is the same; asked where the most
 * alike differs: of things told apart by their own words (对附件不全的18份凭证) by any figure, of things merely named only where the one is the other mistyped.
 *
 * 例：审查合同38份。…对83份合同逐份登记 → 38。 反例：对20家企业开展走访（另一批企业）；将3个园区增加到5个。
 */
import type { Fact } from "../../facts/fact.ts";
import { likeTo } from "../../facts/likeness.ts";
import { sentenceStart } from "../../facts/sentences.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo } from "../../facts/typos.ts";
import { claim, type Observation, same } from "../../judgement/claim.ts";
import { numberOf } from "../../judgement/print.ts";

/** 对抽查发现的, 推动, 剩余的: the words right before the count take up known things. */
const takenUp =
  /(?:^|[，；：、\s(]|[^一-龥])[一-龥]{0,4}?(?:对|将|把|就|针对|围绕|督促|推动|上述|以上|前述|剩余|尚余)(?<said>[一-龥“”]{0,16}?)的?\s*$/;
const thing =
  /^(?<thing>[一-龥“”]{2,10}?)(?=逐|均|都|已|全部|建立|实行|实施|开展|进行|做好|加强|强化|给予|跟踪|倒排|组织|完成|分别|予以|严格|分类|由|的|责成|加快|尽快|继续|按照|[，。；、(]|$)/;
/** 134处隐患均已整改: all of them, said as the subject. */
const allOf = /^(?<thing>[一-龥“”]{2,8}?)(?:均|都|全部|已全部|已均|无一)/;
const cheap = /[均都]|全部|(?:对|将|把|就|针对|围绕|督促|推动|上述|以上|前述|剩余|尚余)[一-龥“”]{0,17}\s*\d/;

export function* recalled(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length === 0 || !cheap.test(passage.plain)) continue;
    for (const fact of facts) if (isCount(fact)) yield* ofCount(fact, text);
  }
}

/** Units of things that are counted; those of a dimension of their own are 个, 家, 份… */
const kinds = new Set(["人", "名", "位", "台", "辆", "场", "批"]);
const isCount = ({ unit, base, places, hedge, isChinese, role }: Fact): boolean =>
  unit !== null &&
  (unit.dimension === unit.title || kinds.has(unit.title)) &&
  base >= 2 &&
  places === 0 &&
  !hedge &&
  !isChinese &&
  role === "level";

const reach = 900;

function* ofCount(fact: Fact, { facts }: Text): Generator<Observation> {
  const said = saidOf(fact);
  if (said === undefined || /平均|每|新增|增加|其他|另外/.test(said)) return;
  const name = thing.exec(fact.passage.plain.slice(fact.to, fact.to + 14))?.groups?.["thing"] ?? "";
  const [own, called] = [likeTo(said), likeTo(name)];
  const [ownPairs, calledPairs] = [Math.max(0, said.length - 1), Math.max(0, name.length - 1)];
  if (ownPairs + calledPairs === 0) return;
  const alike = facts
    .slice(Math.max(0, fact.index - reach), fact.index)
    .filter((each) => isCount(each) && !each.passage.cell && each.unit?.title === fact.unit?.title)
    .map((each) => {
      const words = wordsAround(each);
      const found = own(words) * ownPairs + called(words) * calledPairs;
      return { fact: each, likeness: found / (ownPairs + calledPairs) };
    })
    .filter(({ likeness }) => likeness >= 0.6)
    .toSorted((a, b) => b.likeness - a.likeness || b.fact.index - a.fact.index);
  const [best] = alike;
  if (!best) return;
  const meant =
    alike.find((each) => each.fact.base === fact.base)?.fact ?? told(fact, alike, ownPairs + calledPairs, ownPairs);
  if (meant) yield claim("restated", fact, same(meant), "同一事项前后数字不一", false);
}

function saidOf({ lead, passage, to }: Fact): string | undefined {
  const said = takenUp.exec(lead)?.groups?.["said"]?.replace(/^[对将把已就]+/, "");
  const isSubject = /^\s*(?:目前|至此|其中|这|上述)?\s*$/.test(lead) && allOf.test(passage.plain.slice(to, to + 14));
  return said ?? (isSubject ? "" : undefined);
}

/** The earlier count that the figure must be, if any. */
function told(fact: Fact, alike: { fact: Fact; likeness: number }[], pairs: number, own: number): Fact | null {
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
