import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { refuseDivision } from "../divisions/queries.ts";
import { type establishmentOperations, establishmentSubject, type postOperations, postSubject } from "./contract.ts";
import { getEstablishment, getPost } from "./queries.ts";
import { whyNotClosePost } from "./rules.ts";
import { establishments, posts } from "../tables.ts";

export async function createPost(ctx: Context, wanted: Input<typeof postOperations.create>) {
  await refuseDivision(ctx, wanted.divisionId);
  const id = newId();
  await ctx.db.insert(posts).values({ ...wanted, agencyId: ctx.agencyId, id });
  const after = await getPost(ctx, id);
  await record(ctx, { subject: postSubject, id, before: null, after });
  return after;
}

export async function updatePost(ctx: Context, sent: Input<typeof postOperations.update>) {
  const before = await getPost(ctx, sent.id);
  if (before.closedOn) throw new Failure("refused", "posts.closed", `岗位“${before.title}”已撤销，不能修改`);
  await refuseConflict(ctx, postSubject, sent, before);
  await refuseDivision(ctx, sent.changes.divisionId ?? null);
  return change(ctx, before, sent.changes as Partial<typeof posts.$inferInsert>);
}

export async function closePost(ctx: Context, { id, version, reason }: Input<typeof postOperations.close>) {
  const before = await getPost(ctx, id);
  refuseIf(whyNotClosePost(before));
  const closedOn = ctx.today;
  await refuseConflict(ctx, postSubject, { id, version, changes: { closedOn } }, before);
  return change(ctx, before, { closedOn }, { reason });
}

async function change(
  ctx: Context,
  before: Awaited<ReturnType<typeof getPost>>,
  changes: Partial<typeof posts.$inferInsert>,
  why: { reason?: string } = {},
) {
  const { id, version } = before;
  await ctx.db
    .update(posts)
    .set({ ...changes, version: version + 1 })
    .where(and(eq(posts.agencyId, ctx.agencyId), eq(posts.id, id)));
  const after = await getPost(ctx, id);
  await record(ctx, { subject: postSubject, id, before, after, ...why });
  return after;
}

/** 编制批复 is a fact: entered once, from its day on in force, never changed. */
export async function approveEstablishment(ctx: Context, wanted: Input<typeof establishmentOperations.approve>) {
  const id = newId();
  await ctx.db.insert(establishments).values({ ...wanted, agencyId: ctx.agencyId, id, typedAt: ctx.now.toISOString() });
  const after = await getEstablishment(ctx, id);
  await record(ctx, { subject: establishmentSubject, id, before: null, after });
  return after;
}

export async function annulEstablishment(ctx: Context, { id, reason }: Input<typeof establishmentOperations.annul>) {
  const before = await getEstablishment(ctx, id);
  if (before.voidedAt) throw new Failure("refused", "establishments.annul.state", "这一条已经作废");
  const voidedAt = ctx.now.toISOString();
  await ctx.db
    .update(establishments)
    .set({ voidedAt })
    .where(and(eq(establishments.agencyId, ctx.agencyId), eq(establishments.id, id)));
  const after = { ...before, voidedAt };
  await record(ctx, { subject: establishmentSubject, id, before, after, reason });
  return after;
}
