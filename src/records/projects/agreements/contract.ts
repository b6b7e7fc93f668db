import { z } from "zod";
import { code, day, id, line, prose } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import { onePaper, PaperFile } from "#kit/base/papers.ts";
import type { Subject } from "#kit/base/subject.ts";
import { longestText } from "../reading/contract.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";
import { signingKinds } from "../words.ts";
import { hitActions } from "../scanning/words.ts";
import { agreementStates, exceptionGrounds, hitConclusions, legalGrounds, reviewConclusions } from "./words.ts";

const kind = code(signingKinds, { title: "协议种类" });
const state = code(agreementStates, { title: "审查状态" });
const conclusion = code(hitConclusions, { title: "结论" });
const text = prose({ title: "协议文本" }, longestText).refine((typed) => typed !== "", { error: "请填写协议文本" });
const file = Attachment.nullable().meta({ title: "文本文件" });
const note = prose({ title: "说明" }, 500);

export const Agreement = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  title: z.string().meta({ title: "协议名称" }),
  kind,
  state,
  /** 第几稿 */
  number: z.int().meta({ title: "文本版次", shows: "count" }),
  drafterId: z.uuid().nullable(),
  textOn: day({ title: "文本日期" }),
  version: z.int(),
});

export const AgreementRow = z.object({
  ...Agreement.shape,
  projectName: z.string().meta({ title: "项目" }),
  drafterName: z.string().nullable().meta({ title: "起草人" }),
  hitCount: z.int().meta({ title: "命中", shows: "count" }),
  /** 停止项 with no conclusion that lifts them. */
  openCount: z.int().meta({ title: "未解除", shows: "count" }),
});

export const Hit = z.object({
  id: z.uuid(),
  rule: z.string().meta({ title: "编号" }),
  title: z.string().meta({ title: "情形" }),
  article: z.string().meta({ title: "条款" }),
  action: code(hitActions, { title: "处理" }),
  canBeLifted: z.boolean(),
  paragraph: z.int(),
  from: z.int(),
  to: z.int(),
  quote: z.string().meta({ title: "原文" }),
  conclusion: conclusion.nullable(),
  ground: z.string().meta({ title: "理由" }),
  legalGround: code(legalGrounds, { title: "依据种类" }).nullable(),
  document: z.string().meta({ title: "依据文件" }),
  exceptionGround: code(exceptionGrounds, { title: "例外情形" }).nullable(),
  alternative: z.string().meta({ title: "有无对竞争影响更小的替代" }),
  endsOn: z.string().nullable().meta({ title: "实施期限至", shows: "date" }),
  endCondition: z.string().meta({ title: "终止条件" }),
  file: AttachedShown.nullable().meta({ title: "结论文件" }),
  judgedByName: z.string().nullable().meta({ title: "审查人" }),
  judgedAt: z.string().nullable().meta({ title: "审查时间", shows: "moment" }),
});

/** 公平竞争审查记录, the fields of the printed form. */
const form = {
  drafterContact: prose({ title: "起草单位联系人及电话" }, 80),
  industry: prose({ title: "涉及行业" }, 80),
  opinions: prose({ title: "征求意见情况（时间、对象、采纳）" }, 2000),
  expertOpinion: prose({ title: "专家意见" }, 2000),
  headOpinion: prose({ title: "负责人意见" }, 500),
  ground: prose({ title: "结论理由" }, 2000),
};

export const AgreementReview = z.object({
  id: z.uuid(),
  number: z.int().meta({ title: "文本版次", shows: "count" }),
  conclusion: code(reviewConclusions, { title: "审查结论" }),
  ...form,
  concludedOn: day({ title: "审查日期" }),
  reviewerName: z.string().nullable().meta({ title: "审查人" }),
});

const Text = z.object({
  number: z.int(),
  paragraphs: z.array(z.string()),
  file: AttachedShown.nullable(),
  note: z.string(),
  textOn: day({ title: "文本日期" }),
  byName: z.string().nullable(),
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

export const AgreementPage = z.object({
  agreement: AgreementRow,
  text: Text,
  hits: z.array(Hit),
  /** Every review there was, the newest first; only that of the newest text counts. */
  reviews: z.array(AgreementReview),
  /** 文本沿革: the drafts before, without their words. */
  drafts: z.array(Text.omit({ paragraphs: true })),
  may: z.object({ revise: Told, judge: Told, conclude: Told, withdraw: Told }),
});

export const agreementSubject: Subject = {
  kind: "projectAgreement",
  title: "项目协议",
  noun: "projects",
  shape: Agreement,
};
export const hitSubject: Subject = { kind: "agreementHit", title: "协议审查命中", noun: "projects", shape: Hit };
export const agreementReviewSubject: Subject = {
  kind: "agreementReview",
  title: "公平竞争审查记录",
  noun: "projects",
  shape: AgreementReview,
};

export const agreementSubjects = [agreementSubject, hitSubject, agreementReviewSubject];

/** 结论 of one hit; which fields it wants depends on the conclusion, see `whyNotJudge`. */
export const judgment = {
  conclusion,
  ground: line({ title: "理由" }, 1000),
  legalGround: code(legalGrounds, { title: "依据种类" }).nullable().default(null),
  document: prose({ title: "依据文件（名称、文号、条款）" }, 200).default(""),
  exceptionGround: code(exceptionGrounds, { title: "例外情形" }).nullable().default(null),
  alternative: prose({ title: "有无对竞争影响更小的替代方案" }, 1000).default(""),
  endsOn: day({ title: "实施期限至" }).nullable().default(null),
  endCondition: prose({ title: "终止条件" }, 300).default(""),
  file: Attachment.nullable().meta({ title: "结论文件" }).default(null),
};

const manage = "projects.manage";
/** 审查: by somebody competent, never by who drafted the text. */
const review = "projects.review";

export const agreementOperations = {
  list: list("agreements.list", {
    title: "查看协议审查",
    permission: "projects.read",
    row: AgreementRow,
    filter: { projectId: id("项目").optional(), state: state.optional() },
    sorts: ["textOn"],
  }),
  get: query("agreements.get", {
    title: "查看协议与命中",
    permission: "projects.read",
    input: one,
    output: AgreementPage,
  }),
  create: command("agreements.create", {
    title: "登记协议文本",
    permission: manage,
    input: z.strictObject({
      projectId: id("项目"),
      title: line({ title: "协议名称" }, 120),
      kind: kind.default("formal"),
      text,
      file: file.default(null),
      note: note.default(""),
    }),
    output: Agreement,
  }),
  /** 换新文本: what was concluded about the one before no longer counts. */
  revise: command("agreements.revise", {
    title: "换新文本",
    permission: manage,
    input: z.strictObject({ id: id("协议"), text, file: file.default(null), note: note.default("") }),
    output: Agreement,
  }),
  judge: command("agreements.judge", {
    title: "逐条作结论",
    permission: review,
    input: z.strictObject({ id: id("协议"), hitId: id("命中"), ...judgment }),
    output: Hit,
  }),
  conclude: command("agreements.conclude", {
    title: "作出审查结论",
    permission: review,
    input: z.strictObject({
      id: id("协议"),
      /** The draft that was read; another one has come meanwhile where it is not the newest. */
      number: z.int().min(1).max(1_000_000).meta({ title: "文本版次" }),
      drafterContact: form.drafterContact.default(""),
      industry: form.industry.default(""),
      opinions: form.opinions.refine((typed) => typed !== "", {
        error: "请写明征求了谁的意见、何时、是否采纳；未征求的写明原因",
      }),
      expertOpinion: form.expertOpinion.default(""),
      headOpinion: form.headOpinion.default(""),
      ground: form.ground.refine((typed) => typed !== "", { error: "请写明结论理由" }),
    }),
    output: Agreement,
  }),
  withdraw: command("agreements.withdraw", {
    title: "撤下协议",
    permission: manage,
    input: z.strictObject({ id: id("协议"), reason: line({ title: "撤下原因" }, 200) }),
    output: Agreement,
  }),
  /** 审查结论表 as a Word file, base64. */
  sheet: query("agreements.sheet", {
    title: "下载审查结论表",
    permission: "projects.read",
    input: onePaper,
    output: PaperFile,
  }),
};
