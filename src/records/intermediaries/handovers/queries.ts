import { and, asc, eq, inArray } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Held, Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { intermediaries } from "../tables.ts";
import { intermediaryKinds } from "../words.ts";

export const intermediaryKind = "intermediary";

export async function intermediariesHeld({ db, agencyId }: Context, personId: string): Promise<Held> {
  const { id: subjectId, name: title, kind, version } = intermediaries;
  const rows = await db
    .select({ subjectId, title, kind, version })
    .from(intermediaries)
    .where(and(eq(intermediaries.agencyId, agencyId), eq(intermediaries.officerId, personId)))
    .orderBy(asc(intermediaries.sortName), asc(subjectId));
  return {
    kind: intermediaryKind,
    title: "中介机构",
    rows: rows.map(({ kind: each, ...row }) => ({ ...row, note: intermediaryKinds[each] })),
  };
}

/** The listed ones, held until all is done, and which of them are no longer as they were listed. */
export async function intermediariesMoving({ db, agencyId }: Context, { giver, items }: Moving) {
  const listed = items.get(intermediaryKind) ?? [];
  const ids = listed.map(({ subjectId }) => subjectId);
  const rows = await db
    .select()
    .from(intermediaries)
    .where(and(eq(intermediaries.agencyId, agencyId), inArray(intermediaries.id, ids)))
    .orderBy(asc(intermediaries.id))
    .for("update");
  const found = new Map(rows.map((row) => [row.id, row]));
  const stale = listed.flatMap(({ subjectId, title, version }): Stale[] => {
    const row = found.get(subjectId);
    if (!row) return [{ title, why: "已不存在" }];
    if (row.officerId !== giver.personId) return [{ title, why: "已由他人负责" }];
    return row.version === version ? [] : [{ title, why: "已被修改" }];
  });
  return { rows, stale };
}
