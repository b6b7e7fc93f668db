import { describe, expect, test } from "vitest";
import type { Passage } from "../contract.ts";
import { blocksOf, gutterOf, partsOf } from "./paper.ts";

const text = (words: string): Passage => ({
  kind: "paragraph",
  level: 0,
  text: words,
  line: 1,
  place: null,
  cell: null,
});
const cell = (table: number, row: number, column: number, more: object = {}): Passage => ({
  ...text(`${row},${column}`),
  kind: "cell",
  cell: { table, row, column, rows: 1, columns: 1, isHeader: false, ...more },
});

describe("成页", () => {
  test("同一张表的格子排成行，相邻的两张表分开，合并格盖住的整行留空", () => {
    const blocks = blocksOf([
      text("一"),
      cell(1, 1, 1, { rows: 3 }),
      cell(1, 1, 2, { rows: 2 }),
      cell(1, 3, 2),
      cell(2, 0, 0),
      text("二"),
    ]);
    expect(blocks.map((block) => [block.kind, block.first])).toEqual([
      ["text", 0],
      ["table", 1],
      ["table", 4],
      ["text", 5],
    ]);
    const [, first] = blocks;
    expect(first?.kind === "table" && first.rows.map((row) => row.map(({ number }) => number))).toEqual([
      [1, 2],
      [],
      [3],
    ]);
  });

  test("长文分成几部分，一块也不丢", () => {
    const blocks = blocksOf(Array.from({ length: 500 }, (_, index) => text(`第${index}段`)));
    const parts = partsOf(blocks);
    expect(parts.length).toBeGreaterThan(10);
    expect(parts.flat()).toEqual(blocks);
  });

  test("页边写行号或段号，别的位置太长，不写", () => {
    expect(gutterOf({ line: 41, place: null })).toBe("41");
    expect(gutterOf({ line: null, place: "第 12 段" })).toBe("12");
    expect(gutterOf({ line: null, place: "收入表!B3" })).toBe("");
  });
});
