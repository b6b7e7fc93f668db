import { expect, test } from "vitest";
import { type Row, textCell } from "#kit/documents/cells.ts";
import { amendedRow, fileCells, keptRow } from "../staging/rules.ts";
import { mostAmended, whyNotAmend } from "./rules.ts";

const row: Row = { number: 7, cells: [textCell("1"), textCell("甲公司"), textCell("")] };

test("改正的内容放在文件所写之前，文件里没有的列也填得上", () => {
  const amended = amendedRow(
    row,
    new Map([
      [1, "乙公司"],
      [4, "500万"],
    ]),
  );
  expect(amended.cells.map(({ text }) => text)).toEqual(["1", "乙公司", "", "", "500万"]);
  expect(amendedRow(row, undefined)).toBe(row);
  expect(amendedRow(row, new Map([[1, ""]])).cells[1]?.kind).toBe("empty");
});

test("只留对应了的列，读回来与文件所写一样", () => {
  const mapping = { name: 1, note: 2, address: 9 };
  const cells = fileCells(row, mapping);
  expect(cells).toEqual({ name: { kind: "text", text: "甲公司" } });
  expect(keptRow(7, cells, mapping).cells.map(({ text }) => text)).toEqual(["", "甲公司"]);
});

test.each([
  ["略去的行", { row: { outcome: "aside", isKept: true } }, "aside"],
  ["没有问题的行", { row: { outcome: "create", isKept: false } }, "fine"],
  ["没有对应的列", { fields: ["phone"] }, "column"],
  ["改正的行过多", { count: mostAmended + 1 }, "most"],
  ["有误的行", {}, undefined],
])("%s", (_title, more, reason) => {
  const asked = { row: { outcome: "error", isKept: true }, fields: ["name"], mapping: { name: 1 }, count: 1 };
  expect(whyNotAmend({ ...asked, ...more })?.code).toBe(reason && `imports.amend.${reason}`);
});
