import type { roles } from "../words.ts";
import type { Passage } from "./passages.ts";
import type { Unit } from "./units.ts";

/**
 * 数量: one figure as it is printed, and what its surroundings make of it.
 *
 * `base`, `low` and `high` are in base units (元, %, 平方米, each). A report's figures have at most fifteen digits, so they are
 * safe in a double; what is printed as an expectation is rounded half up with the figure's own decimals.
 */
export interface Fact {
  index: number;
  passage: Passage;
  /** The number with its unit, in the passage. */
  from: number;
  to: number;
  /** Where the number itself ends and its unit begins. */
  numberTo: number;
  /** The number as printed, without inner spaces. */
  number: string;
  value: number;
  places: number;
  unit: Unit | null;
  base: number;
  /** Half of the last printed step, in base units; 0 for things that are counted. */
  half: number;
  /** What it may be at most and at least, given how it is printed and hedged. */
  low: number;
  high: number;
  hedge: Hedge | null;
  isChinese: boolean;
  isMisgrouped: boolean;
  role: Role;
  /** Of a change or a rate of change: which way, 0 where the text has not decided (增加（减少）). */
  direction: -1 | 0 | 1;
  /** Words of its clause before it (never across another figure) and right behind it. */
  lead: string;
  tail: string;
  /** What is measured: 基本支出预算数. Empty where the clause names nothing. */
  subject: string;
  /** Counts of things: what is counted: 项目, 企业. */
  noun: string;
  sentence: number;
  clause: number;
  /** In the text, the year it speaks of, where a word before it says so. */
  year: number | null;
  /** 当年, 上年, 年初, 截至6月底, 第三季度… as written, where said. */
  period: string;
}

/** 约 · 超、余、以上 · 近、不足、以内 · 不少于 · 不超过 · 2—3 */
export type Hedge = "about" | "over" | "under" | "least" | "most" | "range";

/**
 * level 数额 · change 增减额 · growth 增长率 · point 百分点 · base 比…（对照数）· origin 由…（起点）· share 占…的 ·
 * rate 执行率、完成率… · target 指标值 · times 倍
 */
export type Role = keyof typeof roles;
