import { z } from "zod";
import { day, flag, id, line, listOf } from "#kit/base/fields.ts";
import { command, list, query, signedIn } from "#kit/base/operation.ts";

/** 接口令牌 as it is listed; the token itself is told once, when it is made. */
export const ApiToken = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "用途" }),
  permissions: z.array(z.string()).meta({ title: "权限" }),
  canWrite: z.boolean().meta({ title: "可以办理" }),
  createdAt: z.string().meta({ title: "建立时间", shows: "moment" }),
  until: z.string().meta({ title: "有效期至", shows: "date" }),
  usedAt: z.string().nullable().meta({ title: "最近使用", shows: "moment" }),
});

const AgencyToken = ApiToken.extend({
  accountName: z.string().meta({ title: "姓名" }),
  login: z.string().meta({ title: "登录名" }),
});

export const tokenOperations = {
  mine: query("tokens.mine", {
    title: "查看本人的接口令牌",
    permission: signedIn,
    reach: "instance",
    input: z.strictObject({}),
    output: z.object({
      tokens: z.array(ApiToken),
      /** What of one's own rights a token may carry. */
      choices: z.array(z.string()),
      longestDays: z.int(),
    }),
  }),
  create: command("tokens.create", {
    title: "建立接口令牌",
    permission: signedIn,
    input: z.strictObject({
      name: line({ title: "用途" }, 60),
      permissions: listOf(z.string().regex(/^[a-z][A-Za-z]{0,29}\.[a-z][A-Za-z]{0,29}$/), 60, "权限")
        .min(1, { error: "请至少选择一项权限" })
        .meta({ title: "权限" }),
      canWrite: flag({ title: "可以办理（不选则只能读取）" }).default(false),
      until: day({ title: "有效期至" }),
    }),
    output: z.object({ id: z.uuid(), token: z.string() }),
  }),
  revoke: command("tokens.revoke", {
    title: "作废接口令牌",
    permission: signedIn,
    reach: "instance",
    input: z.strictObject({ id: id("接口令牌") }),
    output: z.object({}),
  }),
  list: list("tokens.list", {
    title: "查看本机构的接口令牌",
    permission: "sessions.manage",
    row: AgencyToken,
    filter: {},
    sorts: ["createdAt"],
  }),
  withdraw: command("tokens.withdraw", {
    title: "收回接口令牌",
    permission: "sessions.manage",
    input: z.strictObject({ id: id("接口令牌"), reason: line({ title: "收回原因" }, 200) }),
    output: z.object({}),
  }),
};
