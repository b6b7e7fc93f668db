-- 企业与联系人

create table company (
  agency_id uuid not null,
  id uuid not null,
  name text not null,
  sort_name text collate "C" not null,
  credit_code text collate "C",
  former_names jsonb not null default '[]',
  tags jsonb not null default '[]',
  industry text,
  region text,
  address text not null default '',
  registered_capital numeric(20, 2),
  registered_capital_fen bigint not null generated always as (coalesce((registered_capital * 100)::bigint, -1)) stored,
  founded_on date,
  officer_id uuid,
  division_id uuid,
  note text not null default '',
  state text not null default 'active',
  created_on date not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index company_credit_code on company (agency_id, credit_code);
create index company_created on company (agency_id, state, created_on, id);
create index company_name on company (agency_id, state, sort_name, id);
create index company_capital on company (agency_id, state, registered_capital_fen, id);
create index company_division on company (agency_id, division_id);
create index company_officer on company (agency_id, officer_id);

create table company_tagging (
  agency_id uuid not null,
  id uuid not null,
  company_id uuid not null,
  tag text not null,
  region text,
  officer_id uuid,
  division_id uuid,
  happened_on date not null,
  typed_at timestamptz not null,
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index company_tagging_day on company_tagging (agency_id, happened_on);
create index company_tagging_company on company_tagging (agency_id, company_id);

create table contact (
  agency_id uuid not null,
  id uuid not null,
  company_id uuid not null,
  name text not null,
  position text not null default '',
  phone text,
  phone_index text,
  email text,
  note text not null default '',
  removed_at timestamptz,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index contact_company on contact (agency_id, company_id);
create index contact_phone on contact (agency_id, phone_index);

-- 行政区划: reference rows.
create table region (
  code text primary key,
  name text not null,
  source text not null,
  since date not null
);

select luodi_reference('region');
select luodi_distribute(wanted) from unnest(array['company', 'company_tagging', 'contact']::regclass[]) as wanted;

alter table company add constraint company_officer_id foreign key (agency_id, officer_id) references person (agency_id, id);
alter table company add constraint company_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table company_tagging add constraint company_tagging_company_id foreign key (agency_id, company_id) references company (agency_id, id);
alter table contact add constraint contact_company_id foreign key (agency_id, company_id) references company (agency_id, id);

select luodi_tenant(wanted) from unnest(array['company', 'company_tagging', 'contact']::regclass[]) as wanted;
grant select on region to luodi_app, luodi_reader, luodi_door;
