import type { Refusal } from "#kit/base/errors.ts";
import { approvalStates, type ApprovalState, type TaskState, taskStates } from "./words.ts";

/** What the rules look at: where the approval stands, and what the asker has to do with it. */
export interface Standing {
  state: ApprovalState;
  version: number;
  withdrawal: string;
  urgedOn: string | null;
  stepTitle: string | null;
  /** Somebody has agreed since it was last submitted. */
  isDecidedUpon: boolean;
  /** Began it, or stands in for who did. */
  isStarter: boolean;
  /** Began it in person. */
  hasStarted: boolean;
  /** Has an own part in it, or acted in it for somebody: decided, handed on, or waits for 加签. */
  hasPart: boolean;
  /** The asker's latest task that counts, and whose decision took it away. */
  task: { state: TaskState; stepTitle: string /** 代谁; null for one's own. */; forName: string | null } | null;
}

const refusal = (code: string, message: string): Refusal => ({ code: `approvals.${code}`, message });

const ended: Partial<Record<ApprovalState, string>> = {
  returned: "已退回发起人，等发起人修改后重新提交",
  approved: "审批已经办结（同意），不能再办理",
  rejected: "审批已经办结（不同意），不能再办理",
  withdrawn: "发起人已经撤回，不能再办理",
};

/** Why the asker may not decide now (同意、不同意、退回、转办、加签), or null. */
export function whyNotDecide(standing: Standing): Refusal | null {
  const { state, task, stepTitle } = standing;
  const over = ended[state];
  if (over) return refusal("decide.state", over);
  if (!task) return refusal("decide.turn", `还没有轮到您，正在“${stepTitle ?? ""}”`);
  switch (task.state) {
    case "pending":
      return task.forName === null ? null : whyNotFor(standing, task.forName);
    case "approved":
    case "rejected":
      return refusal(
        "decide.twice",
        `您在“${task.stepTitle}”已经表示${taskStates[task.state]}，不能重复办理；现在正在“${stepTitle ?? ""}”`,
      );
    case "waiting":
      return refusal("decide.waiting", "您请人加签的意见还没有回来，收到后再办理");
    case "delegated":
      return refusal("decide.delegated", "您已把这一步转给他人办理");
    case "closed":
      return refusal("decide.closed", `“${task.stepTitle}”已由他人办理，无需您再办`);
    default:
      return refusal("decide.turn", `还没有轮到您，正在“${stepTitle ?? ""}”`);
  }
}

/**
 * 受托审批: one pair of hands gives one consent. Who began it, or has a part in it, does not decide it for somebody else.
 * 依据：行政事业单位内部控制规范（试行）第十二条第一项（不相容岗位相互分离）。
 */
function whyNotFor({ hasStarted, hasPart }: Standing, forName: string): Refusal | null {
  const by = `请由${forName}本人办理，或由${forName}转办给他人`;
  if (hasStarted) return refusal("decide.forStarter", `这件审批是您自己发起的，不能代${forName}审批，${by}`);
  if (hasPart)
    return refusal("decide.forTwice", `您在这件审批里已有自己的一份或已经办理过，不能再代${forName}审批，${by}`);
  return null;
}

/** Decisions say what they were based on: whoever looks at a step that is over decides nothing. */
export function whyNotBased({ version, state }: Pick<Standing, "version" | "state">, sent: number): Refusal | null {
  if (sent === version) return null;
  return refusal("stale", `您打开之后，这件审批已有变化（现在${approvalStates[state]}），请刷新，看过最新情况再办理`);
}

export function whyNotResubmit({ state, isStarter }: Standing): Refusal | null {
  if (!isStarter) return refusal("starter", "只有发起人可以重新提交");
  return state === "returned" ? null : refusal("resubmit.state", `现在${approvalStates[state]}，退回后才能重新提交`);
}

export function whyNotWithdraw({ state, isStarter, isDecidedUpon, withdrawal }: Standing): Refusal | null {
  if (!isStarter) return refusal("starter", "只有发起人可以撤回");
  if (state !== "pending" && state !== "returned")
    return refusal("withdraw.state", `审批${approvalStates[state]}，不能再撤回`);
  if (withdrawal === "untilDecided" && isDecidedUpon)
    return refusal("withdraw.decided", "已有人审批，按本流程的规定不能撤回；可以请审批人退回");
  return null;
}

export function whyNotUrge({ state, isStarter, urgedOn }: Standing, today: string): Refusal | null {
  if (!isStarter) return refusal("starter", "只有发起人可以催办");
  if (state !== "pending") return refusal("urge.state", `现在${approvalStates[state]}，不需要催办`);
  if (urgedOn === today) return refusal("urge.today", "这一步今天已经催办过，每天最多一次");
  return null;
}

/** 退回到: only to a step that lies before and was passed. */
export function whyNotReturnTo(
  { steps, at }: { steps: readonly { code: string; title: string }[]; at: string | null },
  to: string | null,
): Refusal | null {
  if (to === null) return null;
  const [target, now] = [steps.findIndex(({ code }) => code === to), steps.findIndex(({ code }) => code === at)];
  if (target === -1) return refusal("returnTo.unknown", "没有这个步骤，或这件审批不经过它，请从列表中选择");
  if (target >= now)
    return refusal("returnTo.later", `“${steps[target]?.title ?? ""}”不在当前步骤之前，只能退回到已经走过的步骤`);
  return null;
}

interface Handed {
  name: string;
  isStarter: boolean;
  starterMay: boolean;
  /** That person's task in this step, where there is one. */
  state: TaskState | null;
  /** Agreed in an earlier step, and this one wants somebody else. */
  isBarred: boolean;
  isSelf: boolean;
}

/** Why a step may not be handed to this person (转办、加签、更换), or null. */
export function whyNotHand({ name, isStarter, starterMay, state, isBarred, isSelf }: Handed): Refusal | null {
  if (isSelf) return refusal("hand.self", "不能交给自己");
  if (isStarter && !starterMay) return refusal("hand.starter", `${name}是发起人，不能审批自己发起的事项`);
  if (state === "approved" || state === "rejected")
    return refusal("hand.acted", `${name}在这一步已经办理过，不能再交给此人`);
  if (state !== null) return refusal("hand.already", `${name}在这一步已有自己的审批任务，不能再交给此人`);
  if (isBarred) return refusal("hand.barred", `${name}在前面的步骤已经审批过，按本流程的规定须由他人审批`);
  return null;
}

/** 意见 as it is printed: “同意” before it, unless it says so itself. */
export function writeOpinion(word: string, opinion: string): string {
  if (opinion === "") return word;
  return opinion.startsWith(word) ? opinion : `${word}。${opinion}`;
}
