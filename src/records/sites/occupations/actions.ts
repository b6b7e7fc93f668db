import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { changeSite, companyOf } from "../actions.ts";
import { siteSubject } from "../contract.ts";
import { getSite, type StoredSite } from "../queries.ts";
import { areaText, hundredths, stateAfter, whyNotArea, whyNotOccupy } from "../rules.ts";
import { settle } from "../settling/actions.ts";
import { siteOccupations, sites } from "../tables.ts";
import { occupationKinds } from "../words.ts";
import { type occupationOperations, occupationSubject } from "./contract.ts";
import { getOccupation, occupationsSince, openOccupations } from "./queries.ts";
import { whyNotBeside, whyNotEnd, whyNotEndOn, whyNotTaken } from "./rules.ts";

type Occupation = Awaited<ReturnType<typeof getOccupation>>;

/** 占用: so much of the site is somebody's from that day on. The lock on the site keeps two from taking the same metres. */
export async function occupySite(ctx: Context, { siteId, ...wanted }: Input<typeof occupationOperations.occupy>) {
  const site = await getSite(ctx, siteId);
  refuseIf(whyNotOccupy(site));
  refuseIf(whyNotTaken(site, wanted, ctx.today));
  refuseIf(whyNotArea(site, wanted.area));
  refuseIf(whyNotBeside(site, await occupationsSince(ctx, siteId, wanted.fromOn), wanted));
  const company = await companyOf(ctx, wanted.companyId);
  const id = newId();
  const userName = wanted.userName ?? company?.name ?? null;
  await ctx.db.insert(siteOccupations).values({ ...wanted, userName, agencyId: ctx.agencyId, id, siteId });
  const after = await getOccupation(ctx, id);
  const title = `${occupationKinds[wanted.kind]} ${areaText(site.kind, wanted.area)}${of(after)}`;
  await follow(ctx, site, { happenedOn: wanted.fromOn, reason: title });
  await tell(ctx, site, { before: null, after, title, happenedOn: wanted.fromOn });
  return { id };
}

const of = ({ userName }: { userName: string | null }) => (userName ? `：${userName}` : "");

/** 腾退: the area is free again from that day on. */
export async function vacateSite(
  ctx: Context,
  { id, version, endedOn, reason }: Input<typeof occupationOperations.vacate>,
) {
  const [site, before] = await held(ctx, id, version);
  refuseIf(whyNotEndOn(before, endedOn, ctx.today));
  const title = `腾退 ${areaText(site.kind, before.area)}${of(before)}：${reason}`;
  await end(ctx, site, before, { endedOn, endReason: reason }, { title, happenedOn: endedOn, reason });
  return { id };
}

/** 作废: it was an error; counted back on the day it had begun. */
export async function voidOccupation(ctx: Context, { id, version, reason }: Input<typeof occupationOperations.void>) {
  const [site, before] = await held(ctx, id, version);
  const title = `作废${occupationKinds[before.kind]} ${areaText(site.kind, before.area)}${of(before)}：${reason}`;
  const change = { voidedAt: ctx.now.toISOString(), endReason: reason };
  await end(ctx, site, before, change, { title, happenedOn: before.fromOn, reason });
  return { id };
}

/** The site first, under its lock, then the occupation as it is by then. */
async function held(ctx: Context, id: string, version: number): Promise<[StoredSite, Occupation]> {
  const site = await getSite(ctx, (await getOccupation(ctx, id)).siteId);
  const occupation = await getOccupation(ctx, id);
  refuseIf(whyNotEnd(occupation));
  if (occupation.version !== version)
    throw new Failure("refused", "sites.occupation.conflict", "这条占用刚被他人改过，请刷新后再办");
  return [site, occupation];
}

interface Telling {
  title: string;
  happenedOn: string;
  reason: string;
}

async function end(
  ctx: Context,
  site: StoredSite,
  before: Occupation,
  change: Partial<Occupation>,
  { title, happenedOn, reason }: Telling,
): Promise<void> {
  const after = { ...before, ...change, version: before.version + 1 };
  await ctx.db
    .update(siteOccupations)
    .set({ ...change, version: after.version })
    .where(and(eq(siteOccupations.agencyId, ctx.agencyId), eq(siteOccupations.id, before.id)));
  await follow(ctx, site, { happenedOn, reason: title });
  await tell(ctx, site, { before, after, title, happenedOn, reason });
}

/**
 * The site after its occupations changed: how much is taken, and which state that makes. A lease older than the record
 * counts from the day the site entered the library, as its area does.
 */
async function follow(ctx: Context, site: StoredSite, told: { happenedOn: string; reason: string }): Promise<void> {
  const said = { ...told, happenedOn: latest(told.happenedOn, site.createdOn) };
  const open = await openOccupations(ctx, site.id);
  const sumOf = (rows: typeof open) => rows.reduce((sum, { area }) => sum + hundredths(area), 0) / 100;
  const takenArea = sumOf(open);
  const state = stateAfter({ ...site, takenArea }, open);
  const reservedArea = sumOf(open.filter(({ kind }) => kind === "reserved"));
  const since = state === site.state ? {} : { state, stateSince: latest(said.happenedOn, site.stateSince) };
  await changeSite(ctx, site, { takenArea, reservedArea, ...since });
  await settle(ctx, eq(sites.id, site.id), said);
}

const latest = (a: string, b: string): string => (a > b ? a : b);

async function tell(
  ctx: Context,
  site: StoredSite,
  event: { before: Occupation | null; after: Occupation; title: string; happenedOn: string; reason?: string },
): Promise<void> {
  await record(ctx, {
    ...event,
    subject: occupationSubject,
    id: event.after.id,
    on: { subject: siteSubject, id: site.id },
  });
}
