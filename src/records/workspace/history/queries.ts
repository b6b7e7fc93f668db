import { and, asc, count, desc, eq, gte, inArray, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { addDays } from "#kit/base/dates.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Input, Operation } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { isSealed } from "#kit/server/secrets.ts";
import { type Change, histories, historyLinks } from "#kit/server/tables.ts";
import { accounts, divisions, persons, postings } from "#records/people/tables.ts";
import { placesOf, type SubjectPage } from "../subjects/queries.ts";
import type { historyOperations } from "./contract.ts";
import { classOf, doors, inWords, isUuid, saidOf, summaryOf } from "./rules.ts";

/** 王某（代 李某）: who did it, and for whom where it was done on somebody's behalf. */
const actedBy = sql<string | null>`${accounts.name} || coalesce('（代 ' || (select string_agg(p.name, '、')
  from jsonb_to_recordset(${historyLinks.behalf}) as whom("personId" uuid)
  join ${persons} p on p.agency_id = ${historyLinks.agencyId} and p.id = whom."personId") || '）', '')`;

/** Counting further than this tells nobody anything. */
const mostCounted = 100_000;

interface Known {
  pages: readonly SubjectPage[];
  operations: readonly Pick<Operation, "address" | "title" | "kind">[];
}

const columns = {
  id: histories.id,
  at: histories.at,
  subjectKind: histories.subjectKind,
  subjectId: histories.subjectId,
  action: histories.action,
  changes: histories.changes,
  reason: histories.reason,
  accountId: historyLinks.accountId,
  accountName: actedBy,
  via: historyLinks.via,
};

export async function listHistory(ctx: Context, input: Input<typeof historyOperations.list>, known: Known) {
  const { db, agencyId } = ctx;
  const link = linkOf(agencyId);
  const answer = await page(input, {
    sorts: { at: histories.at },
    id: histories.id,
    where: filters(ctx, input),
    rows: ({ where, orderBy, limit }) =>
      db
        .select({ ...columns, sortKey: histories.at })
        .from(histories)
        .innerJoin(historyLinks, link)
        .leftJoin(accounts, eq(accounts.id, historyLinks.accountId))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => {
      const some = db
        .select({ one: sql`1` })
        .from(histories)
        .innerJoin(historyLinks, link)
        .where(where)
        .limit(mostCounted);
      return (await db.select({ total: count() }).from(some.as("some")))[0]?.total ?? 0;
    },
  });
  const told = await inFull(ctx, answer.rows, known, known.pages);
  const places = await placesOf(
    ctx,
    known.pages,
    answer.rows.map(({ subjectKind: kind, subjectId: id }) => ({ kind, id })),
  );
  return {
    ...answer,
    rows: told.map(({ sortKey: _key, ...row }) => {
      const place = places.get(row.subjectId);
      return {
        ...row,
        subjectName: place?.name ?? null,
        page: place?.page ?? null,
        summary: summaryOf(row.changes),
      };
    }),
  };
}

const linkOf = (agencyId: string) =>
  and(eq(historyLinks.agencyId, agencyId), eq(historyLinks.commandId, histories.commandId));

interface Stored extends Omit<Changed, "subject" | "id"> {
  subjectKind: string;
  subjectId: string;
  action: string;
  via: string;
}

/** Rows in the words of the forms and of the operations. */
async function inFull<R extends Stored>(
  ctx: Context,
  rows: R[],
  { pages, operations }: Known,
  named: readonly SubjectPage[] = [],
) {
  const subjectOf = (kind: string) => pages.find(({ subject }) => subject.kind === kind)?.subject;
  const told = await tellChanges(
    ctx,
    rows.map((row) => ({ subject: subjectOf(row.subjectKind), id: row.subjectId, changes: row.changes })),
    named,
  );
  return rows.map((row, i) => ({
    ...row,
    subjectTitle: subjectOf(row.subjectKind)?.title ?? row.subjectKind,
    actionTitle: operations.find(({ address }) => address === row.action)?.title ?? row.action,
    via: doors[row.via] ?? row.via,
    changes: told[i] ?? [],
  }));
}

/** 修改记录: of a record one may open, newest first, by today's rights and classes. */
export async function listOfRecord(
  ctx: Context,
  { subjectKind, subjectId, after, limit }: Input<typeof historyOperations.ofRecord>,
  known: Known,
) {
  const { db, agencyId } = ctx;
  const page = known.pages.find(({ subject }) => subject.kind === subjectKind);
  if (!page?.see) throw new Failure("missing", "history.kind", "这类记录没有修改记录可查");
  if (!ctx.actor.grants.has(`${page.subject.noun}.read`)) {
    throw new Failure("forbidden", "permission.missing", `您没有查看${page.subject.title}的权限`);
  }
  await page.see(ctx, subjectId);
  const [at, last] = after?.split("~") ?? [];
  const rows = await db
    .select(columns)
    .from(histories)
    .innerJoin(historyLinks, linkOf(agencyId))
    .leftJoin(accounts, eq(accounts.id, historyLinks.accountId))
    .where(
      and(
        eq(histories.agencyId, agencyId),
        eq(histories.subjectKind, subjectKind),
        eq(histories.subjectId, subjectId),
        at && last
          ? and(lte(histories.at, at), or(lt(histories.at, at), and(eq(histories.at, at), lt(histories.id, last))))
          : undefined,
      ),
    )
    .orderBy(desc(histories.at), desc(histories.id))
    .limit(limit + 1);
  const shown = await inFull(ctx, rows.slice(0, limit), known);
  const end = shown.at(-1);
  return { rows: shown, next: rows.length > limit && end ? `${end.at}~${end.id}` : null };
}

export async function listChoices({ db, agencyId }: Context, { pages, operations }: Known) {
  const everybody = await db
    .selectDistinct({ id: accounts.id, name: accounts.name, login: accounts.login })
    .from(postings)
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .where(eq(postings.agencyId, agencyId))
    .orderBy(asc(accounts.login));
  // A kind that has a page and an import is known twice.
  const titles = new Map(pages.map(({ subject: { kind, title } }) => [kind, title]));
  const actions = operations.flatMap(({ kind, address, title }) => (kind === "command" ? [{ address, title }] : []));
  return { subjects: [...titles].map(([kind, title]) => ({ kind, title })), accounts: everybody, actions };
}

function filters(ctx: Context, input: Input<typeof historyOperations.list>): SQL | undefined {
  const { subjectKind, subjectId, accountId, action, from, to } = input;
  return and(
    eq(histories.agencyId, ctx.agencyId),
    subjectKind ? eq(histories.subjectKind, subjectKind) : undefined,
    subjectId ? eq(histories.subjectId, subjectId) : undefined,
    accountId ? eq(historyLinks.accountId, accountId) : undefined,
    action ? eq(histories.action, action) : undefined,
    from ? gte(histories.at, startOf(from)) : undefined,
    to ? lt(histories.at, startOf(addDays(to, 1))) : undefined,
  );
}

/** Days begin when they do for the agency. */
const startOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();

interface Changed {
  /** Undefined for a kind nobody registered: then nothing is known about its classes, and no value is told. */
  subject: Subject | undefined;
  id: string;
  changes: Change[];
}

/**
 * Changes in the words of the forms. What the reader may not see today comes without values, whoever wrote it. Records
 * that a change points at are called by name only where `named` says so: not every reader may know them.
 */
export async function tellChanges(ctx: Context, all: Changed[], named: readonly SubjectPage[] = []) {
  const may = (subject: Subject | undefined, field: string) =>
    subject !== undefined && ctx.actor.classes.has(classOf(saidOf(subject.shape.shape[field] as z.ZodType)));
  const open = await opener(ctx, all, may);
  const names = await namesOf(ctx, all, named);
  return all.map(({ subject, id, changes }) =>
    changes.map(({ field, before, after }) => {
      const said = saidOf(subject?.shape.shape[field] as z.ZodType | undefined);
      const told = { field, title: said.title ?? field, class: classOf(said) };
      if (!may(subject, field)) return { ...told, before: null, after: null, withheld: "class" as const };
      const [old, now] = [open(id, before), open(id, after)];
      if (old === erased || now === erased) return { ...told, before: null, after: null, withheld: "erased" as const };
      return { ...told, before: inWords(old, said, names), after: inWords(now, said, names), withheld: null };
    }),
  );
}

const erased = Symbol("erased");

async function opener(
  { db, agencyId, secrets }: Context,
  all: Changed[],
  may: (subject: Subject | undefined, field: string) => boolean,
) {
  const wanted = all.filter(({ subject, changes }) =>
    changes.some(({ field, before, after }) => may(subject, field) && (isSealed(before) || isSealed(after))),
  );
  const keys = await secrets.keyring(
    db,
    agencyId,
    wanted.map(({ id }) => id),
  );
  return (id: string, value: unknown): unknown => (isSealed(value) ? (keys.open(id, value) ?? erased) : value);
}

/** 责任专员 and 科室 are stored as ids; the reader knows them by name. */
async function namesOf(ctx: Context, all: Changed[], named: readonly SubjectPage[]): Promise<Map<string, string>> {
  const { db, agencyId } = ctx;
  const values = all.flatMap(({ changes }) => changes.flatMap(({ before, after }) => [before, after]));
  const ids = [...new Set(values.flat().filter(isUuid))];
  if (ids.length === 0) return new Map();
  const people = await db
    .select({ id: persons.id, name: persons.name })
    .from(persons)
    .where(and(eq(persons.agencyId, agencyId), inArray(persons.id, ids)));
  const units = await db
    .select({ id: divisions.id, name: divisions.name })
    .from(divisions)
    .where(and(eq(divisions.agencyId, agencyId), inArray(divisions.id, ids)));
  const names = new Map([...people, ...units].map(({ id, name }) => [id, name]));
  for (const { places } of named) {
    const unnamed = ids.filter((id) => !names.has(id));
    if (!places || unnamed.length === 0) continue;
    for (const { id, name } of await places(ctx, unnamed)) names.set(id, name);
  }
  return names;
}
