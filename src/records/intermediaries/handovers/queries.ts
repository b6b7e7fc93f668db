import { and, asc, eq, inArray } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Held, Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { outposts } from "../outposts/tables.ts";
import { outpostKinds } from "../outposts/words.ts";
import { intermediaries } from "../tables.ts";
import { intermediaryKinds } from "../words.ts";

export const intermediaryKind = "intermediary";
export const outpostKind = "outpost";

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

/** 名下的驻外机构, those closed among them: their costs and results may still be typed. */
export async function outpostsHeld({ db, agencyId }: Context, personId: string): Promise<Held> {
  const { id: subjectId, name: title, kind, toOn, version } = outposts;
  const rows = await db
    .select({ subjectId, title, kind, toOn, version })
    .from(outposts)
    .where(and(eq(outposts.agencyId, agencyId), eq(outposts.officerId, personId)))
    .orderBy(asc(outposts.sortName), asc(subjectId));
  return {
    kind: outpostKind,
    title: "驻外机构",
    rows: rows.map(({ kind: each, toOn: closed, ...row }) => ({
      ...row,
      note: closed ? `${outpostKinds[each]}，${closed} 撤销` : outpostKinds[each],
    })),
  };
}

type Listed = { subjectId: string; title: string; version: number }[];
type Owned = { id: string; officerId: string | null; version: number };

/** Which of the listed are no longer as they were listed. */
function staleOf(listed: Listed, rows: Owned[], giverId: string): Stale[] {
  const found = new Map(rows.map((row) => [row.id, row]));
  return listed.flatMap(({ subjectId, title, version }): Stale[] => {
    const row = found.get(subjectId);
    if (!row) return [{ title, why: "已不存在" }];
    if (row.officerId !== giverId) return [{ title, why: "已由他人负责" }];
    return row.version === version ? [] : [{ title, why: "已被修改" }];
  });
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
  return { rows, stale: staleOf(listed, rows, giver.personId) };
}

export async function outpostsMoving({ db, agencyId }: Context, { giver, items }: Moving) {
  const listed = items.get(outpostKind) ?? [];
  const ids = listed.map(({ subjectId }) => subjectId);
  const rows = await db
    .select()
    .from(outposts)
    .where(and(eq(outposts.agencyId, agencyId), inArray(outposts.id, ids)))
    .orderBy(asc(outposts.id))
    .for("update");
  return { rows, stale: staleOf(listed, rows, giver.personId) };
}
