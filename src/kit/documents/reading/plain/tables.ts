/* 表格的共同之处: how rows that were recognised, by whatever mark, become a table of the model. */
import type { Block, Cell, Prose, Table } from "../../document.ts";
import { isCaption, isUnitLine } from "../headings.ts";

/** Beyond any table on paper; a line of ten million tabs must not fill the memory. */
export const mostColumns = 200;

/** Lines from `start` up to `end` that belong together; a table, or looked at once and known to be none. */
export interface Run {
  start: number;
  end: number;
  table: Table | null;
}

const totalPattern = /^\S{0,6}(?:合\s{0,3}计|总\s{0,3}计|总\s{0,3}分|小\s{0,3}计)$/;

export function isTotal(text: string): boolean {
  return text.length <= 12 && totalPattern.test(text);
}

/** A table of the rows: what is merged (合并单元格) and which rows are the head is told by what they hold. */
export function tableOf(rows: readonly Prose[][]): Table {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const merged = rows.map((row) => row.map((cell, at): Cell => (at === 0 ? { ...cell, ...spanOf(row, width) } : cell)));
  return { kind: "table", rows: withHeaders(merged, headerCount(merged, width)) };
}

/** A cell alone in its row goes across the table; the word 合计 takes the places that its row lacks. */
function spanOf(row: readonly Prose[], width: number): { columns?: number } {
  const missing = width - row.length;
  if (missing === 0) return {};
  return row.length === 1 || isTotal(row[0]?.text ?? "") ? { columns: missing + 1 } : {};
}

export function withHeaders(rows: readonly Cell[][], count: number): Cell[][] {
  return rows.map((row, i) => (i < count ? row.map((cell) => ({ ...cell, isHeader: true })) : [...row]));
}

/** 表头: the first row if it holds no figure; the second as well, where merged or empty cells show that the head has two. */
function headerCount(rows: readonly Cell[][], width: number): number {
  const [first, second, ...body] = rows;
  if (!first || !second || first.length < 2 || hasFigure(first)) return 0;
  const isWhole = (row: readonly Cell[]) => row.length === width && row.every(({ text }) => text !== "");
  if (hasFigure(second)) return first.length === width ? 1 : 0;
  if (!isWhole(first)) return body[0] && hasFigure(body[0]) ? 2 : 0;
  return second[0]?.text === "" && body.some(hasFigure) ? 2 : 1;
}

const figurePattern = /^[≥≤＞＜><=＝约]?\s?[-+−－]?[\d０-９][\d０-９,，.]*\s?[^\d\s]{0,4}$/;

/** A number with its unit, but not the year over a column (2023年). */
export function isFigure(text: string): boolean {
  return text.length <= 30 && figurePattern.test(text) && !/^(?:19|20)\d\d\s?年?(?:度|[^\d\s]{2,4})?$/.test(text);
}

export function hasFigure(row: readonly Prose[]): boolean {
  return row.some(({ text }) => isFigure(text));
}

/** 表题: “表1 …” right before a table is its caption, also across the line that names the unit. */
export function captioned(blocks: readonly Block[]): Block[] {
  const kept: Block[] = [];
  for (const block of blocks) {
    if (block.kind === "table" && !block.caption) {
      const unit = kept.at(-1);
      const isUnit = unit?.kind === "paragraph" && isUnitLine(unit.text);
      const caption = kept.at(isUnit ? -2 : -1);
      if (caption?.kind === "paragraph" && isCaption(caption.text)) {
        kept.splice(isUnit ? -2 : -1, 1);
        kept.push({ ...block, caption: proseWithout(caption) });
        continue;
      }
    }
    kept.push(block);
  }
  return kept;
}

const proseWithout = ({ text, pieces = [] }: Prose): Prose => ({ text, pieces });
