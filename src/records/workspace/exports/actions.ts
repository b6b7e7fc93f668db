import { z } from "zod";
import { Failure } from "#kit/base/errors.ts";
import { type Input, type Operation, signedIn } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { startJob } from "#kit/server/jobs.ts";
import type { exportOperations } from "./contract.ts";
import { exportColumns, tellsColumns } from "./rules.ts";

export const exportJob = {
  kind: "exports.start",
  title: "导出列表",
  mayRepeat: true,
  isAwaited: true,
  input: z.strictObject({
    list: z.string(),
    input: z.record(z.string(), z.unknown()),
    columns: z.array(z.string()).optional(),
  }),
};

/** 导出 as the history tells it: who took what out, and how much of it. */
export const exportSubject: Subject = {
  kind: "export",
  title: "导出",
  noun: "exports",
  shape: z.object({
    listTitle: z.string().meta({ title: "列表" }),
    filter: z.string().meta({ title: "筛选与排序" }),
    columns: z.string().meta({ title: "列" }),
    rows: z.int().meta({ title: "行数" }),
    fileName: z.string().meta({ title: "文件" }),
  }),
};

/** 导出: refused here and now if the list would refuse; the rest is the job's. */
export async function startExport(
  ctx: Context,
  operations: readonly Operation[],
  asked: Input<typeof exportOperations.start>,
) {
  const operation = operations.find(({ address }) => address === asked.list);
  if (!operation || (!operation.list && !tellsColumns(operation)))
    throw new Failure("refused", "exports.list", "这个列表不能导出");
  const { permission, title } = operation;
  if (permission !== signedIn && !ctx.actor.grants.has(permission)) {
    throw new Failure("forbidden", "permission.missing", `您没有“${title}”的权限，不能导出`);
  }
  const { after: _after, limit: _limit, ...input } = asked.input;
  if (!operation.input.safeParse(input).success)
    throw new Failure("invalid", "exports.input", "筛选条件不正确，请刷新列表后再导出");
  if (operation.list && exportColumns(operation.list.row, asked.columns).length === 0) {
    throw new Failure("invalid", "exports.columns", "没有可以导出的列，请重新选择列");
  }
  const { list, columns } = asked;
  return { jobId: await startJob(ctx, exportJob, { list, input, ...(columns ? { columns } : {}) }) };
}

export async function recordExport(ctx: Context, fileId: string, after: Record<string, unknown>): Promise<void> {
  await record(ctx, { subject: exportSubject, id: fileId, before: null, after });
}
