/*
 * 行名索引: where a text speaks of a row of a table. Names are filed by their pairs of characters, so that each figure of the text
 * finds the rows named before it in its sentence at a cost that does not depend on how many tables there are.
 */
import type { Fact } from "./fact.ts";
import type { Passage } from "./passages.ts";
import { bare, columnLines, kindOf } from "./tablelines.ts";
import { type Table, turned } from "./tables.ts";

export interface NamedRow {
  table: Table;
  row: number;
  name: string;
}

/** A row that is spoken of before a figure. */
export interface Mention extends NamedRow {
  /** Where its name ends in the passage. */
  to: number;
  /** The name stands there word for word. */
  isExact: boolean;
  /** Not in the sentence, but at the head of its passage or section. */
  isFar: boolean;
}

export interface NameIndex {
  pairs: Map<string, NamedRow[]>;
}

/** 场次, 数 and units behind an indicator say only in what it is counted. */
const counting = /(?:场次|批次|人次|次数|个数|数量|总数|人数|家数|项目数|总额|数|额|情况)$/;

export function namesIn(tables: readonly Table[]): NameIndex {
  const pairs = new Map<string, NamedRow[]>();
  const across = tables.filter(isAddedAcross).map(turned);
  for (const table of [...tables, ...across])
    for (let row = table.body; row < table.rows; row++) {
      const label = table.labels(row).at(-1) ?? "";
      // 合计 names no row; 本年收入合计 does.
      if (!label || (kindOf(label).kind === "total" && label.length < 4)) continue;
      for (const name of namesOf(label)) file(pairs, { table, row, name });
    }
  return { pairs };
}

function namesOf(label: string): string[] {
  const name = bare(label)
    .replace(/^其中[:：]?/, "")
    .replace(/小计$/, "")
    .replaceAll(/[\s《》（）()·]/g, "");
  const short = name.replace(counting, "");
  const names = [name, ...(short.length > 3 ? [short] : [])];
  return [...new Set(names)].filter((each) => /\p{Script=Han}{2}|^\d{1,2}月/u.test(each) && each.length <= 40);
}

/** A table whose columns are added up has columns that are things like its rows. */
function isAddedAcross(table: Table): boolean {
  const lines = columnLines(table);
  return (
    lines.length > 2 &&
    lines.filter(({ kind }) => kind === "item").length > 1 &&
    lines.some(({ kind }) => kind === "total")
  );
}

/** Pairs that stand in more names than that tell nothing. */
const mostPerPair = 60;

function file(pairs: Map<string, NamedRow[]>, named: NamedRow): void {
  for (const pair of new Set(pairsOf(named.name))) {
    const known = pairs.get(pair);
    if (known && known.length < mostPerPair) known.push(named);
    else if (!known) pairs.set(pair, [named]);
  }
}

const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));

const farthest = 70;

/** The rows named in the sentence before a figure, those named last first; else those its passage or section begins with. */
export function mentionsBefore(fact: Fact, index: NameIndex, heading: Passage | null): Mention[] {
  const { plain } = fact.passage;
  const floor = Math.max(0, fact.from - farthest);
  const ends = ["。", "；", ";", "\n"].map((mark) => plain.lastIndexOf(mark, fact.from - 1) + 1);
  const mentions = mentionsIn(plain, Math.max(floor, ...ends), fact.from, index, false);
  if (mentions.length > 0) return mentions;
  const opening = Math.min(plain.search(/[。：:]/), 30);
  if (opening > 1 && opening < fact.from) {
    const named = mentionsIn(plain, 0, opening, index, true);
    if (named.length > 0) return named;
  }
  return heading && heading.plain.length <= 40 ? mentionsIn(heading.plain, 0, heading.plain.length, index, true) : [];
}

function mentionsIn(plain: string, from: number, to: number, { pairs }: NameIndex, isFar: boolean): Mention[] {
  const seen = new Map<NamedRow, { pairs: Set<string>; to: number }>();
  for (let at = from; at + 2 <= to; at++) {
    const pair = plain.slice(at, at + 2);
    for (const named of pairs.get(pair) ?? []) {
      const known = seen.get(named);
      if (known) {
        known.pairs.add(pair);
        known.to = at + 2;
      } else seen.set(named, { pairs: new Set([pair]), to: at + 2 });
    }
  }
  const mentions: Mention[] = [];
  for (const [named, { pairs: found, to: end }] of seen) {
    const exact = lastOf(plain, named.name, to);
    if (exact >= from) mentions.push({ ...named, to: exact + named.name.length, isExact: true, isFar });
    else if (named.name.length >= 5 && found.size / new Set(pairsOf(named.name)).size >= 0.7)
      mentions.push({ ...named, to: end, isExact: false, isFar });
  }
  return mentions.sort((a, b) => b.to - a.to || Number(b.isExact) - Number(a.isExact) || b.name.length - a.name.length);
}

/** 2月 is not in 12月. */
function lastOf(plain: string, name: string, to: number): number {
  const at = plain.lastIndexOf(name, to - name.length);
  return at > 0 && /^\d/.test(name) && /[\d.]/.test(plain[at - 1] ?? "") ? -1 : at;
}
