import { daysBetween, writeDate } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { type EncounterKind, encounterKinds } from "./words.ts";

const no = (code: string, message: string): Refusal => ({ code: `encounters.${code}`, message });

export const whyNotHeld = (happenedOn: string, today: string): Refusal | null =>
  happenedOn > today ? no("future", "日期还没有到；约好的拜访写在上一次对接的“下一步”里") : null;

/** With whom or about what: at least one of them, or nobody finds the record again. */
export const whyNotMet = (met: { companyIds: string[]; projectIds: string[]; counterpart: string }): Refusal | null =>
  met.companyIds.length + met.projectIds.length > 0 || met.counterpart !== ""
    ? null
    : no("nobody", "请选择企业或项目，企业库里没有的填写单位名称");

interface Next {
  nextStep: string;
  nextDueOn: string | null;
  nextOwnerId: string | null;
}

/** 下一步: what, by when; whoever met does it unless said. */
export function whyNotNext({ nextStep, nextDueOn, nextOwnerId }: Next, happenedOn: string): Refusal | null {
  if (nextStep === "")
    return nextDueOn === null && nextOwnerId === null ? null : no("next.step", "填了下一步的期限或人员，请写明做什么");
  if (nextDueOn === null) return no("next.due", "请填写下一步的期限，到期才会提醒");
  return nextDueOn < happenedOn ? no("next.early", `下一步的期限早于这次对接的${writeDate(happenedOn)}，请核对`) : null;
}

interface Standing {
  voidedAt: string | null;
  nextStep: string;
  nextDoneOn: string | null;
  happenedOn: string;
}

export function whyNotEncounter(step: "update" | "finish" | "annul", now: Standing): Refusal | null {
  if (now.voidedAt !== null) return no("voided", "这条记录已作废；需要更正的请重新记一次");
  if (step !== "finish") return null;
  if (now.nextStep === "") return no("finish.none", "这次对接没有写下一步，请先在“修改”里补上");
  return now.nextDoneOn === null ? null : no("finish.done", `下一步已于${writeDate(now.nextDoneOn)}办结`);
}

/** A next step that is done stays as it was done. */
export const whyNotRenext = (
  now: Standing,
  changes: { [Field in keyof Next]?: Next[Field] | undefined },
): Refusal | null =>
  now.nextDoneOn !== null &&
  (changes.nextStep !== undefined || changes.nextDueOn !== undefined || changes.nextOwnerId !== undefined)
    ? no("next.done", "下一步已办结，不能再改；新的下一步记在新的对接里")
    : null;

export function whyNotDone(doneOn: string, { happenedOn }: Standing, today: string): Refusal | null {
  if (doneOn > today) return no("finish.future", "办结日期还没有到，请核对");
  return doneOn < happenedOn ? no("finish.early", `办结日期早于这次对接的${writeDate(happenedOn)}，请核对`) : null;
}

/** “王示例 总经理、李示例”: a name, and after a blank the post. */
export const guestsOf = (text: string): { name: string; position: string }[] =>
  text
    .split(/[、，,;；\n]+/)
    .map((piece) => piece.trim().replace(/\s+/g, " "))
    .filter(Boolean)
    .map((piece) => {
      const [name = "", ...post] = piece.split(" ");
      return { name: name.slice(0, 40), position: post.join(" ").slice(0, 60) };
    });

/** On timelines: with whom, never the names of persons. */
export const titleOf = (kind: EncounterKind, { companyNames, place }: { companyNames: string; place: string }) =>
  `${encounterKinds[kind]}${companyNames && `：${companyNames}`}${place && `（${place}）`}`;

interface Placed {
  divisionId: string | null;
  divisionName: string | null;
}

/**
 * 当日科室: the service of that day. A day before the first service on record is taken to that service, for people were at
 * work before they were entered here; a day in a gap or after the last one is one on which the person was away.
 */
export function divisionThen(
  services: readonly (Placed & { fromOn: string; toOn: string | null })[],
  now: Placed,
  day: string,
): { divisionId: string | null; divisionName: string; isAway: boolean } {
  const [first] = services.toSorted((one, other) => (one.fromOn < other.fromOn ? -1 : 1));
  const then = services.find(({ fromOn, toOn }) => fromOn <= day && (toOn === null || toOn >= day));
  const { divisionId, divisionName } = then ?? (first && day < first.fromOn ? first : now);
  const isAway = first !== undefined && !then && day >= first.fromOn;
  return { divisionId, divisionName: divisionName ?? "", isAway };
}

/** So many days before it is due a next step turns yellow. */
const soon = 3;

export function nextLight(dueOn: string, today: string): { state: "green" | "yellow" | "red"; text: string } {
  const left = daysBetween(today, dueOn);
  if (left < 0) return { state: "red", text: `超期 ${-left} 天` };
  if (left === 0) return { state: "yellow", text: "今天到期" };
  return { state: left <= soon ? "yellow" : "green", text: `还剩 ${left} 天` };
}
