import { and, count, eq, gt, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { intermediariesPack } from "../pack.ts";
import { inForceOn } from "../queries.ts";
import { mandateLight, mandateStateOn } from "../rules.ts";
import { intermediaries, mandates } from "../tables.ts";
import type { MandateState } from "../words.ts";
import type { mandateOperations } from "./contract.ts";

const columns = {
  id: mandates.id,
  intermediaryId: mandates.intermediaryId,
  intermediaryName: intermediaries.name,
  number: mandates.number,
  scope: mandates.scope,
  regions: mandates.regions,
  industries: mandates.industries,
  feeRule: mandates.feeRule,
  signedOn: mandates.signedOn,
  fromOn: mandates.fromOn,
  toOn: mandates.toOn,
  files: mandates.files,
  endedOn: mandates.endedOn,
  endReason: mandates.endReason,
  version: mandates.version,
};

const ofIntermediary = ({ agencyId }: Context) =>
  and(eq(intermediaries.agencyId, agencyId), eq(intermediaries.id, mandates.intermediaryId));

const standing = (state: MandateState, day: string): SQL | undefined => {
  const lasts = or(isNull(mandates.endedOn), gt(mandates.endedOn, day));
  if (state === "inForce") return inForceOn(day);
  if (state === "ended") return lte(mandates.endedOn, day);
  return state === "upcoming" ? and(gt(mandates.fromOn, day), lasts) : and(lt(mandates.toOn, day), lasts);
};

export async function listMandates(ctx: Context, input: Input<typeof mandateOperations.list>) {
  const { intermediaryId, state, endsBy, officerId, on: day = ctx.today } = input;
  const answer = await page(input, {
    sorts: { toOn: mandates.toOn },
    id: mandates.id,
    where: and(
      visible(ctx, mandates),
      intermediaryId ? eq(mandates.intermediaryId, intermediaryId) : undefined,
      state ? standing(state, day) : undefined,
      endsBy ? lte(mandates.toOn, endsBy) : undefined,
      officerId
        ? sql`exists (select 1 from ${intermediaries} where ${and(ofIntermediary(ctx), eq(intermediaries.officerId, officerId))})`
        : undefined,
    ),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...columns, sortKey: mandates.toOn, total })
        .from(mandates)
        .innerJoin(intermediaries, ofIntermediary(ctx))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(mandates).where(where))[0]?.total ?? 0,
  });
  const { endingDays: ending, urgentDays: urgent } = intermediariesPack(ctx);
  const rows = answer.rows.map((row) => ({
    ...row,
    state: mandateStateOn(row, day),
    light: mandateLight(row, ctx.today, { ending, urgent }),
  }));
  return { ...answer, rows };
}

export async function getMandate(ctx: Context, id: string) {
  const [mandate] = await ctx.db
    .select(columns)
    .from(mandates)
    .innerJoin(intermediaries, ofIntermediary(ctx))
    .where(and(eq(mandates.id, id), visible(ctx, mandates)))
    .for("update", { of: mandates });
  if (!mandate) throw new Failure("missing", "mandates.missing", "委托协议不存在，或不在您的办理范围内");
  return mandate;
}
export type Mandate = Awaited<ReturnType<typeof getMandate>>;

/** The other mandates of one intermediary: the same scope is given out once at a time. */
export async function othersOf({ db, agencyId }: Context, intermediaryId: string, exceptId: string | null) {
  const { id, number, scope, fromOn, toOn, endedOn } = mandates;
  const rows = await db
    .select({ id, number, scope, fromOn, toOn, endedOn })
    .from(mandates)
    .where(and(eq(mandates.agencyId, agencyId), eq(mandates.intermediaryId, intermediaryId)));
  return rows.filter((row) => row.id !== exceptId);
}
