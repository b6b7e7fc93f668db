import { and, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import type { Context } from "./context.ts";
import { timelineEntries } from "./tables.ts";

/** The persons it was done for; asked of the row only where there are any. */
const forWhom = sql`(select string_agg(person.name, '、') from jsonb_array_elements_text(${timelineEntries.forPersons}) as whom(id)
  join person on person.agency_id = ${timelineEntries.agencyId} and person.id = whom.id::uuid)`;

export interface TimelineRow {
  id: string;
  happenedOn: string;
  typedAt: string;
  kind: string;
  title: string;
  link: string | null;
  by: string | null;
}

/** 时间线: one read for a page's whole story, filtered by what the reader may see today. The record itself is the caller's to open. */
export async function timeline(
  ctx: Context,
  kind: string,
  id: string,
  { after, limit = 20 }: { after?: string | undefined; limit?: number } = {},
) {
  const { db, agencyId, actor } = ctx;
  const entries = timelineEntries;
  const [day, last] = after?.split("~") ?? [];
  const rows = await db
    .select({
      id: entries.id,
      happenedOn: entries.happenedOn,
      typedAt: entries.typedAt,
      kind: entries.kind,
      title: entries.title,
      link: entries.link,
      by: sql<
        string | null
      >`(select name from account where account.id = ${entries.accountId}) || coalesce('（代 ' || ${forWhom} || '）', '')`,
    })
    .from(entries)
    .where(
      and(
        eq(entries.agencyId, agencyId),
        eq(entries.subjectKind, kind),
        eq(entries.subjectId, id),
        inArray(entries.permission, [...actor.grants.keys()]),
        inArray(entries.class, [...actor.classes]),
        day && last
          ? or(lt(entries.happenedOn, day), and(eq(entries.happenedOn, day), lt(entries.id, last)))
          : undefined,
      ),
    )
    .orderBy(desc(entries.happenedOn), desc(entries.id))
    .limit(limit + 1);
  const shown: TimelineRow[] = rows.slice(0, limit);
  const end = shown.at(-1);
  return { rows: shown, next: rows.length > limit && end ? `${end.happenedOn}~${end.id}` : null };
}
