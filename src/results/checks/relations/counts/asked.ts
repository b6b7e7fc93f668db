import type { Fact } from "../../facts/fact.ts";
import { type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

/** 审计设问, as every question is put: the figures, what would be asked, and the papers that answer it. */
export interface Question {
  at: Fact;
  others: Fact[];
  /** The figures that make one ask. */
  because: string;
  asked: string;
  papers: string;
}

export const question = ({ at, others, because, asked, papers }: Question): Slip => ({
  kind: "slip",
  rule: "question",
  severity: "note",
  at: stretchOf(at),
  stated: printed(at),
  expected: null,
  because,
  operands: others.map(stretchOf),
  message: `审计可能会问：${asked}，请核对`,
  cause: `宜备：${papers}`,
});
