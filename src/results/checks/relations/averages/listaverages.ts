/*
 * 所列各数的均值: an average behind the figures it is of (得分分别为96.5分、93.0分、91.4分，平均93.63分), or of the rows of a table (5个项目平均得分
 * 92.00分, the column 自评得分 having five rows). Plain means: a weighted one agrees with no list, and is only asked about where it is near.
 *
 * 例：四个镇得分依次为92分、88分、85分、91分，平均89分。 反例：平均得分比上年提高2分；加权平均；表中另有行数。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import { type Claim, claim, type Observation, type Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

export function* listAverages(text: Text): Generator<Observation> {
  for (const stated of text.facts) {
    if (stated.passage.cell || !stated.unit || stated.role !== "level" || stated.hedge || !isAverage(stated)) continue;
    const made = ofList(stated, text) ?? ofRows(stated, text);
    if (made) yield made;
  }
}

const isAverage = ({ lead }: Fact): boolean =>
  /(?:平均|均值)(?:得|评|打)?(?:分值?|成绩|值|数|满意度|水平)?(?:为|是|达到?|分别为)?\s*$/.test(lead) &&
  !/加权|每|上年|全[国省市]/.test(lead);

const of = (stated: Fact, parts: Fact[]): Claim =>
  claim("average", stated, mean(parts), "平均数与所列各数的均值不符", false);

/** The figures side by side right before it, told by 分别 or 依次. */
function ofList(stated: Fact, { facts }: Text): Claim | null {
  const parts: Fact[] = [];
  for (let index = stated.index - 1; index >= 0 && parts.length < 30; index--) {
    const fact = facts[index];
    const [next] = parts;
    if (!fact || fact.passage !== stated.passage || fact.sentence !== stated.sentence) break;
    const between = stated.passage.plain.slice(fact.to, next?.from ?? stated.from);
    if (fact.unit?.title !== stated.unit?.title || !(next ? /^[^，。；\d]{0,12}$/ : /^[^。；\d]{0,16}$/).test(between))
      break;
    parts.unshift(fact);
  }
  const [first] = parts;
  if (!first || parts.length < 2 || !/分别|依次|各为/.test(first.lead)) return null;
  const made = of(stated, parts);
  return isSound(made) || isNear(made) ? made : null;
}

/** 5个项目平均得分: a column of points with as many rows. */
function ofRows(stated: Fact, { facts, tables }: Text): Claim | null {
  if (stated.unit?.dimension !== "score") return null;
  const counts = facts
    .slice(Math.max(0, stated.index - 3), stated.index)
    .filter(({ passage, unit }) => passage === stated.passage && unit?.factor === 1 && unit.dimension !== "score");
  const columns = tables.flatMap((table) => {
    const column = pointsOf(table);
    return column.some(({ index }) => Math.abs(index - stated.index) < 400) ? [column] : [];
  });
  const made = columns.map((parts) => of(stated, parts));
  const counted = made.find(({ sum }) => counts.some(({ base }) => base === sum.operands.length));
  return made.find(isSound) ?? (counted && isNear(counted) ? counted : null);
}

/** The points of the rows, without totals. */
function pointsOf(table: Table): Fact[] {
  for (let column = table.columns - 1; column > 0; column--)
    if (/(?:得分|评分|分数)(?:\(分\))?$/.test(table.columnTitle(column))) {
      const rows = Array.from({ length: table.rows - table.body }, (_, step) => table.body + step);
      const parts = rows
        .filter((row) => !/合计|小计|总计|总分|平均/.test(table.rowTitle(row)))
        .flatMap((row) => table.figure(row, column) ?? []);
      return parts.length > 1 && parts.length <= 60 ? parts : [];
    }
  return [];
}

const isNear = ({ stated, sum }: Claim): boolean =>
  Math.abs(stated.base - sum.compute(sum.operands.map(({ base }) => base))) <= 0.3 * stated.base;

const mean = (parts: Fact[]): Sum => ({
  operands: parts,
  compute: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  show: (texts) => `(${texts.join(" + ")}) ÷ ${texts.length}`,
  isAdditive: false,
});
