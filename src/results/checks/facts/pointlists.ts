/*
 * 分别差几个百分点: several differences in a row, each of its own rate: 三地分别为24.4%、24.0%和22.0%，分别比时序进度（25%）低0.6个、1.0个和3.0个百分点;
 * 较上年（80.1%、76.5%）分别提高…. The rates stand before, as many as there are differences; what they are compared with is one rate for all or one each.
 */
import type { Fact } from "./fact.ts";
import { measuredIn, type Reading } from "./quantities.ts";

export interface ListedPoint {
  level: Fact;
  /** The rate it is compared with; null where it is only named (序时进度). */
  base: Fact | null;
}

const beside =
  /^\s*[、和及与，,]{0,2}\s*(?:和|提高|下降|上升|降低|提升|回落|增加|减少|高|低|快|慢)?(?:出|于)?(?:了)?\s*$/;

/** 低3.8个、低1.2个和高1.5个百分点: the unit is said once, at the end. */
export function asPoint(fact: Fact, { facts, passage }: Reading): Fact | null {
  if (fact.unit?.title !== "个") return null;
  for (let at = fact.index - (facts[0]?.index ?? 0) + 1; ; at++) {
    const [before, next] = [facts[at - 1], facts[at]];
    if (!before || !next || next.from - before.to > 8 || !beside.test(passage.plain.slice(before.to, next.from)))
      return null;
    if (next.unit?.dimension === "point") return { ...fact, ...measuredIn(fact, next.unit, fact.hedge) };
    if (next.unit?.title !== "个") return null;
  }
}

/** Undefined where the difference is not one of a list; null where the list is not understood. */
export function listedPoint(fact: Fact, { facts, passage }: Reading): ListedPoint | null | undefined {
  const { plain, depths } = passage;
  const at = fact.index - (facts[0]?.index ?? 0);
  const isPoint = (each: Fact | undefined): boolean => each?.unit?.dimension === "point" || each?.unit?.title === "个";
  const isNext = (a: Fact | undefined, b: Fact | undefined): boolean =>
    a !== undefined &&
    b !== undefined &&
    isPoint(a) &&
    isPoint(b) &&
    b.from - a.to < 9 &&
    beside.test(plain.slice(a.to, b.from));
  let [first, last] = [at, at];
  while (isNext(facts[first - 1], facts[first])) first -= 1;
  while (isNext(facts[last], facts[last + 1])) last += 1;
  const [count, place] = [last - first + 1, at - first];
  const head = facts[first];
  if (count < 2 || !head) return undefined;
  const isOf = (each: Fact): boolean => each.sentence === fact.sentence && each.unit?.dimension === "percent";
  const before = facts.slice(0, first).filter(isOf);
  const inner = before.filter(({ from }) => (depths[from] ?? 0) > (depths[head.from] ?? 0));
  const outer = before.filter((each) => !inner.includes(each));
  const behind = facts.slice(last + 1, last + 1 + count).filter(isOf);
  const isBehind = behind.length > 0 && /^\s*\([^()]{0,16}$/.test(plain.slice(facts[last]?.to ?? 0, behind[0]?.from));
  const pairs = (levels: Fact[], bases: Fact[]): ListedPoint | null => {
    const level = levels[place];
    const base = bases.length === 1 ? bases[0] : bases[place];
    return level ? { level, base: base ?? null } : null;
  };
  if (outer.length === count) {
    if (inner.length === 1 || inner.length === count) return pairs(outer, inner);
    if (inner.length > 0) return null;
    return pairs(outer, isBehind && (behind.length === 1 || behind.length === count) ? behind : []);
  }
  const bases = outer.slice(count);
  const isCompared = /(?:[比较]|于|与|上年|去年|同期)[^，。；\d]{0,16}$/.test(bases[0]?.lead ?? "");
  return isCompared && (bases.length === 1 || bases.length === count) ? pairs(outer.slice(0, count), bases) : null;
}
