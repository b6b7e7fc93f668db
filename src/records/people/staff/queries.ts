import { and, asc, count, desc, eq, gte, isNotNull, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { timeline } from "#kit/server/timeline.ts";
import { accounts, divisions, hostings, personServices, persons, postings, posts, roles } from "../tables.ts";
import type { staffOperations } from "./contract.ts";
import { maskedIdNumber, stateOf, whyNotStaff } from "./rules.ts";
import type { PersonState } from "../words.ts";

export const findable = (name: string) => ({ names: [name], codes: [] });

/** 某日在任: begun by then and not ended before. */
export const serving = (day: string): SQL =>
  and(lte(personServices.fromOn, day), or(isNull(personServices.toOn), gte(personServices.toOn, day))) as SQL;

const serviceColumns = {
  id: personServices.id,
  personId: personServices.personId,
  divisionId: personServices.divisionId,
  divisionName: divisions.name,
  staffKind: personServices.staffKind,
  postId: personServices.postId,
  postTitle: posts.title,
  fromOn: personServices.fromOn,
  toOn: personServices.toOn,
  document: personServices.document,
};

function services({ db, agencyId }: Context) {
  return db
    .select(serviceColumns)
    .from(personServices)
    .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, personServices.divisionId)))
    .leftJoin(posts, and(eq(posts.agencyId, agencyId), eq(posts.id, personServices.postId)))
    .$dynamic();
}

/** 某人某日在哪个科室、什么岗位: what a figure of that day is told by; null where the person did not work here then. */
export async function serviceOn(ctx: Context, personId: string, day: string) {
  const [service] = await services(ctx)
    .where(and(visible(ctx, personServices), eq(personServices.personId, personId), serving(day)))
    .limit(1);
  return service ?? null;
}

export async function lastService(ctx: Context, personId: string) {
  const [service] = await services(ctx)
    .where(and(eq(personServices.agencyId, ctx.agencyId), eq(personServices.personId, personId)))
    .orderBy(desc(personServices.fromOn))
    .limit(1);
  return service ?? null;
}

const hostName = ({ agencyId }: Context) => sql<string | null>`(select h.host_name from ${hostings} h
  where h.agency_id = ${agencyId} and h.id = ${persons.hostingId})`;

export async function listRoster(ctx: Context, input: Input<typeof staffOperations.roster>) {
  const { db, agencyId, today } = ctx;
  const now = and(eq(personServices.agencyId, agencyId), eq(personServices.personId, persons.id), serving(today));
  const isServing = sql`exists (select 1 from ${personServices} where ${now})`;
  const answer = await page(input, {
    sorts: { name: persons.sortName },
    id: persons.id,
    where: and(
      visible(ctx, persons),
      found(ctx, "person", persons.id, input.search),
      input.divisionId ? eq(persons.divisionId, input.divisionId) : undefined,
      input.staffKind
        ? sql`exists (select 1 from ${personServices} where ${and(now, eq(personServices.staffKind, input.staffKind))})`
        : undefined,
      inState(input.state, isServing, today),
    ),
    rows: ({ where, orderBy, limit, total }) =>
      db
        .select({
          id: persons.id,
          name: persons.name,
          leftOn: persons.leftOn,
          version: persons.version,
          divisionName: divisions.name,
          postTitle: posts.title,
          staffKind: personServices.staffKind,
          fromOn: personServices.fromOn,
          hostName: hostName(ctx),
          roleTitles: heldBy(ctx, sql`string_agg(distinct r.title, '、')`),
          logins: heldBy(ctx, sql`string_agg(distinct a.login, '、')`),
          sortKey: persons.sortName,
          total,
        })
        .from(persons)
        .leftJoin(personServices, now)
        .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, persons.divisionId)))
        .leftJoin(posts, and(eq(posts.agencyId, agencyId), eq(posts.id, personServices.postId)))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await db.select({ total: count() }).from(persons).where(where))[0]?.total ?? 0,
  });
  return {
    ...answer,
    rows: answer.rows.map((row) => ({ ...row, state: stateOf({ ...row, servingFrom: row.fromOn, today }) })),
  };
}

function inState(state: PersonState | undefined, isServing: SQL, today: string): SQL | undefined {
  const gone = lt(persons.leftOn, today);
  const here = or(isNull(persons.leftOn), gte(persons.leftOn, today));
  if (state === undefined) return undefined;
  if (state === "left") return gone;
  if (state === "hosted") return and(here, isNotNull(persons.hostingId));
  return and(here, isNull(persons.hostingId), state === "serving" ? isServing : sql`not ${isServing}`);
}

const heldBy = ({ agencyId, today }: Context, what: SQL) => sql<string>`coalesce((select ${what}
  from posting t join role r on r.agency_id = t.agency_id and r.code = t.role_code join account a on a.id = t.account_id
  where t.agency_id = ${agencyId} and t.person_id = ${persons.id} and a.state <> 'disabled'
    and t.from_on <= ${today}::date and (t.to_on is null or t.to_on >= ${today}::date)), '')`;

/** 实有的每一行: who worked here on that day, as what. */
export async function listServing(ctx: Context, input: Input<typeof staffOperations.serving>) {
  const { db, agencyId, today } = ctx;
  const { asOf = today, staffKind, divisionId } = input;
  const onDay = and(
    visible(ctx, personServices),
    serving(asOf),
    divisionId ? eq(personServices.divisionId, divisionId) : undefined,
    staffKind === "unknown" ? isNull(personServices.staffKind) : undefined,
    staffKind && staffKind !== "unknown" ? eq(personServices.staffKind, staffKind) : undefined,
  );
  return page(input, {
    sorts: { personName: persons.sortName },
    id: persons.id,
    // On a day a person has at most one service, so that the person's id is the row's.
    where: and(
      visible(ctx, persons),
      sql`exists (select 1 from ${personServices} where ${and(onDay, eq(personServices.personId, persons.id))})`,
    ),
    rows: ({ where, orderBy, limit, total }) =>
      db
        .select({
          id: persons.id,
          personId: persons.id,
          personName: persons.name,
          divisionName: divisions.name,
          postTitle: posts.title,
          staffKind: personServices.staffKind,
          fromOn: sql<string>`${personServices.fromOn}`,
          document: sql<string>`${personServices.document}`,
          sortKey: persons.sortName,
          total,
        })
        .from(persons)
        .innerJoin(personServices, and(onDay, eq(personServices.personId, persons.id)))
        .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, personServices.divisionId)))
        .leftJoin(posts, and(eq(posts.agencyId, agencyId), eq(posts.id, personServices.postId)))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await db.select({ total: count() }).from(persons).where(where))[0]?.total ?? 0,
  });
}

/** The row as stored, locked. */
export async function getPerson(ctx: Context, id: string) {
  const read = ctx.db
    .select()
    .from(persons)
    .where(and(visible(ctx, persons), eq(persons.id, id)));
  const [person] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  if (!person) throw new Failure("missing", "persons.missing", "人员不存在，或不属于本机构");
  const [host] = await ctx.db
    .select({ name: hostName(ctx) })
    .from(persons)
    .where(and(visible(ctx, persons), eq(persons.id, id)));
  return { ...person, hostName: host?.name ?? null };
}
type StoredPerson = Awaited<ReturnType<typeof getPerson>>;

/** As the contract shows it: the identity number recognisable, not usable, and only to whoever keeps the staff. */
export async function shownPerson(ctx: Context, person: StoredPerson) {
  const { id, name, divisionId, hostName: host, leftOn, leaveKind, version } = person;
  const service = await serviceOn(ctx, id, ctx.today);
  const seen = ctx.actor.grants.has("people.manage") ? await openIdNumber(ctx, person) : null;
  return {
    id,
    name,
    idNumber: seen && maskedIdNumber(seen),
    state: stateOf({ leftOn, hostName: host, servingFrom: service?.fromOn ?? null, today: ctx.today }),
    divisionId,
    hostName: host,
    leftOn,
    leaveKind,
    version,
  };
}

export async function openIdNumber({ db, agencyId, secrets }: Context, { id, idNumber }: StoredPerson) {
  return idNumber && secrets.open(db, agencyId, id, idNumber);
}

export async function getPersonPage(ctx: Context, { id }: { id: string }) {
  const { db, agencyId, actor, today } = ctx;
  const person = await getPerson(ctx, id);
  const own = await services(ctx)
    .where(and(visible(ctx, personServices), eq(personServices.personId, id)))
    .orderBy(desc(personServices.fromOn));
  const held = await db
    .select({
      id: postings.id,
      accountId: postings.accountId,
      login: accounts.login,
      accountState: accounts.state,
      roleCode: roles.code,
      roleTitle: roles.title,
      fromOn: postings.fromOn,
      toOn: postings.toOn,
      document: postings.document,
      version: postings.version,
    })
    .from(postings)
    .innerJoin(accounts, eq(accounts.id, postings.accountId))
    .innerJoin(roles, and(eq(roles.agencyId, agencyId), eq(roles.code, postings.roleCode)))
    .where(and(visible(ctx, postings), eq(postings.personId, id)))
    .orderBy(desc(postings.fromOn), asc(roles.position));
  const known = new Map(
    held.map(({ accountId, login, accountState }) => [accountId, { id: accountId, login, state: accountState }]),
  );
  const usable = [...known.values()].filter(({ state }) => state !== "disabled");
  const keeps = actor.grants.has("people.manage")
    ? null
    : { code: "persons.permission", message: "您没有维护人员的权限，请联系办公室或系统管理员" };
  const why = (step: Parameters<typeof whyNotStaff>[0]) => keeps ?? whyNotStaff(step, { ...person, today });
  return {
    person: await shownPerson(ctx, person),
    services: own,
    postings: held.map(({ accountState: _state, ...each }) => ({
      ...each,
      isHeld: each.fromOn <= today && (each.toOn === null || each.toOn >= today),
    })),
    accounts: [...known.values()],
    timeline: await timeline(ctx, "person", id),
    may: {
      update: why("update"),
      move: why("move"),
      leave: why("leave"),
      rejoin: why("rejoin"),
      give: mayGive(ctx, person, usable[0]),
      post: mayPost(ctx, usable.length),
    },
  };
}

function mayGive({ actor, today }: Context, { leftOn }: StoredPerson, usable: { login: string } | undefined) {
  if (!actor.grants.has("accounts.manage")) return { code: "accounts.permission", message: "发放账号由系统管理员办理" };
  if (leftOn !== null && leftOn < today) return { code: "accounts.give.left", message: `这个人已于 ${leftOn} 离开` };
  return usable ? { code: "accounts.give.has", message: `这个人已有账号“${usable.login}”` } : null;
}

function mayPost({ actor }: Context, usable: number) {
  if (!actor.grants.has("rights.manage"))
    return { code: "postings.permission", message: "授予和收回角色由安全管理员办理" };
  return usable > 0 ? null : { code: "postings.account", message: "这个人还没有可用的账号，请先由系统管理员发放" };
}
