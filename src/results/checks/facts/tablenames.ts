/*
 * 行名索引: where a text speaks of a row of a table. Names are filed whole and by their pairs of characters, so that each figure of
 * the text finds the rows named before it in its sentence at a cost that does not depend on how many tables there are.
 */
import type { Fact } from "./fact.ts";
import { once } from "./once.ts";
import type { Passage } from "./passages.ts";
import { type Table, turned } from "./table.ts";
import { bare, columnLines, kindOf } from "./tablelines.ts";

interface NamedRow {
  table: Table;
  row: number;
  name: string;
  /** Where it stands in the document, by passages. */
  at: number;
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

interface NameIndex {
  byName: Map<string, NamedRow[]>;
  /** The lengths of the names that begin with a pair of characters. */
  lengths: Map<string, number[]>;
  /** Names by each of their telling pairs. */
  byPair: Map<string, NamedRow[]>;
  /** How many telling pairs a name has. */
  pairCount: Map<NamedRow, number>;
  /** What the head of a passage or section names: asked again by each of its figures. */
  heads: Map<string, Mention[]>;
  /** The names, and the telling pairs of names, in each passage. */
  exact: Map<Passage, ExactName[]>;
  alike: Map<Passage, NamedPair[]>;
}

/** 场次, 数 and units behind an indicator say only in what it is counted. */
const counting = /(?:场次|批次|人次|次数|个数|数量|总数|人数|家数|项目数|总额|数|额|情况)$/;

interface ExactName {
  row: NamedRow;
  from: number;
  to: number;
}

interface NamedPair {
  pair: string;
  rows: readonly NamedRow[];
  at: number;
}

export const namesIn = once((tables: readonly Table[]): NameIndex => {
  const across = tables.filter(isAddedAcross).map(turned);
  const byName = new Map<string, NamedRow[]>();
  for (const table of [...tables, ...across])
    for (let row = table.body; row < table.rows; row++) {
      // 丙片 | 6月3日: a date beside the name names nothing.
      const labels = table.labels(row);
      const label =
        labels.findLast((each) => !/^[\d年月日.\-/]+$/.test(each) || /^\d{1,2}月$/.test(each)) ?? labels.at(-1) ?? "";
      // 合计 names no row; 本年收入合计 does.
      if (!label || (kindOf(label).kind === "total" && label.length < 4)) continue;
      for (const name of namesOf(label))
        file(byName, name, { table, row, name, at: table.passage(row, 0)?.index ?? 0 }, Number.POSITIVE_INFINITY);
    }
  return {
    byName,
    lengths: lengthsOf(byName),
    ...pairsIn(byName),
    heads: new Map(),
    exact: new Map(),
    alike: new Map(),
  };
});

/** A name may head rows of many tables; a text speaks of those nearest to it. */
const mostPerName = 4;

function nearestTo(rows: readonly NamedRow[], at: number): readonly NamedRow[] {
  if (rows.length <= mostPerName) return rows;
  let [middle, end] = [0, rows.length];
  while (middle < end) {
    const half = (middle + end) >> 1;
    if ((rows[half]?.at ?? 0) < at) middle = half + 1;
    else end = half;
  }
  const from = Math.min(Math.max(0, middle - mostPerName / 2), rows.length - mostPerName);
  return rows.slice(from, from + mostPerName);
}

function file<T>(filed: Map<string, T[]>, key: string, one: T, most: number): void {
  const known = filed.get(key);
  if (!known) filed.set(key, [one]);
  else if (known.length < most) known.push(one);
}

function lengthsOf(byName: Map<string, NamedRow[]>): Map<string, number[]> {
  const lengths = new Map<string, number[]>();
  for (const name of byName.keys()) {
    const known = lengths.get(name.slice(0, 2)) ?? [];
    if (!known.includes(name.length))
      lengths.set(
        name.slice(0, 2),
        [...known, name.length].sort((a, b) => b - a),
      );
  }
  return lengths;
}

/** Pairs that stand in more names than that tell nothing. */
const mostPerPair = 12;

function pairsIn(byName: Map<string, NamedRow[]>): Pick<NameIndex, "byPair" | "pairCount"> {
  const byPair = new Map<string, NamedRow[]>();
  for (const [name, rows] of byName) {
    if (name.length < 5) continue;
    for (const pair of new Set(pairsOf(name)))
      for (const row of rows.slice(0, 2 * mostPerName)) file(byPair, pair, row, mostPerPair + 1);
  }
  const pairCount = new Map<NamedRow, number>();
  for (const [pair, rows] of byPair)
    if (rows.length > mostPerPair) byPair.delete(pair);
    else for (const row of rows) pairCount.set(row, (pairCount.get(row) ?? 0) + 1);
  return { byPair, pairCount };
}

function namesOf(label: string): string[] {
  const name = bare(label)
    .replace(/^其中[:：]?/, "")
    .replace(/小计$/, "")
    .replaceAll(/[\s《》（）()·]/g, "");
  const short = name.replace(counting, "");
  const names = [name, ...(short.length > 3 ? [short] : [])];
  return [...new Set(names)].filter((each) => /[一-龥]{2}|^\d{1,2}月/.test(each) && each.length <= 40);
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

const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));

const farthest = 70;

/** The rows named in the sentence before a figure, those named last first; else those its passage or section begins with. */
export function mentionsBefore(fact: Fact, index: NameIndex, heading: Passage | null): Mention[] {
  const { plain } = fact.passage;
  const floor = Math.max(0, fact.from - farthest);
  const ends = ["。", "；", ";", "\n"].map((mark) => plain.lastIndexOf(mark, fact.from - 1) + 1);
  const mentions = mentionsIn(fact.passage, Math.max(floor, ...ends), fact.from, index, false);
  if (mentions.length > 0) return mentions;
  const opening = Math.min(plain.search(/[。：:]/), 30);
  if (opening > 1 && opening < fact.from) {
    const named = namedAtHead(fact.passage, opening, index);
    if (named.length > 0) return named;
  }
  return heading && heading.plain.length <= 40 ? namedAtHead(heading, heading.plain.length, index) : [];
}

function namedAtHead(passage: Passage, to: number, index: NameIndex): Mention[] {
  const key = `${passage.index}:${to}`;
  const named = index.heads.get(key) ?? mentionsIn(passage, 0, to, index, true);
  index.heads.set(key, named);
  return named;
}

function mentionsIn(passage: Passage, from: number, to: number, index: NameIndex, isFar: boolean): Mention[] {
  const exact = exactIn(passage, from, to, index, isFar);
  const found = exact.length > 0 ? exact : alikeIn(passage, from, to, index, isFar);
  return found.sort((a, b) => b.to - a.to || b.name.length - a.name.length).slice(0, mostMentions);
}

const mostMentions = 24;

/** Word for word. */
function exactIn(passage: Passage, from: number, to: number, index: NameIndex, isFar: boolean): Mention[] {
  const all = index.exact.get(passage) ?? exactNames(passage, index);
  index.exact.set(passage, all);
  const found = all.filter((name) => name.from >= from && name.to <= to);
  // A name inside a longer one, at the same place, is not what was said.
  return found.flatMap((name) =>
    found.some((other) => isInside(name, other)) ? [] : [{ ...name.row, to: name.to, isExact: true, isFar }],
  );
}

const isInside = (name: ExactName, other: ExactName): boolean =>
  other.to >= name.to &&
  other.from <= name.from &&
  other.to - other.from > name.to - name.from &&
  other.row.table === name.row.table &&
  other.row.row !== name.row.row;

/** 2月 is not in 12月. */
function exactNames({ plain, index }: Passage, { byName, lengths }: NameIndex): ExactName[] {
  const found: ExactName[] = [];
  for (let from = 0; from + 2 <= plain.length; from++)
    for (const length of lengths.get(plain.slice(from, from + 2)) ?? []) {
      const name = plain.slice(from, from + length);
      const rows = byName.get(name);
      if (!rows || (/^\d/.test(name) && /[\d.]/.test(plain[from - 1] ?? ""))) continue;
      for (const row of nearestTo(rows, index)) found.push({ row, from, to: from + length });
    }
  return found;
}

/** Most of the telling pairs of a name. */
function alikeIn(passage: Passage, from: number, to: number, index: NameIndex, isFar: boolean): Mention[] {
  const all = index.alike.get(passage) ?? pairsNamed(passage, index);
  index.alike.set(passage, all);
  const seen = new Map<NamedRow, { pairs: Set<string>; to: number }>();
  for (const { pair, rows, at } of all) {
    if (at < from || at + 2 > to) continue;
    for (const named of rows) {
      const known = seen.get(named) ?? { pairs: new Set<string>(), to: 0 };
      known.pairs.add(pair);
      known.to = at + 2;
      seen.set(named, known);
    }
  }
  return [...seen].flatMap(([named, { pairs, to: end }]) =>
    pairs.size >= 3 && pairs.size >= (index.pairCount.get(named) ?? 0) * 0.7
      ? [{ ...named, to: end, isExact: false, isFar }]
      : [],
  );
}

function pairsNamed({ plain }: Passage, { byPair }: NameIndex): NamedPair[] {
  const found: NamedPair[] = [];
  for (let at = 0; at + 2 <= plain.length; at++) {
    const pair = plain.slice(at, at + 2);
    const rows = byPair.get(pair);
    if (rows) found.push({ pair, rows, at });
  }
  return found;
}
