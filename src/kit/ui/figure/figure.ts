import type { LightState } from "../look/Light.tsx";

/** An operand of a formula or one half of a rate. */
export interface Operand {
  title: string;
  /** As it reads: 26.50亿元. */
  text: string;
  value?: string | null;
}

/** 数: what a metric answers. A rate never comes without its two halves. */
export interface FigureAnswer {
  metric: string;
  title: string;
  /** Exact; null where there is none: 未报送 or 不适用 is not zero. */
  value: string | null;
  unit: string;
  /** As it is shown, with its unit: 12.35亿元、87.40%、未报送. */
  text: string;
  numerator?: Operand | string | null;
  denominator?: Operand | string | null;
  /** 口径 */
  definition: string;
  formula?: string | null;
  asOf: string;
  period: string | { title: string };
  light?: LightState | null;
}

export interface EvidenceColumn {
  key: string;
  title: string;
  shows?: "money" | "count" | "date" | "moment" | "rate" | "code" | "link" | null;
  words?: Record<string, string> | null;
  unit?: string | null;
}

export interface Evidence {
  columns: EvidenceColumn[];
  rows: Record<string, unknown>[];
  next: string | null;
  total: number;
  /** What lies outside the viewer's range, so that the rows and this add up to the figure. */
  hidden: { count: number; sum: string | null };
}

export type LoadEvidence = (after: string | null) => Promise<Evidence>;

export function operandText(operand: NonNullable<FigureAnswer["numerator"]>): string {
  return typeof operand === "string" ? operand : `${operand.title} ${operand.text}`;
}
