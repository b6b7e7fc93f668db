import { and, asc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Held, Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { encounters } from "../encounters/tables.ts";

export const nextKind = "encounter";

const isOpen = and(isNull(encounters.voidedAt), isNotNull(encounters.nextDueOn), isNull(encounters.nextDoneOn));

/** 还没有办的下一步; what was held stays with whoever held it. */
export async function nextHeldBy({ db, agencyId }: Context, personId: string): Promise<Held> {
  const rows = await db
    .select({
      subjectId: encounters.id,
      title: encounters.nextStep,
      dueOn: encounters.nextDueOn,
      version: encounters.version,
    })
    .from(encounters)
    .where(and(eq(encounters.agencyId, agencyId), eq(encounters.nextOwnerId, personId), isOpen))
    .orderBy(asc(encounters.nextSortOn), asc(encounters.id));
  return {
    kind: nextKind,
    title: "对接的下一步",
    rows: rows.map(({ dueOn, title, ...row }) => ({ ...row, title: title.slice(0, 80), note: `期限 ${dueOn}` })),
  };
}

/** The listed ones, held until all is done, and which of them are no longer as they were listed. */
export async function nextMoving({ db, agencyId }: Context, { giver, items }: Moving) {
  const listed = items.get(nextKind) ?? [];
  const ids = listed.map(({ subjectId }) => subjectId);
  const rows = await db
    .select({
      id: encounters.id,
      nextOwnerId: encounters.nextOwnerId,
      nextDoneOn: encounters.nextDoneOn,
      version: encounters.version,
    })
    .from(encounters)
    .where(and(eq(encounters.agencyId, agencyId), inArray(encounters.id, ids)))
    .orderBy(asc(encounters.id))
    .for("update");
  const found = new Map(rows.map((row) => [row.id, row]));
  const stale = listed.flatMap(({ subjectId, title, version }): Stale[] => {
    const row = found.get(subjectId);
    if (!row) return [{ title, why: "已不存在" }];
    if (row.nextOwnerId !== giver.personId) return [{ title, why: "已由他人负责" }];
    return row.version === version ? [] : [{ title, why: "已被修改" }];
  });
  return { rows, stale };
}
