/* 单元格: what a cell says, in the form the importer can trust. */

export type CellKind = "text" | "number" | "date" | "boolean" | "formula" | "error" | "empty";

export interface Cell {
  kind: CellKind;
  /** What to show and what to parse: an exact decimal, an ISO date, the text as typed. */
  text: string;
  /** The same for a program. Never compute money with it: use `text`. A date with a time of day keeps that time here. */
  value: string | number | boolean | null;
  /** Of a formula: what its saved result is. */
  result?: CellKind;
}

export interface Row {
  /** 1-based, as the sheet's own margin shows it. */
  number: number;
  /** From column A to the last one that holds something. */
  cells: Cell[];
}

export const emptyCell: Cell = Object.freeze({ kind: "empty", text: "", value: null });

export function textCell(text: string): Cell {
  return text === "" ? emptyCell : { kind: "text", text, value: text };
}

export function errorCell(text: string): Cell {
  return { kind: "error", text, value: null };
}

export function booleanCell(isTrue: boolean): Cell {
  return { kind: "boolean", text: isTrue ? "TRUE" : "FALSE", value: isTrue };
}

const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** A number keeps the digits of the file; what is no number stays text. */
export function numberCell(raw: string): Cell {
  const trimmed = raw.trim();
  if (!numberPattern.test(trimmed)) return textCell(raw);
  return { kind: "number", text: exactDecimal(trimmed), value: Number(trimmed) };
}

/**
 * Excel keeps 15 digits but saves binary noise behind them: 4.1 is written as 4.0999999999999996, and 0.1+0.2 as
 * 0.30000000000000004. The officer saw 4.1 and 0.3, so beyond 15 digits a fraction longer than money's is noise. Whole
 * numbers (an account number some program stored as a number) and amounts to the cent are left as they are.
 */
function exactDecimal(raw: string): string {
  const plain = withoutExponent(raw);
  const [, fraction = ""] = plain.split(".");
  const digits = plain.replace(/^-?[0.]*/, "").replace(".", "");
  if (fraction.length <= 2 || digits.length <= 15) return plain;
  const short = withoutExponent(Number(plain).toPrecision(15));
  return short.includes(".") ? short.replace(/\.?0+$/, "") : short;
}

/** 1.5E+3 → 1500, without passing through binary. */
function withoutExponent(raw: string): string {
  const [mantissa = "", exponent = "0"] = raw.toLowerCase().split("e");
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.replace(/^[+-]/, "").split(".");
  const shift = Number(exponent);
  const point = whole.length + shift;
  const digits = whole + fraction;
  if (shift === 0 && whole !== "") return `${sign}${whole}${fraction ? `.${fraction}` : ""}`;
  const left = (point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0").replace(/^0+(?=\d)/, "");
  const right = (point > 0 ? digits.slice(point) : digits.padStart(digits.length - point, "0")).replace(/0+$/, "");
  return `${sign}${left || "0"}${right ? `.${right}` : ""}`;
}

const dayMilliseconds = 86_400_000;
const lastSerial = 2_958_465;

/** 日期: Excel counts days; which day is the first depends on the workbook. */
export function dateCell(raw: string, is1904: boolean): Cell {
  const serial = Number(raw);
  if (!numberPattern.test(raw.trim()) || serial < 0 || serial > lastSerial) return numberCell(raw);
  let day = Math.floor(serial);
  let seconds = Math.round((serial - day) * 86_400);
  if (seconds === 86_400) {
    day += 1;
    seconds = 0;
  }
  const time = new Date(seconds * 1000).toISOString().slice(11, 19);
  if (day === 0 && !is1904) return textCell(time);
  // Excel believes in 29 February 1900 (serial 60): before it the count is one day off, and itself it is no date.
  if (day === 60 && !is1904) return numberCell(raw);
  const first = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const date = new Date(first + day * dayMilliseconds).toISOString().slice(0, 10);
  return { kind: "date", text: date, value: seconds === 0 ? date : `${date}T${time}` };
}

/** The serial of an ISO date, or null where Excel has no such date or counts wrongly. */
export function serialOf(date: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return null;
  const moment = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== date) return null;
  const serial = (moment.getTime() - Date.UTC(1899, 11, 30)) / dayMilliseconds;
  return serial > 60 && serial <= lastSerial ? serial : null;
}

/** Built-in formats that show a day or a time; 27–36 and 50–58 are the Chinese ones (yyyy"年"m"月"d"日"). */
const dateFormats = [
  [14, 22],
  [27, 36],
  [45, 45],
  [47, 47],
  [50, 58],
] as const;

export function isDateFormat(id: number, code?: string): boolean {
  if (code === undefined) return dateFormats.some(([from, to]) => id >= from && id <= to);
  // Quoted words, escaped characters, colours and locales are not part of the pattern; [h] counts hours and is no moment.
  const pattern = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, "").split(";")[0] ?? "";
  return !/[0#?]/.test(pattern.replace(/\.0+/g, "")) && /[ymdhs]/i.test(pattern) && !/\[(?:h+|m+|s+)\]/i.test(code);
}

export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}
