import { z } from "zod";
import { code, day, flag, id, line, prose } from "#kit/base/fields.ts";
import { command, list } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { Missing, step } from "../stages/contract.ts";
import { overrideStates, stages } from "../words.ts";

export const Override = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  projectName: z.string().meta({ title: "项目" }),
  stage: code(stages, { title: "阶段" }),
  happenedOn: day({ title: "发生日期" }),
  reason: z.string().meta({ title: "例外理由" }),
  missing: z.array(Missing).meta({ title: "当时还差" }),
  state: code(overrideStates, { title: "状态" }),
  askedById: z.uuid(),
  askedByName: z.string().nullable().meta({ title: "申请人" }),
  askedAt: z.string().meta({ title: "申请时间", shows: "moment" }),
  decidedByName: z.string().nullable().meta({ title: "批准人" }),
  decidedAt: z.string().nullable().meta({ title: "批准时间", shows: "moment" }),
  decision: z.string().nullable().meta({ title: "批准意见" }),
});

export const overrideSubject: Subject = {
  kind: "projectOverride",
  title: "关口例外",
  noun: "projects",
  shape: Override,
};

export const overrideOperations = {
  list: list("overrides.list", {
    title: "查看关口例外",
    permission: "projects.read",
    row: Override,
    filter: {
      projectId: id("项目").optional(),
      state: code(overrideStates, { title: "状态" }).optional(),
    },
    sorts: ["askedAt"],
  }),
  /** 申请例外: to enter a stage although something is missing. */
  ask: command("overrides.ask", {
    title: "申请例外",
    permission: "projects.manage",
    input: z.strictObject({ projectId: id("项目"), ...step, reason: line({ title: "例外理由" }, 300) }),
    output: Override,
  }),
  /** 批准例外: by a second person; granted, the stage is entered at once. */
  decide: command("overrides.decide", {
    title: "批准例外",
    permission: "projects.override",
    input: z.strictObject({
      id: id("例外"),
      isGranted: flag({ title: "同意" }),
      decision: prose({ title: "批准意见" }, 300).default(""),
    }),
    output: Override,
  }),
};
