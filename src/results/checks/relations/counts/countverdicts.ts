/*
 * 点数的结论: what is said of a stated number of things once they were counted, the same whichever way they were set out.
 */
import { writeNumeral } from "#kit/base/numerals.ts";
import type { Count } from "../../facts/counts.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Match, Slip, Stretch } from "../../judgement/claim.ts";

export interface Listed {
  count: number;
  /** 列有 6 项：办公室、综合科…; what a reader sees. */
  because: string;
  operands: Stretch[];
}

export const agreement = ({ from, to }: Count, passage: Passage, { because, operands }: Listed): Match => ({
  kind: "match",
  rule: "item-count",
  at: { passage, from, to },
  because,
  operands,
});

export const doubt = (
  count: Count,
  passage: Passage,
  { count: listed, because, operands }: Listed,
  isCertain: boolean,
): Slip => ({
  kind: "slip",
  rule: "item-count",
  severity: isCertain ? "error" : "warning",
  at: { passage, from: count.from, to: count.to },
  stated: passage.text.slice(count.from, count.to),
  expected: spoken(listed, count),
  because,
  operands,
  message: `写的是 ${count.value}，列出的是 ${listed}，请核对`,
});

/** In the figures the number itself is written in: 三大 → 四大, 6个 → 5个; of things two are 两. */
const spoken = (listed: number, { unit, isChinese }: Count): string =>
  (isChinese ? (listed === 2 && unit !== "大" ? "两" : writeNumeral(listed)) : String(listed)) + unit;
