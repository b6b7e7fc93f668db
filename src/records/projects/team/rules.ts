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

export function whyNotJoin(wanted: Pick<Membership, "role" | "name">, members: readonly Membership[]): Refusal | null {
  const now = members.filter(({ role, toOn }) => role === wanted.role && toOn === null);
  const title = memberRoles[wanted.role];
  if (now.some(({ name }) => name === wanted.name))
    return { code: "members.add.twice", message: `${wanted.name}已经是这个项目的${title}` };
  const [other] = single.includes(wanted.role) ? now : [];
  return other
    ? { code: "members.add.single", message: `${title}现为${other.name}，请先登记其退出日期，再加入新的` }
    : null;
}

export function whyNotLeave({ name, fromOn, toOn }: Membership, wantedOn: string): Refusal | null {
  if (toOn !== null) return { code: "members.end.done", message: `${name}已于${writeDate(toOn)}退出` };
  return wantedOn < fromOn
    ? { code: "members.end.order", message: `退出日期早于加入的${writeDate(fromOn)}，请核对` }
    : null;
}
