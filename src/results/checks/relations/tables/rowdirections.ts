/*
 * 表中各行的升降与先后: what the text says of rows of a table it names, where the figures are right and only the words are not:
 * 临县、望县同比分别增长7%和3% of rows that print −7.00% and −3.00%; and names in another order than their figures: 甲区、乙区分别完成91%、88% of rows
 * that print 88% and 91%.
 *
 * Names must be those of rows, word for word, figures those of one column of these rows. A sign is known only of a column of changes (同比, 增幅, 降幅).
 *
 * 反例：分别下降7%和3%（表中没有这两个数）；表中另有一列给出同样的增长。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import { listFrom } from "../../facts/respectivelists.ts";
import type { Table } from "../../facts/table.ts";
import { type Mention, mentionsBefore, namesIn } from "../../facts/tablenames.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Observation, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";
import { listed } from "./textfigures.ts";

export function* rowDirections(text: Text): Generator<Observation> {
  if (text.tables.length === 0) return;
  const names = namesIn(text.tables);
  for (const reading of text.readings) {
    if (reading.passage.cell) continue;
    for (const [index, fact] of reading.facts.entries()) {
      const isMoved = fact.direction !== 0 && fact.role === "growth";
      const isList = /(?:分别|依次)[^，。；]*$/.test(fact.lead);
      if (!isMoved && !isList) continue;
      const mentions = mentionsBefore(fact, names, null);
      const figures = listFrom(reading.facts, index, reading.passage.plain);
      // The same names may head rows of several tables.
      for (const table of new Set(mentions.map((mention) => mention.table))) {
        const told = listed(
          fact,
          mentions.filter((mention) => mention.table === table),
        ).reverse();
        const rows = rowsFor(fact, told, figures, reading);
        if (rows && isMoved) yield* directions(fact, rows);
        if (rows && isList && rows.length > 1) yield* order(rows);
      }
    }
  }
}

interface Told {
  mention: Mention;
  value: Fact;
}

/** Each name with its figure; one figure may be said of all (均增长9%) or of the name right before it. */
function rowsFor(fact: Fact, told: Mention[], figures: Fact[], { passage }: Reading): Told[] | null {
  const last = told.at(-1);
  if (!last || last.isFar || fact.from - last.to > 40 || !last.isExact) return null;
  const between = passage.plain.slice(last.to, fact.from);
  if (/[。；]|(?<![同环])[比较]|其中|以外|除|其余|其他/.test(between)) return null;
  if (told.length === figures.length && (told.length === 1 || /分别|依次/.test(between)))
    return told.map((mention, index) => ({ mention, value: figures[index] ?? fact }));
  return figures.length === 1 && /均|都/.test(between) ? told.map((mention) => ({ mention, value: fact })) : null;
}

const isOfChange = (title: string): boolean => /增|同比|环比|±|[升降]幅|涨|增速|下降/.test(title);

/** The cells of a row that print this figure, with the way they go. */
function signsOf({ mention: { table, row }, value }: Told): { cell: Fact; sign: number }[] {
  return columnsOf(table).flatMap((column) => {
    const cell = table.fact(row, column);
    const title = table.columnTitle(column);
    if (!cell || Math.abs(cell.base) !== Math.abs(value.base) || cell.base === 0 || !isOfChange(title)) return [];
    const isFall = /降|减/.test(title) && !/增|[+±]/.test(title);
    return [{ cell, sign: Math.sign(cell.base) * (isFall ? -1 : 1) }];
  });
}

const columnsOf = (table: Table): number[] =>
  Array.from({ length: Math.max(0, Math.min(table.columns, 24) - table.named) }, (_, index) => index + table.named);

function* directions({ direction, passage, from, to }: Fact, rows: Told[]): Generator<Observation> {
  const cells = rows.map(signsOf);
  if (cells.some((each) => each.length === 0)) return;
  const wrong = cells.findIndex((each) => each.every(({ sign }) => sign !== direction));
  const [cell] = cells[Math.max(0, wrong)] ?? [];
  if (!cell) return;
  const at = { passage, from, to };
  const because = `表中“${rows[Math.max(0, wrong)]?.mention.name.slice(0, 16)}”为 ${printed(cell.cell)}`;
  const operands = [stretchOf(cell.cell)];
  if (wrong < 0) yield { kind: "match", rule: "direction", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "direction",
      severity: "error",
      at,
      stated: direction > 0 ? "增长" : "下降",
      expected: direction > 0 ? "下降" : "增长",
      because,
      operands,
      message: "增减方向与表中不符，请核对",
    };
}

/** The figures of one column in the order of the names. */
function* order(rows: Told[]): Generator<Observation> {
  const [first] = rows;
  if (!first) return;
  const { table } = first.mention;
  const isAt = ({ mention, value }: Told, column: number, row = mention.row) => {
    const cell = table.fact(row, column);
    return (
      cell !== null &&
      Math.abs(cell.base - Math.abs(value.base) * (cell.base < 0 ? -1 : 1)) < 1e-9 &&
      areKin(cell.unit, value.unit)
    );
  };
  const columns = columnsOf(table).map((column) => ({ column, odd: rows.filter((each) => !isAt(each, column)) }));
  if (columns.some(({ odd }) => odd.length === 0)) return;
  const body = Array.from({ length: Math.min(80, table.rows - table.body) }, (_, index) => index + table.body);
  // Every figure stands in that column, some of them with another name.
  const best = columns
    .toSorted((a, b) => a.odd.length - b.odd.length)
    .find(({ column, odd }) => odd.every((each) => body.some((row) => isAt(each, column, row))));
  if (!best) return;
  const { column, odd } = best;
  for (const { mention, value } of odd.slice(0, 3)) {
    const cell = table.fact(mention.row, column);
    if (!cell) continue;
    yield {
      kind: "slip",
      rule: "table-text",
      severity: "warning",
      at: stretchOf(value),
      stated: printed(value),
      expected: printed(cell),
      because: `表中“${mention.name.slice(0, 16)}”为 ${printed(cell)}`,
      operands: [{ passage: value.passage, from: mention.to - mention.name.length, to: mention.to }, stretchOf(cell)],
      message: "各单位与各数的先后与表中不符，请核对",
    };
  }
}
