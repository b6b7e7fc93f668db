/* 占比的总数: the figures that may be the whole a share is of, by name, by list, by the totals of tables. */
import { domainOf } from "./domains.ts";
import type { Fact } from "./fact.ts";
import { likeTo } from "./likeness.ts";
import type { Listing } from "./listings.ts";
import { once, onceForWords } from "./once.ts";
import type { Text } from "./text.ts";
import { areKin, type Unit } from "./units.ts";

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

/** Asked for one share and part from several sides, so what is found is kept with the share. */
const foundFor = once((_share: Fact): Map<Fact, Whole[]> => new Map());

export function wholesOf(share: Fact, part: Fact, text: Text, listings: ListedIn): Whole[] {
  const known = foundFor(share).get(part);
  if (known) return known;
  const found = findWholes(share, part, text, listings);
  foundFor(share).set(part, found);
  return found;
}

function findWholes(share: Fact, part: Fact, text: Text, listings: ListedIn): Whole[] {
  const name = wholeNameOf(share);
  const like = likeToName(name);
  const found: Whole[] = [];
  const alike = possible(text).get(kindOf(part)) ?? [];
  const least = Math.max(0, part.index - reach);
  for (let at = countBefore(alike, part.index) - 1; at >= 0; at--) {
    const fact = alike[at] as Fact;
    if (fact.index < least) break;
    const likeness = name ? like(wordsOf(fact)) : 0;
    const isClose = fact.passage === part.passage && share.places > 0;
    if (likeness >= 0.3 || isClose) found.push({ fact, likeness });
  }
  const most = name ? 4 * reach : near;
  const plain = likeTo(name);
  for (const [fact, label] of tableTotals(text).get(kindOf(part)) ?? [])
    if (Math.abs(fact.index - part.index) < most && fact.base >= part.base)
      found.push({ fact, likeness: plain(label) * 0.9 });
  // Of a whole that only its place in a list tells, a part is no more than a part.
  const inList = name.length > 2 || name.startsWith("全") ? [] : (listings.get(part) ?? []);
  for (const { wholes } of inList)
    for (const fact of wholes)
      if (areKin(fact.unit, part.unit) && fact.role === "level" && fact.base >= part.base)
        found.push({ fact, likeness: 0.7 });
  return found.sort((a, b) => b.likeness - a.likeness || b.fact.index - a.fact.index).slice(0, 16);
}

/** 手术总量 of 手术1.18万台次, 签约项目 of 签约33个: two characters, or a stem, say less than the whole name. */
const likeToName = onceForWords((name: string): ((words: string) => number) => {
  const short = /^(..)(?:的?总额|总数|总量|总和|总次数)$/.exec(name)?.[1] ?? "";
  const stem = /^(.{3,})(?:资金|金额|企业|项目|经费)$/.exec(name)?.[1] ?? "";
  const core = coreOf(name);
  const [like, likeShort, likeStem, likeCore] = [likeTo(name), likeTo(short), likeTo(stem), likeTo(core)];
  return onceForWords((words) =>
    Math.max(
      like(words),
      short ? 0.7 * likeShort(words) : 0,
      stem ? 0.9 * likeStem(words) : 0,
      core.length > 2 ? 0.95 * likeCore(coreOf(words)) : 0,
    ),
  );
});

/** 协议总投资, 协议投资额, 协议投资总额: what is measured, without what says that it is an amount. */
const coreOf = (words: string): string =>
  words.replaceAll(/总(?=[一-龥]{2})|[总金数]?额|数量|(?<=[一-龥]{3})[量数](?=$|为|达)/g, "");

const thing: Unit = { title: "个", dimension: "个", factor: 1 };
/** Figures of one kind may stand to each other as part and whole. */
const kindOf = ({ unit }: Fact): string => (areKin(unit, thing) ? "个" : (unit?.dimension ?? ""));

/** The figures of a text that may be a whole, by kind, in order. */
const possible = once((text: Text): Map<string, Fact[]> => {
  const found = new Map<string, Fact[]>();
  for (const fact of text.facts) {
    if (fact.passage.cell || fact.base <= 0 || (fact.role !== "level" && fact.role !== "target")) continue;
    const kind = kindOf(fact);
    const same = found.get(kind);
    if (same) same.push(fact);
    else found.set(kind, [fact]);
  }
  return found;
});

/** How many of them stand before an index. */
function countBefore(facts: readonly Fact[], index: number): number {
  let [low, high] = [0, facts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((facts[middle]?.index ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where the whole is not even named, its table must be close. */
const near = 150;

/** 尚有860万元、15家未拨付: what is left over is named behind its figure. */
const isLeft = ({ lead }: Fact): boolean => /(?:尚有|还有|仍有|尚余|剩余|其余)\s*$/.test(lead);

/** The words a figure is known by. */
const wordsOf = once((fact: Fact): string => `${fact.lead}${fact.noun}${isLeft(fact) ? fact.tail.slice(0, 16) : ""}`);

/** 合计 rows of tables, by kind, with what they are totals of: a text may speak of them by name only. */
const tableTotals = once((text: Text): Map<string, [Fact, string][]> => {
  const found = new Map<string, [Fact, string][]>();
  for (const table of text.tables)
    for (let row = 0; row < table.rows; row++) {
      if (!/合计|总计|全[市区县省]|总额/.test(table.rowTitle(row))) continue;
      for (let column = 0; column < table.columns; column++) {
        const fact = table.fact(row, column);
        if (fact) found.set(kindOf(fact), [...(found.get(kindOf(fact)) ?? []), [fact, table.columnTitle(column)]]);
      }
    }
  return found;
});

/** What the share names, or what its sentence is about: 参训学员中，…占36%. */
export const wholeNameOf = (share: Fact): string => nameOf(share) || bare(domainOf(share));

/** 占本年财政拨款支出的 → 本年财政拨款支出 */
export function nameOf(share: Fact): string {
  const [, name = ""] = /占([^，。；占]*)$/.exec(share.lead) ?? [];
  const said = name.replaceAll(/\s/g, "").replace(/(?<=的)(?:将?近|约|超过?|逾|不足|不到|接近|整整|足足)+$/, "");
  return bare(said.replaceAll(/的?(?:比重|比例|份额)?[为达约是到]*$|比重?$|的$/g, "")).replace(/^比$/, "");
}

/** Without what every total is called: 全年到位资金总额 → 到位资金. */
function bare(name: string): string {
  const short = name
    .replace(/^(?:20\d{2}年度?|当年|本年度?|全年|年度|全部|所有)/, "")
    .replace(/(?:的?总额|总数|总量|总和|合计)$/, "");
  return short.length > 2 ? short : name;
}
