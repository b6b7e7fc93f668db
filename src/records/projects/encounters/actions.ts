import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { Failure, type Refusal, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { getFile } from "#kit/server/files.ts";
import { record } from "#kit/server/history.ts";
import { isReached, visible } from "#kit/server/scope.ts";
import { index } from "#kit/server/search.ts";
import { companyOperations, companySubject } from "#records/directory/contract.ts";
import { contactBookOperations } from "#records/directory/contacts/contract.ts";
import { companies, contacts } from "#records/directory/tables.ts";
import { outpostPlaces } from "#records/intermediaries/outposts/queries.ts";
import { persons } from "#records/people/tables.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { changeProject } from "../actions.ts";
import { projectSubject } from "../contract.ts";
import { getProject } from "../queries.ts";
import { type encounterOperations, encounterSubject, manage } from "./contract.ts";
import { divisionsOn, getEncounter, projectsOf, type StoredEncounter } from "./queries.ts";
import {
  guestsOf,
  titleOf,
  whyNotDone,
  whyNotEncounter,
  whyNotHeld,
  whyNotMet,
  whyNotNext,
  whyNotRenext,
} from "./rules.ts";
import {
  encounterCompanies,
  encounterGuests,
  encounterHosts,
  encounterPapers,
  encounterProjects,
  encounters,
} from "./tables.ts";

type Sent = Input<typeof encounterOperations.create>;

/** 记一次对接: the record, whom it was with, and a line on the page of each company and project. */
export async function createEncounter(ctx: Context, sent: Sent) {
  const { happenedOn = ctx.today, kind, place, counterpart, summary, nextStep, nextDueOn } = sent;
  refuse("happenedOn", whyNotHeld(happenedOn, ctx.today));
  refuse("companyIds", whyNotMet(sent));
  refuse(nextStep === "" ? "nextStep" : "nextDueOn", whyNotNext(sent, happenedOn));
  const { agencyId, db } = ctx;
  const id = newId();
  const hosts = await hostsOf(ctx, sent.hostIds, happenedOn);
  const holder = hosts.find(({ personId }) => personId === ctx.actor.personId) ?? hosts[0];
  const counted = {
    kind,
    happenedOn,
    officerId: holder?.personId ?? null,
    divisionId: holder?.divisionId ?? null,
    divisionName: holder?.divisionName ?? "",
    typedAt: ctx.now.toISOString(),
  };
  refuseFar(ctx, counted);
  const met = await companiesMet(ctx, sent.companyIds);
  const known = await contactsMet(ctx, sent.contactIds);
  const nextOwnerId = nextStep === "" ? null : (sent.nextOwnerId ?? counted.officerId);
  await refuseStranger(ctx, nextOwnerId);
  const files = await ownFiles(ctx, sent.files);
  if (sent.outpostId) await refuseFarOutpost(ctx, sent.outpostId);
  await db.insert(encounters).values({
    ...counted,
    agencyId,
    id,
    place,
    counterpart,
    summary,
    nextStep,
    nextDueOn,
    nextOwnerId,
    files,
    outpostId: sent.outpostId,
    byId: ctx.actor.personId,
  });
  const of = { agencyId, encounterId: id };
  if (met.length > 0)
    await db
      .insert(encounterCompanies)
      .values(met.map((each) => ({ ...counted, ...of, id: newId(), companyId: each.id })));
  if (hosts.length > 0)
    await db
      .insert(encounterHosts)
      .values(hosts.map(({ personId, divisionId, divisionName }) => ({ ...of, personId, divisionId, divisionName })));
  const guests = [...known, ...guestsOf(sent.guestNames).map((guest) => ({ ...guest, contactId: null }))];
  if (guests.length > 0)
    await db.insert(encounterGuests).values(guests.map((guest) => ({ ...guest, ...of, id: newId() })));
  if (files.length > 0) await db.insert(encounterPapers).values(files.map((file) => ({ ...of, fileId: file.id })));
  const about = await touchProjects(ctx, id, [...new Set(sent.projectIds)].sort(), happenedOn);
  const after = await getEncounter(ctx, id);
  await index(ctx, "encounter", id, {
    names: [after.companyNames, after.projectNames, place].filter(Boolean),
    codes: [],
  });
  await tellAll(ctx, { before: null, after, companyIds: met.map((each) => each.id), projectIds: about });
  await tellOwner(ctx, null, after);
  return { id };
}

async function refuseFarOutpost(ctx: Context, id: string): Promise<void> {
  const [place] = await outpostPlaces(ctx, [id]);
  if (!place?.page)
    throw new Failure("missing", "encounters.outpost", "驻外机构不存在，或不在您的数据范围内，请从列表中选择");
}

export async function updateEncounter(
  ctx: Context,
  { id, version, changes }: Input<typeof encounterOperations.update>,
) {
  const before = await getEncounter(ctx, id);
  refuseIf(whyNotEncounter("update", before) ?? whyNotRenext(before, changes));
  await refuseConflict(ctx, encounterSubject, { id, version, changes }, before);
  const wanted = { ...before, ...changes } as StoredEncounter;
  refuse("changes.nextDueOn", whyNotNext(wanted, before.happenedOn));
  if (changes.nextOwnerId !== undefined) await refuseStranger(ctx, changes.nextOwnerId);
  const nextOwnerId = wanted.nextStep === "" ? null : (wanted.nextOwnerId ?? before.officerId);
  const after = await write(ctx, before, { ...changes, nextOwnerId });
  await record(ctx, { subject: encounterSubject, id, before, after, title: "修改对接记录" });
  await tellOwner(ctx, before, after);
  return { id };
}

/** 办结下一步: said on the pages of its projects too, for it is progress. */
export async function finishEncounter(ctx: Context, sent: Input<typeof encounterOperations.finish>) {
  const { id, version, result: nextResult, doneOn } = sent;
  const before = await getEncounter(ctx, id);
  const nextDoneOn = doneOn ?? ctx.today;
  refuseIf(whyNotEncounter("finish", before) ?? whyNotDone(nextDoneOn, before, ctx.today));
  await refuseConflict(ctx, encounterSubject, { id, version, changes: { nextDoneOn, nextResult } }, before);
  const after = await write(ctx, before, { nextDoneOn, nextResult });
  const title = `办结下一步（${titleOf(after.kind, after)}）`;
  await record(ctx, { subject: encounterSubject, id, before, after, title: "办结下一步", happenedOn: nextDoneOn });
  const about = (await projectsOf(ctx, id)).filter(({ isSeen }) => isSeen).map((each) => each.id);
  for (const projectId of about.sort()) {
    await touch(ctx, projectId, nextDoneOn);
    await line(ctx, { subject: projectSubject, id: projectId }, after, title, nextDoneOn);
  }
  return { id };
}

/** 作废: no longer counted from now on; a figure as of yesterday stays what it was. */
export async function annulEncounter(ctx: Context, { id, version, reason }: Input<typeof encounterOperations.annul>) {
  const before = await getEncounter(ctx, id);
  refuseIf(whyNotEncounter("annul", before));
  await refuseConflict(ctx, encounterSubject, { id, version, changes: { voidReason: reason } }, before);
  const { agencyId, db } = ctx;
  const voidedAt = ctx.now.toISOString();
  const of = and(eq(encounterCompanies.agencyId, agencyId), eq(encounterCompanies.encounterId, id));
  const met = await db
    .update(encounterCompanies)
    .set({ voidedAt })
    .where(and(of, isNull(encounterCompanies.voidedAt)))
    .returning({ companyId: encounterCompanies.companyId });
  const after = await write(ctx, before, { voidedAt, voidReason: reason });
  const about = (await projectsOf(ctx, id)).map((each) => each.id);
  await tellAll(ctx, { before, after, companyIds: met.map(({ companyId }) => companyId), projectIds: about, reason });
  return { id };
}

type Change = Partial<typeof encounters.$inferInsert>;

async function write(ctx: Context, before: StoredEncounter, changes: object): Promise<StoredEncounter> {
  await ctx.db
    .update(encounters)
    .set({ ...(changes as Change), version: sql`${encounters.version} + 1` })
    .where(and(eq(encounters.agencyId, ctx.agencyId), eq(encounters.id, before.id)));
  return getEncounter(ctx, before.id);
}

interface Told {
  before: StoredEncounter | null;
  after: StoredEncounter;
  companyIds: string[];
  projectIds: string[];
  reason?: string;
}

/** On its own page, and one line on the page of each company and project. */
async function tellAll(ctx: Context, { before, after, companyIds, projectIds, reason }: Told): Promise<void> {
  const { id, happenedOn } = after;
  const title = `${reason ? "作废" : ""}${titleOf(after.kind, after)}`;
  const own = reason ? { title: `作废：${reason}`, reason } : { title, happenedOn };
  await record(ctx, { subject: encounterSubject, id, before, after, ...own });
  const day = reason ? ctx.today : happenedOn;
  for (const companyId of companyIds) await line(ctx, { subject: companySubject, id: companyId }, after, title, day);
  for (const projectId of projectIds) await line(ctx, { subject: projectSubject, id: projectId }, after, title, day);
}

const line = (
  ctx: Context,
  on: { subject: typeof projectSubject; id: string },
  { id }: StoredEncounter,
  title: string,
  happenedOn: string,
) =>
  record(ctx, {
    subject: encounterSubject,
    id,
    before: null,
    after: {},
    title,
    happenedOn,
    link: `encounters/${id}`,
    on,
  });

/** The projects it was about: held in one order, and no longer quiet. */
async function touchProjects(ctx: Context, encounterId: string, ids: string[], happenedOn: string): Promise<string[]> {
  for (const projectId of ids) await touch(ctx, projectId, happenedOn);
  if (ids.length > 0)
    await ctx.db
      .insert(encounterProjects)
      .values(ids.map((projectId) => ({ agencyId: ctx.agencyId, encounterId, projectId })));
  return ids;
}

/** 最近进展 follows what happened, and never goes back. */
async function touch(ctx: Context, projectId: string, happenedOn: string): Promise<void> {
  const project = await getProject(ctx, projectId);
  if (happenedOn > project.activeOn) await changeProject(ctx, project, { activeOn: happenedOn });
}

/** 我方人员 with their division of that day; whoever types it unless others are named. */
async function hostsOf(ctx: Context, wanted: string[], day: string) {
  const { personId } = ctx.actor;
  const ids = [...new Set(wanted.length > 0 ? wanted : personId ? [personId] : [])];
  if (ids.length === 0) throw new Failure("refused", "encounters.hosts", "请选择我方人员");
  const hosts = await divisionsOn(ctx, ids, day);
  if (hosts.length < ids.length)
    throw new Failure("refused", "encounters.hosts.strange", "我方人员有的不在本机构，请从列表中选择");
  const away = hosts.filter(({ isAway }) => isAway).map(({ name }) => name);
  if (away.length > 0)
    refuse("hostIds", { code: "encounters.hosts.away", message: `${away.join("、")}那一天不在岗，请核对日期或人员` });
  return hosts;
}

function refuseFar(ctx: Context, owner: { officerId: string | null; divisionId: string | null }): void {
  if (!isReached(ctx.actor, manage, owner))
    refuse("hostIds", { code: "encounters.hosts.scope", message: "我方人员里要有自己或自己办理范围内的人" });
}

/** Companies as whoever reads them: nobody writes on the page of one he may not see. */
async function companiesMet(ctx: Context, ids: string[]) {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const rows = await ctx.db
    .select({ id: companies.id })
    .from(companies)
    .where(and(inArray(companies.id, wanted), visible({ ...ctx, operation: companyOperations.list }, companies)));
  if (rows.length < wanted.length)
    throw new Failure("missing", "companies.missing", "企业不存在，或不在您的数据范围内");
  return rows;
}

async function contactsMet(ctx: Context, ids: string[]) {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const rows = await ctx.db
    .select({ contactId: contacts.id, name: contacts.name, position: contacts.position })
    .from(contacts)
    .where(
      and(
        inArray(contacts.id, wanted),
        isNull(contacts.removedAt),
        visible({ ...ctx, operation: contactBookOperations.list }, contacts),
      ),
    );
  if (rows.length < wanted.length)
    throw new Failure("missing", "contacts.missing", "联系人不存在，或不在您的数据范围内");
  return rows;
}

async function refuseStranger(ctx: Context, personId: string | null): Promise<void> {
  if (personId === null) return;
  const [person] = await ctx.db
    .select({ id: persons.id })
    .from(persons)
    .where(and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, personId)));
  if (!person) throw new Failure("refused", "encounters.next.owner", "下一步的办理人不在本机构，请从列表中选择");
}

/** One's own uploads, as they are stored. */
async function ownFiles(ctx: Context, wanted: Sent["files"]) {
  const files = [];
  for (const id of new Set(wanted.map((each) => each.id))) {
    const { name, size, accountId } = await getFile(ctx, id);
    if (accountId !== ctx.actor.accountId)
      throw new Failure("missing", "files.missing", "附件不存在，可能已被删除，请重新上传");
    files.push({ id, name, size });
  }
  return files;
}

/** 交由您办理: told to whom a next step is given, unless that is who gave it. */
async function tellOwner(
  ctx: Context,
  before: StoredEncounter | null,
  { id, ...after }: StoredEncounter,
): Promise<void> {
  const { nextOwnerId, nextDueOn } = after;
  if (nextOwnerId === null || nextOwnerId === before?.nextOwnerId || nextOwnerId === ctx.actor.personId) return;
  const title = `对接“${after.companyNames || after.projectNames}”的下一步交由您办理，${nextDueOn} 前`;
  await notify(ctx, { to: { persons: [nextOwnerId] }, kind: "assigned", title, subject: { kind: "encounter", id } });
}

function refuse(path: string, why: Refusal | null): void {
  if (why) throw new Failure("refused", why.code, why.message, { fields: [{ path, message: why.message }] });
}

/** 归并: these facts are voided and written anew for another company; answers with what was written. */
export async function moveEncountered(ctx: Context, which: SQL | undefined, companyId: string): Promise<string[]> {
  const { agencyId, db } = ctx;
  const typedAt = ctx.now.toISOString();
  const rows = await db
    .update(encounterCompanies)
    .set({ voidedAt: typedAt })
    .where(and(eq(encounterCompanies.agencyId, agencyId), which))
    .returning();
  const made = rows.map((row) => ({ ...row, id: newId(), companyId, typedAt, voidedAt: null }));
  if (made.length > 0) await db.insert(encounterCompanies).values(made);
  return made.map(({ id }) => id);
}
