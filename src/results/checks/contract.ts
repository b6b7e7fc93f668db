import { z } from "zod";
import { code, count, line, listOf, prose } from "#kit/base/fields.ts";
import { anyone, query } from "#kit/base/operation.ts";
import { PaperFile } from "#kit/base/papers.ts";
import { type Rule, rules, type Severity, severities } from "./words.ts";

const codes = <T extends string>(words: Record<T, string>) => Object.keys(words) as [T, ...T[]];

/** A stretch of the document: characters `from` to `to` of passage number `passage`. */
const Span = z.object({
  passage: z.int(),
  from: z.int(),
  to: z.int(),
  line: z.int().nullable(),
  place: z.string().nullable(),
  quote: z.string(),
});
export type Span = z.output<typeof Span>;

export const Finding = z.object({
  rule: z.enum(codes<Rule>(rules)),
  severity: z.enum(codes<Severity>(severities)),
  /** The figure or words that are called in question. */
  at: Span,
  stated: z.string().nullable(),
  expected: z.string().nullable(),
  /** The sum: (101.93 − 94.21) ÷ 94.21 = 8.19% */
  because: z.string(),
  operands: z.array(Span),
  message: z.string(),
  /** What to do next, or the likely cause: “相差 313.00，恰为第⑤项”. */
  cause: z.string().nullable(),
  /** Findings of one cause share a group: the number of the first of them. */
  group: z.int().nullable(),
});
export type Finding = z.output<typeof Finding>;

/** 核对通过: a relation that holds, kept so that “no finding” can be told from “nothing was compared”. */
export const Held = z.object({
  rule: z.enum(codes<Rule>(rules)),
  at: Span,
  because: z.string(),
  operands: z.array(Span),
});
export type Held = z.output<typeof Held>;

/** The text as read, in order: one passage per heading, paragraph, list item, cell and note. */
export const Passage = z.object({
  kind: z.enum(["title", "heading", "paragraph", "item", "cell", "note"]),
  level: z.int(),
  text: z.string(),
  line: z.int().nullable(),
  place: z.string().nullable(),
  /** Of a cell: number of the table, row, column, and how many it covers. */
  cell: z
    .object({ table: z.int(), row: z.int(), column: z.int(), rows: z.int(), columns: z.int(), isHeader: z.boolean() })
    .nullable(),
});
export type Passage = z.output<typeof Passage>;

export const FactRow = z.object({
  at: Span,
  subject: z.string(),
  period: z.string().nullable(),
  value: z.string(),
  unit: z.string(),
});
export type FactRow = z.output<typeof FactRow>;

export const CheckReport = z.object({
  format: z.string(),
  /** What the file holds and could not be read: pages that are pictures, hidden sheets. */
  unread: z.array(z.string()),
  characters: z.int(),
  passages: z.array(Passage),
  findings: z.array(Finding),
  held: z.array(Held),
  facts: z.array(FactRow),
});
export type CheckReport = z.output<typeof CheckReport>;

const mebibyte = 1024 * 1024;
/** The largest document; less for somebody who is not signed in. */
export const largestDocument = { known: 20 * mebibyte, stranger: 10 * mebibyte };
/** As base64 carries it in JSON. */
export const encodedLength = (bytes: number): number => Math.ceil(bytes / 3) * 4;

const content = z
  .string()
  .max(encodedLength(largestDocument.known), { error: "文件超过 20 MB，请拆分后再核对" })
  .regex(/^[A-Za-z0-9+/]*={0,2}$/, { error: "文件内容不完整，请重新选择" })
  .meta({ title: "文件内容" });

/** 疑点清单的一行: a finding as it is printed; the document it is about is not sent again. */
export const ListedFinding = z.strictObject({
  severity: code(severities, { title: "轻重" }),
  rule: code(rules, { title: "规则" }),
  place: prose({ title: "位置" }, 200),
  quote: prose({ title: "原文" }, 1000),
  message: prose({ title: "疑点" }, 1000),
  stated: prose({ title: "写的" }, 300),
  expected: prose({ title: "算得" }, 300),
  because: prose({ title: "算式" }, 3000),
  operands: prose({ title: "相关各处" }, 3000),
  cause: prose({ title: "可能原因" }, 1000),
});
export type ListedFinding = z.output<typeof ListedFinding>;

const nothing = z.strictObject({});

/** Open to whoever asks; an installation that does not offer the public page refuses those who are not signed in. */
export const checkOperations = {
  offer: query("checks.offer", {
    title: "查看核对是否开放",
    permission: anyone,
    reach: "instance",
    input: nothing,
    output: z.object({ isOpen: z.boolean(), bytes: z.int() }),
  }),
  check: query("checks.check", {
    title: "核对文件",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({ name: line({ title: "文件名" }), content }),
    output: CheckReport,
  }),
  export: query("checks.export", {
    title: "导出疑点清单",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({
      name: line({ title: "文件名" }),
      format: z.enum(["docx", "pdf", "xlsx"], { error: "只能导出 docx、pdf 或 xlsx" }).meta({ title: "格式" }),
      held: count({ title: "核对通过" }),
      findings: listOf(ListedFinding, 2000, "疑点").meta({ title: "疑点" }),
    }),
    output: PaperFile,
  }),
};
