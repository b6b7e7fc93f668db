import { z } from "zod";
import { code, day, flag, id, line, listOf, prose, year, yuan } from "#kit/base/fields.ts";
import { command, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { rated } from "../contract.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";
import { arrivalKinds, arrivalProofs } from "./words.ts";

const kind = code(arrivalKinds, { title: "类型" });
const proofKind = code(arrivalProofs, { title: "凭证种类" });
const notNegative = (title: string) =>
  yuan({ title }).refine((text) => !text.startsWith("-"), { error: `${title}不能是负数` });
const papers = (title: string) => listOf(Attachment, 10, title).meta({ title });

export const Arrival = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  kind,
  fromOn: z.string().nullable().meta({ title: "期间起", shows: "date" }),
  happenedOn: day({ title: "到位日期" }),
  currency: rated.currency,
  originalAmount: yuan({ title: "到位金额（原币）", unit: "原币" }),
  exchangeRate: z.string().nullable().meta({ title: "汇率" }),
  ratedOn: z.string().nullable().meta({ title: "汇率日期", shows: "date" }),
  rateSource: z.string().meta({ title: "汇率来源" }),
  arrivedAmount: yuan({ title: "到位金额" }),
  countedAmount: yuan({ title: "计入金额" }),
  countedReason: z.string().meta({ title: "少计的原因" }),
  proofKind,
  proofNumber: z.string().meta({ title: "凭证号" }),
  files: z.array(AttachedShown).meta({ title: "凭证" }),
  note: z.string().meta({ title: "说明" }),
  /** What it resembles, where it was confirmed to be another. */
  resemblesId: z.uuid().nullable(),
  byId: z.uuid().nullable(),
  byName: z.string().nullable().meta({ title: "登记人" }),
  verifiedAt: z.string().nullable().meta({ title: "核验时间", shows: "moment" }),
  verifierName: z.string().nullable().meta({ title: "核验人" }),
});

export const arrivalSubject: Subject = { kind: "fundsArrival", title: "到位资金", noun: "projects", shape: Arrival };

export const Statistic = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  year: year(),
  amount: yuan({ title: "统计数" }),
  issuer: z.string().meta({ title: "统计部门" }),
  issuedOn: day({ title: "出数日期" }),
  files: z.array(AttachedShown).meta({ title: "附件" }),
  note: z.string().meta({ title: "说明" }),
});

export const statisticSubject: Subject = {
  kind: "projectStatistic",
  title: "统计数",
  noun: "projects",
  shape: Statistic,
};

const typed = {
  kind,
  fromOn: day({ title: "期间起" }).nullable().default(null),
  happenedOn: day({ title: "到位日期" }),
  currency: rated.currency.default("CNY"),
  amount: notNegative("到位金额"),
  exchangeRate: rated.exchangeRate.default(null),
  ratedOn: rated.ratedOn.default(null),
  rateSource: rated.rateSource.default(""),
  /** The whole of it unless said. */
  countedAmount: notNegative("计入金额").nullable().default(null),
  countedReason: prose({ title: "少计的原因" }, 200).default(""),
  proofKind,
  proofNumber: prose({ title: "凭证号" }, 80).default(""),
  files: papers("凭证").min(1, { error: "请附凭证：没有凭证的资金不能登记到位" }),
  note: prose({ title: "说明" }, 500).default(""),
  isAmountChecked: flag({ title: "金额已核对" }).default(false),
  isAnother: flag({ title: "不是同一笔" }).default(false),
};

const told = z.object({ code: z.string(), message: z.string() }).nullable();
const about = { projectId: id("项目"), id: id("到位资金") };

export const arrivalOperations = {
  list: query("arrivals.list", {
    title: "查看到位资金",
    permission: "projects.read",
    input: z.strictObject({ projectId: id("项目") }),
    output: z.object({
      rows: z.array(Arrival),
      statistics: z.array(Statistic),
      /** By year: verified and counted, waiting to be verified, and what statistics says beside it. */
      years: z.array(
        z.object({
          year: z.int(),
          counted: z.string(),
          waiting: z.string(),
          statistic: z.string().nullable(),
          difference: z.string().nullable(),
        }),
      ),
      counted: z.string(),
      /** Which proofs each kind takes here, and whether it counts. */
      kinds: z.array(z.object({ kind, proofs: z.array(proofKind), isCounted: z.boolean() })),
      definition: z.object({ text: z.string(), document: z.string() }),
      may: z.object({ register: told, manage: told, verify: told }),
    }),
  }),
  create: command("arrivals.create", {
    title: "登记到位资金",
    permission: "projects.manage",
    input: z.strictObject({ projectId: id("项目"), ...typed }),
    output: Arrival,
  }),
  /** 核验: by another person; only then it is summed. */
  verify: command("arrivals.verify", {
    title: "核验到位资金",
    permission: "projects.verify",
    input: z.strictObject(about),
    output: Arrival,
  }),
  /** 更正: the row is voided and written anew, to be verified again. */
  correct: command("arrivals.correct", {
    title: "更正到位资金",
    permission: "projects.manage",
    input: z.strictObject({ ...about, ...typed, reason: line({ title: "更正原因" }, 200) }),
    output: Arrival,
  }),
  annul: command("arrivals.annul", {
    title: "作废到位资金",
    permission: "projects.manage",
    input: z.strictObject({ ...about, reason: line({ title: "作废原因" }, 200) }),
    output: z.object({}),
  }),
};

export const statisticOperations = {
  /** 统计数: as the statistics office gave it; an earlier one of the year stays. */
  record: command("projectStatistics.record", {
    title: "登记统计数",
    permission: "projects.manage",
    input: z.strictObject({
      projectId: id("项目"),
      year: year(),
      amount: notNegative("统计数"),
      issuer: line({ title: "统计部门" }, 80),
      issuedOn: day({ title: "出数日期" }),
      files: papers("附件").default([]),
      note: prose({ title: "说明" }, 500).default(""),
    }),
    output: Statistic,
  }),
  annul: command("projectStatistics.annul", {
    title: "作废统计数",
    permission: "projects.manage",
    input: z.strictObject({
      projectId: id("项目"),
      id: id("统计数"),
      reason: line({ title: "作废原因" }, 200),
    }),
    output: z.object({}),
  }),
};
