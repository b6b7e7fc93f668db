/*
 * 指称: what a figure measures and when, under one name however it is said: 新签约项目64个, 签约64个, 项目签约数64个. A figure whose clause names nothing (上年为80个) takes the name of
 * the one before it in its sentence. Two figures are held against each other by how much of their names is the same, the finer words (外资、亿元以上) included.
 */
import type { Fact } from "./fact.ts";
import { former } from "./formertime.ts";
import { frameOf } from "./frames.ts";
import { isGoal } from "./goals.ts";
import { once, onceForWords } from "./once.ts";
import type { Text } from "./text.ts";
import { areKin } from "./units.ts";

export interface Identity {
  fact: Fact;
  name: string;
  /** Its clause names nothing: the name is that of the figure before it. */
  isLent: boolean;
  when: "former" | "goal" | "now" | "next";
}

const time =
  /(?:19|20)\d\d年(?:度|底|末|初)?|\d{1,2}[-—–~至]\d{1,2}月份?|\d{1,2}月(?:份|底|末)?|[上下]半年|[一二三四前][一二三四]?季度[末底]?|(?:20\d\d年)?\d{1,2}月至\d{1,2}月|全年|年[末底初内]|今年|本年度?|当年|上年度?|去年|同期|上届|上期|目前|现有|届时|本届|本期/g;
const filler =
  /累计|合计|共计|总计|一共|实际|预计|计划|目标|任务|指标|力争|争取|确保|至少|不少于|不低于|推动|促成|达到|完成|实现|分别|其中|包括|设定|我[市县区局]|全[市县区州]|总(?=[投规金收支产面人预][一-龥])|[总金数]?额|数量|总数|单位|主要|[一二三四五六]是|(?<=[一-龥]{2})数(?![字据])|推动|平均|也|仅|只|已|共|(?<![签合条公契预节履违制])约|均|各|有|为|的|了|是|将|由|从|按|把|对|在|与|和|及/g;

/** 规模提高到: what it became. */
const moved =
  /(?:净|再|进一步)*(?:提高|增加|增长|扩大|提升|上升|下降|降低|压减|压缩|缩短|减少|调整|精简|攀升|回落|升|降|增|减)(?:到|至|为)?$/;

/** 全年新签约项目 → 新签约项目 */
export const coreOf = onceForWords((words: string): string =>
  words
    .replaceAll(/\s|[“”"()]/g, "")
    .replace(/^.*[，；：、。]/, "")
    .replaceAll(time, "")
    .replace(moved, "")
    .replaceAll(filler, "")
    .slice(-14),
);

/** How much of the shorter name stands in the longer one: 0 to 1. A name inside a longer one is 0.9 at most. */
export function likeness(a: string, b: string): number {
  if (a === b) return a === "" ? 0 : 1;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 2) return 0;
  if (long.includes(short)) return short.length * 2 >= long.length ? 0.9 : 0.8;
  let found = 0;
  for (let at = 0; at + 1 < short.length; at++) if (long.includes(short.slice(at, at + 2))) found += 1;
  return (0.85 * found) / (short.length - 1);
}

const isNamed = ({ unit, base, hedge, role }: Fact): boolean =>
  unit !== null && base > 0 && hedge !== "range" && !["change", "growth", "point", "times"].includes(role);

const formerYear = /(?:19|20)\d\d年(?:度|同期|底|末)?[一-龥]{0,4}$/;

function whenOf(fact: Fact, year: number | null): Identity["when"] {
  // 年初确定招商目标100亿元
  if (/年初/.test(fact.lead) && !/上年|去年/.test(fact.lead) && isGoal(fact)) return "goal";
  if (former.test(fact.lead) || fact.role === "origin") return "former";
  const said = formerYear.exec(fact.lead)?.[0] ?? "";
  if (said && year !== null && Number(said.slice(0, 4)) < year) return "former";
  if (fact.year !== null && year !== null && fact.year < year && !/[比较]/.test(fact.lead)) return "former";
  const [latest] = [
    ...fact.passage.plain
      .slice(Math.max(0, fact.from - 60), fact.from)
      .replace(/^.*[。]/s, "")
      .matchAll(/20\d\d(?=年)/g),
  ].slice(-1);
  if (latest && year !== null && Number(latest[0]) > year) return "next";
  return isGoal(fact) ? "goal" : "now";
}

/** The figures of the prose that have a name, by passage. */
export const identitiesOf = once((text: Text): Identity[][] =>
  text.readings.map(({ passage, facts }) => {
    const found: Identity[] = [];
    if (passage.cell) return found;
    for (const fact of facts) {
      if (!isNamed(fact) || frameOf(fact)) continue;
      const own = coreOf(fact.lead) + (/^(?:相|整合|调整|内|中)/.test(fact.noun) ? "" : fact.noun.slice(0, 6));
      const before = own.length < 2 ? found.findLast((each) => areKin(each.fact.unit, fact.unit)) : undefined;
      const isLent = before !== undefined && before.fact.sentence === fact.sentence;
      found.push({ fact, name: isLent ? before.name : own, isLent, when: whenOf(fact, text.year) });
    }
    return found;
  }),
);

const pairsOf = (name: string): string[] =>
  Array.from({ length: Math.max(0, name.length - 1) }, (_, at) => name.slice(at, at + 2));

const byPair = once((text: Text): Map<string, Identity[]> => {
  const found = new Map<string, Identity[]>();
  for (const each of identitiesOf(text).flat()) {
    if (each.isLent && each.when === "now") continue;
    for (const pair of new Set(pairsOf(each.name))) {
      const known = found.get(pair);
      if (known) known.push(each);
      else found.set(pair, [each]);
    }
  }
  return found;
});

/** So many of one pair of characters are looked at, however long the text. */
const mostAlike = 60;

/** All that may be called so, anywhere. */
export function farIdentities(name: string, text: Text): Identity[] {
  const index = byPair(text);
  const found = new Set<Identity>();
  for (const pair of pairsOf(name)) for (const each of (index.get(pair) ?? []).slice(0, mostAlike)) found.add(each);
  return [...found];
}

export interface Namesake {
  fact: Fact;
  likeness: number;
  when: Identity["when"];
}

/** What is called so among some, the likest first, then the nearest. */
export function namesakesIn(
  name: string,
  kin: Fact,
  identities: readonly Identity[],
  least: number,
  { unit }: Pick<Fact, "unit"> = kin,
): Namesake[] {
  if (name.length < 2) return [];
  return identities
    .filter(({ fact }) => fact !== kin && areKin(fact.unit, unit))
    .map((each) => ({ fact: each.fact, when: each.when, likeness: likeness(name, each.name) }))
    .filter((each) => each.likeness >= least)
    .sort((a, b) => b.likeness - a.likeness || Math.abs(a.fact.index - kin.index) - Math.abs(b.fact.index - kin.index));
}
