/*
 * 参照: a figure that a comparison only names: 高于年初预算, 与上年持平, 低于全市平均水平. By its name it is the figure whose own words hold it.
 */
import type { Fact } from "./fact.ts";

const kinds: readonly [said: RegExp, own: RegExp][] = [
  [/预算(?:数|安排|额|金额)?$/, /预算(?:安排|数|额|金额)?[为是共]?\s*$/],
  [/(?:目标|任务|计划|预期|指标)[值数]?$/, /(?:目标|任务|计划|预期|指标)[值数]?[为是共达]?\s*$/],
  [/^(?:上年|去年)/, /(?:上年|去年)(?:同期|全年|末)?[^，。；、\d]{0,10}$/],
  [/^(?:年初|期初)/, /(?:年初|期初)[^，。；、\d]{0,8}$/],
  [/^(?:上月|上季)/, /(?:上月|上季度?)[^，。；、\d]{0,8}$/],
  [/平均/, /平均[^，。；、\d]{0,10}$/],
];

/** Could this be the figure that is called so? */
export function isReferredTo(name: string, { lead, tail, role }: Fact): boolean {
  const words = lead.replaceAll(/\s/g, "");
  if (/^20\d\d年/.test(name)) return words.includes(name.slice(0, 5)) && role !== "change" && role !== "growth";
  const kind = kinds.find(([said]) => said.test(name));
  if (!kind) return name.length >= 2 && words.replace(/^.*[，。；：、]/, "").includes(name);
  if (isCalledBehind(name, tail)) return role !== "change" && role !== "growth";
  // 全市平均 is not 全省平均.
  const scope = /全[省市州区县国]/.exec(name)?.[0] ?? "";
  return kind[1].test(words) && words.includes(scope) && role !== "change" && role !== "growth";
}

/** 2.90亿元的平均水平, 90%的目标值: the word may stand behind its figure. */
export const isCalledBehind = (name: string, tail: string): boolean => {
  const word = /平均|目标|任务|计划|预算/.exec(name)?.[0];
  return word !== undefined && new RegExp(`^\\s*的(?:年初|年度|全年|既定)?${word}`).test(tail);
};

/** What a name of that kind is about: 预算 and 目标 are of the figure told last, 平均 of all. */
export const isKnownReference = (name: string): boolean =>
  /^20\d\d年/.test(name) || kinds.some(([said]) => said.test(name));
