/*
 * 表外的总数: a table that gives counts and their rates over a whole that stands only in the text (65个签约项目……累计履约18个，履约率27.7%；31个，47.7%).
 * The rows themselves show which whole: if all but one agree on a figure of the text, that one is wrong.
 *
 * At least three rows, and three digits in the rates that agree; a column that another column of the table explains is none of these.
 *
 * 例：18 | 27.7%，31 | 44.7%，46 | 70.8%，文中签约65个 → 47.7%。 反例：各行分母不同的完成率。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import { significant } from "../../facts/typos.ts";
import { areKin, isCounted } from "../../facts/units.ts";
import { type Claim, claim, percentage } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

export function* steadyWholes(text: Text): Generator<Claim> {
  for (const table of text.tables)
    if (table.rows - table.body > 2 && table.rows - table.body < 40) yield* inTable(table, text);
}

const widest = 12;
/** So many figures before the table, and behind it, may be the whole. */
const reach = 40;

function* inTable(table: Table, text: Text): Generator<Claim> {
  for (let rate = table.named; rate < Math.min(table.columns, widest); rate++)
    for (let part = table.named; part < rate; part++) {
      const rows = rowsOf(table, part, rate);
      if (rows.length < 3) continue;
      const wholes = wholesNear(rows, text);
      const made = wholes
        .map((whole) =>
          rows.map((row) => claim("table-formula", row.rate, percentage(row.part, whole), "比率与同一总数不符", false)),
        )
        .find((claims) => claims.filter(isSound).length >= Math.max(2, claims.length - 1));
      if (made) yield* made;
    }
}

interface Row {
  part: Fact;
  rate: Fact;
}

function rowsOf(table: Table, part: number, rate: number): Row[] {
  const rows: Row[] = [];
  for (let row = table.body; row < table.rows; row++) {
    const [a, b] = [table.fact(row, part), table.fact(row, rate)];
    if (!a || !b || b.unit?.dimension !== "percent" || a.unit?.dimension === "percent") continue;
    if (significant(b.number) < 2 || a.base <= 0) continue;
    rows.push({ part: a, rate: b });
  }
  return rows.filter(({ rate: { number } }) => significant(number) > 2).length > 1 ? rows : [];
}

function wholesNear(rows: readonly Row[], text: Text): Fact[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return [];
  const least = Math.max(...rows.map(({ part }) => part.base));
  return [
    ...text.facts.slice(Math.max(0, first.part.index - reach), first.part.index).toReversed(),
    ...text.facts.slice(last.rate.index + 1, last.rate.index + reach / 2),
  ].filter(
    (fact) =>
      !fact.passage.cell &&
      !fact.hedge &&
      fact.base > least &&
      fact.role === "level" &&
      fact.unit !== null &&
      // 有效问卷1800份 of 人: people and things are counted alike.
      (first.part.unit === null ||
        areKin(fact.unit, first.part.unit) ||
        (isCounted(fact.unit) && isCounted(first.part.unit))),
  );
}
