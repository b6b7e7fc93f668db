import type { Refusal } from "#kit/base/errors.ts";
import { type OverrideState, overrideStates } from "../words.ts";

/** 例外 is for what is missing; where nothing is, the stage is simply registered. */
export function whyNotAsk(
  personId: string | null,
  missing: readonly { title: string; isFirm?: boolean | undefined }[],
  open: readonly unknown[],
): Refusal | null {
  if (personId === null) return { code: "overrides.ask.person", message: "只有在本机构任职的人员可以申请例外" };
  if (open.length > 0) return { code: "overrides.ask.open", message: "这个项目已有待批准的例外，请等批准后再申请" };
  const firm = whyNotLifted(missing);
  if (firm) return firm;
  return missing.length === 0 ? { code: "overrides.ask.nothing", message: "这一阶段什么都不差，直接登记即可" } : null;
}

/** 法定要求 has no bypass: 公平竞争审查, a review that refused. */
export function whyNotLifted(missing: readonly { title: string; isFirm?: boolean | undefined }[]): Refusal | null {
  const firm = [...new Set(missing.filter(({ isFirm }) => isFirm).map(({ title }) => title))];
  return firm.length === 0
    ? null
    : { code: "overrides.firm", message: `“${firm.join("、")}”没有例外可言，请先办完再登记这一阶段` };
}

export function whyNotDecide(
  { state, askedById }: { state: OverrideState; askedById: string },
  personId: string | null,
  { isGranted, decision }: { isGranted: boolean; decision: string },
): Refusal | null {
  if (state !== "asked")
    return { code: "overrides.decide.state", message: `这一例外${overrideStates[state]}，不能再办` };
  if (personId === null || personId === askedById)
    return { code: "overrides.decide.self", message: "申请人不能批准自己申请的例外，请由另一人批准" };
  return !isGranted && decision.trim() === ""
    ? { code: "overrides.decide.decision", message: "不同意的，请写明意见", field: "decision" }
    : null;
}
