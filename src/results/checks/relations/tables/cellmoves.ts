/*
 * 单元格里的升降: a cell that says its change in words (增长12.5%, 下降4.0%) against two figures of its row, of which one is told as the former (上年同期, 年初).
 *
 * 例：本期 86.40，上年同期 90.00，增减“增长4.0%”。反例：表中没有上年一列；数字与两列都对不上。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Observation, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* cellMoves(text: Text): Generator<Observation> {
  for (const table of text.tables) {
    const titles = Array.from({ length: table.columns }, (_, column) => table.headPath(column).at(-1) ?? "");
    const former = titles.findIndex(
      (title) => /上年|去年|上期|同期|年初|上月/.test(title) && !/比|增|减|±|幅/.test(title),
    );
    if (former < 1) continue;
    for (let row = table.body; row < table.rows; row++)
      for (let column = 1; column < table.columns; column++) {
        const word = /^(增长|上升|增加|提高)|^(下降|减少|降低)/.exec(table.text(row, column));
        const moved = word ? (table.inside(row, column)[0] ?? null) : null;
        if (word && moved) yield* ofCell(table, row, former, moved, word[1] ? 1 : -1);
      }
  }
}

/** The figure of the row beside the former one that gives the change. */
function* ofCell(table: Table, row: number, former: number, moved: Fact, sign: number): Generator<Observation> {
  const base = table.fact(row, former);
  if (!base || base.base === 0) return;
  const levels = Array.from({ length: Math.min(table.columns, 12) }, (_, column) => table.fact(row, column));
  const level = levels.find(
    (fact) => fact && fact !== base && areKin(fact.unit, base.unit) && gives(fact, base, moved),
  );
  if (!level || level.base === base.base) return;
  const at = stretchOf(moved);
  const because = `${printed(level)} ${level.base > base.base ? ">" : "<"} ${printed(base)}`;
  const operands = [level, base].map(stretchOf);
  if (Math.sign(level.base - base.base) === sign) yield { kind: "match", rule: "direction", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "direction",
      severity: "error",
      at,
      stated: sign > 0 ? "增长" : "下降",
      expected: sign > 0 ? "下降" : "增长",
      because,
      operands,
      message: "增减方向与本行两数不符，请核对",
    };
}

function gives(level: Fact, base: Fact, moved: Fact): boolean {
  const off = Math.abs(level.base - base.base);
  const due = moved.unit?.dimension === "percent" ? (off / Math.abs(base.base)) * 100 : off;
  return Math.abs(due - moved.base) <= moved.half * 2 + 1e-9;
}
