import { z } from "zod";
import { code, id, line } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { arbitrate, filesShown, Referral, Report, shown } from "../referral/contract.ts";
import { disputeStates, referralMatches } from "../referral/words.ts";

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

/** One side, as the office lays it beside the other. */
export const Side = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  projectName: z.string().meta({ title: "项目" }),
  projectCode: z.string().meta({ title: "项目编号" }),
  investorName: z.string().meta({ title: "投资方" }),
  creditCode: z.string().nullable().meta({ title: "统一社会信用代码" }),
  number: Referral.shape.number,
  typedAt: Referral.shape.typedAt,
  byName: shown.byName,
  divisionName: shown.divisionName,
  reporterRegionName: shown.regionName,
  contactedOn: Referral.shape.contactedOn,
  contactNote: Referral.shape.contactNote,
  scope: Referral.shape.scope,
  placeName: z.string().nullable().meta({ title: "意向落位" }),
  amount: z.string().nullable().meta({ title: "备案时总投资", unit: "元", shows: "money" }),
  state: shown.state,
  expiresOn: Referral.shape.expiresOn,
  files: filesShown("洽谈证明"),
  reports: z.array(Report),
});

const Dispute = z.object({
  id: z.uuid(),
  match: code(referralMatches, { title: "依据" }),
  state: code(disputeStates, { title: "状态" }),
  raisedAt: z.string().meta({ title: "提出时间", shows: "moment" }),
  decidedAt: z.string().nullable().meta({ title: "裁定时间", shows: "moment" }),
  reason: z.string().nullable().meta({ title: "裁定理由" }),
});

export const DisputeRow = Dispute.extend({
  investorName: z.string().meta({ title: "投资方" }),
  firstDivisionName: z.string().nullable().meta({ title: "先报科室" }),
  secondDivisionName: z.string().nullable().meta({ title: "后报科室" }),
  decidedByName: z.string().nullable().meta({ title: "裁定人" }),
});

export const DisputePage = z.object({
  dispute: Dispute.extend({
    upheldId: z.uuid().nullable(),
    decidedByName: z.string().nullable().meta({ title: "裁定人" }),
  }),
  /** The earlier filing first. */
  sides: z.array(Side),
  may: z.object({ decide: Told }),
});

export const disputeSubject: Subject = {
  kind: "referralDispute",
  title: "首谈争议",
  noun: "projects",
  shape: Dispute.extend({ upheldId: z.uuid().nullable().meta({ title: "认定的备案" }) }),
};

export const disputeOperations = {
  list: list("disputes.list", {
    title: "查看首谈争议",
    permission: arbitrate,
    row: DisputeRow,
    filter: { state: code(disputeStates, { title: "状态" }).optional() },
    sorts: ["raisedAt"],
  }),
  get: query("disputes.get", { title: "查看首谈争议详情", permission: arbitrate, input: one, output: DisputePage }),
  decide: command("disputes.decide", {
    title: "裁定",
    permission: arbitrate,
    input: z.strictObject({
      id: id("首谈争议"),
      upheldId: id("认定的备案"),
      reason: line({ title: "裁定理由" }, 500),
    }),
    output: z.object({ id: z.uuid() }),
  }),
};
