import type { Hedge } from "./fact.ts";

const before: readonly [RegExp, Hedge][] = [
  [/(?:不少于?|不低于|至少|大于等于|不小于|≥|>=|最低|高于|大于|>)\s*$/, "least"],
  [/(?:不超过?|不高于|不多于|至多|最多|小于等于|不大于|≤|<=|低于|小于|控制在|<)\s*$/, "most"],
  [/(?:超过?|刚过|略过|逾|突破|多达|高达|愈|跨越)\s*$/, "over"],
  [/(?:将近|接近|近|不足|不到)\s*$/, "under"],
  [/(?:大约|(?<![签合条公契预节履违制])约为?|大概|估计|预计约?|左右|平均约)\s*$/, "about"],
];
const after: readonly [RegExp, Hedge][] = [
  // 比上年的7个多2个, 余下: what follows says how many more, or what is left.
  [
    /^\s*(?:\([^()]{0,6}\))?(?:多(?![\s\d一二两三四五六七八九十百千近约达出于少签])|余(?![\s\d下额款留一二两三四五六七八九十])|以上|之上|及以上)/,
    "over",
  ],
  [/^\s*(?:\([^()]{0,6}\))?(?:以内|以下|之内|及以下)/, "under"],
  [/^\s*(?:左右|上下)/, "about"],
];

export function hedgeOf(lead: string, tail: string, isMore: boolean): Hedge | null {
  if (isMore) return "over";
  // 超过75%的序时进度2个百分点: compared with just so much.
  if (
    tail !== "" &&
    /^的?(?:序时|时序|时间进度|目标|要求|任务|平均)/.test(tail) &&
    /(?:超过?|高于|低于|快于|慢于)\s*$/.test(lead)
  )
    return null;
  // Most cells hold a figure and nothing else.
  const said = lead === "" ? null : before.find(([words]) => words.test(lead));
  return (said ?? (tail === "" ? null : after.find(([words]) => words.test(tail))))?.[1] ?? null;
}

/** What a hedged figure may mean. People round to the leading figures: 约2000 may be 1950, 400余 is below 500. */
export function boundsOf(base: number, half: number, step: number, hedge: Hedge | null): [low: number, high: number] {
  const loose = Math.min(step, Math.abs(base) * 0.1);
  if (hedge === "over") return [base - half, base + Math.max(step, Math.abs(base) * 0.1)];
  if (hedge === "under") return [base - Math.max(half, Math.abs(base) * 0.1), base + half];
  if (hedge === "about") return [base - Math.max(loose / 2, half), base + Math.max(loose / 2, half)];
  if (hedge === "least") return [base - half, Number.POSITIVE_INFINITY];
  if (hedge === "most") return [Number.NEGATIVE_INFINITY, base + half];
  return [base - half, base + half];
}

/** A share in words (近八成, 超过一半, 不足四分之一): its word leaves one side open, and closes the other. */
export function shareBoundsOf(base: number, hedge: Hedge, lead: string): [low: number, high: number] {
  const point = 0.5;
  if (hedge === "over" || hedge === "least") return [base - point, Math.max(base * 1.5, base + 10)];
  if (hedge === "under" || hedge === "most")
    return [/(?:不足|不到|低于|不超过?|小于)\s*$/.test(lead) ? 0 : base - Math.max(base * 0.1, 3), base + point];
  return [base * 0.88 - point, base * 1.12 + point];
}
