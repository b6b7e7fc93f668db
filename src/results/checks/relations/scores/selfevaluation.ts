/*
 * 绩效自评的算法: the formulas of the self-evaluation form, by themselves. A target A, a result B, a weight W: a score is never
 * below 0 and never above W (norms.md 1.5, 1.6; the numbers SE-… are theirs).
 */

/** SE-12: what spending earns, W × min(1, 全年执行数 ÷ 全年预算数). */
export const executionScore = (weight: number, spent: number, budget: number): number =>
  budget > 0 ? weight * Math.min(1, Math.max(0, spent / budget)) : 0;

/** SE-1: more is better (≥A). */
export const risingScore = (weight: number, target: number, actual: number): number =>
  actual >= target || target <= 0 ? weight : weight * Math.max(0, actual / target);

/** SE-2: less is better (≤A). */
export const fallingScore = (weight: number, target: number, actual: number): number =>
  actual <= target || actual <= 0 ? weight : weight * Math.max(0, target / actual);

/** SE-V4: a result so far above its target asks for an explanation, the target may have been set low. */
export const isFarBeyond = (target: number, actual: number): boolean => target > 0 && actual > target * 1.3 + 1e-9;

export type Grade = "优" | "良" | "中" | "差";
export type Bands = Record<Exclude<Grade, "差">, number>;

/** 优 ≥ 90, 良 ≥ 80, 中 ≥ 60, 差 below. */
export const standardBands: Bands = { 优: 90, 良: 80, 中: 60 };

export function gradeFor(score: number, bands: Bands): Grade {
  if (score >= bands.优) return "优";
  if (score >= bands.良) return "良";
  return score >= bands.中 ? "中" : "差";
}
