import { z } from "zod";
import { code } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { channels } from "../channels/words.ts";
import { noticeKinds } from "../notices/words.ts";
import { deliveryStates } from "./words.ts";

const permission = "settings.manage";
const kinds = { ...noticeKinds, test: "测试消息" } as const;

/** What of a message the 系统管理员 sees: how it fared, never what it said. */
export const Delivery = z.object({
  id: z.uuid(),
  createdAt: z.string().meta({ title: "提交时间", shows: "moment" }),
  channel: code(channels, { title: "渠道" }),
  kind: code(kinds, { title: "类别" }),
  recipientName: z.string().nullable().meta({ title: "收件人" }),
  state: code(deliveryStates, { title: "状态" }),
  attempts: z.int().meta({ title: "已试次数", shows: "count" }),
  reason: z.string().nullable().meta({ title: "说明" }),
  notBefore: z.string().meta({ title: "最早发送时间", shows: "moment" }),
  sentAt: z.string().nullable().meta({ title: "送出时间", shows: "moment" }),
  may: z.object({ resend: z.object({ code: z.string(), message: z.string() }).nullable() }),
});

/** 投递记录. */
export const deliveryOperations = {
  list: list("deliveries.list", {
    title: "查看投递记录",
    permission,
    row: Delivery,
    filter: {
      state: code(deliveryStates, { title: "状态" }).optional(),
      channel: code(channels, { title: "渠道" }).optional(),
    },
    sorts: ["createdAt"],
  }),
  get: query("deliveries.get", { title: "查看投递", permission, input: one, output: Delivery }),
  resend: command("deliveries.resend", { title: "重发", permission, input: one, output: Delivery }),
  /** 发送测试消息: goes the same way as every other. */
  test: command("deliveries.test", {
    title: "发送测试消息",
    permission,
    input: z.strictObject({
      channel: code(channels, { title: "渠道" }),
      address: z.email({ error: "邮箱格式不正确" }).max(120).nullable().default(null).meta({ title: "收件邮箱" }),
    }),
    output: z.object({ id: z.uuid() }),
  }),
};

export const deliverySubject: Subject = {
  kind: "delivery",
  title: "消息投递",
  noun: "settings",
  shape: z.object({
    channel: code(channels, { title: "渠道" }),
    kind: code(kinds, { title: "类别" }),
    state: code(deliveryStates, { title: "状态" }),
    reason: z.string().nullable().meta({ title: "说明" }),
  }),
};
