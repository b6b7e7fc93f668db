import { z } from "zod";
import { code, day, id, line, listOf, yuan } from "#kit/base/fields.ts";
import { command } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { industrySections } from "#records/directory/words.ts";
import { capitals } from "../words.ts";

/** One line of an upper library's list, as it stands there on the day of the list. */
export const Listed = z
  .strictObject({
    entryNumber: line({ title: "库内编号" }, 40),
    name: line({ title: "项目名称" }, 120),
    amount: yuan({ title: "预计投入" })
      .refine((text) => !text.startsWith("-"), { error: "预计投入不能是负数" })
      .nullable()
      .default(null),
    capital: code(capitals, { title: "内外资" }).nullable().default(null),
    industry: code(industrySections, { title: "行业门类" }).nullable().default(null),
    enteredOn: day({ title: "入库日期" }),
    landedOn: day({ title: "落地日期" }).nullable().default(null),
    exitedOn: day({ title: "出库日期" }).nullable().default(null),
  })
  .meta({ title: "名单行" });

const Taken = z.object({
  enteredCount: z.int().meta({ title: "新入库" }),
  landedCount: z.int().meta({ title: "新落地" }),
  exitedCount: z.int().meta({ title: "新出库" }),
  sameCount: z.int().meta({ title: "没有变化" }),
});

/** 名单登记, told once for all its rows. */
export const listSubject: Subject = { kind: "countingList", title: "上级库名单", noun: "projects", shape: Taken };

export const listOperations = {
  take: command("countings.takeList", {
    title: "登记上级库名单",
    permission: "projects.schemes",
    input: z.strictObject({
      schemeId: id("项目库"),
      rows: listOf(Listed, 5000, "名单").meta({ title: "名单" }),
    }),
    output: Taken,
  }),
};
