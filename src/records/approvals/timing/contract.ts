import { z } from "zod";
import { day } from "#kit/base/fields.ts";
import { query } from "#kit/base/operation.ts";

const minutes = (title: string) => z.int().nullable().meta({ title });

export const StepTiming = z.object({
  flowTitle: z.string().meta({ title: "流程" }),
  stepTitle: z.string().meta({ title: "步骤" }),
  /** Stays that ended in the time asked for. */
  count: z.int().meta({ title: "办结次数", shows: "count" }),
  median: minutes("中位用时"),
  longest: minutes("最长用时"),
  lateCount: z.int().meta({ title: "超时限办结", shows: "count" }),
  /** Without a calendar of the year nothing is counted, and it is said. */
  uncounted: z.int().meta({ title: "无日历未计", shows: "count" }),
  openCount: z.int().meta({ title: "在办", shows: "count" }),
  overdueCount: z.int().meta({ title: "在办超时", shows: "count" }),
});

export const timingOperations = {
  /** 审批时效: how long each step takes, in office hours. */
  timing: query("approvals.timing", {
    title: "查看审批时效",
    permission: "approvals.oversee",
    input: z.strictObject({
      from: day({ title: "办结日期起" }).optional(),
      to: day({ title: "办结日期止" }).optional(),
    }),
    output: z.array(StepTiming),
  }),
};
