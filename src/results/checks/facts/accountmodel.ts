/*
 * 决算的行: what accounts are made of. Of no particular kind of amount: `A` is a printed figure when a document is checked, and a
 * row when `work/budget` makes the accounts.
 */
/** 全部 · 财政拨款 · 一般公共预算 · 政府性基金 · 国有资本经营 · 非财政拨款 */
export type Scope = "all" | "fiscal" | "general" | "fund" | "capital" | "own";

export const incomeItems = ["superior", "business", "operating", "affiliate", "otherIncome"] as const;
export const spendingItems = ["basic", "project", "upward", "operatingCost", "toAffiliates"] as const;
export type Item =
  | (typeof incomeItems)[number]
  | (typeof spendingItems)[number]
  | "incomeTotal"
  | "spendingTotal"
  | "income"
  | "spending"
  | "opening"
  | "closing"
  | "reserve"
  | "distribution"
  | "staff"
  | "running"
  | "wages"
  | "family"
  | "goods"
  | "assets"
  | "three"
  | "abroad"
  | "car"
  | "carPurchase"
  | "carRunning"
  | "hospitality";

/** 决算数 · 年初预算数 · 全年预算数 · 上年数 · 增减额 */
export type Column = "actual" | "budget" | "adjusted" | "last" | "change";

export interface Accounts<A> {
  line: (scope: Scope, item: Item, column?: Column) => A | null;
  /** 功能分类的“类”, each once; and how sure it is that they are the whole. */
  classes: (scope: Scope, column?: Column) => { amounts: A[]; force: Force };
}

/** How strong a sum over lines is: whatever the reading · unless something is left unsaid that may be · often true. */
export type Force = "must" | "ask" | "may";
