import { and, asc, count, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context, Entrustment, ScopeKind } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import { page } from "#kit/server/list.ts";
import { type News, news } from "#kit/server/news.ts";
import { reachOf, visible } from "#kit/server/scope.ts";
import { type PeoplePack, peoplePack } from "../pack.ts";
import { widest } from "../rules.ts";
import { accounts, persons, postings, roles } from "../tables.ts";
import type { delegationOperations } from "./contract.ts";
import { entrustable, type Standing, stateOf, whyNotEnd } from "./rules.ts";
import { delegations } from "./tables.ts";

interface Days {
  fromOn: string;
  untilOn: string;
}
/** 委托给谁, and that it ended before its day: for the notices. */
export const delegationGiven: News<Days & { toPersonId: string }> = news("delegationGiven");
export const delegationEnded: News<Days & { personIds: string[] }> = news("delegationEnded");

const giver = alias(persons, "giver");
const receiver = alias(persons, "receiver");

export const isOpenOn = (today: string): SQL =>
  and(lte(delegations.fromOn, today), gte(delegations.untilOn, today), isNull(delegations.endedOn)) as SQL;

/**
 * 今天代谁办理: what is entrusted to this person today, each permission no further than its giver's own roles reach today.
 * It ends by itself with its last day, and with the giver's posting or account.
 */
export async function entrustmentsOf(
  db: Db,
  { agencyId, personId }: { agencyId: string; personId: string },
  today: string,
): Promise<Entrustment[]> {
  const rows = await db
    .select({
      delegationId: delegations.id,
      personId: persons.id,
      divisionId: persons.divisionId,
      name: persons.name,
      until: delegations.untilOn,
      permissions: delegations.permissions,
      grants: roles.grants,
    })
    .from(delegations)
    .innerJoin(persons, and(eq(persons.agencyId, delegations.agencyId), eq(persons.id, delegations.fromPersonId)))
    .innerJoin(postings, and(eq(postings.agencyId, delegations.agencyId), eq(postings.personId, persons.id)))
    .innerJoin(accounts, and(eq(accounts.id, postings.accountId), eq(accounts.state, "active")))
    .innerJoin(roles, and(eq(roles.agencyId, postings.agencyId), eq(roles.code, postings.roleCode)))
    .where(
      and(
        eq(delegations.agencyId, agencyId),
        eq(delegations.toPersonId, personId),
        isOpenOn(today),
        lte(postings.fromOn, today),
        or(isNull(postings.toOn), gte(postings.toOn, today)),
      ),
    )
    .orderBy(asc(delegations.fromOn), asc(delegations.id));
  const entrustments = new Map<string, Entrustment & { grants: Map<string, ScopeKind> }>();
  for (const { permissions, grants, ...row } of rows) {
    const entrustment = entrustments.get(row.delegationId) ?? { ...row, grants: new Map<string, ScopeKind>() };
    for (const permission of permissions) {
      const scope = grants[permission];
      if (scope) entrustment.grants.set(permission, widest(entrustment.grants.get(permission), scope));
    }
    entrustments.set(row.delegationId, entrustment);
  }
  return [...entrustments.values()];
}

/** 今天由谁代办: who stands in for these persons in a permission, for whoever tells them of it. */
export async function standInsOf({ db, agencyId, today }: Context, personIds: string[], permission: string) {
  if (personIds.length === 0) return [];
  const rows = await db
    .selectDistinct({ personId: delegations.toPersonId })
    .from(delegations)
    .where(
      and(
        eq(delegations.agencyId, agencyId),
        inArray(delegations.fromPersonId, personIds),
        isOpenOn(today),
        sql`jsonb_exists(${delegations.permissions}, ${permission})`,
      ),
    );
  return rows.map(({ personId }) => personId);
}

/** What any administrator's role holds: no business matter, or everybody's. */
export function ofAdministrators({ roles: packed }: PeoplePack): Set<string> {
  const held = Object.values(packed).filter(({ administrator }) => administrator);
  return new Set(held.flatMap(({ grants }) => Object.keys(grants)));
}

/** Who a person of this agency is today, as far as a delegation or a 交接 asks. */
export async function findParty(ctx: Context, personId: string) {
  const { db, agencyId, today } = ctx;
  const rows = await db
    .select({
      personId: persons.id,
      name: persons.name,
      divisionId: persons.divisionId,
      accountId: accounts.id,
      state: accounts.state,
      roleCode: roles.code,
      grants: roles.grants,
    })
    .from(persons)
    .leftJoin(
      postings,
      and(
        eq(postings.agencyId, persons.agencyId),
        eq(postings.personId, persons.id),
        lte(postings.fromOn, today),
        or(isNull(postings.toOn), gte(postings.toOn, today)),
      ),
    )
    .leftJoin(accounts, eq(accounts.id, postings.accountId))
    .leftJoin(roles, and(eq(roles.agencyId, postings.agencyId), eq(roles.code, postings.roleCode)))
    .where(and(eq(persons.agencyId, agencyId), eq(persons.id, personId)));
  const [first] = rows;
  if (!first) throw new Failure("refused", "persons.missing", "所选人员不在本机构，请从列表中选择");
  const packed = peoplePack(ctx.pack(ctx.now.getFullYear())).roles;
  return {
    personId: first.personId,
    name: first.name,
    divisionId: first.divisionId,
    accountId: first.accountId,
    isActive: rows.some(({ state }) => state === "active"),
    isAdministrator: rows.some(({ roleCode }) => roleCode !== null && packed[roleCode]?.administrator),
    permissions: [...new Set(rows.flatMap(({ grants }) => Object.keys(grants ?? {})))],
  };
}

/** Delegations that touch these days and either of these two. */
export async function findBeside(
  { db, agencyId }: Context,
  { people, fromOn, untilOn }: { people: string[]; fromOn: string; untilOn: string },
): Promise<Standing[]> {
  return db
    .select({
      fromPersonId: delegations.fromPersonId,
      toPersonId: delegations.toPersonId,
      fromName: giver.name,
      toName: receiver.name,
      permissions: delegations.permissions,
      fromOn: delegations.fromOn,
      untilOn: delegations.untilOn,
    })
    .from(delegations)
    .innerJoin(giver, and(eq(giver.agencyId, agencyId), eq(giver.id, delegations.fromPersonId)))
    .innerJoin(receiver, and(eq(receiver.agencyId, agencyId), eq(receiver.id, delegations.toPersonId)))
    .where(
      and(
        eq(delegations.agencyId, agencyId),
        isNull(delegations.endedOn),
        lte(delegations.fromOn, untilOn),
        gte(delegations.untilOn, fromOn),
        or(inArray(delegations.fromPersonId, people), inArray(delegations.toPersonId, people)),
      ),
    )
    .orderBy(asc(delegations.fromOn), asc(delegations.id));
}

const shown = {
  id: delegations.id,
  fromPersonId: delegations.fromPersonId,
  toPersonId: delegations.toPersonId,
  fromName: giver.name,
  toName: receiver.name,
  permissions: delegations.permissions,
  isWhole: delegations.isWhole,
  fromOn: delegations.fromOn,
  untilOn: delegations.untilOn,
  reason: delegations.reason,
  endedOn: delegations.endedOn,
  endReason: delegations.endReason,
  version: delegations.version,
};

export async function listDelegations(ctx: Context, input: Input<typeof delegationOperations.list>) {
  const { db, agencyId, today } = ctx;
  const answer = await page(input, {
    sorts: { fromOn: delegations.fromOn },
    id: delegations.id,
    where: and(visible(ctx, delegations), sideOf(ctx, input.side), stateIs(input.state, today)),
    rows: ({ where, orderBy, limit, total }) =>
      db
        .select({ ...shown, sortKey: delegations.fromOn, total })
        .from(delegations)
        .innerJoin(giver, and(eq(giver.agencyId, agencyId), eq(giver.id, delegations.fromPersonId)))
        .innerJoin(receiver, and(eq(receiver.agencyId, agencyId), eq(receiver.id, delegations.toPersonId)))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await db.select({ total: count() }).from(delegations).where(where))[0]?.total ?? 0,
  });
  const rows = answer.rows.map((row) => ({
    ...row,
    state: stateOf(row, today),
    may: { end: whyNotEnd(row, enderOf(ctx)) },
  }));
  return { ...answer, rows };
}

/** Who would end it; the head is whoever's right reaches the whole agency. */
export const enderOf = ({ actor, today, operation }: Context) => ({
  today,
  personId: actor.personId,
  isHead: reachOf(actor, operation.permission).isWhole,
});

function sideOf({ actor, agencyId }: Context, side: "given" | "received" | undefined): SQL | undefined {
  if (!side) return undefined;
  const column = side === "given" ? delegations.fromPersonId : delegations.toPersonId;
  return eq(column, actor.personId ?? agencyId);
}

function stateIs(state: ReturnType<typeof stateOf> | undefined, today: string): SQL | undefined {
  if (!state) return undefined;
  if (state === "ended") return isNotNull(delegations.endedOn);
  if (state === "active") return isOpenOn(today);
  const days = state === "planned" ? gt(delegations.fromOn, today) : lt(delegations.untilOn, today);
  return and(days, isNull(delegations.endedOn));
}

export async function getDelegation(ctx: Context, id: string) {
  const [delegation] = await ctx.db
    .select()
    .from(delegations)
    .where(and(eq(delegations.id, id), visible(ctx, delegations)))
    .for("update");
  if (!delegation) throw new Failure("missing", "delegations.missing", "委托不存在，或不在您的数据范围内");
  return delegation;
}

export async function readChoices(ctx: Context) {
  const pack = peoplePack(ctx.pack(ctx.now.getFullYear()));
  const own = [...ctx.actor.grants.keys()].filter((permission) => !ctx.actor.lent.has(permission));
  return {
    permissions: entrustable(own, ofAdministrators(pack)),
    longestDays: pack.delegation.longestDays,
  };
}
