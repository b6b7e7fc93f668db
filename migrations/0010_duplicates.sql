-- 疑似重复与合并

alter table company add column former_codes jsonb not null default '[]';
alter table company add column merged_into_id uuid;
create index company_merged_into on company (agency_id, merged_into_id);

-- 疑似重复: two companies that may be one, with what speaks for it and what was decided.
create table duplicate_pair (
  agency_id uuid not null,
  id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  score bigint not null,
  reasons jsonb not null,
  basis text not null,
  state text not null,
  found_at timestamptz not null,
  decided_at timestamptz,
  account_id uuid,
  decision text,
  primary key (agency_id, id)
);
create unique index duplicate_pair_companies on duplicate_pair (agency_id, one_id, other_id);
create index duplicate_pair_other on duplicate_pair (agency_id, other_id);
create index duplicate_pair_score on duplicate_pair (agency_id, state, score, id);

-- 查重: when the whole directory was gone through, and what came of it.
create table duplicate_search (
  agency_id uuid not null,
  id uuid not null,
  account_id uuid,
  started_at timestamptz not null,
  milliseconds bigint not null,
  company_count bigint not null,
  compared_count bigint not null,
  pair_count bigint not null,
  primary key (agency_id, id)
);
create index duplicate_search_started on duplicate_search (agency_id, started_at);

-- 合并: what was done, as exactly as is needed to take it back.
create table company_merge (
  agency_id uuid not null,
  id uuid not null,
  survivor_id uuid not null,
  merged_id uuid not null,
  reason text not null,
  account_id uuid,
  merged_at timestamptz not null,
  undo_until date not null,
  images jsonb not null,
  moved jsonb not null,
  undone_at timestamptz,
  primary key (agency_id, id)
);
create index company_merge_survivor on company_merge (agency_id, survivor_id);
create index company_merge_merged on company_merge (agency_id, merged_id);

select luodi_distribute(wanted) from unnest(array['duplicate_pair', 'duplicate_search', 'company_merge']::regclass[]) as wanted;

alter table company add constraint company_merged_into_id foreign key (agency_id, merged_into_id) references company (agency_id, id);
alter table duplicate_pair add constraint duplicate_pair_one_id foreign key (agency_id, one_id) references company (agency_id, id);
alter table duplicate_pair add constraint duplicate_pair_other_id foreign key (agency_id, other_id) references company (agency_id, id);
alter table company_merge add constraint company_merge_survivor_id foreign key (agency_id, survivor_id) references company (agency_id, id);
alter table company_merge add constraint company_merge_merged_id foreign key (agency_id, merged_id) references company (agency_id, id);

select luodi_tenant(wanted) from unnest(array['duplicate_pair', 'duplicate_search', 'company_merge']::regclass[]) as wanted;
