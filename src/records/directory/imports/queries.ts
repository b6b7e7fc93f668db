import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { newId } from "#kit/base/ids.ts";
import { halfWidth } from "#kit/base/text.ts";
import type { Context } from "#kit/server/context.ts";
import { inOwnName, visible } from "#kit/server/scope.ts";
import { sortNameOf } from "#kit/server/search.ts";
import { divisions, persons } from "#records/people/tables.ts";
import type { Staged, StagedFrom } from "#records/workspace/staging/import.ts";
import { companyOperations, companySubject, contactSubject } from "../contract.ts";
import { companyColumns } from "../queries.ts";
import { maskedEmail, maskedPhone } from "../rules.ts";
import { companies, companyTaggings, contacts, regions } from "../tables.ts";
import { companyStates } from "../words.ts";

/** As whoever changes companies by hand in one's own name: an import reaches no further. */
const managing = (ctx: Context): Context => ({
  ...ctx,
  actor: inOwnName(ctx.actor),
  operation: companyOperations.update,
});

const { createdOn: _createdOn, ...columns } = companyColumns;

/** Companies of the agency with one of these codes or names, in reach or not, with their contacts and tags. */
export async function findMatches(ctx: Context, { codes, names }: { codes: string[]; names: string[] }) {
  const { db, agencyId } = ctx;
  if (codes.length + names.length === 0) return [];
  const spellings = [...new Set(names.flatMap(spellingsOf))].map(sortNameOf);
  const found = await readMatches(
    ctx,
    or(
      codes.length > 0 ? inArray(companies.creditCode, codes) : undefined,
      spellings.length > 0 ? and(inArray(companies.state, states), inArray(companies.sortName, spellings)) : undefined,
    ),
  );
  const rows = await followed(ctx, found);
  const ids = rows.filter(({ isReached }) => isReached).map(({ id }) => id);
  if (ids.length === 0) return rows.map((row) => ({ ...row, contacts: [], facts: [] }));
  const known = await db
    .select()
    .from(contacts)
    .where(and(eq(contacts.agencyId, agencyId), inArray(contacts.companyId, ids), isNull(contacts.removedAt)));
  const facts = await db
    .select({ companyId: companyTaggings.companyId, tag: companyTaggings.tag })
    .from(companyTaggings)
    .where(
      and(
        eq(companyTaggings.agencyId, agencyId),
        inArray(companyTaggings.companyId, ids),
        isNull(companyTaggings.voidedAt),
      ),
    );
  return rows.map((row) => ({
    ...row,
    contacts: known.filter(({ companyId }) => companyId === row.id),
    facts: facts.filter(({ companyId }) => companyId === row.id).map(({ tag }) => tag),
  }));
}
export type Match = Awaited<ReturnType<typeof findMatches>>[number];

async function readMatches(ctx: Context, where: SQL | undefined) {
  const { mergedIntoId } = companies;
  const rows = await ctx.db
    .select({ ...columns, mergedIntoId, isReached: sql<boolean>`(${visible(managing(ctx), companies)})` })
    .from(companies)
    .where(and(eq(companies.agencyId, ctx.agencyId), where));
  return rows.map((row) => ({ ...row, mergedNames: [] as string[] }));
}
type Found = Awaited<ReturnType<typeof readMatches>>[number];

/** A row about a company that was merged away is about the one it went into, which answers to its name and its code. */
async function followed(ctx: Context, found: Found[]): Promise<Omit<Found, "mergedIntoId">[]> {
  const gone = found.filter(({ state }) => state === "merged");
  const known = new Set(found.map(({ id }) => id));
  const wanted = gone.map(({ mergedIntoId }) => mergedIntoId).filter((id) => id !== null && !known.has(id));
  const more = wanted.length > 0 ? await readMatches(ctx, inArray(companies.id, [...new Set(wanted)] as string[])) : [];
  return [...found, ...more]
    .filter(({ state }) => state !== "merged")
    .map(({ mergedIntoId: _into, ...row }) => ({
      ...row,
      mergedNames: gone.filter(({ mergedIntoId }) => mergedIntoId === row.id).map(({ name }) => name),
    }));
}

const states = Object.keys(companyStates) as (keyof typeof companyStates)[];

/** 全半角括号 are the difference between two lists of the same companies more often than anything else. */
export const spellingsOf = (name: string): string[] => {
  const half = halfWidth(name);
  return [...new Set([name, half, half.replaceAll("(", "（").replaceAll(")", "）")])];
};

/** Officers and regions by name, once for a whole sheet. */
export async function readNames({ db, agencyId }: Context) {
  const people = await db
    .select({ id: persons.id, name: persons.name, divisionId: persons.divisionId, divisionName: divisions.name })
    .from(persons)
    .leftJoin(divisions, and(eq(divisions.agencyId, agencyId), eq(divisions.id, persons.divisionId)))
    .where(eq(persons.agencyId, agencyId));
  const places = await db.select({ code: regions.code, name: regions.name }).from(regions);
  return { people, places };
}
export type Names = Awaited<ReturnType<typeof readNames>>;

/**
 * Rows whose company was entered, changed or handed out of reach since they were judged. What is looked up by is taken out
 * of the staged JSON first: an expression over it is not leakproof, so under row-level security it would use no index. And
 * each is looked up by itself, by a unique key or in one hash of all names: on a database without statistics a join, or an
 * index that is not unique, reads all against all.
 */
export async function changedRows(ctx: Context, from: StagedFrom): Promise<number[]> {
  const company = (what: SQL, where: SQL | undefined) =>
    sql`(select ${what} from ${companies} where ${eq(companies.agencyId, ctx.agencyId)} and ${where})`;
  const reached = and(sql`${companies.id} = staged.subject_id`, visible(managing(ctx), companies));
  const { rows } = await ctx.db.execute<{ row_number: number }>(sql`
    with staged as materialized (
      select r.row_number, r.subject_id, r.version, r.image->>'credit_code' as credit_code, r.image->>'sort_name' as sort_name
      from (${from("company")}) r),
    person as materialized (select r.row_number, r.subject_id, r.version from (${from("contact")}) r where r.version > 0),
    named as materialized ${company(sql`${companies.sortName} as sort_name`, inArray(companies.state, states))}
    select row_number from (
      select row_number, subject_id, version,
        ${company(sql`${companies.id}`, sql`${companies.creditCode} = staged.credit_code`)} as coded,
        version = 0 and sort_name in (select sort_name from named) as is_named,
        case when version > 0 then ${company(sql`${companies.version}`, reached)} end as now
      from staged) looked
      where coded <> subject_id or is_named or (version > 0 and now is distinct from version)
    union
    select row_number from (
      select row_number, version, (select ${contacts.version} from ${contacts}
        where ${eq(contacts.agencyId, ctx.agencyId)} and ${contacts.id} = person.subject_id) as now
      from person) looked
      where now is distinct from version
    order by 1`);
  return rows.map((row) => row.row_number);
}

/** 标签事实: what a change gives and takes back. */
export interface Facts {
  given: { id: string; tag: string }[];
  dropped: string[];
}

/** As it will be stored. */
export function companyImage(
  company: Omit<Match, "contacts" | "facts" | "isReached" | "mergedNames" | "version">,
  facts: Facts,
) {
  const {
    name,
    creditCode,
    formerNames,
    tags,
    industry,
    industryCode,
    registryState,
    region,
    address,
    registeredCapital,
    foundedOn,
  } = company;
  return {
    name,
    sort_name: sortNameOf(name),
    credit_code: creditCode,
    former_names: formerNames,
    tags,
    industry,
    industry_code: industryCode,
    registry_state: registryState,
    region,
    address,
    registered_capital: registeredCapital,
    founded_on: foundedOn,
    officer_id: company.officerId,
    division_id: company.divisionId,
    note: company.note,
    state: company.state,
    facts,
  };
}

type Contact = Match["contacts"][number];

/** What the contacts of these companies say, opened once for all of them. */
export async function openContacts({ db, agencyId, secrets }: Context, matches: Match[]) {
  const sealed = matches.flatMap((match) => match.contacts).filter(({ phone, email }) => phone || email);
  const keys = await secrets.keyring(
    db,
    agencyId,
    sealed.map(({ id }) => id),
  );
  return ({ id, phone, email }: Contact) => ({
    phone: phone && keys.open(id, phone),
    email: email && keys.open(id, email),
  });
}
export type Opened = Awaited<ReturnType<typeof openContacts>>;

export interface SentContact {
  name: string;
  position: string;
  phone: string | null;
  email: string | null;
}

/** 联系人: found by name within the company; what the row leaves empty stays as it is. Null where nothing changes. */
export function stagedContact(
  ctx: Context,
  company: { id: string; match: Match | undefined },
  sent: SentContact,
  opened: Opened,
): Staged | null {
  const known = company.match?.contacts.find(({ name }) => name === sent.name);
  const before = known && { ...known, ...opened(known) };
  const phone = sent.phone ?? before?.phone ?? null;
  const email = sent.email ?? before?.email ?? null;
  const after = {
    name: sent.name,
    position: sent.position || before?.position || "",
    phone,
    email,
    note: before?.note ?? "",
  };
  const isSame = before && after.position === before.position && phone === before.phone && email === before.email;
  if (isSame) return null;
  const secret = {
    ...(phone && phone !== before?.phone ? { phone } : {}),
    ...(email && email !== before?.email ? { email } : {}),
  };
  const stored = known && imageOf(known);
  return {
    subject: contactSubject,
    id: known?.id ?? newId(),
    version: known?.version ?? 0,
    before: before ? shown(before) : null,
    after: shown(after),
    image: {
      ...(stored ?? { phone: null, email: null, removed_at: null, note: "" }),
      company_id: company.id,
      name: after.name,
      sort_name: sortNameOf(after.name),
      position: after.position,
      phone_index: phone && ctx.secrets.blindIndex(phone.replace(/[ -]/g, "")),
    },
    imageBefore: stored ?? null,
    ...(Object.keys(secret).length > 0 ? { secret } : {}),
    ...(known ? {} : { findable: { names: [after.name], codes: [] } }),
    // A new company's own line says enough.
    ...(company.match ? { line: "导入联系人", on: { kind: companySubject.kind, id: company.id } } : {}),
  };
}

const imageOf = ({ companyId, name, sortName, position, phone, phoneIndex, email, note, removedAt }: Contact) => ({
  company_id: companyId,
  name,
  sort_name: sortName,
  position,
  phone,
  phone_index: phoneIndex,
  email,
  note,
  removed_at: removedAt,
});

const shown = ({ name, position, phone, email, note }: SentContact & { note: string }) => ({
  name,
  position,
  phone: phone && maskedPhone(phone),
  email: email && maskedEmail(email),
  note,
});

/** 责任专员 of the companies that were written, or whose contacts were; each with how many. */
export async function ownersOf({ db, agencyId }: Context, from: StagedFrom) {
  const { rows } = await db.execute<{ personId: string; count: number }>(sql`
    select ${companies.officerId} as "personId", count(*)::integer as count from ${companies}
    where ${companies.agencyId} = ${agencyId}::uuid and ${companies.officerId} is not null and ${companies.id} in (
      select subject_id from (${from("company")}) c
      union select (image->>'company_id')::uuid from (${from("contact")}) n)
    group by ${companies.officerId}`);
  return rows;
}
