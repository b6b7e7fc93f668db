import { z } from "zod";
import { code, count, day, flag, id, line, listOf, prose, version } from "#kit/base/fields.ts";
import { anyone, command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { manage, read } from "../contract.ts";
import { questionKinds, surveyStates } from "./words.ts";

const Question = z.strictObject({
  kind: code(questionKinds, { title: "题型" }),
  text: line({ title: "题目" }, 120),
  options: listOf(line({ title: "选项" }, 60), 12, "选项")
    .default([])
    .meta({ title: "选项（单选题）" }),
  isRequired: flag({ title: "必答" }).default(false),
  isOverall: flag({ title: "总体满意度" }).default(false),
});

const typed = {
  title: line({ title: "问卷标题" }, 80),
  intro: prose({ title: "开头的话" }, 600),
  questions: listOf(Question, 12, "题目").min(1, { error: "请至少设一道题" }).meta({ title: "题目" }),
  closesOn: day({ title: "截止日期" }),
  openLimit: z
    .int()
    .min(1, { error: "公开链接至少收 1 份" })
    .max(5000, { error: "公开链接最多收 5000 份" })
    .nullable()
    .meta({ title: "公开链接最多收", unit: "份" }),
};

export const Survey = z.object({
  id: z.uuid(),
  eventId: z.uuid(),
  eventName: z.string().meta({ title: "活动" }),
  ...typed,
  questions: z.array(z.object(Question.shape)).meta({ title: "题目" }),
  state: code(surveyStates, { title: "状态" }),
  createdOn: day({ title: "建立日期" }),
  version: z.int(),
});

const counts = {
  answered: count({ title: "有效答卷" }),
  satisfied: count({ title: "满意答卷" }),
  invited: count({ title: "专用链接" }),
};

export const SurveyRow = z.object({ ...Survey.omit({ questions: true, intro: true }).shape, ...counts });

export const QuestionResult = z.object({
  text: z.string(),
  kind: code(questionKinds, { title: "题型" }),
  isOverall: z.boolean(),
  answered: z.int(),
  /** Of scores, two decimals; null where nobody scored. */
  average: z.string().nullable(),
  /** Scores and options with how often each was chosen. */
  shares: z.array(z.object({ value: z.string(), count: z.int() })),
  texts: z.array(z.string()),
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

export const SurveyPage = z.object({
  survey: Survey.extend(counts),
  results: z.array(QuestionResult),
  may: z.object({ update: Told, publish: Told, invite: Told, close: Told }),
});

export const surveySubject: Subject = {
  kind: "survey",
  title: "满意度调查",
  noun: "events",
  shape: Survey.omit({ eventId: true, eventName: true }).extend({
    answer: z.string().meta({ title: "答卷" }),
  }),
  page: "surveys",
};

const made = z.object({ id: z.uuid() });
const step = { id: id(), version: version() };
/** Where guests answer, under this installation's address. */
const link = z.string();

export const surveyOperations = {
  list: list("surveys.list", {
    title: "查看满意度调查",
    permission: read,
    row: SurveyRow,
    filter: { eventId: id("活动").optional(), state: code(surveyStates, { title: "状态" }).optional() },
    sorts: ["createdOn"],
  }),
  get: query("surveys.get", { title: "查看调查与结果", permission: read, input: one, output: SurveyPage }),
  create: command("surveys.create", {
    title: "新建调查",
    permission: manage,
    input: z.strictObject({
      eventId: id("活动"),
      ...typed,
      intro: typed.intro.default(""),
      openLimit: typed.openLimit.default(null),
    }),
    output: made,
  }),
  update: command("surveys.update", {
    title: "修改调查",
    permission: manage,
    input: z.strictObject({ ...step, changes: z.strictObject(typed).partial() }),
    output: made,
  }),
  /** 发布: from now on the questions stay as they are; the open link is told this once. */
  publish: command("surveys.publish", {
    title: "发布调查",
    permission: manage,
    input: z.strictObject(step),
    output: z.object({ link: link.nullable() }),
  }),
  /** 换发公开链接: the old one leads nowhere from now on, what was answered stays. */
  relink: command("surveys.relink", {
    title: "换发公开链接",
    permission: manage,
    input: z.strictObject(step),
    output: z.object({ link }),
  }),
  /** 专用链接: one for each guest who came and has none yet; each is told this once and takes one answer. */
  invite: command("surveys.invite", {
    title: "生成专用链接",
    permission: manage,
    input: z.strictObject({
      ...step,
      isRenewed: flag({ title: "没答过的一并换发新链接" }).default(false),
    }),
    output: z.object({
      links: z.array(z.object({ guestId: z.uuid(), companyName: z.string(), personName: z.string(), link })),
    }),
  }),
  close: command("surveys.close", {
    title: "关闭调查",
    permission: manage,
    input: z.strictObject(step),
    output: made,
  }),
};

const knock = {
  agency: z
    .string()
    .regex(/^[a-z0-9-]{2,30}$/, { error: "问卷地址不完整，请从原链接打开" })
    .meta({ title: "机构代码" }),
  token: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/, { error: "问卷地址不完整，请从原链接打开" })
    .meta({ title: "链接凭据" }),
};

/** 公开问卷: open to whoever holds a link, signed in or not. */
export const surveyDoorOperations = {
  form: query("surveys.form", {
    title: "打开问卷",
    permission: anyone,
    reach: "instance",
    input: z.strictObject(knock),
    output: z.object({
      agencyName: z.string(),
      title: z.string(),
      intro: z.string(),
      eventName: z.string(),
      closesOn: z.string(),
      questions: z.array(z.object(Question.shape)),
      isOpenLink: z.boolean(),
    }),
  }),
  answer: command("surveys.answer", {
    title: "提交答卷",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({
      ...knock,
      /** Of the open link: drawn with the form, so that one form is handed in once. */
      slip: z
        .string()
        .regex(/^[A-Za-z0-9_-]{43}$/, { error: "答卷编号不正确，请重新打开问卷" })
        .nullable()
        .default(null)
        .meta({ title: "答卷编号" }),
      values: listOf(
        z.string().trim().max(500, { error: "每题最多 500 个字" }).nullable().meta({ title: "答案" }),
        12,
        "答案",
      ).meta({ title: "答案" }),
    }),
    output: z.object({ agencyName: z.string(), eventName: z.string() }),
  }),
};
