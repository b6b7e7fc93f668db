/*
 * 行数: “共 15 个项目，具体见表1” against the number of rows of that table, or of the groups of its rows (三类8项).
 *
 * The table is the one that is pointed at: by its number wherever it stands, or by 如下, 下表 right before it. Only where the counted noun is
 * what a naming column names (项目 – 项目名称); rows of subtotals and 其中 do not count.
 *
 * 例：五个园区完成情况见表4（表中四行）。 反例：共引进项目 48 个，分布见表（表中是园区）。
 */
import { shareWords } from "../../facts/columnwords.ts";
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Reading } from "../../facts/quantities.ts";
import { rowLines } from "../../facts/tablelines.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import { isCounted } from "../../facts/units.ts";
import { type Observation, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* rowCounts(text: Text): Generator<Observation> {
  if (text.tables.length === 0) return;
  const { numbered, following } = tablesOf(text);
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length === 0) continue;
    // 9项指标中，完成7项，见表3: one of the counts is that of the rows.
    for (const { at, table } of pointed(reading, numbered, following))
      for (const fact of reading.facts)
        if (isAnnounced(fact, at, reading) && !isToldBeside(fact, table, reading)) yield* compared(fact, table, at);
    // 分四批拨付 right before a table of 批次 needs no 见表.
    const next = following.get(reading.passage.index);
    if (next) for (const fact of reading.facts) if (isClass(fact)) yield* compared(fact, next, fact.to);
  }
}

interface Tables {
  numbered: Map<string, Table>;
  /** The table within three passages behind each. */
  following: Map<number, Table>;
}

function tablesOf({ tables, readings }: Text): Tables {
  const numbered = new Map<string, Table>();
  const following = new Map<number, Table>();
  for (const table of tables) {
    const first = table.passage(0, 0)?.index ?? 0;
    for (let at = Math.max(0, first - 3); at < first; at++) if (!following.has(at)) following.set(at, table);
    for (const { plain } of table.heads) {
      const [number] = /表\s*\d{1,2}(?:[-—.]\d{1,2})?/.exec(plain) ?? [];
      const key = number?.replaceAll(/\s/g, "");
      if (key && readings.length > 0 && !numbered.has(key)) numbered.set(key, table);
    }
  }
  return { numbered, following };
}

/** 见表1, 详见附表3 · 如下表, 见下表, 列表如下 */
function* pointed({ passage }: Reading, numbered: Tables["numbered"], following: Tables["following"]) {
  for (const match of matchesOf(
    passage.plain,
    /(?:见|列于|如)\s*[一-龥]{0,3}(?<number>表\s*\d{1,2}(?:[-—.]\d{1,2})?)|如下|见.{0,4}表|下表|附表|列表/g,
  )) {
    const number = match.groups?.number?.replaceAll(/\s/g, "");
    const table = number ? numbered.get(number) : following.get(passage.index);
    if (table) yield { at: match.index, table };
  }
}

/** In the sentence that points at the table, before it. */
const isAnnounced = (fact: Fact, at: number, { passage }: Reading): boolean =>
  fact.to <= at && at - fact.to < 60 && !/[。！？\n]/.test(passage.plain.slice(fact.to, at));

const isToldBeside = (fact: Fact, table: Table, { facts }: Reading): boolean =>
  facts.some(
    (other) =>
      other !== fact &&
      other.sentence === fact.sentence &&
      other.unit?.title === fact.unit?.title &&
      other.value !== fact.value &&
      numberOfRows(other, table) === other.value,
  );

function* compared(fact: Fact, table: Table, at: number): Generator<Observation> {
  if (fact.hedge || !fact.unit || !isCounted(fact.unit) || fact.role !== "level") return;
  const number = numberOfRows(fact, table);
  if (number === null || number < 2) return;
  const because = `表中列了 ${number} 行`;
  const where = stretchOf(fact);
  if (fact.value === number) yield { kind: "match", rule: "table-text", at: where, because, operands: [] };
  else if (isOfAll(fact, at) && Math.abs(fact.value - number) <= Math.max(2, number * 0.3))
    yield {
      kind: "slip",
      rule: "table-text",
      severity: "warning",
      at: where,
      stated: printed(fact),
      expected: String(number),
      because,
      operands: [],
      message: "文中所说的个数与表中的行数不符，请核对",
    };
}

/** No choice among them is said, and no other table's things: 主要、重点3个，前5位. */
const isOfAll = ({ passage, from, to }: Fact, at: number): boolean =>
  !/主要|部分|其中|前$|代表性|典型/.test(
    passage.plain.slice(Math.max(0, from - 8), from) + passage.plain.slice(to, at),
  );

const isClass = ({ unit }: Fact): boolean => /^(?:大?类|批次?)$/.test(unit?.title ?? "");

/** The rows of the table, if it is these that were counted; or the groups that a column of theirs sets up. */
function numberOfRows(fact: Fact, table: Table): number | null {
  // 采购项目共4项, 三类8项: what is counted may stand before the number.
  const said = [fact.noun, fact.subject, fact.passage.plain.slice(Math.max(0, fact.from - 10), fact.from)];
  const noun = said.find((words) => words.length > 1) ?? "";
  const lines = rowLines(table).filter(({ kind }) => kind === "item");
  for (let column = table.named - 1; column >= 0; column--) {
    const title = table.columnTitle(column);
    if (/序号|编[号码]/.test(title)) continue;
    const names = lines.map(({ at }) => table.text(at, column)).filter(Boolean);
    const distinct = new Set(names);
    if (isClass(fact)) {
      if (/类|批/.test(title) && title.includes(fact.unit?.title.slice(-1) ?? "类")) return distinct.size;
      continue;
    }
    const isGroup = distinct.size < lines.length * 0.7;
    if (shareWords(noun, title)) return isGroup ? distinct.size : lines.length;
  }
  return null;
}
