import { z } from "zod";
import { fieldClasses } from "#kit/base/classes.ts";
import { day, id } from "#kit/base/fields.ts";
import { list, query, signedIn } from "#kit/base/operation.ts";

export const HistoryChange = z.object({
  field: z.string(),
  title: z.string().meta({ title: "字段" }),
  class: z.enum(Object.keys(fieldClasses) as [keyof typeof fieldClasses]),
  /** In words, as the page shows it; null for nothing, or where `withheld`. */
  before: z.string().nullable().meta({ title: "改前" }),
  after: z.string().nullable().meta({ title: "改后" }),
  /** 无权查看 today, or 已按规定清除 (its key was dropped): that it changed is told, the values are not. */
  withheld: z.enum(["class", "erased"]).nullable(),
});

export const HistoryRow = z.object({
  id: z.uuid(),
  at: z.string().meta({ title: "时间", shows: "moment" }),
  subjectKind: z.string(),
  subjectTitle: z.string().meta({ title: "记录类别" }),
  subjectId: z.uuid().meta({ title: "记录编号" }),
  /** What the record is called today; null of one that is no more. */
  subjectName: z.string().nullable().meta({ title: "记录" }),
  /** Where it opens for whoever reads this. */
  page: z.string().nullable(),
  action: z.string(),
  actionTitle: z.string().meta({ title: "操作" }),
  accountId: z.uuid().nullable(),
  accountName: z.string().nullable().meta({ title: "操作人" }),
  via: z.string().meta({ title: "途径" }),
  reason: z.string().nullable().meta({ title: "原因" }),
  /** All changes in one line, for lists and spreadsheets. */
  summary: z.string().meta({ title: "改动" }),
  changes: z.array(HistoryChange),
});

/** 修改记录 of one record, for whoever may read it. */
export const RecordChange = HistoryRow.pick({
  id: true,
  at: true,
  actionTitle: true,
  accountName: true,
  via: true,
  reason: true,
  changes: true,
});

/** What one may narrow the history by: every kind of record there is, everybody who has ever held a post here. */
export const HistoryChoices = z.object({
  subjects: z.array(z.object({ kind: z.string(), title: z.string().meta({ title: "记录类别" }) })),
  accounts: z.array(z.object({ id: z.uuid(), name: z.string().meta({ title: "操作人" }), login: z.string() })),
  actions: z.array(z.object({ address: z.string(), title: z.string().meta({ title: "操作" }) })),
});

const kind = () =>
  z
    .string()
    .regex(/^[a-z][a-zA-Z]{0,39}$/)
    .meta({ title: "记录类别" });

/** 留痕: who changed what, in the words of the forms, filtered by what the reader may see today. */
export const historyOperations = {
  list: list("history.list", {
    title: "查看留痕",
    permission: "history.read",
    row: HistoryRow,
    filter: {
      subjectKind: kind().optional(),
      subjectId: id("记录").optional(),
      accountId: id("操作人").optional(),
      action: z
        .string()
        .regex(/^[a-z][a-zA-Z]{0,39}\.[a-z][a-zA-Z]{0,39}$/)
        .optional()
        .meta({ title: "操作" }),
      from: day({ title: "起始日期" }).optional(),
      to: day({ title: "截止日期" }).optional(),
    },
    sorts: ["at"],
  }),
  ofRecord: query("history.ofRecord", {
    title: "查看修改记录",
    permission: signedIn,
    input: z.strictObject({
      subjectKind: kind(),
      subjectId: id("记录"),
      after: z
        .string()
        .regex(/^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z~[0-9a-f-]{36}$/, { error: "翻页位置已失效，请重新打开" })
        .optional()
        .meta({ title: "上一页的末行" }),
      limit: z.int().min(1).max(100).default(20).meta({ title: "每页条数" }),
    }),
    output: z.object({ rows: z.array(RecordChange), next: z.string().nullable() }),
  }),
  choices: query("history.choices", {
    title: "查看留痕的筛选项",
    permission: "history.read",
    input: z.strictObject({}),
    output: HistoryChoices,
  }),
};
