/*
 * 有名之数: figures of one measure that each have a name – the rows of a column, 沙渡县12个、云岗县10个…, 一月九个，二月只签了七个…, A、B分别为1、2 – as groups of
 * which the rest of the text may speak by the names alone.
 *
 * Rows that sum up or average the others stand apart. Of a list in text each figure belongs to the name said last; what is said before several figures
 * alike (已改, 得, 占库容的) is what is measured and no name. A list ends where words sum up, compare or begin a new one.
 */
import { namedLists } from "./namedlists.ts";
import { type Group, unsaid } from "./namedvalues.ts";
import { once } from "./once.ts";
import type { Table } from "./table.ts";
import type { Text } from "./text.ts";

const mostTables = 40;
const mostRows = 120;
const summing =
  /^(?:合计|总计|小计|共计|总数|总额|总量|总体|全[市省县区州盟旗国年部]|.{2,4}全[市州县区]|总?得分|总分)|合计$|小计$/;
const averaging = /平均/;
const numbering = /序号|位次|排名|名次|编号|年份$|代码/;

/** The columns of a table as groups, by the names of its rows. */
function ofTable(table: Table): Group[] {
  const last = Math.min(table.rows, table.body + mostRows);
  const rows = Array.from({ length: Math.max(0, last - table.body) }, (_, index) => {
    const row = index + table.body;
    const labels = table.labels(row).filter((label) => !/^[\d\-—–.年月日%]*$/.test(label));
    const name = (labels.at(-1) ?? "")
      .replace(/[(（][^()（）]*[)）]$/, "")
      .replace(/^[一二三四五六七八九十\d]+[、.．]/, "");
    return { row, name };
  }).filter(({ name }) => name.length > 0 && name.length <= 24);
  const own = rows.filter(({ name }) => !summing.test(name) && !averaging.test(name));
  const names = own.map(({ name }) => name);
  if (own.length < 2 || new Set(names).size < names.length) return [];
  const wholeRow = rows.find(({ name }) => summing.test(name))?.row;
  const meanRow = rows.find(({ name }) => averaging.test(name))?.row ?? wholeRow;
  const groups: Group[] = [];
  for (let column = 1; column < Math.min(table.columns, 24); column++) {
    const title = table.columnTitle(column);
    if (numbering.test(title)) continue;
    const members = own.flatMap(({ row, name }) => {
      const value = table.isOwn(row, column) ? table.fact(row, column) : null;
      return value ? [{ name, values: [value] }] : [];
    });
    const [first] = members;
    const unit = first?.values[0]?.unit ?? unsaid;
    if (!first || members.length < Math.max(2, own.length * 0.7)) continue;
    const at = first.values[0]?.passage.index ?? 0;
    groups.push({
      members,
      unit,
      measure: title,
      from: at,
      to: members.at(-1)?.values[0]?.passage.index ?? at,
      table,
      whole: wholeRow === undefined ? null : table.fact(wholeRow, column),
      mean: meanRow === undefined ? null : table.fact(meanRow, column),
      isWhole: true,
    });
  }
  return groups;
}

export const groupsOf = once((text: Text): readonly Group[] => [
  ...text.tables.slice(0, mostTables).flatMap(ofTable),
  ...namedLists(text),
]);
