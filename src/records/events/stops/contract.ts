import { z } from "zod";
import { day, id, line, listOf, prose, version } from "#kit/base/fields.ts";
import { command, list } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { manage, read } from "../contract.ts";

const typed = {
  calledOn: day({ title: "日期" }),
  place: prose({ title: "地点" }, 120),
  companyId: id("库内企业").nullable(),
  met: prose({ title: "会见何人", personal: true }, 200),
  presentIds: listOf(id("我方在场"), 30, "我方在场").meta({ title: "我方在场" }),
  result: prose({ title: "洽谈结果" }, 2000),
};
const companyName = line({ title: "拜访单位" }, 120);

export const StopRow = z.object({
  id: z.uuid(),
  eventId: z.uuid(),
  ...typed,
  presentIds: z.array(z.uuid()).meta({ title: "我方在场" }),
  companyName: z.string().meta({ title: "拜访单位" }),
  isCompanySeen: z.boolean(),
  presentNames: z.string().meta({ title: "我方在场" }),
  version: z.int(),
});

export const stopSubject: Subject = {
  kind: "tripStop",
  title: "行程",
  noun: "events",
  shape: StopRow.pick({ calledOn: true, place: true, companyName: true, met: true, presentNames: true, result: true }),
};

const made = z.object({ id: z.uuid() });

export const stopOperations = {
  list: list("tripStops.list", {
    title: "查看行程",
    permission: read,
    row: StopRow,
    filter: { eventId: id("活动").optional(), companyId: id("库内企业").optional() },
    sorts: ["calledOn"],
  }),
  add: command("tripStops.add", {
    title: "登记一站",
    permission: manage,
    input: z.strictObject({
      eventId: id("活动"),
      ...typed,
      companyName: companyName.optional(),
      companyId: typed.companyId.default(null),
      place: typed.place.default(""),
      met: typed.met.default(""),
      presentIds: typed.presentIds.default([]),
      result: typed.result.default(""),
    }),
    output: made,
  }),
  update: command("tripStops.update", {
    title: "修改一站",
    permission: manage,
    input: z.strictObject({
      id: id(),
      version: version(),
      changes: z.strictObject({ ...typed, companyName }).partial(),
    }),
    output: made,
  }),
  remove: command("tripStops.remove", {
    title: "删去一站",
    permission: manage,
    input: z.strictObject({ id: id(), version: version() }),
    output: made,
  }),
};
