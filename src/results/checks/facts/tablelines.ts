/*
 * 行与列: what a row or column of a table is to its neighbors: an item, a total of items, a part of the line above (其中), a mean.
 * A table is read the same way downwards and across, so both are “lines” here.
 */
import { once, onceForWords } from "./once.ts";
import type { Table } from "./table.ts";

export interface Line {
  /** Number of the row or column. */
  at: number;
  /** Its innermost name, white space and numbering removed. */
  name: string;
  kind: "item" | "total" | "subtotal" | "detail" | "mean" | "bare";
  /** The name of the group it stands in: a merged cell to its left, a merged head above it. */
  group: string;
  /** 201, 20113, 2011308 */
  code: string | null;
  /** Depth of its numbering: 一、 0 · （一） 1 · 1. 2 · （1） 3; or of its indentation. Null where it has none. */
  level: number | null;
  /** 全市, 全年 say a whole, but perhaps not of these rows only. */
  isLoose: boolean;
}

const totalName =
  /^(?:[^，。；]{0,14})?(?:合计|总计|共计|总和|合计数|总计数)$|^(?:年度)?(?:项目|资金|收入|支出|预算|经费|金额)?(?:总额|总数|总量|汇总)$|^(?:自评|评价|综合)?总(?:得)?分$|^(?:计|总)$/;
const looseTotal =
  /^(?:(?:全[区市县省州国镇乡园年院校系库]|全(?:系统|部|域)|总体|整体|累计|全年累计|本年累计)(?:总量|总数|累计|总体)?|全市（州）)$/;
const subtotalName = /小计|分计/;

/** What a line is by its name. */
export const kindOf = onceForWords((name): Pick<Line, "kind" | "isLoose"> => {
  const plain = bare(name);
  if (/^(?:其中|[#＃]|内含|含[:：])/.test(plain)) return { kind: "detail", isLoose: false };
  if (subtotalName.test(plain)) return { kind: "subtotal", isLoose: false };
  if (totalName.test(plain)) return { kind: "total", isLoose: false };
  if (looseTotal.test(plain)) return { kind: "total", isLoose: true };
  if (/^(?:[^，。]{0,6})?(?:平均|均值|平均值|平均分|平均数|人均|户均|亩均)$/.test(plain))
    return { kind: "mean", isLoose: false };
  return { kind: "item", isLoose: false };
});

const numbering: readonly RegExp[] = [
  /^[一二三四五六七八九十]{1,3}[、.．]/,
  /^\([一二三四五六七八九十]{1,3}\)/,
  /^\d{1,2}[、.．](?!\d)/,
  /^\(\d{1,2}\)/,
];

/** Without numbering, unit and colon: 五、合计（万元）： → 合计 */
export const bare = onceForWords((name): string => {
  const plain = numbering.reduce((text, mark) => text.replace(mark, ""), name);
  return plain
    .replace(/\([^()]*\)$/, "")
    .replace(/[:：*]+$/, "")
    .replaceAll(/[“”"]/g, "");
});

export const rowLines = once((table: Table): readonly Line[] => {
  const groups: string[] = [];
  const lines: Line[] = [];
  for (let row = table.body; row < table.rows; row++) {
    const labels = table.labels(row);
    const name = labels.at(-1) ?? "";
    const whole = labels.find((label) => ["total", "subtotal"].includes(kindOf(label).kind));
    const kind = hasFigures(table, row) ? kindOf(whole ?? name) : { kind: "bare" as const, isLoose: false };
    lines.push({
      at: row,
      name: whole ?? name,
      ...kind,
      group: groupOf(table, row, groups),
      code: codeOf(table, row),
      level: levelOf(table, row, name),
    });
  }
  return withPeriods(lines);
});

function hasFigures(table: Table, row: number): boolean {
  for (let column = table.named; column < table.columns; column++) if (table.fact(row, column)) return true;
  return false;
}

/** The names left of the innermost; a blank cell goes on with the name above it, as merged cells arrive in pasted text. */
function groupOf(table: Table, row: number, groups: string[]): string {
  const innermost = Math.max(0, ...table.labels(row).map((label) => lastColumnOf(table, row, label)));
  for (let column = 0; column < innermost; column++) {
    const text = table.text(row, column);
    if (/^[\d.]*$/.test(text)) continue;
    groups[column] = text;
    groups.length = Math.max(column + 1, Math.min(groups.length, innermost));
  }
  return groups.slice(0, innermost).filter(Boolean).join("/");
}

function lastColumnOf(table: Table, row: number, label: string): number {
  for (let column = table.named - 1; column >= 0; column--) if (table.text(row, column) === label) return column;
  return 0;
}

/** The code of a class in a column of its own, in three columns 类 款 项, or before the name. */
function codeOf(table: Table, row: number): string | null {
  let parts = "";
  for (let column = 0; column < table.named; column++) {
    const text = table.text(row, column);
    const [code] = /^\d{2,7}(?!\d|[.、年月])/.exec(text) ?? [];
    if (!code) {
      if (parts) break;
      continue;
    }
    if (text !== code && !/^\d{3}(?:\d{2}){0,2}[一-龥]/.test(text)) return null;
    parts += code;
  }
  return /^[1-5]\d{2}(?:\d{2}){0,2}$/.test(parts) ? parts : null;
}

function levelOf(table: Table, row: number, name: string): number | null {
  const numbered = numbering.findIndex((mark) => mark.test(name));
  if (numbered >= 0) return numbered;
  for (let column = 0; column < table.named; column++) {
    const [spaces = ""] = /^[\s\u3000]*/.exec(table.passage(row, column)?.text ?? "") ?? [];
    if (spaces.length > 0 && table.text(row, column) !== "") return spaces.length + 10;
  }
  return null;
}

/** 一季度 among months, 上半年 among quarters are subtotals. */
function withPeriods(lines: Line[]): Line[] {
  const has = (pattern: RegExp) => lines.filter(({ name }) => pattern.test(name)).length > 1;
  const isQuarter = /^(?:第?[一二三四1-4]季度|Q[1-4])$/;
  const [months, quarters] = [has(/^\d{1,2}月(?:份)?$|^[一二三四五六七八九十]{1,2}月(?:份)?$/), has(isQuarter)];
  if (!months && !quarters) return lines;
  return lines.map((line) =>
    (months && isQuarter.test(line.name)) || (/^[上下]半年$/.test(line.name) && (months || quarters))
      ? { ...line, kind: "subtotal" }
      : line,
  );
}

export const columnLines = once((table: Table): readonly Line[] => {
  const lines = Array.from({ length: table.columns - table.named }, (_, index): Line => {
    const at = index + table.named;
    const path = table.headPath(at);
    const name = path.at(-1) ?? "";
    const { kind, isLoose } = kindOf(name.replace(/[,，/].*$/, ""));
    const group = path.slice(0, -1).join("/");
    // “总额 | 其中：甲 | 乙”: a title over several columns makes its 合计 the total of the group.
    return {
      at,
      name,
      kind: kind === "total" && group !== "" ? "subtotal" : kind,
      isLoose,
      group,
      code: null,
      level: null,
    };
  });
  return withPeriods(lines);
});
