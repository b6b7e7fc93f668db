import { z } from "zod";
import { code, count, day, id, line, listOf, referenceCode } from "#kit/base/fields.ts";
import { command, list, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";
import { disputeStates, referralMatches, referralStates } from "./words.ts";

const files = (title: string) => listOf(Attachment, 10, title).meta({ title });
export const filesShown = (title: string) => z.array(AttachedShown).meta({ title });
const months = (title: string) => count({ title, unit: "个月" }, 36);

const typed = {
  contactedOn: day({ title: "首次洽谈日期" }),
  contactNote: line({ title: "洽谈情况" }, 1000),
  scope: line({ title: "保护范围" }, 200),
  reporterRegion: referenceCode({ title: "报送区（县）" }, 12).nullable(),
};

/** 首谈首报 as the history tells it. */
export const Referral = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  number: z.string().meta({ title: "备案号" }),
  typedAt: z.string().meta({ title: "备案时间", shows: "moment" }),
  ...typed,
  files: filesShown("洽谈证明"),
  expiresOn: day({ title: "保护到期" }),
  reportDueOn: day({ title: "进展报告期限" }),
  extensionCount: z.int().meta({ title: "已延期", unit: "次", shows: "count" }),
  disputedOn: z.string().nullable().meta({ title: "争议自", shows: "date" }),
  outcome: code(referralStates, { title: "结果" }).nullable(),
  outcomeOn: z.string().nullable().meta({ title: "结果日期", shows: "date" }),
  outcomeReason: z.string().meta({ title: "结果说明" }),
});

export const shown = {
  state: code(referralStates, { title: "状态" }),
  byName: z.string().nullable().meta({ title: "报送人" }),
  divisionName: z.string().nullable().meta({ title: "报送科室" }),
  regionName: z.string().nullable().meta({ title: "报送区（县）" }),
};

export const ReferralRow = z.object({
  ...Referral.omit({ contactNote: true, files: true, disputedOn: true, outcome: true, reporterRegion: true }).shape,
  projectName: z.string().meta({ title: "项目" }),
  investorName: z.string().meta({ title: "投资方" }),
  ...shown,
});

export const Report = z.object({
  id: z.uuid(),
  referralId: z.uuid(),
  happenedOn: day({ title: "报告日期" }),
  content: z.string().meta({ title: "进展" }),
  files: filesShown("附件"),
  extendedTo: z.string().nullable().meta({ title: "延期至", shows: "date" }),
  byName: z.string().nullable().meta({ title: "报告人" }),
});

export const Share = z.object({
  id: z.uuid(),
  referralId: z.uuid(),
  personName: z.string().nullable().meta({ title: "记功人" }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
  percent: z.int().meta({ title: "记功比例", unit: "%" }),
  happenedOn: day({ title: "自" }),
  note: z.string().meta({ title: "说明" }),
  files: filesShown("流转协议"),
});

/** What a party is told of a dispute: the other side by its division, never by its content. */
export const DisputeTold = z.object({
  id: z.uuid(),
  state: code(disputeStates, { title: "状态" }),
  match: code(referralMatches, { title: "依据" }),
  raisedAt: z.string().meta({ title: "提出时间", shows: "moment" }),
  otherDivisionName: z.string().nullable().meta({ title: "另一方" }),
  isUpheld: z.boolean().nullable(),
  decidedAt: z.string().nullable().meta({ title: "裁定时间", shows: "moment" }),
  reason: z.string().nullable().meta({ title: "裁定理由" }),
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();
/** 重复对接提示: whom to ask, and nothing else. */
const Elsewhere = z.object({ divisionName: z.string().nullable().meta({ title: "请问" }) });

export const ProjectReferral = z.object({
  referrals: z.array(
    z.object({
      ...Referral.shape,
      ...shown,
      reports: z.array(Report),
      shares: z.array(Share),
      disputes: z.array(DisputeTold),
    }),
  ),
  terms: z.object({
    least: z.int(),
    most: z.int(),
    usual: z.int(),
    reportDays: z.int(),
    extendMonths: z.int(),
    remindDays: z.int(),
    document: z.string(),
  }),
  may: z.object({ file: Told, report: Told, extend: Told, withdraw: Told, transfer: Told }),
});

export const referralSubject: Subject = { kind: "referral", title: "首谈首报", noun: "projects", shape: Referral };
export const reportSubject: Subject = { kind: "referralReport", title: "首谈进展", noun: "projects", shape: Report };
export const shareSubject: Subject = { kind: "referralShare", title: "首谈记功", noun: "projects", shape: Share };

const read = "projects.read";
const manage = "projects.manage";
export const arbitrate = "projects.arbitrate";
const made = z.object({ id: z.uuid() });
const report = { content: line({ title: "进展" }, 1000), files: files("附件").default([]) };

export const referralOperations = {
  list: list("referrals.list", {
    title: "查看首谈首报",
    permission: read,
    row: ReferralRow,
    filter: {
      search: z.string().trim().max(60).optional().meta({ title: "项目、投资方或编号" }),
      state: code(referralStates, { title: "状态" }).optional(),
      endsBy: day({ title: "到期或应报进展不晚于" }).optional(),
      officerId: id("责任专员").optional(),
      divisionId: id("科室").optional(),
    },
    sorts: ["typedAt", "expiresOn"],
  }),
  ofProject: query("referrals.ofProject", {
    title: "查看项目的首谈首报",
    permission: read,
    input: z.strictObject({ projectId: id("项目") }),
    output: ProjectReferral,
  }),
  /** Asked before one files: whether somebody holds this investor, and whom to ask. */
  alike: query("referrals.alike", {
    title: "查询首谈是否已备案",
    permission: manage,
    input: z.strictObject({ projectId: id("项目") }),
    output: z.object({ isHeld: z.boolean(), elsewhere: z.array(Elsewhere) }),
  }),
  file: command("referrals.file", {
    title: "首谈备案",
    permission: manage,
    input: z.strictObject({
      projectId: id("项目"),
      ...typed,
      reporterRegion: typed.reporterRegion.default(null),
      /** The usual term of the pack unless said. */
      months: months("保护期").optional(),
      files: files("洽谈证明"),
    }),
    output: made,
  }),
  report: command("referrals.report", {
    title: "报告进展",
    permission: manage,
    input: z.strictObject({ id: id("首谈首报"), ...report }),
    output: made,
  }),
  /** 延期: a progress report that asks for more time. */
  extend: command("referrals.extend", {
    title: "申请延期",
    permission: manage,
    input: z.strictObject({ id: id("首谈首报"), months: months("延长"), ...report }),
    output: made,
  }),
  withdraw: command("referrals.withdraw", {
    title: "撤回首谈备案",
    permission: manage,
    input: z.strictObject({ id: id("首谈首报"), reason: line({ title: "撤回原因" }, 200) }),
    output: made,
  }),
  /** 流转: the project and its protection go to another officer; the credit is shared as agreed. */
  transfer: command("referrals.transfer", {
    title: "办理流转",
    permission: arbitrate,
    input: z.strictObject({
      id: id("首谈首报"),
      receiverId: id("接手专员"),
      percent: count({ title: "接手方记功比例", unit: "%" }, 100),
      note: line({ title: "流转原因" }, 300),
      files: files("流转协议"),
    }),
    output: made,
  }),
};
