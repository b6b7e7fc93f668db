-- 空间资源

-- 园区、楼栋、厂房与办公空间、地块: one inside the other. Areas are in the unit of the kind: 亩 for land, ㎡ for floors.
create table site (
  agency_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  sort_name text collate "C" not null,
  code text collate "C",
  parent_id uuid,
  park_id uuid,
  region text,
  address text not null default '',
  area numeric(14, 2),
  is_divisible boolean not null default true,
  least_area numeric(14, 2),
  taken_area numeric(14, 2) not null default 0,
  reserved_area numeric(14, 2) not null default 0,
  floor text,
  ceiling_height numeric(8, 2),
  floor_load numeric(8, 2),
  power_capacity numeric(12, 2),
  utilities jsonb not null default '[]',
  rent numeric(20, 2),
  rent_fen bigint not null generated always as (coalesce((rent * 100)::bigint, -1)) stored,
  land_price numeric(20, 2),
  land_price_fen bigint not null generated always as (coalesce((land_price * 100)::bigint, -1)) stored,
  planned_use text,
  term_years integer,
  plot_ratio text,
  industries jsonb not null default '[]',
  industry_note text not null default '',
  environment_limit text not null default '',
  energy_limit text not null default '',
  available_on date,
  owner_id uuid,
  owner_name text,
  longitude numeric(9, 6),
  latitude numeric(9, 6),
  datum text not null default 'cgcs2000',
  outline text not null default '',
  officer_id uuid,
  division_id uuid,
  files jsonb not null default '[]',
  note text not null default '',
  state text not null,
  state_since date not null,
  free_hundredths bigint not null generated always as (case
    when kind in ('factorySpace', 'officeSpace', 'landPlot') and state in ('free', 'negotiating')
    then ((coalesce(area, 0) - taken_area) * 100)::bigint else 0 end) stored,
  created_on date not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index site_code on site (agency_id, code);
create index site_created on site (agency_id, created_on, id);
create index site_name on site (agency_id, sort_name, id);
create index site_free on site (agency_id, free_hundredths, id);
create index site_rent on site (agency_id, rent_fen, id);
create index site_land_price on site (agency_id, land_price_fen, id);
create index site_kind on site (agency_id, kind, state);
create index site_parent on site (agency_id, parent_id);
create index site_park on site (agency_id, park_id);
create index site_owner on site (agency_id, owner_id);
create index site_officer on site (agency_id, officer_id);
create index site_division on site (agency_id, division_id);

-- 状态变更: append-only, with the day it happened on and the moment it was typed.
create table site_status (
  agency_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  state text not null,
  reason text not null,
  happened_on date not null,
  typed_at timestamptz not null,
  account_id uuid,
  primary key (agency_id, id)
);
create index site_status_site on site_status (agency_id, site_id, typed_at);

-- 占用: who has how much of it, since when; ended when it is given back, struck out when it was an error.
create table site_occupation (
  agency_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  kind text not null,
  area numeric(14, 2) not null,
  company_id uuid,
  user_name text,
  from_on date not null,
  until_on date,
  note text not null default '',
  ended_on date,
  end_reason text not null default '',
  voided_at timestamptz,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index site_occupation_site on site_occupation (agency_id, site_id);
create index site_occupation_company on site_occupation (agency_id, company_id);
create index site_occupation_until on site_occupation (agency_id, until_on);

-- 面积变动: what each change added or took away; the stock as of a day is the sum until then.
create table site_movement (
  agency_id uuid not null,
  id uuid not null,
  site_id uuid not null,
  kind text not null,
  region text,
  planned_use text,
  officer_id uuid,
  division_id uuid,
  total numeric(14, 2) not null,
  used numeric(14, 2) not null,
  free numeric(14, 2) not null,
  reason text not null,
  happened_on date not null,
  typed_at timestamptz not null,
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index site_movement_day on site_movement (agency_id, happened_on);
create index site_movement_site on site_movement (agency_id, site_id);

select luodi_distribute(wanted) from unnest(array['site', 'site_status', 'site_occupation', 'site_movement']::regclass[]) as wanted;

alter table site add constraint site_parent_id foreign key (agency_id, parent_id) references site (agency_id, id);
alter table site add constraint site_park_id foreign key (agency_id, park_id) references site (agency_id, id);
alter table site add constraint site_owner_id foreign key (agency_id, owner_id) references company (agency_id, id);
alter table site add constraint site_officer_id foreign key (agency_id, officer_id) references person (agency_id, id);
alter table site add constraint site_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table site_status add constraint site_status_site_id foreign key (agency_id, site_id) references site (agency_id, id);
alter table site_occupation add constraint site_occupation_site_id foreign key (agency_id, site_id) references site (agency_id, id);
alter table site_occupation add constraint site_occupation_company_id foreign key (agency_id, company_id) references company (agency_id, id);
alter table site_movement add constraint site_movement_site_id foreign key (agency_id, site_id) references site (agency_id, id);

-- What is taken never exceeds the whole, whatever way it was written.
alter table site add constraint site_taken_area check (taken_area >= 0 and taken_area <= coalesce(area, 0) and reserved_area <= taken_area);

select luodi_append_only('site_status');
select luodi_append_only('site_movement');

select luodi_tenant(wanted) from unnest(array['site', 'site_occupation']::regclass[]) as wanted;
select luodi_tenant(wanted, 'select, insert') from unnest(array['site_status', 'site_movement']::regclass[]) as wanted;
