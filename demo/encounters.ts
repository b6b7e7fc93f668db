import { addDays } from "#kit/base/dates.ts";
import type { Sent } from "#kit/base/operation.ts";
import type { encounterOperations } from "#records/projects/encounters/contract.ts";
import type { LeadStep } from "#records/projects/leads/words.ts";
import { workingDay } from "./calendar.ts";
import type { Wish } from "./pipeline.ts";

/** 对接 and 线索办理 of the projects of the last weeks; `project` names what an earlier step made. */
export type EncounterStep =
  | { does: "meet"; project: string; sent: Omit<Sent<typeof encounterOperations.create>, "projectIds"> }
  | { does: "clock"; project: string; step: LeadStep; happenedOn: string; note: string };

/** A call on the day it came, the answer of every other lead, and a visit where talks have begun. */
export function encountersOf(
  project: string,
  { receivedOn, reached }: Wish,
  number: number,
): (EncounterStep & { on: string })[] {
  const called: EncounterStep & { on: string } = {
    does: "meet",
    project,
    on: receivedOn,
    sent: {
      kind: "call",
      happenedOn: receivedOn,
      counterpart: "投资方项目部",
      summary: "对方介绍了项目概况，询问用地、能耗和配套条件。",
    },
  };
  const talksOn = reached[0]?.[1];
  if (!talksOn) {
    const note = "已电话答复，由登记人负责。";
    const answered = { does: "clock", project, step: "answer", happenedOn: receivedOn, note, on: receivedOn } as const;
    return number % 2 === 0 ? [called, answered] : [called];
  }
  const visitedOn = workingDay(addDays(receivedOn, 2));
  const sent = {
    kind: "visit",
    happenedOn: visitedOn,
    place: "示例产业园",
    summary: "陪同看了两处场地，对方倾向有现成厂房的一处，希望先有租金和能耗的书面答复。",
    nextStep: "送租金和能耗的书面答复",
    nextDueOn: workingDay(addDays(visitedOn, 30)),
  } as const;
  return [called, { does: "meet", project, sent, on: visitedOn }];
}
