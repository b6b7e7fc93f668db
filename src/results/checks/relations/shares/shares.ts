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
import { mistypedShare } from "./mistypedshares.ts";
import { listOver, severalOver } from "./severalparts.ts";
import {
  inProportion,
  isUnsaid,
  paragraphsAndLists,
  type Pair,
  proportion,
  respectiveShares,
} from "./shareproportions.ts";

export function* shares(text: Text): Generator<Observation> {
  const listings = listingsOf(text);
  const listedIn = byItem(listings);
  const known = new Map<string, Fact>();
  const inRows = respectiveShares(text, (share, part) => wholesOf(share, part, text, listedIn).map(({ fact }) => fact));
  yield* inRows;
  const settled = new Set(inRows.map(({ stated }) => stated));
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
        part.unit?.dimension === inPhrase.unit?.dimension,
      );
    return;
  }
  const key = `${share.passage.index}/${share.sentence}/${wholeNameOf(share)}`;
  for (const part of parts) {
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
  // 占年初预算的42.41%, where that would be 3.30%: the budget of something else.
  const due = (likeliest.base / meant.fact.base) * 100;
  const power = Math.abs(Math.log10(due / share.base));
  const isSlip = power < 0.5 || Math.abs(power - Math.round(power)) < 0.01;
  if (isAlike && (isHere || isSlip) && (isHere || share.index - meant.fact.index < 40 || isAlone))
    yield claim(
      "share",
      share,
      percentage(likeliest, meant.fact),
      "占比与部分、总数不符",
      isHere && meant.likeness >= 0.8,
    );
}

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

/**
 * Figures of the sentence the share may be of, likeliest first: what the share's own clause names (原创168篇…，原创占70%), then
 * the nearest. An aside counts only for a share in the same bracket.
 */
function partsOf(share: Fact, text: Text, before: Fact): Fact[] {
  const aligned = alignedTo(share, text);
  if (aligned) return [aligned];
  const depth = share.passage.depths;
  const own = boundSubject(share, text) ?? ownSubject(share);
  const found: Fact[] = [];
  for (let index = before.index - 1; index >= Math.max(0, before.index - 10); index--) {
    const fact = text.facts[index];
    if (!fact || fact.passage !== share.passage) break;
    const isHere = fact.sentence === share.sentence;
    if (!isHere && !(own && isOf(fact, own))) continue;
    if ((depth[fact.from] ?? 0) > (depth[share.from] ?? 0)) continue;
    if ((fact.role === "level" || fact.role === "target") && fact.unit && fact.unit.dimension !== "percent")
      found.push(fact);
  }
  const named = own ? found.filter((fact) => isOf(fact, own)) : [];
  // 项目46个，占47.9%，但投资额仅占2.8%: of a sum that is not printed.
  const measure = /(?:[额值量]|资金|面积|投资|收入|支出|产值|户数|人数)(?:仅|只|约|也|却|则)?$/.test(own);
  const previous = text.facts[share.index - 1];
  if (measure && named.length === 0 && previous?.role === "share" && !found.some((fact) => fact.index > previous.index))
    return [];
  if (/^\d/.test(own)) return named;
  const isNear = (fact: Fact) => !/[；;]/.test(share.passage.plain.slice(fact.to, share.from));
  return named.length > 0 ? named : found.filter(isNear);
}

/** 10亿元以上项目占…: a class told by its bound; of 50亿元以上项目6个 it is no share. */
function boundSubject(share: Fact, { facts }: Text): string | null {
  const bound = facts[share.index - 1];
  if (bound?.passage !== share.passage || !/^以[上下](?:项目|企业)?占/.test(bound.tail)) return null;
  const { plain } = share.passage;
  return bound.to + share.lead.length >= share.from - 1 ? plain.slice(bound.from, bound.to + 2) : null;
}

const isOf = ({ lead, noun, passage, from }: Fact, own: string): boolean =>
  /^\d/.test(own)
    ? new RegExp(`(?<!\\d)${own}`).test(passage.plain.slice(Math.max(0, from - 24), from))
    : lead.includes(own) || noun.includes(own);

/** What the clause of a share names before 占: 原创占70% → 原创. */
const ownSubject = (share: Fact): string =>
  /([一-龥\d“”]{2,14})占[^，。；占]*$/.exec(share.lead)?.[1]?.replace(/^(?:其中|分别|各)/, "") ?? "";

/** 仓库18座、面积36.5万平方米，分别占…的52.7%和58.3%: the figures right before, one for each share. */
function alignedParts(first: Fact, count: number, { facts }: Text): Fact[] {
  const before = facts.slice(Math.max(0, first.index - count), first.index);
  return before.length === count &&
    before.every((fact) => fact.passage === first.passage && fact.sentence === first.sentence && isAmount(fact))
    ? before
    : [];
}

/** Of 分别占…的52.7%和58.3% the figure that a share answers, where the figures are of different kinds. */
function alignedTo(share: Fact, text: Text): Fact | null {
  const run = [share];
  for (const step of [-1, 1])
    for (let at = share.index + step; ; at += step) {
      const fact = text.facts[at];
      const next = step < 0 ? run[0] : run.at(-1);
      const [left, right] = step < 0 ? [fact, next] : [next, fact];
      const isJoined =
        fact?.passage === share.passage &&
        fact.unit?.title === "%" &&
        /^[、和及与\s]{1,3}$/.test(share.passage.plain.slice(left?.to, right?.from));
      if (!fact || !isJoined || run.length > 6) break;
      if (step < 0) run.unshift(fact);
      else run.push(fact);
    }
  const [first] = run;
  if (!first || run.length < 2 || !/分别占[^，。；]*$/.test(first.lead)) return null;
  const parts = alignedParts(first, run.length, text);
  return areOfDifferentKinds(parts) ? (parts[run.indexOf(share)] ?? null) : null;
}

const isAmount = ({ role, unit }: Fact): boolean =>
  (role === "level" || role === "target") &&
  unit !== null &&
  unit.dimension !== "percent" &&
  unit.dimension !== "point";

const areOfDifferentKinds = (parts: readonly Fact[]): boolean =>
  parts.some((part) => !areKin(part.unit, parts[0]?.unit ?? null));

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
