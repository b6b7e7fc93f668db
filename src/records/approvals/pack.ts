import { z } from "zod";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { FlowSteps } from "./steps/contract.ts";
import { whyNotFlow } from "./steps/rules.ts";

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** 规则包·审批: office hours, and the steps of each flow a module declares. */
export const ApprovalsPack = z
  .strictObject({
    /** 办公时间 of a working day; what the time in a step is counted in. */
    hours: z
      .array(z.tuple([clock, clock]))
      .min(1)
      .max(4)
      .meta({ title: "办公时间" }),
    flows: z.record(z.string(), z.unknown()).meta({ title: "审批流程" }),
  })
  .meta({ title: "审批" });

/** The same with its flows in words, for the page that shows packs; a flow that is not sound is shown as it is written. */
export const ShownApprovalsPack = ApprovalsPack.extend({
  flows: z.record(z.string(), FlowSteps).meta({ title: "审批流程" }),
}).meta({ title: "审批" });

export function officeHours(pack: Record<string, unknown>): [string, string][] {
  return ApprovalsPack.parse(pack.approvals).hours;
}

/** The steps of a flow as the pack in force says them; a flow that is not sound is refused in words, at each use. */
export function flowSteps(pack: Record<string, unknown>, code: string): FlowSteps {
  const packed = ApprovalsPack.parse(pack.approvals).flows[code];
  if (packed === undefined)
    throw new Failure("refused", "approvals.flow.missing", `规则包里没有“${code}”的审批流程，请系统管理员补上后再发起`);
  const parsed = FlowSteps.safeParse(packed);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    const place = first?.path.join(".") ?? "";
    throw new Failure(
      "refused",
      "approvals.flow",
      `规则包里“${code}”的审批流程有误（${place}：${first?.message ?? ""}），请更正规则包`,
    );
  }
  refuseIf(whyNotFlow(parsed.data));
  return parsed.data;
}
