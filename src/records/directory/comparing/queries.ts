import { and, desc, eq, gte, inArray, isNotNull, isNull, lt, ne, type SQL, sql } from "drizzle-orm";
import type { Input } from "#kit/base/operation.ts";
import { normalize } from "#kit/base/text.ts";
import type { Context } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { searchTokens } from "#kit/server/tables.ts";
import { divisions, persons } from "#records/people/tables.ts";
import { companyOperations, companySubject } from "../contract.ts";
import { keyMarks, keyRange, keysOf } from "../naming/rules.ts";
import { companyColumns } from "../queries.ts";
import { companies, contacts, regions } from "../tables.ts";
import type { alikeOperations } from "./contract.ts";
import { askedFrom, likenedOf, likenessOf, shownFrom, warningOf, whyNotEnter } from "./rules.ts";
import type { LikeReason } from "./words.ts";

/** Whether its page would open: what may be shown of a company is what reading it shows. */
const isReadable = (ctx: Context): SQL => visible({ ...ctx, operation: companyOperations.get }, companies);

/** Companies with whom to ask about them, each with whether the asker may read it. */
export async function readSides(ctx: Context, where: SQL | undefined) {
  return ctx.db
    .select({
      ...companyColumns,
      officerName: persons.name,
      divisionName: divisions.name,
      regionName: regions.name,
      isReadable: sql<boolean>`(${isReadable(ctx)})`,
      contactCount: sql<number>`(select count(*)::integer from ${contacts} where ${eq(contacts.agencyId, ctx.agencyId)}
        and ${contacts.companyId} = ${companies.id} and ${contacts.removedAt} is null)`,
    })
    .from(companies)
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, companies.officerId)))
    .leftJoin(divisions, and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, companies.divisionId)))
    .leftJoin(regions, eq(regions.code, companies.region))
    .where(and(eq(companies.agencyId, ctx.agencyId), where));
}
export type Side = Awaited<ReturnType<typeof readSides>>[number];

/** Most companies that one is compared with when it is typed in: those that share the most with it. */
const nearest = 40;

interface Wanted {
  name: string;
  formerNames?: string[];
  creditCode?: string | null | undefined;
  address?: string;
  phone?: string;
}

/** 查重: what the directory already holds of this kind. Unseen ones are told only where the name or the code is as good as the same. */
export async function findAlike(
  ctx: Context,
  { name, formerNames = [], creditCode, address = "", phone = "" }: Wanted,
) {
  const code = normalizeCode(creditCode);
  const index = phone && ctx.secrets.blindIndex(phone.replace(/[ -]/g, ""));
  const ids = await nearestOf(ctx, { keys: keysOf({ name, formerNames, address }), code, phone: index });
  if (ids.length === 0) return { candidates: [], elsewhere: [], asks: null };
  const near = await readSides(ctx, and(inArray(companies.id, ids), ne(companies.state, "merged")));
  const phones = index ? await phonesOf(ctx, ids) : new Map<string, string[]>();
  const wanted = likenedOf({ name, formerNames, creditCode: code, address }, index ? [index] : []);
  const scored = near
    .map((company) => ({ company, ...likenessOf(wanted, likenedOf(company, phones.get(company.id) ?? [])) }))
    .sort((a, b) => b.score - a.score);
  const candidates = scored
    .filter(({ company, score }) => company.isReadable && score >= 45)
    .slice(0, 5)
    .map(({ company: { id, name, creditCode, state, officerName, divisionName }, score, reasons }) => ({
      id,
      name,
      creditCode,
      state,
      officerName,
      divisionName,
      score,
      reasons,
    }));
  // Of the unseen nothing but the name speaks: otherwise a phone number could be tried out on other divisions' files.
  const named = likenedOf({ name, formerNames, creditCode: code, address: "" }, []);
  const held = scored
    .filter(({ company }) => !company.isReadable)
    .map(({ company }) => ({ ...company, ...likenessOf(named, likenedOf({ ...company, address: "" }, [])) }))
    .filter(({ score }) => score >= askedFrom);
  // The same code is refused by the table, in its own words.
  const isOther = ({ reasons }: { reasons: LikeReason[] }) => !reasons.includes("sameCode");
  const asks = whyNotEnter(
    { candidates: candidates.filter(isOther), elsewhere: divisionsOf(held.filter(isOther)) },
    "",
  );
  return { candidates, elsewhere: divisionsOf(held), asks };
}

const divisionsOf = (held: { divisionName: string | null }[]) =>
  [...new Set(held.map(({ divisionName }) => divisionName))].map((divisionName) => ({ divisionName }));

export async function alikeCompanies(ctx: Context, input: Input<typeof alikeOperations.alike>) {
  const { asks, ...alike } = await findAlike(ctx, input);
  return { ...alike, asks: asks?.message ?? null };
}

const normalizeCode = (code: string | null | undefined): string | null => code?.trim().toUpperCase() || null;

/** Most companies that a chunk of rows is compared with. */
const nearestOfMany = 2000;

/** 成批查重: for each of many, the sentence that warns of one like it by name, former name or phone; in as many reads as for one. */
export async function warnAlike(ctx: Context, rows: Wanted[]): Promise<(string | null)[]> {
  const asked = rows.map(({ name, formerNames = [], creditCode, address = "", phone = "" }) => {
    const phones = phone ? [ctx.secrets.blindIndex(phone.replace(/[ -]/g, ""))] : [];
    const keys = keysOf({ name, formerNames, address: "" }).filter((key) => key.startsWith(keyMarks.name));
    const said = { name, formerNames, creditCode: normalizeCode(creditCode) };
    const named = likenedOf({ ...said, address: "" }, []);
    return { keys, phones, named, whole: likenedOf({ ...said, address }, phones) };
  });
  const near = await sharedBy(
    ctx,
    asked.flatMap(({ keys }) => keys),
    asked.flatMap(({ phones }) => phones),
  );
  const ids = [...new Set([...near.values()].flat())].slice(0, nearestOfMany);
  if (ids.length === 0) return rows.map(() => null);
  const sides = new Map(
    (await readSides(ctx, and(inArray(companies.id, ids), ne(companies.state, "merged")))).map((side) => [
      side.id,
      side,
    ]),
  );
  const phonesNow = await phonesOf(ctx, ids);
  return asked.map(({ keys, phones, named, whole }) => {
    const around = [...new Set([...keys, ...phones].flatMap((key) => near.get(key) ?? []))];
    const scored = around
      .map((id) => sides.get(id))
      .filter((side) => side !== undefined)
      .map((side) => {
        const as = side.isReadable ? whole : named;
        const known = side.isReadable ? side : { ...side, address: "" };
        return { side, ...likenessOf(as, likenedOf(known, side.isReadable ? (phonesNow.get(side.id) ?? []) : [])) };
      })
      .filter(({ side, score }) => score >= (side.isReadable ? shownFrom : askedFrom))
      .sort((a, b) => b.score - a.score);
    const [best] = scored;
    return best ? warningOf(best.side, best) : null;
  });
}

/** Which companies answer to each of these keys and numbers. */
async function sharedBy({ db, agencyId }: Context, keys: string[], phones: string[]): Promise<Map<string, string[]>> {
  const { token, id, kind } = searchTokens;
  const found = await db
    .select({ key: token, id })
    .from(searchTokens)
    .where(and(eq(searchTokens.agencyId, agencyId), eq(kind, companySubject.kind), inArray(token, keys)))
    .limit(2 * nearestOfMany);
  const called =
    phones.length > 0
      ? await db
          .selectDistinct({ key: sql<string>`${contacts.phoneIndex}`, id: contacts.companyId })
          .from(contacts)
          .where(and(eq(contacts.agencyId, agencyId), inArray(contacts.phoneIndex, phones), isNull(contacts.removedAt)))
          .limit(2 * nearestOfMany)
      : [];
  const shared = new Map<string, string[]>();
  for (const row of [...found, ...called]) shared.set(row.key, [...(shared.get(row.key) ?? []), row.id]);
  return shared;
}

async function nearestOf(
  { db, agencyId }: Context,
  { keys, code, phone }: { keys: string[]; code: string | null; phone: string },
): Promise<string[]> {
  const { token, id, kind } = searchTokens;
  const found = await db
    .select({ id })
    .from(searchTokens)
    .where(
      and(
        eq(searchTokens.agencyId, agencyId),
        eq(kind, companySubject.kind),
        inArray(token, [...keys, ...(code ? [normalize(code)] : [])]),
      ),
    )
    .groupBy(id)
    .orderBy(desc(sql`count(*) filter (where not starts_with(${token}, ${keyMarks.part}))`), desc(sql`count(*)`), id)
    .limit(nearest);
  const called = phone
    ? await db
        .selectDistinct({ id: contacts.companyId })
        .from(contacts)
        .where(and(eq(contacts.agencyId, agencyId), eq(contacts.phoneIndex, phone), isNull(contacts.removedAt)))
        .limit(nearest)
    : [];
  return [...new Set([...found, ...called].map((row) => row.id))];
}

/** 盲索引 of the contacts of these companies, or of all. */
export async function phonesOf({ db, agencyId }: Context, ids?: string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ companyId: contacts.companyId, phoneIndex: contacts.phoneIndex })
    .from(contacts)
    .where(
      and(
        eq(contacts.agencyId, agencyId),
        ids && inArray(contacts.companyId, ids),
        isNotNull(contacts.phoneIndex),
        isNull(contacts.removedAt),
      ),
    );
  const phones = new Map<string, string[]>();
  for (const { companyId, phoneIndex } of rows)
    if (phoneIndex) phones.set(companyId, [...(phones.get(companyId) ?? []), phoneIndex]);
  return phones;
}

/** A key that more companies share than this tells nothing: every third name holds “信息技术”. */
const mostShared = 25;

/**
 * 待比对的对: companies that share a name's key, two rare pieces of a name, a phone number, or a piece and an address.
 * Each is found by joining an index with itself, so the work grows with the directory and not with its square.
 */
export async function nearPairs({ db, agencyId }: Context): Promise<[string, string][]> {
  const { rows } = await db.execute<{ one: string; other: string }>(sql`
    with key as materialized (
      select token, id, case when starts_with(token, ${keyMarks.part}) then 1 else 2 end as weight
      from ${searchTokens} where ${and(
        eq(searchTokens.agencyId, agencyId),
        eq(searchTokens.kind, companySubject.kind),
        gte(searchTokens.token, keyRange.from),
        lt(searchTokens.token, keyRange.to),
      )}),
    called as materialized (
      select phone_index as token, company_id as id, 2 as weight from ${contacts}
      where ${and(eq(contacts.agencyId, agencyId), isNull(contacts.removedAt))} and phone_index is not null
      group by 1, 2),
    shared as materialized (
      select token, array_agg(id order by id) as ids, max(weight) as weight from (select * from key union all select * from called) each
      group by token having count(*) between 2 and ${mostShared}::integer),
    pair as (
      select a.id as one, b.id as other, sum(weight) as weight from shared,
        unnest(ids) with ordinality as a(id, place), unnest(ids) with ordinality as b(id, place)
      where a.place < b.place group by 1, 2)
    select one, other from pair where weight >= 2`);
  return rows.map(({ one, other }) => [one, other]);
}
