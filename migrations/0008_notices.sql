-- 消息、渠道、投递

-- 消息: one for each account it is meant for. It is also what is to be sent: a row without `planned_at` has not been
-- looked at yet, so that whoever tells something writes this one row and nothing else.
create table notice (
  agency_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  account_id uuid not null,
  kind text not null,
  class text not null,
  title text not null,
  page text,
  subject_kind text,
  subject_id uuid,
  created_at timestamptz not null,
  read_at timestamptz,
  planned_at timestamptz,
  primary key (agency_id, id)
);
create index notice_account on notice (agency_id, account_id, created_at, id);
create index notice_unplanned on notice (created_at) where planned_at is null;
create index notice_created on notice (created_at);

create table notice_preference (
  agency_id uuid not null,
  account_id uuid not null,
  mail_address text,
  mail_kinds jsonb not null,
  wecom_kinds jsonb not null,
  dingtalk_kinds jsonb not null,
  feishu_kinds jsonb not null,
  rhythm text not null,
  daily_at integer not null,
  quiet_from integer,
  quiet_to integer,
  version integer not null default 1,
  primary key (agency_id, account_id)
);

-- 渠道: how this agency reaches outside. Secrets are sealed with the agency's own key.
create table notice_channel (
  agency_id uuid not null,
  code text not null,
  is_on boolean not null,
  settings jsonb not null,
  address text,
  secret text,
  version integer not null default 1,
  primary key (agency_id, code)
);

-- 投递: `key` says what it is, so that the same thing is never put here twice.
create table delivery (
  agency_id uuid not null,
  id uuid not null,
  key text not null,
  channel text not null,
  kind text not null,
  account_id uuid,
  notice_id uuid,
  address text,
  is_daily boolean not null,
  state text not null,
  attempts integer not null default 0,
  reason text,
  not_before timestamptz not null,
  taken_at timestamptz,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (agency_id, id)
);
create unique index delivery_key on delivery (agency_id, key);
create index delivery_created on delivery (agency_id, created_at, id);
create index delivery_waiting on delivery (not_before) where state in ('waiting', 'sending');
create index delivery_old on delivery (created_at);

-- 暂存的清除: when what an import staged was cleared; from then on it cannot be taken back.
alter table import_batch add column cleared_at timestamptz;
create index job_finished on job (finished_at);

select luodi_distribute(wanted) from unnest(array['notice', 'notice_preference', 'notice_channel', 'delivery']::regclass[]) as wanted;

select luodi_tenant(wanted) from unnest(array['notice', 'notice_preference', 'notice_channel', 'delivery']::regclass[]) as wanted;

-- 账号的消息 (登录、密码) are told by the door, before any agency is chosen: it may put one in and read none.
create policy notices_of_an_account on notice for insert to luodi_door with check (true);
grant insert on notice to luodi_door;
