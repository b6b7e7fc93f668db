/*
 * 几个指标: how many indicators of each level the text says there are (4个一级指标，下设13个二级指标), against the column of a table that is headed so.
 *
 * Equal names in a row are one indicator (merged, or repeated line by line). Every table with such a column is tried, since a report may print a
 * part of them; only where there is one is a difference asked about. A number said with a part of them (决策类下设3个二级指标) is not of the table.
 *
 * 反例：与上年相比减少2个三级指标；权重最大的3个二级指标。
 */
import { type Count, countsOf } from "../../facts/counts.ts";
import { rowLines } from "../../facts/tablelines.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import type { Observation } from "../../judgement/claim.ts";
import { agreement, doubt } from "./countverdicts.ts";

const level = /^[一二三四]级指标/;

export function* columnCounts(text: Text): Generator<Observation> {
  if (text.tables.length === 0) return;
  let columns: Map<string, number[]> | null = null;
  for (const passage of text.passages) {
    const { plain, cell } = passage;
    if (cell || !/[一二三四]级指标/.test(plain)) continue;
    const said = countsOf(plain).flatMap((count) => {
      const name = nameOf(count, plain);
      return name && !isSome(count, plain) ? [{ count, name }] : [];
    });
    if (said.length > 0) columns ??= columnsOf(text.tables.slice(0, 20));
    for (const { count, name } of said) {
      // 决策类下设3个，过程类下设2个: each of its own part.
      if (said.filter((each) => each.name === name).length > 1) continue;
      const numbers = columns?.get(name) ?? [];
      const all = numbers.reduce((sum, number) => sum + number, 0);
      const [number] = numbers;
      if (number === undefined) continue;
      const listed = { count: number, because: `表中“${name}”列有 ${number} 项`, operands: [] };
      if (numbers.includes(count.value) || all === count.value)
        yield agreement(count, passage, { ...listed, count: count.value });
      else if (numbers.length === 1 && number > 1 && Math.abs(number - count.value) <= 3)
        yield doubt(count, passage, listed, false);
    }
  }
}

/** 13个二级指标 · 二级指标13个 */
const nameOf = (count: Count, plain: string): string | null =>
  /^[个项]$/.test(count.unit)
    ? (level.exec(count.noun)?.[0] ??
      /[一二三四]级指标(?:共|有|为)?\s*$/.exec(plain.slice(Math.max(0, count.from - 7), count.from))?.[0].slice(0, 4) ??
      null)
    : null;

/** Some of them, or more and fewer of them. */
const isSome = ({ from, to }: Count, plain: string): boolean =>
  /其中|前|增加|减少|新增|删除|取消|调整|最|主要|类下?设?|方面|扣分|未|失分/.test(
    plain.slice(Math.max(0, from - 12), from),
  ) || /^[一-龥]{0,8}(?:扣分|失分|未|得分率|满分|存在)/.test(plain.slice(to, to + 12));

function columnsOf(tables: readonly Table[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const table of tables)
    for (let column = 0; column < table.columns; column++) {
      const name = level.exec(table.headPath(column).at(-1) ?? "")?.[0];
      if (name) found.set(name, [...(found.get(name) ?? []), namesIn(table, column)]);
    }
  return found;
}

/** Names that follow each other and differ; those of an upper level part equal ones. */
function namesIn(table: Table, column: number): number {
  let [number, last] = [0, ""];
  for (const { at, kind } of rowLines(table)) {
    const own = table.text(at, column);
    if (kind !== "item" || own === "" || /合计|总计|总分/.test(table.text(at, 0))) continue;
    const path = Array.from({ length: column + 1 }, (_, upper) => table.text(at, upper)).join("/");
    const key = column > 0 ? path : own;
    if (key !== last) number += 1;
    last = key;
  }
  return number;
}
