import { writeDate } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { type MemberRole, memberRoles } from "../words.ts";

interface Membership {
  role: MemberRole;
  name: string;
  fromOn: string;
  toOn: string | null;
}

/** One 项目经理 and one 包联领导 of a kind at a time; the same person is not entered twice in one role. */
const single: readonly MemberRole[] = ["manager", "districtLeader"];

export function whyNotJoin(
  wanted: Pick<Membership, "role" | "name" | "fromOn">,
  members: readonly Membership[],
  today: string,
): Refusal | null {
  // A day that has not come could not be ended before it, and holds the only place of its role.
  if (wanted.fromOn > today) return refusal("add.future", "加入日期还没有到，请核对", "fromOn");
  const now = members.filter(({ role, toOn }) => role === wanted.role && toOn === null);
  const title = memberRoles[wanted.role];
  if (now.some(({ name }) => name === wanted.name))
    return refusal("add.twice", `${wanted.name}已经是这个项目的${title}`, "role");
  const [other] = single.includes(wanted.role) ? now : [];
  return other ? refusal("add.single", `${title}现为${other.name}，请先登记其退出日期，再加入新的`, "role") : null;
}

export function whyNotLeave({ name, fromOn, toOn }: Membership, wantedOn: string, today: string): Refusal | null {
  if (toOn !== null) return refusal("end.done", `${name}已于${writeDate(toOn)}退出`);
  if (wantedOn > today) return refusal("end.future", "退出日期还没有到，请核对", "toOn");
  return wantedOn < fromOn ? refusal("end.order", `退出日期早于加入的${writeDate(fromOn)}，请核对`, "toOn") : null;
}

export const whyNotInstructed = (happenedOn: string, today: string): Refusal | null =>
  happenedOn > today ? { code: "instructions.future", message: "批示日期还没有到，请核对", field: "happenedOn" } : null;

const refusal = (code: string, message: string, field?: string): Refusal => ({
  code: `members.${code}`,
  message,
  ...(field && { field }),
});
