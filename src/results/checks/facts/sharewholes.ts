/* 占比的总数: the figures that may be the whole a share is of, by name, by list, by the totals of tables. */
import { domainOf } from "./domains.ts";
import type { Fact } from "./fact.ts";
import { likeTo } from "./likeness.ts";
import type { Listing } from "./listings.ts";
import { once } from "./once.ts";
import type { Text } from "./text.ts";
import { areKin } from "./units.ts";

export type ListedIn = Map<Fact, Listing[]>;

export function byItem(listings: Listing[]): ListedIn {
  const found: ListedIn = new Map();
  for (const listing of listings)
    for (const { facts } of [...listing.items, ...listing.wider])
      for (const fact of facts) found.set(fact, [...(found.get(fact) ?? []), listing]);
  return found;
}

/** How far back a whole may have been said: figures are counted, not characters. */
const reach = 400;

export interface Whole {
  fact: Fact;
  likeness: number;
}

export function wholesOf(share: Fact, part: Fact, text: Text, listings: ListedIn): Whole[] {
  const name = wholeNameOf(share);
  const short = /^(..)(?:的?总额|总数|总量|总和|总次数)$/.exec(name)?.[1] ?? "";
  const stem = /^(.{3,})(?:资金|金额|企业|项目|经费)$/.exec(name)?.[1] ?? "";
  const [like, likeShort, likeStem] = [likeTo(name), likeTo(short), likeTo(stem)];
  const found: Whole[] = [];
  for (let index = part.index - 1; index >= Math.max(0, part.index - reach); index--) {
    const fact = text.facts[index];
    if (!fact || fact.passage.cell || fact.base <= 0 || !areKin(fact.unit, part.unit)) continue;
    if (fact.role !== "level" && fact.role !== "target") continue;
    const words = wordsOf(fact);
    // 手术总量 of 手术1.18万台次: two characters say less.
    const likeness = name
      ? Math.max(like(words), short ? 0.7 * likeShort(words) : 0, stem ? 0.9 * likeStem(words) : 0)
      : 0;
    const isClose = fact.passage === part.passage && share.places > 0;
    if (likeness >= 0.3 || isClose) found.push({ fact, likeness });
  }
  const inList = name.length > 2 ? [] : (listings.get(part) ?? []);
  for (const [fact, label] of tableTotals(text))
    if (
      Math.abs(fact.index - part.index) < (name ? 4 * reach : near) &&
      fact.base >= part.base &&
      areKin(fact.unit, part.unit)
    )
      found.push({ fact, likeness: like(label) * 0.9 });
  for (const { wholes } of inList)
    for (const fact of wholes)
      if (areKin(fact.unit, part.unit) && fact.role === "level") found.push({ fact, likeness: 0.7 });
  return found.sort((a, b) => b.likeness - a.likeness || b.fact.index - a.fact.index).slice(0, 16);
}

/** Where the whole is not even named, its table must be close. */
const near = 150;

/** 尚有860万元、15家未拨付: what is left over is named behind its figure. */
const isLeft = ({ lead }: Fact): boolean => /(?:尚有|还有|仍有|尚余|剩余|其余)\s*$/.test(lead);

/** The words a figure is known by. */
const wordsOf = once((fact: Fact): string => `${fact.lead}${fact.noun}${isLeft(fact) ? fact.tail.slice(0, 16) : ""}`);

/** 合计 rows of tables, with what they are totals of: a text may speak of them by name only. */
const tableTotals = once((text: Text): [Fact, string][] =>
  text.tables.flatMap((table) =>
    Array.from({ length: table.rows }, (_, row) => row)
      .filter((row) => /合计|总计|全[区市县省]|总额/.test(table.rowTitle(row)))
      .flatMap((row) =>
        Array.from({ length: table.columns }, (_, column): [Fact | null, string] => [
          table.fact(row, column),
          table.columnTitle(column),
        ]),
      )
      .flatMap(([fact, label]): [Fact, string][] => (fact ? [[fact, label]] : [])),
  ),
);

/** What the share names, or what its sentence is about: 参训学员中，…占36%. */
export const wholeNameOf = (share: Fact): string => nameOf(share) || bare(domainOf(share));

/** 占本年财政拨款支出的 → 本年财政拨款支出 */
export function nameOf(share: Fact): string {
  const [, name = ""] = /占([^，。；占]*)$/.exec(share.lead) ?? [];
  return bare(name.replaceAll(/\s|的?(?:比重|比例|份额)?[为达约是到]*$|比重?$|的$/g, "")).replace(/^比$/, "");
}

/** Without what every total is called: 全年到位资金总额 → 到位资金. */
function bare(name: string): string {
  const short = name
    .replace(/^(?:20\d{2}年度?|当年|本年度?|全年|年度|全部|所有)/, "")
    .replace(/(?:的?总额|总数|总量|总和|合计)$/, "");
  return short.length > 2 ? short : name;
}
