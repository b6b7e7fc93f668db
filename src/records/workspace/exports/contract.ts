import { z } from "zod";
import { listOf } from "#kit/base/fields.ts";
import { command } from "#kit/base/operation.ts";

/** The largest filter a list takes is a few hundred characters; this only keeps a stranger's input small. */
const largest = 8 * 1024;

export const exportOperations = {
  /** 导出所见: runs the list operation itself as the actor, so its scope, classes and filters are the export's. */
  start: command("exports.start", {
    title: "导出列表",
    permission: "exports.create",
    input: z.strictObject({
      list: z
        .string()
        .regex(/^[a-z][a-zA-Z]{0,39}\.[a-z][a-zA-Z]{0,39}$/, { error: "列表的名称不正确" })
        .meta({ title: "列表" }),
      input: z
        .record(z.string().max(80), z.unknown())
        .refine((input) => JSON.stringify(input).length <= largest, { error: "筛选条件过长，请减少后再导出" })
        .default({})
        .meta({ title: "筛选与排序" }),
      columns: listOf(z.string().max(60), 200, "列").optional().meta({ title: "列" }),
    }),
    /** 任务中心 shows it; its result is `{fileId, fileName, rows}`. */
    output: z.object({ jobId: z.uuid() }),
  }),
};
