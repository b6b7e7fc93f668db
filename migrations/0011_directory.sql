-- 客商、集团、外部数据、目标企业

alter table company add column industry_code text collate "C";
alter table company add column registry_state text;
alter table company add column group_id uuid;
create index company_group_member on company (agency_id, group_id);

alter table contact add column sort_name text collate "C" not null default '';
alter table contact add column role text;
alter table contact add column consent text not null default 'none';
alter table contact add column consent_on date;
alter table contact add column consent_how text not null default '';
alter table contact add column consent_evidence text not null default '';
create index contact_name on contact (agency_id, sort_name, id);

create table contact_affiliation (
  agency_id uuid not null,
  id uuid not null,
  contact_id uuid not null,
  company_id uuid not null,
  position text not null default '',
  role text,
  from_on date,
  to_on date,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index contact_affiliation_contact on contact_affiliation (agency_id, contact_id);
create index contact_affiliation_company on contact_affiliation (agency_id, company_id);

create table company_group (
  agency_id uuid not null,
  id uuid not null,
  head_id uuid not null,
  name text not null,
  sort_name text collate "C" not null,
  tier text,
  lead_id uuid,
  team jsonb not null default '[]',
  note text not null default '',
  created_on date not null,
  ended_on date,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index company_group_head on company_group (agency_id, head_id) where ended_on is null;
create index company_group_name on company_group (agency_id, sort_name, id);

create table company_parent (
  agency_id uuid not null,
  id uuid not null,
  company_id uuid not null,
  parent_id uuid not null,
  share_percent numeric(5, 2),
  from_on date,
  to_on date,
  ended_at timestamptz,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index company_parent_current on company_parent (agency_id, company_id) where ended_at is null;
create index company_parent_parent on company_parent (agency_id, parent_id);

create table company_fact (
  agency_id uuid not null,
  id uuid not null,
  company_id uuid not null,
  year integer not null,
  kind text not null,
  value numeric(20, 2) not null,
  issuer text not null,
  queried_on date,
  document text not null default '',
  region text,
  industry text,
  happened_on date not null,
  typed_at timestamptz not null,
  voided_at timestamptz,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index company_fact_current on company_fact (agency_id, company_id, year, kind) where voided_at is null;
create index company_fact_day on company_fact (agency_id, kind, happened_on);
create index company_fact_company on company_fact (agency_id, company_id);

create table prospect (
  agency_id uuid not null,
  id uuid not null,
  year integer not null,
  theme text not null,
  name text not null,
  sort_name text collate "C" not null,
  name_key text collate "C" not null,
  company_id uuid,
  industry text,
  industry_code text collate "C",
  reason text not null default '',
  source text not null default '',
  priority text not null,
  officer_id uuid,
  division_id uuid,
  state text not null default 'untouched',
  state_reason text not null default '',
  listed_on date not null,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index prospect_name on prospect (agency_id, year, name_key);
create unique index prospect_company on prospect (agency_id, year, company_id);
create index prospect_listed on prospect (agency_id, year, listed_on, id);
create index prospect_sorted on prospect (agency_id, year, sort_name, id);
create index prospect_officer on prospect (agency_id, officer_id);
create index prospect_division on prospect (agency_id, division_id);

select luodi_distribute(wanted) from unnest(array['contact_affiliation', 'company_group', 'company_parent', 'company_fact', 'prospect']::regclass[]) as wanted;

-- company.group_id has no foreign key: the group points at its head, and two that point at each other could not be restored one after the other.
alter table contact_affiliation add constraint contact_affiliation_contact_id foreign key (agency_id, contact_id) references contact (agency_id, id);
alter table contact_affiliation add constraint contact_affiliation_company_id foreign key (agency_id, company_id) references company (agency_id, id);
alter table company_group add constraint company_group_head_id foreign key (agency_id, head_id) references company (agency_id, id);
alter table company_group add constraint company_group_lead_id foreign key (agency_id, lead_id) references person (agency_id, id);
alter table company_parent add constraint company_parent_company_id foreign key (agency_id, company_id) references company (agency_id, id);
alter table company_parent add constraint company_parent_parent_id foreign key (agency_id, parent_id) references company (agency_id, id);
alter table company_fact add constraint company_fact_company_id foreign key (agency_id, company_id) references company (agency_id, id);
alter table prospect add constraint prospect_company_id foreign key (agency_id, company_id) references company (agency_id, id);
alter table prospect add constraint prospect_officer_id foreign key (agency_id, officer_id) references person (agency_id, id);
alter table prospect add constraint prospect_division_id foreign key (agency_id, division_id) references division (agency_id, id);

select luodi_tenant(wanted) from unnest(array['contact_affiliation', 'company_group', 'company_parent', 'company_fact', 'prospect']::regclass[]) as wanted;
