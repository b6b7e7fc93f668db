import { sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { StagedFrom } from "#records/workspace/staging/import.ts";
import { companies, companyTaggings, contacts } from "../tables.ts";

/** 成批写入: companies, their tag facts and their contacts, each in one statement however many there are. */
export async function writeCompanies(ctx: Context, from: StagedFrom): Promise<number> {
  const written = (await writeOwn(ctx, from)) + (await writeContacts(ctx, from));
  await writeTaggings(ctx, from);
  return written;
}

const companyImage = sql`lateral jsonb_to_record(r.image) as x(name text, sort_name text, credit_code text,
  former_names jsonb, tags jsonb, industry text, region text, address text, registered_capital numeric, founded_on date,
  officer_id uuid, division_id uuid, note text, state text, industry_code text, registry_state text)`;

async function writeOwn({ db, agencyId, now, today }: Context, from: StagedFrom): Promise<number> {
  const created =
    await db.execute(sql`insert into ${companies} (agency_id, id, name, sort_name, credit_code, former_names,
      tags, industry, region, address, registered_capital, founded_on, officer_id, division_id, note, state, industry_code,
      registry_state, created_on, created_at)
    select ${agencyId}::uuid, r.subject_id, x.name, x.sort_name, x.credit_code, x.former_names, x.tags, x.industry, x.region,
      x.address, x.registered_capital, x.founded_on, x.officer_id, x.division_id, x.note, x.state,
      x.industry_code, x.registry_state, ${today}::date,
      ${now.toISOString()}::timestamptz
    from (${from("company")}) r, ${companyImage} where r.version = 0`);
  const updated = await db.execute(sql`update ${companies} set name = x.name, sort_name = x.sort_name,
      credit_code = x.credit_code, former_names = x.former_names, tags = x.tags, industry = x.industry, region = x.region,
      address = x.address, registered_capital = x.registered_capital, founded_on = x.founded_on, officer_id = x.officer_id,
      division_id = x.division_id, note = x.note, state = x.state, industry_code = x.industry_code,
      registry_state = x.registry_state, version = r.version + 1
    from (${from("company")}) r, ${companyImage}
    where ${companies.agencyId} = ${agencyId}::uuid and ${companies.id} = r.subject_id and ${companies.version} = r.version
      and r.version > 0`);
  return (created.rowCount ?? 0) + (updated.rowCount ?? 0);
}

const contactImage = sql`lateral jsonb_to_record(r.image) as x(company_id uuid, name text, sort_name text, position text, phone text,
  phone_index text, email text, note text, removed_at timestamptz)`;

async function writeContacts({ db, agencyId }: Context, from: StagedFrom): Promise<number> {
  const created = await db.execute(sql`insert into ${contacts}
      (agency_id, id, company_id, name, sort_name, position, phone, phone_index, email, note)
    select ${agencyId}::uuid, r.subject_id, x.company_id, x.name, x.sort_name, x.position, x.phone, x.phone_index, x.email, x.note
    from (${from("contact")}) r, ${contactImage} where r.version = 0`);
  const updated =
    await db.execute(sql`update ${contacts} set name = x.name, sort_name = x.sort_name, position = x.position, phone = x.phone,
      phone_index = x.phone_index, email = x.email, note = x.note, removed_at = x.removed_at, version = r.version + 1
    from (${from("contact")}) r, ${contactImage}
    where ${contacts.agencyId} = ${agencyId}::uuid and ${contacts.id} = r.subject_id and ${contacts.version} = r.version
      and r.version > 0`);
  return (created.rowCount ?? 0) + (updated.rowCount ?? 0);
}

/** 标签事实: `facts` of an image says which tags this change gives, each with its id, and which it takes back. */
async function writeTaggings({ db, agencyId, now, today }: Context, from: StagedFrom): Promise<void> {
  const at = now.toISOString();
  await db.execute(sql`update ${companyTaggings} set voided_at = ${at}::timestamptz
    from (${from("company")}) r, lateral jsonb_array_elements_text(r.image->'facts'->'dropped') as gone(tag)
    where ${companyTaggings.agencyId} = ${agencyId}::uuid and ${companyTaggings.companyId} = r.subject_id
      and ${companyTaggings.tag} = gone.tag and ${companyTaggings.voidedAt} is null`);
  await db.execute(sql`insert into ${companyTaggings}
      (agency_id, id, company_id, tag, region, officer_id, division_id, happened_on, typed_at)
    select ${agencyId}::uuid, given.id, r.subject_id, given.tag, r.image->>'region', (r.image->>'officer_id')::uuid,
      (r.image->>'division_id')::uuid, ${today}::date, ${at}::timestamptz
    from (${from("company")}) r, lateral jsonb_to_recordset(r.image->'facts'->'given') as given(id uuid, tag text)`);
}
