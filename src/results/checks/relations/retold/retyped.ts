/*
 * 重述之误: an amount said again with two digits swapped or one wrong: 基本支出385.20万元 … 基本支出358.20万元中, 全年428亿元 … 冲刺全年482亿元.
 *
 * restated.ts wants a name, recalled.ts a count; here an amount that no relation speaks of is held against those said elsewhere in the same unit. It must be
 * the other mistyped, be said nowhere else, share words with it (what stands before it or behind it), and the other must be borne out or said twice. The
 * fewer digits and the weaker the slip, the more words are asked for. Of another year, season or plan it is another amount.
 *
 * 反例：2022年投入1224.5万元，2023年投入1234.5万元；甲公司补贴36.5万元，乙公司补贴35.6万元（各有各的）。
 */
import type { Fact } from "../../facts/fact.ts";
import { once } from "../../facts/once.ts";
import { plansOf } from "../../facts/plans.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo, significant, typoKeys } from "../../facts/typos.ts";
import { type Claim, claim, same } from "../../judgement/claim.ts";
import { numberOf } from "../../judgement/print.ts";

/** `isSettled`: another relation bears the figure out, or questions it already. */
export function* retyped(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  const { filed, times } = amountsIn(text);
  for (const fact of filed.facts) {
    if (isSettled(fact) || (times.get(keyOf(fact)) ?? 0) > 1) continue;
    const meant = meantBy(fact, filed.byTypo, text).filter(
      (other) => isSettled(other) || (times.get(keyOf(other)) ?? 0) > 1,
    );
    const [only] = meant;
    if (only && meant.every(({ base }) => base === only.base))
      yield claim("restated", fact, same(only), "同一事项前后数字不一", false);
  }
}

const keyOf = ({ unit, base }: Fact): string => `${unit?.dimension ?? ""}${base}`;

const amountsIn = once((text: Text) => {
  const times = new Map<string, number>();
  for (const fact of text.facts) times.set(keyOf(fact), (times.get(keyOf(fact)) ?? 0) + 1);
  const facts = text.facts.filter(isAmount);
  const byTypo = new Map<string, Fact[]>();
  for (const fact of facts)
    for (const key of typoKeys(fact.number)) {
      const group = byTypo.get(key);
      if (!group) byTypo.set(key, [fact]);
      else if (group.length < mostAlike) group.push(fact);
    }
  return { filed: { facts, byTypo }, times };
});
const mostAlike = 12;

const isAmount = (fact: Fact): boolean =>
  fact.unit !== null &&
  !["percent", "point", "times", "score"].includes(fact.unit.dimension) &&
  !fact.passage.cell &&
  !fact.hedge &&
  !fact.isChinese &&
  ["level", "target"].includes(fact.role) &&
  significant(fact.number) >= 2;

function meantBy(fact: Fact, byTypo: ReadonlyMap<string, Fact[]>, text: Text): Fact[] {
  const found = new Set<Fact>();
  for (const key of typoKeys(fact.number))
    for (const other of byTypo.get(key) ?? []) if (other !== fact && isAgain(fact, other, text)) found.add(other);
  return [...found];
}

function isAgain(fact: Fact, other: Fact, text: Text): boolean {
  if (other.unit?.title !== fact.unit?.title || !isTypo(numberOf(fact), numberOf(other), false)) return false;
  if (other.passage === fact.passage && other.sentence === fact.sentence) return false;
  if (differ(fact.year, other.year) || differ(partOf(fact), partOf(other))) return false;
  const plans = plansOf(text);
  if (plans.has(fact.passage.index) !== plans.has(other.passage.index) && !/全年|年度/.test(fact.lead)) return false;
  const digits = significant(fact.number);
  const isSwapped = [...fact.number].toSorted().join("") === [...other.number].toSorted().join("");
  const shared = sharedWords(fact, other);
  if (isSwapped) return shared >= (digits >= 3 ? 1 : 3);
  return digits >= 4 && shared >= 3;
}

/** Both are said, and not alike. */
const differ = <T>(a: T | null, b: T | null): boolean => Boolean(a) && Boolean(b) && a !== b;
const partOf = ({ period }: Fact): string => /[\d一二三四上下前]{1,3}(?:月|季度|半年)/.exec(period)?.[0] ?? "";

/** Pairs of characters both are told with: before the figure, or behind it. */
function sharedWords(a: Fact, b: Fact): number {
  const [own, others] = [wordsOf(a), new Set(wordsOf(b))];
  return new Set(own.filter((pair) => others.has(pair))).size;
}

const idle = /[\d.,%\s“”()（）年月日度的了为是达到共计约全近已将]|其中|累计|实现|完成|安排|确保|力争|项目/g;

function wordsOf({ lead, tail }: Fact): string[] {
  const before = lead.slice(-14).replaceAll(idle, " ");
  const behind = (/^[一-龥“”]{0,8}/.exec(tail)?.[0] ?? "").replaceAll(idle, " ");
  return [before, behind].flatMap((words) =>
    Array.from({ length: Math.max(0, words.length - 1) }, (_, at) => words.slice(at, at + 2)).filter(
      (pair) => !pair.includes(" "),
    ),
  );
}
