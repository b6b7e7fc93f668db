/*
 * 文中总数与表内合计: “项目 126 个，协议总投资 486.3 亿元” against the 合计 of a table whose columns say the same words.
 *
 * Text and table may count different things under the same words, so a difference is only called in question where the two are
 * one figure mistyped; the longer the figure, the fewer shared words it takes.
 *
 * 例：文中“协议总投资 274.90 亿元”，表中合计 247.90。 反例：文中“储备项目 162 个”，表中签约项目合计 126。
 */
import { shareWords } from "../../facts/columnwords.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Table } from "../../facts/table.ts";
import { isNaming } from "../../facts/tableunits.ts";
import type { Text } from "../../facts/text.ts";
import { significant, typoKeys } from "../../facts/typos.ts";
import { areKin } from "../../facts/units.ts";
import { claim, type Observation, same } from "../../judgement/claim.ts";
import { numberOf } from "../../judgement/print.ts";
import { isMistyped, isNear, isSaid, keyOf, mayBeWrong, type Printed, totalRowOf } from "./textfigures.ts";

interface Whole {
  cell: Fact;
  table: Table;
  title: string;
}

export function* tableWholes(text: Text, printed: Printed, spoken: ReadonlySet<Fact>): Generator<Observation> {
  const wholes = text.tables.flatMap(wholesOf);
  const byValue = grouped(wholes, ({ cell }) => [keyOf(cell)]);
  const byTypo = grouped(wholes, ({ cell }) => typoKeys(numberOf(cell)));
  for (const fact of text.facts) {
    if (spoken.has(fact) || !isSaid(fact)) continue;
    const words = wordsAround(fact);
    const held = (byValue.get(keyOf(fact)) ?? []).find((whole) => isAbout(fact, whole, words));
    if (held) {
      // 减少6.30万元 for a cell that prints −6.30.
      const isSigned = held.cell.base < 0 && fact.direction < 0;
      const sum = isSigned
        ? { ...same(held.cell), compute: ([value = 0]: number[]) => Math.abs(value) }
        : same(held.cell);
      yield claim("table-text", fact, sum, "文中总数与表内合计不符");
      continue;
    }
    if (
      significant(numberOf(fact)) < 3 ||
      !["level", "rate"].includes(fact.role) ||
      (printed.counts.get(keyOf(fact)) ?? 0) > 1
    )
      continue;
    const near = typoKeys(numberOf(fact)).flatMap((key) => byTypo.get(key) ?? []);
    const mistyped = near.find((whole) => isMeant(fact, whole, words, text));
    if (mistyped)
      yield claim(
        "table-text",
        fact,
        same(mistyped.cell),
        "文中总数与表内合计不符",
        significant(numberOf(fact)) > 4 && isNear(fact, mistyped.table, text),
      );
  }
}

function wholesOf(table: Table): Whole[] {
  const row = totalRowOf(table);
  if (row === null) return [];
  const found: Whole[] = [];
  for (let column = table.named; column < table.columns; column++) {
    const title = table.columnTitle(column);
    const cell = isNaming(title) ? null : table.figure(row, column);
    if (cell && significant(numberOf(cell)) > 1) found.push({ cell, table, title: `${title}${table.rowTitle(row)}` });
  }
  return found;
}

function grouped(wholes: Whole[], keysOf: (whole: Whole) => string[]): Map<string, Whole[]> {
  const groups = new Map<string, Whole[]>();
  for (const whole of wholes)
    for (const key of keysOf(whole)) {
      const group = groups.get(key);
      if (group && group.length < 20) group.push(whole);
      else if (!group) groups.set(key, [whole]);
    }
  return groups;
}

const wordsAround = (fact: Fact): string =>
  `${fact.passage.plain.slice(Math.max(0, fact.from - 30), fact.from)}${fact.noun}`;

const generic = /(?:合计|总计|总额|金额|数量|实际|全年|年度|本年|\d{4}年|[数额])/g;

/** Shares the column with the text, or the matter of the table; a long figure needs no more than its unit. */
function isAbout(
  fact: Fact,
  { cell, table, title }: Whole,
  words: string,
  isLong = significant(numberOf(fact)) > 4,
): boolean {
  if (!areKin(fact.unit, cell.unit)) return false;
  const matter = `${title}/${table.heads.at(-1)?.plain ?? ""}`.replaceAll(generic, " ");
  return isLong || matter.split(/[/\s]/).some((part) => part.length > 1 && shareWords(part, words));
}

function isMeant(fact: Fact, whole: Whole, words: string, text: Text): boolean {
  const { cell, title } = whole;
  if (!areKin(fact.unit, cell.unit) || !isMistyped(fact, cell)) return false;
  const length = Math.min(significant(numberOf(fact)), significant(numberOf(cell)));
  const column = title.replaceAll(/\([^()]*\)/g, "").replaceAll(generic, "");
  const isNamed = column.length > 1 && shareWords(column, words);
  if (!mayBeWrong(fact, text, title) || /其中|占|前\S?[位名]/.test(fact.lead)) return false;
  if (length >= 5) return isNamed || isAbout(fact, whole, words, false);
  return isNamed && (length === 4 || (length === 3 && isNear(fact, whole.table, text)));
}
