import { z } from "zod";
import { id, line, listOf } from "#kit/base/fields.ts";
import { query } from "#kit/base/operation.ts";
import { PaperFile, paperFormat } from "#kit/base/papers.ts";
import { Need } from "../matching/contract.ts";

/** As many as stand side by side on one page. */
export const mostOnSheet = 4;

export const sheetOperations = {
  /** 推介单页 for one investor. */
  sheet: query("sites.sheet", {
    title: "生成推介单页",
    permission: "sites.read",
    input: z.strictObject({
      ids: listOf(id("空间资源"), mostOnSheet, "推介单页")
        .min(1, { error: "请先选要推介的空间" })
        .meta({ title: "空间资源" }),
      investor: line({ title: "推介给" }, 60),
      /** Where it answers a need, each place says how it fits. */
      need: Need.optional(),
      format: paperFormat,
    }),
    output: PaperFile,
  }),
};
