/*
 * 分别: names told first and their figures after them: 甲、乙、丙三园分别完成投资12.5亿元、18.2亿元和9.6亿元.
 */
import type { Fact } from "./fact.ts";
import { matchesOf } from "./matches.ts";
import type { Reading } from "./quantities.ts";

export interface NamedFigure {
  name: string;
  /** Where the name stands. */
  from: number;
  value: Fact;
}

const opening =
  /(?<names>(?:[一-龥A-Za-z“”]{1,14}[、和及与]){1,14}[一-龥A-Za-z“”]{1,14}?)(?<of>(?:[两二三四五六七八九十]|\d{1,2})个?[一-龥]{1,4})?(?:的?[一-龥]{0,8}(?:，[一-龥]{2,6})?)?(?:分别|依次)[^，。；、\d]{0,16}/g;

export function respectiveLists({ passage, facts }: Reading): NamedFigure[][] {
  const { plain } = passage;
  if (!/分别|依次/.test(plain)) return [];
  return matchesOf(plain, opening).flatMap((match) => {
    const end = match.index + match[0].length;
    const first = facts.findIndex(({ from }) => from >= end);
    const values = first < 0 || (facts[first]?.from ?? 0) > end + 1 ? [] : listFrom(facts, first, plain);
    const names = namesIn(match.groups?.names ?? "", match.index);
    return values.length > 1 && names.length === values.length
      ? [values.map((value, index) => ({ name: names[index]?.name ?? "", from: names[index]?.from ?? 0, value }))]
      : [];
  });
}

/** Figures of one unit from there on that only 、 和 part. */
export function listFrom(facts: readonly Fact[], first: number, plain: string): Fact[] {
  const list: Fact[] = [];
  for (const fact of facts.slice(first, first + 16)) {
    const last = list.at(-1);
    if (
      last &&
      (fact.unit?.title !== last.unit?.title || !/^\s*(?:、|和|及|与|以及)\s*$/.test(plain.slice(last.to, fact.from)))
    )
      break;
    list.push(fact);
  }
  return list;
}

function namesIn(words: string, at: number): { name: string; from: number }[] {
  return matchesOf(words, /[一-龥A-Za-z“”]+?(?=[、和及与]|$)/g).map((match) => ({
    name: match[0].replace(/^[和及与]|^.*(?:其中|看|中)(?=.{2})/, "").replaceAll(/[“”]/g, ""),
    from: at + match.index,
  }));
}
