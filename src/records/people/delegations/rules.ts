import { addDays, daysBetween } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import type { DelegationState } from "./words.ts";

/** 须本人办理: acts that bind a person herself are not entrusted to anybody. */
const personal = ["delegations", "handovers", "erasures"];

/**
 * 可委托的权限: what one's own roles give in business matters. What an administrator holds too is either everybody's or no
 * business matter (三员分立), and what was entrusted to oneself is not passed on.
 */
export function entrustable(own: Iterable<string>, administrators: ReadonlySet<string>): string[] {
  return [...own].filter((each) => !administrators.has(each) && !personal.includes(each.split(".")[0] ?? "")).sort();
}

interface Days {
  fromOn: string;
  untilOn: string;
}

/** A delegation as stored, as far as another one can stand in its way. */
export interface Standing extends Days {
  fromPersonId: string;
  toPersonId: string;
  fromName: string;
  toName: string;
  permissions: readonly string[];
}

interface Party {
  personId: string;
  name: string;
  isActive: boolean;
  isAdministrator: boolean;
}

export interface Wanted extends Days {
  giver: Party;
  receiver: Party;
  permissions: readonly string[];
  entrustable: readonly string[];
}

const no = (what: string, message: string): Refusal => ({ code: `delegations.${what}`, message });

/**
 * 能否委托: not to oneself, within one's own rights and the longest time, and in no chain: whoever stands in for somebody
 * in a matter cannot at the same time have it done by a third. 依据：规则包 people.delegation；三员分立（GB/T 22239-2019）。
 */
export function whyNotDelegation(
  wanted: Wanted,
  open: readonly Standing[],
  { today, longestDays }: { today: string; longestDays: number },
): Refusal | null {
  return whyNotDays(wanted, today, longestDays) ?? whyNotParties(wanted) ?? whyNotBeside(wanted, open);
}

function whyNotDays({ fromOn, untilOn }: Days, today: string, longestDays: number): Refusal | null {
  if (fromOn < today) return no("past", "委托不能从过去的日期开始，请选今天或以后");
  if (untilOn < fromOn) return no("days", "截止日期早于开始日期，请检查");
  const days = daysBetween(fromOn, untilOn) + 1;
  if (days <= longestDays) return null;
  return no(
    "tooLong",
    `一次委托最长 ${longestDays} 天，现为 ${days} 天，请把截止日期改到 ${addDays(fromOn, longestDays - 1)} 或之前；更久的请办理交接`,
  );
}

function whyNotParties({ giver, receiver, permissions, entrustable: own }: Wanted): Refusal | null {
  if (giver.personId === receiver.personId) return no("self", "不能委托给自己，请选择同事");
  if (giver.isAdministrator || receiver.isAdministrator)
    return no("administrator", "系统、安全、审计管理员不能委托，也不能受托，请选择业务人员");
  if (!giver.isActive) return no("giver", "委托人的账号未启用，不能委托");
  if (!receiver.isActive) return no("receiver", `${receiver.name}没有正常使用的账号，不能受托，请选择其他同事`);
  if (permissions.length === 0) return no("nothing", "您没有可以委托的业务权限");
  const foreign = permissions.filter((each) => !own.includes(each));
  if (foreign.length > 0) return no("foreign", "只能委托自己岗位上的业务权限；受托得来的和须本人办理的不能委托");
  return null;
}

function whyNotBeside({ giver, receiver, permissions, ...days }: Wanted, open: readonly Standing[]): Refusal | null {
  for (const each of open) {
    if (each.fromOn > days.untilOn || each.untilOn < days.fromOn) continue;
    if (!each.permissions.some((permission) => permissions.includes(permission))) continue;
    const when = `${each.fromOn} 至 ${each.untilOn}`;
    if (each.fromPersonId === giver.personId)
      return no(
        "overlap",
        `${when} 已把其中的权限委托给${each.toName}，同一权限同一天只能委托给一人，请错开日期或先终止那一份`,
      );
    if (each.fromPersonId === receiver.personId && each.toPersonId === giver.personId)
      return no("circle", `${each.fromName} ${when} 已把同样的权限委托给您，不能再反过来委托，请改选他人`);
    if (each.fromPersonId === receiver.personId)
      return no("receiverAway", `${each.fromName} ${when} 自己也委托了他人办理，不能受托，请改选他人`);
    if (each.toPersonId === giver.personId)
      return no(
        "passedOn",
        `您 ${when} 受${each.fromName}委托办理同样的事项，受托的事项不能转委托；请先请${each.fromName}终止或改期`,
      );
  }
  return null;
}

interface Stored extends Days {
  endedOn: string | null;
}

export function stateOf({ fromOn, untilOn, endedOn }: Stored, today: string): DelegationState {
  if (endedOn !== null) return "ended";
  if (today < fromOn) return "planned";
  return today <= untilOn ? "active" : "over";
}

/** 提前终止: by either of the two, or by whoever answers for the whole agency. */
export function whyNotEnd(
  delegation: Stored & { fromPersonId: string; toPersonId: string },
  { today, personId, isHead }: { today: string; personId: string | null; isHead: boolean },
): Refusal | null {
  const state = stateOf(delegation, today);
  if (state === "ended") return no("end.state", "这份委托已经提前终止");
  if (state === "over") return no("end.over", "这份委托已经到期，无需终止");
  const isParty = personId !== null && [delegation.fromPersonId, delegation.toPersonId].includes(personId);
  return isParty || isHead ? null : no("end.whose", "只有委托人、受托人本人或主任可以终止委托");
}
