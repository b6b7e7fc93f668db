import { and, eq, sql } from "drizzle-orm";
import { yearOf } from "#kit/base/dates.ts";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { changedTitles, record } from "#kit/server/history.ts";
import { isReached } from "#kit/server/scope.ts";
import { index, sortNameOf } from "#kit/server/search.ts";
import { getCompany } from "#records/directory/queries.ts";
import { persons } from "#records/people/tables.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { type projectOperations, projectSubject } from "./contract.ts";
import { projectsPack } from "./pack.ts";
import { getProject, projectColumns, type StoredProject } from "./queries.ts";
import {
  amountJump,
  invested,
  ratePath,
  sizeOf,
  whyNotProject,
  whyNotReceived,
  whyNotRetrack,
  whyNotTrack,
} from "./rules.ts";
import { introductionOf } from "./introductions/queries.ts";
import { whyNotRetype } from "./introductions/rules.ts";
import { refuseUnseen } from "./places/queries.ts";
import { writeStage } from "./stages/actions.ts";
import { factsOf } from "./stages/queries.ts";
import { projectCounters, projects } from "./tables.ts";

/** 登记线索: the project begins, at stage `lead`, under the officer who brought it. */
export async function createProject(ctx: Context, sent: Input<typeof projectOperations.create>) {
  const { receivedOn = ctx.today, investorName, ...typed } = sent;
  const id = newId();
  const pack = projectsPack(ctx);
  refuseIf(whyNotReceived(receivedOn, ctx.today) ?? whyNotTrack(pack, typed.track));
  const amounts = converted(typed);
  await refuseStrangers(ctx, { landedCompanyId: null, qualityKeeperId: null }, typed);
  await refuseUnseen(ctx, {}, typed);
  await ctx.db.insert(projects).values({
    ...typed,
    ...amounts,
    ...(await ownerOf(ctx, typed.officerId ?? ctx.actor.personId)),
    investorName: await investorNameOf(ctx, typed.investorId, investorName),
    agencyId: ctx.agencyId,
    id,
    code: await nextCode(ctx, yearOf(receivedOn)),
    sortName: sortNameOf(typed.name),
    stage: "lead",
    stageOn: receivedOn,
    size: sizeOf(pack.sizes, { totalInvestment: amounts.totalInvestment, agreedInvestment: null }),
    receivedOn,
    activeOn: receivedOn,
    createdAt: ctx.now.toISOString(),
  });
  const after = await getProject(ctx, id);
  await writeStage(ctx, after, { stage: "lead", happenedOn: receivedOn });
  await index(ctx, "project", id, findable(after));
  await record(ctx, {
    subject: projectSubject,
    id,
    before: null,
    after,
    title: `登记线索 ${after.code}`,
    happenedOn: receivedOn,
  });
  await tellOfficer(ctx, null, after);
  return after;
}

export async function updateProject(ctx: Context, sent: Input<typeof projectOperations.update>) {
  const before = await getProject(ctx, sent.id);
  refuseIf(whyNotProject("update", before));
  const { isAmountChecked = false, ...changes } = sent.changes;
  await refuseConflict(ctx, projectSubject, { ...sent, changes }, before);
  const facts = await factsOf(ctx, before.id);
  if (changes.track !== undefined && changes.track !== before.track)
    refuseIf(whyNotRetrack(facts) ?? whyNotTrack(projectsPack(ctx), changes.track));
  const { officerId, ...rest } = changes;
  const amounts = converted({ ...before, ...given(rest) });
  if (!isAmountChecked) askAmount(before, { ...rest, ...amounts }, facts);
  await refuseStrangers(ctx, before, rest);
  await refuseUnseen(ctx, before, rest, "changes.");
  await refuseRetype(ctx, before, rest);
  const isHandedOn = officerId !== undefined && officerId !== before.officerId;
  const after = await changeProject(ctx, before, {
    ...rest,
    ...amounts,
    ...(isHandedOn ? await ownerOf(ctx, officerId) : {}),
    ...(rest.investorId ? { investorName: await investorNameOf(ctx, rest.investorId, rest.investorName) } : {}),
    ...(rest.name === undefined ? {} : { sortName: sortNameOf(rest.name) }),
  });
  const title = `修改：${changedTitles(projectSubject, before, after)}`;
  await record(ctx, { subject: projectSubject, id: after.id, before, after, title });
  await tellOfficer(ctx, before, after);
  return after;
}

type Change = { [Field in keyof typeof projects.$inferInsert]?: (typeof projects.$inferInsert)[Field] | undefined };

/** Writes a change of a project held by the caller: version, size and search words follow; history is the caller's. */
export async function changeProject(ctx: Context, before: StoredProject, change: Change): Promise<StoredProject> {
  const size = sizeOf(projectsPack(ctx).sizes, {
    totalInvestment: change.totalInvestment === undefined ? before.totalInvestment : change.totalInvestment,
    agreedInvestment: change.agreedInvestment === undefined ? before.agreedInvestment : change.agreedInvestment,
  });
  const [after] = await ctx.db
    .update(projects)
    .set({ activeOn: ctx.today, ...change, size, version: before.version + 1 })
    .where(and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, before.id)))
    .returning(projectColumns);
  if (!after) throw new Error("project not written");
  if (JSON.stringify(findable(before)) !== JSON.stringify(findable(after)))
    await index(ctx, "project", after.id, findable(after));
  return after;
}

const findable = ({ name, investorName, code }: StoredProject) => ({ names: [name, investorName], codes: [code] });

/** P2023-0042: the next of its agency and year; whoever comes second waits for the first to be done. */
async function nextCode({ db, agencyId }: Context, year: number): Promise<string> {
  const [counter] = await db
    .insert(projectCounters)
    .values({ agencyId, year, last: 1 })
    .onConflictDoUpdate({
      target: [projectCounters.agencyId, projectCounters.year],
      set: { last: sql`${projectCounters.last} + 1` },
    })
    .returning({ last: projectCounters.last });
  if (!counter) throw new Error("no project number");
  return `P${year}-${String(counter.last).padStart(4, "0")}`;
}

/** What was really sent: a field left out stays as it is. */
const given = <T extends object>(sent: T) =>
  Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as {
    [Field in keyof T]: Exclude<T[Field], undefined>;
  };

function converted(typed: Parameters<typeof invested>[0]) {
  const amounts = invested(typed);
  if ("code" in amounts) {
    const fields = [{ path: ratePath(amounts.code, "originalInvestment"), message: amounts.message }];
    throw new Failure("refused", amounts.code, amounts.message, { fields });
  }
  return amounts;
}

function askAmount(before: StoredProject, after: Parameters<typeof amountJump>[1], facts: { amount: string | null }[]) {
  const earlier = facts.map(({ amount }) => amount).filter((amount) => amount !== null);
  const asked = amountJump(before, after, earlier);
  if (!asked) return;
  const fields = [
    { path: `changes.${asked.field}`, message: asked.message },
    { path: "changes.isAmountChecked", message: "核对无误后勾选" },
  ];
  throw new Failure("refused", "projects.amount.jump", asked.message, { fields });
}

/** 责任专员 and the division that goes with that person today. */
async function ownerOf(ctx: Context, officerId: string | null) {
  const [officer] = officerId
    ? await ctx.db
        .select({ officerId: persons.id, divisionId: persons.divisionId })
        .from(persons)
        .where(and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, officerId)))
    : [{ officerId: null, divisionId: null }];
  if (!officer) throw new Failure("refused", "projects.officer", "责任专员不在本机构，请从列表中选择");
  if (!isReached(ctx.actor, "projects.manage", officer)) {
    const message = "只能把项目交给自己办理范围内的专员；跨科室移交或暂不定专员，请由主任办理";
    throw new Failure("refused", "projects.officer.scope", message, { fields: [{ path: "officerId", message }] });
  }
  return officer;
}

/** A company of the directory goes by its own name; before there is one, the investor is a name. */
async function investorNameOf(ctx: Context, investorId: string | null, typed: string | undefined): Promise<string> {
  if (investorId) return (await getCompany(ctx, investorId)).name;
  if (typed) return typed;
  const message = "请填写投资方名称，或从企业库中选择";
  throw new Failure("refused", "projects.investor", message, { fields: [{ path: "investorName", message }] });
}

/** Whom and what a project points at must be of this agency and within reach. */
async function refuseStrangers(
  ctx: Context,
  before: Pick<StoredProject, "landedCompanyId" | "qualityKeeperId">,
  {
    landedCompanyId,
    qualityKeeperId,
  }: { landedCompanyId?: string | null | undefined; qualityKeeperId?: string | null | undefined },
): Promise<void> {
  if (landedCompanyId && landedCompanyId !== before.landedCompanyId) await getCompany(ctx, landedCompanyId);
  if (!qualityKeeperId || qualityKeeperId === before.qualityKeeperId) return;
  const [keeper] = await ctx.db
    .select({ id: persons.id })
    .from(persons)
    .where(and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, qualityKeeperId)));
  if (!keeper) throw new Failure("refused", "projects.qualityKeeper", "质量把关人不在本机构，请从列表中选择");
}

/** 引荐备案 says who the intermediary is, for as long as it stands. */
async function refuseRetype(
  ctx: Context,
  { id, intermediaryId }: StoredProject,
  changes: { intermediaryId?: string | null | undefined },
): Promise<void> {
  if (changes.intermediaryId === undefined || changes.intermediaryId === intermediaryId) return;
  const standing = await introductionOf(ctx, id);
  if (standing) refuseIf(whyNotRetype(standing));
}

/** 交由您负责: told to the officer a project is given to, unless that is who gave it. */
async function tellOfficer(ctx: Context, before: StoredProject | null, after: StoredProject): Promise<void> {
  const { id, name, officerId } = after;
  if (officerId === null || officerId === before?.officerId || officerId === ctx.actor.personId) return;
  const title = `招商项目“${name}”交由您负责`;
  await notify(ctx, { to: { persons: [officerId] }, kind: "assigned", title, subject: { kind: "project", id } });
}
