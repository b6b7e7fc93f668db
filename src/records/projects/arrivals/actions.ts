import { and, eq, isNull } from "drizzle-orm";
import { Failure, type Refusal, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import { readable } from "#kit/base/money.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { isReached } from "#kit/server/scope.ts";
import { changeProject } from "../actions.ts";
import { projectSubject } from "../contract.ts";
import { projectsPack } from "../pack.ts";
import { attachPapers } from "../papers/actions.ts";
import { getProject, type StoredProject } from "../queries.ts";
import { countedOf as groupsNow, ratePath, refusedAt, whyNotProject } from "../rules.ts";
import { agreedIn } from "../signings/rules.ts";
import { type arrivalOperations, arrivalSubject, type statisticOperations, statisticSubject } from "./contract.ts";
import { arrivalsNumbered, arrivalsOf, getArrival, statisticsOf } from "./queries.ts";
import {
  askedAmount,
  countedIn,
  resembled,
  sameNumber,
  whyNotArrived,
  whyNotProof,
  whyNotStatistic,
  whyNotVerifyArrival,
} from "./rules.ts";
import { projectArrivals, projectFundsInPlace, projectStatistics } from "./tables.ts";
import { arrivalKinds } from "./words.ts";

type Arrival = Awaited<ReturnType<typeof getArrival>>;
type Typed = Omit<Input<typeof arrivalOperations.create>, "projectId">;

/** 登记到位资金: it waits for another person before it is summed. */
export async function createArrival(ctx: Context, { projectId, ...typed }: Input<typeof arrivalOperations.create>) {
  const project = await getProject(ctx, projectId);
  return write(
    ctx,
    project,
    typed,
    (after) => `${arrivalKinds[after.kind]}到位${readable(after.arrivedAmount)}，待核验`,
  );
}

/** 核验: from now on it is in the figures, under the year it arrived. */
export async function verifyArrival(ctx: Context, about: Input<typeof arrivalOperations.verify>) {
  const project = await getProject(ctx, about.projectId);
  const before = await getArrival(ctx, about);
  refuseIf(whyNotVerifyArrival(before, ctx.actor.personId));
  const at = ctx.now.toISOString();
  await change(ctx, before.id, { verifiedAt: at, verifiedById: ctx.actor.personId });
  const { kind, currency, countedAmount, happenedOn } = before;
  await ctx.db.insert(projectFundsInPlace).values({
    ...groupsNow(project),
    agencyId: ctx.agencyId,
    id: newId(),
    projectId: project.id,
    arrivalId: before.id,
    kind,
    currency,
    countedAmount,
    happenedOn,
    typedAt: at,
  });
  const after = await getArrival(ctx, about);
  await tell(ctx, before, after, { title: `核验${arrivalKinds[kind]}到位，计入${readable(countedAmount)}` });
  return after;
}

export async function correctArrival(
  ctx: Context,
  { projectId, id, reason, ...typed }: Input<typeof arrivalOperations.correct>,
) {
  const project = await getProject(ctx, projectId);
  const before = await getArrival(ctx, { projectId, id });
  refuseIf(whyNotTouch(ctx, project, before));
  await voidArrival(ctx, before, reason, `作废原登记的${arrivalKinds[before.kind]}到位`);
  return write(
    ctx,
    project,
    typed,
    (after) => `更正${arrivalKinds[after.kind]}到位为${readable(after.arrivedAmount)}：${reason}`,
  );
}

export async function annulArrival(ctx: Context, { reason, ...about }: Input<typeof arrivalOperations.annul>) {
  const project = await getProject(ctx, about.projectId);
  const before = await getArrival(ctx, about);
  refuseIf(whyNotTouch(ctx, project, before));
  await voidArrival(
    ctx,
    before,
    reason,
    `作废${arrivalKinds[before.kind]}到位${readable(before.arrivedAmount)}：${reason}`,
  );
  return {};
}

/** What was verified is not taken back by those it was verified for. */
function whyNotTouch(ctx: Context, project: StoredProject, { verifiedAt }: Arrival): Refusal | null {
  return verifiedAt === null || isReached(ctx.actor, "projects.verify", project)
    ? null
    : { code: "arrivals.verified", message: "已核验的到位资金由科长、主任或绩效专员更正或作废" };
}

async function write(ctx: Context, project: StoredProject, sent: Typed, titleOf: (after: Arrival) => string) {
  const { amount, isAmountChecked, isAnother, files, ...typed } = sent;
  const { arrivals: pack } = projectsPack(ctx);
  refuseIf(whyNotProject("update", project) ?? whyNotArrived(typed, project, ctx.today));
  const unproven = whyNotProof(typed.kind, typed.proofKind, pack);
  if (unproven) throw refusedAt("proofKind", unproven);
  const arrived = agreedIn({ ...typed, amount });
  if ("code" in arrived) throw refusedAt(ratePath(arrived.code, "amount"), arrived);
  const { yuan: arrivedAmount, ...rate } = arrived;
  const counted = countedIn(typed, arrivedAmount, pack);
  if ("code" in counted) throw refusedAt(counted.code.endsWith("reason") ? "countedReason" : "countedAmount", counted);
  const asked = isAmountChecked ? null : askedAmount(arrivedAmount, project.totalInvestment);
  if (asked) throw refusedAt("amount", { code: "arrivals.amount", message: asked }, "isAmountChecked");
  const proofNumber = sameNumber(typed.proofNumber);
  const alike = await resemblance(ctx, { ...typed, proofNumber, projectId: project.id, originalAmount: amount });
  if (alike && !isAnother)
    throw refusedAt("proofNumber", { code: "arrivals.alike", message: alike.message }, "isAnother");
  const papers = await attachPapers(ctx, project.id, files);
  const id = newId();
  await ctx.db.insert(projectArrivals).values({
    ...typed,
    ...rate,
    ...counted,
    proofNumber,
    arrivedAmount,
    originalAmount: amount,
    files: [...papers.values()],
    resemblesId: alike?.id ?? null,
    agencyId: ctx.agencyId,
    id,
    projectId: project.id,
    typedAt: ctx.now.toISOString(),
    byId: ctx.actor.personId,
  });
  const after = await getArrival(ctx, { projectId: project.id, id });
  await tell(ctx, null, after, { title: titleOf(after), happenedOn: after.happenedOn });
  // 最近进展: money is the clearest of all.
  const moved = await changeProject(ctx, project, {});
  await record(ctx, { subject: projectSubject, id: project.id, before: project, after: moved });
  return after;
}

async function resemblance(ctx: Context, typed: Parameters<typeof resembled>[0]) {
  const own = (await arrivalsOf(ctx, typed.projectId)).map((each) => ({ ...each, projectName: null }));
  return resembled(typed, [...own, ...(await arrivalsNumbered(ctx, typed.proofNumber))]);
}

async function voidArrival(ctx: Context, before: Arrival, reason: string, title: string): Promise<void> {
  const at = ctx.now.toISOString();
  await change(ctx, before.id, { voidedAt: at, voidReason: reason, voidedById: ctx.actor.personId });
  await ctx.db
    .update(projectFundsInPlace)
    .set({ voidedAt: at })
    .where(
      and(
        eq(projectFundsInPlace.agencyId, ctx.agencyId),
        eq(projectFundsInPlace.arrivalId, before.id),
        isNull(projectFundsInPlace.voidedAt),
      ),
    );
  await tell(ctx, before, null, { title, reason });
}

async function change(ctx: Context, id: string, values: Partial<typeof projectArrivals.$inferInsert>): Promise<void> {
  await ctx.db
    .update(projectArrivals)
    .set(values)
    .where(and(eq(projectArrivals.agencyId, ctx.agencyId), eq(projectArrivals.id, id)));
}

async function tell(
  ctx: Context,
  before: Arrival | null,
  after: Arrival | null,
  told: { title: string; happenedOn?: string; reason?: string },
): Promise<void> {
  const { id = "", projectId = "" } = after ?? before ?? {};
  await record(ctx, {
    subject: arrivalSubject,
    id,
    before,
    after,
    on: { subject: projectSubject, id: projectId },
    ...told,
  });
}

/** 登记统计数: beside ours. An earlier one of that year stays; the later is what is compared with. */
export async function recordStatistic(
  ctx: Context,
  { projectId, files, ...typed }: Input<typeof statisticOperations.record>,
) {
  await getProject(ctx, projectId);
  refuseIf(whyNotStatistic(typed, ctx.today));
  const papers = await attachPapers(ctx, projectId, files);
  const id = newId();
  await ctx.db.insert(projectStatistics).values({
    ...typed,
    files: [...papers.values()],
    agencyId: ctx.agencyId,
    id,
    projectId,
    typedAt: ctx.now.toISOString(),
    byId: ctx.actor.personId,
  });
  const after = await getStatistic(ctx, { projectId, id });
  await record(ctx, {
    subject: statisticSubject,
    id,
    before: null,
    after,
    title: `登记${typed.issuer} ${typed.year} 年统计数${readable(typed.amount)}`,
    happenedOn: typed.issuedOn,
    on: { subject: projectSubject, id: projectId },
  });
  return after;
}

export async function annulStatistic(ctx: Context, { reason, ...about }: Input<typeof statisticOperations.annul>) {
  await getProject(ctx, about.projectId);
  const before = await getStatistic(ctx, about);
  await ctx.db
    .update(projectStatistics)
    .set({ voidedAt: ctx.now.toISOString(), voidReason: reason, voidedById: ctx.actor.personId })
    .where(and(eq(projectStatistics.agencyId, ctx.agencyId), eq(projectStatistics.id, before.id)));
  await record(ctx, {
    subject: statisticSubject,
    id: before.id,
    before,
    after: null,
    title: `作废登记的 ${before.year} 年统计数：${reason}`,
    reason,
    on: { subject: projectSubject, id: before.projectId },
  });
  return {};
}

async function getStatistic(ctx: Context, { projectId, id }: { projectId: string; id: string }) {
  const statistic = (await statisticsOf(ctx, projectId)).find((each) => each.id === id);
  if (!statistic) throw new Failure("missing", "projectStatistics.missing", "这个统计数不存在，或已作废，请刷新后再看");
  return statistic;
}
