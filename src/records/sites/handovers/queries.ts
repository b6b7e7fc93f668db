import { and, asc, eq, inArray, ne } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Held, Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { siteColumns } from "../queries.ts";
import { stateWord } from "../rules.ts";
import { sites } from "../tables.ts";
import { siteKinds } from "../words.ts";

export const siteKind = "site";

/** 联系的空间; what has withdrawn is nobody's to hand over. */
export async function sitesHeld({ db, agencyId }: Context, personId: string): Promise<Held> {
  const { id, name, kind, state, version } = sites;
  const rows = await db
    .select({ subjectId: id, title: name, kind, state, version })
    .from(sites)
    .where(and(eq(sites.agencyId, agencyId), eq(sites.officerId, personId), ne(state, "withdrawn")))
    .orderBy(asc(sites.sortName), asc(id));
  return {
    kind: siteKind,
    title: "联系的空间",
    rows: rows.map(({ subjectId, title, version: at, ...site }) => ({
      subjectId,
      title,
      version: at,
      note: `${siteKinds[site.kind]}，${stateWord(site)}`,
    })),
  };
}

/** The listed sites, held until all is done, and which of them are no longer as they were listed. */
export async function sitesMoving({ db, agencyId }: Context, { giver, items }: Moving) {
  const listed = items.get(siteKind) ?? [];
  const ids = listed.map(({ subjectId }) => subjectId);
  const rows = await db
    .select(siteColumns)
    .from(sites)
    .where(and(eq(sites.agencyId, agencyId), inArray(sites.id, ids)))
    .orderBy(asc(sites.id))
    .for("update");
  const found = new Map(rows.map((row) => [row.id, row]));
  const stale = listed.flatMap(({ subjectId, title, version }): Stale[] => {
    const row = found.get(subjectId);
    if (!row) return [{ title, why: "已不在库" }];
    if (row.officerId !== giver.personId) return [{ title, why: "已由他人联系" }];
    return row.version === version ? [] : [{ title, why: "已被修改" }];
  });
  return { rows, stale };
}
