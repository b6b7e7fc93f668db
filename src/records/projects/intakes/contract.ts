import { z } from "zod";
import { code, count, creditCode, day, flag, id, line, prose, version, yuan } from "#kit/base/fields.ts";
import { anyone, command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { clockLights } from "../leads/words.ts";
import { stages, tracks } from "../words.ts";
import { asideReasons, intakeLinkStates, intakeStates } from "./words.ts";

export const manage = "intakes.manage";
export const publish = "intakes.publish";

/** 来件人所填; the public form, the inbox and the lead share it. */
const typed = {
  companyName: line({ title: "企业名称" }, 120),
  creditCode: creditCode({ title: "统一社会信用代码" }).nullable(),
  brief: prose({ title: "投资意向" }, 1000).min(5, { error: "请用一两句话写明投资意向：做什么、规模多大" }),
  amount: yuan({ title: "计划投资额" })
    .refine((text) => !text.startsWith("-"), { error: "计划投资额不能是负数" })
    .nullable(),
  sourcePlace: prose({ title: "企业所在地" }, 60),
  contactName: line({ title: "联系人", personal: true }, 40),
};
const phone = z
  .string()
  .trim()
  .regex(/^[0-9+][0-9 -]{5,24}$/, { error: "联系电话应为数字，可带区号或 +86" });

export const Intake = z.object({
  id: z.uuid(),
  ...typed,
  brief: z.string().meta({ title: "投资意向" }),
  creditCode: z.string().nullable().meta({ title: "统一社会信用代码" }),
  contactName: z.string().meta({ title: "联系人", personal: true }),
  /** Null once it was erased. */
  phone: z.string().nullable().meta({ title: "联系电话", class: "sensitive", personal: true }),
  receivedOn: day({ title: "收到日期" }),
  receivedAt: z.string().meta({ title: "收到时间", shows: "moment" }),
  /** What was agreed to, word for word. */
  consent: z.string().meta({ title: "同意的内容" }),
  state: code(intakeStates, { title: "状态" }),
  projectId: z.uuid().nullable(),
  asideReason: code(asideReasons, { title: "搁置原因" }).nullable(),
  note: z.string().meta({ title: "办理说明" }),
  handledOn: z.string().nullable().meta({ title: "办理日期", shows: "date" }),
  clearedOn: z.string().nullable().meta({ title: "联系人信息删除日期", shows: "date" }),
  version: z.int(),
});

const shown = {
  linkName: z.string().meta({ title: "表单" }),
  handledByName: z.string().nullable().meta({ title: "办理人" }),
  projectName: z.string().nullable().meta({ title: "线索" }),
};

export const IntakeRow = z.object({
  ...Intake.omit({ phone: true, consent: true, note: true, receivedAt: true }).shape,
  ...shown,
  /** 答复的时限 has been running since it came in. */
  light: code(clockLights, { title: "时限" }),
  lightText: z.string().meta({ title: "答复时限" }),
  dueOn: z.string().nullable().meta({ title: "应答复", shows: "date" }),
  twinCount: z.int().meta({ title: "同一企业的来件", shows: "count" }),
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

export const IntakePage = z.object({
  intake: z.object({ ...Intake.shape, ...shown }),
  clock: z.object({ light: code(clockLights, { title: "时限" }), text: z.string() }).nullable(),
  /** 同一企业: other forms, companies of the directory and projects; of what lies out of reach only whom to ask. */
  twins: z.array(z.object({ id: z.uuid(), receivedOn: z.string(), state: code(intakeStates, { title: "状态" }) })),
  companies: z.array(z.object({ id: z.uuid(), name: z.string(), reasons: z.string(), isSame: z.boolean() })),
  projects: z.array(z.object({ id: z.uuid(), name: z.string(), stage: code(stages, { title: "阶段" }) })),
  elsewhere: z.array(z.string()),
  may: z.object({ take: Told, setAside: Told, reveal: Told, forget: Told }),
});

export const intakeSubject: Subject = {
  kind: "intake",
  title: "公开来件",
  noun: "intakes",
  shape: Intake,
  page: "intakes",
};

const linkTyped = {
  name: line({ title: "用在哪里" }, 40),
  title: line({ title: "表单标题" }, 60),
  intro: prose({ title: "开头的话" }, 400),
  consent: line({ title: "个人信息同意语" }, 500).refine((text) => text.length >= 20, {
    error: "个人信息同意语要写明收集什么、作何用途、怎样撤回",
  }),
  dailyLimit: count({ title: "每天最多收", unit: "份" }, 1000).min(1, { error: "每天至少收 1 份" }),
  closesOn: day({ title: "截止日期" }).nullable(),
};

export const IntakeLink = z.object({
  id: z.uuid(),
  ...linkTyped,
  consent: z.string().meta({ title: "个人信息同意语" }),
  dailyLimit: z.int().meta({ title: "每天最多收", unit: "份" }),
  state: code(intakeLinkStates, { title: "状态" }),
  createdOn: day({ title: "建立日期" }),
  version: z.int(),
});

export const IntakeLinkRow = IntakeLink.extend({
  received: z.int().meta({ title: "收到", unit: "份", shows: "count" }),
  taken: z.int().meta({ title: "已承接", unit: "份", shows: "count" }),
});

export const intakeLinkSubject: Subject = {
  kind: "intakeLink",
  title: "公开线索表单",
  noun: "intakes",
  shape: IntakeLink,
};

const made = z.object({ id: z.uuid() });
const step = { id: id(), version: version() };
/** Where strangers fill it in, under this installation's address; told once. */
const linked = z.object({ id: z.uuid(), link: z.string() });

export const intakeOperations = {
  list: list("intakes.list", {
    title: "查看公开来件",
    permission: manage,
    row: IntakeRow,
    filter: {
      state: code(intakeStates, { title: "状态" }).optional(),
      linkId: id("表单").optional(),
      company: z.string().trim().max(120).optional().meta({ title: "企业名称" }),
    },
    sorts: ["receivedOn"],
  }),
  get: query("intakes.get", { title: "查看来件详情", permission: manage, input: one, output: IntakePage }),
  /** 承接: the lead begins on the day it came in, and so do its clocks. */
  take: command("intakes.take", {
    title: "承接为线索",
    permission: manage,
    input: z.strictObject({
      ...step,
      name: line({ title: "项目名称" }, 80),
      track: code(tracks, { title: "项目类型" }).default("landManufacturing"),
      investorId: id("投资主体（企业库）").nullable().meta({ title: "投资主体（企业库）" }).default(null),
      officerId: id("责任专员").nullable().default(null),
    }),
    output: z.object({ projectId: z.uuid() }),
  }),
  setAside: command("intakes.setAside", {
    title: "搁置来件",
    permission: manage,
    input: z.strictObject({
      ...step,
      reason: code(asideReasons, { title: "搁置原因" }),
      note: line({ title: "办理说明" }, 300),
    }),
    output: made,
  }),
  /** A command, because looking is recorded. */
  reveal: command("intakes.reveal", {
    title: "查看来件联系电话",
    permission: manage,
    input: one,
    output: z.object({ phone: z.string().nullable().meta({ title: "联系电话", class: "sensitive" }) }),
  }),
  /** 撤回同意: name and number are gone for good, of the history too. */
  forget: command("intakes.forget", {
    title: "删除联系人信息",
    permission: manage,
    input: z.strictObject({ ...step, reason: line({ title: "删除原因" }, 200) }),
    output: made,
  }),
};

export const intakeLinkOperations = {
  list: list("intakeLinks.list", {
    title: "查看公开线索表单",
    permission: publish,
    row: IntakeLinkRow,
    filter: { state: code(intakeLinkStates, { title: "状态" }).optional() },
    sorts: ["createdOn"],
  }),
  create: command("intakeLinks.create", {
    title: "新建公开线索表单",
    permission: publish,
    input: z.strictObject({
      ...linkTyped,
      intro: linkTyped.intro.default(""),
      dailyLimit: linkTyped.dailyLimit.default(100),
      closesOn: linkTyped.closesOn.default(null),
    }),
    output: linked,
  }),
  update: command("intakeLinks.update", {
    title: "修改公开线索表单",
    permission: publish,
    input: z.strictObject({ ...step, changes: z.strictObject(linkTyped).partial() }),
    output: made,
  }),
  close: command("intakeLinks.close", {
    title: "关闭表单",
    permission: publish,
    input: z.strictObject(step),
    output: made,
  }),
  reopen: command("intakeLinks.reopen", {
    title: "重新开放",
    permission: publish,
    input: z.strictObject(step),
    output: made,
  }),
  /** 换发链接: the old one leads nowhere from now on. */
  relink: command("intakeLinks.relink", {
    title: "换发链接",
    permission: publish,
    input: z.strictObject(step),
    output: linked,
  }),
};

const unreadable = "表单地址不完整，请从原链接打开";
const knock = {
  agency: z
    .string()
    .regex(/^[a-z0-9-]{2,30}$/, { error: unreadable })
    .meta({ title: "机构代码" }),
  token: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/, { error: unreadable })
    .meta({ title: "链接凭据" }),
};

/** 公开线索表单: open to whoever holds the link. It tells nothing of what came in before. */
export const intakeDoorOperations = {
  form: query("intakes.form", {
    title: "打开公开线索表单",
    permission: anyone,
    reach: "instance",
    input: z.strictObject(knock),
    output: z.object({ agencyName: z.string(), title: z.string(), intro: z.string(), consent: z.string() }),
  }),
  submit: command("intakes.submit", {
    title: "提交线索",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({
      ...knock,
      /** Drawn with the form, so that one form is handed in once. */
      slip: z
        .string()
        .regex(/^[A-Za-z0-9_-]{43}$/, { error: "表单编号不正确，请重新打开表单" })
        .meta({ title: "表单编号" }),
      ...typed,
      phone: phone.meta({ title: "联系电话", personal: true }),
      isConsented: flag({ title: "同意" }),
      /** What no person sees, and only a machine fills in. */
      trap: z.string().max(200, { error: "这一栏请留空" }).default("").meta({ title: "请留空" }),
    }),
    output: z.object({
      agencyName: z.string(),
      /** 一个工作日内; null where the pack promises nothing. */
      answerWithin: z.string().nullable(),
    }),
  }),
};
