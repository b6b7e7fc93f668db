import { and, asc, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Held, Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { tierTitles } from "../pack.ts";
import { prospectColumns } from "../prospects/queries.ts";
import { prospects } from "../prospects/tables.ts";
import { prospectStates } from "../prospects/words.ts";
import { companyColumns } from "../queries.ts";
import { companies, companyGroups, contacts } from "../tables.ts";
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
  const rows = await db
    .select(companyColumns)
    .from(companies)
    .where(and(eq(companies.agencyId, agencyId), inArray(companies.id, idsOf(listed))))
    .orderBy(asc(companies.id))
    .for("update");
  return { rows, stale: staleOf(listed, rows, ({ officerId }) => officerId === giver.personId) };
}

export const prospectKind = "prospect";

/** 名下目标企业, the landed and abandoned ones too: somebody must be able to take them up again. */
export async function prospectsHeld({ db, agencyId }: Context, personId: string): Promise<Held> {
  const { id, name, year, theme, state, version } = prospects;
  const rows = await db
    .select({ subjectId: id, title: name, year, theme, state, version })
    .from(prospects)
    .where(and(eq(prospects.agencyId, agencyId), eq(prospects.officerId, personId)))
    .orderBy(desc(year), asc(prospects.sortName), asc(id));
  return {
    kind: prospectKind,
    title: "目标企业",
    rows: rows.map(({ year: of, theme: on, state: stands, ...row }) => ({
      ...row,
      note: [`${of} 年`, on, prospectStates[stands]].filter(Boolean).join("，"),
    })),
  };
}

export async function prospectsMoving({ db, agencyId }: Context, { giver, items }: Moving) {
  const listed = items.get(prospectKind) ?? [];
  const rows = await db
    .select(prospectColumns)
    .from(prospects)
    .where(and(eq(prospects.agencyId, agencyId), inArray(prospects.id, idsOf(listed))))
    .orderBy(asc(prospects.id))
    .for("update");
  return { rows, stale: staleOf(listed, rows, ({ officerId }) => officerId === giver.personId) };
}

export const groupKind = "group";

const bornBy = (personId: string) =>
  and(
    isNull(companyGroups.endedOn),
    or(eq(companyGroups.leadId, personId), sql`${companyGroups.team} @> ${JSON.stringify([personId])}::jsonb`),
  );

/** 包联集团: led, or in its 核心团队. */
export async function groupsHeld(ctx: Context, personId: string): Promise<Held> {
  const rows = await ctx.db
    .select()
    .from(companyGroups)
    .where(and(eq(companyGroups.agencyId, ctx.agencyId), bornBy(personId)))
    .orderBy(asc(companyGroups.sortName), asc(companyGroups.id));
  const tiers = tierTitles(ctx);
  return {
    kind: groupKind,
    title: "包联集团",
    rows: rows.map(({ id, name, tier, leadId, version }) => ({
      subjectId: id,
      title: name,
      version,
      note: [leadId === personId ? "包联负责人" : "核心团队", tier && (tiers.get(tier) ?? tier)]
        .filter(Boolean)
        .join("，"),
    })),
  };
}

export async function groupsMoving({ db, agencyId }: Context, { giver, items }: Moving) {
  const listed = items.get(groupKind) ?? [];
  const rows = await db
    .select()
    .from(companyGroups)
    .where(and(eq(companyGroups.agencyId, agencyId), inArray(companyGroups.id, idsOf(listed))))
    .orderBy(asc(companyGroups.id))
    .for("update");
  const isTheirs = ({ leadId, team, endedOn }: (typeof rows)[number]) =>
    endedOn === null && (leadId === giver.personId || team.includes(giver.personId));
  return { rows, stale: staleOf(listed, rows, isTheirs) };
}

interface Listed {
  subjectId: string;
  title: string;
  version: number;
}

const idsOf = (listed: Listed[]): string[] => listed.map(({ subjectId }) => subjectId);

/** Which of the listed are no longer as they were listed. */
function staleOf<Row extends { id: string; version: number }>(
  listed: Listed[],
  rows: Row[],
  isTheirs: (row: Row) => boolean,
): Stale[] {
  const found = new Map(rows.map((row) => [row.id, row]));
  return listed.flatMap(({ subjectId, title, version }): Stale[] => {
    const row = found.get(subjectId);
    if (!row) return [{ title, why: "已不在库" }];
    if (!isTheirs(row)) return [{ title, why: "已由他人负责" }];
    return row.version === version ? [] : [{ title, why: "已被修改" }];
  });
}
