import { z } from "zod";
import { code, day, id, line, listOf, version } from "#kit/base/fields.ts";
import { command, list } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { manage, read } from "../contract.ts";
import { followStates } from "../words.ts";

const result = z
  .string()
  .trim()
  .max(1000, { error: "跟进情况最多 1000 个字" })
  .refine((text) => !/[^\P{Cc}\n\r\t]/u.test(text), { error: "跟进情况含有不可见的控制字符，请重新输入" })
  .meta({ title: "跟进情况" });

export const FollowRow = z.object({
  id: z.uuid(),
  eventId: z.uuid(),
  eventName: z.string().meta({ title: "活动" }),
  companyName: z.string().meta({ title: "单位名称" }),
  companyId: z.uuid().nullable(),
  afterDays: z.int().meta({ title: "活动后", unit: "日", shows: "count" }),
  dueOn: day({ title: "跟进期限" }),
  ownerId: id("跟进人").nullable(),
  ownerName: z.string().nullable().meta({ title: "跟进人" }),
  state: code(followStates, { title: "状态" }),
  result,
  closedOn: day({ title: "办结日期" }).nullable(),
  version: z.int(),
});

export const followSubject: Subject = {
  kind: "eventFollow",
  title: "活动后跟进",
  noun: "events",
  shape: FollowRow.pick({
    companyName: true,
    afterDays: true,
    dueOn: true,
    ownerName: true,
    state: true,
    result: true,
    closedOn: true,
  }),
};

const made = z.object({ id: z.uuid() });
const step = { id: id(), version: version() };

export const followOperations = {
  list: list("eventFollows.list", {
    title: "查看活动后跟进",
    permission: read,
    row: FollowRow,
    filter: {
      eventId: id("活动").optional(),
      ownerId: id("跟进人").optional(),
      state: code(followStates, { title: "状态" }).optional(),
      dueBy: day({ title: "期限不晚于" }).optional(),
    },
    sorts: ["dueOn"],
  }),
  /** 安排跟进: at the days the rule pack names, counted from the last day of the event. */
  plan: command("eventFollows.plan", {
    title: "安排跟进",
    permission: manage,
    input: z.strictObject({
      eventId: id("活动"),
      guestIds: listOf(id(), 500, "来宾").min(1, { error: "请先选择来宾" }).meta({ title: "来宾" }),
      ownerId: id("跟进人").nullable().default(null),
    }),
    output: z.object({ planned: z.int() }),
  }),
  finish: command("eventFollows.finish", {
    title: "登记跟进情况",
    permission: manage,
    input: z.strictObject({
      ...step,
      result: result.min(1, { error: "请写明跟进情况" }),
      closedOn: day({ title: "跟进日期" }).nullable().default(null),
    }),
    output: made,
  }),
  drop: command("eventFollows.drop", {
    title: "不再跟进",
    permission: manage,
    input: z.strictObject({ ...step, reason: line({ title: "不再跟进的原因" }, 200) }),
    output: made,
  }),
  move: command("eventFollows.move", {
    title: "改期或换人",
    permission: manage,
    input: z.strictObject({
      ...step,
      changes: z.strictObject({ dueOn: day({ title: "跟进期限" }), ownerId: id("跟进人").nullable() }).partial(),
    }),
    output: made,
  }),
};
