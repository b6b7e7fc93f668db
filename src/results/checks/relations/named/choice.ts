/*
 * Which group is meant: of the groups that have the names said, the one whose measure and unit the words speak of, or else the nearest. Several that fit
 * alike are all tried, and one that agrees was meant.
 */
import { type Group, unsaid } from "../../facts/namedvalues.ts";
import { once } from "../../facts/once.ts";
import type { Passage } from "../../facts/passages.ts";
import { longestShared } from "../../facts/rowpairs.ts";
import type { Text } from "../../facts/text.ts";
import { areKin, isCounted as isThings, type Unit } from "../../facts/units.ts";

interface Wanted {
  passage: Passage;
  /** What is measured, in the words of the text; may be empty. */
  measure: string;
  /** The words before it, which help to choose and exclude nothing. */
  context: string;
  /** Of the figure said with it. */
  unit: Unit | null;
}

/** Passages counted with a whole table as one. */
const orderOf = once((text: Text): number[] => {
  let [order, table] = [0, -1];
  return text.passages.map(({ cell }) => {
    if (!cell || cell.table !== table) order += 1;
    table = cell?.table ?? -1;
    return order;
  });
});

/** How many paragraphs or tables lie between; negative where the group comes after. */
export function distanceTo(group: Group, { index }: Passage, text: Text): number {
  const order = orderOf(text);
  const at = order[index] ?? 0;
  const [from, to] = [order[group.from] ?? 0, order[group.to] ?? 0];
  return at > to ? at - to : at < from ? at - from : 0;
}

const percents = new Set(["percent", "point"]);
const isCounted = (unit: Unit): boolean => unit !== unsaid && isThings(unit);
export const isOfUnit = (group: Unit, unit: Unit): boolean =>
  percents.has(unit.dimension) ? percents.has(group.dimension) : areKin(group, unit);

const rate = /(?:率|占比|比重|比例|满意度|进度|达标|程度)/;
const money = /(?:额|资金|支出|收入|投资|投入|税|产值|经费|结余|成本|费用)$/;
const counted = /(?:个数|数量|家数|人数|项目数|次数|件数|户数|户|人)$/;
const timed = /周期|天数|用时|时长|耗时|时限/;
/** What no figure of the group itself is: it would have to be computed. */
const derived =
  /失分|扣分|丢分|降幅|减幅|跌幅|缩短|压缩|压减|下降|减少|降低|差距|偏离|超支|改善|变化|逾期|均|单[位个]|人均|亩均|户均/;
const growing = /增速|增幅|增长|提升|增量|提高|涨幅|上升|净增|增加|进步|增额|升幅/;
const grown = /同比|增|幅|±|提高|提升|升/;
const other = /计划|目标|任务|预算|上年|去年|年初|满分|分值|权重|上期/;

const bareTitle = (title: string): string => title.replaceAll(/[(（][^()（）]*[)）]/g, "");

/** How well a group fits; null where it cannot be meant. */
function fitOf(group: Group, { passage, measure, context, unit }: Wanted, text: Text): number | null {
  const own = bareTitle(group.measure);
  const isRate = group.unit.dimension === "percent";
  const words = measure.replaceAll(/\s/g, "");
  if (unit && !isOfUnit(group.unit, unit)) return null;
  const shared = longestShared(words, own);
  const isNear = group.from === passage.index && !group.table;
  if (rate.test(words.slice(-5)) && !isRate && !/[率度比]/.test(own)) return null;
  if (isRate && group.table && words !== "" && !rate.test(words) && !growing.test(words) && shared < 2) return null;
  if (money.test(words) && isCounted(group.unit) && shared < 2) return null;
  if (money.test(words) && isRate && !isNear && shared < 2) return null;
  if (counted.test(words) && group.unit !== unsaid && !isCounted(group.unit) && shared < 2) return null;
  const [why] = derived.exec(words) ?? [];
  if (why && !own.includes(why)) return null;
  const time = timed.test(words);
  if (time && !/^(?:day|month|hour|minute)$/.test(group.unit.dimension) && shared < 2) return null;
  if (growing.test(words) && !grown.test(own)) return null;
  if (group.table && grown.test(own) && !growing.test(words + context)) return null;
  const distance = distanceTo(group, passage, text);
  const far = Math.abs(distance);
  let score = shared >= 2 ? 2 + shared * 1.5 : 0;
  if (shared >= 2 && own.trim().endsWith(words.slice(-3))) score += 1;
  if (longestShared(context.slice(-24), own) >= 2) score += 1;
  score += isNear ? 4 : distance >= 0 ? Math.max(0, 3 - far * 0.4) : Math.max(0, 2.9 - far * 0.4);
  if (group.table && other.test(own) && !other.test(words) && !other.test(context.slice(-10))) score -= 2.5;
  if (isRate && !group.table && words !== "" && shared < 2 && !rate.test(words) && !growing.test(words)) score -= 2;
  // 增幅 is called 同比, 增量 is no rate.
  if (growing.test(words)) score += /增量|净增|增加|增额/.test(words) === isRate ? -1 : 2;
  if (unit && unit.title === group.unit.title) score += 0.5;
  if (shared < 2 && far > 6) return null;
  return score;
}

export interface Chosen {
  group: Group;
  score: number;
}

/** The groups that may be meant, the likeliest first. */
export function chosen(groups: readonly Group[], wanted: Wanted, text: Text): Chosen[] {
  const fitting = groups
    .flatMap((group) => {
      const score = fitOf(group, wanted, text);
      return score === null ? [] : [{ group, score }];
    })
    .toSorted((a, b) => b.score - a.score);
  const best = fitting[0]?.score ?? 0;
  return fitting.filter(({ score }) => score > best - 1.6);
}

/** Told in the same paragraph or in the one, or the table, beside it. */
export const isBeside = (group: Group, passage: Passage, text: Text): boolean =>
  Math.abs(distanceTo(group, passage, text)) <= 1;
