import { z } from "zod";
import { command } from "#kit/base/operation.ts";
import { projectFilter, projectOperations } from "../contract.ts";

const { sort, descending } = projectOperations.list.input.shape;

export const ledgerOperations = {
  /** 招商项目台账 of exactly the projects the list shows, in its order; a job writes it. */
  write: command("projectLedgers.write", {
    title: "生成招商项目台账",
    permission: "exports.create",
    input: z.strictObject({ ...projectFilter, sort, descending }),
    /** 任务中心 shows it; its result is `{fileId, fileName, rows}`. */
    output: z.object({ jobId: z.uuid() }),
  }),
};
