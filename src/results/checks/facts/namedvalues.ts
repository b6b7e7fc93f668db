import type { Fact } from "./fact.ts";
import type { Table } from "./table.ts";
import type { Unit } from "./units.ts";

export interface Member {
  name: string;
  /** One figure; of what is made of several (上半年) those that are added. */
  values: readonly Fact[];
}

/** 有名之数 of one measure: what namedgroups.ts reads and the relations compare. */
export interface Group {
  members: readonly Member[];
  unit: Unit;
  /** Words of what is measured: the title of the column, or what stands between name and figure and before the list. */
  measure: string;
  /** Passages from which to which it goes. */
  from: number;
  to: number;
  table: Table | null;
  /** 合计, 全市; of rates the rate of the whole. */
  whole: Fact | null;
  mean: Fact | null;
  /** Are the names all there is of them: cells by themselves, words with nothing else? */
  isWhole: boolean;
}

export const valueOf = ({ values }: Member): number => values.reduce((sum, { base }) => sum + base, 0);

/** A column whose head names no unit: its figures are compared among themselves. */
export const unsaid: Unit = { title: "", dimension: "unsaid", factor: 1 };
