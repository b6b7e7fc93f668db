import { z } from "zod";
import { listOf, yuan } from "#kit/base/fields.ts";
import { stepModes, withdrawals } from "./words.ts";

const keysOf = <K extends string>(words: Record<K, string>) => Object.keys(words) as [K, ...K[]];
const word = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/);
const roleCodes = listOf(word, 8, "角色").min(1, { error: "没有写明由哪些角色审批" });

/** 审批人: resolved to people when a step is entered, never before, so that whoever holds the post then decides. */
export const Approvers = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("role"), roles: roleCodes }),
  z.strictObject({ kind: z.literal("starterChief"), roles: roleCodes.default(["chief"]) }),
  z.strictObject({ kind: z.literal("division"), division: z.string().min(1).max(40), roles: roleCodes.optional() }),
  /** By login in a pack, by id where somebody was added to a running approval. */
  z.strictObject({
    kind: z.literal("persons"),
    logins: listOf(z.string().max(40), 20, "审批人").default([]),
    ids: listOf(z.uuid(), 20, "审批人").default([]),
  }),
]);
export type Approvers = z.output<typeof Approvers>;

/** One step of a flow, as the rule pack says it and as a running approval keeps it. */
export const Step = z.strictObject({
  code: word,
  title: z.string().min(1).max(60),
  approvers: Approvers,
  /** 无此人时改由: where the first rule names nobody, the starter apart. Written in the pack, never guessed. */
  otherwise: Approvers.optional(),
  mode: z.enum(keysOf(stepModes)),
  /** 票决: at least so many of at least so many; with more people the same share of them, rounded up. */
  quorum: z.strictObject({ need: z.int().min(1).max(50), of: z.int().min(1).max(50) }).optional(),
  /** 金额档: from this amount on the step is required. */
  from: yuan({ title: "金额起点" }).optional(),
  /** 制度依据 */
  clause: z.string().min(1).max(300),
  /** 时限, working days from the day after it was received. */
  days: z.int().min(1).max(250).nullable().default(null),
  /** 发起人可否审批: never unless said. */
  starterMay: z.boolean().default(false),
  /** 前面审批过的人不再审批本步骤. */
  different: z.boolean().default(false),
  /** 加签: who added it to this one approval. */
  addedBy: z.string().max(40).optional(),
});
export type Step = z.output<typeof Step>;

export const FlowSteps = z.strictObject({
  title: z.string().min(1).max(60),
  /** Raised with every change of the steps. */
  version: z.int().min(1).max(10_000),
  withdrawal: z.enum(keysOf(withdrawals)).default("untilDecided"),
  steps: listOf(Step, 20, "步骤"),
});
export type FlowSteps = z.output<typeof FlowSteps>;
