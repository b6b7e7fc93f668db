/*
 * 表内平均: a row or column of averages (平均分、均值) against the figures it is over.
 *
 * The rows above it, without totals; a column whose figures are shares or weights is averaged too, for that is what the row says.
 * Only a row in which most columns agree is taken for a plain average: a weighted one agrees nowhere, and says nothing.
 *
 * 例：平均分 18.03 ← 18.50、18.00、19.20、16.40。 反例：人均（另有分母）；加权平均。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import { claim, type Claim, type Observation, type Sum } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";

export function* tableAverages(text: Text): Generator<Observation> {
  for (const table of text.tables)
    for (let row = table.body; row < table.rows; row++)
      if (/^(?:总?平均(?:分|值|数|水平)?|均值|算术平均|平均得分)$/.test(table.text(row, 0) || table.rowTitle(row)))
        yield* ofRow(table, row);
}

function* ofRow(table: Table, row: number): Generator<Observation> {
  const claims: Claim[] = [];
  for (let column = 1; column < table.columns; column++) {
    const stated = table.isOwn(row, column) ? table.fact(row, column) : null;
    if (!stated) continue;
    const parts: Fact[] = [];
    for (let above = row - 1; above >= table.body; above--) {
      const fact = /合计|小计|总计|总分|平均/.test(table.rowTitle(above)) ? null : table.fact(above, column);
      if (fact) parts.unshift(fact);
    }
    if (parts.length > 1 && parts.length <= 60)
      claims.push(claim("average", stated, mean(parts), "平均数与各行之均值不符"));
  }
  const sound = claims.filter((each) => ["holds", "note"].includes(judge(each).verdict)).length;
  if (sound * 2 >= claims.length) yield* claims;
}

const mean = (parts: Fact[]): Sum => ({
  operands: parts,
  compute: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  show: (texts) => `(${texts.join(" + ")}) ÷ ${texts.length}`,
  isAdditive: true,
});
