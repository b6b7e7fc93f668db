import type { Refusal } from "./errors.ts";
import { halfWidth, quoted } from "./text.ts";

/**
 * Exact decimal arithmetic on strings. A number keeps the decimals it was printed with ("12.50" is not "12.5"),
 * because what a document printed is evidence. No float is ever involved.
 * Rounding is 四舍五入: half away from zero, as Excel and every accountant do it.
 */
export interface Decimal {
  digits: bigint;
  places: number;
}

/** Longer than any figure of the trade; keeps hostile input from buying quadratic bigint work. */
const longest = 64;

/** A malformed decimal is a fault of the program, never of the user: what people type goes through `parseDecimal`. */
export function readDecimal(text: string): Decimal {
  const match = text.length <= longest ? /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) : null;
  if (!match) throw new RangeError(`not a decimal: ${text.slice(0, longest)}`);
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = BigInt(whole + fraction);
  return { digits: sign ? -digits : digits, places: fraction.length };
}

export function writeDecimal({ digits, places }: Decimal): string {
  const sign = digits < 0n ? "-" : "";
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, "0");
  const point = text.length - places;
  return places === 0 ? sign + text : `${sign}${text.slice(0, point)}.${text.slice(point)}`;
}

export const addDecimals = (a: string, b: string): string => combine(a, b, (x, y) => x + y);
export const subtractDecimals = (a: string, b: string): string => combine(a, b, (x, y) => x - y);
export const sumDecimals = (list: Iterable<string>): string => [...list].reduce(addDecimals, "0");

export function multiplyDecimals(a: string, b: string): string {
  const [x, y] = [readDecimal(a), readDecimal(b)];
  return writeDecimal({ digits: x.digits * y.digits, places: x.places + y.places });
}

/** Rounded to `places`; null when the divisor is zero, because such a quotient does not exist. */
export function divideDecimals(a: string, b: string, places: number): string | null {
  const [x, y] = [readDecimal(a), readDecimal(b)];
  if (y.digits === 0n) return null;
  const scaled = x.digits * power(places + y.places);
  return writeDecimal({ digits: divideHalfUp(scaled, y.digits * power(x.places)), places });
}

export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  const { digits } = readDecimal(subtractDecimals(a, b));
  return digits < 0n ? -1 : digits > 0n ? 1 : 0;
}

/** 四舍五入 to `places`, padding with zeros where the number has fewer. */
export function roundDecimal(text: string, places: number): string {
  const { digits, places: from } = readDecimal(text);
  return writeDecimal({ digits: divideHalfUp(digits * power(places), power(from)), places });
}

export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const magnitude = (2n * absolute(dividend) + absolute(divisor)) / (2n * absolute(divisor));
  return dividend < 0n === divisor < 0n ? magnitude : -magnitude;
}

/** How many decimals a figure was printed with. */
export const placesOf = (text: string): number => readDecimal(text).places;

/** 千分位: 1234.5 → 1,234.5 */
export function groupThousands(text: string): string {
  const [whole = "", fraction] = text.split(".");
  const grouped = whole.replace(/\d(?=(?:\d{3})+$)/g, "$&,");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Reads a number as people type it: full width, grouped by threes, signed. Printed decimals are kept. */
export function parseDecimal(typed: string): { decimal: string } | Refusal {
  const text = halfWidth(typed).trim();
  if (text === "") return { code: "number.empty", message: "没有填写数字" };
  const match = text.length <= longest ? /^([+\-−]?)([\d,]*)(\.\d+)?$/.exec(text) : null;
  const [, sign = "", whole = "", fraction = ""] = match ?? [];
  if (!match || !/\d/.test(whole + fraction)) {
    return { code: "number.unreadable", message: `看不懂${quoted(text)}：请填写阿拉伯数字，例如 1,234.56` };
  }
  const plain = (whole.replaceAll(",", "").replace(/^0+(?=\d)/, "") || "0") + fraction;
  if (whole.includes(",") && !/^[1-9]\d{0,2}(,\d{3})+$/.test(whole)) {
    const message = `${quoted(text)}的千分位逗号不对：应从个位起每三位一个，请核对是否应为 ${groupThousands(plain)}`;
    return { code: "number.grouping", message };
  }
  const isZero = /^[0.]+$/.test(plain);
  return { decimal: sign === "+" || sign === "" || isZero ? plain : `-${plain}` };
}

function combine(a: string, b: string, operate: (x: bigint, y: bigint) => bigint): string {
  const [x, y] = [readDecimal(a), readDecimal(b)];
  const places = Math.max(x.places, y.places);
  const digits = operate(x.digits * power(places - x.places), y.digits * power(places - y.places));
  return writeDecimal({ digits, places });
}

function power(exponent: number): bigint {
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > 4 * longest)
    throw new RangeError(`not a number of decimals: ${exponent}`);
  return 10n ** BigInt(exponent);
}

export const absolute = (value: bigint): bigint => (value < 0n ? -value : value);
