-- 底座: roles, the tenant functions and the tables of kit/server.
-- The order inside a migration (rules for one schema on three databases): tables without foreign keys,
-- luodi_distribute, foreign keys, triggers, luodi_tenant.

-- Roles belong to the whole cluster; another database of it may be creating them at this moment.
do $$
declare wanted text;
begin
  foreach wanted in array array['luodi_app', 'luodi_reader', 'luodi_door'] loop
    begin
      -- An owner that may not create roles can still work where somebody has created these.
      if not exists (select from pg_roles where rolname = wanted) then
        execute format('create role %I nologin', wanted);
      end if;
    exception when duplicate_object or unique_violation then null;
    end;
    begin
      if not pg_has_role(current_user, wanted, 'member') then
        execute format('grant %I to current_user', wanted);
      end if;
    exception when unique_violation then null;
    end;
  end loop;
end $$;

-- set_config() is never handed on by Citus; `set local` inside plpgsql is.
create function set_agency(agency uuid) returns void language plpgsql as $$
begin execute format('set local app.agency_id = %L', coalesce(agency::text, '')); end $$;

create function set_agencies(agencies text) returns void language plpgsql as $$
begin execute format('set local app.agency_ids = %L', coalesce(agencies, '')); end $$;

-- 分布: does nothing where the extension is absent.
create function luodi_distribute(wanted regclass) returns void language plpgsql as $$
begin
  if exists (select from pg_extension where extname = 'citus') then
    perform create_distributed_table(wanted::text, 'agency_id');
  end if;
end $$;

create function luodi_reference(wanted regclass) returns void language plpgsql as $$
begin
  if exists (select from pg_extension where extname = 'citus') then
    perform create_reference_table(wanted::text);
  end if;
end $$;

-- 第二道墙: a tenant table shows and takes only rows of the agency the transaction was opened for.
-- `verbs` is what the application may do with it; history may only be added to.
create function luodi_tenant(wanted regclass, verbs text default 'select, insert, update, delete') returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', wanted);
  execute format('alter table %s force row level security', wanted);
  execute format('create policy tenant on %s to luodi_app, luodi_door
    using (agency_id = nullif(current_setting(''app.agency_id'', true), '''')::uuid)
    with check (agency_id = nullif(current_setting(''app.agency_id'', true), '''')::uuid)', wanted);
  execute format('create policy several on %s for select to luodi_reader
    using (agency_id = any(string_to_array(current_setting(''app.agency_ids'', true), '','')::uuid[]))', wanted);
  -- The owner migrates, backs up and restores; forced policies would bind it too.
  execute format('create policy owner on %s to current_user using (true) with check (true)', wanted);
  execute format('grant %s on %s to luodi_app', verbs, wanted);
  execute format('grant select on %s to luodi_reader', wanted);
end $$;

create function luodi_refuse_change() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation'; end $$;

create function luodi_append_only(wanted regclass) returns void language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete on %s for each row execute function luodi_refuse_change()', wanted);
end $$;

-- 本安装 -----------------------------------------------------------------------------------------------
create table instance (
  kind text primary key,
  created_at timestamptz not null
);
grant select on instance to luodi_app, luodi_door, luodi_reader;

-- 留痕: one row per record a command changed, and one link of the chain per command.
create table history (
  agency_id uuid not null,
  at timestamptz not null,
  id uuid not null,
  command_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  action text not null,
  version integer,
  changes jsonb not null,
  reason text,
  primary key (agency_id, at, id)
) partition by range (at);
create index history_subject on history (agency_id, subject_id, at desc);
create index history_command on history (agency_id, command_id);
create table history_rest partition of history default;

create table history_link (
  agency_id uuid not null,
  number bigint not null,
  command_id uuid not null,
  operation text not null,
  account_id uuid,
  via text not null,
  at timestamptz not null,
  row_count integer not null,
  rows_digest text not null,
  digest text not null,
  primary key (agency_id, number)
);
create unique index history_link_command on history_link (agency_id, command_id);

create table history_head (
  agency_id uuid primary key,
  number bigint not null,
  digest text not null
);

create table timeline_entry (
  agency_id uuid not null,
  id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  happened_on date not null,
  typed_at timestamptz not null,
  account_id uuid,
  kind text not null,
  permission text not null,
  class text not null,
  title text not null,
  link text,
  primary key (agency_id, id)
);
create index timeline_entry_subject on timeline_entry (agency_id, subject_id, happened_on desc, id desc);

-- 检索: every suffix of a name with its pinyin initials, and codes, so that any substring is one prefix range.
create table search_token (
  agency_id uuid not null,
  kind text not null,
  token text collate "C" not null,
  initials text collate "C" not null,
  id uuid not null,
  -- On one row of each set that was written for a record: all tokens of the set, by which it is removed.
  tokens text[],
  primary key (agency_id, kind, token, id)
);
-- Of Chinese pieces of names thousands begin alike: a coarse histogram takes such a range for one row, and the plan for a loop.
alter table search_token alter column token set statistics 500;
alter table search_token alter column initials set statistics 500;
create index search_token_initials on search_token (agency_id, kind, initials, id);
create index search_token_record on search_token (agency_id, id) where tokens is not null;

-- 个案授权: a reviewer or approver reads exactly these rows until then.
create table record_grant (
  agency_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  account_id uuid not null,
  until date not null,
  primary key (agency_id, account_id, subject_kind, subject_id)
);

-- 个人数据密钥: dropping a person's key makes every sealed value of that person unreadable, the history's too.
create table secret_key (
  agency_id uuid not null,
  subject_id uuid not null,
  wrapped text not null,
  primary key (agency_id, subject_id)
);

create table file (
  agency_id uuid not null,
  id uuid not null,
  digest text not null,
  name text not null,
  type text not null,
  size bigint not null,
  class text not null,
  account_id uuid,
  uploaded_at timestamptz not null,
  primary key (agency_id, id)
);

-- 任务: stays local on a coordinator; the application sees its agency's, the runner (owner) claims across agencies.
create table job (
  id uuid primary key,
  agency_id uuid not null,
  account_id uuid not null,
  kind text not null,
  title text not null,
  input jsonb not null,
  state text not null,
  done integer not null default 0,
  total integer,
  message text,
  result jsonb,
  attempts integer not null default 0,
  not_before timestamptz not null,
  alive_at timestamptz,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
create index job_waiting on job (not_before) where state in ('queued', 'running');
create index job_account on job (agency_id, account_id, created_at desc);

create table rule_pack (
  region text not null,
  year integer not null,
  version integer not null,
  digest text not null,
  body jsonb not null,
  loaded_at timestamptz not null,
  primary key (region, year, version)
);
grant select on rule_pack to luodi_app, luodi_reader, luodi_door;

-- 留痕的写入: history, timeline and the link of one command, as whoever calls it. The head is moved on, and so locked, last but one.
create function luodi_record(agency uuid, told_at timestamptz, rows_told jsonb, entries jsonb, link jsonb, first_digest text, payload text)
  returns void language plpgsql as $$
declare head record;
begin
  insert into history (agency_id, at, id, command_id, subject_kind, subject_id, action, version, changes, reason)
    select agency, told_at, r.id, (link->>'commandId')::uuid, r."subjectKind", r."subjectId", r.action, r.version, r.changes, r.reason
    from jsonb_to_recordset(rows_told) as r(id uuid, "subjectKind" text, "subjectId" uuid, action text, version integer,
      changes jsonb, reason text);
  -- The role at the door may not touch the timeline.
  if jsonb_array_length(entries) > 0 then
    insert into timeline_entry
        (agency_id, id, subject_kind, subject_id, happened_on, typed_at, account_id, kind, permission, class, title, link, for_persons)
      select agency, e.id, e."subjectKind", e."subjectId", e."happenedOn", told_at, (luodi_record.link->>'accountId')::uuid, e.kind,
        e.permission, e.class, e.title, e.link, nullif(e."forPersons", 'null'::jsonb)
      from jsonb_to_recordset(entries) as e(id uuid, "subjectKind" text, "subjectId" uuid, "happenedOn" date, kind text,
        permission text, class text, title text, link text, "forPersons" jsonb);
  end if;
  insert into history_head as h (agency_id, number, digest) values (agency, 1, first_digest)
    on conflict (agency_id) do update
      set number = h.number + 1, digest = encode(sha256(convert_to(h.digest || payload, 'UTF8')), 'hex')
    returning h.number, h.digest into strict head;
  insert into history_link
      (agency_id, number, command_id, operation, account_id, via, at, row_count, rows_digest, digest, behalf)
    values (agency, head.number, (link->>'commandId')::uuid, link->>'operation', (link->>'accountId')::uuid, link->>'via', told_at,
      (link->>'rowCount')::integer, link->>'rowsDigest', head.digest, nullif(link->'behalf', 'null'::jsonb));
end $$;

select luodi_reference('rule_pack');
select luodi_distribute(wanted) from unnest(array['history', 'history_link', 'history_head', 'timeline_entry', 'search_token',
  'record_grant', 'secret_key', 'file']::regclass[]) as wanted;

select luodi_append_only('history');
select luodi_append_only('history_link');

select luodi_tenant('history', 'select, insert');
select luodi_tenant('history_link', 'select, insert');
select luodi_tenant('history_head', 'select, insert, update');
select luodi_tenant(wanted) from unnest(array['timeline_entry', 'search_token', 'record_grant', 'secret_key', 'file', 'job']::regclass[]) as wanted;
-- 登录等本系统事项也留痕.
grant select, insert on history, history_link to luodi_door;
grant select, insert, update on history_head to luodi_door;
