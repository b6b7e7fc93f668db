-- 机构与人员

create table agency (
  id uuid primary key,
  code text not null unique,
  name text not null,
  region text not null,
  created_at timestamptz not null,
  version integer not null default 1
);

create table account (
  id uuid primary key,
  login text not null unique,
  name text not null,
  state text not null,
  version integer not null default 1
);

-- 口令与登录: kept apart from the account, readable to the door role only.
create table credential (
  account_id uuid primary key references account (id),
  password_hash text,
  password_set_at timestamptz,
  failures integer not null default 0,
  locked_until timestamptz,
  last_signed_in_at timestamptz
);

create table session (
  digest text primary key,
  id uuid not null unique,
  account_id uuid not null references account (id),
  csrf text not null,
  entry text not null,
  device text not null,
  address text,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz
);
create index session_account on session (account_id);

create table one_time_link (
  digest text primary key,
  account_id uuid not null references account (id),
  expires_at timestamptz not null,
  used_at timestamptz
);

-- 演示人员: filled in a demo database only.
create table demo_person (
  account_id uuid primary key references account (id),
  position integer not null
);

create table division (
  agency_id uuid not null,
  id uuid not null,
  name text not null,
  position integer not null,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index division_name on division (agency_id, name);

create table person (
  agency_id uuid not null,
  id uuid not null,
  name text not null,
  division_id uuid,
  version integer not null default 1,
  primary key (agency_id, id)
);

create table role (
  agency_id uuid not null,
  code text not null,
  title text not null,
  grants jsonb not null,
  classes jsonb not null,
  position integer not null,
  primary key (agency_id, code)
);

-- 任职: which account acts for this agency, as whom and in which role.
create table posting (
  agency_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  role_code text not null,
  from_on date not null,
  to_on date,
  primary key (agency_id, id)
);
create unique index posting_role on posting (agency_id, account_id, role_code) where to_on is null;
create index posting_account on posting (agency_id, account_id);

select luodi_reference(wanted) from unnest(array['agency', 'account', 'credential', 'session', 'one_time_link', 'demo_person']::regclass[]) as wanted;
select luodi_distribute(wanted) from unnest(array['division', 'person', 'role', 'posting']::regclass[]) as wanted;

alter table person add constraint person_division foreign key (agency_id, division_id) references division (agency_id, id);
alter table posting add constraint posting_person foreign key (agency_id, person_id) references person (agency_id, id);
alter table posting add constraint posting_role_code foreign key (agency_id, role_code) references role (agency_id, code);
alter table posting add constraint posting_account_id foreign key (account_id) references account (id);

select luodi_tenant(wanted) from unnest(array['division', 'person', 'role', 'posting']::regclass[]) as wanted;

-- An account's postings decide who it is, before any agency is chosen: the door reads them across agencies.
create policy postings_of_an_account on posting for select to luodi_door using (true);
create policy roles_of_a_posting on role for select to luodi_door using (true);
create policy persons_of_a_posting on person for select to luodi_door using (true);
create policy divisions_of_a_posting on division for select to luodi_door using (true);
grant select on posting, role, person, division to luodi_door;

grant select on agency, account to luodi_app, luodi_reader, luodi_door;
grant insert, update on account to luodi_app;
grant update (name, region, version) on agency to luodi_app;
grant insert on one_time_link, credential to luodi_app;
-- A new link ends the earlier ones.
grant update (used_at) on one_time_link to luodi_app;
grant select (account_id, used_at) on one_time_link to luodi_app;
grant select, insert, update on credential, session, one_time_link to luodi_door;
grant update on account to luodi_door;
grant select on demo_person to luodi_door;
grant select (account_id, last_signed_in_at) on credential to luodi_app;
-- Disabling an account ends its sessions in the same transaction.
grant update (ended_at) on session to luodi_app;
grant select (account_id, ended_at) on session to luodi_app;

-- 第二道墙 of the two tables without an agency of their own that the application may change: its own agency's row, and
-- accounts that have a posting here (`posting` shows a transaction its own agency's only).
alter table agency enable row level security;
alter table agency force row level security;
create policy everyone on agency for select using (true);
create policy own on agency for update to luodi_app
  using (id = nullif(current_setting('app.agency_id', true), '')::uuid);
create policy owner on agency to current_user using (true) with check (true);
alter table account enable row level security;
alter table account force row level security;
create policy everyone on account for select using (true);
create policy invited on account for insert to luodi_app with check (true);
create policy posted on account for update to luodi_app
  using (exists (select from posting where posting.account_id = account.id));
create policy door on account for update to luodi_door using (true);
create policy owner on account to current_user using (true) with check (true);
