import { and, asc, count, desc, eq, gte, inArray, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import { fen } from "#kit/base/money.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { isReached, type Owned, visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import type { Keyring } from "#kit/server/secrets.ts";
import { timeline } from "#kit/server/timeline.ts";
import { divisions, persons } from "#records/people/tables.ts";
import type { companyOperations, regionOperations } from "./contract.ts";
import { tierTitles } from "./pack.ts";
import { maskedEmail, maskedPhone, missingOf, whyNotCompany } from "./rules.ts";
import { companies, companyFacts, companyGroups, companyTaggings, contacts, regions } from "./tables.ts";
import { type lackedFields, type WantedField, wantedFields } from "./words.ts";

const sortColumns = {
  createdOn: companies.createdOn,
  name: companies.sortName,
  registeredCapital: companies.registeredCapitalFen,
};

/** A company as its contract shows it. */
export const companyColumns = {
  id: companies.id,
  name: companies.name,
  creditCode: companies.creditCode,
  formerNames: companies.formerNames,
  formerCodes: companies.formerCodes,
  tags: companies.tags,
  industry: companies.industry,
  industryCode: companies.industryCode,
  registryState: companies.registryState,
  region: companies.region,
  address: companies.address,
  registeredCapital: companies.registeredCapital,
  foundedOn: companies.foundedOn,
  officerId: companies.officerId,
  divisionId: companies.divisionId,
  note: companies.note,
  state: companies.state,
  createdOn: companies.createdOn,
  version: companies.version,
};

function joined(ctx: Context) {
  return {
    officer: and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, companies.officerId)),
    division: and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, companies.divisionId)),
    region: eq(regions.code, companies.region),
    group: and(eq(companyGroups.agencyId, ctx.agencyId), eq(companyGroups.id, companies.groupId)),
    lead: and(eq(leads.agencyId, ctx.agencyId), eq(leads.id, companyGroups.leadId)),
  };
}

const leads = alias(persons, "lead");

/** What a company's row shows beside its own columns. */
const besides = (revenue: ReturnType<typeof lastRevenue>) => ({
  officerName: persons.name,
  divisionName: divisions.name,
  regionName: regions.name,
  groupId: companies.groupId,
  groupName: companyGroups.name,
  tierTitle: companyGroups.tier,
  leadName: leads.name,
  revenue: revenue.value,
  revenueYear: revenue.year,
});

/** 最近一年营业收入 of the company of the row, to be joined laterally. */
const lastRevenue = ({ db, agencyId }: Context) =>
  db
    .select({ value: companyFacts.value, year: companyFacts.year })
    .from(companyFacts)
    .where(
      and(
        eq(companyFacts.agencyId, agencyId),
        eq(companyFacts.companyId, companies.id),
        eq(companyFacts.kind, "revenue"),
        isNull(companyFacts.voidedAt),
      ),
    )
    .orderBy(desc(companyFacts.year))
    .limit(1)
    .as("last_revenue");

/** Codes of the rule pack in their words. */
function worded<Row extends { tierTitle: string | null }>(ctx: Context, rows: Row[]): Row[] {
  const titles = tierTitles(ctx);
  return rows.map((row) => ({ ...row, tierTitle: row.tierTitle && (titles.get(row.tierTitle) ?? row.tierTitle) }));
}

export async function listCompanies(ctx: Context, input: Input<typeof companyOperations.list>) {
  const { formerNames: _names, formerCodes: _codes, note: _note, address: _address, ...columns } = companyColumns;
  const on = joined(ctx);
  const revenue = lastRevenue(ctx);
  const answer = await page(input, {
    sorts: sortColumns,
    id: companies.id,
    where: and(visible(ctx, companies), eq(companies.state, input.state), filters(ctx, input)),
    chosenFirst: ctx,
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({
          ...columns,
          ...besides(revenue),
          sortKey: sql<string | number>`${sortColumns[input.sort]}`,
          total,
        })
        .from(companies)
        .leftJoin(persons, on.officer)
        .leftJoin(divisions, on.division)
        .leftJoin(regions, on.region)
        .leftJoin(companyGroups, on.group)
        .leftJoin(leads, on.lead)
        .leftJoinLateral(revenue, sql`true`)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(companies).where(where))[0]?.total ?? 0,
  });
  return { ...answer, rows: worded(ctx, answer.rows) };
}

function filters(
  ctx: Context,
  {
    search,
    tag,
    industry,
    region,
    officerId,
    divisionId,
    lacks,
    capitalFrom,
    capitalTo,
    industryCode,
    registryState,
    groupId,
    tier,
    revenueFrom,
  }: Input<typeof companyOperations.list>,
): SQL | undefined {
  return and(
    found(ctx, "company", companies.id, search),
    tag ? tagged(ctx, tag) : undefined,
    industry ? eq(companies.industry, industry) : undefined,
    region ? and(gte(companies.region, region), lte(companies.region, `${region}~`)) : undefined,
    officerId ? eq(companies.officerId, officerId) : undefined,
    divisionId ? eq(companies.divisionId, divisionId) : undefined,
    lacks ? lacking(lacks) : undefined,
    capitalFrom ? gte(companies.registeredCapitalFen, Number(fen(capitalFrom))) : undefined,
    capitalTo
      ? and(lte(companies.registeredCapitalFen, Number(fen(capitalTo))), gte(companies.registeredCapitalFen, 0))
      : undefined,
    industryCode
      ? and(gte(companies.industryCode, industryCode), lt(companies.industryCode, `${industryCode}~`))
      : undefined,
    registryState ? eq(companies.registryState, registryState) : undefined,
    groupId ? eq(companies.groupId, groupId) : undefined,
    tier ? inArray(companies.groupId, groupsOfTier(ctx, tier)) : undefined,
    revenueFrom ? earning(ctx, revenueFrom) : undefined,
  );
}

export function lacking(field: keyof typeof lackedFields): SQL | undefined {
  const fields = field === "any" ? (Object.keys(wantedFields) as WantedField[]) : [field];
  return or(...fields.map((each) => isNull(companies[each])));
}
const groupsOfTier = ({ db, agencyId }: Context, tier: string) =>
  db
    .select({ id: companyGroups.id })
    .from(companyGroups)
    .where(and(eq(companyGroups.agencyId, agencyId), eq(companyGroups.tier, tier)));

/** By the last year known of each: what a company once earned says nothing about today. */
const earning = ({ agencyId }: Context, least: string): SQL =>
  sql`${companies.id} in (select company_id from (
    select distinct on (${companyFacts.companyId}) ${companyFacts.companyId} as company_id, ${companyFacts.value} as value
    from ${companyFacts} where ${companyFacts.agencyId} = ${agencyId} and ${companyFacts.kind} = 'revenue'
      and ${companyFacts.voidedAt} is null
    order by ${companyFacts.companyId}, ${companyFacts.year} desc) latest where value >= ${least}::numeric)`;

const tagged = ({ agencyId }: Context, tag: string): SQL =>
  sql`${companies.id} in (select ${companyTaggings.companyId} from ${companyTaggings}
    where ${companyTaggings.agencyId} = ${agencyId} and ${companyTaggings.tag} = ${tag} and ${companyTaggings.voidedAt} is null)`;

/** The one way to a company by its id: an unseen one is missing, so it cannot be changed either. */
export async function getCompany(ctx: Context, id: string) {
  const lock = ctx.operation.kind === "command";
  const read = ctx.db
    .select(companyColumns)
    .from(companies)
    .where(and(eq(companies.id, id), visible(ctx, companies, { granted: true })));
  const [company] = await (lock ? read.for("update") : read);
  if (!company) throw new Failure("missing", "companies.missing", "企业不存在，或不在您的数据范围内");
  return company;
}

/** As others point at them: by name, and open to whom their page is. */
export async function companyPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({ id: companies.id, name: companies.name, isSeen: isSeen(ctx) })
    .from(companies)
    .where(and(eq(companies.agencyId, ctx.agencyId), inArray(companies.id, ids)));
  return rows.map(({ id, name, isSeen: may }) => ({ id, name, page: may ? `companies/${id}` : null }));
}

/** 联系人 open to whoever reads their company. */
export async function contactPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({ id: contacts.id, name: contacts.name, isSeen: isSeen(ctx) })
    .from(contacts)
    .innerJoin(companies, and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, contacts.companyId)))
    .where(and(eq(contacts.agencyId, ctx.agencyId), inArray(contacts.id, ids)));
  return rows.map(({ id, name, isSeen: may }) => ({
    id,
    name,
    page: may ? `contacts/${id}` : null,
  }));
}

export const isSeen = (ctx: Context) => sql<boolean>`(${visible(ctx, companies, { granted: true })})`;

export async function getCompanyPage(ctx: Context, { id }: { id: string }) {
  const on = joined(ctx);
  const revenue = lastRevenue(ctx);
  const rows = await ctx.db
    .select({ ...companyColumns, ...besides(revenue) })
    .from(companies)
    .leftJoin(persons, on.officer)
    .leftJoin(divisions, on.division)
    .leftJoin(regions, on.region)
    .leftJoin(companyGroups, on.group)
    .leftJoin(leads, on.lead)
    .leftJoinLateral(revenue, sql`true`)
    .where(and(eq(companies.id, id), visible(ctx, companies, { granted: true })));
  const [company] = worded(ctx, rows);
  if (!company) throw new Failure("missing", "companies.missing", "企业不存在，或不在您的数据范围内");
  return {
    company,
    contacts: await listContacts(ctx, id),
    timeline: await timeline(ctx, "company", id),
    missing: missingOf(company),
    may: {
      update: mayManage(ctx, company) ?? whyNotCompany("update", company),
      archive: mayManage(ctx, company) ?? whyNotCompany("archive", company),
      restore: mayManage(ctx, company) ?? whyNotCompany("restore", company),
      reveal: isReached(ctx.actor, "contacts.reveal", company)
        ? null
        : { code: "contacts.reveal.scope", message: "您的角色不能查看这家企业的联系方式原文" },
    },
  };
}

function mayManage(ctx: Context, company: Owned) {
  return isReached(ctx.actor, "companies.manage", company)
    ? null
    : { code: "companies.scope", message: "这家企业不在您的办理范围内，请联系责任专员" };
}

export async function listContacts(ctx: Context, companyId: string) {
  const rows = await ctx.db
    .select()
    .from(contacts)
    .where(
      and(visible(ctx, contacts, { granted: true }), eq(contacts.companyId, companyId), isNull(contacts.removedAt)),
    )
    .orderBy(asc(contacts.id));
  return shownContacts(ctx, rows);
}

type StoredContact = typeof contacts.$inferSelect;

export async function getContact(ctx: Context, id: string): Promise<StoredContact> {
  const [contact] = await ctx.db
    .select()
    .from(contacts)
    .where(and(eq(contacts.id, id), isNull(contacts.removedAt), visible(ctx, contacts, { granted: true })))
    .for("update");
  if (!contact) throw new Failure("missing", "contacts.missing", "联系人不存在，或不在您的数据范围内");
  return contact;
}

/** As the page shows it: phone and mail recognisable, not usable. */
export async function shownContact(ctx: Context, contact: StoredContact) {
  return masked(contact, await keysOf(ctx, [contact]));
}

export async function shownContacts(ctx: Context, rows: StoredContact[]) {
  const keys = await keysOf(ctx, rows);
  return rows.map((row) => masked(row, keys));
}

function masked(contact: StoredContact, keys: Keyring) {
  const { id, companyId, name, position, note, role, consent, consentOn, consentHow, consentEvidence, version } =
    contact;
  // 已撤回同意: not even half of it is shown.
  const { phone, email } = consent === "withdrawn" ? { phone: null, email: null } : opened(contact, keys);
  return {
    id,
    companyId,
    name,
    position,
    role,
    consent,
    consentOn,
    consentHow,
    consentEvidence,
    phone: phone && maskedPhone(phone),
    email: email && maskedEmail(email),
    note,
    version,
  };
}

type Sealed = Pick<StoredContact, "id" | "phone" | "email">;

export async function openContact(ctx: Context, contact: Sealed) {
  return opened(contact, await keysOf(ctx, [contact]));
}

const keysOf = ({ db, agencyId, secrets }: Context, sealed: Sealed[]): Promise<Keyring> =>
  secrets.keyring(
    db,
    agencyId,
    sealed.map(({ id }) => id),
  );

const opened = ({ id, phone, email }: Sealed, keys: Keyring) => ({
  phone: phone && keys.open(id, phone),
  email: email && keys.open(id, email),
});

/** Counties carry their city's name, for many names are borne by several. */
export async function listRegions({ db }: Context, { search = "" }: Input<typeof regionOperations.list>) {
  const city = alias(regions, "city");
  return db
    .select({
      code: regions.code,
      name: sql<string>`case when ${city.code} is null or ${city.code} = ${regions.code} then ${regions.name} else ${city.name} || ${regions.name} end`,
    })
    .from(regions)
    .leftJoin(city, eq(city.code, sql`substr(${regions.code}, 1, 4) || '00'`))
    .where(or(sql`position(${search} in ${regions.name}) > 0`, sql`starts_with(${regions.code}, ${search})`))
    .orderBy(asc(regions.code))
    .limit(50);
}
