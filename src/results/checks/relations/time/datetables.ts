/*
 * 日期的表列: dates that stand in a column, or beside a number of days, have an order of their own.
 *
 * A column of dates that goes up but for one: in a table of batches or steps (第一批、准备阶段), or one of six rows and more, whose order is no
 * coincidence. A first column of days or months that counts on one by one has no gap, repeat or misfit. Of two columns of dates the one is
 * never after the other, but in one row (开工、竣工). “30天（6月18日）、60天（7月18日）、90天（8月17日）” are counted from one day. All 疑点.
 *
 * 例：5月16日、5月17日、5月15日、5月19日；竣工早于开工的一行；90天（7月17日）。
 * 反例：按县区、金额排列的表；12月、1月、2月；30天内、60天内。
 */
import { type DateSaid, datesOf, isPossible } from "../../facts/dates.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import type { Match, Slip } from "../../judgement/claim.ts";

interface Dated {
  passage: Passage;
  date: DateSaid;
  row: number;
}

export function* dateTables({ tables, passages }: Text): Generator<Slip | Match> {
  for (const table of tables) yield* inTable(table);
  for (const passage of passages) if (!passage.cell) yield* offsets(offsetsIn(passage));
}

const step = /^(?:第[一二三四五六七八九十\d]{1,3}[批期轮次阶步]|[一-龥]{2,6}(?:阶段|环节)$)/;

function* inTable(table: Table): Generator<Slip | Match> {
  const rows = Array.from({ length: Math.max(0, table.rows - table.body) }, (_, row) => row + table.body);
  if (rows.length < 3) return;
  const columns: Dated[][] = [];
  for (let column = 0; column < table.columns; column++) {
    // One look tells whether the column may hold dates at all.
    const isDated = rows.slice(0, 3).some((row) => table.text(row, column).includes("月"));
    if (!isDated) continue;
    const cells = rows.flatMap((row) => {
      const passage = table.isOwn(row, column) ? table.passage(row, column) : null;
      return passage?.plain.includes("月") ? [{ passage, row }] : [];
    });
    yield* offsets(cells.flatMap(({ passage }) => offsetsIn(passage)));
    const dated = cells.flatMap(({ passage, row }) => dateIn(passage, row));
    if (column === 0) yield* counted(dated);
    columns.push(dated);
  }
  const steps = rows.filter((row) => step.test(table.text(row, 0))).length;
  for (const column of columns) yield* ordered(column, steps >= 3 && steps === column.length);
  for (const [index, earlier] of columns.entries())
    for (const later of columns.slice(index + 1, index + 3)) yield* paired(earlier, later);
}

/** A cell that is a date and nothing else. */
function dateIn(passage: Passage, row: number): Dated[] {
  const [date, other] = datesOf(passage.plain);
  const isAlone = date && !other && passage.plain.trim().length <= date.to - date.from + 2 && isPossible(date);
  return isAlone ? [{ passage, date, row }] : [];
}

const isBefore = (a: Dated, b: Dated): boolean =>
  (a.date.year === null) === (b.date.year === null) && a.date.last < b.date.first;

/** All go up but one. */
function* ordered(cells: readonly Dated[], isStepped: boolean): Generator<Slip | Match> {
  const [first] = cells;
  if (!first || cells.length < (isStepped ? 3 : 6)) return;
  const wrong = cells.flatMap((cell, index) => (index > 0 && isBefore(cell, cells[index - 1] ?? cell) ? [index] : []));
  const at = wrong[0] ?? 0;
  if (wrong.length === 0 && isStepped)
    yield {
      kind: "match",
      rule: "date-order",
      at: { passage: first.passage, from: first.date.from, to: first.date.to },
      because: `各批次日期依次向后，共 ${cells.length} 个`,
      operands: [],
    };
  if (wrong.length !== 1) return;
  // 11月、12月、1月: a new year, unless years are said.
  const isTurn = cells.slice(at).every((cell) => cell.date.year === null && isBefore(cell, first));
  if (isTurn && !isStepped) return;
  const odd = oddOf(cells, at);
  if (odd) yield slip(odd, "与上下各行的日期先后不一致", "各批次的日期先后不对，请核对");
}

/** Without which the rest is in order: the one behind the break, or the one before it. */
function oddOf(cells: readonly Dated[], at: number): Dated | undefined {
  const [own, before] = [cells[at], cells[at - 1]];
  const isSound = (a: Dated | undefined, b: Dated | undefined) => !a || !b || !isBefore(b, a);
  if (isSound(before, cells[at + 1])) return own;
  return isSound(cells[at - 2], own) ? before : undefined;
}

/** 5月16日、5月17日、… or 1月、2月、…: one by one. */
function* counted(cells: readonly Dated[]): Generator<Slip> {
  if (cells.length < 4) return;
  const isDaily = cells.every(({ date }) => date.day !== null);
  if (!isDaily && cells.some(({ date }) => date.day !== null)) return;
  const numbers = cells.map(({ date }) => (isDaily ? dayOf(date) : (date.year ?? 0) * 12 + date.month));
  const begins = numbers.map((number, index) => number - index);
  const usual = begins.filter((begin) => begin === begins[0]).length > 1 ? begins[0] : begins[1];
  const odd = begins.flatMap((begin, index) => (begin === usual ? [] : [index]));
  const cell = cells[odd[0] ?? 0];
  if (odd.length !== 1 || !cell || cells.at(-1) === cell) return;
  yield slip(cell, "其余各行逐日（月）相接", "日期与上下各行不相接，请核对");
}

/** 开工 and 竣工: in all rows but one the first is not after the second. */
function* paired(earlier: readonly Dated[], later: readonly Dated[]): Generator<Slip> {
  const pairs = earlier.flatMap((begin) => {
    const end = later.find(({ row }) => row === begin.row);
    return end && begin.date.year !== null && end.date.year !== null ? [{ begin, end }] : [];
  });
  const wrong = pairs.filter(({ begin, end }) => isBefore(end, begin));
  const [odd] = wrong;
  if (wrong.length !== 1 || pairs.length < 4 || !odd) return;
  const { begin, end } = odd;
  yield {
    ...slip(end, `早于同一行的 ${quote(begin)}，其余各行都在其后`, "同一行的两个日期先后颠倒，请核对"),
    operands: [{ passage: begin.passage, from: begin.date.from, to: begin.date.to }],
  };
}

const offset = /(?<!\d)(\d{1,3})\s*[天日](?:[^\d，。；()内]{0,3})\(\s*(?=\d)/g;

/** 第30天（6月18日）: the day from which is counted, beside the date. */
function offsetsIn(passage: Passage): (Dated & { start: number })[] {
  if (!passage.plain.includes("(") || !/\d\s*[天日]/.test(passage.plain)) return [];
  const marks = matchesOf(passage.plain, offset);
  if (marks.length === 0) return [];
  const said = datesOf(passage.plain);
  return marks.flatMap((match) => {
    const date = said.find(({ from, day }) => day !== null && from === match.index + match[0].length);
    return date && isPossible(date) ? [{ passage, date, row: 0, start: dayOf(date) - Number(match[1]) }] : [];
  });
}

function* offsets(said: readonly (Dated & { start: number })[]): Generator<Slip> {
  if (said.length < 3) return;
  const isKin = (a: number, b: number) => Math.abs(a - b) <= 1;
  const usual = said.find(({ start }) => said.filter((each) => isKin(each.start, start)).length * 3 >= said.length * 2);
  const odd = usual ? said.filter(({ start }) => !isKin(start, usual.start)) : [];
  const [only] = odd;
  if (odd.length === 1 && only) yield slip(only, "其余各处的天数与日期从同一天算起", "天数与日期不符，请核对");
}

const dayOf = ({ year, month, day }: DateSaid): number => Date.UTC(year ?? 2023, month - 1, day ?? 1) / 86_400_000;
const quote = ({ passage, date }: Dated): string => passage.plain.slice(date.from, date.to).replaceAll(/\s/g, "");

const slip = ({ passage, date }: Dated, because: string, message: string): Slip => ({
  kind: "slip",
  rule: "date-order",
  severity: "warning",
  at: { passage, from: date.from, to: date.to },
  stated: passage.text.slice(date.from, date.to),
  expected: null,
  because,
  operands: [],
  message,
});
