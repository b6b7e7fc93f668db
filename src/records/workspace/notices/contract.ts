import { z } from "zod";
import { code, count, listOf, version } from "#kit/base/fields.ts";
import { command, list, one, query, signedIn } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { mailRhythms, type NoticeKind, noticeKinds } from "./words.ts";

export const Notice = z.object({
  id: z.uuid(),
  createdAt: z.string().meta({ title: "时间", shows: "moment" }),
  kind: code(noticeKinds, { title: "类别" }),
  title: z.string().meta({ title: "消息" }),
  isUnread: z.boolean().meta({ title: "未读" }),
  /** Where it leads, under agency and year; null where the reader may not see that record today. */
  page: z.string().nullable(),
});

/** 消息: one's own in this agency. */
export const noticeOperations = {
  list: list("notices.list", {
    title: "查看消息",
    permission: signedIn,
    row: Notice,
    filter: {
      kind: code(noticeKinds, { title: "类别" }).optional(),
      isUnread: z.boolean().optional().meta({ title: "只看未读" }),
    },
    sorts: ["createdAt"],
  }),
  /** For the bell: counted up to a hundred, further tells nobody anything. */
  count: query("notices.count", {
    title: "查看未读消息数",
    permission: signedIn,
    input: z.strictObject({}),
    output: z.object({ unread: z.int() }),
  }),
  read: command("notices.read", { title: "标为已读", permission: signedIn, input: one, output: z.object({}) }),
  readAll: command("notices.readAll", {
    title: "全部标为已读",
    permission: signedIn,
    input: z.strictObject({ kind: code(noticeKinds, { title: "类别" }).optional() }),
    output: z.object({ read: z.int() }),
  }),
};

const hour = (title: string) => count({ title, unit: "时" }, 23);
const kindsBy = (kinds: Record<string, string>, title: string) =>
  listOf(z.enum(Object.keys(kinds) as NoticeKind[]), Object.keys(kinds).length, title).meta({
    title,
    shows: "code",
    words: kinds,
  });
/** 消息未送达 would go the way that has just failed. */
const { delivery: _delivery, ...outward } = noticeKinds;
export const outwardKinds = outward;
/** 群机器人 speak to a whole group: what concerns one's account alone is none of its business. */
const { account: _account, ...groupKinds } = outwardKinds;

const typed = {
  mailAddress: z.email({ error: "邮箱格式不正确" }).max(120).nullable().meta({ title: "收件邮箱", personal: true }),
  mailKinds: kindsBy(outwardKinds, "发邮件的消息"),
  rhythm: code(mailRhythms, { title: "邮件节奏" }),
  dailyAt: hour("每日汇总时刻"),
  wecomKinds: kindsBy(groupKinds, "发企业微信群的消息"),
  dingtalkKinds: kindsBy(groupKinds, "发钉钉群的消息"),
  feishuKinds: kindsBy(groupKinds, "发飞书群的消息"),
  quietFrom: hour("免打扰开始").nullable(),
  quietTo: hour("免打扰结束").nullable(),
};

export const NoticePreference = z.object({ ...typed, version: z.int() });

export const noticePreferenceOperations = {
  get: query("noticePreferences.get", {
    title: "查看消息设置",
    permission: signedIn,
    input: z.strictObject({}),
    output: NoticePreference.extend({
      /** Channels the agency has switched on: only these are worth choosing. */
      channels: z.array(z.string()),
      /** 允许的邮箱域; empty where any is. */
      mailDomains: z.array(z.string()),
    }),
  }),
  save: command("noticePreferences.save", {
    title: "修改消息设置",
    permission: signedIn,
    input: z.strictObject({ ...typed, version: version() }).partial({
      mailAddress: true,
      mailKinds: true,
      rhythm: true,
      dailyAt: true,
      wecomKinds: true,
      dingtalkKinds: true,
      feishuKinds: true,
      quietFrom: true,
      quietTo: true,
    }),
    output: NoticePreference,
  }),
};

export const noticePreferenceSubject: Subject = {
  kind: "noticePreference",
  title: "消息设置",
  noun: "notices",
  shape: NoticePreference,
};
