import { z } from "zod";
import { code, id, line } from "#kit/base/fields.ts";
import { command, list, one, query, signedIn } from "#kit/base/operation.ts";
import { jobStates } from "./words.ts";

/** What a screen calls a form or a list: `companies.create`, `companies.change:0198…`. */
const place = (title: string) =>
  z
    .string()
    .regex(/^[a-zA-Z][a-zA-Z0-9_.:-]{0,119}$/, { error: `${title}的名称不正确` })
    .meta({ title });

/** A screen's own values, stored as they came; only their size is ours to bound. */
const scratch = (title: string, kilobytes: number) =>
  z
    .record(z.string().max(80), z.unknown())
    .refine((values) => sizeOf(values) <= kilobytes * 1024, { error: `${title}超过 ${kilobytes} KB，请缩短后再试` })
    .meta({ title });

const sizeOf = (values: unknown): number => new TextEncoder().encode(JSON.stringify(values)).length;

export const Draft = z.object({ values: z.record(z.string(), z.unknown()), savedAt: z.string() });

/** 草稿: what one typed and has not submitted, per account, agency and form. */
export const draftOperations = {
  get: query("drafts.get", {
    title: "查看草稿",
    permission: signedIn,
    input: z.strictObject({ form: place("表单") }),
    output: Draft.nullable(),
  }),
  save: command("drafts.save", {
    title: "暂存草稿",
    permission: signedIn,
    input: z.strictObject({ form: place("表单"), values: scratch("草稿", 64) }),
    output: z.object({ savedAt: z.string() }),
  }),
  drop: command("drafts.drop", {
    title: "丢弃草稿",
    permission: signedIn,
    input: z.strictObject({ form: place("表单") }),
    output: z.object({}),
  }),
};

export const SavedView = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "视图名称" }),
  state: z.record(z.string(), z.unknown()),
});

/** 常用视图: a list's filter, sort and columns under a name. */
export const viewOperations = {
  list: query("views.list", {
    title: "查看常用视图",
    permission: signedIn,
    input: z.strictObject({ list: place("列表") }),
    output: z.array(SavedView),
  }),
  /** The same name again replaces what was saved under it. */
  save: command("views.save", {
    title: "保存常用视图",
    permission: signedIn,
    input: z.strictObject({ list: place("列表"), name: line({ title: "视图名称" }, 40), state: scratch("视图", 16) }),
    output: SavedView,
  }),
  drop: command("views.drop", { title: "删除常用视图", permission: signedIn, input: one, output: z.object({}) }),
};

export const Job = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: z.string().meta({ title: "任务" }),
  state: z
    .enum(Object.keys(jobStates) as [keyof typeof jobStates])
    .meta({ title: "状态", shows: "code", words: jobStates }),
  done: z.int().meta({ title: "已处理", shows: "count" }),
  total: z.int().nullable().meta({ title: "共", shows: "count" }),
  message: z.string().nullable().meta({ title: "说明" }),
  /** What it made: `{fileId, fileName, rows}` of an export, `{batchId, address}` of an import: where it stands. */
  result: z.record(z.string(), z.unknown()).nullable(),
  createdAt: z.string().meta({ title: "提交时间", shows: "moment" }),
  startedAt: z.string().nullable().meta({ title: "开始时间", shows: "moment" }),
  finishedAt: z.string().nullable().meta({ title: "结束时间", shows: "moment" }),
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

/** 任务 on the page of its own: all of mine, as long as they are kept. */
export const JobRow = Job.extend({ may: z.object({ cancel: Told, repeat: Told }) });

/** 任务中心: my latest fifty in this agency, and all of them on their page. */
export const jobOperations = {
  browse: list("jobs.browse", {
    title: "查看全部任务",
    permission: signedIn,
    row: JobRow,
    filter: { state: code(jobStates, { title: "状态" }).optional() },
    sorts: ["createdAt"],
  }),
  repeat: command("jobs.repeat", { title: "重新执行", permission: signedIn, input: one, output: Job }),
  /** 保存期 of what this module keeps, in days: told on the pages it concerns. */
  keeping: query("jobs.keeping", {
    title: "查看保存期",
    permission: signedIn,
    input: z.strictObject({}),
    output: z.object({ jobs: z.int(), notices: z.int(), staging: z.int() }),
  }),
  list: query("jobs.list", {
    title: "查看任务",
    permission: signedIn,
    input: z.strictObject({}),
    output: z.array(Job),
  }),
  cancel: command("jobs.cancel", { title: "取消任务", permission: signedIn, input: one, output: Job }),
};

export const StoredFile = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "文件名" }),
  type: z.string().meta({ title: "类型" }),
  size: z.int().meta({ title: "大小（字节）", shows: "count" }),
  uploadedAt: z.string().meta({ title: "上传时间", shows: "moment" }),
});

/** One's own files; what is attached to a record comes with that record. */
export const fileOperations = {
  get: query("files.get", { title: "查看文件", permission: signedIn, input: one, output: StoredFile }),
};

export const TimelineEntry = z.object({
  id: z.uuid(),
  happenedOn: z.string().meta({ title: "日期", shows: "date" }),
  typedAt: z.string().meta({ title: "登记时间", shows: "moment" }),
  kind: z.string(),
  title: z.string().meta({ title: "事项" }),
  link: z.string().nullable(),
  by: z.string().nullable().meta({ title: "经办人" }),
});

/** 时间线 of a record one may see. */
export const timelineOperations = {
  list: query("timeline.list", {
    title: "查看时间线",
    permission: signedIn,
    input: z.strictObject({
      subjectKind: place("记录类别"),
      subjectId: id("记录"),
      after: z
        .string()
        .regex(/^\d{4}-\d\d-\d\d~[0-9a-f-]{36}$/, { error: "翻页位置已失效，请回到第一页" })
        .optional()
        .meta({ title: "上一页的末行" }),
      limit: z.int().min(1).max(100).default(20).meta({ title: "每页条数" }),
    }),
    output: z.object({ rows: z.array(TimelineEntry), next: z.string().nullable() }),
  }),
};
