import { and, eq, sql } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import { readable } from "#kit/base/money.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { changedTitles, record } from "#kit/server/history.ts";
import { isReached } from "#kit/server/scope.ts";
import { index, sortNameOf } from "#kit/server/search.ts";
import type { Erased } from "#records/people/erasures/queries.ts";
import { erasedName } from "#records/people/erasures/words.ts";
import { persons } from "#records/people/tables.ts";
import { manage } from "../contract.ts";
import { getIntermediary } from "../queries.ts";
import { type outpostOperations, outpostSubject } from "./contract.ts";
import { getEntry, getMember, getOutpost, type Outpost } from "./queries.ts";
import {
  entryDay,
  whyNotClose,
  whyNotMandatedUntil,
  whyNotOutpost,
  whyNotPost,
  whyNotRecall,
  whyNotYear,
} from "./rules.ts";
import { outpostEntries, outpostMembers, outposts } from "./tables.ts";
import { outpostCosts, outpostResults } from "./words.ts";

type Changes = Partial<typeof outposts.$inferInsert>;

export async function createOutpost(ctx: Context, wanted: Input<typeof outpostOperations.create>) {
  refuseIf(whyNotMandatedUntil(wanted.mandatedUntil, wanted.fromOn));
  const owner = await ownerOf(ctx, wanted.officerId ?? ctx.actor.personId);
  if (wanted.intermediaryId) await getIntermediary(ctx, wanted.intermediaryId);
  const id = newId();
  await ctx.db
    .insert(outposts)
    .values({ ...wanted, ...owner, agencyId: ctx.agencyId, id, sortName: sortNameOf(wanted.name) });
  await index(ctx, "outpost", id, { names: [wanted.name], codes: [] });
  const after = await getOutpost(ctx, id);
  await record(ctx, { subject: outpostSubject, id, before: null, after, title: "登记驻外机构" });
  return { id };
}

export async function updateOutpost(ctx: Context, sent: Input<typeof outpostOperations.update>) {
  const before = await getOutpost(ctx, sent.id);
  refuseIf(whyNotOutpost(before));
  await refuseConflict(ctx, outpostSubject, sent, before);
  const { officerId, ...typed } = sent.changes;
  const until = typed.mandatedUntil === undefined ? before.mandatedUntil : typed.mandatedUntil;
  refuseIf(whyNotMandatedUntil(until, typed.fromOn ?? before.fromOn));
  if (typed.intermediaryId) await getIntermediary(ctx, typed.intermediaryId);
  const owner = officerId === undefined || officerId === before.officerId ? {} : await ownerOf(ctx, officerId);
  const sortName = typed.name === undefined ? {} : { sortName: sortNameOf(typed.name) };
  const after = await write(ctx, before, { ...(typed as Changes), ...owner, ...sortName });
  if (after.name !== before.name) await index(ctx, "outpost", after.id, { names: [after.name], codes: [] });
  const title = `修改：${changedTitles(outpostSubject, before, after)}`;
  await record(ctx, { subject: outpostSubject, id: after.id, before, after, title });
  return { id: after.id };
}

export async function closeOutpost(ctx: Context, { id, version, toOn, reason }: Input<typeof outpostOperations.close>) {
  const before = await getOutpost(ctx, id);
  refuseIf(whyNotOutpost(before));
  refuseIf(whyNotClose(toOn, before, ctx.today));
  const changes = { toOn, closeReason: reason };
  await refuseConflict(ctx, outpostSubject, { id, version, changes }, before);
  const after = await write(ctx, before, changes);
  await record(ctx, { subject: outpostSubject, id, before, after, title: `撤销：${reason}`, happenedOn: toOn, reason });
  return { id };
}

export async function postMember(ctx: Context, { id, ...wanted }: Input<typeof outpostOperations.post>) {
  const outpost = await getOutpost(ctx, id);
  refuseIf(whyNotOutpost(outpost));
  refuseIf(whyNotPost(wanted, outpost));
  const name = wanted.personId ? await nameOf(ctx, wanted.personId) : wanted.name;
  const memberId = newId();
  await ctx.db.insert(outpostMembers).values({ ...wanted, name, agencyId: ctx.agencyId, id: memberId, outpostId: id });
  await recordLine(ctx, id, `派驻${whoIs(wanted)}`, wanted.fromOn);
  return { id: memberId };
}

export async function recallMember(ctx: Context, { id, version, toOn }: Input<typeof outpostOperations.recall>) {
  const member = await getMember(ctx, id);
  refuseIf(whyNotRecall(toOn, member, ctx.today));
  if (version !== member.version)
    throw new Failure("refused", "outposts.conflict", "这位人员的登记刚被他人改过，请刷新后再办");
  await ctx.db
    .update(outpostMembers)
    .set({ toOn, version: version + 1 })
    .where(and(eq(outpostMembers.agencyId, ctx.agencyId), eq(outpostMembers.id, id)));
  await recordLine(ctx, member.outpostId, `撤回${whoIs(member)}`, toOn);
  return { id };
}

/** Unnamed: what is told on a timeline cannot be erased with the person (ADR 41). */
const whoIs = ({ personId }: { personId: string | null }) => (personId ? "本机构人员" : "外聘人员");

/** 个人信息删除: who was posted there keeps the days and the task, and loses the name. */
export async function eraseOutpostMember(ctx: Context, { kind, id }: Erased): Promise<void> {
  if (kind !== "person") return;
  await ctx.db
    .update(outpostMembers)
    .set({ name: erasedName, version: sql`${outpostMembers.version} + 1` })
    .where(and(eq(outpostMembers.agencyId, ctx.agencyId), eq(outpostMembers.personId, id)));
}

export async function spendAtOutpost(ctx: Context, { id, ...wanted }: Input<typeof outpostOperations.spend>) {
  const title = `登记 ${wanted.year} 年${outpostCosts[wanted.cost]} ${readable(wanted.amount)}`;
  return enter(ctx, id, wanted, title);
}

export async function achieveAtOutpost(ctx: Context, { id, ...wanted }: Input<typeof outpostOperations.achieve>) {
  const title = `登记 ${wanted.year} 年${outpostResults[wanted.result]} ${wanted.quantity}`;
  return enter(ctx, id, wanted, title);
}

export async function voidEntry(ctx: Context, { id, reason }: Input<typeof outpostOperations.voidEntry>) {
  const { outpostId, year, cost, result } = await getEntry(ctx, id);
  await ctx.db
    .update(outpostEntries)
    .set({ voidedAt: ctx.now.toISOString(), voidReason: reason })
    .where(and(eq(outpostEntries.agencyId, ctx.agencyId), eq(outpostEntries.id, id)));
  const what = cost ? outpostCosts[cost] : result ? outpostResults[result] : "";
  await recordLine(ctx, outpostId, `作废 ${year} 年${what}：${reason}`, ctx.today, reason);
  return { id };
}

type Entry = Pick<typeof outpostEntries.$inferInsert, "year" | "cost" | "amount" | "result" | "quantity" | "evidence">;

async function enter(ctx: Context, outpostId: string, wanted: Entry, title: string) {
  const outpost = await getOutpost(ctx, outpostId);
  refuseIf(whyNotYear(wanted.year, outpost, ctx.today));
  const id = newId();
  const happenedOn = entryDay(wanted.year, ctx.today);
  const typedAt = ctx.now.toISOString();
  await ctx.db.insert(outpostEntries).values({ ...wanted, agencyId: ctx.agencyId, id, outpostId, happenedOn, typedAt });
  await recordLine(ctx, outpostId, title, happenedOn);
  return { id };
}

/** One line of the page's story; what it was about stands in its words. */
const recordLine = (ctx: Context, id: string, entry: string, happenedOn: string, reason?: string) => {
  const day = happenedOn < ctx.today ? happenedOn : ctx.today;
  return record(ctx, {
    subject: outpostSubject,
    id,
    before: null,
    after: { entry },
    title: entry,
    happenedOn: day,
    ...(reason ? { reason } : {}),
  });
};

async function write(ctx: Context, before: Outpost, changes: Changes): Promise<Outpost> {
  await ctx.db
    .update(outposts)
    .set({ ...changes, version: before.version + 1 })
    .where(and(eq(outposts.agencyId, ctx.agencyId), eq(outposts.id, before.id)));
  return { ...before, ...changes, version: before.version + 1 } as Outpost;
}

async function nameOf({ db, agencyId }: Context, personId: string): Promise<string> {
  const [person] = await db
    .select({ name: persons.name })
    .from(persons)
    .where(and(eq(persons.agencyId, agencyId), eq(persons.id, personId)));
  if (!person) throw new Failure("refused", "outposts.person", "人员不在本机构，请从列表中选择");
  return person.name;
}

async function ownerOf(ctx: Context, officerId: string | null) {
  const [officer] = officerId
    ? await ctx.db
        .select({ officerId: persons.id, divisionId: persons.divisionId })
        .from(persons)
        .where(and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, officerId)))
    : [{ officerId: null, divisionId: null }];
  if (!officer) throw new Failure("refused", "outposts.officer", "责任专员不在本机构，请从列表中选择");
  if (!isReached(ctx.actor, manage, officer)) {
    const message = "只能交给自己办理范围内的专员；跨科室的请由主任办理";
    throw new Failure("refused", "outposts.officer.scope", message, { fields: [{ path: "officerId", message }] });
  }
  return officer;
}
