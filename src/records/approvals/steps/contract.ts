import { z } from "zod";
import { listOf, yuan } from "#kit/base/fields.ts";
import { approverKinds, stepModes, withdrawals } from "./words.ts";

const keysOf = <K extends string>(words: Record<K, string>) => Object.keys(words) as [K, ...K[]];
const word = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/);
const roleCodes = listOf(word, 8, "角色").min(1, { error: "没有写明由哪些角色审批" }).meta({ title: "角色" });
const kindOf = <K extends keyof typeof approverKinds>(kind: K) =>
  z.literal(kind).meta({ title: "按什么确定", words: approverKinds });

/** 审批人: resolved to people when a step is entered, never before, so that whoever holds the post then decides. */
export const Approvers = z.discriminatedUnion("kind", [
  z.strictObject({ kind: kindOf("role"), roles: roleCodes }),
  z.strictObject({ kind: kindOf("starterChief"), roles: roleCodes.default(["chief"]) }),
  z.strictObject({
    kind: kindOf("division"),
    division: z.string().min(1).max(40).meta({ title: "科室" }),
    roles: roleCodes.optional(),
  }),
  /** By login in a pack, by id where somebody was added to a running approval. */
  z.strictObject({
    kind: kindOf("persons"),
    logins: listOf(z.string().max(40), 20, "审批人").default([]).meta({ title: "登录名" }),
    ids: listOf(z.uuid(), 20, "审批人").default([]).meta({ title: "人员" }),
  }),
]);
export type Approvers = z.output<typeof Approvers>;

/** One step of a flow, as the rule pack says it and as a running approval keeps it. */
export const Step = z.strictObject({
  code: word.meta({ title: "代码" }),
  title: z.string().min(1).max(60).meta({ title: "名称" }),
  approvers: Approvers.meta({ title: "审批人" }),
  /** 无此人时改由: where the first rule names nobody, the starter apart. Written in the pack, never guessed. */
  otherwise: Approvers.optional().meta({ title: "没有时改由" }),
  mode: z.enum(keysOf(stepModes)).meta({ title: "审批方式", words: stepModes }),
  /** 票决: at least so many of at least so many; with more people the same share of them, rounded up. */
  quorum: z
    .strictObject({
      need: z.int().min(1).max(50).meta({ title: "须同意", unit: "人" }),
      of: z.int().min(1).max(50).meta({ title: "至少应到", unit: "人" }),
    })
    .optional()
    .meta({ title: "票决" }),
  /** 金额档: from this amount on the step is required. */
  from: yuan({ title: "金额起点" }).optional(),
  /** 制度依据 */
  clause: z.string().min(1).max(300).meta({ title: "制度依据" }),
  /** 时限, working days from the day after it was received. */
  days: z.int().min(1).max(250).nullable().default(null).meta({ title: "时限", unit: "个工作日" }),
  /** 发起人可否审批: never unless said. */
  starterMay: z.boolean().default(false).meta({ title: "发起人可审批" }),
  /** 前面审批过的人不再审批本步骤. */
  different: z.boolean().default(false).meta({ title: "前面审批过的人不再审批" }),
  /** 加签: who added it to this one approval. */
  addedBy: z.string().max(40).optional(),
});
export type Step = z.output<typeof Step>;

export const FlowSteps = z.strictObject({
  title: z.string().min(1).max(60).meta({ title: "名称" }),
  /** Raised with every change of the steps. */
  version: z.int().min(1).max(10_000).meta({ title: "版本" }),
  withdrawal: z.enum(keysOf(withdrawals)).default("untilDecided").meta({ title: "可撤回到", words: withdrawals }),
  steps: listOf(Step, 20, "步骤").meta({ title: "步骤" }),
});
export type FlowSteps = z.output<typeof FlowSteps>;
