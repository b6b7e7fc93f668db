import { z } from "zod";
import { code, day, id, listOf, yuan } from "#kit/base/fields.ts";
import { list, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { stepModes } from "./steps/words.ts";
import { actKinds, approvalStates, approvalTabs, taskStates } from "./words.ts";

/** 案卷 as the approver reads it: nothing above 内部 belongs here, the subject's own page shows that to whom it may. */
export const CaseFile = z.object({
  facts: z.array(z.object({ title: z.string(), value: z.string() })),
  text: z.string().meta({ title: "正文" }),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), size: z.int() })),
});
export type CaseFile = z.output<typeof CaseFile>;

const shown = {
  id: z.uuid(),
  title: z.string().meta({ title: "事项" }),
  flowTitle: z.string().meta({ title: "流程" }),
  amount: yuan({ title: "金额" }).nullable(),
  state: code(approvalStates, { title: "状态" }),
  stepTitle: z.string().nullable().meta({ title: "当前步骤" }),
  starterName: z.string().meta({ title: "发起人" }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
  startedAt: z.string().meta({ title: "发起时间", shows: "moment" }),
  dueOn: day({ title: "本步骤时限" }).nullable(),
};

export const ApprovalRow = z.object({
  ...shown,
  approverNames: z.string().meta({ title: "待谁审批" }),
  isLate: z.boolean().meta({ title: "已超时限" }),
  endedAt: z.string().nullable().meta({ title: "办结时间", shows: "moment" }),
});

export const Approval = z.object({
  ...shown,
  flow: z.string(),
  flowVersion: z.int(),
  round: z.int().meta({ title: "轮次", shows: "count" }),
  starterId: z.uuid(),
  endedAt: z.string().nullable().meta({ title: "办结时间", shows: "moment" }),
  /** Where the subject's own page stands; null for who may not open it. */
  page: z.string().nullable(),
  version: z.int(),
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

const ShownTask = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  divisionName: z.string().nullable(),
  state: code(taskStates, { title: "状态" }),
  opinion: z.string(),
  decidedAt: z.string().nullable(),
  isGone: z.boolean(),
  isMine: z.boolean(),
});

export const ShownStep = z.object({
  code: z.string(),
  title: z.string().meta({ title: "步骤" }),
  mode: z.enum(Object.keys(stepModes) as [keyof typeof stepModes]),
  /** 会签、或签、3 人中 2 人同意 */
  modeTitle: z.string(),
  clause: z.string().meta({ title: "制度依据" }),
  from: z.string().nullable(),
  /** 不在本档: required of larger amounts only. */
  at: z.enum(["passed", "now", "ahead", "exempt"]),
  addedBy: z.string().nullable(),
  tasks: z.array(ShownTask),
  /** Who would decide it as things stand today; only of steps ahead. */
  expected: z.array(z.string()),
  enteredAt: z.string().nullable(),
  leftAt: z.string().nullable(),
  dueOn: z.string().nullable(),
  workMinutes: z.int().nullable(),
  isLate: z.boolean(),
  /** Why it cannot go on: who left, or that nobody holds the post. */
  stuck: z.string().nullable(),
});

export const Act = z.object({
  id: z.uuid(),
  kind: code(actKinds, { title: "办理" }),
  round: z.int(),
  stepTitle: z.string().nullable(),
  byName: z.string(),
  forName: z.string().nullable(),
  toName: z.string().nullable(),
  opinion: z.string(),
  at: z.string(),
});

export const ApprovalPage = z.object({
  approval: Approval,
  file: CaseFile,
  fileRound: z.int(),
  steps: z.array(ShownStep),
  acts: z.array(Act),
  copies: z.array(z.string()),
  /** 可退回到 */
  returnable: z.array(z.object({ code: z.string(), title: z.string() })),
  /** Whether it is this person's turn. */
  isMyTurn: z.boolean(),
  /** 代谁审批: whose turn it really is, where that is whoever entrusted this person. */
  forName: z.string().nullable().meta({ title: "代谁办理" }),
  /** Began it, or stands in for who did. */
  isStarter: z.boolean(),
  may: z.object({
    approve: Told,
    reject: Told,
    returnTo: Told,
    delegate: Told,
    addApprover: Told,
    resubmit: Told,
    withdraw: Told,
    urge: Told,
  }),
});

/** As the history tells it. */
const Recorded = z.object({
  title: shown.title,
  flowTitle: shown.flowTitle,
  amount: shown.amount,
  state: shown.state,
  stepTitle: shown.stepTitle,
  round: Approval.shape.round,
  act: z.string().meta({ title: "办理" }),
  version: z.int(),
});

export const approvalSubject: Subject = {
  kind: "approval",
  title: "审批",
  noun: "approvals",
  shape: Recorded,
  page: "approvals",
};

/** What every step on the way answers: where it stands now. */
export const Moved = z.object({ id: z.uuid(), state: code(approvalStates, { title: "状态" }), version: z.int() });

export const approvalOperations = {
  list: list("approvals.list", {
    title: "查看审批",
    permission: "approvals.read",
    row: ApprovalRow,
    filter: {
      tab: code(approvalTabs, { title: "页签" }).default("todo"),
      search: z.string().trim().max(60).optional().meta({ title: "事项或拼音首字母" }),
      flow: z
        .string()
        .regex(/^[a-z][a-zA-Z]{0,39}$/, { error: "流程代码不正确" })
        .optional()
        .meta({ title: "流程" }),
      state: code(approvalStates, { title: "状态" }).optional(),
      isLate: z.boolean().optional().meta({ title: "已超时限" }),
      divisionId: id("发起科室").optional(),
      startedFrom: day({ title: "发起日期起" }).optional(),
      startedTo: day({ title: "发起日期止" }).optional(),
    },
    sorts: ["startedAt", "dueOn", "amount"],
  }),
  get: query("approvals.get", {
    title: "查看审批详情",
    permission: "approvals.read",
    input: z.strictObject({ id: id("审批") }),
    output: ApprovalPage,
  }),
};

export const chosenPeople = (title: string, most: number) =>
  listOf(z.uuid({ error: "编号格式不正确" }), most, title).meta({ title });
