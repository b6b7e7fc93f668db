import { z } from "zod";
import { code, day, id, yuan } from "#kit/base/fields.ts";
import { query } from "#kit/base/operation.ts";
import { rated } from "../contract.ts";
import { signingKinds, stages, standings } from "../words.ts";

const kind = code(signingKinds, { title: "协议种类" });
const original = yuan({ title: "协议金额（原币）", unit: "原币" });
const cost = z.string().nullable();

/** 活动成效: what was signed at an event, and what became of the leads it brought. */
export const Outcome = z.object({
  signings: z.array(
    z.object({
      id: z.uuid(),
      projectId: z.uuid(),
      projectName: z.string().meta({ title: "项目" }),
      kind,
      happenedOn: day({ title: "签约日期" }),
      counterpart: z.string().meta({ title: "签约方" }),
      currency: rated.currency,
      originalAmount: original,
      exchangeRate: z.string().nullable().meta({ title: "汇率" }),
      ratedOn: z.string().nullable().meta({ title: "汇率日期", shows: "date" }),
      rateSource: z.string().meta({ title: "汇率来源" }),
      signedAmount: yuan({ title: "折合人民币" }),
      /** 首次: the first of its kind for its project; a later one is listed and not counted as a project again. */
      isFirst: z.boolean(),
    }),
  ),
  /** By kind and currency, over the whole agency; kinds are never summed together. */
  totals: z.array(
    z.object({
      kind,
      currency: rated.currency,
      count: z.int(),
      /** Projects for which it was the first of its kind. */
      firstCount: z.int(),
      original,
      yuan: yuan({ title: "折合人民币" }),
    }),
  ),
  hiddenSignings: z.int(),
  leads: z.array(
    z.object({
      id: z.uuid(),
      code: z.string().meta({ title: "项目编号" }),
      name: z.string().meta({ title: "项目" }),
      stage: code(stages, { title: "阶段" }),
      standing: code(standings, { title: "推进状态" }),
      receivedOn: day({ title: "接到日期" }),
      landedOn: z.string().nullable().meta({ title: "落地日期", shows: "date" }),
      totalInvestment: yuan({ title: "计划总投资" }).nullable(),
    }),
  ),
  reached: z.object({ leads: z.int(), negotiating: z.int(), signed: z.int(), landed: z.int() }),
  hiddenLeads: z.int(),
  /** 实际费用, and what each outcome cost; null where the cost or the outcome is not there. */
  cost: z.object({ actual: cost, perLead: cost, perSigned: cost, perLanded: cost }),
});

export const outcomeOperations = {
  ofEvent: query("outcomes.ofEvent", {
    title: "查看活动成效",
    permission: "projects.read",
    input: z.strictObject({ eventId: id("招商活动") }),
    output: Outcome,
  }),
};
