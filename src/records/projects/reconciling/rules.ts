import { compareYuan, subtractYuan } from "#kit/base/money.ts";

export interface Sum {
  count: number;
  amount: string;
}

/** 两个口径的差异 of one project: only in one, or with another amount. */
export function differenceOf(one: Sum | null, other: Sum | null) {
  const countGap = (one?.count ?? 0) - (other?.count ?? 0);
  const amountGap = subtractYuan(one?.amount ?? "0", other?.amount ?? "0");
  return countGap === 0 && compareYuan(amountGap, "0") === 0 ? null : { countGap, amountGap };
}
