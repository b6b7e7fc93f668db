import type { Refusal } from "#kit/base/errors.ts";
import type { EventKind } from "../words.ts";

const no = (code: string, message: string): Refusal => ({ code: `tripStops.${code}`, message });

/** A route belongs to those kinds of event on which one goes somewhere. */
export const travels: readonly EventKind[] = ["outboundTrip", "overseasPromotion", "exhibition"];

export function whyNotStop(
  calledOn: string,
  { kind, fromOn, toOn }: { kind: EventKind; fromOn: string; toOn: string },
): Refusal | null {
  if (!travels.includes(kind)) return no("kind", "只有外出招商、境外推介和展会登记行程；来访的请登记为来宾");
  return calledOn < fromOn || calledOn > toOn
    ? no("day", `日期应在活动的 ${fromOn} 至 ${toOn} 之间；行程延长的请先修改活动日期`)
    : null;
}
