import { z } from "zod";
import { day, id } from "#kit/base/fields.ts";
import { query } from "#kit/base/operation.ts";
import { read } from "../schemes/contract.ts";

const Unmet = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  name: z.string(),
  happenedOn: z.string(),
  countedAmount: z.string(),
  why: z.string(),
});

const Difference = z.object({
  key: z.string(),
  projectId: z.uuid().nullable(),
  name: z.string(),
  one: z.object({ count: z.int(), amount: z.string() }).nullable(),
  other: z.object({ count: z.int(), amount: z.string() }).nullable(),
  countGap: z.int(),
  amountGap: z.string(),
  why: z.string(),
});
const Side = z.object({ id: z.uuid(), name: z.string(), count: z.int(), amount: z.string() });

export const reconcilingOperations = {
  unmet: query("countings.unmet", {
    title: "查看不再符合口径的项目",
    permission: read,
    input: z.strictObject({ schemeId: id("口径") }),
    output: z.object({ rows: z.array(Unmet), isCut: z.boolean() }),
  }),
  reconcile: query("countings.reconcile", {
    title: "核对两个口径",
    permission: read,
    input: z.strictObject({ oneId: id("口径一"), otherId: id("口径二"), onDay: day({ title: "截至" }).optional() }),
    output: z.object({ one: Side, other: Side, sameCount: z.int(), rows: z.array(Difference), isCut: z.boolean() }),
  }),
};
