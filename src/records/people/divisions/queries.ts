import { and, asc, count, eq, gte, isNull, or, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { divisions, persons, posts } from "../tables.ts";
import type { divisionOperations } from "./contract.ts";
import { inTreeOrder, whyNotClose } from "./rules.ts";

/** 在岗: has not left yet. */
export const notLeft = ({ today }: Context): SQL => or(isNull(persons.leftOn), gte(persons.leftOn, today)) as SQL;

function read(ctx: Context, where: SQL | undefined) {
  const heads = alias(persons, "head");
  return ctx.db
    .select({
      id: divisions.id,
      name: divisions.name,
      headcount: count(persons.id),
      parentId: divisions.parentId,
      headId: divisions.headId,
      headName: heads.name,
      openedOn: divisions.openedOn,
      closedOn: divisions.closedOn,
      position: divisions.position,
      version: divisions.version,
    })
    .from(divisions)
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.divisionId, divisions.id), notLeft(ctx)))
    .leftJoin(heads, and(eq(heads.agencyId, ctx.agencyId), eq(heads.id, divisions.headId)))
    .where(and(visible(ctx, divisions), where))
    .groupBy(divisions.agencyId, divisions.id, heads.name)
    .orderBy(asc(divisions.position), asc(divisions.id));
}

/** Without the depth: a list wherever a division is chosen. */
export async function listDivisions(ctx: Context) {
  return inTreeOrder(await read(ctx, isNull(divisions.closedOn)));
}

export async function listTree(ctx: Context, { withClosed }: Input<typeof divisionOperations.tree>) {
  const all = await read(ctx, withClosed ? undefined : isNull(divisions.closedOn));
  const inside = await insides(ctx);
  const isOpen = { code: "divisions.reopen.state", message: "科室没有撤销，无需恢复" };
  return inTreeOrder(all).map((each) => ({
    ...each,
    may: { close: whyNotClose({ ...each, ...inside(each.id) }), reopen: each.closedOn ? null : isOpen },
  }));
}

export async function getDivision(ctx: Context, id: string) {
  const [held] = await ctx.db
    .select({ id: divisions.id })
    .from(divisions)
    .where(and(visible(ctx, divisions), eq(divisions.id, id)))
    .for("update");
  const [division] = held ? await read(ctx, eq(divisions.id, id)) : [];
  if (!division) throw new Failure("missing", "divisions.missing", "科室不存在，请重新选择");
  return division;
}

/** Every division of the agency, for the rule about parents. */
export async function branches({ db, agencyId }: Context) {
  return db
    .select({ id: divisions.id, name: divisions.name, parentId: divisions.parentId, closedOn: divisions.closedOn })
    .from(divisions)
    .where(eq(divisions.agencyId, agencyId))
    .orderBy(asc(divisions.position), asc(divisions.id));
}

/** Who and what stands in the way of closing one, read once for all of them. */
export async function insides(ctx: Context) {
  const { db, agencyId } = ctx;
  const people = await db
    .select({ divisionId: persons.divisionId, name: persons.name })
    .from(persons)
    .where(and(eq(persons.agencyId, agencyId), notLeft(ctx)))
    .orderBy(asc(persons.sortName));
  const open = await db
    .select({ divisionId: posts.divisionId, title: posts.title })
    .from(posts)
    .where(and(eq(posts.agencyId, agencyId), isNull(posts.closedOn)));
  const all = (await branches(ctx)).filter(({ closedOn }) => closedOn === null);
  return (id: string) => ({
    people: people.filter(({ divisionId }) => divisionId === id).map(({ name }) => name),
    below: all.filter(({ parentId }) => parentId === id).map(({ name }) => name),
    posts: open.filter(({ divisionId }) => divisionId === id).map(({ title }) => title),
  });
}

/** A division one may put somebody into: it is there and not closed. */
export async function refuseDivision({ db, agencyId }: Context, divisionId: string | null): Promise<void> {
  if (divisionId === null) return;
  const [found] = await db
    .select({ name: divisions.name, closedOn: divisions.closedOn })
    .from(divisions)
    .where(and(eq(divisions.agencyId, agencyId), eq(divisions.id, divisionId)));
  if (!found) throw new Failure("missing", "divisions.missing", "科室不存在，请重新选择");
  if (found.closedOn)
    throw new Failure("refused", "divisions.closed", `“${found.name}”已于 ${found.closedOn} 撤销，请另选科室`);
}
