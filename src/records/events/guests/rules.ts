import type { Refusal } from "#kit/base/errors.ts";
import { normalize } from "#kit/base/text.ts";
import type { EventState } from "../words.ts";
import type { Attendance, GuestMatch } from "./words.ts";

const no = (code: string, message: string): Refusal => ({ code: `guests.${code}`, message });

/** Whoever came, came to an event that has begun. */
export function whyNotAttendance(
  attendance: Attendance | undefined,
  { state, fromOn }: { state: EventState; fromOn: string },
  today: string,
): Refusal | null {
  if (attendance === undefined || attendance === "unknown") return null;
  if (state === "cancelled") return no("attendance.cancelled", "活动已取消，不能登记到会");
  return fromOn > today ? no("attendance.early", `活动定在 ${fromOn}，还没有开始，不能登记到会`) : null;
}

/** 对应、入库、忽略: only what is still open, and an ignored one may be taken up again. */
export function whyNotMatch(step: "link" | "enroll" | "ignore", { match }: { match: GuestMatch }): Refusal | null {
  if (step === "link") return null;
  if (match === "linked") return no(`${step}.linked`, "这位来宾已对应到库内企业");
  return step === "ignore" && match === "ignored" ? no("ignore.same", "已经标为无需入库") : null;
}

/** The same company and person on one list twice. */
export const guestKeyOf = ({ companyName, personName }: { companyName: string; personName: string }): string =>
  `${normalize(companyName).replace(/\s/g, "")} ${normalize(personName).replace(/\s/g, "")}`;
