import { asc, eq } from "drizzle-orm";
import type { Actor } from "#kit/server/context.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { historyHeads } from "#kit/server/tables.ts";
import { decidingOperations } from "#records/approvals/deciding/contract.ts";
import { decidingServer } from "#records/approvals/deciding/server.ts";
import { memoOperations } from "#records/approvals/memos/contract.ts";
import { memoFlow } from "#records/approvals/memos/queries.ts";
import { memoServer } from "#records/approvals/memos/server.ts";
import { approvals } from "#records/approvals/tables.ts";
import { companyOperations, contactOperations } from "#records/directory/contract.ts";
import { contactBookOperations } from "#records/directory/contacts/contract.ts";
import { contactBookServer } from "#records/directory/contacts/server.ts";
import { factOperations } from "#records/directory/facts/contract.ts";
import { factServer } from "#records/directory/facts/server.ts";
import { groupOperations } from "#records/directory/groups/contract.ts";
import { groupServer } from "#records/directory/groups/server.ts";
import { prospectOperations } from "#records/directory/prospects/contract.ts";
import { prospectServer } from "#records/directory/prospects/server.ts";
import { prospects } from "#records/directory/prospects/tables.ts";
import { directoryServer } from "#records/directory/server.ts";
import { companies, contacts } from "#records/directory/tables.ts";
import { siteOperations } from "#records/sites/contract.ts";
import { occupationOperations } from "#records/sites/occupations/contract.ts";
import { occupationServer } from "#records/sites/occupations/server.ts";
import { siteServer } from "#records/sites/server.ts";
import { siteOccupations, sites } from "#records/sites/tables.ts";
import { delegationOperations } from "#records/people/delegations/contract.ts";
import { delegationServer } from "#records/people/delegations/server.ts";
import { establishmentOperations } from "#records/people/establishments/contract.ts";
import { handoverOperations } from "#records/people/handovers/contract.ts";
import { handoverServer } from "#records/people/handovers/server.ts";
import { handovers } from "#records/people/handovers/tables.ts";
import { peopleServer } from "#records/people/server.ts";
import { intermediaries } from "#records/intermediaries/tables.ts";
import { projectAgreements } from "#records/projects/agreements/tables.ts";
import { countingSchemes } from "#records/projects/schemes/tables.ts";
import { countingServer } from "#records/projects/counting/server.ts";
import { listOperations } from "#records/projects/libraries/contract.ts";
import { schemeOperations } from "#records/projects/schemes/contract.ts";
import { intakeLinks } from "#records/projects/intakes/tables.ts";
import { projects } from "#records/projects/tables.ts";
import { outposts } from "#records/intermediaries/outposts/tables.ts";
import { surveys } from "#records/events/surveys/tables.ts";
import { events } from "#records/events/tables.ts";
import type { CircleStep } from "./circle.ts";
import type { Step } from "./plan.ts";
import { isOutreach, takeOutside } from "./takeoutside.ts";
import { type DemoHouse, isProject, takeProject } from "./takeprojects.ts";

/** A record as the next change must name it. */
interface Known {
  id: string;
  version: number;
  token?: string;
}

/** What earlier steps made, by the steps' keys. */
type Made = Map<string, Known>;

const memoServed = [...memoServer, ...decidingServer(() => [memoFlow])];

/** How far the agency's chain goes (its first link is the set-up), and the records made so far: ids are in the order of entry. */
export async function heldAlready({ database }: House, agencyId: string, steps: Step[]) {
  return database.transaction({ role: "owner", readOnly: true }, async (db) => {
    const [head] = await db.select().from(historyHeads).where(eq(historyHeads.agencyId, agencyId));
    const made: Made = new Map();
    for (const [does, table] of [
      ["enter", companies],
      ["addContact", contacts],
      ["submit", approvals],
      ["prepare", handovers],
      ["list", prospects],
      ["addSite", sites],
      ["occupy", siteOccupations],
      ["plan", events],
      ["askAround", surveys],
      ["mediate", intermediaries],
      ["station", outposts],
      ["openForm", intakeLinks],
      ["bring", projects],
      ["draft", projectAgreements],
      ["define", countingSchemes],
    ] as const) {
      const keys = steps.flatMap((step) => (step.does === does ? [step.key] : []));
      const columns = { id: table.id, version: table.version };
      const rows = await db.select(columns).from(table).where(eq(table.agencyId, agencyId)).orderBy(asc(table.id));
      for (const [index, row] of rows.entries()) made.set(found(keys, index), row);
    }
    return { done: Number(head?.number ?? 1) - 1, made };
  });
}

/** One command, as that person, at that moment. */
export async function take(house: DemoHouse, step: Step, actors: Map<string, Actor>, made: Made): Promise<void> {
  const at = new Date(step.at);
  const then: DemoHouse = { ...house, now: () => at };
  const actor = entry(actors, step.by);
  const keep = (key: string, { id, version }: Known) => made.set(key, { id, version });
  if (isOutreach(step)) return takeOutside(then, step, actor, made);
  if (isProject(step)) return takeProject(then, step, actors, made);
  switch (step.does) {
    case "define":
      keep(step.key, await ask(then, countingServer, actor, schemeOperations.create, step.sent));
      return;
    case "takeList": {
      const sent = { schemeId: entry(made, step.scheme).id, rows: step.rows };
      await ask(then, countingServer, actor, listOperations.take, sent);
      return;
    }
    case "enter":
      keep(step.key, await ask(then, directoryServer, actor, companyOperations.create, step.sent));
      return;
    case "addContact": {
      const sent = { ...step.sent, companyId: entry(made, step.company).id };
      keep(step.key, await ask(then, directoryServer, actor, contactOperations.create, sent));
      return;
    }
    case "change":
    case "handOver": {
      const changes = step.does === "change" ? step.changes : { officerId: entry(actors, step.to).personId };
      const sent = { ...entry(made, step.company), changes };
      keep(step.company, await ask(then, directoryServer, actor, companyOperations.update, sent));
      return;
    }
    case "archive": {
      const sent = { ...entry(made, step.company), reason: step.reason };
      keep(step.company, await ask(then, directoryServer, actor, companyOperations.archive, sent));
      return;
    }
    case "restore":
      keep(step.company, await ask(then, directoryServer, actor, companyOperations.restore, entry(made, step.company)));
      return;
    case "submit": {
      const memo = await ask(then, memoServed, actor, memoOperations.submit, step.sent);
      keep(step.key, { id: String(memo.approvalId), version: await versionOf(then, String(memo.approvalId)) });
      return;
    }
    case "approve":
    case "sendBack":
    case "refuse":
    case "resubmit":
    case "withdraw": {
      const sent = { ...entry(made, step.memo), opinion: step.opinion };
      keep(step.memo, await ask(then, memoServed, actor, decisions[step.does], sent));
      return;
    }
    case "addSite": {
      const sent = { ...step.sent, parentId: step.parent && entry(made, step.parent).id };
      keep(step.key, await ask(then, siteServer, actor, siteOperations.create, sent));
      return;
    }
    case "occupy": {
      const sent = { ...step.sent, siteId: entry(made, step.site).id };
      const { id } = await ask(then, occupationServer, actor, occupationOperations.occupy, sent);
      keep(step.key, { id, version: 1 });
      keep(step.site, next(entry(made, step.site)));
      return;
    }
    case "vacate": {
      const { endedOn, reason } = step;
      const sent = { ...entry(made, step.occupation), endedOn, reason };
      await ask(then, occupationServer, actor, occupationOperations.vacate, sent);
      keep(step.site, next(entry(made, step.site)));
      return;
    }
    case "moveSite": {
      const { state, happenedOn, reason } = step;
      const sent = { ...entry(made, step.site), state, happenedOn, reason };
      keep(step.site, await ask(then, siteServer, actor, siteOperations.move, sent));
      return;
    }
    case "establish":
      await ask(then, peopleServer, actor, establishmentOperations.approve, step.sent);
      return;
    case "reveal":
      await ask(then, directoryServer, actor, contactOperations.reveal, { id: entry(made, step.contact).id });
      return;
    case "entrust": {
      const { fromOn, untilOn, reason } = step;
      const toPersonId = String(entry(actors, step.to).personId);
      await ask(then, delegationServer, actor, delegationOperations.create, { toPersonId, fromOn, untilOn, reason });
      return;
    }
    case "prepare": {
      const [receiverId, witnessId] = [step.to, step.witness].map((login) => String(entry(actors, login).personId));
      const sent = { giverId: String(actor.personId), receiverId: receiverId ?? "", witnessId, reason: step.reason };
      keep(step.key, await ask(then, handoverServer, actor, handoverOperations.create, sent));
      return;
    }
    case "askErasure": {
      const { id } = entry(made, step.contact);
      const application = { applicant: "self", document: "示例申请〔1〕号", reason: "本人已离开企业" } as const;
      const sent = { ...application, id, appliedOn: step.appliedOn };
      await ask(then, directoryServer, actor, contactOperations.requestErasure, sent);
      return;
    }
    case "sign":
      keep(step.handover, await ask(then, handoverServer, actor, handoverOperations.sign, entry(made, step.handover)));
      return;
    default:
      return takeAround(then, step, actors, made);
  }
}

/** The same for what goes on around the companies. */
async function takeAround(house: House, step: CircleStep, actors: Map<string, Actor>, made: Made): Promise<void> {
  const actor = entry(actors, step.by);
  switch (step.does) {
    case "agree": {
      const sent = { ...entry(made, step.contact), ...step.sent };
      const { id, version } = await ask(house, contactBookServer, actor, contactBookOperations.consent, sent);
      made.set(step.contact, { id, version });
      return;
    }
    case "lead": {
      const leadId = entry(actors, step.lead).personId;
      const sent = { headId: entry(made, step.company).id, name: step.name, tier: step.tier, leadId };
      await ask(house, groupServer, actor, groupOperations.create, { ...sent, team: leadId ? [leadId] : [] });
      return;
    }
    case "attach": {
      const [companyId, parentId] = [entry(made, step.company).id, entry(made, step.parent).id];
      const { sharePercent } = step;
      await ask(house, groupServer, actor, groupOperations.attach, { companyId, parentId, sharePercent });
      return;
    }
    case "tell":
      await ask(house, factServer, actor, factOperations.record, {
        ...step.sent,
        companyId: entry(made, step.company).id,
      });
      return;
    case "list": {
      const sent = { ...step.sent, officerId: actor.personId };
      const { id } = await ask(house, prospectServer, actor, prospectOperations.create, sent);
      made.set(step.key, { id, version: 1 });
      return;
    }
    case "follow": {
      const { state, reason } = step;
      const { id, version } = entry(made, step.prospect);
      await ask(house, prospectServer, actor, prospectOperations.move, { id, version, state, reason });
      made.set(step.prospect, { id, version: version + 1 });
    }
  }
}

const decisions = {
  approve: decidingOperations.approve,
  sendBack: decidingOperations.returnTo,
  refuse: decidingOperations.reject,
  resubmit: decidingOperations.resubmit,
  withdraw: decidingOperations.withdraw,
};

/** A record that changed once more along with what was done. */
const next = ({ id, version }: Known): Known => ({ id, version: version + 1 });

/** As its first approver would find it. */
async function versionOf({ database }: House, id: string): Promise<number> {
  const [row] = await database.transaction({ role: "owner", readOnly: true }, (db) =>
    db.select({ version: approvals.version }).from(approvals).where(eq(approvals.id, id)),
  );
  return row?.version ?? 1;
}

function entry<T>(all: Map<string, T>, key: string): T {
  const one = all.get(key);
  if (one === undefined) throw new Error(`演示数据缺少 ${key}`);
  return one;
}

function found<T>(all: T[], index: number): T {
  const one = all[index];
  if (one === undefined) throw new Error("库中的演示记录与本版程序的演示数据不符，请换一个空的数据目录");
  return one;
}
