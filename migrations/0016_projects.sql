-- 招商项目

-- 招商项目, from the first hint on; a lead is the same row.
create table project (
  agency_id uuid not null,
  id uuid not null,
  code text collate "C" not null,
  name text not null,
  sort_name text collate "C" not null,
  brief text not null default '',
  track text not null,
  stage text not null,
  stage_on date not null,
  standing text not null default 'ongoing',
  standing_reason text,
  standing_on date,
  investor_id uuid,
  investor_name text not null,
  investor_kind text,
  capital text,
  source_place text not null default '',
  industry text,
  region text,
  currency text not null default 'CNY',
  original_investment numeric(20, 2),
  exchange_rate numeric(18, 8),
  rated_on date,
  rate_source text not null default '',
  total_investment numeric(20, 2),
  total_investment_fen bigint not null generated always as (coalesce((total_investment * 100)::bigint, -1)) stored,
  agreed_investment numeric(20, 2),
  fixed_asset_investment numeric(20, 2),
  size text not null default 'unknown',
  site_wish text not null default '',
  site_id uuid,
  officer_id uuid,
  division_id uuid,
  quality_keeper_id uuid,
  source text not null,
  source_note text not null default '',
  event_id uuid,
  intermediary_id uuid,
  received_on date not null,
  expected_on date,
  landed_company_id uuid,
  landed_on date,
  note text not null default '',
  active_on date not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index project_code on project (agency_id, code);
create index project_received on project (agency_id, received_on, id);
create index project_name on project (agency_id, sort_name, id);
create index project_amount on project (agency_id, total_investment_fen, id);
create index project_active on project (agency_id, active_on, id);
create index project_stage_on on project (agency_id, stage, stage_on, id);
create index project_officer on project (agency_id, officer_id);
create index project_division on project (agency_id, division_id);
create index project_investor on project (agency_id, investor_id);
create index project_landed_company on project (agency_id, landed_company_id);
create index project_event on project (agency_id, event_id);
create index project_intermediary on project (agency_id, intermediary_id);

-- 项目编号: the last number of each year.
create table project_counter (
  agency_id uuid not null,
  year integer not null,
  last integer not null,
  primary key (agency_id, year)
);

-- 领导批示.
create table project_instruction (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  leader_name text not null,
  leader_post text not null,
  happened_on date not null,
  content text not null,
  files jsonb not null default '[]',
  by_id uuid,
  typed_at timestamptz not null,
  voided_at timestamptz,
  void_reason text,
  primary key (agency_id, id)
);
create index project_instruction_project on project_instruction (agency_id, project_id);

-- 落地事实: by the definition in force when it was met.
create table project_landing (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  stage_id uuid not null,
  happened_on date not null,
  typed_at timestamptz not null,
  track text not null,
  capital text,
  industry text,
  region text,
  source text not null,
  size text not null,
  amount numeric(20, 2),
  officer_id uuid,
  division_id uuid,
  definition text not null,
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index project_landing_project on project_landing (agency_id, project_id);
create unique index project_landing_once on project_landing (agency_id, project_id) where voided_at is null;
create index project_landing_day on project_landing (agency_id, happened_on);

-- 项目团队 and 区（县）领导包联.
create table project_member (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  role text not null,
  person_id uuid,
  name text not null,
  post text not null default '',
  from_on date not null,
  to_on date,
  typed_at timestamptz not null,
  primary key (agency_id, id)
);
create index project_member_project on project_member (agency_id, project_id);
create index project_member_person on project_member (agency_id, person_id);

-- 关口例外: asked for by one person, decided by another.
create table project_override (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  stage text not null,
  happened_on date not null,
  evidence jsonb not null default '[]',
  note text not null default '',
  skip_reason text not null default '',
  reason text not null,
  missing jsonb not null,
  state text not null,
  asked_by_id uuid not null,
  asked_at timestamptz not null,
  decided_by_id uuid,
  decided_at timestamptz,
  decision text,
  primary key (agency_id, id)
);
create index project_override_project on project_override (agency_id, project_id);
create index project_override_asked on project_override (agency_id, state, asked_at, id);

-- 项目附件: through which project a stored file may be opened.
create table project_paper (
  agency_id uuid not null,
  file_id uuid not null,
  project_id uuid not null,
  primary key (agency_id, file_id, project_id)
);
create index project_paper_project on project_paper (agency_id, project_id);

-- 签约记录: every kind with its own amount; voided, never changed.
create table project_signing (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  kind text not null,
  happened_on date not null,
  typed_at timestamptz not null,
  by_id uuid,
  counterpart text not null,
  agreement_number text not null default '',
  currency text not null,
  original_amount numeric(20, 2) not null,
  exchange_rate numeric(18, 8),
  rated_on date,
  rate_source text not null default '',
  signed_amount numeric(20, 2) not null,
  agreed_amount numeric(20, 2),
  event_id uuid,
  files jsonb not null default '[]',
  note text not null default '',
  track text not null,
  capital text,
  industry text,
  region text,
  source text not null,
  size text not null,
  amount numeric(20, 2),
  officer_id uuid,
  division_id uuid,
  voided_at timestamptz,
  void_reason text,
  voided_by_id uuid,
  primary key (agency_id, id)
);
create index project_signing_project on project_signing (agency_id, project_id, id);
create index project_signing_day on project_signing (agency_id, happened_on);
create index project_signing_event on project_signing (agency_id, event_id);

-- 阶段事实: what was reached, when it happened, when it was typed; voided, never changed.
create table project_stage (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  stage text not null,
  happened_on date not null,
  typed_at timestamptz not null,
  by_id uuid,
  track text not null,
  capital text,
  industry text,
  region text,
  source text not null,
  size text not null,
  amount numeric(20, 2),
  officer_id uuid,
  division_id uuid,
  evidence jsonb not null default '[]',
  note text not null default '',
  skip_reason text,
  override_id uuid,
  verified_at timestamptz,
  verified_by_id uuid,
  recognizer text,
  recognized_on date,
  recognized_file jsonb,
  recognized_at timestamptz,
  recognized_by_id uuid,
  voided_at timestamptz,
  void_reason text,
  voided_by_id uuid,
  primary key (agency_id, id)
);
create index project_stage_project on project_stage (agency_id, project_id, id);
create unique index project_stage_once on project_stage (agency_id, project_id, stage) where voided_at is null;
create index project_stage_day on project_stage (agency_id, happened_on);

-- 推进状态: what became of a project beside its stages; voided, never changed.
create table project_standing (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  standing text not null,
  stage text not null,
  reason text,
  note text not null default '',
  went_to text not null default '',
  happened_on date not null,
  typed_at timestamptz not null,
  by_id uuid,
  track text not null,
  capital text,
  industry text,
  region text,
  source text not null,
  size text not null,
  amount numeric(20, 2),
  officer_id uuid,
  division_id uuid,
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index project_standing_project on project_standing (agency_id, project_id, id);
create index project_standing_day on project_standing (agency_id, happened_on);

select luodi_distribute(wanted) from unnest(array['project', 'project_counter', 'project_instruction', 'project_landing', 'project_member', 'project_override',
  'project_paper', 'project_signing', 'project_stage', 'project_standing']::regclass[]) as wanted;

alter table project add constraint project_investor_id foreign key (agency_id, investor_id) references company (agency_id, id);
alter table project add constraint project_landed_company_id foreign key (agency_id, landed_company_id) references company (agency_id, id);
alter table project add constraint project_officer_id foreign key (agency_id, officer_id) references person (agency_id, id);
alter table project add constraint project_quality_keeper_id foreign key (agency_id, quality_keeper_id) references person (agency_id, id);
alter table project add constraint project_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table project_instruction add constraint project_instruction_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_instruction add constraint project_instruction_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table project_landing add constraint project_landing_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_landing add constraint project_landing_stage_id foreign key (agency_id, stage_id) references project_stage (agency_id, id);
alter table project_member add constraint project_member_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_member add constraint project_member_person_id foreign key (agency_id, person_id) references person (agency_id, id);
alter table project_override add constraint project_override_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_override add constraint project_override_asked_by_id foreign key (agency_id, asked_by_id) references person (agency_id, id);
alter table project_override add constraint project_override_decided_by_id foreign key (agency_id, decided_by_id) references person (agency_id, id);
alter table project_paper add constraint project_paper_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_paper add constraint project_paper_file_id foreign key (agency_id, file_id) references file (agency_id, id);
alter table project_signing add constraint project_signing_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_signing add constraint project_signing_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table project_signing add constraint project_signing_voided_by_id foreign key (agency_id, voided_by_id) references person (agency_id, id);
alter table project_stage add constraint project_stage_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_stage add constraint project_stage_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table project_stage add constraint project_stage_verified_by_id foreign key (agency_id, verified_by_id) references person (agency_id, id);
alter table project_stage add constraint project_stage_recognized_by_id foreign key (agency_id, recognized_by_id) references person (agency_id, id);
alter table project_stage add constraint project_stage_voided_by_id foreign key (agency_id, voided_by_id) references person (agency_id, id);
alter table project_stage add constraint project_stage_override_id foreign key (agency_id, override_id) references project_override (agency_id, id);
alter table project_standing add constraint project_standing_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_standing add constraint project_standing_by_id foreign key (agency_id, by_id) references person (agency_id, id);

select luodi_tenant(wanted) from unnest(array['project', 'project_counter', 'project_instruction', 'project_landing', 'project_member', 'project_override',
  'project_paper', 'project_signing', 'project_stage', 'project_standing']::regclass[]) as wanted;
