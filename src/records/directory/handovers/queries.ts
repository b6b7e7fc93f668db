import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Held, Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { companyColumns } from "../queries.ts";
import { companies, contacts } from "../tables.ts";
import { companyStates } from "../words.ts";

export const companyKind = "company";

/** 名下企业 with their contacts; archived ones too, for they do not stay with somebody who has gone. */
export async function companiesHeld({ db, agencyId }: Context, personId: string): Promise<Held> {
  const contactCount = sql<number>`(select count(*)::integer from ${contacts} where ${and(
    eq(contacts.agencyId, agencyId),
    eq(contacts.companyId, companies.id),
    isNull(contacts.removedAt),
  )})`;
  const rows = await db
    .select({
      subjectId: companies.id,
      title: companies.name,
      creditCode: companies.creditCode,
      state: companies.state,
      version: companies.version,
      contactCount,
    })
    .from(companies)
    .where(and(eq(companies.agencyId, agencyId), eq(companies.officerId, personId)))
    .orderBy(asc(companies.sortName), asc(companies.id));
  return {
    kind: companyKind,
    title: "责任企业",
    rows: rows.map(({ creditCode, state, contactCount: contactsOf, ...row }) => ({
      ...row,
      note: [creditCode, `联系人 ${contactsOf} 人`, state === "archived" && companyStates.archived]
        .filter(Boolean)
        .join("，"),
    })),
  };
}

/** The listed companies, held until all is done, and which of them are no longer as they were listed. */
export async function companiesMoving({ db, agencyId }: Context, { giver, items }: Moving) {
  const listed = items.get(companyKind) ?? [];
  const ids = listed.map(({ subjectId }) => subjectId);
  const rows = await db
    .select(companyColumns)
    .from(companies)
    .where(and(eq(companies.agencyId, agencyId), inArray(companies.id, ids)))
    .orderBy(asc(companies.id))
    .for("update");
  const found = new Map(rows.map((row) => [row.id, row]));
  const stale = listed.flatMap(({ subjectId, title, version }): Stale[] => {
    const row = found.get(subjectId);
    if (!row) return [{ title, why: "已不在库" }];
    if (row.officerId !== giver.personId) return [{ title, why: "已由他人负责" }];
    return row.version === version ? [] : [{ title, why: "已被修改" }];
  });
  return { rows, stale };
}
