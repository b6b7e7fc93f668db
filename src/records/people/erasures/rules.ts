import type { Refusal } from "#kit/base/errors.ts";
import type { ErasureState } from "./words.ts";

const no = (what: string, message: string): Refusal => ({ code: `erasures.${what}`, message });

/** 受理: one application at a time about one person, dated not later than today. */
export function whyNotRequest(
  { appliedOn }: { appliedOn: string },
  { today, isPending }: { today: string; isPending: boolean },
): Refusal | null {
  if (appliedOn > today) return no("future", "申请日期晚于今天，请按书面申请上的日期填写");
  return isPending ? no("pending", "对同一人的删除申请正待确认，请等安全管理员或主任确认") : null;
}

/** 在岗的不删: whoever may still sign in, or still answers for something, is needed by name. */
export function whyNotFormer({ state, heldCount }: { state: string; heldCount: number }): Refusal | null {
  if (state !== "disabled") return no("inForce", "账号仍可使用，在岗人员的信息不能删除；离职后请先停用账号");
  if (heldCount > 0) return no("holding", `名下还有 ${heldCount} 项未移交，请先办理交接，再删除个人信息`);
  return null;
}

/** 两人办理: who takes an application in does not decide it. 依据：个人信息保护法第四十七条、第五十一条（操作权限）。 */
export function whyNotDecide(
  { state, requestedAccountId }: { state: ErasureState; requestedAccountId: string },
  { accountId }: { accountId: string | null },
): Refusal | null {
  if (state === "done") return no("decide.done", "已经删除，不可恢复，也无需再办");
  if (state === "rejected") return no("decide.rejected", "这份申请已驳回，如仍要删除请重新登记");
  return requestedAccountId === accountId
    ? no("decide.self", "受理人不能确认自己登记的申请，请由安全管理员或主任确认")
    : null;
}

export const whyNotReceipt = ({ state }: { state: ErasureState }): Refusal | null =>
  state === "done" ? null : no("receipt.state", "删除完成后才有回执");

/** S2026-0001: per agency and year. */
export const codeOf = ({ year, number }: { year: number; number: number }): string =>
  `S${year}-${String(number).padStart(4, "0")}`;
