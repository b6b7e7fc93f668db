import { z } from "zod";
import { code, day, flag, id, line, listOf, prose, yuan } from "#kit/base/fields.ts";
import { command, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { rated } from "../contract.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";
import { signingKinds } from "../words.ts";

const kind = code(signingKinds, { title: "协议种类" });

export const Signing = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  kind,
  happenedOn: day({ title: "签约日期" }),
  counterpart: z.string().meta({ title: "签约方" }),
  agreementNumber: z.string().meta({ title: "协议编号" }),
  currency: rated.currency,
  originalAmount: yuan({ title: "协议金额（原币）", unit: "原币" }),
  exchangeRate: z.string().nullable().meta({ title: "汇率" }),
  ratedOn: z.string().nullable().meta({ title: "汇率日期", shows: "date" }),
  rateSource: z.string().meta({ title: "汇率来源" }),
  signedAmount: yuan({ title: "协议投资额" }),
  eventId: z.uuid().nullable(),
  files: z.array(AttachedShown).meta({ title: "附件" }),
  note: z.string().meta({ title: "说明" }),
  byName: z.string().nullable().meta({ title: "登记人" }),
});

export const signingSubject: Subject = { kind: "projectSigning", title: "签约记录", noun: "projects", shape: Signing };

export const signingOperations = {
  list: query("signings.list", {
    title: "查看签约记录",
    permission: "projects.read",
    input: z.strictObject({ projectId: id("项目") }),
    output: z.object({
      rows: z.array(Signing),
      /** By kind; kinds are never summed together. */
      totals: z.array(z.object({ kind, count: z.int(), amount: z.string() })),
    }),
  }),
  create: command("signings.create", {
    title: "登记签约",
    permission: "projects.manage",
    input: z.strictObject({
      projectId: id("项目"),
      kind: kind.default("formal"),
      happenedOn: day({ title: "签约日期" }),
      counterpart: line({ title: "签约方" }, 120),
      agreementNumber: prose({ title: "协议编号" }, 60).default(""),
      currency: rated.currency.default("CNY"),
      amount: yuan({ title: "协议金额" }).refine((text) => !text.startsWith("-"), { error: "协议金额不能是负数" }),
      exchangeRate: rated.exchangeRate.default(null),
      ratedOn: rated.ratedOn.default(null),
      rateSource: rated.rateSource.default(""),
      eventId: id("招商活动").nullable().default(null),
      files: listOf(Attachment, 10, "附件").meta({ title: "附件" }).default([]),
      note: prose({ title: "说明" }, 500).default(""),
      isAmountChecked: flag({ title: "金额已核对" }).default(false),
    }),
    output: Signing,
  }),
  annul: command("signings.annul", {
    title: "作废签约",
    permission: "projects.manage",
    input: z.strictObject({ projectId: id("项目"), id: id("签约"), reason: line({ title: "作废原因" }, 200) }),
    output: z.object({}),
  }),
};
