import type { Refusal } from "#kit/base/errors.ts";
import { normalize } from "#kit/base/text.ts";
import { type ProspectState, prospectStates } from "./words.ts";

interface Standing {
  state: ProspectState;
  companyId: string | null;
}

const ended: readonly ProspectState[] = ["landed", "abandoned"];
const no = (code: string, message: string): Refusal => ({ code: `prospects.${code}`, message });

/** Why it cannot go over to this state, or null. What has ended begins again only with a reason. */
export function whyNotMove({ state, companyId }: Standing, to: ProspectState, reason: string): Refusal | null {
  if (state === to) return no("move.same", `已经是“${prospectStates[to]}”，无需再改`);
  if (to === "landed" && !companyId) return no("move.unlinked", "落地的目标企业须先关联库内企业，或转入企业库");
  if (to === "abandoned" && !reason) return no("move.reason", "请写明放弃的原因，以便日后复盘");
  if (ended.includes(state) && !reason) return no("move.again", `已经“${prospectStates[state]}”，重新跟进请写明原因`);
  return null;
}

export function whyNotLink({ companyId }: { companyId: string | null }): Refusal | null {
  return companyId ? no("link.taken", "已经关联了库内企业，如关联有误请先解除关联") : null;
}

export function whyNotUnlink({ companyId, state }: Standing): Refusal | null {
  if (!companyId) return no("unlink.none", "还没有关联库内企业");
  return state === "landed" ? no("unlink.landed", "已落地的目标企业不能解除关联，请先改回在谈") : null;
}

/** 示例（北京）有限公司 and 示例(北京) 有限公司 are one company. */
export const nameKeyOf = (name: string): string => normalize(name).replace(/\s/g, "");
