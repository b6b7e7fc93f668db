import { z } from "zod";
import { query } from "#kit/base/operation.ts";

export const FlowShown = z.object({
  code: z.string(),
  title: z.string().meta({ title: "流程" }),
  amountTitle: z.string().nullable(),
  version: z.int().nullable(),
  /** Why the flow cannot be used at all. */
  problem: z.string().nullable(),
  steps: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      modeTitle: z.string(),
      rule: z.string(),
      otherwise: z.string().nullable(),
      from: z.string().nullable(),
      days: z.int().nullable(),
      clause: z.string(),
      different: z.boolean(),
      starterMay: z.boolean(),
      /** As resolved today for whoever looks. */
      people: z.array(z.string()),
      problem: z.string().nullable(),
    }),
  ),
  running: z.int().meta({ title: "在办", shows: "count" }),
  /** In steps the pack no longer says. */
  runningOld: z.int().meta({ title: "沿用旧版", shows: "count" }),
});

/** 审批流程: what each kind of matter goes through, and who that is today. */
export const flowOperations = {
  flows: query("approvals.flows", {
    title: "查看审批流程",
    permission: "approvals.read",
    input: z.strictObject({}),
    output: z.array(FlowShown),
  }),
};
