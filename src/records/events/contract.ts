import { z } from "zod";
import { code, count, day, id, line, listOf, prose, version, yuan } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { eventKinds, eventStates, eventWaits } from "./words.ts";

const cost = (title: string) =>
  yuan({ title })
    .refine((text) => !text.startsWith("-"), { error: `${title}不能是负数` })
    .nullable();

/** What a person types about an event; the form, the command line and the demo share it. */
const typed = {
  name: line({ title: "活动名称" }, 120),
  kind: code(eventKinds, { title: "活动类型" }),
  fromOn: day({ title: "开始日期" }),
  toOn: day({ title: "结束日期" }),
  place: prose({ title: "地点" }, 120),
  host: prose({ title: "主办与合办" }, 200),
  purpose: prose({ title: "目的与主题" }, 1000),
  budgetLine: prose({ title: "经费来源" }, 120),
  plannedCost: cost("预算费用"),
  plannedGuests: count({ title: "计划邀请", unit: "人" }, 100_000).nullable(),
  memberIds: listOf(id("参加人员"), 60, "参加人员").meta({ title: "我方参加人员" }),
  officerId: id("责任专员").nullable(),
};

export const NewEvent = z.strictObject({
  ...typed,
  place: typed.place.default(""),
  host: typed.host.default(""),
  purpose: typed.purpose.default(""),
  budgetLine: typed.budgetLine.default(""),
  plannedCost: typed.plannedCost.default(null),
  plannedGuests: typed.plannedGuests.default(null),
  memberIds: typed.memberIds.default([]),
  officerId: typed.officerId.default(null),
});

/** What is known once it is over. */
const outcome = {
  headcount: count({ title: "实到人数", unit: "人" }, 100_000).nullable(),
  actualCost: cost("实际费用"),
  report: prose({ title: "活动小结" }, 10_000),
};
const EventChanges = z.strictObject({ ...typed, ...outcome }).partial();

export const Event = z.object({
  id: z.uuid(),
  ...typed,
  memberIds: z.array(z.uuid()).meta({ title: "我方参加人员" }),
  ...outcome,
  state: code(eventStates, { title: "状态" }),
  stateReason: prose({ title: "状态说明" }, 200),
  divisionId: z.uuid().nullable(),
  createdOn: day({ title: "登记日期" }),
  version: z.int(),
});

const shown = {
  officerName: z.string().nullable().meta({ title: "责任专员" }),
  divisionName: z.string().nullable().meta({ title: "责任科室" }),
  guestCount: z.int().meta({ title: "邀请", shows: "count" }),
  attendedCount: z.int().meta({ title: "到会", shows: "count" }),
};

export const EventRow = z.object({
  ...Event.omit({ memberIds: true, purpose: true, report: true, host: true }).shape,
  ...shown,
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

export const EventPage = z.object({
  event: z.object({ ...Event.shape, ...shown }),
  /** Our people, each with the division of that day. */
  members: z.array(
    z.object({
      personId: z.uuid(),
      name: z.string(),
      divisionId: z.uuid().nullable(),
      divisionName: z.string().nullable(),
    }),
  ),
  missing: z.array(z.object({ field: z.string(), title: z.string() })),
  timeline: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        happenedOn: z.string(),
        typedAt: z.string(),
        kind: z.string(),
        title: z.string(),
        link: z.string().nullable(),
        by: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  may: z.object({ update: Told, hold: Told, cancel: Told, reopen: Told, manage: Told }),
});

/** As the history tells it: people by name. */
export const eventSubject: Subject = {
  kind: "event",
  title: "招商活动",
  noun: "events",
  shape: Event.omit({ memberIds: true }).extend({
    members: z.string().meta({ title: "我方参加人员" }),
    divisionId: z.uuid().nullable().meta({ title: "责任科室" }),
  }),
  page: "events",
};

export const read = "events.read";
export const manage = "events.manage";
const made = z.object({ id: z.uuid() });
const step = { id: id(), version: version() };

export const eventOperations = {
  list: list("events.list", {
    title: "查看招商活动",
    permission: read,
    row: EventRow,
    filter: {
      search: z.string().trim().max(60).optional().meta({ title: "名称或拼音首字母" }),
      kind: code(eventKinds, { title: "活动类型" }).optional(),
      state: code(eventStates, { title: "状态" }).optional(),
      from: day({ title: "不早于" }).optional(),
      to: day({ title: "不晚于" }).optional(),
      waits: code(eventWaits, { title: "待办" }).optional(),
      officerId: id("责任专员").optional(),
      divisionId: id("责任科室").optional(),
      memberId: id("参加人员").optional(),
    },
    sorts: ["fromOn", "name"],
  }),
  get: query("events.get", { title: "查看活动详情", permission: read, input: one, output: EventPage }),
  create: command("events.create", { title: "新增活动", permission: manage, input: NewEvent, output: made }),
  update: command("events.update", {
    title: "修改活动",
    permission: manage,
    input: z.strictObject({ ...step, changes: EventChanges }),
    output: made,
  }),
  /** 登记举办: from now on it counts, on the day it began. */
  hold: command("events.hold", {
    title: "登记举办",
    permission: manage,
    input: z.strictObject({
      ...step,
      headcount: outcome.headcount.default(null),
      actualCost: outcome.actualCost.default(null),
      report: outcome.report.default(""),
    }),
    output: made,
  }),
  cancel: command("events.cancel", {
    title: "取消活动",
    permission: manage,
    input: z.strictObject({ ...step, reason: line({ title: "取消原因" }, 200) }),
    output: made,
  }),
  /** 退回筹备: what was typed as held or cancelled by mistake; the fact is voided, not deleted. */
  reopen: command("events.reopen", {
    title: "退回筹备",
    permission: manage,
    input: z.strictObject({ ...step, reason: line({ title: "退回原因" }, 200) }),
    output: made,
  }),
};
