import { and, eq, sql } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { tell } from "#kit/server/news.ts";
import { peoplePack } from "../pack.ts";
import { type delegationOperations, delegationSubject } from "./contract.ts";
import {
  delegationEnded,
  delegationGiven,
  enderOf,
  findBeside,
  findParty,
  getDelegation,
  ofAdministrators,
} from "./queries.ts";
import { entrustable, whyNotDelegation, whyNotEnd } from "./rules.ts";
import { delegations } from "./tables.ts";

/** 委托: one's own business rights to a colleague for some days; nobody does it for somebody else. */
export async function createDelegation(ctx: Context, wanted: Input<typeof delegationOperations.create>) {
  const { actor, agencyId, today } = ctx;
  if (!actor.personId) throw new Failure("refused", "delegations.nobody", "您的账号在本机构没有对应的人员，不能委托");
  await oneAtATime(ctx);
  const giver = await findParty(ctx, actor.personId);
  const receiver = await findParty(ctx, wanted.toPersonId);
  const pack = peoplePack(ctx.pack(ctx.now.getFullYear()));
  const own = entrustable(giver.permissions, ofAdministrators(pack));
  const isWhole = wanted.permissions.length === 0;
  const permissions = isWhole ? own : [...new Set(wanted.permissions)].sort();
  const people = [giver.personId, receiver.personId];
  refuseIf(
    whyNotDelegation(
      { ...wanted, giver, receiver, permissions, entrustable: own },
      await findBeside(ctx, { people, fromOn: wanted.fromOn, untilOn: wanted.untilOn }),
      { today, longestDays: pack.delegation.longestDays },
    ),
  );
  const [after] = await ctx.db
    .insert(delegations)
    .values({
      agencyId,
      id: newId(),
      fromPersonId: giver.personId,
      fromDivisionId: giver.divisionId,
      toPersonId: receiver.personId,
      permissions,
      isWhole,
      fromOn: wanted.fromOn,
      untilOn: wanted.untilOn,
      reason: wanted.reason,
      createdAt: ctx.now.toISOString(),
    })
    .returning();
  if (!after) throw new Error("delegation not written");
  await record(ctx, { subject: delegationSubject, id: after.id, before: null, after });
  await tell(ctx, delegationGiven, after);
  return after;
}

/** Two delegations given at the same moment must see each other: the rule is about days, which no index can hold apart. */
function oneAtATime({ db, agencyId }: Context) {
  return db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`delegation ${agencyId}`}, 0))`);
}

export async function endDelegation(ctx: Context, { id, version, reason }: Input<typeof delegationOperations.end>) {
  const before = await getDelegation(ctx, id);
  refuseIf(whyNotEnd(before, enderOf(ctx)));
  if (before.version !== version)
    throw new Failure("refused", "delegations.conflict", "这份委托刚被他人改过，请刷新后再试");
  const [after] = await ctx.db
    .update(delegations)
    .set({ endedOn: ctx.today, endReason: reason, version: version + 1 })
    .where(and(eq(delegations.agencyId, ctx.agencyId), eq(delegations.id, id)))
    .returning();
  if (!after) throw new Error("delegation not written");
  await record(ctx, { subject: delegationSubject, id, before, after, reason });
  await tell(ctx, delegationEnded, { ...after, personIds: [after.fromPersonId, after.toPersonId] });
  return after;
}
