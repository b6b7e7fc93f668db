import { and, desc, eq, gte, inArray, or, type SQL, sql } from "drizzle-orm";
import { knownCalendars } from "#kit/base/calendars.ts";
import type { Context } from "#kit/server/context.ts";
import type { Story } from "#kit/server/offer.ts";
import { timelineEntries } from "#kit/server/tables.ts";
import { changesSince } from "../rules.ts";

const shown = 30;
const entries = timelineEntries;

/**
 * 动态: what the timelines say since the last working day, one line for each record, the latest first. An entry counts under
 * the conditions of its page's timeline (permission and class) and only where the record itself is reached; the index by the
 * moment of typing keeps this to the last day's entries, however long the story.
 */
export async function listChanges(ctx: Context, stories: Story[]) {
  if (stories.length === 0) return null;
  const since = changesSince(ctx.today, knownCalendars);
  const latest = await latestOfEach(ctx, stories, since);
  const names = await namesOf(ctx, stories, latest);
  const rows = latest.flatMap(({ total: _total, ...row }) => {
    const page = stories.find(({ subject }) => subject.kind === row.kind)?.subject.page;
    const name = names.get(row.id);
    return page && name !== undefined ? [{ ...row, name, to: `${page}/${row.id}` }] : [];
  });
  return { since, rows, total: latest[0]?.total ?? 0 };
}

async function latestOfEach(ctx: Context, stories: Story[], since: string) {
  const last = sql`order by ${entries.typedAt} desc, ${entries.id} desc`;
  const grouped = ctx.db
    .select({
      kind: entries.subjectKind,
      subjectId: entries.subjectId,
      count: sql<number>`count(*)::integer`.as("entry_count"),
      peopleCount: sql<number>`count(distinct ${entries.accountId})::integer`.as("people_count"),
      at: sql<string>`max(${entries.typedAt})`.as("last_at"),
      entryId: sql<string>`(array_agg(${entries.id} ${last}))[1]`.as("entry_id"),
      total: sql<number>`(count(*) over ())::integer`.as("record_count"),
    })
    .from(entries)
    .where(await told(ctx, stories, since))
    .groupBy(entries.subjectKind, entries.subjectId)
    .orderBy(sql`last_at desc`, sql`entry_id desc`)
    .limit(shown)
    .as("latest");
  const rows = await ctx.db
    .select({
      kind: grouped.kind,
      id: grouped.subjectId,
      count: grouped.count,
      peopleCount: grouped.peopleCount,
      total: grouped.total,
      title: entries.title,
      at: entries.typedAt,
      by: sql<string | null>`(select name from account where account.id = ${entries.accountId})`,
    })
    .from(grouped)
    .innerJoin(entries, and(eq(entries.agencyId, ctx.agencyId), eq(entries.id, grouped.entryId)))
    .orderBy(desc(grouped.at), desc(grouped.entryId));
  return rows;
}

/** What of the timelines this actor may be told. */
async function told(ctx: Context, stories: Story[], since: string): Promise<SQL | undefined> {
  const reached: (SQL | undefined)[] = [];
  for (const { subject, table, reach } of stories) {
    const own = and(eq(table.agencyId, ctx.agencyId), eq(table.id, entries.subjectId), await reach(ctx));
    reached.push(and(eq(entries.subjectKind, subject.kind), sql`exists (select 1 from ${table} where ${own})`));
  }
  return and(
    eq(entries.agencyId, ctx.agencyId),
    gte(entries.typedAt, `${since}T00:00:00+08:00`),
    inArray(entries.permission, [...ctx.actor.grants.keys()]),
    inArray(entries.class, [...ctx.actor.classes]),
    or(...reached),
  );
}

async function namesOf(ctx: Context, stories: Story[], rows: { kind: string; id: string }[]) {
  const names = new Map<string, string>();
  for (const { subject, table, title } of stories) {
    const ids = rows.filter(({ kind }) => kind === subject.kind).map(({ id }) => id);
    if (ids.length === 0) continue;
    const found = await ctx.db
      .select({ id: sql<string>`${table.id}`, title: sql<string>`${title}` })
      .from(table)
      .where(and(eq(table.agencyId, ctx.agencyId), inArray(table.id, ids)));
    for (const each of found) names.set(each.id, each.title);
  }
  return names;
}
