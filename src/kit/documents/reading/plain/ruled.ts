/* 有框线的表格: rows between | or │, drawn by hand, by Markdown or by a program's output. */
import type { Prose, Table } from "../../document.ts";
import { proseOf } from "./prose.ts";
import type { SourceLine } from "./source.ts";
import { mostColumns, type Run, tableOf, withHeaders } from "./tables.ts";

const uprights = "|│┃║";
const rulePattern = /^[-=+|:─━═│┃║┄┅┈┉┌-╬\s]+$/;
const longestRow = 20_000;

/** What stands between the upright strokes of a line; null for a line of no table. A backslash takes the stroke's meaning. */
export function ruledFields(line: string): string[] | null {
  const text = line.trim();
  if (text.length > longestRow || !uprights.includes(text.charAt(0)) || text === "") return null;
  const fields: string[] = [];
  let from = 1;
  for (let i = 1; i <= text.length && fields.length <= mostColumns; i++) {
    const isEnd = i === text.length;
    if (!isEnd && (!uprights.includes(text.charAt(i)) || text.charAt(i - 1) === "\\")) continue;
    if (!isEnd || text.slice(from).trim() !== "") fields.push(text.slice(from, i));
    from = i + 1;
  }
  return fields.length > 0 && fields.length <= mostColumns && text.length > 2 ? fields : null;
}

export function isRule(line: string): boolean {
  const text = line.trim();
  return text.length >= 3 && text.length <= longestRow && /[-=]{2}|[─━═]/.test(text) && rulePattern.test(text);
}

interface Row {
  fields: string[];
  line: SourceLine;
}

export function boxedRun(lines: readonly SourceLine[], at: number): Run | null {
  const groups: Row[][] = [[]];
  let end = at;
  for (; end < lines.length; end++) {
    const line = lines[end];
    if (!line) break;
    const isBetween = isRule(line.text);
    const fields = isBetween ? null : ruledFields(line.text);
    if (isBetween) groups.push([]);
    else if (fields) groups.at(-1)?.push({ fields, line });
    else break;
  }
  const filled = groups.filter((group) => group.length > 0);
  if (end - at < 2) return null;
  const table = filled.flat().some(({ fields }) => fields.length > 1) ? boxedTable(filled) : null;
  return { start: at, end, table };
}

/** Rules between all rows make each group one row; a rule under the head alone leaves each line a row. */
function boxedTable(groups: readonly Row[][]): Table {
  const isRuledThroughout = groups.length > 3;
  const rows = groups.flatMap((group) => (isRuledThroughout ? [group] : entriesOf(group))).map(cellsOf);
  const table = tableOf(rows);
  const [head = [], ...others] = groups;
  if (isRuledThroughout || others.length === 0 || entriesOf(head).length > 1) return table;
  return { ...table, rows: withHeaders(table.rows, 1) };
}

/** A line with at most half of its fields filled goes on with the row above it. */
function entriesOf(group: readonly Row[]): Row[][] {
  const entries: Row[][] = [];
  for (const row of group) {
    const filled = row.fields.filter((field) => field.trim() !== "").length;
    const last = entries.at(-1);
    const continues = last !== undefined && row.fields[0]?.trim() === "" && 2 * filled <= row.fields.length;
    if (continues) last.push(row);
    else entries.push([row]);
  }
  return entries;
}

function cellsOf(lines: readonly Row[]): Prose[] {
  const [{ fields, line } = { fields: [], line: { number: 0, text: "" } }] = lines;
  return fields.map((_, column) => {
    const filled = lines.map((row) => ({ number: row.line.number, text: row.fields[column] ?? "" }));
    const said = filled.filter(({ text }) => text.trim() !== "");
    return proseOf(said.length > 0 ? said : [{ number: line.number, text: "" }]);
  });
}
