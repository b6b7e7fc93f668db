import { sql } from "drizzle-orm";
import { type Actor, nobody } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import { inParts } from "#kit/server/history.ts";
import { indexMany, sortNameOf } from "#kit/server/search.ts";
import type { House } from "#kit/server/serve.ts";
import { findable, foundAs } from "#records/directory/actions.ts";
import { createAgency } from "#records/people/actions.ts";
import { makeCompanies, makeContacts, type MadeCompany, type Owner } from "./datarows.ts";
import { makeHistory } from "./datahistory.ts";
import { writeProjects } from "./dataprojects.ts";
import { insertMany } from "./datawrite.ts";
import { dice, personName } from "./names.ts";

/**
 * Data of a size, the same every time but for the ids of agencies and people, which the real command makes. Written in
 * sets, as an owner; what the application derives (tokens, sort names, sealed numbers, the chain) is derived by its own code.
 */
export interface Size {
  /** Companies of each agency; the first is the one that is measured. */
  companies: number[];
  divisions: number;
  officers: number;
  /** Of the first agency; the others have as many per company. */
  timeline: number;
  history: number;
}

const busy = { divisions: 8, officers: 40 };
export const sizes: Record<string, Size> = {
  small: { companies: [2_000, 100, 100], ...busy, timeline: 30_000, history: 20_000 },
  agency: { companies: [20_000, 500, 500], ...busy, timeline: 300_000, history: 200_000 },
  full: { companies: [20_000, 500, 500], ...busy, timeline: 300_000, history: 2_000_000 },
  province: {
    companies: Array.from({ length: 500 }, () => 2_000),
    divisions: 3,
    officers: 3,
    timeline: 10_000,
    history: 2_000,
  },
};

/** Changed whenever other data come out for the same size. */
export const generation = 3;
export const benchNow = new Date("2026-03-05T09:30:00+08:00");
const operator: Actor = { ...nobody, name: "本机操作", via: "cli", isLocal: true };

export async function fill(house: House, size: Size, say: (words: string) => void): Promise<void> {
  for (const [place, wanted] of size.companies.entries()) {
    const share = wanted / (size.companies[0] ?? wanted);
    const code = `bench-${place + 1}`;
    const { agencyId } = await createAgency(house, operator, agencyOf(code, size));
    const write = <T>(work: (db: Db) => Promise<T>) => house.database.transaction({ role: "owner", agencyId }, work);
    const owners = await write((db) => officersOf(db, agencyId));
    const started = performance.now();
    const step = (what: string) => say(`${code} ${what} ${((performance.now() - started) / 1000).toFixed(1)} s`);
    const companies: MadeCompany[] = [];
    for (const part of inParts(makeCompanies(code, wanted, owners), 2_000)) {
      await write((db) => writeCompanies(db, agencyId, part));
      companies.push(...part);
    }
    step(`${companies.length} companies`);
    for (const part of inParts(makeContacts(code, companies), 2_000))
      await write(async (db) => {
        const ids = part.map(({ id }) => id);
        const keys = await house.secrets.keyring(db, agencyId, ids, "make");
        const rows = part.map(({ phone, email, ...contact }) => ({
          agency_id: agencyId,
          ...contact,
          phone: keys.seal(contact.id, phone),
          phone_index: house.secrets.blindIndex(phone),
          email: email && keys.seal(contact.id, email),
        }));
        await insertMany(db, "contact", rows);
        const named = part.map(({ id, name }) => ({ id, findable: foundAs({ name }) }));
        await indexMany({ db, agencyId }, "contact", named, { areNew: true });
      });
    step("contacts");
    step(`${await writeProjects(write, agencyId, code, { owners, companies })} projects`);
    await write((db) => writeTimeline(db, agencyId, companies.length, Math.round(size.timeline * share)));
    step("timeline");
    await makeHistory(write, agencyId, companies, Math.round(size.history * share));
    step("history");
  }
  await house.database.outside("vacuum analyze");
}

function agencyOf(code: string, { divisions, officers }: Size) {
  const d = dice(code);
  const names = Array.from({ length: divisions }, (_, n) => `招商${n + 1}科`);
  const head = { login: `${code}-head`, name: "主任", division: names[0] ?? null, roles: ["head"], isDemo: true };
  const people = Array.from({ length: officers }, (_, n) => ({
    login: `${code}-officer-${n + 1}`,
    name: personName(d),
    division: names[n % divisions] ?? null,
    roles: ["officer"],
    isDemo: true,
  }));
  return { code, name: `测速机构 ${code}`, region: "420100", divisions: names, people: [head, ...people] };
}

async function officersOf(db: Db, agencyId: string): Promise<Owner[]> {
  const { rows } = await db.execute<{ officer_id: string; division_id: string; account_id: string }>(sql`
    select p.id as officer_id, p.division_id, t.account_id from posting t
    join person p on p.agency_id = t.agency_id and p.id = t.person_id join account a on a.id = t.account_id
    where t.agency_id = ${agencyId} and t.role_code = 'officer' order by length(a.login), a.login`);
  return rows.map((row) => ({ officerId: row.officer_id, divisionId: row.division_id }));
}

async function writeCompanies(db: Db, agencyId: string, companies: MadeCompany[]): Promise<void> {
  const rows = companies.map(({ taggings: _facts, tags, ...company }) => ({
    agency_id: agencyId,
    ...company,
    tags,
    former_names: [],
    address: "",
    note: "",
    state: "active",
    version: 1,
    sort_name: sortNameOf(company.name),
    created_at: `${company.created_on}T09:00:00+08:00`,
  }));
  await insertMany(db, "company", rows);
  const facts = companies.flatMap(({ id, region, officer_id, division_id, taggings }) =>
    taggings.map((fact) => ({ agency_id: agencyId, ...fact, company_id: id, region, officer_id, division_id })),
  );
  await insertMany(db, "company_tagging", facts);
  const named = companies.map(({ id, name, credit_code: creditCode }) => ({
    id,
    findable: findable({ name, formerNames: [], creditCode, address: "" }),
  }));
  for (const part of inParts(named, 250)) await indexMany({ db, agencyId }, "company", part, { areNew: true });
}

/** Made inside the database: a stand-in for interactions, many about few companies and few about most. */
async function writeTimeline(db: Db, agencyId: string, companies: number, entries: number): Promise<void> {
  await db.execute(sql`
    insert into timeline_entry
      (agency_id, id, subject_kind, subject_id, happened_on, typed_at, account_id, kind, permission, class, title)
    select ${agencyId}::uuid,
      (lpad(to_hex(1460000000000 + n * 1000000), 12, '0') || '7' || substr(h, 1, 3) || 'a' || substr(h, 4, 15))::uuid,
      'company', c.id, '2016-03-01'::date + (n * 3650 / ${entries}::bigint)::int,
      '2016-03-01T10:00:00+08:00'::timestamptz + (n * 3650 / ${entries}::bigint)::int * interval '1 day', a.account_id,
      'companies.update', 'companies.read', 'internal', '走访企业，了解第 ' || n || ' 项需求：用地、用工与融资'
    from (select n, md5(n::text) as h from generate_series(0, ${entries}::bigint - 1) n) e
    join (select id, row_number() over (order by id) - 1 as place from company where agency_id = ${agencyId}) c
      on c.place = floor((('x' || substr(h, 1, 7))::bit(28)::int / 268435456.0) ^ 2 * ${companies}::int)::int
    join (select account_id, row_number() over (order by account_id) - 1 as place, count(*) over () as of
      from posting where agency_id = ${agencyId}) a on a.place = n % a.of`);
}
