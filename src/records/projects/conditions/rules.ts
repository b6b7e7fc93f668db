import { writeDate } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";

/** May this condition be told as met on that day? `concludedOn` is the day of the conclusion that set it. */
export function whyNotMeet(
  noun: "diligences" | "reviews",
  { metOn }: { metOn: string | null },
  wanted: string,
  { concludedOn, today }: { concludedOn: string | null; today: string },
): Refusal | null {
  const no = (code: string, message: string): Refusal => ({ code: `${noun}.meet.${code}`, message });
  if (metOn !== null) return no("met", "这项条件已登记落实");
  if (wanted > today) return no("future", "落实日期还没有到，请核对");
  return concludedOn !== null && wanted < concludedOn
    ? no("order", `落实日期早于结论日期（${writeDate(concludedOn)}），请核对`)
    : null;
}
