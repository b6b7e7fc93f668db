import { daysBetween } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import type { EventState } from "./words.ts";

interface Standing {
  state: EventState;
  fromOn: string;
  name: string;
}
export type EventStep = "update" | "hold" | "cancel" | "reopen";

const no = (code: string, message: string): Refusal => ({ code: `events.${code}`, message });

/** Why this step is not open to this event, or null. */
export function whyNotEvent(step: EventStep, { state, fromOn }: Standing, today: string): Refusal | null {
  if (step === "update") return state === "cancelled" ? no("update.cancelled", "活动已取消，退回筹备后才能修改") : null;
  if (step === "reopen") return state === "planned" ? no("reopen.planned", "活动还在筹备，无需退回") : null;
  if (state === "held") return no(`${step}.held`, "活动已登记举办，登记有误的请先退回筹备");
  if (state === "cancelled") return no(`${step}.cancelled`, "活动已取消，改期举办的请先退回筹备");
  if (step === "hold" && fromOn > today)
    return no("hold.early", `活动定在 ${fromOn}，还没有开始；提前举办的请先修改日期`);
  return null;
}

/** The longest an event lasts; an exhibition of half a year is typed as its opening. */
const longest = 60;

export function whyNotPeriod({ fromOn, toOn }: { fromOn: string; toOn: string }): Refusal | null {
  if (toOn < fromOn) return no("period.order", "结束日期早于开始日期，请核对");
  if (daysBetween(fromOn, toOn) >= longest)
    return no("period.long", `一场活动最长 ${longest} 天，分几次举办的请分开登记`);
  return null;
}

/** An event that was held stands in the figures: its day may not be set ahead of today. */
export function whyNotMovedDay(state: EventState, fromOn: string, today: string): Refusal | null {
  return state === "held" && fromOn > today
    ? no("update.future", "活动已登记举办，开始日期不能晚于今天；没有举办的请先退回筹备")
    : null;
}

interface Wanted {
  state: EventState;
  place: string;
  budgetLine: string;
  plannedCost: string | null;
  actualCost: string | null;
  headcount: number | null;
  report: string;
}
const wantedBefore: [keyof Wanted, string][] = [
  ["place", "地点"],
  ["budgetLine", "经费来源"],
  ["plannedCost", "预算费用"],
];
const wantedAfter: [keyof Wanted, string][] = [
  ["headcount", "实到人数"],
  ["actualCost", "实际费用"],
  ["report", "活动小结"],
];

/** 还差什么: before it the plan, after it the outcome as well. */
export function missingOf(event: Wanted): { field: string; title: string }[] {
  if (event.state === "cancelled") return [];
  const wanted = event.state === "held" ? [...wantedBefore, ...wantedAfter] : wantedBefore;
  return wanted
    .filter(([field]) => event[field] === null || event[field] === "")
    .map(([field, title]) => ({ field, title }));
}

export const wantedCount = (state: EventState): number =>
  state === "held" ? wantedBefore.length + wantedAfter.length : wantedBefore.length;

export interface DueLight {
  state: "green" | "yellow" | "red";
  text: string;
}
const soon = 3;

/** 亮灯 of what is due on a day. */
export function lightOf(dueOn: string, today: string): DueLight {
  const left = daysBetween(today, dueOn);
  if (left < 0) return { state: "red", text: `超期 ${-left} 天` };
  if (left === 0) return { state: "yellow", text: "今天到期" };
  return { state: left <= soon ? "yellow" : "green", text: `还剩 ${left} 天` };
}
