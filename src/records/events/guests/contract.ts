import { z } from "zod";
import { code, creditCode, flag, id, line, listOf, prose, version } from "#kit/base/fields.ts";
import { command, list } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { manage, read } from "../contract.ts";
import { attendances, guestMatches, guestReplies } from "./words.ts";

const typed = {
  companyName: line({ title: "单位名称" }, 120),
  creditCode: creditCode({ title: "统一社会信用代码" }).nullable(),
  personName: prose({ title: "姓名", personal: true }, 40),
  position: prose({ title: "职务", personal: true }, 60),
  inviterId: id("邀请人").nullable(),
  reply: code(guestReplies, { title: "答复" }),
  attendance: code(attendances, { title: "到会情况" }),
  talk: prose({ title: "交流情况", personal: true }, 1000),
};

export const NewGuest = z.strictObject({
  eventId: id("活动"),
  ...typed,
  /** 来自企业库 or 目标清单: then the name is theirs. */
  companyId: id("库内企业").nullable().default(null),
  companyName: line({ title: "单位名称" }, 120).optional(),
  creditCode: typed.creditCode.default(null),
  personName: typed.personName.default(""),
  position: typed.position.default(""),
  inviterId: typed.inviterId.default(null),
  reply: typed.reply.default("none"),
  attendance: typed.attendance.default("unknown"),
  talk: typed.talk.default(""),
});
const GuestChanges = z.strictObject(typed).omit({ companyName: true, creditCode: true }).partial();

export const GuestRow = z.object({
  id: z.uuid(),
  eventId: z.uuid(),
  eventName: z.string().meta({ title: "活动" }),
  companyName: z.string().meta({ title: "单位名称" }),
  companyId: z.uuid().nullable(),
  /** Whether the asker may open the company's page. */
  isCompanySeen: z.boolean(),
  contactId: z.uuid().nullable(),
  creditCode: z.string().nullable().meta({ title: "统一社会信用代码" }),
  match: code(guestMatches, { title: "企业库" }),
  personName: typed.personName,
  position: typed.position,
  inviterId: typed.inviterId,
  inviterName: z.string().nullable().meta({ title: "邀请人" }),
  reply: typed.reply,
  attendance: typed.attendance,
  talk: typed.talk,
  followCount: z.int().meta({ title: "跟进", shows: "count" }),
  version: z.int(),
});

export const guestSubject: Subject = {
  kind: "eventGuest",
  title: "活动来宾",
  noun: "events",
  shape: GuestRow.pick({
    companyName: true,
    creditCode: true,
    match: true,
    personName: true,
    position: true,
    reply: true,
    attendance: true,
    talk: true,
  }).extend({ inviterName: GuestRow.shape.inviterName }),
};

const made = z.object({ id: z.uuid() });
const step = { id: id(), version: version() };
const chosen = listOf(id(), 500, "来宾").min(1, { error: "请先选择来宾" }).meta({ title: "来宾" });

export const guestOperations = {
  list: list("guests.list", {
    title: "查看来宾",
    permission: read,
    row: GuestRow,
    filter: {
      eventId: id("活动").optional(),
      match: code(guestMatches, { title: "企业库" }).optional(),
      reply: code(guestReplies, { title: "答复" }).optional(),
      attendance: code(attendances, { title: "到会情况" }).optional(),
      companyId: id("库内企业").optional(),
      /** Events one answers for oneself. */
      isMine: flag({ title: "我的活动" }).optional(),
    },
    sorts: ["companyName"],
  }),
  add: command("guests.add", { title: "登记来宾", permission: manage, input: NewGuest, output: made }),
  /** 成批邀请: companies of the library and entries of the target list at once; whoever is listed already stays as he is. */
  invite: command("guests.invite", {
    title: "成批邀请",
    permission: manage,
    input: z.strictObject({
      eventId: id("活动"),
      companyIds: listOf(id(), 500, "企业").default([]).meta({ title: "企业" }),
      prospectIds: listOf(id(), 500, "目标企业").default([]).meta({ title: "目标企业" }),
      inviterId: typed.inviterId.default(null),
    }),
    output: z.object({ added: z.int(), known: z.int() }),
  }),
  update: command("guests.update", {
    title: "修改来宾",
    permission: manage,
    input: z.strictObject({ ...step, changes: GuestChanges }),
    output: made,
  }),
  attend: command("guests.attend", {
    title: "登记到会",
    permission: manage,
    input: z.strictObject({ eventId: id("活动"), ids: chosen, attendance: typed.attendance }),
    output: z.object({ changed: z.int() }),
  }),
  remove: command("guests.remove", {
    title: "移出名单",
    permission: manage,
    input: z.strictObject(step),
    output: made,
  }),
  link: command("guests.link", {
    title: "对应库内企业",
    permission: manage,
    input: z.strictObject({ ...step, companyId: id("库内企业") }),
    output: made,
  }),
  /** 入库: the proposed company is entered, with the guest as its contact where a name is known. */
  enroll: command("guests.enroll", {
    title: "登记为新企业",
    permission: manage,
    input: z.strictObject({
      ...step,
      isContact: flag({ title: "同时把来宾登记为联系人" }).default(true),
      duplicateReason: prose({ title: "仍要新增的理由" }, 200).default(""),
    }),
    output: z.object({ companyId: z.uuid() }),
  }),
  ignore: command("guests.ignore", {
    title: "无需入库",
    permission: manage,
    input: z.strictObject(step),
    output: made,
  }),
};
