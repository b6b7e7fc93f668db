import { z } from "zod";
import { code, day, id, line, listOf } from "#kit/base/fields.ts";
import { command, list, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { conditionShape, metInput, NewCondition } from "../conditions/contract.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";
import { diligenceKinds, diligenceOutcomes, diligenceStates, riskLevels } from "./words.ts";

const manage = "projects.manage";
const review = "projects.review";
const Told = z.object({ code: z.string(), message: z.string() }).nullable();

/** What was found out about a company is for those who work on it. */
const closed = "sensitive";
const kind = code(diligenceKinds, { title: "内容" });
const outcome = code(diligenceOutcomes, { title: "结论" });

/** 一条发现, append-only: what was looked up where and when, and what it says. */
export const Finding = z.object({
  id: z.uuid(),
  diligenceId: z.uuid(),
  kind,
  source: z.string().meta({ title: "查询渠道" }),
  lookedOn: day({ title: "查询日期" }),
  finding: z.string().nullable().meta({ title: "发现", class: closed }),
  risk: code(riskLevels, { title: "风险等级", class: closed }).nullable().meta({ title: "风险等级", class: closed }),
  files: z.array(AttachedShown).nullable().meta({ title: "佐证", class: closed }),
  typedAt: z.string().meta({ title: "登记时间", shows: "moment" }),
  verifiedAt: z.string().nullable().meta({ title: "核验时间", shows: "moment" }),
  correctsId: z.uuid().nullable(),
  voidedAt: z.string().nullable().meta({ title: "更正时间", shows: "moment" }),
  voidReason: z.string().nullable().meta({ title: "更正原因" }),
});

export const DiligenceCondition = z.object({ ...conditionShape, diligenceId: z.uuid(), conclusionId: z.uuid() });

/** 结论, append-only: a later one takes the place of the one before. */
export const Conclusion = z.object({
  id: z.uuid(),
  diligenceId: z.uuid(),
  outcome,
  reason: z.string().nullable().meta({ title: "理由", class: closed }),
  concludedOn: day({ title: "结论日期" }),
  typedAt: z.string().meta({ title: "登记时间", shows: "moment" }),
});

export const Diligence = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  companyId: z.uuid().nullable(),
  companyName: z.string().meta({ title: "调查对象" }),
  openedOn: day({ title: "开始日期" }),
  annulledAt: z.string().nullable().meta({ title: "作废时间", shows: "moment" }),
  annulReason: z.string().nullable().meta({ title: "作废原因" }),
});

const named = z.string().nullable();

export const DiligenceFile = Diligence.extend({
  state: code(diligenceStates, { title: "状态" }),
  openedByName: named.meta({ title: "经办人" }),
  /** The newest first; corrected ones stand among them as they were. */
  findings: z.array(Finding.extend({ byId: z.uuid().nullable(), byName: named, verifierName: named })),
  conclusions: z.array(Conclusion.extend({ byName: named })),
  conditions: z.array(DiligenceCondition.extend({ personName: named })),
  /** 还没有查的内容, by the pack. */
  left: z.array(kind),
  may: z.object({ conclude: Told, annul: Told }),
});

/** One diligence as the list over all projects shows it: where it stands and what it waits for, never what was found. */
export const DiligenceRow = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  projectCode: z.string().meta({ title: "项目编号" }),
  projectName: z.string().meta({ title: "项目" }),
  companyName: Diligence.shape.companyName,
  state: code(diligenceStates, { title: "状态" }),
  findingCount: z.int().meta({ title: "发现", unit: "条", shows: "count" }),
  unverifiedCount: z.int().meta({ title: "待核验", unit: "条", shows: "count" }),
  openCount: z.int().meta({ title: "未落实条件", unit: "项", shows: "count" }),
  /** The earliest term of what is open. */
  dueOn: z.string().nullable().meta({ title: "最早期限", shows: "date" }),
  openedOn: Diligence.shape.openedOn,
  concludedOn: z.string().nullable().meta({ title: "结论日期", shows: "date" }),
  officerName: named.meta({ title: "责任专员" }),
  divisionName: named.meta({ title: "科室" }),
});

export const diligenceSubject: Subject = {
  kind: "projectDiligence",
  title: "尽职调查",
  noun: "projects",
  shape: Diligence,
};
export const findingSubject: Subject = {
  kind: "diligenceFinding",
  title: "尽调发现",
  noun: "projects",
  shape: Finding,
};
export const conclusionSubject: Subject = {
  kind: "diligenceConclusion",
  title: "尽调结论",
  noun: "projects",
  shape: Conclusion,
};
export const diligenceConditionSubject: Subject = {
  kind: "diligenceCondition",
  title: "尽调条件",
  noun: "projects",
  shape: DiligenceCondition,
};
export const diligenceSubjects = [diligenceSubject, findingSubject, conclusionSubject, diligenceConditionSubject];

/** What is typed about a look-up; a correction types it anew. Whoever types it knows it; it is read by class. */
const looked = {
  kind,
  source: line({ title: "查询渠道" }, 60),
  lookedOn: day({ title: "查询日期" }),
  finding: line({ title: "发现" }, 2000),
  risk: code(riskLevels, { title: "风险等级" }),
  files: listOf(Attachment, 10, "佐证").meta({ title: "佐证" }).default([]),
};

export const diligenceOperations = {
  list: list("diligences.list", {
    title: "查看尽职调查清单",
    permission: "projects.read",
    row: DiligenceRow,
    filter: {
      state: code(diligenceStates, { title: "状态" }).optional(),
      officerId: id("责任专员").optional(),
      divisionId: id("科室").optional(),
      /** What waits for this day or an earlier one. */
      dueBy: day({ title: "条件期限不晚于" }).optional(),
    },
    sorts: ["openedOn"],
  }),
  ofProject: query("diligences.ofProject", {
    title: "查看尽职调查",
    permission: "projects.read",
    input: z.strictObject({ projectId: id("项目") }),
    output: z.object({
      rows: z.array(DiligenceFile),
      /** What the pack asks of this project, in words; null where it asks for none. */
      requirement: z.string().nullable(),
      document: z.string(),
      sources: z.array(z.string()),
      may: z.object({ open: Told, manage: Told, review: Told }),
    }),
  }),
  open: command("diligences.open", {
    title: "开始尽职调查",
    permission: manage,
    input: z.strictObject({
      projectId: id("项目"),
      /** The investor unless said. */
      companyId: id("企业").nullable().default(null).meta({ title: "调查对象（企业库）" }),
    }),
    output: Diligence,
  }),
  conclude: command("diligences.conclude", {
    title: "作出尽调结论",
    permission: review,
    input: z.strictObject({
      id: id("尽职调查"),
      outcome,
      reason: line({ title: "理由" }, 1000),
      concludedOn: day({ title: "结论日期" }),
      conditions: listOf(NewCondition, 20, "条件").meta({ title: "条件" }).default([]),
    }),
    output: Conclusion,
  }),
  annul: command("diligences.annul", {
    title: "作废尽职调查",
    permission: manage,
    input: z.strictObject({ id: id("尽职调查"), reason: line({ title: "作废原因" }, 200) }),
    output: z.object({}),
  }),
};

export const findingOperations = {
  add: command("diligenceFindings.add", {
    title: "登记发现",
    permission: manage,
    input: z.strictObject({ diligenceId: id("尽职调查"), ...looked }),
    output: Finding,
  }),
  /** 更正: what was typed stays, the corrected look-up is another row, verified anew. */
  correct: command("diligenceFindings.correct", {
    title: "更正发现",
    permission: manage,
    input: z.strictObject({ id: id("发现"), ...looked, reason: line({ title: "更正原因" }, 200) }),
    output: Finding,
  }),
  /** 核验: by another person, who has seen what it says. */
  verify: command("diligenceFindings.verify", {
    title: "核验发现",
    permission: review,
    input: z.strictObject({ id: id("发现") }),
    output: Finding,
  }),
};

export const diligenceConditionOperations = {
  meet: command("diligenceConditions.meet", {
    title: "登记条件已落实",
    permission: manage,
    input: z.strictObject({ id: id("条件"), ...metInput }),
    output: DiligenceCondition,
  }),
};
