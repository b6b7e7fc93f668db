/* 占比的部分: which figures of its sentence a share may be of. */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";

/**
 * Figures of the sentence the share may be of, likeliest first: what the share's own clause names (原创168篇…，原创占70%), then
 * the nearest. An aside counts only for a share in the same bracket.
 */
export function partsOf(share: Fact, text: Text, before: Fact): Fact[] {
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
export const ownSubject = (share: Fact): string =>
  /([一-龥\d“”]{2,14})占[^，。；占]*$/.exec(share.lead)?.[1]?.replace(/^(?:其中|分别|各)/, "") ?? "";

/** 仓库18座、面积36.5万平方米，分别占…的52.7%和58.3%: the figures right before, one for each share. */
export function alignedParts(first: Fact, count: number, { facts }: Text): Fact[] {
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

export const areOfDifferentKinds = (parts: readonly Fact[]): boolean =>
  parts.some((part) => !areKin(part.unit, parts[0]?.unit ?? null));
