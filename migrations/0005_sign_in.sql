-- 登录: second factor, earlier passwords, sign-ins under way, outside identities, tokens, and the register of sign-ins.
-- All of it belongs to an account and so to no agency; the application sees that of accounts with a posting in its agency.

-- 登录凭条: the password was right and something else is awaited.
create table pending_sign_in (
  digest text primary key,
  account_id uuid not null references account (id),
  entry text not null,
  awaits text not null,
  is_proven boolean not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index pending_sign_in_account on pending_sign_in (account_id);

-- 登录记录
create table sign_in (
  id uuid primary key,
  account_id uuid not null references account (id),
  at timestamptz not null,
  outcome text not null,
  entry text not null,
  device text not null,
  address text
);
create index sign_in_at on sign_in (at desc, id desc);
create index sign_in_account on sign_in (account_id, at desc);

-- 用过的密码
create table past_password (
  account_id uuid not null references account (id),
  set_at timestamptz not null,
  password_hash text not null,
  primary key (account_id, set_at)
);

-- 第二因素: secrets are sealed; `next_secret` waits for its first right code, `last_step` is the last time step a code was
-- taken for.
create table second_factor (
  account_id uuid primary key references account (id),
  secret text,
  next_secret text,
  confirmed_at timestamptz,
  last_step bigint not null default 0
);

-- 恢复码
create table recovery_code (
  account_id uuid not null references account (id),
  digest text not null,
  used_at timestamptz,
  primary key (account_id, digest)
);

-- 接口令牌
create table api_token (
  id uuid primary key,
  digest text not null unique,
  account_id uuid not null references account (id),
  name text not null,
  permissions jsonb not null,
  can_write boolean not null,
  created_at timestamptz not null,
  until date not null,
  used_at timestamptz,
  ended_at timestamptz
);
create index api_token_account on api_token (account_id);
create index api_token_created on api_token (created_at desc, id desc);

-- 外部身份: `subject` is empty until the name an administrator entered has come in for the first time.
create table outside_identity (
  id uuid primary key,
  account_id uuid not null references account (id),
  issuer text not null,
  name text,
  subject text,
  linked_at timestamptz not null,
  used_at timestamptz
);
create unique index outside_identity_subject on outside_identity (issuer, subject) where subject is not null;
create unique index outside_identity_name on outside_identity (issuer, name) where subject is null;
create index outside_identity_account on outside_identity (account_id);

-- 外部登录的一个来回: gone out to the provider and not yet back.
create table outside_round (
  digest text primary key,
  account_id uuid references account (id),
  redirect text not null,
  nonce text not null,
  verifier text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

select luodi_reference(wanted) from unnest(array['pending_sign_in', 'sign_in', 'past_password', 'second_factor', 'recovery_code',
  'api_token', 'outside_identity', 'outside_round']::regclass[]) as wanted;

-- The door works with all of it; a secret is opened by nobody else.
grant select, insert, update on pending_sign_in, second_factor, api_token, outside_identity, outside_round to luodi_door;
grant delete on second_factor, recovery_code, past_password, outside_identity to luodi_door;
grant select, insert, update on recovery_code to luodi_door;
grant select, insert on sign_in to luodi_door;
grant select, insert, update on past_password to luodi_door;
-- The installation's own keys: with one of them a person's second factor is sealed.
grant select, insert on secret_key to luodi_door;

-- What an administrator of the agency sees and ends.
grant select on sign_in to luodi_app;
select luodi_append_only('sign_in');
grant select (id, account_id, entry, device, address, created_at, seen_at) on session to luodi_app;
grant select (locked_until), update (failures, locked_until) on credential to luodi_app;
grant select (account_id, confirmed_at), delete on second_factor to luodi_app;
grant select (account_id), delete on recovery_code to luodi_app;
grant select (account_id, used_at), update (used_at) on pending_sign_in to luodi_app;
grant select (id, account_id, name, permissions, can_write, created_at, until, used_at, ended_at), insert, update (ended_at) on api_token to luodi_app;
grant select, insert, delete on outside_identity to luodi_app;
grant select on demo_person to luodi_app;

-- 第二道墙: only of accounts that have a posting here (`posting` shows a transaction its own agency's only).
do $$
declare wanted text;
begin
  foreach wanted in array array['session', 'credential', 'one_time_link', 'pending_sign_in', 'sign_in', 'second_factor',
    'recovery_code', 'api_token', 'outside_identity'] loop
    execute format('alter table %I enable row level security', wanted);
    execute format('alter table %I force row level security', wanted);
    execute format('create policy posted on %I to luodi_app
      using (exists (select from posting where posting.account_id = %I.account_id))', wanted, wanted);
    execute format('create policy door on %I to luodi_door using (true) with check (true)', wanted);
    execute format('create policy owner on %I to current_user using (true) with check (true)', wanted);
  end loop;
end $$;
-- A new account has its credential and its link before its posting.
create policy invited on credential for insert to luodi_app with check (true);
create policy invited on one_time_link for insert to luodi_app with check (true);
