import { addWorkdays, calendarProblem, workdaysBetween } from "#kit/base/calendar.ts";
import { knownCalendars } from "#kit/base/calendars.ts";
import { writeDate } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { type SupportState, supportStates } from "./words.ts";

const no = (code: string, message: string): Refusal => ({ code: `supports.${code}`, message });

export function whyNotRaise(raisedOn: string, { receivedOn }: { receivedOn: string }, today: string): Refusal | null {
  if (raisedOn > today) return no("raise.future", "提出日期还没有到，请核对");
  return raisedOn < receivedOn ? no("raise.order", `提出日期早于接到线索的${writeDate(receivedOn)}，请核对`) : null;
}

/** 期限 on working days, the day of raising not counted; null where it runs into a year whose calendar is not out yet. */
export function dueAfter(raisedOn: string, workdays: number): string | null {
  const last = `${Math.max(...knownCalendars.map(({ year }) => year))}-12-31`;
  if (raisedOn > last || calendarProblem(raisedOn, last, knownCalendars)) return null;
  const isWithin = workdaysBetween(raisedOn, last, knownCalendars) >= workdays;
  return isWithin ? addWorkdays(raisedOn, workdays, knownCalendars) : null;
}

export const noCalendar = no(
  "raise.calendar",
  "期限落在还没有公布工作日历的年份，请缩短办理时限，或待放假安排公布后再登记",
);

interface Held {
  state: SupportState;
  raisedOn: string;
}

export function whyNotTouch({ state }: Pick<Held, "state">): Refusal | null {
  return state === "open" ? null : no("closed", `这项需求已是“${supportStates[state]}”，需要继续的请另外登记`);
}

/** 答复 and 办结 happen between raising and today. */
export function whyNotOn(happenedOn: string, { raisedOn }: Pick<Held, "raisedOn">, today: string): Refusal | null {
  if (happenedOn > today) return no("day.future", "日期还没有到，请核对");
  return happenedOn < raisedOn ? no("day.order", `日期早于提出需求的${writeDate(raisedOn)}，请核对`) : null;
}

/** 剩余工作日; null where it is closed or a calendar is missing. */
export function workdaysLeft({ state, dueOn }: { state: SupportState; dueOn: string }, today: string): number | null {
  if (state !== "open" || calendarProblem(today, dueOn, knownCalendars)) return null;
  return workdaysBetween(today, dueOn, knownCalendars);
}
