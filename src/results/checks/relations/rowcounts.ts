/*
 * 行数: “共 15 个项目，具体见表1” against the number of rows of the table that follows.
 *
 * Only where the counted noun is what the first column names (项目 – 项目名称), right before the table and with a word that points
 * at it; rows of subtotals and 其中 do not count.
 *
 * 例：五个园区完成情况见表4（表中四行）。 反例：共引进项目 48 个，分布见表（表中是园区）。
 */
import { shareWords } from "../facts/columnwords.ts";
import type { Fact } from "../facts/fact.ts";
import { rowLines } from "../facts/tablelines.ts";
import type { Table } from "../facts/table.ts";
import type { Text } from "../facts/text.ts";
import { isCounted } from "../facts/units.ts";
import { type Observation, stretchOf } from "../judgement/claim.ts";
import { printed } from "../judgement/print.ts";

export function* rowCounts(text: Text): Generator<Observation> {
  const seen = new Set<number>();
  for (const table of text.tables) {
    if (seen.has(table.index)) continue;
    seen.add(table.index);
    const rows = rowLines(table).filter(({ kind }) => kind === "item").length;
    const first = table.passage(0, 0)?.index ?? 0;
    for (let index = Math.max(0, first - 3); index < first; index++) {
      const reading = text.readings[index];
      if (!reading || reading.passage.cell || !/如下|见.{0,4}表|下表|附表|列表/.test(reading.passage.plain)) continue;
      for (const fact of reading.facts) yield* compared(fact, table, rows);
    }
  }
}

function* compared(fact: Fact, table: Table, rows: number): Generator<Observation> {
  const { noun, tail } = fact;
  const name =
    Array.from({ length: table.named }, (_, column) => table.columnTitle(column)).find(
      (title) => !/序号|编[号码]/.test(title),
    ) ?? "";
  const isRows =
    noun.length > 1 && shareWords(noun, name) && fact.unit && isCounted(fact.unit) && fact.role === "level" && rows > 1;
  if (!isRows || fact.hedge) return;
  const at = stretchOf(fact);
  const because = `表中列了 ${rows} 行`;
  const isPointed =
    /^[^。；，]{0,14}(?:如下|见|详见|列)/.test(tail) ||
    /^[^。；]{0,24}(?:如下|见.{0,4}表|详见)/.test(fact.passage.plain.slice(fact.to, fact.to + 30));
  if (fact.value === rows) yield { kind: "match", rule: "table-text", at, because, operands: [] };
  else if (
    isPointed &&
    Math.abs(fact.value - rows) <= Math.max(2, rows * 0.3) &&
    !/主要|重点|部分|前/.test(fact.passage.plain)
  )
    yield {
      kind: "slip",
      rule: "table-text",
      severity: "warning",
      at,
      stated: printed(fact),
      expected: String(rows),
      because,
      operands: [],
      message: "文中所说的个数与表中的行数不符，请核对",
    };
}
