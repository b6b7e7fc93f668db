import type { Refusal } from "#kit/base/errors.ts";
import { writeDate } from "#kit/base/dates.ts";
import type { ProjectsPack } from "../pack.ts";
import { type Standing, standings } from "../words.ts";

interface Wanted {
  standing: Standing;
  happenedOn: string;
  reason: string | null;
  wentTo: string;
  note: string;
}

interface Now {
  standing: Standing;
  standingOn: string | null;
  receivedOn: string;
}

/** 已经结束: what takes a second thought to reopen. */
const ended: readonly Standing[] = ["lost", "terminated", "withdrawn"];
export const isEnded = (standing: Standing): boolean => ended.includes(standing);

const otherReason = "其他原因";

/** 进出有因: every way out has a reason of the pack; 流失 says where it went; who reopens an ended one may also except. */
export function whyNotStanding(
  wanted: Wanted,
  now: Now,
  { reasons, today, mayReopen }: { reasons: ProjectsPack["reasons"]; today: string; mayReopen: boolean },
): Refusal | null {
  const { standing, happenedOn } = wanted;
  if (standing === now.standing) return refusal("same", `项目已经是“${standings[standing]}”`, "standing");
  if (happenedOn > today) return refusal("future", "日期还没有到，请核对", "happenedOn");
  const since = now.standingOn ?? now.receivedOn;
  if (happenedOn < since)
    return refusal(
      "order",
      `日期早于${now.standingOn ? `转为“${standings[now.standing]}”` : "接到线索"}的${writeDate(since)}，请核对`,
      "happenedOn",
    );
  if (isEnded(now.standing) && !mayReopen)
    return refusal("reopen", `项目已“${standings[now.standing]}”，由科长或主任恢复`);
  return standing === "ongoing" ? whyNotResumed(wanted, now) : whyNotReason(wanted, reasons[standing] ?? []);
}

const refusal = (code: string, message: string, field?: keyof Wanted): Refusal => ({
  code: `standings.change.${code}`,
  message,
  ...(field && { field }),
});

const whyNotResumed = ({ note }: Wanted, { standing }: Now) =>
  isEnded(standing) && note.trim() === "" ? refusal("note", "恢复已结束的项目，请在说明里写明为什么", "note") : null;

function whyNotReason({ standing, reason, wentTo, note }: Wanted, known: readonly string[]): Refusal | null {
  if (reason === null || !known.includes(reason))
    return refusal("reason", `请选择“${standings[standing]}”的原因：${known.join("、")}`, "reason");
  if (reason === otherReason && note.trim() === "")
    return refusal("note", `选了“${otherReason}”，请在说明里写清楚`, "note");
  if (standing === "lost" && wentTo.trim() === "")
    return refusal("wentTo", "请填写流向：落到了哪里；没有落户别处的写“未落户”", "wentTo");
  return null;
}
