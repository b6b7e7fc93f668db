import { addDays } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { type EventState, type FollowState, followStates } from "../words.ts";

const no = (code: string, message: string): Refusal => ({ code: `eventFollows.${code}`, message });

export const whyNotPlan = ({ state }: { state: EventState }): Refusal | null =>
  state === "held" ? null : no("plan.held", "活动登记举办之后才能安排跟进");

export const whyNotFollow = ({ state }: { state: FollowState }): Refusal | null =>
  state === "open" ? null : no("closed", `这项跟进已是“${followStates[state]}”，需要继续的请另外安排`);

export const whyNotClosed = (closedOn: string, { toOn }: { toOn: string }, today: string): Refusal | null => {
  if (closedOn > today) return no("finish.future", "跟进日期不能晚于今天");
  return closedOn < toOn ? no("finish.early", "跟进日期早于活动结束日期，请核对") : null;
};

/** 跟进节点: the days of the pack, each once, counted from the end of the event. */
export const nodesOf = (toOn: string, days: readonly number[]) =>
  [...new Set(days)]
    .sort((one, other) => one - other)
    .map((afterDays) => ({ afterDays, dueOn: addDays(toOn, afterDays) }));
