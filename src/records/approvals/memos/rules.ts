import type { Refusal } from "#kit/base/errors.ts";
import { type MemoState, memoStates } from "./words.ts";

/** What is before its approvers, or was decided, stays as they read it. */
export function whyNotUpdate({ state }: { state: MemoState }): Refusal | null {
  return state === "returned" || state === "withdrawn"
    ? null
    : { code: "memos.update.state", message: `请示${memoStates[state]}，退回或撤回后才能修改` };
}

export function whyNotResend({ state }: { state: MemoState }): Refusal | null {
  if (state === "withdrawn") return null;
  const message =
    state === "returned" ? "请示已退回，修改后请在审批页重新提交" : `请示${memoStates[state]}，撤回后才能重新发起`;
  return { code: "memos.resend.state", message };
}
