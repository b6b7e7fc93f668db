import { z } from "zod";
import { code, count, day, id, line, listOf, prose } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { reportFields, reportUnits } from "../reportables/words.ts";
import { reportChanges } from "./words.ts";

const sheet = z
  .string()
  .regex(/^[A-Za-z]{1,30}$/, { error: "没有这张上报表，请从列表中选择" })
  .meta({ title: "上报表" });
const change = code(reportChanges, { title: "与上次相比" });
const Told = z.object({ code: z.string(), message: z.string() }).nullable();

export const Column = z.object({
  field: code(reportFields, { title: "字段" }),
  heading: z.string(),
  unit: code(reportUnits, { title: "单位" }).nullable(),
  precision: z.int().nullable(),
});

/** 一次上报, kept as it was sent; a correction is a version of its own that points to what it corrects. */
export const Report = z.object({
  id: z.uuid(),
  sheet,
  title: z.string().meta({ title: "表名" }),
  authority: z.string().meta({ title: "报给" }),
  fromOn: day({ title: "期间自" }),
  toOn: day({ title: "期间至" }),
  rowCount: z.int().meta({ title: "项目数", shows: "count" }),
  addedCount: z.int().meta({ title: "新增", shows: "count" }),
  changedCount: z.int().meta({ title: "有变化", shows: "count" }),
  goneCount: z.int().meta({ title: "不再上报", shows: "count" }),
  digest: z.string().meta({ title: "校验值" }),
  note: z.string().meta({ title: "说明" }),
  previousId: z.uuid().nullable(),
  correctsId: z.uuid().nullable(),
  reason: z.string().nullable().meta({ title: "更正原因" }),
  reportedOn: day({ title: "上报日期" }),
  typedAt: z.string().meta({ title: "上报时间", shows: "moment" }),
});

export const ReportRow = Report.extend({
  byName: z.string().nullable().meta({ title: "上报人" }),
  /** The version that took its place. */
  correctedById: z.uuid().nullable(),
});

/** 变化的格: old → new under the heading it was reported by. */
const CellChange = z.object({ heading: z.string(), before: z.string().nullable(), after: z.string().nullable() });

export const SnapshotRow = z.object({
  projectId: z.uuid(),
  name: z.string(),
  position: z.int(),
  change,
  cells: z.array(z.string().nullable()),
  changes: z.array(CellChange),
  /** 不再上报: why. */
  reason: z.string().nullable(),
});

const Counts = z.object({ rows: z.int(), added: z.int(), changed: z.int(), gone: z.int(), same: z.int() });

export const reportSubject: Subject = {
  kind: "projectReport",
  title: "项目上报",
  noun: "projects",
  shape: Report,
  page: "reporting",
};

const of = {
  sheet,
  fromOn: day({ title: "期间自" }),
  toOn: day({ title: "期间至" }),
};
const read = "projects.read";
/** 上报 is another permission than seeing what was reported. */
const permission = "projects.report";

const said = {
  /** What was shown before: if the records have changed since, it is looked at again. */
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: "请先预览再上报" })
    .meta({ title: "预览的校验值" }),
  /** Reasons of rows that are gone, where the records do not tell them. */
  gone: listOf(z.strictObject({ projectId: id("项目"), reason: line({ title: "不再上报的原因" }, 200) }), 2000, "原因")
    .meta({ title: "不再上报的原因" })
    .default([]),
};

export const mostPreviewed = 300;

export const reportOperations = {
  sheets: query("projectReports.sheets", {
    title: "查看上报表",
    permission: read,
    input: z.strictObject({}),
    output: z.object({
      sheets: z.array(
        z.object({
          code: sheet,
          title: z.string(),
          authority: z.string(),
          document: z.string(),
          rowsText: z.string(),
          columns: z.array(Column),
          /** Up to which day it was reported last. */
          lastOn: z.string().nullable(),
        }),
      ),
      may: z.object({ report: Told }),
    }),
  }),
  list: list("projectReports.list", {
    title: "查看上报记录",
    permission: read,
    row: ReportRow,
    filter: { sheet: sheet.optional() },
    sorts: ["reportedOn", "toOn"],
  }),
  get: query("projectReports.get", {
    title: "查看一次上报",
    permission: read,
    input: one,
    output: z.object({
      report: ReportRow,
      columns: z.array(Column),
      /** The first version and all that corrected it, in their order. */
      versions: z.array(ReportRow),
      /** The rows still give the digest they were kept with. */
      isIntact: z.boolean(),
      /** Rows outside the asker's range; counted above, not shown. */
      hidden: z.int(),
      may: z.object({ correct: Told }),
    }),
  }),
  rows: query("projectReports.rows", {
    title: "查看上报的行",
    permission: read,
    input: z.strictObject({
      id: id("上报"),
      change: change.optional(),
      after: count({ title: "上一页的末行" }).optional(),
      limit: z.int().min(1).max(500).default(100).meta({ title: "每页行数" }),
    }),
    output: z.object({ rows: z.array(SnapshotRow), next: z.int().nullable() }),
  }),
  /** 预览: what would be reported now, and what of it is new, changed or gone since the last report. */
  preview: query("projectReports.preview", {
    title: "预览上报",
    permission: read,
    input: z.strictObject({ ...of, correctsId: id("上报").optional() }),
    output: z.object({
      title: z.string(),
      columns: z.array(Column),
      digest: z.string(),
      counts: Counts,
      /** What changed first; at most so many. */
      rows: z.array(SnapshotRow.extend({ needsReason: z.boolean() })),
      isCut: z.boolean(),
      /** With which report it is compared; null before the first. */
      previous: z.object({ id: z.uuid(), fromOn: z.string(), toOn: z.string() }).nullable(),
      may: z.object({ report: Told }),
    }),
  }),
  report: command("projectReports.report", {
    title: "上报",
    permission,
    input: z.strictObject({ ...of, ...said, note: prose({ title: "说明" }, 500).default("") }),
    output: Report,
  }),
  correct: command("projectReports.correct", {
    title: "更正上报",
    permission,
    input: z.strictObject({ id: id("上报"), ...said, reason: line({ title: "更正原因" }, 300) }),
    output: Report,
  }),
  write: command("projectReports.write", {
    title: "生成上报表",
    permission: "exports.create",
    input: z.strictObject({ id: id("上报") }),
    output: z.object({ jobId: z.uuid() }),
  }),
};
