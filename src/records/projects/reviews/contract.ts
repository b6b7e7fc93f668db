import { z } from "zod";
import { code, day, id, line, listOf, prose } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";
import { Opinion, opinionSubject } from "../opinions/contract.ts";
import { expertSubject, Seat, seatSubject } from "../experts/contract.ts";
import { legalityOutcomes, meetingOutcomes, panelOutcomes, reviewStates, reviewSteps } from "./words.ts";

const state = code(reviewStates, { title: "评审状态" });
const step = code(reviewSteps, { title: "环节" });

export const Review = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  purpose: z.string().meta({ title: "评审事项" }),
  steps: z.array(step).meta({ title: "环节" }),
  step,
  state,
  openedOn: day({ title: "收件日期" }),
  openedById: z.uuid().nullable(),
  closedOn: z.string().nullable().meta({ title: "办结日期", shows: "date" }),
  version: z.int(),
});

export const ReviewRow = z.object({
  ...Review.shape,
  projectName: z.string().meta({ title: "项目" }),
  openedByName: z.string().nullable().meta({ title: "收件人" }),
});

export const Outcome = z.object({
  id: z.uuid(),
  step,
  outcome: code({ ...panelOutcomes, ...legalityOutcomes, ...meetingOutcomes }, { title: "结论" }),
  score: z.string().nullable().meta({ title: "平均分" }),
  meeting: z.string().meta({ title: "会议" }),
  meetingNumber: z.string().meta({ title: "会议编号" }),
  happenedOn: day({ title: "日期" }),
  opinion: z.string().meta({ title: "意见" }),
  file: AttachedShown.nullable().meta({ title: "文件" }),
  byName: z.string().nullable().meta({ title: "登记人" }),
});

export const Condition = z.object({
  id: z.uuid(),
  reviewId: z.uuid(),
  projectId: z.uuid(),
  content: z.string().meta({ title: "条件" }),
  dueOn: day({ title: "完成期限" }),
  personId: z.uuid().nullable(),
  personName: z.string().nullable().meta({ title: "落实人" }),
  metOn: z.string().nullable().meta({ title: "落实日期", shows: "date" }),
  metNote: z.string().meta({ title: "落实情况" }),
  file: AttachedShown.nullable().meta({ title: "佐证" }),
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

export const ReviewPage = z.object({
  review: ReviewRow,
  opinions: z.array(Opinion),
  seats: z.array(Seat),
  outcomes: z.array(Outcome),
  conditions: z.array(Condition),
  /** 评分表 and what a panel must be, by the pack. */
  criteria: z.array(z.object({ code: z.string(), title: z.string(), most: z.int() })),
  panelSize: z.int(),
  passMark: z.number(),
  departments: z.array(z.string()),
  opinionDays: z.int(),
  document: z.string(),
  may: z.object({ manage: Told, panel: Told, legality: Told, meeting: Told, withdraw: Told, meet: Told }),
});

export const reviewSubject: Subject = { kind: "projectReview", title: "项目评审", noun: "projects", shape: Review };
export const outcomeSubject: Subject = { kind: "reviewOutcome", title: "评审结论", noun: "projects", shape: Outcome };
export const conditionSubject: Subject = {
  kind: "reviewCondition",
  title: "评审附带条件",
  noun: "projects",
  shape: Condition,
};

export const reviewSubjects = [
  reviewSubject,
  outcomeSubject,
  conditionSubject,
  opinionSubject,
  expertSubject,
  seatSubject,
];

const manage = "projects.manage";
const review = "projects.review";
const about = { id: id("评审") };
const recorded = {
  ...about,
  happenedOn: day({ title: "日期" }),
  opinion: line({ title: "意见" }, 2000),
  file: Attachment.nullable().meta({ title: "文件" }).default(null),
};

export const NewCondition = z.strictObject({
  content: line({ title: "条件" }, 300),
  dueOn: day({ title: "完成期限" }),
});

export const reviewOperations = {
  list: list("reviews.list", {
    title: "查看项目评审",
    permission: "projects.read",
    row: ReviewRow,
    filter: { projectId: id("项目").optional(), state: state.optional(), step: step.optional() },
    sorts: ["openedOn"],
  }),
  get: query("reviews.get", { title: "查看评审详情", permission: "projects.read", input: one, output: ReviewPage }),
  open: command("reviews.open", {
    title: "提交评审",
    permission: manage,
    input: z.strictObject({ projectId: id("项目"), purpose: line({ title: "评审事项" }, 300) }),
    output: Review,
  }),
  concludePanel: command("reviews.concludePanel", {
    title: "登记论证结论",
    permission: manage,
    input: z.strictObject(recorded),
    output: Review,
  }),
  concludeLegality: command("reviews.concludeLegality", {
    title: "登记合法性审核意见",
    permission: review,
    input: z.strictObject({ ...recorded, outcome: code(legalityOutcomes, { title: "审核意见" }) }),
    output: Review,
  }),
  decide: command("reviews.decide", {
    title: "登记会议决定",
    permission: review,
    input: z.strictObject({
      ...recorded,
      meeting: line({ title: "会议" }, 80),
      meetingNumber: prose({ title: "会议编号" }, 60).default(""),
      outcome: code(meetingOutcomes, { title: "决定" }),
      conditions: listOf(NewCondition, 20, "附带条件").meta({ title: "附带条件" }).default([]),
    }),
    output: Review,
  }),
  withdraw: command("reviews.withdraw", {
    title: "撤回评审",
    permission: manage,
    input: z.strictObject({ ...about, reason: line({ title: "撤回原因" }, 200) }),
    output: Review,
  }),
  meet: command("reviews.meet", {
    title: "登记条件已落实",
    permission: manage,
    input: z.strictObject({
      ...about,
      conditionId: id("条件"),
      metOn: day({ title: "落实日期" }),
      metNote: line({ title: "落实情况" }, 500),
      file: Attachment.nullable().meta({ title: "佐证" }).default(null),
    }),
    output: Condition,
  }),
};
