import { z } from "zod";
import { code, day, flag, id, line, listOf, prose } from "#kit/base/fields.ts";
import { command } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";
import { stances } from "../reviews/words.ts";

const stance = code(stances, { title: "部门意见" });

export const Opinion = z.object({
  id: z.uuid(),
  reviewId: z.uuid(),
  department: z.string().meta({ title: "部门" }),
  askedOn: day({ title: "发函日期" }),
  dueOn: day({ title: "答复期限" }),
  stance: stance.nullable(),
  opinion: z.string().meta({ title: "意见内容" }),
  answeredOn: z.string().nullable().meta({ title: "答复日期", shows: "date" }),
  file: AttachedShown.nullable().meta({ title: "复函" }),
  isAdopted: z.boolean().nullable().meta({ title: "采纳" }),
  adoption: z.string().meta({ title: "采纳情况" }),
});

export const opinionSubject: Subject = { kind: "reviewOpinion", title: "部门意见", noun: "projects", shape: Opinion };

const permission = "projects.manage";
const about = { reviewId: id("评审"), id: id("部门意见") };

export const opinionOperations = {
  ask: command("opinions.ask", {
    title: "征求部门意见",
    permission,
    input: z.strictObject({
      reviewId: id("评审"),
      departments: listOf(line({ title: "部门" }, 40), 30, "部门")
        .min(1, { error: "请至少选一个部门" })
        .meta({ title: "征求哪些部门" }),
      dueOn: day({ title: "答复期限" }),
    }),
    output: z.object({ opinions: z.array(Opinion) }),
  }),
  answer: command("opinions.answer", {
    title: "登记部门答复",
    permission,
    input: z.strictObject({
      ...about,
      stance,
      opinion: prose({ title: "意见内容" }, 2000).default(""),
      answeredOn: day({ title: "答复日期" }),
      file: Attachment.nullable().meta({ title: "复函" }).default(null),
    }),
    output: Opinion,
  }),
  settle: command("opinions.settle", {
    title: "写明采纳情况",
    permission,
    input: z.strictObject({
      ...about,
      isAdopted: flag({ title: "采纳" }),
      adoption: prose({ title: "采纳情况或不采纳的理由" }, 1000).default(""),
    }),
    output: Opinion,
  }),
};
