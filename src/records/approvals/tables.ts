import { type SQL, sql } from "drizzle-orm";
import {
  bigint,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { inherits, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { CaseFile } from "./contract.ts";
import type { Step } from "./steps/contract.ts";
import type { ActKind, ApprovalState, TaskState } from "./words.ts";

/** 审批: one case on its way through a flow. The steps lie in the row as they were when it began. */
export const approvals = pgTable(
  "approval",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    flow: text().notNull(),
    flowTitle: text().notNull(),
    flowVersion: integer().notNull(),
    /** Of the steps it began with: tells a pack that was changed without raising its version. */
    stepsDigest: text().notNull(),
    steps: jsonb().$type<Step[]>().notNull(),
    withdrawal: text().notNull(),
    subjectKind: text().notNull(),
    /** Whose read permission opens the subject: the kind of its 个案授权. */
    subjectNoun: text().notNull(),
    subjectId: uuid().notNull(),
    title: text().notNull(),
    amount: numeric({ precision: 20, scale: 2 }),
    /** 分: what the list sorts by; −1 where there is no amount. */
    amountFen: bigint({ mode: "number" })
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce((amount * 100)::bigint, -1)`),
    starterId: uuid().notNull(),
    starterAccountId: uuid().notNull(),
    divisionId: uuid(),
    state: text().$type<ApprovalState>().notNull(),
    round: integer().notNull().default(1),
    /** The step it stands in; null once it is over or back with its starter. */
    stepCode: text(),
    startedOn: date().notNull(),
    startedAt: moment().notNull(),
    endedAt: moment(),
    /** 时限 of the step it stands in; the last day there is where it has none. */
    dueOn: date().notNull(),
    /** 最近催办: of the step it stands in. */
    urgedOn: date(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("approval_started").on(t.agencyId, t.startedAt, t.id),
    index("approval_due").on(t.agencyId, t.dueOn, t.id),
    index("approval_amount").on(t.agencyId, t.amountFen, t.id),
    index("approval_starter").on(t.agencyId, t.starterId),
    index("approval_division").on(t.agencyId, t.divisionId),
    index("approval_subject").on(t.agencyId, t.subjectId),
    index("approval_flow").on(t.agencyId, t.flow, t.state),
    // One at a time about one subject.
    uniqueIndex("approval_running").on(t.agencyId, t.subjectId).where(sql`state in ('pending', 'returned')`),
  ],
);
scoped(approvals, {
  noun: "approvals",
  officer: approvals.starterId,
  division: approvals.divisionId,
  id: approvals.id,
});

/** 待办任务: one approver's part in one step. Voided ones belong to what was returned and count no more. */
export const approvalTasks = pgTable(
  "approval_task",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    approvalId: uuid().notNull(),
    stepCode: text().notNull(),
    round: integer().notNull(),
    personId: uuid().notNull(),
    accountId: uuid().notNull(),
    state: text().$type<TaskState>().notNull(),
    receivedAt: moment().notNull(),
    decidedAt: moment(),
    /** By whose hand: another's than its own person's where it was done by 委托. */
    decidedById: uuid(),
    voidedAt: moment(),
    /** Until when this task's own 个案授权 lets the approver read the subject. */
    grantedUntil: date(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("approval_task_approval").on(t.agencyId, t.approvalId),
    index("approval_task_person").on(t.agencyId, t.personId, t.state),
    index("approval_task_decided").on(t.agencyId, t.decidedById),
  ],
);
inherits(approvalTasks, { parent: approvals, key: approvalTasks.approvalId });

/** 办理记录: append-only. */
export const approvalActs = pgTable(
  "approval_act",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    approvalId: uuid().notNull(),
    taskId: uuid(),
    round: integer().notNull(),
    stepTitle: text(),
    kind: text().$type<ActKind>().notNull(),
    /** Who did it, and for whom where that is somebody else. */
    byId: uuid().notNull(),
    forId: uuid(),
    /** 转办、加签、更换给谁；退回到哪一步 */
    toName: text(),
    opinion: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("approval_act_approval").on(t.agencyId, t.approvalId, t.id),
  ],
);
inherits(approvalActs, { parent: approvals, key: approvalActs.approvalId });

/** 停留: one stay in one step, for the time it took. Owner and flow are copied, because figures count these rows. */
export const approvalStays = pgTable(
  "approval_stay",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    approvalId: uuid().notNull(),
    flow: text().notNull(),
    flowTitle: text().notNull(),
    stepCode: text().notNull(),
    stepTitle: text().notNull(),
    round: integer().notNull(),
    /** 须几人同意, as counted when it was entered. */
    needed: integer().notNull(),
    enteredAt: moment().notNull(),
    enteredOn: date().notNull(),
    dueOn: date(),
    leftAt: moment(),
    leftOn: date(),
    /** In office hours; null while it lasts, and where a year had no calendar. */
    workMinutes: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("approval_stay_approval").on(t.agencyId, t.approvalId),
    index("approval_stay_entered").on(t.agencyId, t.enteredOn),
  ],
);
inherits(approvalStays, { parent: approvals, key: approvalStays.approvalId });

/** 案卷: what the approvers of a round were shown, as it was then. */
export const approvalFiles = pgTable(
  "approval_file",
  {
    agencyId: uuid().notNull(),
    approvalId: uuid().notNull(),
    round: integer().notNull(),
    file: jsonb().$type<CaseFile>().notNull(),
    at: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.approvalId, t.round] })],
);
inherits(approvalFiles, { parent: approvals, key: approvalFiles.approvalId });

/** 案卷附件: which approvals, and since which round, show a stored file. */
export const approvalAttachments = pgTable(
  "approval_attachment",
  { agencyId: uuid().notNull(), fileId: uuid().notNull(), approvalId: uuid().notNull(), round: integer().notNull() },
  (t) => [primaryKey({ columns: [t.agencyId, t.fileId, t.approvalId, t.round] })],
);
inherits(approvalAttachments, { parent: approvals, key: approvalAttachments.approvalId });

/** 抄送: who is told once it was agreed to. */
export const approvalCopies = pgTable(
  "approval_copy",
  { agencyId: uuid().notNull(), approvalId: uuid().notNull(), personId: uuid().notNull() },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.approvalId, t.personId] }),
    index("approval_copy_person").on(t.agencyId, t.personId),
  ],
);
inherits(approvalCopies, { parent: approvals, key: approvalCopies.approvalId });
