import { z } from "zod";
import { code, count, day, flag, id, line, measure, prose, version } from "#kit/base/fields.ts";
import { command, list } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { supportKinds, supportStates } from "./words.ts";

/** How it ended: every state but the open one. */
const { open: _open, ...outcomes } = supportStates;
export const supportOutcomes = outcomes;

const kind = code(supportKinds, { title: "要素" });
const department = line({ title: "牵头部门" }, 60);

/** 答复, append-only: what a department said, and when. */
export const SupportAnswer = z.object({
  id: z.uuid(),
  supportId: z.uuid(),
  department,
  happenedOn: day({ title: "答复日期" }),
  content: z.string().meta({ title: "答复内容" }),
});

export const Support = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  kind,
  need: z.string().meta({ title: "需求" }),
  amount: z.number().nullable().meta({ title: "数量" }),
  unit: z.string().meta({ title: "单位" }),
  department,
  raisedOn: day({ title: "提出日期" }),
  dueOn: day({ title: "办结期限" }),
  state: code(supportStates, { title: "状态" }),
  closedOn: z.string().nullable().meta({ title: "办结日期", shows: "date" }),
  result: z.string().meta({ title: "办理结果" }),
  version: z.int(),
});

export const SupportRow = Support.extend({
  projectName: z.string().meta({ title: "项目" }),
  officerName: z.string().nullable().meta({ title: "责任专员" }),
  /** 工作日 left until it is due, negative when it is over; null once closed, or where the year's calendar is not out. */
  workdaysLeft: z.int().nullable().meta({ title: "剩余工作日", shows: "count" }),
  answers: z.array(SupportAnswer),
});

export const supportSubject: Subject = { kind: "projectSupport", title: "要素保障", noun: "projects", shape: Support };
export const supportAnswerSubject: Subject = {
  kind: "projectSupportAnswer",
  title: "要素保障答复",
  noun: "projects",
  shape: SupportAnswer,
};

const step = { id: id("要素保障"), version: version() };

export const supportOperations = {
  list: list("supports.list", {
    title: "查看要素保障",
    permission: "projects.read",
    row: SupportRow,
    filter: {
      projectId: id("项目").optional(),
      kind: kind.optional(),
      state: code(supportStates, { title: "状态" }).optional(),
      officerId: id("责任专员").optional(),
      department: z.string().trim().max(60).optional().meta({ title: "牵头部门" }),
      isOverdue: flag({ title: "已超期" }).optional(),
      dueBy: day({ title: "期限不晚于" }).optional(),
    },
    sorts: ["dueOn", "raisedOn"],
  }),
  /** 提出需求: to whom, how much, and in how many working days. */
  raise: command("supports.raise", {
    title: "登记要素需求",
    permission: "projects.manage",
    input: z.strictObject({
      projectId: id("项目"),
      kind,
      need: line({ title: "需求" }, 300),
      amount: measure({ title: "数量" }).nullable().default(null),
      unit: prose({ title: "单位" }, 10).default(""),
      department,
      raisedOn: day({ title: "提出日期" }),
      workdays: count({ title: "办理时限", unit: "个工作日" }, 250).min(1, { error: "办理时限至少 1 个工作日" }),
    }),
    output: Support,
  }),
  answer: command("supports.answer", {
    title: "登记答复",
    permission: "projects.manage",
    input: z.strictObject({
      ...step,
      department: department.nullable().default(null),
      happenedOn: day({ title: "答复日期" }),
      content: line({ title: "答复内容" }, 1000),
    }),
    output: SupportAnswer,
  }),
  close: command("supports.close", {
    title: "办结要素需求",
    permission: "projects.manage",
    input: z.strictObject({
      ...step,
      outcome: code(supportOutcomes, { title: "结果" }),
      result: line({ title: "办理结果" }, 500),
      closedOn: day({ title: "办结日期" }),
    }),
    output: Support,
  }),
};
