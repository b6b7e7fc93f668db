import { z } from "zod";
import { code, day, id, line, listOf, prose, flag } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { conditionShape, metInput, NewCondition } from "../conditions/contract.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";
import {
  legalityOutcomes,
  meetingOutcomes,
  panelOutcomes,
  reviewStates,
  reviewSteps,
  stances,
  seatWays,
} from "./words.ts";

const manage = "projects.manage";

/* 征求部门意见 */

const stance = code(stances, { title: "部门意见" });

export const Opinion = z.object({
  id: z.uuid(),
  reviewId: z.uuid(),
  department: z.string().meta({ title: "部门" }),
  askedOn: day({ title: "发函日期" }),
  dueOn: day({ title: "答复期限" }),
  stance: stance.nullable(),
  opinion: z.string().meta({ title: "意见内容" }),
  answeredOn: z.string().nullable().meta({ title: "答复日期", shows: "date" }),
  file: AttachedShown.nullable().meta({ title: "复函" }),
  isAdopted: z.boolean().nullable().meta({ title: "采纳" }),
  adoption: z.string().meta({ title: "采纳情况" }),
});

export const opinionSubject: Subject = { kind: "reviewOpinion", title: "部门意见", noun: "projects", shape: Opinion };

const ofOpinion = { reviewId: id("评审"), id: id("部门意见") };

export const opinionOperations = {
  ask: command("opinions.ask", {
    title: "征求部门意见",
    permission: manage,
    input: z.strictObject({
      reviewId: id("评审"),
      departments: listOf(line({ title: "部门" }, 40), 30, "部门")
        .min(1, { error: "请至少选一个部门" })
        .meta({ title: "征求哪些部门" }),
      dueOn: day({ title: "答复期限" }),
    }),
    output: z.object({ opinions: z.array(Opinion) }),
  }),
  answer: command("opinions.answer", {
    title: "登记部门答复",
    permission: manage,
    input: z.strictObject({
      ...ofOpinion,
      stance,
      opinion: prose({ title: "意见内容" }, 2000).default(""),
      answeredOn: day({ title: "答复日期" }),
      file: Attachment.nullable().meta({ title: "复函" }).default(null),
    }),
    output: Opinion,
  }),
  settle: command("opinions.settle", {
    title: "写明采纳情况",
    permission: manage,
    input: z.strictObject({
      ...ofOpinion,
      isAdopted: flag({ title: "采纳" }),
      adoption: prose({ title: "采纳情况或不采纳的理由" }, 1000).default(""),
    }),
    output: Opinion,
  }),
};

/* 专家库与论证席位 */

export const Expert = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "姓名", personal: true }),
  employer: z.string().meta({ title: "工作单位" }),
  field: z.string().meta({ title: "专业领域" }),
  relations: z.array(z.string()).meta({ title: "申报的利害关系" }),
  addedOn: day({ title: "入库日期" }),
  retiredOn: z.string().nullable().meta({ title: "出库日期", shows: "date" }),
  version: z.int(),
});

export const Seat = z.object({
  id: z.uuid(),
  expertId: z.uuid(),
  expertName: z.string().meta({ title: "专家", personal: true }),
  employer: z.string().meta({ title: "工作单位" }),
  field: z.string().meta({ title: "专业领域" }),
  way: code(seatWays, { title: "产生方式" }),
  reason: z.string().meta({ title: "选定理由" }),
  recusal: z.string().nullable().meta({ title: "回避原因" }),
  scores: z.record(z.string(), z.number()).nullable().meta({ title: "评分" }),
  comment: z.string().meta({ title: "论证意见" }),
  seatedOn: day({ title: "产生日期" }),
});

export const expertSubject: Subject = { kind: "expert", title: "评审专家", noun: "projects", shape: Expert };
export const seatSubject: Subject = { kind: "reviewSeat", title: "论证专家", noun: "projects", shape: Seat };

const field = line({ title: "专业领域" }, 40);
const ofSeat = { reviewId: id("评审"), id: id("论证专家") };
const SeatedPanel = z.object({ seats: z.array(Seat) });

export const expertOperations = {
  list: list("experts.list", {
    title: "查看专家库",
    permission: "projects.read",
    row: Expert,
    filter: { field: field.optional() },
    sorts: ["addedOn"],
  }),
  add: command("experts.add", {
    title: "专家入库",
    permission: manage,
    input: z.strictObject({
      name: line({ title: "姓名", personal: true }, 40),
      employer: line({ title: "工作单位" }, 80),
      field,
      relations: listOf(line({ title: "企业或集团" }, 80), 30, "利害关系")
        .meta({ title: "申报的利害关系（任职、持股、受托的企业或集团）" })
        .default([]),
    }),
    output: Expert,
  }),
  retire: command("experts.retire", {
    title: "专家出库",
    permission: manage,
    input: z.strictObject({ id: id("专家"), reason: line({ title: "出库原因" }, 200) }),
    output: Expert,
  }),
};

export const seatOperations = {
  draw: command("seats.draw", {
    title: "抽取专家",
    permission: manage,
    input: z.strictObject({
      reviewId: id("评审"),
      size: z.int().min(1, { error: "请填写抽几位" }).max(30, { error: "一次最多抽 30 位" }).meta({ title: "抽几位" }),
      field: prose({ title: "专业领域" }, 40).default(""),
    }),
    output: SeatedPanel,
  }),
  choose: command("seats.choose", {
    title: "选定专家",
    permission: manage,
    input: z.strictObject({
      reviewId: id("评审"),
      expertId: id("专家"),
      reason: line({ title: "选定理由" }, 200),
    }),
    output: SeatedPanel,
  }),
  recuse: command("seats.recuse", {
    title: "登记回避",
    permission: manage,
    input: z.strictObject({ ...ofSeat, recusal: line({ title: "回避原因" }, 200) }),
    output: SeatedPanel,
  }),
  score: command("seats.score", {
    title: "登记评分",
    permission: manage,
    input: z.strictObject({
      ...ofSeat,
      scores: listOf(
        z.strictObject({
          criterion: line({ title: "评分项" }, 30),
          points: z
            .number({ error: "得分应为数字" })
            .min(0, { error: "得分不能是负数" })
            .max(100, { error: "得分最多 100" })
            .meta({ title: "得分" }),
        }),
        20,
        "评分",
      ).meta({ title: "各项得分" }),
      comment: line({ title: "论证意见" }, 1000),
    }),
    output: SeatedPanel,
  }),
};

/* 评审 */

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
  ...conditionShape,
  reviewId: z.uuid(),
  personName: z.string().nullable().meta({ title: "落实人" }),
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

/** What the review itself is made of. */
export const reviewSubjects = [outcomeSubject, conditionSubject, opinionSubject, expertSubject, seatSubject];

const review = "projects.review";
const about = { id: id("评审") };
const recorded = {
  ...about,
  happenedOn: day({ title: "日期" }),
  opinion: line({ title: "意见" }, 2000),
  file: Attachment.nullable().meta({ title: "文件" }).default(null),
};

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
      ...metInput,
    }),
    output: Condition,
  }),
};
