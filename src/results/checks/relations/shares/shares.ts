/*
 * 占比: a part over its whole. “A，占W的P%”: the part is the figure before, the whole is either printed in the phrase
 * (占总额 10.96 万元的…) or only named (占支出合计的…) and then looked for by its name among the figures said before.
 *
 * A name fits when most of its characters, two by two, stand in the words before a figure; a scope that is not the document's own
 * (全市、全省、全国) must be said there too. Of several that fit, one that makes the share right is the one that was meant.
 *
 * 例：基本支出 1058.58，占支出合计的 4.88% → 1058.58 ÷ 21691.34。
 * 反例：签约 6 个，占全市签约项目的 60%（全市的数文中没有）。
 */
import { areDivision } from "../../facts/divisions.ts";
import type { Fact } from "../../facts/fact.ts";
import { type Listing, listingsOf } from "../../facts/listings.ts";
import { byItem, type ListedIn, nameOf, wholeNameOf, wholesOf } from "../../facts/sharewholes.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, type Observation, percentage, stretchOf } from "../../judgement/claim.ts";
import { isSound, judge } from "../../judgement/judge.ts";
import { rounded } from "../../judgement/print.ts";
import { isOneSlipAway } from "../../judgement/oneslip.ts";
import { mistypedShare } from "./mistypedshares.ts";
import { alignedParts, areOfDifferentKinds, ownSubject, partsOf } from "./shareparts.ts";
import { listOver, severalOver } from "./severalparts.ts";
import {
  inProportion,
  isUnsaid,
  paragraphsAndLists,
  type Pair,
  proportion,
  respectiveShares,
  sharesOfOwnSum,
} from "./shareproportions.ts";

export function* shares(text: Text): Generator<Observation> {
  const listings = listingsOf(text);
  const listedIn = byItem(listings);
  const known = new Map<string, Fact>();
  const inRows = respectiveShares(text, (share, part) => wholesOf(share, part, text, listedIn).map(({ fact }) => fact));
  yield* inRows;
  const ofOwnSum = sharesOfOwnSum(text);
  yield* ofOwnSum;
  const settled = new Set([...inRows, ...ofOwnSum].map(({ stated }) => stated));
  // Twice over: the second time every sentence knows the wholes its shares have shown.
  for (const turn of ["look", "say"] as const)
    for (const share of text.facts) {
      if (share.role !== "share" || share.passage.cell || settled.has(share)) continue;
      const said = [...ofShare(share, text, listedIn, known, turn)];
      if (turn === "look") continue;
      if (said.length > 0) yield* said;
      else yield* mistyped(share, text, listedIn);
    }
  for (const facts of paragraphsAndLists(text)) yield* inProportion(facts, text);
  for (const listing of listings) yield* hundred(listing, text);
}

function* ofShare(
  share: Fact,
  text: Text,
  listings: ListedIn,
  known: Map<string, Fact>,
  turn: "look" | "say",
): Generator<Observation> {
  const inPhrase = text.facts[share.index - 1];
  const isPrinted =
    inPhrase?.passage === share.passage &&
    /占[^，。；]*$/.test(inPhrase.lead) &&
    /^[^，。；]{0,12}的/.test(inPhrase.tail);
  if (isPrinted && turn === "look") return;
  const parts = partsOf(share, text, isPrinted ? inPhrase : share);
  const [likeliest] = parts;
  if (!likeliest) return;
  if (isPrinted) {
    const part = parts.find((fact) => isRight(share, fact, inPhrase)) ?? likeliest;
    // 两市合计占全省302亿元的50%: of several figures together.
    const several = severalOver(parts, inPhrase, (sum) => claim("share", share, sum, "占比与部分、总数不符", false));
    const listed = several ? null : listOver(share, text, inPhrase);
    if (several) yield several;
    else if (listed && !isRight(share, part, inPhrase)) yield listed;
    else if (areKin(inPhrase.unit, part.unit))
      yield claim(
        "share",
        share,
        percentage(part, inPhrase),
        "占比与前后两数不符",
        // 三年结转分别为…，累计占三年安排总额的18.8%: of several figures together.
        part.unit?.dimension === inPhrase.unit?.dimension && !/累计|合计|共/.test(inPhrase.lead.slice(-24)),
      );
    return;
  }
  const key = `${share.passage.index}/${share.sentence}/${wholeNameOf(share)}`;
  const [firstNamed] = wholesOf(share, likeliest, text, listings);
  for (const part of parts) {
    // 20亿元以上项目仅有2个，占签约项目的31%: of the 2, whose whole is named, not of the 20.
    if (part !== likeliest && firstNamed && isNamedSo(firstNamed.fact, firstNamed.likeness, share, likeliest)) break;
    // 三成 is a quarter as well, if any whole will do: one that is not named must make it nearly just so.
    const play = share.unit?.title === "成" && share.hedge === null ? 3 : 100;
    const whole = wholesOf(share, part, text, listings).find(
      ({ fact, likeness }) =>
        isRight(share, part, fact) && (likeness >= 0.6 || Math.abs((part.base / fact.base) * 100 - share.base) <= play),
    );
    if (!whole) continue;
    const [named] = wholesOf(share, part, text, listings);
    // 占已开工项目的21.88%, right over all 96 projects by chance: its whole is named in the same paragraph.
    if (named && whole.likeness < 0.4 && isNamedHere(named.fact, named.likeness, share, part)) {
      yield claim("share", share, percentage(part, named.fact), "占比与部分、总数不符", false);
      return;
    }
    const meant = named && whole.likeness < 0.5 && isNamedSo(named.fact, named.likeness, share, part) ? named : null;
    if (meant && isOneSlipAway(claim("share", share, percentage(part, meant.fact), ""))) {
      yield claim("share", share, percentage(part, meant.fact), "占比与部分、总数不符", false);
      return;
    }
    known.set(key, whole.fact);
    if (isUnsaid(wholeNameOf(share))) known.set(`${share.passage.index}`, whole.fact);
    yield claim("share", share, percentage(part, whole.fact), "占比与部分、总数不符");
    return;
  }
  if (turn === "look") return;
  const pairs = /和|及|与|合计|两项|两者/.test(share.lead) ? [...pairClaims(share, parts, text, listings)] : [];
  if (pairs.length > 0) yield* pairs;
  if (pairs.length > 0 || /[和及与]|合计|两项|两者/.test(ownSubject(share))) return;
  // A sister share of the sentence has shown which whole is meant.
  const sister = known.get(key) ?? (isUnsaid(wholeNameOf(share)) ? sisterNear(share, text, known) : undefined);
  const [best] = wholesOf(share, likeliest, text, listings);
  const meant = sister && areKin(sister.unit, likeliest.unit) ? { fact: sister, likeness: 1 } : best;
  if (!meant || meant.likeness < 0.6 || /^[该其此]/.test(wholeNameOf(share))) return;
  const isHere = meant.fact.passage === share.passage;
  const alike = wholesOf(share, likeliest, text, listings).filter(({ likeness }) => likeness === meant.likeness);
  // Of several called so to the letter none makes it right: whichever was meant, the share is of one of them.
  const isLiteral = meant.likeness >= 0.99 && share.hedge === null && share.unit?.title === "%";
  const isAlone =
    wholeNameOf(share).length > 3 && (isLiteral || new Set(alike.map(({ fact }) => fact.base)).size === 1);
  // 8条产业链的项目占比71%, 五大产业占…: what is counted otherwise than its whole is no part of it.
  const isAlike =
    likeliest.unit?.dimension === meant.fact.unit?.dimension && !(likeliest.isChinese && likeliest.base < 10);
  // 占年初预算的35.20%, where that would be 2.10%: the budget of something else.
  const due = (likeliest.base / meant.fact.base) * 100;
  const power = Math.abs(Math.log10(due / share.base));
  const isSlip =
    power < 0.5 ||
    Math.abs(power - Math.round(power)) < 0.01 ||
    (power < 1.1 && isOneSlipAway(claim("share", share, percentage(likeliest, meant.fact), "")));
  if (isAlike && (isHere || isSlip) && (isHere || share.index - meant.fact.index < 40 || isAlone))
    yield claim(
      "share",
      share,
      percentage(likeliest, meant.fact),
      "占比与部分、总数不符",
      isHere && meant.likeness >= 0.8,
    );
}

/** 占上半年签约项目的八分之一: nothing else is called so, wherever it stands. */
const isNamedSo = (whole: Fact, likeness: number, share: Fact, part: Fact): boolean =>
  likeness >= 0.8 && wholeNameOf(share).length > 3 && whole.base > part.base && whole.unit?.title === part.unit?.title;

const isNamedHere = (whole: Fact, likeness: number, share: Fact, part: Fact): boolean =>
  likeness >= 0.85 &&
  wholeNameOf(share).length > 3 &&
  whole.passage === share.passage &&
  whole.base > part.base &&
  whole.unit?.title === part.unit?.title;

/** Told only where no pair of figures makes the share right and one is a slip away from it. */
function* mistyped(share: Fact, text: Text, listings: ListedIn): Generator<Claim> {
  const before = text.facts[share.index - 1];
  const [part] = partsOf(share, text, share);
  if (part && isUnsaid(wholeNameOf(share)) && hasPeer({ share, part }, text)) return;
  const isPrinted = before && /占[^，。；]*$/.test(before.lead) && /^[^，。；]{0,12}的/.test(before.tail);
  const wholes = part && !isPrinted ? wholesOf(share, part, text, listings) : [];
  const sums = wholes
    .filter(({ fact }) => part && fact.base > part.base && fact.unit?.dimension === part.unit?.dimension)
    .map(({ fact }) => percentage(part as Fact, fact));
  const meant = mistypedShare(share, sums, text);
  if (meant) yield meant;
}

/** Another share near by that stands to this one as their parts do: both are right, over a whole that is not said. */
function hasPeer(pair: Pair, { facts }: Text): boolean {
  const { share, part } = pair;
  return facts.slice(Math.max(0, share.index - 12), share.index + 13).some((other, at, near) => {
    const own = near[at - 1];
    if (other === share || other.role !== "share" || other.base <= 0 || own?.role !== "level") return false;
    return own.unit?.title === part.unit?.title && isSound(proportion(pair, { share: other, part: own }));
  });
}

/** The whole that another share of the paragraph, or of an item of the same list just before, is right over. */
function sisterNear(share: Fact, text: Text, known: Map<string, Fact>): Fact | undefined {
  for (let index = share.passage.index; index >= Math.max(0, share.passage.index - 6); index--) {
    const own = text.heads[share.passage.index];
    const isSibling = index === share.passage.index || (own !== null && text.heads[index]?.style === own?.style);
    const whole = isSibling ? known.get(`${index}`) : undefined;
    if (whole) return whole;
  }
  return undefined;
}

/** 满意和较满意合计占94.67%: two figures over one whole. */
function* pairClaims(share: Fact, parts: Fact[], text: Text, listings: ListedIn): Generator<Observation> {
  for (const [index, a] of parts.entries())
    for (const b of parts.slice(index + 1))
      for (const { fact } of wholesOf(share, a, text, listings)) {
        const sum = {
          ...percentage(a, fact),
          operands: [a, b, fact],
          compute: ([x = 0, y = 0, z = 0]: number[]) => ((x + y) / z) * 100,
          show: ([x, y, z]: string[]) => `(${x} + ${y}) ÷ ${z}`,
        };
        const meant = claim("share", share, sum, "占比与部分、总数不符");
        if (fact === a || fact === b || !areKin(b.unit, fact.unit) || judge(meant).verdict !== "holds") continue;
        yield meant;
        return;
      }
}

function isRight(share: Fact, part: Fact, whole: Fact): boolean {
  if (!areKin(part.unit, whole.unit)) return false;
  const { verdict } = judge(claim("share", share, percentage(part, whole), ""));
  return verdict === "holds" || verdict === "note";
}

/** 占比合计: shares of one list make 100, give or take what rounding each of them may cost. */
function* hundred({ items: narrow, wider, isOpen, opener }: Listing, text: Text): Generator<Observation> {
  const items = wider.length > narrow.length ? wider : narrow;
  const isShare = (fact: Fact) =>
    fact.unit?.title === "%" && !fact.hedge && (fact.role === "share" || /^[、和及\s]*$/.test(fact.lead));
  const parts = items.flatMap(({ facts }) => facts.find(isShare) ?? []);
  const [first] = parts;
  if (first?.role !== "share" || parts.length < 2 || parts.length < items.length) return;
  if (new Set(parts.filter(({ role }) => role === "share").map(nameOf)).size > 1) return;
  if (/分别/.test(opener) && areOfDifferentKinds(alignedParts(first, parts.length, text))) return;
  const sum = parts.reduce((all, fact) => all + fact.base, 0);
  const play = parts.reduce((all, fact) => all + fact.half, 0);
  const places = Math.max(...parts.map((fact) => fact.places));
  const because = `${parts.map((fact) => rounded(fact.base, fact.places)).join(" + ")} = ${rounded(sum, places)}`;
  const operands = parts.slice(1).map(stretchOf);
  const off = Math.abs(sum - 100);
  if (off < 1e-9) yield { kind: "match", rule: "shares-total", at: stretchOf(first), because, operands };
  else if (
    off <= play + 1e-9 ||
    (sum > 100 && off < 60) ||
    (off < 15 && !isOpen && ((/分别/.test(opener) && parts.length > 2) || areDivision(parts)))
  )
    yield {
      kind: "slip",
      rule: "shares-total",
      severity: off <= play + 1e-9 ? "note" : "warning",
      at: stretchOf(parts.at(-1) ?? first),
      stated: `${rounded(sum, places)}%`,
      expected: "100%",
      because,
      operands: parts.slice(0, -1).map(stretchOf),
      message:
        off <= play + 1e-9 ? "各项占比之和不是 100%，四舍五入可以解释，可一并核对" : "各项占比之和不是 100%，请核对",
    };
}
