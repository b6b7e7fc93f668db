-- 机构、科室、人员、编制、角色、托管

alter table agency add column level text not null default 'first';
alter table agency add column nature text;
alter table agency add column superior_name text;
alter table agency add column is_small boolean not null default false;
alter table agency add column hidden_groups jsonb not null default '[]';
grant update (level, nature, superior_name, is_small, hidden_groups) on agency to luodi_app;

-- 账号由哪个机构管理: only there it is renewed, disabled or, while nobody has used it, taken back.
alter table account add column home_id uuid;
alter table account add constraint account_home foreign key (home_id) references agency (id);
drop policy invited on account;
create policy invited on account for insert to luodi_app
  with check (home_id = nullif(current_setting('app.agency_id', true), '')::uuid);
drop policy posted on account;
create policy posted on account for update to luodi_app
  using (home_id = nullif(current_setting('app.agency_id', true), '')::uuid);
create policy unused on account for delete to luodi_app
  using (state = 'invited' and home_id = nullif(current_setting('app.agency_id', true), '')::uuid);
grant delete on account to luodi_app;
alter table credential drop constraint credential_account_id_fkey;
alter table credential add constraint credential_account foreign key (account_id) references account (id) on delete cascade;
alter table one_time_link drop constraint one_time_link_account_id_fkey;
alter table one_time_link add constraint one_time_link_account foreign key (account_id) references account (id) on delete cascade;

alter table division add column parent_id uuid;
alter table division add column head_id uuid;
alter table division add column opened_on date;
alter table division add column closed_on date;
drop index division_name;
-- A name is free again once its division is closed.
create unique index division_name on division (agency_id, name) where closed_on is null;

alter table person add column sort_name text collate "C" not null default '';
alter table person add column id_number text;
alter table person add column id_index text;
alter table person add column hosting_id uuid;
alter table person add column left_on date;
alter table person add column leave_kind text;
create unique index person_id_index on person (agency_id, id_index) where id_index is not null;
create index person_name on person (agency_id, sort_name, id);
create index person_division_id on person (agency_id, division_id);

alter table role add column id uuid not null default gen_random_uuid();
alter table role add column administrator text;
alter table role add column version integer not null default 1;
alter table role add column is_changed boolean not null default false;

alter table posting add column hosting_id uuid;
alter table posting add column document text not null default '';
alter table posting add column version integer not null default 1;
create index posting_person_id on posting (agency_id, person_id);

-- 任职经历: where somebody works as what, from one day to another.
create table person_service (
  agency_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  division_id uuid,
  staff_kind text,
  post_id uuid,
  from_on date not null,
  to_on date,
  document text not null default '',
  version integer not null default 1,
  primary key (agency_id, id)
);
create index person_service_person on person_service (agency_id, person_id, from_on);
create index person_service_day on person_service (agency_id, from_on);

create table post (
  agency_id uuid not null,
  id uuid not null,
  title text not null,
  kind text not null,
  division_id uuid,
  closed_on date,
  version integer not null default 1,
  primary key (agency_id, id)
);

-- 编制批复: append-only but for being voided.
create table establishment (
  agency_id uuid not null,
  id uuid not null,
  kind text not null,
  number integer not null,
  approved_on date not null,
  document text not null,
  note text not null default '',
  typed_at timestamptz not null,
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index establishment_day on establishment (agency_id, kind, approved_on);

-- 托管: a role of this agency held by a person of another body.
create table hosting (
  agency_id uuid not null,
  id uuid not null,
  role_code text not null,
  host_name text not null,
  since_on date not null,
  until_on date,
  contact_title text not null,
  document text not null,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index hosting_role on hosting (agency_id, role_code) where until_on is null;

select luodi_distribute(wanted) from unnest(array['person_service', 'post', 'establishment', 'hosting']::regclass[]) as wanted;

alter table division add constraint division_parent foreign key (agency_id, parent_id) references division (agency_id, id);
alter table division add constraint division_head foreign key (agency_id, head_id) references person (agency_id, id);
alter table person add constraint person_hosting foreign key (agency_id, hosting_id) references hosting (agency_id, id);
alter table posting add constraint posting_hosting foreign key (agency_id, hosting_id) references hosting (agency_id, id);
alter table person_service add constraint person_service_person_id foreign key (agency_id, person_id) references person (agency_id, id);
alter table person_service add constraint person_service_division foreign key (agency_id, division_id) references division (agency_id, id);
alter table person_service add constraint person_service_post foreign key (agency_id, post_id) references post (agency_id, id);
alter table post add constraint post_division foreign key (agency_id, division_id) references division (agency_id, id);
alter table hosting add constraint hosting_role_code foreign key (agency_id, role_code) references role (agency_id, code);

select luodi_tenant(wanted) from unnest(array['person_service', 'post', 'establishment', 'hosting']::regclass[]) as wanted;

-- Whoever signs in is told by whom a role is hosted, before any agency is chosen.
create policy hostings_of_a_posting on hosting for select to luodi_door using (true);
grant select on hosting to luodi_door;
