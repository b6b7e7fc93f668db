import { and, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import type { Claims } from "#kit/server/provider.ts";
import { accountHere } from "../factors/queries.ts";
import type { identityOperations } from "./contract.ts";
import { outsideIdentities, outsideRounds } from "./tables.ts";

function identitiesOf(db: Db, accountId: string) {
  return db
    .select({
      id: outsideIdentities.id,
      name: outsideIdentities.name,
      isBound: sql<boolean>`${outsideIdentities.subject} is not null`,
      linkedAt: outsideIdentities.linkedAt,
      usedAt: outsideIdentities.usedAt,
    })
    .from(outsideIdentities)
    .where(eq(outsideIdentities.accountId, accountId))
    .orderBy(desc(outsideIdentities.linkedAt))
    .limit(20);
}

export const myIdentities = ({ db, actor }: Context) => identitiesOf(db, String(actor.accountId));

export async function listIdentities(ctx: Context, { accountId }: Input<typeof identityOperations.of>) {
  await accountHere(ctx, accountId);
  return { provider: ctx.outside?.name ?? null, identities: await identitiesOf(ctx.db, accountId) };
}

/** Whose account this is: by what never changes, else by a name an administrator entered and nobody has used yet. */
export async function identityFor({ db }: Context, { issuer, subject, name }: Claims) {
  const rows = await db
    .select()
    .from(outsideIdentities)
    .where(
      and(
        eq(outsideIdentities.issuer, issuer),
        or(
          eq(outsideIdentities.subject, subject),
          name === null ? undefined : and(isNull(outsideIdentities.subject), eq(outsideIdentities.name, name)),
        ),
      ),
    )
    .for("update");
  return rows.find((row) => row.subject === subject) ?? rows[0] ?? null;
}

export async function roundOf(db: Db, digest: string, now: Date) {
  const [found] = await db
    .select()
    .from(outsideRounds)
    .where(
      and(
        eq(outsideRounds.digest, digest),
        isNull(outsideRounds.usedAt),
        gt(outsideRounds.expiresAt, now.toISOString()),
      ),
    )
    .for("update");
  return found ?? null;
}
