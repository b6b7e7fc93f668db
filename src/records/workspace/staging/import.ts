import type { SQL } from "drizzle-orm";
import { parseDate } from "#kit/base/dates.ts";
import { parseMoney } from "#kit/base/money.ts";
import type { Subject } from "#kit/base/subject.ts";
import { halfWidth, normalize, quoted } from "#kit/base/text.ts";
import type { Cell } from "#kit/documents/cells.ts";
import type { Context } from "#kit/server/context.ts";
import type { Findable } from "#kit/server/search.ts";
import type { Change } from "#kit/server/tables.ts";
import { unitOf } from "./rules.ts";
import type { BlankChoice, MatchChoice, MoneyUnit } from "./words.ts";

/**
 * 一类导入: what a module says in its `import.ts` so that its records can come from a sheet. The workspace reads, converts,
 * stages, shows, commits and reverts; the module says what the columns are, what a row comes to, and how its own tables
 * are written from the staging table, in one statement for all rows.
 */
export interface ImportKind {
  kind: string;
  title: string;
  /** Needed beside imports.manage: the permission of doing it by hand. */
  permission: string;
  columns: ImportColumn[];
  /** Every kind of record a row may change. */
  subjects: Subject[];
  /** Rows that are judged by each other beyond `once`: a division by its parent further down. Amending one judges all again. */
  isJudgedTogether?: true;
  /** Reads once what all rows are judged by: people by name, code lists. */
  open(ctx: Context, options: ImportChoices): Promise<Judge>;
  /** Row numbers whose record was created or changed by somebody since the rows were judged, or went out of reach. */
  changed(ctx: Context, from: StagedFrom): Promise<number[]>;
  /** Writes the records: version 0 is inserted, any other updated only where it still has that version. Returns how many. */
  write(ctx: Context, from: StagedFrom): Promise<number>;
  /** Whose records these are, once written: told when somebody else brought them. */
  owners?(ctx: Context, from: StagedFrom): Promise<{ personId: string; count: number }[]>;
  /** The image that undoes a created record: archived, removed. Left-out changes are those of the creation, turned round. */
  gone(staged: { subjectKind: string; image: Record<string, unknown> }, at: string): Gone;
  /** The image that puts a changed record back, where it is not simply the one before. */
  back?(staged: {
    subjectKind: string;
    image: Record<string, unknown>;
    before: Record<string, unknown>;
  }): Record<string, unknown>;
}

export interface Gone {
  image: Record<string, unknown>;
  changes?: Change[];
}

export interface ImportChoices {
  onMatch: MatchChoice;
  onBlank: BlankChoice;
  /** The record the rows belong to, where the import began on its page. */
  aboutId?: string | undefined;
}

/** Judges up to 500 rows with as few reads as one row would need. */
export type Judge = (ctx: Context, rows: TypedRow[]) => Promise<Judged[]>;

/** 暂存的记录 of one subject: `row_number, subject_id, version, image, image_before` to select from. */
export type StagedFrom = (subjectKind: string) => SQL;

export interface TypedRow {
  number: number;
  /** What could be read, by field; a mapped but empty cell is null, an unmapped column is missing. */
  values: Record<string, unknown>;
  problems: Remark[];
  warnings: Remark[];
}

export interface Remark {
  field: string | null;
  message: string;
}

/** What a row comes to. With problems it stages nothing; without problems and without records nothing changes. */
export interface Judged {
  title: string;
  recordId: string | null;
  problems: Remark[];
  warnings: Remark[];
  staged: Staged[];
  once?: Once;
}

/** 同一件事只说一次: two rows of a file may not be about the same. `held` is what this row is about, `met` what it must not find held. */
export interface Once {
  field: string | null;
  held: string[];
  met: string[];
  /** 同一家企业 */
  what: string;
}

export interface Staged {
  subject: Subject;
  id: string;
  /** Of the record as it is; 0 where it is to be created. */
  version: number;
  /** As the history sees it: the subject's shape. */
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
  /** As it is stored: columns by name. */
  image: Record<string, unknown>;
  imageBefore: Record<string, unknown> | null;
  /** Columns of the image that are stored sealed with the record's own key. */
  secret?: Record<string, string>;
  findable?: Findable;
  findableBefore?: Findable;
  /** Its line on the timeline, of its own page or of another's. */
  line?: string;
  on?: { kind: string; id: string };
}

export interface ImportColumn {
  field: string;
  title: string;
  aliases?: string[];
  required?: boolean;
  hint?: string;
  read: Reader;
  /** Never kept as typed: told by its column only. */
  isPersonal?: boolean;
}

type Reader = ((cell: Cell, column: Setting) => Reading) & { isMoney?: boolean };
/** The column as it stands in the file. */
interface Setting {
  title: string;
  moneyUnit: MoneyUnit;
}
export type Reading = { value: unknown; warning?: string } | { problem: string };

/** One line of text as typed: no line breaks, no doubled spaces. */
export const asLine: Reader = ({ text }) => ({ value: text.replace(/\s+/g, " ").trim() });

export const asProse: Reader = ({ text }) => ({ value: text.replace(/\r\n?/g, "\n").trim() });

/** Telephone, code, mail: what Chinese input methods type double width or with stray spaces. */
export const asPlain: Reader = ({ text }) => ({ value: halfWidth(text).replace(/[\s\u200b\ufeff]/g, "") });

export const asDay: Reader = ({ kind, text }) => {
  if (kind === "date") return { value: text };
  const read = parseDate(text);
  if ("date" in read) return { value: read.date };
  return (read.code === "date.incomplete" && asFirstDay(kind, text)) || { problem: read.message };
};

/** 2023年3月 and 2023 are told to the month or the year in many a ledger: its first day, and a word about it. */
function asFirstDay(kind: string, text: string): Reading | null {
  const [, year = "", mark, month] = /^(\d{4})(年|[-/.])?(\d{1,2})?月?$/.exec(halfWidth(text).replace(/\s/g, "")) ?? [];
  // A number 2019.1 was 2019.10 before Excel cut it.
  if (kind === "number" && mark === "." && month === "1")
    return { problem: `${quoted(text)}分不清是 1 月还是 10 月，请改写为 2019-01-01 这样的日期` };
  const read = year && (mark || !month) ? parseDate(`${year}-${month ?? 1}-1`) : null;
  if (!read || !("date" in read)) return null;
  return {
    value: read.date,
    warning: `只写到${month ? "月" : "年"}，按${month ? "当月" : "当年"}第一天 ${read.date} 登记`,
  };
}

/** 电话: the first of several, said so; the number itself is never repeated in words. */
export const asPhone: Reader = ({ text }) => {
  const [first = "", ...others] = halfWidth(text)
    .split(/[/、,;\n]+|\s{2,}| (?=1[3-9]\d{9})/)
    .map((each) => each.replace(/[\s\u200b\ufeff]/g, ""))
    .filter(Boolean);
  return others.length > 0 ? { value: first, warning: "单元格里有几个号码，只登记第一个" } : { value: first };
};

/** 金额: the cell's own unit counts first, then the title's, then the one chosen for the whole sheet. */
export const asMoney: Reader = Object.assign(
  ({ text }: Cell, { title, moneyUnit }: Setting): Reading => {
    const isBare = /^[+\-−]?[\d,.\s¥]+$/.test(halfWidth(text));
    const read = parseMoney(isBare ? text + unitOf(title) : text, moneyUnit);
    return "yuan" in read ? { value: read.yuan } : { problem: read.message };
  },
  { isMoney: true },
);

const separators = /[、，,;；|\n]+/;
export const piecesOf = (text: string): string[] =>
  text
    .split(separators)
    .map((piece) => piece.trim())
    .filter(Boolean);

export const asList: Reader = ({ text }) => ({ value: [...new Set(piecesOf(text))] });

/** A module's codes by their Chinese words, an alias or the code itself. */
export function asCodes(words: Record<string, string>, aliases: Record<string, string> = {}): Reader {
  const find = finder(words, aliases);
  return ({ text }) => {
    const pieces = piecesOf(text);
    const unknown = pieces.find((piece) => !find(piece));
    return unknown ? { problem: unknownWord(unknown, words) } : { value: [...new Set(pieces.map(find))] };
  };
}

/** The first of the codes a cell names. */
export function asCode(words: Record<string, string>, aliases: Record<string, string> = {}): Reader {
  const read = asCodes(words, aliases);
  return (cell, column) => {
    const codes = read(cell, column);
    return "value" in codes ? { value: (codes.value as string[])[0] ?? null } : codes;
  };
}

function finder(words: Record<string, string>, aliases: Record<string, string>) {
  const plain = (text: string) => normalize(text).replace(/[\s、，,]/g, "");
  const codes = new Map<string, string>();
  for (const [alias, code] of Object.entries(aliases)) codes.set(plain(alias), code);
  for (const [code, word] of Object.entries(words)) codes.set(plain(code), code).set(plain(word), code);
  return (text: string) => codes.get(plain(text));
}

const unknownWord = (text: string, words: Record<string, string>): string =>
  `不认识${quoted(text)}，可用：${Object.values(words).slice(0, 12).join("、")}`;

/** What people write into a cell that is to say nothing. */
const nothing = /^\s*(?:[-—–－/\\]*|无|暂无|空|N\/?A|不详)\s*$/i;

/** The cells of one row, by the mapping: what could be read, and a sentence for each cell that could not. */
export function typedRow(
  kind: ImportKind,
  row: { number: number; cells: Cell[] },
  mapping: Record<string, number>,
  titles: ReadonlyMap<number, string>,
  moneyUnit: MoneyUnit,
): TypedRow {
  const typed: TypedRow = { number: row.number, values: {}, problems: [], warnings: [] };
  for (const { field, read } of kind.columns) {
    const index = mapping[field];
    if (index === undefined) continue;
    const cell = row.cells[index];
    if (!cell || nothing.test(cell.text)) {
      typed.values[field] = null;
      continue;
    }
    if ((cell.result ?? cell.kind) === "error") {
      typed.problems.push({ field, message: `单元格是错误值 ${cell.text}，请在表格中改正` });
      continue;
    }
    const plain = cell.result ? { ...cell, kind: cell.result } : cell;
    const reading = read(plain, { title: titles.get(index) ?? "", moneyUnit });
    if ("problem" in reading) typed.problems.push({ field, message: reading.problem });
    else typed.values[field] = reading.value;
    if (cell.kind === "formula") typed.warnings.push({ field, message: `是公式，取其结果${quoted(cell.text)}` });
    if ("warning" in reading && reading.warning) typed.warnings.push({ field, message: reading.warning });
  }
  return typed;
}
