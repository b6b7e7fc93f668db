import { compareDecimals, divideDecimals } from "#kit/base/decimals.ts";

/** 单位成本 in yuan and fen; nothing where nothing was spent or nothing came of it. */
export function costPer(actual: string | null, count: number): string | null {
  if (actual === null || count === 0 || compareDecimals(actual, "0") <= 0) return null;
  return divideDecimals(actual, String(count), 2);
}
