import { z } from "zod";
import { fieldClasses } from "#kit/base/classes.ts";
import { day, id } from "#kit/base/fields.ts";
import { list, query } from "#kit/base/operation.ts";

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
  subjectId: z.uuid().meta({ title: "记录" }),
  action: z.string(),
  actionTitle: z.string().meta({ title: "操作" }),
  accountId: z.uuid().nullable(),
  accountName: z.string().nullable().meta({ title: "操作人" }),
  via: z.string().meta({ title: "途径" }),
  reason: z.string().nullable().meta({ title: "原因" }),
  changes: z.array(HistoryChange).meta({ title: "改动" }),
});

/** What one may narrow the history by: every kind of record there is, everybody who has ever held a post here. */
export const HistoryChoices = z.object({
  subjects: z.array(z.object({ kind: z.string(), title: z.string().meta({ title: "记录类别" }) })),
  accounts: z.array(z.object({ id: z.uuid(), name: z.string().meta({ title: "操作人" }), login: z.string() })),
});

/** 留痕: who changed what, in the words of the forms, filtered by what the reader may see today. */
export const historyOperations = {
  list: list("history.list", {
    title: "查看留痕",
    permission: "history.read",
    row: HistoryRow,
    filter: {
      subjectKind: z
        .string()
        .regex(/^[a-z][a-zA-Z]{0,39}$/)
        .optional()
        .meta({ title: "记录类别" }),
      subjectId: id("记录").optional(),
      accountId: id("操作人").optional(),
      from: day({ title: "起始日期" }).optional(),
      to: day({ title: "截止日期" }).optional(),
    },
    sorts: ["at"],
  }),
  choices: query("history.choices", {
    title: "查看留痕的筛选项",
    permission: "history.read",
    input: z.strictObject({}),
    output: HistoryChoices,
  }),
};
