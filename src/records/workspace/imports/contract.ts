import { z } from "zod";
import { code, count, id, line, prose, version } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import { asideChoices, blankChoices, matchChoices, moneyUnits } from "../staging/words.ts";
import { importStates, rowOutcomes } from "./words.ts";

/**
 * 导入 in four steps, each of which can be left and found again:
 * start (read the first rows, propose which column is which field) → map (read, check and match every row: 预览)
 * → commit (all of it in one transaction) → revert (undo exactly what it did).
 * Each step is a job: the command answers at once with the batch in a working state (`reading`, `staging`, `committing`,
 * `reverting`), `imports.get` is asked again until the state is another, and the job's progress stands in 任务中心.
 */
export const permission = "imports.manage";
const kindName = () =>
  z
    .string()
    .regex(/^[a-z][a-zA-Z]{0,39}$/, { error: "导入类别不正确" })
    .meta({ title: "导入类别" });
export const fieldName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/);
const columnIndex = () => z.int().min(0).max(199);

/** A field of the kind, as the mapping screen offers it. */
export const ImportField = z.object({
  field: z.string(),
  title: z.string(),
  aliases: z.array(z.string()),
  required: z.boolean(),
  /** 金额: a unit may be chosen where the title names none. */
  isMoney: z.boolean(),
  /** How to fill it in, in a few words; null where the title says it all. */
  hint: z.string().nullable(),
});

export const ImportKindWords = z.object({
  kind: z.string(),
  title: z.string().meta({ title: "导入类别" }),
  fields: z.array(ImportField),
});

export const SheetColumn = z.object({
  index: columnIndex(),
  /** A, B … AA. */
  letter: z.string(),
  title: z.string(),
  /** The first three values below the title. */
  samples: z.array(z.string()),
});

/** Field → column. */
export const Mapping = z.record(fieldName, columnIndex());

export const SheetHead = z.object({
  name: z.string(),
  isHidden: z.boolean(),
  /** Row number of the column titles, as the sheet's margin shows it; a guess until the user says. */
  headerRow: z.int(),
  columns: z.array(SheetColumn),
  /** What the titles suggest, or what was used last time with the same titles. */
  proposed: Mapping,
  isRemembered: z.boolean(),
  /** 单位：万元 as it stands above the titles. */
  moneyUnit: z
    .enum(Object.keys(moneyUnits) as [keyof typeof moneyUnits])
    .nullable()
    .default(null),
  /** The first rows as they stand, to choose another title row from (`columnsOf` of staging/rules.ts). */
  rows: z.array(z.object({ number: z.int(), cells: z.array(z.string()) })),
});

export const ImportOptions = z.strictObject({
  onMatch: code(matchChoices, { title: "已在库的" }).default("update"),
  onBlank: code(blankChoices, { title: "空白单元格" }).default("keep"),
  moneyUnit: code(moneyUnits, { title: "金额单位" }).default("yuan"),
  onAside: code(asideChoices, { title: "合计行与说明行" }).default("leave"),
  /** 归到哪条记录: what one was looking at when the import began, an event for its guests. */
  aboutId: id("所属记录").optional(),
});

const step = z.object({ code: z.string(), message: z.string() }).nullable();

export const ImportCounts = z.object({
  create: count({ title: "新增" }),
  update: count({ title: "更新" }),
  same: count({ title: "无变化" }),
  /** 合计行、说明行: shown and left out. */
  aside: count({ title: "略去" }).default(0),
  error: count({ title: "有误" }),
  /** Rows that go in although something about them should be looked at. */
  warned: count({ title: "有提示" }),
});

const batchRow = {
  id: z.uuid(),
  kind: z.string(),
  kindTitle: z.string().meta({ title: "导入类别" }),
  fileName: z.string().meta({ title: "文件" }),
  state: z
    .enum(Object.keys(importStates) as [keyof typeof importStates])
    .meta({ title: "状态", shows: "code", words: importStates }),
  /** Why it did not go on, in words. */
  message: z.string().nullable().meta({ title: "说明" }),
  counts: ImportCounts,
  byName: z.string().nullable().meta({ title: "操作人" }),
  createdAt: z.string().meta({ title: "上传时间", shows: "moment" }),
  committedAt: z.string().nullable().meta({ title: "导入时间", shows: "moment" }),
  revertedAt: z.string().nullable().meta({ title: "撤销时间", shows: "moment" }),
  version: z.int(),
};

export const ImportBatchRow = z.object(batchRow);

export const ImportBatch = z.object({
  ...batchRow,
  fields: z.array(ImportField),
  sheets: z.array(SheetHead),
  /** What was chosen; null before `imports.map`. */
  sheet: z.string().nullable(),
  headerRow: z.int().nullable(),
  mapping: Mapping.nullable(),
  options: ImportOptions,
  /** The job that works on it now or worked on it last; its progress is in 任务中心. */
  jobId: z.uuid().nullable(),
  /** 改正过的行: so many rows have a cell that was typed over in the preview. */
  amended: count({ title: "改正" }),
  may: z.object({ map: step, amend: step, commit: step, revert: step, failedRows: step, discard: step }),
});

export const ImportCell = z.object({
  field: z.string(),
  /** The column's title in the file. */
  title: z.string(),
  /** As the file says or, amended, as typed; null where it is personal and not repeated. */
  text: z.string().nullable(),
  isAmended: z.boolean(),
  /** Of an amended cell: what the file says; null where that is personal. */
  inFile: z.string().nullable(),
});

export const RowProblem = z.object({
  /** The field it is about; null for the row as a whole. */
  field: z.string().nullable().default(null),
  /** The column's title in the file; null for the row as a whole. */
  column: z.string().nullable(),
  message: z.string(),
});

export const ImportRow = z.object({
  id: z.uuid(),
  number: z.int().meta({ title: "行号", shows: "count" }),
  outcome: z
    .enum(Object.keys(rowOutcomes) as [keyof typeof rowOutcomes])
    .meta({ title: "结果", shows: "code", words: rowOutcomes }),
  /** What the row is about: the company's name. */
  title: z.string().meta({ title: "名称" }),
  recordId: z.uuid().nullable(),
  /** As the form will show them, by field; of an update only what changes. */
  values: z.array(
    z.object({ field: z.string(), title: z.string(), value: z.string().nullable(), before: z.string().nullable() }),
  ),
  problems: z.array(RowProblem).meta({ title: "问题" }),
  warnings: z.array(RowProblem).meta({ title: "提示" }),
  isAmended: z.boolean().meta({ title: "改正过" }),
  /** What the row's mapped cells say, where they can be amended: of a row that failed, has a remark, or was amended. */
  cells: z.array(ImportCell),
});

const started = z.object({ jobId: z.uuid() });

export const importOperations = {
  kinds: query("imports.kinds", {
    title: "查看可导入的类别",
    permission,
    input: z.strictObject({}),
    output: z.array(ImportKindWords),
  }),
  start: command("imports.start", {
    title: "开始导入",
    permission,
    input: z.strictObject({ kind: kindName(), fileId: id("文件"), aboutId: id("所属记录").optional() }),
    output: ImportBatch,
  }),
  map: command("imports.map", {
    title: "对应导入列",
    permission,
    input: z.strictObject({
      id: id(),
      sheet: z.string().max(200).meta({ title: "工作表" }),
      headerRow: z.int().min(1).max(1_048_576).meta({ title: "标题行" }),
      mapping: Mapping.refine((mapping) => Object.keys(mapping).length <= 200, { error: "对应的列过多" })
        .refine((mapping) => new Set(Object.values(mapping)).size === Object.keys(mapping).length, {
          error: "同一列不能对应两个字段，请检查",
        })
        .meta({ title: "列的对应" }),
      options: ImportOptions.prefault({}),
    }),
    output: ImportBatch,
  }),
  get: query("imports.get", { title: "查看导入", permission, input: one, output: ImportBatch }),
  rows: list("imports.rows", {
    title: "查看导入的行",
    permission,
    row: ImportRow,
    filter: {
      batchId: id("导入批次"),
      outcome: code(rowOutcomes, { title: "结果" }).optional(),
      isWarned: z.boolean().optional().meta({ title: "有提示" }),
      isAmended: z.boolean().optional().meta({ title: "改正过" }),
    },
    sorts: ["number"],
  }),
  commit: command("imports.commit", {
    title: "确认导入",
    permission,
    input: z.strictObject({ id: id(), version: version() }),
    output: ImportBatch,
  }),
  revert: command("imports.revert", {
    title: "撤销导入",
    permission,
    input: z.strictObject({ id: id(), reason: line({ title: "撤销原因" }, 200) }),
    output: ImportBatch,
  }),
  /** 退回有误的行: an xlsx of the rows that failed with the reason in the last column; the job's result is the file. */
  failedRows: command("imports.failedRows", { title: "下载有误的行", permission, input: one, output: started }),
  /** 导入模板: an empty xlsx with the kind's column titles. */
  template: command("imports.template", {
    title: "下载导入模板",
    permission,
    input: z.strictObject({ kind: kindName() }),
    output: started,
  }),
  list: list("imports.list", {
    title: "查看导入记录",
    permission,
    row: ImportBatchRow,
    filter: {
      kind: kindName().optional(),
      state: code(importStates, { title: "状态" }).optional(),
      isMine: z.boolean().optional().meta({ title: "我导入的" }),
    },
    sorts: ["createdAt"],
  }),
  discard: command("imports.discard", { title: "放弃导入", permission, input: one, output: z.object({}) }),
};

/** 导入批次 as the history tells it. */
export const ImportRecord = z.object({
  kindTitle: line({ title: "导入类别" }),
  fileName: line({ title: "文件" }, 255),
  state: code(importStates, { title: "状态" }),
  created: count({ title: "新增" }),
  updated: count({ title: "更新" }),
  message: prose({ title: "说明" }),
  amended: prose({ title: "改正的行" }),
});
