import type { FieldClass } from "#kit/base/classes.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { type FactKind, factKinds } from "../words.ts";

/** 涉税: what a tax office gave, for a purpose, under its terms. 依据：《税收征收管理法》第八条。 */
export const isTax = (kind: FactKind): boolean => kind === "tax";

export const unitOf = (kind: FactKind): "元" | "人" => (kind === "employees" ? "人" : "元");

interface Typed {
  kind: FactKind;
  year: number;
  value: string;
  queriedOn: string | null;
}

interface Reader {
  classes: ReadonlySet<FieldClass>;
  today: string;
}

/** Why this cannot be recorded as it stands, or null. */
export function whyNotFact({ kind, year, value, queriedOn }: Typed, { classes, today }: Reader): Refusal | null {
  const no = (code: string, message: string): Refusal => ({ code: `facts.${code}`, message });
  const title = factKinds[kind];
  if (isTax(kind) && !classes.has("tax")) return no("tax", "您的角色不能经手涉税数据，请由有涉税权限的人员登记");
  if (year > Number(today.slice(0, 4))) return no("year", `${year} 年还没有到，请核对年度`);
  if (queriedOn && queriedOn > today) return no("queriedOn", "查询日期晚于今天，请核对");
  if (value.startsWith("-") && kind !== "tax") return no("negative", `${title}不能为负数，请核对`);
  if (kind === "employees" && !/\.00$|^\d+$/.test(value)) return no("whole", "用工人数应为整数");
  return null;
}

/** The day a year's figure counts from: its last, so that it falls into that year whatever the month it was heard of. */
export const happenedOn = (year: number): string => `${year}-12-31`;
