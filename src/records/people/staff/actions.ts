import { and, eq, gt, isNull, or } from "drizzle-orm";
import { addDays } from "#kit/base/dates.ts";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { changedTitles, record } from "#kit/server/history.ts";
import { index, sortNameOf } from "#kit/server/search.ts";
import { sqlState } from "#kit/server/serve.ts";
import { refuseDivision } from "../divisions/queries.ts";
import { refusePost } from "../establishments/queries.ts";
import { refuseLastAdministrator } from "../rights/queries.ts";
import { persons, personServices, postings } from "../tables.ts";
import { personSubject } from "../contract.ts";
import { serviceSubject, type staffOperations } from "./contract.ts";
import { findable, getPerson, lastService, openIdNumber, shownPerson } from "./queries.ts";
import { idNumberProblem, leaveTitle, whyNotFrom, whyNotLeave, whyNotStaff } from "./rules.ts";
import type { StaffKind } from "../words.ts";

interface NewPerson {
  name: string;
  divisionId?: string | null;
  staffKind?: StaffKind | null;
  postId?: string | null;
  fromOn: string;
  document?: string;
  idNumber?: string | null;
  hostingId?: string | null;
}

/** Enters a person, with a service where the division or the kind is known; those posted from elsewhere have none. */
export async function enterPerson(ctx: Context, wanted: NewPerson): Promise<string> {
  const { db, agencyId } = ctx;
  const { name, divisionId = null, staffKind = null, hostingId = null, idNumber = null } = wanted;
  await refuseDivision(ctx, divisionId);
  const id = newId();
  await db
    .insert(persons)
    .values({
      agencyId,
      id,
      name,
      divisionId,
      sortName: sortNameOf(name),
      hostingId,
      ...(await sealedId(ctx, id, idNumber)),
    })
    .catch(refuseTwin);
  await index(ctx, "person", id, findable(name));
  const after = await getPerson(ctx, id);
  await record(ctx, { subject: personSubject, id, before: null, after, title: hostingId ? "托管登记" : "登记人员" });
  if (hostingId === null && (divisionId !== null || staffKind !== null)) await beginService(ctx, id, wanted);
  return id;
}

export async function createPerson(ctx: Context, wanted: Input<typeof staffOperations.create>) {
  refuseIf(whyNotFrom(wanted.fromOn, null, ctx.today));
  const id = await enterPerson(ctx, wanted);
  if (wanted.divisionId === null && wanted.staffKind === null)
    throw new Failure("refused", "persons.service", "请填写科室或人员类别，否则不知道这个人在哪里任职");
  return shownPerson(ctx, await getPerson(ctx, id));
}

export async function updatePerson(ctx: Context, sent: Input<typeof staffOperations.update>) {
  const before = await getPerson(ctx, sent.id);
  await refuseConflict(ctx, personSubject, sent, before);
  const { name, idNumber } = sent.changes;
  await ctx.db
    .update(persons)
    .set({
      ...(name === undefined ? {} : { name, sortName: sortNameOf(name) }),
      ...(idNumber === undefined ? {} : await sealedId(ctx, before.id, idNumber)),
      version: before.version + 1,
    })
    .where(the(ctx, before.id))
    .catch(refuseTwin);
  if (name !== undefined && name !== before.name) await index(ctx, "person", before.id, findable(name));
  return changed(ctx, before, (after) => `修改：${changedTitles(personSubject, before, after)}`);
}

/** 调岗: the service so far ends the day before the new one begins. */
export async function movePerson(ctx: Context, sent: Input<typeof staffOperations.move>) {
  const before = await getPerson(ctx, sent.id);
  refuseIf(whyNotStaff("move", { ...before, today: ctx.today }));
  const last = await lastService(ctx, before.id);
  refuseIf(whyNotFrom(sent.fromOn, last, ctx.today));
  await refuseConflict(ctx, personSubject, { ...sent, changes: { divisionId: sent.divisionId } }, before);
  await refuseDivision(ctx, sent.divisionId);
  await endService(ctx, before.id, addDays(sent.fromOn, -1));
  await beginService(ctx, before.id, sent);
  await ctx.db
    .update(persons)
    .set({ divisionId: sent.divisionId, version: before.version + 1 })
    .where(the(ctx, before.id));
  return changed(ctx, before, () => null);
}

/** 离开: the service and every posting end that day; the accounts stay, with nothing they could do. */
export async function leavePerson(ctx: Context, sent: Input<typeof staffOperations.leave>) {
  const { id, leftOn, kind, reason } = sent;
  const before = await getPerson(ctx, id);
  refuseIf(whyNotStaff("leave", { ...before, today: ctx.today }));
  refuseIf(whyNotLeave(leftOn, await lastService(ctx, id), ctx.today));
  await refuseConflict(ctx, personSubject, { ...sent, changes: { leftOn } }, before);
  await refuseLastAdministrator(ctx, { personId: id }, leftOn);
  await endService(ctx, id, leftOn);
  await ctx.db
    .update(postings)
    .set({ toOn: leftOn })
    .where(
      and(
        eq(postings.agencyId, ctx.agencyId),
        eq(postings.personId, id),
        or(isNull(postings.toOn), gt(postings.toOn, leftOn)),
      ),
    );
  await ctx.db
    .update(persons)
    .set({ leftOn, leaveKind: kind, version: before.version + 1 })
    .where(the(ctx, id));
  return changed(ctx, before, () => leaveTitle(kind, leftOn), reason);
}

export async function rejoinPerson(ctx: Context, sent: Input<typeof staffOperations.rejoin>) {
  const before = await getPerson(ctx, sent.id);
  refuseIf(whyNotStaff("rejoin", { ...before, today: ctx.today }));
  const last = await lastService(ctx, before.id);
  refuseIf(whyNotFrom(sent.fromOn, { fromOn: before.leftOn ?? last?.fromOn ?? "1900-01-01" }, ctx.today));
  await refuseConflict(ctx, personSubject, { ...sent, changes: { leftOn: null } }, before);
  await refuseDivision(ctx, sent.divisionId);
  await beginService(ctx, before.id, sent);
  await ctx.db
    .update(persons)
    .set({ divisionId: sent.divisionId, leftOn: null, leaveKind: null, version: before.version + 1 })
    .where(the(ctx, before.id));
  return changed(ctx, before, () => `重新到岗，自 ${sent.fromOn} 起`);
}

/** 查看原文: who looked, at whom, when, stays in the history. */
export async function revealPerson(ctx: Context, { id }: Input<typeof staffOperations.reveal>) {
  const person = await getPerson(ctx, id);
  await record(ctx, { subject: personSubject, id, before: null, after: {}, reason: "查看身份证件号原文" });
  return { idNumber: await openIdNumber(ctx, person) };
}

const the = ({ agencyId }: Context, id: string) => and(eq(persons.agencyId, agencyId), eq(persons.id, id));

type Stored = Awaited<ReturnType<typeof getPerson>>;

async function changed(ctx: Context, before: Stored, titleOf: (after: Stored) => string | null, reason?: string) {
  const after = await getPerson(ctx, before.id);
  const title = titleOf(after);
  await record(ctx, {
    subject: personSubject,
    id: before.id,
    before,
    after,
    ...(title ? { title } : {}),
    ...(reason ? { reason } : {}),
  });
  return shownPerson(ctx, after);
}

async function beginService(ctx: Context, personId: string, wanted: Omit<NewPerson, "name">): Promise<void> {
  const { divisionId = null, staffKind = null, postId = null, fromOn, document = "" } = wanted;
  await refusePost(ctx, postId);
  const id = newId();
  await ctx.db
    .insert(personServices)
    .values({ agencyId: ctx.agencyId, id, personId, divisionId, staffKind, postId, fromOn, document });
  const after = await lastService(ctx, personId);
  const where = [after?.divisionName, after?.postTitle].filter(Boolean).join(" ");
  await record(ctx, {
    subject: serviceSubject,
    id,
    before: null,
    after,
    title: `任职${where ? `：${where}` : ""}`,
    happenedOn: fromOn,
    on: { subject: personSubject, id: personId },
  });
}

async function endService(ctx: Context, personId: string, toOn: string): Promise<void> {
  const before = await lastService(ctx, personId);
  if (!before || before.toOn !== null) return;
  await ctx.db
    .update(personServices)
    .set({ toOn })
    .where(and(eq(personServices.agencyId, ctx.agencyId), eq(personServices.id, before.id)));
  await record(ctx, { subject: serviceSubject, id: before.id, before, after: { ...before, toOn } });
}

async function sealedId({ db, agencyId, secrets }: Context, id: string, idNumber: string | null) {
  if (idNumber === null) return { idNumber: null, idIndex: null };
  refuseIf(idNumberProblem(idNumber));
  return { idNumber: await secrets.seal(db, agencyId, id, idNumber), idIndex: secrets.blindIndex(idNumber) };
}

function refuseTwin(error: unknown): never {
  if (sqlState(error) !== "23505") throw error;
  const message = "本机构已有人登记了这个证件号，请核对是否同一人；离开过的人请在他的页面办理到岗";
  throw new Failure("refused", "persons.idNumber.taken", message, { fields: [{ path: "idNumber", message }] });
}
