import { buffer } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import type { Input } from "#kit/base/operation.ts";
import { writeDocx } from "#kit/documents/writing/docx.ts";
import type { Context } from "#kit/server/context.ts";
import { agencies } from "#records/people/tables.ts";
import type { agreementOperations } from "../agreements/contract.ts";
import { getAgreementPage } from "../agreements/queries.ts";
import { sheetOf } from "./rules.ts";

/** 审查结论表 as a Word file. */
export async function writeReviewSheet(ctx: Context, { id }: Input<typeof agreementOperations.sheet>) {
  const page = await getAgreementPage(ctx, { id });
  const [agency] = await ctx.db.select({ name: agencies.name }).from(agencies).where(eq(agencies.id, ctx.agencyId));
  const blocks = sheetOf({ page, agencyName: agency?.name ?? "", today: ctx.today });
  const title = `公平竞争审查表 ${page.agreement.title}`;
  const stamp = ctx.instance === "demo" ? { stamp: "演示数据" } : {};
  const content = await buffer(writeDocx({ blocks }, { title, ...stamp }));
  return { name: `${title.replaceAll(/[\\/:*?"<>|]/g, "_")}.docx`, content: content.toString("base64") };
}
