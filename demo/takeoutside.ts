import type { Actor } from "#kit/server/context.ts";
import { nobody } from "#kit/server/context.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { eventOperations } from "#records/events/contract.ts";
import { dutyOperations } from "#records/events/duties/contract.ts";
import { guestOperations } from "#records/events/guests/contract.ts";
import { eventServer } from "#records/events/server.ts";
import { stopOperations } from "#records/events/stops/contract.ts";
import { surveyDoorOperations, surveyOperations } from "#records/events/surveys/contract.ts";
import { intermediaryOperations } from "#records/intermediaries/contract.ts";
import { mandateOperations } from "#records/intermediaries/mandates/contract.ts";
import { outpostOperations } from "#records/intermediaries/outposts/contract.ts";
import { intermediaryServer } from "#records/intermediaries/server.ts";
import { intakeDoorOperations, intakeLinkOperations } from "#records/projects/intakes/contract.ts";
import { intakeServer } from "#records/projects/intakes/server.ts";
import type { IntakeStep } from "./intakes.ts";
import type { OutreachStep } from "./outreach.ts";

interface Known {
  id: string;
  version: number;
  /** 公开链接 of a survey, for as long as this load lasts: only its digest is stored. */
  token?: string;
}

const kinds: readonly string[] = [
  "plan",
  "assign",
  "guest",
  "call",
  "hold",
  "askAround",
  "publish",
  "answer",
  "mediate",
  "declare",
  "mandate",
  "station",
  "spend",
  "openForm",
  "handIn",
] satisfies (IntakeStep | OutreachStep)["does"][];

export const isOutreach = (step: { does: string }): step is IntakeStep | OutreachStep => kinds.includes(step.does);

/** The same for what goes on outside the house: one command a step. */
export async function takeOutside(
  house: House,
  step: IntakeStep | OutreachStep,
  actor: Actor,
  made: Map<string, Known>,
): Promise<void> {
  const keep = (key: string, { id }: { id: string }, version = 1) => void made.set(key, { id, version });
  const moved = (key: string) => made.set(key, { ...entry(made, key), version: entry(made, key).version + 1 });
  switch (step.does) {
    case "plan": {
      const sent = { ...step.sent, officerId: actor.personId, memberIds: actor.personId ? [actor.personId] : [] };
      return keep(step.key, await ask(house, eventServer, actor, eventOperations.create, sent));
    }
    case "assign": {
      const sent = {
        eventId: entry(made, step.event).id,
        title: step.title,
        dueOn: step.dueOn,
        personId: actor.personId,
      };
      await ask(house, eventServer, actor, dutyOperations.add, sent);
      return;
    }
    case "guest": {
      const { companyName, personName, attended, company } = step;
      const whose = company ? { companyId: entry(made, company).id } : { companyName };
      const said = {
        reply: "accepted",
        attendance: attended ? "attended" : "absent",
        inviterId: actor.personId,
      } as const;
      const sent = { ...whose, ...said, personName, eventId: entry(made, step.event).id };
      await ask(house, eventServer, actor, guestOperations.add, sent);
      return;
    }
    case "call": {
      const { companyName, calledOn, place, result } = step;
      const presentIds = actor.personId ? [actor.personId] : [];
      const sent = { companyName, calledOn, place, result, presentIds, eventId: entry(made, step.event).id };
      await ask(house, eventServer, actor, stopOperations.add, sent);
      return;
    }
    case "hold": {
      const { headcount, actualCost, report } = step;
      await ask(house, eventServer, actor, eventOperations.hold, {
        ...named(made, step.event),
        headcount,
        actualCost,
        report,
      });
      moved(step.event);
      return;
    }
    case "askAround": {
      const { title, closesOn, limit: openLimit } = step;
      const sent = { eventId: entry(made, step.event).id, title, closesOn, openLimit, questions: [...questions] };
      return keep(step.key, await ask(house, eventServer, actor, surveyOperations.create, sent));
    }
    case "publish": {
      const { link } = await ask(house, eventServer, actor, surveyOperations.publish, named(made, step.survey));
      moved(step.survey);
      return remember(made, step.survey, link);
    }
    case "answer":
      return answer(house, step, actor, made);
    case "mediate":
      return keep(step.key, await ask(house, intermediaryServer, actor, intermediaryOperations.create, step.sent));
    case "declare": {
      const { declaredOn, isExcluded } = step;
      const declaration = isExcluded ? "related" : "clear";
      const sent = { ...named(made, step.intermediary), declaration, declaredOn } as const;
      await ask(house, intermediaryServer, actor, intermediaryOperations.declare, sent);
      moved(step.intermediary);
      return;
    }
    case "mandate": {
      const sent = { ...step.sent, intermediaryId: entry(made, step.intermediary).id };
      await ask(house, intermediaryServer, actor, mandateOperations.sign, sent);
      return;
    }
    case "station": {
      const sent = { ...step.sent, officerId: actor.personId };
      return keep(step.key, await ask(house, intermediaryServer, actor, outpostOperations.create, sent));
    }
    case "spend": {
      const { year, amount } = step;
      const sent = { id: entry(made, step.outpost).id, year, amount, cost: "rent", evidence: "示例凭证" } as const;
      await ask(house, intermediaryServer, actor, outpostOperations.spend, sent);
      return;
    }
    case "openForm": {
      const { id, link } = await ask(house, intakeServer, actor, intakeLinkOperations.create, step.sent);
      keep(step.key, { id });
      return remember(made, step.key, link);
    }
    case "handIn":
      return handIn(house, step, actor, made);
  }
}

const questions = [
  { kind: "score5", text: "您对本次活动总体是否满意", isRequired: true, isOverall: true },
  { kind: "score5", text: "您对会务组织和服务是否满意" },
  { kind: "text", text: "您希望我们进一步提供什么" },
] as const;

/**
 * Answered by nobody in particular, as a guest would. A load that was interrupted has forgotten the link: then it takes a new
 * one in place of this answer, so that there is one command for each step all the same.
 */
async function answer(house: House, step: OutreachStep & { does: "answer" }, actor: Actor, made: Map<string, Known>) {
  const { token } = entry(made, step.survey);
  if (!token || !actor.agencyCode) {
    const { link } = await ask(house, eventServer, actor, surveyOperations.relink, named(made, step.survey));
    made.set(step.survey, { ...entry(made, step.survey), version: entry(made, step.survey).version + 1 });
    return remember(made, step.survey, link);
  }
  const guest: Actor = { ...nobody, via: "demo" };
  const slip = slipOf(step.survey, step.at);
  await ask(house, eventServer, guest, surveyDoorOperations.answer, {
    agency: actor.agencyCode,
    token,
    slip,
    values: step.values,
  });
}

/** Handed in by a stranger; an interrupted load has forgotten the link and takes a new one in place of this form. */
async function handIn(house: House, step: IntakeStep & { does: "handIn" }, actor: Actor, made: Map<string, Known>) {
  const { token } = entry(made, step.form);
  if (!token || !actor.agencyCode) {
    const { link } = await ask(house, intakeServer, actor, intakeLinkOperations.relink, named(made, step.form));
    made.set(step.form, { ...entry(made, step.form), version: entry(made, step.form).version + 1 });
    return remember(made, step.form, link);
  }
  const stranger: Actor = { ...nobody, via: "demo" };
  const slip = slipOf(step.form, step.at);
  const sent = { ...step.sent, agency: actor.agencyCode, token, slip, isConsented: true };
  await ask(house, intakeServer, stranger, intakeDoorOperations.submit, sent);
}

/** A slip of its own for each: the form draws one whenever it is opened. */
const slipOf = (key: string, at: string): string =>
  Buffer.from(`${key} ${at}`).toString("base64url").padEnd(43, "0").slice(0, 43);

function remember(made: Map<string, Known>, key: string, link: string | null): void {
  made.set(key, { ...entry(made, key), ...(link && { token: link.split("/").at(-1) ?? "" }) });
}

const named = (made: Map<string, Known>, key: string) => {
  const { id, version } = entry(made, key);
  return { id, version };
};

function entry<T>(all: Map<string, T>, key: string): T {
  const one = all.get(key);
  if (one === undefined) throw new Error(`演示数据缺少 ${key}`);
  return one;
}
