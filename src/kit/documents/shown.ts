/*
 * 显示格式: what the officer sees in a cell, which is what a document says: 0.8543 in the format 0.00% is read as “85.43%”.
 *
 * A format has up to four parts (positive; negative; zero; text). What is not understood here (fractions, conditions, powers
 * of ten) leaves the number as exact as the file has it, so that at worst more digits are read than were shown.
 */
import { groupThousands, roundDecimal } from "#kit/base/decimals.ts";
import type { Cell } from "./cells.ts";

/** The cell with its text as it is shown; an import takes the exact one instead. */
export function asShown(cell: Cell, format: string | null): Cell {
  const shown = format === null ? null : shownText(cell, format);
  return shown === null ? cell : { ...cell, text: shown };
}

function shownText({ kind, text, value }: Cell, format: string): string | null {
  if (kind === "date") return shownDate(String(value), format);
  return kind === "number" ? shownNumber(text, format) : null;
}

/** The formats a file names by number alone, as Chinese Excel and WPS show them. */
const builtin: Record<number, string> = {
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  14: "yyyy/m/d",
  20: "h:mm",
  21: "h:mm:ss",
  22: "yyyy/m/d h:mm",
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: "#,##0;-#,##0",
  38: "#,##0;-#,##0",
  39: "#,##0.00;-#,##0.00",
  40: "#,##0.00;-#,##0.00",
  41: '#,##0;-#,##0;"-"',
  42: '"¥"#,##0;"¥"-#,##0;"¥"-',
  43: '#,##0.00;-#,##0.00;"-"',
  44: '"¥"#,##0.00;"¥"-#,##0.00;"¥"-',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** The format of a number, or null where the number is shown as it is. */
export function formatOf(id: number, code?: string): string | null {
  const format = code ?? builtin[id];
  return !format || format === "General" || format === "@" ? null : format;
}

type Token = { literal: string } | { sign: string };

/** Literal text and the signs that mean something; null where a sign is not known here. */
function tokensOf(part: string, signs: RegExp): Token[] | null {
  const tokens: Token[] = [];
  for (let rest = part; rest !== ""; ) {
    const quoted = /^(?:"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\])/u.exec(rest);
    const dropped =
      /^(?:_.|\*.|\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d+|黑色?|红色?|蓝色?)\])/iu.exec(rest);
    const sign = signs.exec(rest);
    const plain = /^[-+()$¥￥:： \p{Script=Han}·，。、（）℃]/u.exec(rest);
    const found = quoted ?? dropped ?? sign ?? plain;
    if (!found) return null;
    if (quoted) tokens.push({ literal: quoted[1] ?? quoted[2] ?? quoted[3] ?? "" });
    else if (sign && !dropped) tokens.push({ sign: found[0] });
    else if (plain && !dropped) tokens.push({ literal: found[0] });
    rest = rest.slice(found[0].length);
  }
  return tokens;
}

function partsOf(format: string): string[] {
  return format.match(/(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])+|(?<=;|^)(?=;|$)/gu) ?? [format];
}

function shownNumber(text: string, format: string): string | null {
  const parts = partsOf(format);
  const isNegative = text.startsWith("-");
  const size = text.replace("-", "");
  const isZero = /^[0.]*$/.test(size);
  const part = isZero && parts.length > 2 ? parts[2] : isNegative && parts.length > 1 ? parts[1] : parts[0];
  const tokens = tokensOf(part ?? "", /^[0#?.,%]/);
  if (!tokens) return null;
  const shown = fill(tokens, size);
  return isNegative && parts.length === 1 && shown !== null ? `-${shown}` : shown;
}

/** Writes the digits of `size` into the places the format has for them, the whole part from its right end. */
function fill(tokens: Token[], size: string): string | null {
  const signs = tokens.map((token) => ("sign" in token ? token.sign : ""));
  const point = signs.indexOf(".");
  const isPlace = (sign: string) => sign !== "" && "0#?".includes(sign);
  const lastPlace = signs.findLastIndex(isPlace);
  const isWhole = (i: number) => isPlace(signs[i] ?? "") && (point < 0 || i < point);
  const wholePlaces = tokens.flatMap((_, i) => (isWhole(i) ? [i] : []));
  const places = signs.filter((sign, i) => isPlace(sign) && point >= 0 && i > point);
  const thousands = signs.filter((sign, i) => sign === "," && i > lastPlace).length;
  const isGrouped = signs.some((sign, i) => sign === "," && i > (wholePlaces[0] ?? i) && i < (wholePlaces.at(-1) ?? 0));
  const shift = 2 * signs.filter((sign) => sign === "%").length - 3 * thousands;
  const moved = movePoint(size, shift);
  if (moved.length > 60) return null;
  const [whole = "0", fraction = ""] = roundDecimal(moved, places.length).split(".");
  const digits = isGrouped ? groupThousands(whole) : whole;
  const left = wholeDigits(
    digits,
    wholePlaces.map((i) => signs[i] ?? ""),
  );
  const right = fractionDigits(fraction, places);
  return tokens
    .map((token, i) => {
      if ("literal" in token) return token.literal;
      if (isPlace(token.sign)) return (isWhole(i) ? left : right).shift() ?? "";
      return token.sign === "," ? "" : token.sign;
    })
    .join("")
    .trim();
}

/** One entry for each place; the first takes what is left. Of a whole part that is 0 nothing is shown but by a `0`. */
function wholeDigits(digits: string, places: string[]): string[] {
  const needed = places.length - places.indexOf("0");
  const least = places.includes("0") ? needed : 0;
  const shown = digits === "0" && least === 0 ? "" : digits.padStart(least, "0");
  const letters = [...shown];
  const taken: string[] = [];
  for (let i = places.length - 1; i > 0; i--) {
    let letter = letters.pop() ?? "";
    if (letter === ",") letter = `${letters.pop() ?? ""},`;
    taken.unshift(letter);
  }
  return [letters.join(""), ...taken];
}

function fractionDigits(fraction: string, places: string[]): string[] {
  const last = Math.max(places.lastIndexOf("0"), fraction.search(/0*$/) - 1);
  return places.map((_, i) => (i <= last ? (fraction[i] ?? "") : ""));
}

function movePoint(size: string, by: number): string {
  const [whole = "0", fraction = ""] = size.split(".");
  if (by === 0) return size;
  const digits = by > 0 ? whole + fraction.padEnd(by, "0") : whole.padStart(1 - by, "0") + fraction;
  const point = by > 0 ? whole.length + by : Math.max(whole.length, 1 - by) + by;
  const rest = digits.slice(point);
  return `${digits.slice(0, point).replace(/^0+(?=\d)/, "")}${rest ? `.${rest}` : ""}`;
}

const weekdays = "日一二三四五六";

function shownDate(moment: string, format: string): string | null {
  // Windows decides what its long date is: here, the Chinese one.
  const code = /\[\$-F800\]/i.test(format) ? 'yyyy"年"m"月"d"日"' : (partsOf(format)[0] ?? "");
  const tokens = tokensOf(code, /^(?:y+|e+|m+|d+|a{3,4}|h+|s+|AM\/PM|上午\/下午|[-.,@/])/i);
  if (!tokens || /DBNum/i.test(code)) return null;
  const [year = "", month = "", day = "", hour = "0", minute = "0", second = "0"] = moment.split(/[-T:]/);
  const isAfternoon = Number(hour) >= 12;
  const isHalved = /AM\/PM|上午\/下午/i.test(code);
  const sized = (value: string, pattern: string) =>
    pattern.length > 1 ? value.padStart(2, "0") : String(Number(value));
  const signs = tokens.flatMap((token) =>
    "sign" in token && /^[ymdhs]/i.test(token.sign) ? [token.sign.toLowerCase()] : [],
  );
  let at = -1;
  const texts = tokens.map((token) => {
    if ("literal" in token) return token.literal;
    const sign = token.sign.toLowerCase();
    if (/^[ymdhs]/.test(sign)) at += 1;
    const isMinute = signs[at - 1]?.[0] === "h" || signs[at + 1]?.[0] === "s";
    switch (sign[0]) {
      case "y":
      case "e":
        return sign.length > 2 || sign[0] === "e" ? year : year.slice(2);
      case "m":
        return sign.length > 2 ? null : sized(isMinute ? minute : month, sign);
      case "d":
        return sign.length > 2 ? null : sized(day, sign);
      case "h":
        return sized(isHalved ? String(Number(hour) % 12 || 12) : hour, sign);
      case "s":
        return sized(second, sign);
      case "a": {
        if (sign.includes("/")) return isAfternoon ? "PM" : "AM";
        const weekday = weekdays[new Date(`${moment.slice(0, 10)}T00:00:00Z`).getUTCDay()] ?? "";
        return sign.length === 4 ? `星期${weekday}` : weekday;
      }
      case "上":
        return isAfternoon ? "下午" : "上午";
      default:
        return sign === "@" ? "" : sign;
    }
  });
  return texts.includes(null) ? null : texts.join("").trim();
}
