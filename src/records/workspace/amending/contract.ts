import { z } from "zod";
import { id, version } from "#kit/base/fields.ts";
import { command } from "#kit/base/operation.ts";
import { fieldName, ImportBatch, permission } from "../imports/contract.ts";
import { rowOutcomes } from "../imports/words.ts";

export const amendOperations = {
  /**
   * 改正一行: what is typed stands before what the file says in these mapped columns; null puts the file's cell back. The
   * row, and those it answers to, are judged again as at staging, in this transaction.
   */
  amend: command("imports.amend", {
    title: "改正导入的行",
    permission,
    input: z.strictObject({
      id: id(),
      row: z.int().min(1).max(1_048_576).meta({ title: "行号" }),
      values: z
        .record(fieldName, z.string().max(4000, { error: "一格最多 4000 个字" }).nullable())
        .refine((values) => Object.keys(values).length >= 1, { error: "请至少改正一格" })
        .refine((values) => Object.keys(values).length <= 200, { error: "改正的列过多" })
        .meta({ title: "改正的内容" }),
      version: version(),
    }),
    output: z.object({ batch: ImportBatch, outcome: z.enum(Object.keys(rowOutcomes) as [keyof typeof rowOutcomes]) }),
  }),
};
