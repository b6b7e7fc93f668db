/*
 * 条件计数: how many things the text says meet a condition, against the rows of a table or the figures of a list.
 *
 * The column is the one whose title says what is measured (执行率, 增幅); where the words name none, every column of the bound's unit may
 * be meant. Any reading that agrees was meant; else the nearest table is told about, as a 疑点, and only when its rows are what is
 * counted and the sentence does not pick a part of them (新开工项目中).
 *
 * 例：执行率低于90%的项目有1个（表中有两个）；6个县区实现正增长；五个项目执行率分别为…，其中低于90%的有2个。
 * 反例：新建项目中投资超过5亿元的有3个（表中是全部项目）；3个项目总投资超过10亿元。
 */
import {
  type Column,
  columnsFor,
  itemsAbove,
  itemsOf,
  listBefore,
  type Member,
  tablesNear,
} from "../../facts/conditioncolumns.ts";
import { type Condition, conditionsOf, type Meets } from "../../facts/conditions.ts";
import type { Fact } from "../../facts/fact.ts";
import { once } from "../../facts/once.ts";
import type { Text } from "../../facts/text.ts";
import { type Match, type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* conditionCounts(text: Text): Generator<Slip | Match> {
  const tables = text.tables.slice(0, 40).filter((table) => itemsOf(table).length > 2);
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length === 0) continue;
    for (const condition of conditionsOf(reading, paceNear(reading.passage.index, text))) {
      const told = judged(condition, columnsOf(condition, text, tables));
      if (told) yield told;
    }
  }
}

/** 序时进度为75%, 时序进度（75%）, 75%的序时进度 */
const paces = once((text: Text): Fact[] =>
  text.facts.filter(
    ({ unit, passage: { cell, plain }, from, tail }) =>
      unit?.dimension === "percent" &&
      !cell &&
      (/(?:序时|时序)进度[为是应达到(:：\s]{0,4}$/.test(plain.slice(Math.max(0, from - 10), from)) ||
        /^的?(?:序时|时序)进度/.test(tail)),
  ),
);

/** 序时进度（75.0%）: as it is said nearest to a passage. */
function paceNear(index: number, text: Text): number | null {
  const far = ({ passage }: Fact): number => Math.abs(passage.index - index);
  return paces(text).toSorted((a, b) => far(a) - far(b))[0]?.base ?? null;
}

/** What stands in the passage itself is nearer than any table. */
function columnsOf(condition: Condition, text: Text, tables: Text["tables"]): Column[] {
  const said = [...listBefore(condition, text), ...itemsAbove(condition, text)];
  return said.length > 0
    ? said
    : tablesNear(condition.count.passage, tables).flatMap((table) => columnsFor(condition, table, text.year));
}

function judged(condition: Condition, columns: Column[]): Slip | Match | null {
  const { count, readings, bound } = condition;
  const at = stretchOf(count);
  for (const column of columns)
    for (const meets of readings) {
      const met = meetingIn(column, meets);
      if (met.length === count.base)
        return {
          kind: "match",
          rule: "item-count",
          at,
          because: `${column.title}共 ${met.length} 个`,
          operands: placesOf(met),
        };
    }
  const [best] = columns.toSorted((a, b) => b.score - a.score || Number(b.isPlain) - Number(a.isPlain));
  const [natural] = readings;
  if (!best?.isPlain || !natural || count.base > best.members.length + 1) return null;
  const met = meetingIn(best, natural);
  const list =
    met
      .slice(0, 12)
      .map((member) => printed(member.at))
      .join("、") || "没有";
  return {
    kind: "slip",
    rule: "item-count",
    severity: "warning",
    at,
    stated: printed(count),
    expected: `${met.length}${count.unit?.title ?? ""}`,
    because: `${best.title}：${list}，共 ${met.length} 个`,
    operands: [...(bound ? [stretchOf(bound)] : []), ...placesOf(met)],
    message: "符合条件的个数与所列数字不符，请核对",
  };
}

const meetingIn = ({ members }: Column, meets: Meets): Member[] => members.filter(({ value }) => meets(value));
const placesOf = (members: Member[]) => members.slice(0, 20).map((member) => stretchOf(member.at));
