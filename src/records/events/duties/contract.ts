import { z } from "zod";
import { day, flag, id, line, prose, version } from "#kit/base/fields.ts";
import { command, list } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { manage, read } from "../contract.ts";

const typed = {
  title: line({ title: "事项" }, 120),
  personId: id("承办人").nullable(),
  dueOn: day({ title: "完成期限" }),
  note: prose({ title: "说明" }, 500),
};

export const DutyRow = z.object({
  id: z.uuid(),
  eventId: z.uuid(),
  eventName: z.string().meta({ title: "活动" }),
  title: typed.title,
  personId: typed.personId,
  personName: z.string().nullable().meta({ title: "承办人" }),
  dueOn: typed.dueOn,
  doneOn: day({ title: "完成日期" }).nullable(),
  note: typed.note,
  version: z.int(),
});

export const dutySubject: Subject = {
  kind: "eventDuty",
  title: "活动分工",
  noun: "events",
  shape: z.object({
    title: typed.title,
    personName: DutyRow.shape.personName,
    dueOn: typed.dueOn,
    doneOn: DutyRow.shape.doneOn,
    note: typed.note,
  }),
};

const made = z.object({ id: z.uuid() });
const step = { id: id(), version: version() };

export const dutyOperations = {
  list: list("eventDuties.list", {
    title: "查看活动分工",
    permission: read,
    row: DutyRow,
    filter: {
      eventId: id("活动").optional(),
      personId: id("承办人").optional(),
      isOpen: flag({ title: "未完成" }).optional(),
    },
    sorts: ["dueOn"],
  }),
  add: command("eventDuties.add", {
    title: "安排分工",
    permission: manage,
    input: z.strictObject({
      eventId: id("活动"),
      ...typed,
      personId: typed.personId.default(null),
      note: typed.note.default(""),
    }),
    output: made,
  }),
  update: command("eventDuties.update", {
    title: "修改分工",
    permission: manage,
    input: z.strictObject({ ...step, changes: z.strictObject(typed).partial() }),
    output: made,
  }),
  finish: command("eventDuties.finish", {
    title: "登记完成",
    permission: manage,
    input: z.strictObject({
      ...step,
      doneOn: day({ title: "完成日期" }).nullable().default(null),
      note: typed.note.default(""),
    }),
    output: made,
  }),
  remove: command("eventDuties.remove", {
    title: "取消分工",
    permission: manage,
    input: z.strictObject(step),
    output: made,
  }),
};
