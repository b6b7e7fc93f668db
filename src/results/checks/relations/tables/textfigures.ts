/* 文中的数与表中的数: what both sides of a comparison between text and table have in common. */
import type { Fact } from "../../facts/fact.ts";
import { once } from "../../facts/once.ts";
import type { Table } from "../../facts/table.ts";
import { rowLines } from "../../facts/tablelines.ts";
import type { Mention } from "../../facts/tablenames.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo } from "../../facts/typos.ts";
import { type Claim, claim, type Sum } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";
import { numberOf } from "../../judgement/print.ts";

/** Figures of running text; a long cell (实际完成情况) is running text too. */
export const isSaid = (fact: Fact): boolean =>
  fact.unit !== null &&
  fact.hedge === null &&
  !countsNames(fact) &&
  (fact.passage.cell === null || fact.passage.plain.length > 40) &&
  fact.passage.kind !== "title";

/** 电子、装备两大产业, 甲县、乙县三地: a numeral behind names says how many were named. */
const countsNames = ({ isChinese, unit, lead, base }: Fact): boolean =>
  isChinese && base < 20 && (unit?.title === "大" || /[、和与及][^，。；、\d]{2,12}(?:等|这)?$/.test(lead));

const elsewhere = [
  "上年",
  "去年",
  "同期",
  "年初",
  "目标",
  "计划",
  "任务",
  "指标值",
  "累计",
  "拟",
  "力争",
  "预计",
  "预期",
  "追加",
];

/** A figure of the year the report is about, and of what the column speaks of: last year's or planned figures are neither. */
export const mayBeWrong = (fact: Fact, text: Text, title: string): boolean =>
  (fact.role === "level" || fact.role === "rate") &&
  (fact.year === null || text.year === null || fact.year === text.year || title.includes(String(fact.year))) &&
  elsewhere.every((word) => title.includes(word) === fact.lead.slice(-24).includes(word));

/** How often each figure is printed in the document, and which stand in a table. */
export interface Printed {
  counts: Map<string, number>;
  cells: Set<string>;
}

export function printedIn(text: Text): Printed {
  const counts = new Map<string, number>();
  for (const fact of text.facts) counts.set(keyOf(fact), (counts.get(keyOf(fact)) ?? 0) + 1);
  const cells = text.facts.filter((fact) => fact.passage.cell && !isSaid(fact)).map(keyOf);
  return { counts, cells: new Set(cells) };
}
export const keyOf = once(
  (fact: Fact): string => `${Math.abs(fact.base).toPrecision(12)} ${fact.unit?.dimension ?? ""}`,
);

/** One figure mistyped, or printed with another scale: 486.3 万元 for 486.3 亿元. */
export function isMistyped(fact: Fact, cell: Fact): boolean {
  const isOneUnit = cell.unit?.factor === fact.unit?.factor;
  if (!isOneUnit && numberOf(fact) === numberOf(cell)) return true;
  return isTypo(numberOf(fact), inUnitOf(cell, fact), isOneUnit);
}

/** The cell in the unit of the figure, so that 1.2亿元 and 12000万元 can be compared digit by digit. */
function inUnitOf(cell: Fact, fact: Fact): string {
  if (cell.unit?.factor === fact.unit?.factor || !fact.unit || !cell.unit) return numberOf(cell);
  return String(Number((cell.base / fact.unit.factor).toPrecision(12)));
}

/** In the section of the table, or with its number. */
export function isNear(fact: Fact, table: Table, text: Text): boolean {
  const first = table.passage(0, 0)?.index ?? table.passage(table.body, 0)?.index ?? 0;
  const caption = table.heads.at(-1)?.plain ?? "";
  const [number] = /表\s*[\d一二三四五六七八九十]+(?:-\d+)?/.exec(caption) ?? [];
  if (number && fact.passage.plain.includes(number)) return true;
  return text.section[first] === text.section[fact.passage.index] && Math.abs(first - fact.passage.index) < 400;
}

export const totalRowOf = once(
  (table: Table): number | null => rowLines(table).findLast(({ kind }) => kind === "total")?.at ?? null,
);

export const says = (fact: Fact, sum: Sum): boolean => judgedWell(claim("table-text", fact, sum, ""));

/** What is far off need not be judged. */
function isOff({ stated, sum }: Claim): boolean {
  if (!sum.isAdditive) return false;
  const result = sum.compute(sum.operands.map((fact) => fact.base));
  const play = sum.operands.reduce((all, fact) => all + fact.half, stated.half);
  return (
    Math.abs(stated.base - result) > play * 2 + Math.abs(result) * 1e-9 &&
    !stated.hedge &&
    sum.operands.every((fact) => !fact.hedge)
  );
}

export function judgedWell(made: Claim): boolean {
  if (isOff(made)) return false;
  const { verdict } = judge(made);
  return verdict === "holds" || verdict === "note";
}

/** Rows of one table named one after the other before the figure: 长三角、粤港澳、京津冀的项目共 101 个. */
export function listed(fact: Fact, mentions: Mention[]): Mention[] {
  const [last] = mentions;
  if (!last) return [];
  const seen = new Set<number>();
  const group = mentions.filter(
    ({ table, row, isExact }) => table === last.table && isExact && !seen.has(row) && seen.add(row) !== null,
  );
  const kept = [group[0]].filter((mention) => mention !== undefined);
  for (const mention of group.slice(1)) {
    const before = kept.at(-1);
    if (!before) break;
    const gap = fact.passage.plain.slice(mention.to, before.to - before.name.length);
    if (!/^[^，。；\d]{0,6}[、和与及][^，。；\d]{0,4}$/.test(gap)) break;
    kept.push(mention);
  }
  return kept;
}
