-- 计数口径与计数台账

-- 计数口径: authority, document, what counts, targets.
create table counting_scheme (
  agency_id uuid not null,
  id uuid not null,
  code text collate "C" not null,
  name text not null,
  kind text not null,
  authority text not null,
  document text not null,
  document_on date,
  year integer not null,
  from_on date not null,
  to_on date not null,
  basis text not null,
  stage text,
  signing_kinds jsonb not null,
  capital text,
  amount_by text not null,
  min_amount numeric(20, 2),
  exclusions jsonb not null default '[]',
  target_count integer,
  target_amount numeric(20, 2),
  target_rate integer,
  denominator text not null,
  note text not null default '',
  is_closed boolean not null default false,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index counting_scheme_code on counting_scheme (agency_id, code);
create index counting_scheme_from on counting_scheme (agency_id, from_on, id);

-- 计数台账: voided, never changed; every total is a sum of rows.
create table counting (
  agency_id uuid not null,
  id uuid not null,
  scheme_id uuid not null,
  scheme_code text not null,
  project_id uuid,
  entry_number text,
  name text not null,
  kind text not null,
  happened_on date not null,
  typed_at timestamptz not null,
  by_id uuid,
  number integer not null,
  counted_amount numeric(20, 2) not null,
  credit integer not null,
  holder text not null default '',
  reason text not null default '',
  size text not null,
  capital text,
  industry text,
  region text,
  officer_id uuid,
  division_id uuid,
  voided_at timestamptz,
  void_reason text,
  voided_by_id uuid,
  primary key (agency_id, id)
);
create index counting_scheme_day on counting (agency_id, scheme_id, happened_on, id);
create index counting_day on counting (agency_id, happened_on, id);
create index counting_project on counting (agency_id, project_id);
create unique index counting_first_once on counting (agency_id, scheme_id, project_id) where voided_at is null and kind = 'first';
create unique index counting_entry_once on counting (agency_id, scheme_id, entry_number, kind) where voided_at is null and entry_number is not null;

select luodi_distribute(wanted) from unnest(array['counting_scheme', 'counting']::regclass[]) as wanted;

alter table counting add constraint counting_scheme_id foreign key (agency_id, scheme_id) references counting_scheme (agency_id, id);
alter table counting add constraint counting_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table counting add constraint counting_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table counting add constraint counting_voided_by_id foreign key (agency_id, voided_by_id) references person (agency_id, id);

select luodi_tenant(wanted) from unnest(array['counting_scheme', 'counting']::regclass[]) as wanted;
