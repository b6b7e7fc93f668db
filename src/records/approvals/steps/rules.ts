import type { Refusal } from "#kit/base/errors.ts";
import { compareYuan, fen, readable } from "#kit/base/money.ts";
import type { Approvers, FlowSteps, Step } from "./contract.ts";
import { stepModes } from "./words.ts";

/** Somebody who may decide in this agency today. */
export interface Decider {
  personId: string;
  accountId: string;
  login: string;
  name: string;
  divisionId: string | null;
  divisionName: string | null;
  roles: string[];
}

export interface Starter {
  personId: string;
  divisionId: string | null;
}

/** Why a flow of the rule pack cannot be used, or null. */
export function whyNotFlow({ title, steps }: FlowSteps): Refusal | null {
  const wrong = (message: string): Refusal => ({
    code: "approvals.flow",
    message: `“${title}”的审批流程有误：${message}。请更正规则包`,
  });
  if (steps.length === 0) return wrong("一个步骤也没有");
  if (steps.every(({ from }) => from !== undefined))
    return wrong("每个步骤都设了金额起点，小额事项会无人审批，至少要有一个步骤不设起点");
  if (new Set(steps.map(({ code }) => code)).size < steps.length) return wrong("步骤代码重复");
  for (const [index, step] of steps.entries()) {
    const named = `步骤“${step.title}”`;
    if (namesNobody(step.approvers)) return wrong(`${named}没有审批人`);
    if ((step.mode === "quorum") !== (step.quorum !== undefined))
      return wrong(`${named}的审批方式与票决人数不一致，票决须写明“几人中几人同意”`);
    if (step.quorum && step.quorum.need > step.quorum.of)
      return wrong(`${named}要求 ${step.quorum.need} 人同意，多于应到的 ${step.quorum.of} 人`);
    const before = steps[index - 1];
    if (before && compareYuan(startOf(before), startOf(step)) > 0)
      return wrong(
        `${named}的金额起点${readable(startOf(step))}低于前一步骤“${before.title}”的${readable(startOf(before))}，金额档会被跳过，须由低到高排列`,
      );
  }
  return null;
}

const startOf = ({ from }: Step): string => from ?? "0.00";
const namesNobody = (approvers: Approvers): boolean =>
  approvers.kind === "persons" && approvers.logins.length + approvers.ids.length === 0;

/** The steps an amount must pass: every band up to its own, none left out. */
export function requiredSteps(steps: readonly Step[], amount: string | null): Step[] {
  return steps.filter(({ from }) => from === undefined || (amount !== null && fen(amount) >= fen(from)));
}

interface Resolving {
  deciders: readonly Decider[];
  starter: Starter;
  /** Who agreed in earlier steps of what counts. */
  acted?: ReadonlySet<string>;
}

/** 审批人 today: by the rule of the step, without the starter, without whoever may not decide twice. */
export function approversOf(step: Step, resolving: Resolving): Decider[] {
  const allowed = ({ personId }: Decider) =>
    (step.starterMay || personId !== resolving.starter.personId) && !(step.different && resolving.acted?.has(personId));
  const found = named(step.approvers, resolving).filter(allowed);
  return found.length > 0 || !step.otherwise ? found : named(step.otherwise, resolving).filter(allowed);
}

function named(approvers: Approvers, { deciders, starter }: Resolving): Decider[] {
  const holds = ({ roles }: Decider, wanted: readonly string[]) => roles.some((role) => wanted.includes(role));
  switch (approvers.kind) {
    case "role":
      return deciders.filter((each) => holds(each, approvers.roles));
    case "starterChief":
      return deciders.filter(
        (each) => starter.divisionId !== null && each.divisionId === starter.divisionId && holds(each, approvers.roles),
      );
    case "division":
      return deciders.filter(
        (each) => each.divisionName === approvers.division && (!approvers.roles || holds(each, approvers.roles)),
      );
    case "persons":
      return deciders.filter(
        ({ login, personId }) => approvers.logins.includes(login) || approvers.ids.includes(personId),
      );
  }
}

interface Acted {
  state: string;
  voidedAt: string | null;
  personId: string;
  decidedById: string | null;
}

/** Who agreed in steps that count: whose task it was, and by whose hand. */
export const actedIn = (tasks: readonly Acted[]): Set<string> =>
  new Set(
    tasks
      .filter(({ state, voidedAt }) => state === "approved" && !voidedAt)
      .flatMap(({ personId, decidedById }) => (decidedById ? [personId, decidedById] : [personId])),
  );

/** 须几人同意 */
export function neededOf({ mode, quorum }: Pick<Step, "mode" | "quorum">, size: number): number {
  if (mode === "any") return 1;
  if (mode === "all" || !quorum) return size;
  return Math.max(quorum.need, Math.ceil((quorum.need * size) / quorum.of));
}

/** Why nobody can decide this step, or null. An empty set of approvers never passes. */
export function whyNotEnter(step: Step, approvers: readonly Decider[]): Refusal | null {
  if (approvers.length === 0)
    return {
      code: "approvals.step.empty",
      message: `步骤“${step.title}”现在没有审批人（${describe(step)}；发起人本人${step.different ? "和前面审批过的人" : ""}不算）。请系统管理员先为该岗位安排人员，再办理`,
    };
  if (step.quorum && approvers.length < step.quorum.of)
    return {
      code: "approvals.step.quorum",
      message: `步骤“${step.title}”应有 ${step.quorum.of} 人参加票决、${step.quorum.need} 人同意，现在只有 ${approvers.length} 人（${approvers.map(({ name }) => name).join("、")}）。请系统管理员先安排人员，再办理`,
    };
  return null;
}

const describe = ({ approvers, otherwise }: Step): string =>
  [approvers, otherwise].flatMap((each) => (each ? describeApprovers(each) : [])).join("，没有时改由");

export function describeApprovers(approvers: Approvers, roleTitles: Record<string, string> = {}): string {
  const titles = (codes: readonly string[]) => codes.map((code) => roleTitles[code] ?? code).join("、");
  switch (approvers.kind) {
    case "role":
      return `角色为${titles(approvers.roles)}的人`;
    case "starterChief":
      return "发起人所在科室的负责人";
    case "division":
      return `${approvers.division}${approvers.roles ? `中角色为${titles(approvers.roles)}的人` : "的人"}`;
    case "persons":
      return "指定的人员";
  }
}

export function describeMode({ mode, quorum }: Pick<Step, "mode" | "quorum">): string {
  return quorum ? `${quorum.of} 人中 ${quorum.need} 人同意` : stepModes[mode];
}

export interface Vote {
  state: "waiting" | "pending" | "approved" | "rejected";
  /** No longer in post: the vote that is still open will never come. */
  isGone: boolean;
}

/** The tasks of a step as votes; what was handed on or closed is none. */
export function votesOf<T extends { state: string }>(tasks: readonly T[], isHere: (task: T) => boolean): Vote[] {
  const states: readonly string[] = ["waiting", "pending", "approved", "rejected"] satisfies Vote["state"][];
  return tasks.flatMap((task) =>
    states.includes(task.state) ? [{ state: task.state as Vote["state"], isGone: !isHere(task) }] : [],
  );
}

type Verdict = "passed" | "rejected" | "open" | "stuck";

/** Where a step stands by the votes that count. Leaving people never count as agreement. */
export function verdictOf(mode: Step["mode"], needed: number, votes: readonly Vote[]): Verdict {
  const count = (state: Vote["state"]) => votes.filter((vote) => vote.state === state).length;
  const open = votes.filter(({ state }) => state === "pending" || state === "waiting");
  const gone = open.filter(({ isGone }) => isGone).length;
  const [approved, rejected] = [count("approved"), count("rejected")];
  if (votes.length === 0) return "stuck";
  if (mode === "quorum") {
    if (approved >= needed) return "passed";
    if (approved + open.length < needed) return "rejected";
    return approved + open.length - gone < needed ? "stuck" : "open";
  }
  if (rejected > 0) return "rejected";
  if (mode === "any") {
    if (approved > 0) return "passed";
    return open.length === gone ? "stuck" : "open";
  }
  if (open.length === 0) return approved >= needed ? "passed" : "stuck";
  return gone > 0 ? "stuck" : "open";
}
