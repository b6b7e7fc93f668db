import { and, asc, count, desc, eq, isNull, or, lte, gte, type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { peoplePack } from "../pack.ts";
import { type StaffKind, staffKinds } from "../words.ts";
import { divisions, establishments, personServices, posts } from "../tables.ts";
import type { establishmentOperations, postOperations } from "./contract.ts";
import { approvedOn } from "./rules.ts";

function read(ctx: Context, where: SQL | undefined) {
  const { db, agencyId, today } = ctx;
  return db
    .select({
      id: posts.id,
      title: posts.title,
      kind: posts.kind,
      divisionId: posts.divisionId,
      divisionName: divisions.name,
      closedOn: posts.closedOn,
      version: posts.version,
      holders: sql<string>`coalesce((select string_agg(p.name, '、' order by p.sort_name) from person_service s
        join person p on p.agency_id = s.agency_id and p.id = s.person_id
        where s.agency_id = ${agencyId} and s.post_id = ${posts.id} and s.from_on <= ${today}::date
          and (s.to_on is null or s.to_on >= ${today}::date)), '')`,
    })
    .from(posts)
    .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, posts.divisionId)))
    .where(and(visible(ctx, posts), where))
    .orderBy(asc(divisions.position), asc(posts.id));
}

export async function listPosts(ctx: Context, { withClosed }: Input<typeof postOperations.list>) {
  return read(ctx, withClosed ? undefined : isNull(posts.closedOn));
}

export async function getPost(ctx: Context, id: string) {
  const [held] = await ctx.db
    .select({ id: posts.id })
    .from(posts)
    .where(and(visible(ctx, posts), eq(posts.id, id)))
    .for("update");
  const [post] = held ? await read(ctx, eq(posts.id, id)) : [];
  if (!post) throw new Failure("missing", "posts.missing", "岗位不存在，请重新选择");
  return post;
}

/** A post one may put somebody into. */
export async function refusePost({ db, agencyId }: Context, postId: string | null): Promise<void> {
  if (postId === null) return;
  const [post] = await db
    .select({ title: posts.title, closedOn: posts.closedOn })
    .from(posts)
    .where(and(eq(posts.agencyId, agencyId), eq(posts.id, postId)));
  if (!post) throw new Failure("missing", "posts.missing", "岗位不存在，请重新选择");
  if (post.closedOn) throw new Failure("refused", "posts.closed", `岗位“${post.title}”已撤销，请另选岗位`);
}

export async function listEstablishments(ctx: Context) {
  const { agencyId: _agency, typedAt: _typed, ...columns } = establishmentColumns;
  return ctx.db
    .select(columns)
    .from(establishments)
    .where(visible(ctx, establishments))
    .orderBy(desc(establishments.approvedOn), desc(establishments.id));
}

const establishmentColumns = {
  agencyId: establishments.agencyId,
  id: establishments.id,
  kind: establishments.kind,
  number: establishments.number,
  approvedOn: establishments.approvedOn,
  document: establishments.document,
  note: establishments.note,
  typedAt: establishments.typedAt,
  voidedAt: establishments.voidedAt,
};

export async function getEstablishment(ctx: Context, id: string) {
  const { agencyId: _agency, typedAt: _typed, ...columns } = establishmentColumns;
  const [row] = await ctx.db
    .select(columns)
    .from(establishments)
    .where(and(visible(ctx, establishments), eq(establishments.id, id)))
    .for("update");
  if (!row) throw new Failure("missing", "establishments.missing", "编制批复不存在，请刷新后再试");
  return row;
}

/** 编制数 / 实有数 by kind on a day: the kinds of which there is anything to say; before that, those that hold 编制. */
export async function summary(ctx: Context, { asOf = ctx.today }: Input<typeof establishmentOperations.summary>) {
  const { db, now } = ctx;
  const { established } = peoplePack(ctx.pack(now.getFullYear())).staff;
  const approved = await db
    .select(establishmentColumns)
    .from(establishments)
    .where(visible(ctx, establishments))
    .orderBy(asc(establishments.approvedOn), asc(establishments.id));
  const onDay = and(lte(personServices.fromOn, asOf), or(isNull(personServices.toOn), gte(personServices.toOn, asOf)));
  const counted = await db
    .select({ kind: personServices.staffKind, actual: count() })
    .from(personServices)
    .where(and(visible(ctx, personServices), onDay))
    .groupBy(personServices.staffKind);
  const all: (StaffKind | null)[] = [...(Object.keys(staffKinds) as StaffKind[]), null];
  const lines = all.map((kind) => {
    const row = kind && approvedOn(approved, kind, asOf);
    return {
      kind,
      isEstablished: kind !== null && established.includes(kind),
      number: row ? row.number : null,
      document: row ? row.document : null,
      approvedOn: row ? row.approvedOn : null,
      actual: counted.find((each) => each.kind === kind)?.actual ?? 0,
    };
  });
  const said = lines.filter(({ number, actual }) => number !== null || actual > 0);
  return { asOf, lines: said.length > 0 ? said : lines.filter(({ isEstablished }) => isEstablished) };
}
