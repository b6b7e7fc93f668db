import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { newId } from "#kit/base/ids.ts";
import type { Context, Reaction } from "#kit/server/context.ts";
import { inParts, record } from "#kit/server/history.ts";
import { moveGrants, moveGrantsBack, type MovedGrant, moveTimeline, moveTimelineBack } from "#kit/server/moving.ts";
import { news, when } from "#kit/server/news.ts";
import { companySubject, contactSubject } from "../contract.ts";
import { companies, companyTaggings, contacts } from "../tables.ts";

/**
 * 归并: what each module does about its rows when two companies become one. The directory tells the four news below; a
 * module answers them by one `Mover`, which app/house.ts lists. What a mover gives back when it moved is kept with the
 * merge and handed to it again for the undo.
 */
interface Side {
  id: string;
  name: string;
}
export interface Pair {
  survivor: Side;
  merged: Side;
}

export interface Mover<Moved = unknown> {
  /** Kept with every merge: never changed once there are some. */
  key: string;
  /** 联系人; what the preview counts. Left out where nobody would miss it there. */
  title?: string;
  /** `contact.company_id`: the references to a company this mover answers for. */
  covers: string[];
  count?: (ctx: Context, pair: Pair) => Promise<number>;
  move: (ctx: Context, pair: Pair) => Promise<Moved>;
  /** Names a row that was changed since; null where all can go back. */
  touched?: (ctx: Context, pair: Pair, moved: Moved) => Promise<string | null>;
  back: (ctx: Context, pair: Pair, moved: Moved) => Promise<void>;
}

interface Undoing extends Pair {
  moved: Record<string, unknown>;
}
export interface Counted {
  title: string;
  count: number;
}

export const companyMergeAsked = news<Pair>("companyMergeAsked");
export const companyMerged = news<Pair>("companyMerged");
export const companyMergeUndoAsked = news<Undoing>("companyMergeUndoAsked");
export const companyMergeUndone = news<Undoing>("companyMergeUndone");

/** Written for any kind of row, kept as one kind: what a mover moved comes back to it by its own key. */
export const mover = <Moved>(said: Mover<Moved>): Mover => said as Mover;

export function reactionsOf(movers: readonly Mover[]): Reaction[] {
  return movers.flatMap(({ key, title, count, move, touched, back }) => [
    when(
      companyMergeAsked,
      async (ctx, pair): Promise<Counted | null> => (title && count ? { title, count: await count(ctx, pair) } : null),
    ),
    when(companyMerged, async (ctx, pair): Promise<[string, unknown]> => [key, await move(ctx, pair)]),
    when(
      companyMergeUndoAsked,
      async (ctx, { moved, ...pair }): Promise<string | null> =>
        key in moved && touched ? touched(ctx, pair, moved[key]) : null,
    ),
    when(companyMergeUndone, async (ctx, { moved, ...pair }) => {
      if (key in moved) await back(ctx, pair, moved[key]);
    }),
  ]);
}

type Rows = PgTable & { agencyId: PgColumn; id: PgColumn };

interface RowsOf<T> {
  key: string;
  title?: string;
  /** The column that names the company. */
  column: keyof T & string;
  covers: string[];
  /** Rows that the preview counts; all of them unless said. */
  counted?: SQL;
  /** What people type into: changed since when its version is another one, and told by its name. */
  versioned?: { version: PgColumn; name: PgColumn };
  record?: (ctx: Context, id: string, from: Side, to: Side) => Promise<void>;
}

/** 整行归并: rows that point to their company by one column go over as they are. */
export function movedRows<T extends Rows>(
  table: T,
  { key, title, column, covers, counted, versioned, record }: RowsOf<T>,
): Mover {
  const company = table[column] as PgColumn;
  const of = ({ agencyId }: Context, id: string) => and(eq(table.agencyId, agencyId), eq(company, id));
  const point = (id: string) => ({ [column]: id }) as never;
  const version = versioned ? sql<number>`${versioned.version}` : sql<number>`0`;
  const name = versioned ? sql<string>`${versioned.name}` : sql<string>`''`;
  type Moved = { id: string; version: number };
  return mover<Moved[]>({
    key,
    covers,
    ...(title && { title, count: (ctx, { merged }) => ctx.db.$count(table, and(of(ctx, merged.id), counted)) }),
    move: async (ctx, { survivor, merged }) => {
      const moved = (await ctx.db
        .update(table)
        .set(point(survivor.id))
        .where(of(ctx, merged.id))
        .returning({ id: table.id, version })) as Moved[];
      for (const { id } of moved) await record?.(ctx, id, merged, survivor);
      return moved;
    },
    touched: async (ctx, { survivor }, moved) => {
      if (!versioned) return null;
      const versions = new Map(moved.map((row) => [row.id, row.version]));
      const now = (await ctx.db
        .select({ id: table.id, version, name })
        .from(table as PgTable)
        .where(of(ctx, survivor.id))
        .for("update")) as (Moved & { name: string })[];
      const changed = now.find((row) => versions.has(row.id) && versions.get(row.id) !== row.version);
      return changed ? `${title ?? ""}${changed.name && `“${changed.name}”`}` : null;
    },
    back: async (ctx, { survivor, merged }, moved) => {
      const ids = moved.map(({ id }) => id);
      for (const part of inParts(ids, 5000))
        await ctx.db
          .update(table)
          .set(point(merged.id))
          .where(and(of(ctx, survivor.id), inArray(table.id, part)));
      for (const id of ids) await record?.(ctx, id, survivor, merged);
    },
  });
}

/** 留在原处: references that tell what once happened, and stay true. */
export const stays = (key: string, covers: string[]): Mover =>
  mover<null>({ key, covers, move: async () => null, back: async () => {} });

/** 联系人, the removed ones too; each keeps its version, for nothing of what people type has changed. */
export const contactMover = movedRows(contacts, {
  key: "contacts",
  title: "联系人",
  column: "companyId",
  covers: ["contact.company_id"],
  counted: isNull(contacts.removedAt),
  versioned: { version: contacts.version, name: contacts.name },
  record: (ctx, id, from, to) =>
    record(ctx, { subject: contactSubject, id, before: { companyId: from.id }, after: { companyId: to.id } }),
});

type Tagging = typeof companyTaggings.$inferSelect;
type MovedTaggings = { voided: Tagging[]; written: string[] };

/**
 * 标签事实 are never changed: those of the merged company are voided and written anew for the survivor, with the day they
 * happened on, so that a figure as of yesterday stays what it was. Where both had the tag, the earlier day stands.
 */
export const taggingMover = mover<MovedTaggings>({
  key: "taggings",
  title: "标签事实",
  covers: ["company_tagging.company_id"],
  count: (ctx, { merged }) => ctx.db.$count(companyTaggings, openTaggings(ctx, [merged.id])),
  move: async (ctx, { survivor, merged }) => {
    const open = await ctx.db
      .select()
      .from(companyTaggings)
      .where(openTaggings(ctx, [survivor.id, merged.id]));
    const gone = open.filter(({ companyId }) => companyId === merged.id);
    const twin = (fact: Tagging) => open.find((each) => each.companyId === survivor.id && each.tag === fact.tag);
    const given = gone.filter((fact) => {
      const own = twin(fact);
      return !own || fact.happenedOn < own.happenedOn;
    });
    const replaced = given.map(twin).filter((fact) => fact !== undefined);
    const voided = [...gone, ...replaced];
    await voidTaggings(
      ctx,
      voided.map(({ id }) => id),
    );
    return {
      voided,
      written: await writeTaggings(
        ctx,
        given.map((fact) => ({ ...fact, companyId: survivor.id })),
      ),
    };
  },
  back: async (ctx, _pair, { voided, written }) => {
    await voidTaggings(ctx, written);
    await writeTaggings(ctx, voided);
  },
});

const openTaggings = ({ agencyId }: Context, companyIds: string[]) =>
  and(
    eq(companyTaggings.agencyId, agencyId),
    inArray(companyTaggings.companyId, companyIds),
    isNull(companyTaggings.voidedAt),
  );

async function voidTaggings(ctx: Context, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await ctx.db
    .update(companyTaggings)
    .set({ voidedAt: ctx.now.toISOString() })
    .where(and(eq(companyTaggings.agencyId, ctx.agencyId), inArray(companyTaggings.id, ids)));
}

async function writeTaggings(ctx: Context, facts: Tagging[]): Promise<string[]> {
  if (facts.length === 0) return [];
  const typedAt = ctx.now.toISOString();
  const rows = facts.map((fact) => ({ ...fact, id: newId(), typedAt, voidedAt: null }));
  await ctx.db.insert(companyTaggings).values(rows);
  return rows.map(({ id }) => id);
}

/** 先前并入的: what was merged into the one that is merged now leads on to the survivor at once. */
export const forwardMover = movedRows(companies, {
  key: "forwards",
  column: "mergedIntoId",
  covers: ["company.merged_into_id"],
});

const { kind, noun } = companySubject;

export const timelineMover = mover<string[]>({
  key: "timeline",
  title: "时间线",
  covers: [],
  count: async ({ db, agencyId }, { merged }) => {
    const { rows } = await db.execute<{ count: number }>(sql`select count(*)::integer as count from timeline_entry
      where agency_id = ${agencyId}::uuid and subject_kind = ${kind} and subject_id = ${merged.id}::uuid`);
    return rows[0]?.count ?? 0;
  },
  move: (ctx, { survivor, merged }) => moveTimeline(ctx, { kind, from: merged.id, to: survivor.id }),
  back: (ctx, { survivor, merged }, ids) => moveTimelineBack(ctx, { kind, from: merged.id, to: survivor.id }, ids),
});

export const grantMover = mover<MovedGrant[]>({
  key: "grants",
  title: "个案授权",
  covers: [],
  count: async ({ db, agencyId }, { merged }) => {
    const { rows } = await db.execute<{ count: number }>(sql`select count(*)::integer as count from record_grant
      where agency_id = ${agencyId}::uuid and subject_kind = ${noun} and subject_id = ${merged.id}::uuid`);
    return rows[0]?.count ?? 0;
  },
  move: (ctx, { survivor, merged }) => moveGrants(ctx, { kind: noun, from: merged.id, to: survivor.id }),
  back: (ctx, { survivor, merged }, moved) =>
    moveGrantsBack(ctx, { kind: noun, from: merged.id, to: survivor.id }, moved),
});
