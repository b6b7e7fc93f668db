import { and, count, eq, exists, gte, inArray, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { isReached, visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { timeline } from "#kit/server/timeline.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { companies } from "#records/directory/tables.ts";
import { outpostPlaces } from "#records/intermediaries/outposts/queries.ts";
import { divisions, personServices, persons } from "#records/people/tables.ts";
import { projects } from "../tables.ts";
import { type encounterOperations, manage, read } from "./contract.ts";
import { divisionThen, whyNotEncounter } from "./rules.ts";
import {
  encounterCompanies,
  encounterGuests,
  encounterHosts,
  encounterPapers,
  encounterProjects,
  encounters,
} from "./tables.ts";

const asReader = (ctx: Context): Context => ({ ...ctx, operation: companyOperations.list });

/** One's own encounters, and those about a project one may read: whoever goes on with it must know what was said. */
export function seen(ctx: Context): SQL {
  const about = exists(
    sql`(select 1 from ${encounterProjects} inner join ${projects} on ${and(
      eq(projects.agencyId, ctx.agencyId),
      eq(projects.id, encounterProjects.projectId),
    )} where ${and(
      eq(encounterProjects.agencyId, ctx.agencyId),
      eq(encounterProjects.encounterId, encounters.id),
      visible(ctx, projects),
    )})`,
  );
  return or(visible(ctx, encounters), and(eq(encounters.agencyId, ctx.agencyId), about)) as SQL;
}

const own = (
  table: typeof encounterCompanies | typeof encounterProjects | typeof encounterHosts | typeof encounterGuests,
) => sql`${table.agencyId} = ${encounters.agencyId} and ${table.encounterId} = ${encounters.id}`;

const companyNames = sql<string>`concat_ws('、', (select string_agg(distinct ${companies.name}, '、')
  from ${encounterCompanies} join ${companies} on ${companies.agencyId} = ${encounterCompanies.agencyId}
    and ${companies.id} = ${encounterCompanies.companyId}
  where ${own(encounterCompanies)} and ${encounterCompanies.voidedAt} is not distinct from ${encounters.voidedAt}),
  nullif(${encounters.counterpart}, ''))`;
const projectNames = sql<string>`coalesce((select string_agg(${projects.name}, '、' order by ${projects.sortName})
  from ${encounterProjects} join ${projects} on ${projects.agencyId} = ${encounterProjects.agencyId}
    and ${projects.id} = ${encounterProjects.projectId} where ${own(encounterProjects)}), '')`;
const hostNames = sql<string>`coalesce((select string_agg(host.name, '、' order by host.sort_name)
  from ${encounterHosts} join ${persons} host on host.agency_id = ${encounterHosts.agencyId}
    and host.id = ${encounterHosts.personId} where ${own(encounterHosts)}), '')`;
const guestNames = sql<string>`coalesce((select string_agg(trim(${encounterGuests.name} || ' ' || ${encounterGuests.position}), '、'
  order by ${encounterGuests.id}) from ${encounterGuests} where ${own(encounterGuests)}), '')`;

const nextOwners = alias(persons, "next_owner");
const typists = alias(persons, "typist");

const rowColumns = {
  id: encounters.id,
  kind: encounters.kind,
  happenedOn: encounters.happenedOn,
  place: encounters.place,
  companyNames,
  projectNames,
  hostNames,
  summary: encounters.summary,
  nextStep: encounters.nextStep,
  nextDueOn: encounters.nextDueOn,
  nextOwnerId: encounters.nextOwnerId,
  nextOwnerName: nextOwners.name,
  nextDoneOn: encounters.nextDoneOn,
  divisionName: encounters.divisionName,
  version: encounters.version,
};

const sortColumns = { happenedOn: encounters.happenedOn, nextDueOn: encounters.nextSortOn };
const nextOwnerOf = ({ agencyId }: Context) =>
  and(eq(nextOwners.agencyId, agencyId), eq(nextOwners.id, encounters.nextOwnerId));

export async function listEncounters(ctx: Context, input: Input<typeof encounterOperations.list>) {
  return page(input, {
    sorts: sortColumns,
    id: encounters.id,
    where: and(seen(ctx), isNull(encounters.voidedAt), encountersWhere(ctx, input)),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...rowColumns, sortKey: sql<string>`${sortColumns[input.sort]}`, total })
        .from(encounters)
        .leftJoin(nextOwners, nextOwnerOf(ctx))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(encounters).where(where))[0]?.total ?? 0,
  });
}

function encountersWhere(ctx: Context, filter: Partial<Input<typeof encounterOperations.list>>): SQL | undefined {
  const { kind, companyId, projectId, outpostId, hostId, divisionId, nextOwnerId, isOpen, nextDueBy, from, to } =
    filter;
  const open = and(isNotNull(encounters.nextDueOn), isNull(encounters.nextDoneOn));
  const among = (table: typeof encounterCompanies | typeof encounterProjects | typeof encounterHosts, where: SQL) =>
    exists(sql`(select 1 from ${table} where ${own(table)} and ${where})`);
  return and(
    found(ctx, "encounter", encounters.id, filter.search),
    kind ? eq(encounters.kind, kind) : undefined,
    companyId
      ? among(
          encounterCompanies,
          and(eq(encounterCompanies.companyId, companyId), isNull(encounterCompanies.voidedAt)) as SQL,
        )
      : undefined,
    projectId ? among(encounterProjects, eq(encounterProjects.projectId, projectId)) : undefined,
    outpostId ? eq(encounters.outpostId, outpostId) : undefined,
    hostId ? among(encounterHosts, eq(encounterHosts.personId, hostId)) : undefined,
    divisionId ? eq(encounters.divisionId, divisionId) : undefined,
    nextOwnerId ? eq(encounters.nextOwnerId, nextOwnerId) : undefined,
    isOpen === undefined
      ? undefined
      : isOpen
        ? open
        : or(isNull(encounters.nextDueOn), isNotNull(encounters.nextDoneOn)),
    nextDueBy ? lte(encounters.nextSortOn, nextDueBy) : undefined,
    from ? gte(encounters.happenedOn, from) : undefined,
    to ? lte(encounters.happenedOn, to) : undefined,
  );
}

const missing = () => new Failure("missing", "encounters.missing", "对接记录不存在，或不在您的数据范围内");

/** The one way to a record by its id; a command reaches only what it may change, and locks it. */
export async function getEncounter(ctx: Context, id: string) {
  const isCommand = ctx.operation.kind === "command";
  const find = ctx.db
    .select({
      ...rowColumns,
      counterpart: encounters.counterpart,
      guestNames,
      nextResult: encounters.nextResult,
      files: encounters.files,
      outpostId: encounters.outpostId,
      officerId: encounters.officerId,
      divisionId: encounters.divisionId,
      typedAt: encounters.typedAt,
      byName: typists.name,
      voidedAt: encounters.voidedAt,
      voidReason: encounters.voidReason,
    })
    .from(encounters)
    .leftJoin(nextOwners, nextOwnerOf(ctx))
    .leftJoin(typists, and(eq(typists.agencyId, ctx.agencyId), eq(typists.id, encounters.byId)))
    .where(
      and(
        eq(encounters.id, id),
        isCommand ? visible(ctx, encounters) : or(seen(ctx), visible(ctx, encounters, { granted: true })),
      ),
    );
  const [encounter] = await (isCommand ? find.for("update", { of: encounters }) : find);
  if (!encounter) throw missing();
  return encounter;
}
export type StoredEncounter = Awaited<ReturnType<typeof getEncounter>>;

export async function getEncounterPage(ctx: Context, { id }: { id: string }) {
  const encounter = await getEncounter(ctx, id);
  const { db, agencyId } = ctx;
  const [outpost] = encounter.outpostId ? await outpostPlaces(ctx, [encounter.outpostId]) : [];
  const may = (step: Parameters<typeof whyNotEncounter>[0]) =>
    mayManage(ctx, encounter) ?? whyNotEncounter(step, encounter);
  return {
    encounter,
    outpost: outpost ? { id: outpost.id, name: outpost.name, isSeen: outpost.page !== null } : null,
    // After a merge two facts of one record may be about one company.
    companies: [...new Map((await companiesOf(ctx, id)).map((each) => [each.id, each])).values()],
    projects: await projectsOf(ctx, id),
    hosts: await db
      .select({ personId: encounterHosts.personId, name: persons.name, divisionName: encounterHosts.divisionName })
      .from(encounterHosts)
      .innerJoin(persons, and(eq(persons.agencyId, agencyId), eq(persons.id, encounterHosts.personId)))
      .where(and(eq(encounterHosts.agencyId, agencyId), eq(encounterHosts.encounterId, id)))
      .orderBy(persons.sortName, persons.id),
    timeline: await timeline(ctx, "encounter", id),
    may: { update: may("update"), finish: may("finish"), annul: may("annul") },
  };
}

const mayManage = (ctx: Context, { officerId, divisionId, nextOwnerId }: StoredEncounter) =>
  isReached(ctx.actor, manage, { officerId, divisionId }) ||
  (nextOwnerId !== null && isReached(ctx.actor, manage, { officerId: nextOwnerId, divisionId: null }))
    ? null
    : { code: "encounters.scope", message: "这条记录不在您的办理范围内，请联系记录人" };

/** The companies met, as they stand or as they stood when the record was voided. */
const companiesOf = (ctx: Context, encounterId: string) =>
  ctx.db
    .select({ id: companies.id, name: companies.name, isSeen: sql<boolean>`(${visible(asReader(ctx), companies)})` })
    .from(encounterCompanies)
    .innerJoin(
      encounters,
      and(eq(encounters.agencyId, ctx.agencyId), eq(encounters.id, encounterCompanies.encounterId)),
    )
    .innerJoin(companies, and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, encounterCompanies.companyId)))
    .where(
      and(
        eq(encounterCompanies.agencyId, ctx.agencyId),
        eq(encounterCompanies.encounterId, encounterId),
        sql`${encounterCompanies.voidedAt} is not distinct from ${encounters.voidedAt}`,
      ),
    )
    .orderBy(companies.sortName, companies.id);

export const projectsOf = (ctx: Context, encounterId: string) =>
  ctx.db
    .select({ id: projects.id, name: projects.name, isSeen: sql<boolean>`(${visible(ctx, projects)})` })
    .from(encounterProjects)
    .innerJoin(projects, and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, encounterProjects.projectId)))
    .where(and(eq(encounterProjects.agencyId, ctx.agencyId), eq(encounterProjects.encounterId, encounterId)))
    .orderBy(projects.sortName, projects.id);

/** 任职经历 of these persons, or of everybody. */
export async function servicesOf({ db, agencyId }: Context, personIds: string[] | null) {
  const services = await db
    .select({
      personId: personServices.personId,
      divisionId: personServices.divisionId,
      divisionName: divisions.name,
      fromOn: personServices.fromOn,
      toOn: personServices.toOn,
    })
    .from(personServices)
    .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, personServices.divisionId)))
    .where(
      and(eq(personServices.agencyId, agencyId), personIds ? inArray(personServices.personId, personIds) : undefined),
    );
  const byPerson = new Map<string, typeof services>();
  for (const service of services) byPerson.set(service.personId, [...(byPerson.get(service.personId) ?? []), service]);
  return byPerson;
}

/** 当日科室 of these persons; whoever has no service on record is where the person stands today. */
export async function divisionsOn(ctx: Context, personIds: string[], day: string) {
  const { db, agencyId } = ctx;
  const services = await servicesOf(ctx, personIds);
  const rows = await db
    .select({ personId: persons.id, name: persons.name, divisionId: persons.divisionId, divisionName: divisions.name })
    .from(persons)
    .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, persons.divisionId)))
    .where(and(eq(persons.agencyId, agencyId), inArray(persons.id, personIds)));
  return rows.map((row) => ({ ...row, ...divisionThen(services.get(row.personId) ?? [], row, day) }));
}

/** Whether this reader may open a stored file because a record within reach holds it. */
export async function opensEncounterPaper(ctx: Context, fileId: string): Promise<boolean> {
  if (!ctx.actor.grants.has(read)) return false;
  const [held] = await ctx.db
    .select({ id: encounters.id })
    .from(encounterPapers)
    .innerJoin(encounters, and(eq(encounters.agencyId, ctx.agencyId), eq(encounters.id, encounterPapers.encounterId)))
    .where(and(eq(encounterPapers.agencyId, ctx.agencyId), eq(encounterPapers.fileId, fileId), seen(ctx)))
    .limit(1);
  return held !== undefined;
}

/** As others point at it: by its title, and open to whom its page is. */
export async function encounterPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({
      id: encounters.id,
      happenedOn: encounters.happenedOn,
      companyNames,
      isSeen: sql<boolean>`(${seen(ctx)})`,
    })
    .from(encounters)
    .leftJoin(nextOwners, nextOwnerOf(ctx))
    .where(and(eq(encounters.agencyId, ctx.agencyId), inArray(encounters.id, ids)));
  return rows.map(({ id, happenedOn, companyNames: names, isSeen }) => ({
    id,
    name: [happenedOn, names].filter(Boolean).join(" "),
    page: isSeen ? `encounters/${id}` : null,
  }));
}
