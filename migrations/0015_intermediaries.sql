-- 中介机构、委托协议、驻外机构

create table intermediary (
  agency_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  sort_name text collate "C" not null,
  credit_code text collate "C",
  company_id uuid,
  contact_name text not null default '',
  phone text,
  regions text not null default '',
  strengths text not null default '',
  note text not null default '',
  declaration text not null default 'none',
  declared_on date,
  declaration_note text not null default '',
  state text not null default 'active',
  state_reason text not null default '',
  officer_id uuid,
  division_id uuid,
  registered_on date not null,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index intermediary_credit_code on intermediary (agency_id, credit_code);
create index intermediary_name on intermediary (agency_id, sort_name, id);
create index intermediary_registered on intermediary (agency_id, registered_on, id);
create index intermediary_company on intermediary (agency_id, company_id);
create index intermediary_officer on intermediary (agency_id, officer_id);
create index intermediary_division on intermediary (agency_id, division_id);

create table mandate (
  agency_id uuid not null,
  id uuid not null,
  intermediary_id uuid not null,
  number text not null,
  scope text not null,
  regions text not null default '',
  industries jsonb not null default '[]',
  fee_rule text not null default '',
  signed_on date not null,
  from_on date not null,
  to_on date not null,
  ended_on date,
  end_reason text not null default '',
  renews_id uuid,
  files jsonb not null default '[]',
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index mandate_number on mandate (agency_id, number);
create index mandate_intermediary on mandate (agency_id, intermediary_id);
create index mandate_ending on mandate (agency_id, to_on, id);

create table mandate_signing (
  agency_id uuid not null,
  id uuid not null,
  mandate_id uuid not null,
  intermediary_id uuid not null,
  kind text not null,
  officer_id uuid,
  division_id uuid,
  happened_on date not null,
  typed_at timestamptz not null,
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index mandate_signing_day on mandate_signing (agency_id, happened_on);
create index mandate_signing_mandate on mandate_signing (agency_id, mandate_id);

create table outpost (
  agency_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  sort_name text collate "C" not null,
  place text not null,
  basis text not null default '',
  tasks text not null default '',
  intermediary_id uuid,
  from_on date not null,
  to_on date,
  close_reason text not null default '',
  officer_id uuid,
  division_id uuid,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index outpost_name on outpost (agency_id, sort_name, id);
create index outpost_intermediary on outpost (agency_id, intermediary_id);
create index outpost_officer on outpost (agency_id, officer_id);

create table outpost_member (
  agency_id uuid not null,
  id uuid not null,
  outpost_id uuid not null,
  person_id uuid,
  name text not null,
  task text not null default '',
  from_on date not null,
  to_on date,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index outpost_member_outpost on outpost_member (agency_id, outpost_id);
create index outpost_member_person on outpost_member (agency_id, person_id);


create table outpost_entry (
  agency_id uuid not null,
  id uuid not null,
  outpost_id uuid not null,
  year integer not null,
  cost text,
  amount numeric(20, 2),
  result text,
  quantity integer,
  evidence text not null default '',
  happened_on date not null,
  typed_at timestamptz not null,
  voided_at timestamptz,
  void_reason text not null default '',
  primary key (agency_id, id)
);
create index outpost_entry_outpost on outpost_entry (agency_id, outpost_id, year);

select luodi_distribute(wanted) from unnest(array['intermediary', 'mandate', 'mandate_signing', 'outpost', 'outpost_member', 'outpost_entry']::regclass[]) as wanted;

alter table intermediary add constraint intermediary_company_id foreign key (agency_id, company_id) references company (agency_id, id);
alter table intermediary add constraint intermediary_officer_id foreign key (agency_id, officer_id) references person (agency_id, id);
alter table intermediary add constraint intermediary_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table mandate add constraint mandate_intermediary_id foreign key (agency_id, intermediary_id) references intermediary (agency_id, id);
alter table mandate add constraint mandate_renews_id foreign key (agency_id, renews_id) references mandate (agency_id, id);
alter table mandate_signing add constraint mandate_signing_mandate_id foreign key (agency_id, mandate_id) references mandate (agency_id, id);
alter table mandate_signing add constraint mandate_signing_intermediary_id foreign key (agency_id, intermediary_id) references intermediary (agency_id, id);
alter table mandate_signing add constraint mandate_signing_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table outpost add constraint outpost_intermediary_id foreign key (agency_id, intermediary_id) references intermediary (agency_id, id);
alter table outpost add constraint outpost_officer_id foreign key (agency_id, officer_id) references person (agency_id, id);
alter table outpost add constraint outpost_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table outpost_member add constraint outpost_member_outpost_id foreign key (agency_id, outpost_id) references outpost (agency_id, id);
alter table outpost_member add constraint outpost_member_person_id foreign key (agency_id, person_id) references person (agency_id, id);
alter table outpost_entry add constraint outpost_entry_outpost_id foreign key (agency_id, outpost_id) references outpost (agency_id, id);

select luodi_tenant(wanted) from unnest(array['intermediary', 'mandate', 'mandate_signing', 'outpost', 'outpost_member', 'outpost_entry']::regclass[]) as wanted;
