import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { addDays, addMonths, yearOf } from "#kit/base/dates.ts";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { news, tell } from "#kit/server/news.ts";
import { regions } from "#records/directory/tables.ts";
import { persons } from "#records/people/tables.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { changeProject } from "../actions.ts";
import { projectSubject } from "../contract.ts";
import { attachPapers } from "../papers/actions.ts";
import { getProject, type StoredProject } from "../queries.ts";
import { countedOf, whyNotProject } from "../rules.ts";
import { type referralOperations, referralSubject, reportSubject, shareSubject } from "./contract.ts";
import { referralPack } from "./pack.ts";
import {
  claimOf,
  heldReferral,
  isSigned,
  referralsOf,
  type Rival,
  rivalsOf,
  type StoredReferral,
  sharesOf,
} from "./queries.ts";
import { termOf, whyNotExtend, whyNotFile, whyNotReport, whyNotTransfer, whyNotWithdraw } from "./rules.ts";
import { referralCounters, referralReports, referrals, referralShares } from "./tables.ts";

/** 首谈备案 came in, with those of others that hold the same investor; and 撤回. Told in the same transaction. */
export const referralFiled = news<{ referral: StoredReferral; rivals: Rival[] }>("referralFiled");
export const referralWithdrawn = news<{ referral: StoredReferral }>("referralWithdrawn");

/** 首谈备案: at the server's moment. One that meets another's protection stands in dispute until the office decides. */
export async function fileReferral(ctx: Context, sent: Input<typeof referralOperations.file>) {
  const { projectId, months, files, ...typed } = sent;
  const project = await getProject(ctx, projectId);
  const pack = referralPack(ctx);
  const [latest] = await referralsOf(ctx, projectId);
  const term = months ?? pack.protect.usual;
  const asked = { contactedOn: typed.contactedOn, months: term, files };
  const now = { today: ctx.today, isSigned: await isSigned(ctx, projectId), own: latest?.state ?? null, pack };
  refuseIf(whyNotProject("move", project) ?? whyNotFile(project, asked, now));
  await refuseRegion(ctx, typed.reporterRegion);
  const number = await nextNumber(ctx, yearOf(ctx.today));
  const claim = await claimOf(ctx, project);
  const rivals = await rivalsOf(ctx, projectId, claim);
  const papers = await attachPapers(ctx, projectId, files);
  const id = newId();
  const { investorId, creditCode, investorKey } = claim;
  await ctx.db.insert(referrals).values({
    ...countedOf(project),
    ...typed,
    ...termOf(ctx.today, term, pack),
    investorId,
    creditCode,
    investorKey,
    files: [...papers.values()],
    agencyId: ctx.agencyId,
    id,
    projectId,
    number,
    happenedOn: ctx.today,
    typedAt: ctx.now.toISOString(),
    byId: ctx.actor.personId,
  });
  const after = await latestOf(ctx, projectId);
  await tellReferral(ctx, null, after, `首谈备案 ${number}，保护至 ${after.expiresOn}`);
  await giveShare(ctx, after, { personId: project.officerId, divisionId: project.divisionId, percent: 100 });
  await tell(ctx, referralFiled, { referral: after, rivals });
  await touch(ctx, project);
  return { id };
}

/** 报告进展: the clock of reports begins anew. */
export async function reportReferral(ctx: Context, { id, ...said }: Input<typeof referralOperations.report>) {
  const { project, referral } = await heldReferral(ctx, id);
  refuseIf(whyNotReport(referral.state));
  await writeReport(ctx, referral, said, null);
  await touch(ctx, project);
  return { id };
}

/** 延期: asked for with a report, as often and as long as the pack allows. */
export async function extendReferral(ctx: Context, { id, months, ...said }: Input<typeof referralOperations.extend>) {
  const { project, referral } = await heldReferral(ctx, id);
  refuseIf(whyNotExtend(referral, months, referralPack(ctx)));
  await writeReport(ctx, referral, said, addMonths(referral.expiresOn, months));
  await touch(ctx, project);
  return { id };
}

/** 撤回: what was filed by mistake or given up; its disputes end with it. */
export async function withdrawReferral(ctx: Context, { id, reason }: Input<typeof referralOperations.withdraw>) {
  const { referral } = await heldReferral(ctx, id);
  refuseIf(whyNotWithdraw(referral.state));
  await endReferral(ctx, referral, { outcome: "withdrawn", outcomeReason: reason }, `撤回首谈备案：${reason}`);
  await tell(ctx, referralWithdrawn, { referral });
  return { id };
}

/** 签约: what first contact was protected for. One in dispute does not get here (关口). */
export async function fulfilReferral(ctx: Context, project: StoredProject): Promise<void> {
  const [latest] = await referralsOf(ctx, project.id);
  if (latest?.state !== "protected") return;
  await endReferral(ctx, latest, { outcome: "fulfilled", outcomeReason: "" }, `首谈备案 ${latest.number} 随签约办结`);
}

/** 流转: the project goes to the receiver with its protection, the credit as the two agreed. */
export async function transferReferral(ctx: Context, sent: Input<typeof referralOperations.transfer>) {
  const { id, receiverId, percent, note, files } = sent;
  const { project, referral } = await heldReferral(ctx, id);
  const shares = await sharesOf(ctx, [id]);
  const giver = shares.find(({ personId }) => personId === project.officerId);
  const held = giver?.percent ?? 0;
  refuseIf(whyNotTransfer(referral.state, { giverId: project.officerId, receiverId, percent, held, files }));
  const receiver = await receiverOf(ctx, receiverId);
  const papers = await attachPapers(ctx, project.id, files);
  const owner = { officerId: receiver.id, divisionId: receiver.divisionId };
  const after = await changeProject(ctx, project, owner);
  const title = `首谈流转：责任专员变更，接手方记功 ${percent}%。${note}`;
  await record(ctx, { subject: projectSubject, id: project.id, before: project, after, title, reason: note });
  const told = { note, files: [...papers.values()] };
  const taken = shares.filter(({ personId }) => personId === project.officerId || personId === receiverId);
  await voidShares(ctx, referral, taken);
  const before = taken.find(({ personId }) => personId === receiverId)?.percent ?? 0;
  if (giver && held > percent) await giveShare(ctx, referral, { ...giver, percent: held - percent });
  await giveShare(ctx, referral, {
    personId: receiver.id,
    divisionId: receiver.divisionId,
    percent: before + percent,
    ...told,
  });
  const persons = [project.officerId, receiver.id].filter((each) => each !== null);
  await notify(ctx, {
    to: { persons },
    kind: "referrals",
    title: `首谈备案 ${referral.number} 已流转，接手方记功 ${percent}%`,
    subject: { kind: "project", id: project.id },
    except: ctx.actor.accountId,
  });
  return { id };
}

async function receiverOf({ db, agencyId }: Context, id: string) {
  const [receiver] = await db
    .select({ id: persons.id, divisionId: persons.divisionId })
    .from(persons)
    .where(and(eq(persons.agencyId, agencyId), eq(persons.id, id)));
  if (receiver) return receiver;
  throw new Failure("refused", "referrals.transfer.receiver", "接手专员不在本机构，请从列表中选择");
}

async function refuseRegion({ db }: Context, code: string | null): Promise<void> {
  if (code === null) return;
  const [known] = await db.select({ code: regions.code }).from(regions).where(eq(regions.code, code));
  if (!known) throw new Failure("refused", "referrals.region", "报送区（县）不在区划表里，请从列表中选择");
}

async function latestOf(ctx: Context, projectId: string): Promise<StoredReferral> {
  const [latest] = await referralsOf(ctx, projectId);
  if (!latest) throw new Error("referral not written");
  return latest;
}

async function writeReport(
  ctx: Context,
  before: StoredReferral,
  { content, files }: Pick<Input<typeof referralOperations.report>, "content" | "files">,
  extendedTo: string | null,
): Promise<void> {
  const papers = await attachPapers(ctx, before.projectId, files);
  const id = newId();
  const report = { id, referralId: before.id, happenedOn: ctx.today, content, files: [...papers.values()], extendedTo };
  const by = { byId: ctx.actor.personId, typedAt: ctx.now.toISOString() };
  await ctx.db.insert(referralReports).values({ ...report, ...by, agencyId: ctx.agencyId });
  const change = {
    reportDueOn: addDays(ctx.today, referralPack(ctx).reportDays),
    ...(extendedTo && { expiresOn: extendedTo, extensionCount: before.extensionCount + 1 }),
  };
  await writeReferral(ctx, before.id, change);
  await tellReferral(ctx, before, { ...before, ...change });
  const title = `首谈${extendedTo ? `延期至 ${extendedTo}` : "进展"}：${content.slice(0, 60)}`;
  const on = { subject: projectSubject, id: before.projectId };
  await record(ctx, { subject: reportSubject, id, before: null, after: report, title, on });
}

async function endReferral(
  ctx: Context,
  before: StoredReferral,
  ended: { outcome: "fulfilled" | "withdrawn"; outcomeReason: string },
  title: string,
): Promise<void> {
  const isVoid = ended.outcome === "withdrawn";
  const change = { ...ended, outcomeOn: ctx.today, disputedOn: null };
  await writeReferral(ctx, before.id, { ...change, ...(isVoid && { voidedAt: ctx.now.toISOString() }) });
  await tellReferral(ctx, before, { ...before, ...change }, title);
}

async function writeReferral(ctx: Context, id: string, change: Partial<typeof referrals.$inferInsert>): Promise<void> {
  await ctx.db
    .update(referrals)
    .set(change)
    .where(and(eq(referrals.agencyId, ctx.agencyId), eq(referrals.id, id)));
}

async function tellReferral(ctx: Context, before: StoredReferral | null, after: StoredReferral, title?: string) {
  const on = { subject: projectSubject, id: after.projectId };
  await record(ctx, { subject: referralSubject, id: after.id, before, after, on, ...(title && { title }) });
}

interface Given {
  personId: string | null;
  divisionId: string | null;
  percent: number;
  note?: string;
  files?: (typeof referralShares.$inferInsert)["files"];
}

async function giveShare(ctx: Context, referral: StoredReferral, given: Given): Promise<void> {
  const { personId, divisionId, percent, note = "", files = [] } = given;
  const id = newId();
  const share = { id, referralId: referral.id, percent, happenedOn: ctx.today, note, files };
  const whose = { agencyId: ctx.agencyId, personId, divisionId, typedAt: ctx.now.toISOString() };
  await ctx.db.insert(referralShares).values({ ...share, ...whose });
  const on = { subject: projectSubject, id: referral.projectId };
  await record(ctx, { subject: shareSubject, id, before: null, after: share, on });
}

type Share = Awaited<ReturnType<typeof sharesOf>>[number];

async function voidShares(ctx: Context, { projectId }: StoredReferral, shares: Share[]): Promise<void> {
  const ids = shares.map(({ id }) => id);
  if (ids.length === 0) return;
  await ctx.db
    .update(referralShares)
    .set({ voidedAt: ctx.now.toISOString() })
    .where(
      and(eq(referralShares.agencyId, ctx.agencyId), inArray(referralShares.id, ids), isNull(referralShares.voidedAt)),
    );
  const on = { subject: projectSubject, id: projectId };
  for (const before of shares) await record(ctx, { subject: shareSubject, id: before.id, before, after: null, on });
}

/** 最近进展 of the project is today. */
async function touch(ctx: Context, before: StoredProject): Promise<void> {
  const after = await changeProject(ctx, before, {});
  await record(ctx, { subject: projectSubject, id: before.id, before, after });
}

/** S2026-0001: whoever comes second waits for the first to be done, and then sees its filing. */
async function nextNumber({ db, agencyId }: Context, year: number): Promise<string> {
  const [counter] = await db
    .insert(referralCounters)
    .values({ agencyId, year, last: 1 })
    .onConflictDoUpdate({
      target: [referralCounters.agencyId, referralCounters.year],
      set: { last: sql`${referralCounters.last} + 1` },
    })
    .returning({ last: referralCounters.last });
  if (!counter) throw new Error("no referral number");
  return `S${year}-${String(counter.last).padStart(4, "0")}`;
}
