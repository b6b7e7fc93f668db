import type { Refusal } from "#kit/base/errors.ts";

const no = (code: string, message: string): Refusal => ({ code: `eventDuties.${code}`, message });

export function whyNotDuty(
  step: "update" | "finish" | "remove",
  { doneOn }: { doneOn: string | null },
): Refusal | null {
  if (doneOn === null) return null;
  return step === "finish"
    ? no("finish.done", "这项分工已登记完成")
    : no(`${step}.done`, "已完成的分工不能再改，需要补做的请另安排一项");
}

export const whyNotDone = (doneOn: string, today: string): Refusal | null =>
  doneOn > today ? no("finish.future", "完成日期不能晚于今天") : null;
