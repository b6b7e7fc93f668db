import { compareDecimals, divideDecimals, groupThousands, multiplyDecimals, parseDecimal } from "./decimals.ts";
import type { Refusal } from "./errors.ts";
import { halfWidth, quoted } from "./text.ts";
import { measureUnits, type UnitCode } from "./units.ts";

/** A figure with its unit. The value keeps the decimals it was printed with: 12.50% is a statement, 12.5% another. */
export interface Quantity {
  value: string;
  unit: UnitCode;
}

/** 1234.50 万元 → 1,234.50万元 */
export const writeQuantity = ({ value, unit }: Quantity): string =>
  `${groupThousands(value)}${measureUnits[unit].title}`;

/** Reads 1,234.5万元, 12.50 %, 300亩 or 3个百分点; the printed decimals are kept. */
export function parseQuantity(typed: string): Quantity | Refusal {
  const text = halfWidth(typed).trim();
  const match = text.length <= 80 ? /^([+\-−]?[\d,.]+)\s*([^\s\d,.].*)$/.exec(text) : null;
  if (!match)
    return { code: "quantity.unreadable", message: `看不懂${quoted(text)}：请填写数字和单位，例如 1,234.5万元` };
  const [, number = "", written = ""] = match;
  const unit = findUnit(written);
  if (!unit)
    return { code: "quantity.unit", message: `不认识单位${quoted(written)}：请改用常用单位，例如 万元、家、亩、%` };
  const parsed = parseDecimal(number);
  return "code" in parsed ? parsed : { value: parsed.decimal, unit };
}

/** The code of a unit as people write it, or null. */
export const findUnit = (written: string): UnitCode | null => codes.get(key(written)) ?? null;

/** Into another unit of the same base, rounded once to `decimals`. */
export function convertQuantity({ value, unit }: Quantity, to: UnitCode, decimals = 2): Quantity | Refusal {
  const [from, into] = [measureUnits[unit], measureUnits[to]];
  if (from.base !== into.base) {
    return {
      code: "quantity.conversion",
      message: `${quoted(from.title)}不能换算成${quoted(into.title)}：两者不是同一种量`,
    };
  }
  const dividend = multiplyDecimals(value, multiplyDecimals(from.factor[0], into.factor[1]));
  const divisor = multiplyDecimals(from.factor[1], into.factor[0]);
  // No factor is zero, so the quotient exists.
  return { value: divideDecimals(dividend, divisor, decimals) ?? value, unit: to };
}

/** Exact, across units of one base (0.3亿元 and 3000万元 are equal); null when they measure different things. */
export function compareQuantities(a: Quantity, b: Quantity): -1 | 0 | 1 | null {
  const [x, y] = [measureUnits[a.unit], measureUnits[b.unit]];
  if (x.base !== y.base) return null;
  const left = multiplyDecimals(a.value, multiplyDecimals(x.factor[0], y.factor[1]));
  const right = multiplyDecimals(b.value, multiplyDecimals(y.factor[0], x.factor[1]));
  return compareDecimals(left, right);
}

const key = (written: string): string => halfWidth(written).trim().toLowerCase();

const codes = new Map(
  Object.entries(measureUnits).flatMap(([code, { title, aliases }]) =>
    [title, ...aliases].map((written) => [key(written), code as UnitCode] as const),
  ),
);
