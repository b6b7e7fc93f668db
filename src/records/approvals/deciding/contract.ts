import { z } from "zod";
import { id, line, prose, version } from "#kit/base/fields.ts";
import { command } from "#kit/base/operation.ts";
import { Moved } from "../contract.ts";

const opinion = (title = "意见") => prose({ title }, 500);
const said = (title: string) => line({ title }, 500);
/** The version says what one had before one's eyes when deciding. */
const about = { id: id("审批"), version: version() };

/** 同意、不同意、退回; and the starter's 重新提交、撤回. */
export const decidingOperations = {
  approve: command("approvals.approve", {
    title: "同意",
    permission: "approvals.decide",
    input: z.strictObject({ ...about, opinion: opinion().default("") }),
    output: Moved,
  }),
  reject: command("approvals.reject", {
    title: "不同意",
    permission: "approvals.decide",
    input: z.strictObject({ ...about, opinion: said("不同意的理由") }),
    output: Moved,
  }),
  returnTo: command("approvals.returnTo", {
    title: "退回",
    permission: "approvals.decide",
    input: z.strictObject({
      ...about,
      /** Null: to the starter. */
      step: z
        .string()
        .regex(/^[a-z][a-zA-Z0-9]{0,39}$/, { error: "步骤不正确" })
        .nullable()
        .default(null)
        .meta({ title: "退回到" }),
      opinion: said("退回意见"),
    }),
    output: Moved,
  }),
  resubmit: command("approvals.resubmit", {
    title: "重新提交",
    permission: "approvals.start",
    input: z.strictObject({ ...about, opinion: opinion("修改说明").default("") }),
    output: Moved,
  }),
  withdraw: command("approvals.withdraw", {
    title: "撤回",
    permission: "approvals.start",
    input: z.strictObject({ ...about, opinion: said("撤回原因") }),
    output: Moved,
  }),
};
