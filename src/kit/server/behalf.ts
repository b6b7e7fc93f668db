import type { Subject } from "#kit/base/subject.ts";
import type { Context, Entrustment } from "./context.ts";
import { inOwnName, isReached, type Owned, ownerOf } from "./scope.ts";
import type { Behalf } from "./tables.ts";

/**
 * 代谁办的: the entrustments without which the actor could not have touched this record. What lies within one's own roles is
 * done in one's own name, also while one stands in for somebody; so the history proves who acted for whom, and where.
 */
export async function behalfOf(
  ctx: Context,
  { subject, id, row }: { subject: Subject; id: string; row: Record<string, unknown> | null },
): Promise<Behalf[]> {
  const { actor, operation } = ctx;
  const { permission } = operation;
  const able = actor.entrustments.filter(({ grants }) => grants.has(permission));
  if (able.length === 0) return [];
  const owner = ownerIn(row) ?? (await ownerOf(ctx, subject.noun, id));
  if (!owner) return actor.lent.has(permission) ? able.map(noted) : [];
  if (isReached(inOwnName(actor), permission, owner)) return [];
  return able.filter((entrustment) => isReachedBy(ctx, entrustment, owner)).map(noted);
}

/** Where the matter itself says whose it is. */
export const behalfOfPerson = ({ actor, operation }: Context, personId: string | null): Behalf[] =>
  actor.entrustments
    .filter((entrustment) => entrustment.personId === personId && entrustment.grants.has(operation.permission))
    .map(noted);

const noted = ({ delegationId, personId }: Entrustment): Behalf => ({ delegationId, personId });

function isReachedBy({ actor, operation }: Context, entrustment: Entrustment, owner: Owned): boolean {
  const alone = { ...actor, lent: new Set([operation.permission]), entrustments: [entrustment] };
  return isReached(alone, operation.permission, owner);
}

/** A record that says itself whose it is. As it was before: handing it on does not make it one's own beforehand. */
function ownerIn(row: Record<string, unknown> | null): Owned | null {
  if (!row || !("officerId" in row) || !("divisionId" in row)) return null;
  return { officerId: row.officerId as string | null, divisionId: row.divisionId as string | null };
}
