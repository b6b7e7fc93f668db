import type { ClientBase } from "pg";

/**
 * 下限: the same work by hand, as an experienced person would write it for this schema and its indexes: plain statements
 * through the same driver, as the owner, whom no policy binds.
 */
const companyColumns = `c.id, c.name, c.credit_code, c.tags, c.industry, c.region, c.registered_capital, c.founded_on, c.officer_id,
  c.division_id, c.state, c.created_on, c.version, p.name as officer_name, d.name as division_name, r.name as region_name,
  g.id as group_id, g.name as group_name, g.tier, l.name as lead_name, f.value as revenue, f.year as revenue_year`;
const companyJoins = `left join person p on p.agency_id = $1 and p.id = c.officer_id
  left join division d on d.agency_id = $1 and d.id = c.division_id
  left join region r on r.code = c.region
  left join company_group g on g.agency_id = $1 and g.id = c.group_id
  left join person l on l.agency_id = $1 and l.id = g.lead_id
  left join lateral (select value, year from company_fact where agency_id = $1 and company_id = c.id and kind = 'revenue'
    and voided_at is null order by year desc limit 1) f on true`;

/** A page of 20 with its total; `$1` of the condition is the agency. */
export async function listPage(client: ClientBase, condition: string, values: unknown[], order: string) {
  const where = `where c.agency_id = $1 and c.state = 'active' and ${condition}`;
  const page = await client.query(
    `select ${companyColumns} from company c ${companyJoins} ${where} order by ${order}, c.id desc limit 21`,
    values,
  );
  const total = await client.query(`select count(*) from company c ${where}`, values);
  return { rows: page.rows, total: Number(total.rows[0]?.count) };
}

/** Ids of what a word finds; `$2` and `$3` are the word and its end. */
export function idsFound(kind: "company" | "project", word: string): string {
  const column = /^[!-~]+$/.test(word) ? "initials" : "token";
  return `(select id from search_token where agency_id = $1 and kind = '${kind}' and ${column} >= $2 and ${column} < $3)`;
}

export async function companyPage(client: ClientBase, agencyId: string, id: string) {
  const { rows } = await client.query(
    `select ${companyColumns}, c.former_names, c.note, c.address from company c ${companyJoins} where c.agency_id = $1 and c.id = $2`,
    [agencyId, id],
  );
  const contacts = await client.query(
    `select t.*, k.wrapped from contact t left join secret_key k on k.agency_id = $1 and k.subject_id = t.id
     where t.agency_id = $1 and t.company_id = $2 and t.removed_at is null order by t.id`,
    [agencyId, id],
  );
  const timeline = await client.query(
    `select e.id, e.happened_on, e.typed_at, e.kind, e.title, e.link, a.name from timeline_entry e left join account a on a.id = e.account_id
     where e.agency_id = $1 and e.subject_id = $2 and e.subject_kind = 'company' order by e.happened_on desc, e.id desc limit 21`,
    [agencyId, id],
  );
  return { company: rows[0], contacts: contacts.rows, timeline: timeline.rows };
}

/** A bare two-statement transaction: the change and one row of history. */
export async function changeNote(client: ClientBase, agencyId: string, id: string, note: string, historyId: string) {
  await client.query("begin");
  await client.query("update company set note = $3, version = version + 1 where agency_id = $1 and id = $2", [
    agencyId,
    id,
    note,
  ]);
  await client.query(
    `insert into history (agency_id, at, id, command_id, subject_kind, subject_id, action, version, changes)
     values ($1, $2, $3, $3, 'company', $4, 'companies.update', 2, $5)`,
    [agencyId, "2026-03-05T01:30:00Z", historyId, id, JSON.stringify([{ field: "note", before: "", after: note }])],
  );
  await client.query("commit");
}

const counted = `where agency_id = $1 and happened_on between $2 and $3 and typed_at <= $4 and (voided_at is null or voided_at > $4)`;

export async function taggedCompanies(
  client: ClientBase,
  values: [agencyId: string, from: string, to: string, asOf: string],
  tag: string,
) {
  const { rows } = await client.query(
    `select count(distinct company_id) from company_tagging ${counted} and tag = $5`,
    [...values, tag],
  );
  return String(rows[0]?.count);
}

export async function taggedByMonth(
  client: ClientBase,
  values: [agencyId: string, from: string, to: string, asOf: string],
) {
  const { rows } = await client.query(
    `select tag, to_char(happened_on, 'YYYY-MM') as month, count(distinct company_id) from company_tagging ${counted}
     group by 1, 2 order by 1, 2`,
    values,
  );
  return rows;
}

/** What changed since a day, one line per record. */
export async function recentChanges(client: ClientBase, agencyId: string, since: string) {
  return client.query(
    `select e.subject_id, count(*), max(e.typed_at) from timeline_entry e where e.agency_id = $1 and e.typed_at >= $2
     group by e.subject_id order by 3 desc limit 30`,
    [agencyId, `${since}T00:00:00+08:00`],
  );
}
