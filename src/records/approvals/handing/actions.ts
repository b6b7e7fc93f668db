import { Failure, refuseIf } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { tell } from "#kit/server/news.ts";
import { myTurn } from "../actions.ts";
import { moved, note, stepTitleOf, tellHistory } from "../acts/actions.ts";
import { type Approval, approvalAssigned, approvalUrged, type Task, tasksOf } from "../queries.ts";
import { whyNotBased, whyNotUrge } from "../rules.ts";
import { getApproval, standingIn } from "../standing/queries.ts";
import { changeApproval, changeTasks, endTasks, enterStep, giveTasks, leaveStep, starterOf } from "../steps/actions.ts";
import type { Step } from "../steps/contract.ts";
import { listDeciders } from "../steps/queries.ts";
import { approversOf, type Decider } from "../steps/rules.ts";
import { actKinds } from "../words.ts";
import type { handingOperations } from "./contract.ts";
import { whyNotReceive } from "./rules.ts";

interface Handing {
  approval: Approval;
  tasks: readonly Task[];
  step: Step;
  self: string | null;
}

/** The person a step is handed to: one who may decide today, and none the rule of the step keeps out. */
async function receiver(ctx: Context, { approval, tasks, step, self }: Handing, personId: string): Promise<Decider> {
  const found = (await listDeciders(ctx)).find((each) => each.personId === personId);
  if (!found)
    throw new Failure("refused", "approvals.hand.decider", "所选人员没有审批权限或已不在岗，请从列表中另选一人");
  const selves = self === null ? [] : [self, ctx.actor.personId];
  refuseIf(whyNotReceive({ starterId: approval.starterId, step, tasks }, found, selves));
  return found;
}

const assigned = (ctx: Context, { id, title }: Approval, stepTitle: string, personIds: string[]) =>
  tell(ctx, approvalAssigned, { approvalId: id, title, stepTitle, personIds });

/** 转办: the task goes to somebody else, who decides in the asker's place. */
export async function delegate(ctx: Context, sent: Input<typeof handingOperations.delegate>) {
  const { approval, tasks, task, step } = await myTurn(ctx, sent.id, sent.version);
  const to = await receiver(ctx, { approval, tasks, step, self: task.personId }, sent.personId);
  const forId = task.personId;
  await endTasks(ctx, approval, [task], { state: "delegated", decidedById: ctx.actor.personId });
  await giveTasks(ctx, approval, step.code, [to]);
  await note(ctx, approval, {
    kind: "delegate",
    task,
    forId,
    stepTitle: step.title,
    toName: to.name,
    opinion: sent.reason,
  });
  await assigned(ctx, approval, step.title, [to.personId]);
  await tellHistory(ctx, approval, approval, { act: actKinds.delegate, reason: sent.reason, forId });
  return moved(approval);
}

/**
 * 加签: a step of its own beside the current one, for this approval alone. Before: the current step waits, and what was
 * already decided in it stays. It only ever adds approvals, it takes none away.
 */
export async function addApprover(ctx: Context, sent: Input<typeof handingOperations.addApprover>) {
  const { approval, tasks, task, step } = await myTurn(ctx, sent.id, sent.version);
  const people: Decider[] = [];
  for (const personId of new Set(sent.personIds))
    people.push(await receiver(ctx, { approval, tasks, step, self: task.personId }, personId));
  const names = people.map(({ name }) => name).join("、");
  const by = task.forName === null ? ctx.actor.name : `${ctx.actor.name}（代${task.forName}）`;
  const added: Step = {
    code: `added${approval.steps.filter(({ addedBy }) => addedBy !== undefined).length + 1}`,
    title: `加签：${names}`,
    approvers: { kind: "persons", logins: [], ids: people.map(({ personId }) => personId) },
    mode: "all",
    clause: `由${by}在“${step.title}”加签`,
    days: step.days,
    starterMay: false,
    different: false,
    addedBy: by,
  };
  const at = approval.steps.indexOf(step) + (sent.where === "before" ? 0 : 1);
  const changed = await changeApproval(ctx, approval, { steps: approval.steps.toSpliced(at, 0, added) });
  const kind = sent.where === "before" ? "addBefore" : "addAfter";
  const forId = task.personId;
  await note(ctx, approval, { kind, task, forId, stepTitle: step.title, toName: names, opinion: sent.reason });
  let after = changed;
  if (sent.where === "before") {
    const open = tasks.filter(
      ({ voidedAt, stepCode, state }) => voidedAt === null && stepCode === step.code && state === "pending",
    );
    await changeTasks(ctx, open, { state: "waiting" });
    await leaveStep(ctx, approval);
    after = await enterStep(ctx, changed, added);
  }
  await tellHistory(ctx, approval, after, { act: actKinds[kind], reason: sent.reason, forId });
  return moved(after);
}

/** 催办: once a day; the notices are somebody else's, who hears of it by the news. */
export async function urge(ctx: Context, { id, version }: Input<typeof handingOperations.urge>) {
  const approval = await getApproval(ctx, id, "starter");
  const tasks = await tasksOf(ctx, id);
  refuseIf(whyNotUrge(standingIn(ctx, approval, tasks), ctx.today) ?? whyNotBased(approval, version));
  const personIds = tasks.flatMap(({ state, voidedAt, personId }) =>
    state === "pending" && !voidedAt ? [personId] : [],
  );
  const stepTitle = stepTitleOf(approval) ?? "";
  const after = await changeApproval(ctx, approval, { urgedOn: ctx.today, version: approval.version });
  const forId = approval.starterId;
  await note(ctx, approval, { kind: "urge", forId, stepTitle });
  await tell(ctx, approvalUrged, { approvalId: id, title: approval.title, stepTitle, personIds });
  await tellHistory(ctx, approval, after, { act: actKinds.urge, forId });
  return moved(after);
}

/** 更换审批人: only in place of somebody who left, and only by one whom the rule of the step names today. */
export async function replaceApprover(ctx: Context, sent: Input<typeof handingOperations.replace>) {
  const approval = await getApproval(ctx, sent.id, "administrator");
  const tasks = await tasksOf(ctx, sent.id);
  const task = tasks.find(({ id, state, voidedAt }) => id === sent.taskId && !voidedAt && state === "pending");
  const step = approval.steps.find(({ code }) => code === task?.stepCode);
  if (!task || !step || approval.state !== "pending")
    throw new Failure("refused", "approvals.replace.state", "这项待办已经办理或不再需要，请刷新后再看");
  refuseIf(whyNotBased(approval, sent.version));
  const deciders = await listDeciders(ctx);
  if (deciders.some(({ personId }) => personId === task.personId))
    throw new Failure("refused", "approvals.replace.here", "原审批人仍在岗，不能更换；需要他人代办时请由本人转办");
  const to = await receiver(ctx, { approval, tasks, step, self: null }, sent.personId);
  if (!approversOf(step, { deciders, starter: starterOf(approval) }).some(({ personId }) => personId === to.personId))
    throw new Failure(
      "refused",
      "approvals.replace.rule",
      `按流程规定，${to.name}不是“${step.title}”的审批人，请先在账号里为该岗位安排人员`,
    );
  await endTasks(ctx, approval, [task], { state: "replaced" });
  await giveTasks(ctx, approval, step.code, [to]);
  await note(ctx, approval, {
    kind: "replace",
    task,
    stepTitle: step.title,
    toName: to.name,
    opinion: sent.reason,
  });
  await assigned(ctx, approval, step.title, [to.personId]);
  await tellHistory(ctx, approval, approval, { act: `更换审批人为${to.name}`, reason: sent.reason });
  return moved(approval);
}
