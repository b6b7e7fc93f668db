-- 到位资金、承诺与履约

-- 违约处置: what was decided, by whom, until when.
create table commitment_handling (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  commitment_id uuid not null,
  kind text not null,
  decider text not null,
  happened_on date not null,
  decision text not null,
  until_on date,
  files jsonb not null default '[]',
  typed_at timestamptz not null,
  by_id uuid,
  voided_at timestamptz,
  void_reason text,
  voided_by_id uuid,
  primary key (agency_id, id)
);
create index commitment_handling_commitment on commitment_handling (agency_id, commitment_id, happened_on, id);
create index commitment_handling_project on commitment_handling (agency_id, project_id);

-- 完成情况: how far a commitment had come by a day.
create table commitment_actual (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  commitment_id uuid not null,
  value numeric(20, 2) not null,
  happened_on date not null,
  files jsonb not null default '[]',
  note text not null default '',
  typed_at timestamptz not null,
  by_id uuid,
  voided_at timestamptz,
  void_reason text,
  voided_by_id uuid,
  primary key (agency_id, id)
);
create index commitment_actual_commitment on commitment_actual (agency_id, commitment_id, happened_on, id);
create index commitment_actual_project on commitment_actual (agency_id, project_id);

-- 履约结果事实: kept or broken, from the moment it was known.
create table commitment_outcome (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  commitment_id uuid not null,
  outcome text not null,
  kind text not null,
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
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index commitment_outcome_project on commitment_outcome (agency_id, project_id);
create unique index commitment_outcome_once on commitment_outcome (agency_id, commitment_id) where voided_at is null;
create index commitment_outcome_day on commitment_outcome (agency_id, happened_on);

-- 到位资金, one row an arrival; voided, never changed.
create table project_arrival (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  kind text not null,
  from_on date,
  happened_on date not null,
  typed_at timestamptz not null,
  by_id uuid,
  currency text not null,
  original_amount numeric(20, 2) not null,
  exchange_rate numeric(18, 8),
  rated_on date,
  rate_source text not null default '',
  arrived_amount numeric(20, 2) not null,
  counted_amount numeric(20, 2) not null,
  counted_reason text not null default '',
  proof_kind text not null,
  proof_number text not null default '',
  files jsonb not null default '[]',
  note text not null default '',
  resembles_id uuid,
  verified_at timestamptz,
  verified_by_id uuid,
  voided_at timestamptz,
  void_reason text,
  voided_by_id uuid,
  primary key (agency_id, id)
);
create index project_arrival_project on project_arrival (agency_id, project_id, happened_on, id);
create index project_arrival_proof on project_arrival (agency_id, proof_number);

-- 承诺: one item of an agreement for one year.
create table project_commitment (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  kind text not null,
  year integer not null,
  target numeric(20, 2),
  due_on date,
  source text not null,
  agreed_on date not null,
  files jsonb not null default '[]',
  note text not null default '',
  is_legacy boolean not null default false,
  actual numeric(20, 2),
  actual_on date,
  result text,
  typed_at timestamptz not null,
  by_id uuid,
  voided_at timestamptz,
  void_reason text,
  voided_by_id uuid,
  primary key (agency_id, id)
);
create index project_commitment_project on project_commitment (agency_id, project_id, year, id);
create index project_commitment_due on project_commitment (agency_id, due_on, id);

-- 到位资金事实: what figures sum, from the moment of verification.
create table project_funds_in_place (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  arrival_id uuid not null,
  kind text not null,
  currency text not null,
  counted_amount numeric(20, 2) not null,
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
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index project_funds_in_place_project on project_funds_in_place (agency_id, project_id);
create unique index project_funds_in_place_once on project_funds_in_place (agency_id, arrival_id) where voided_at is null;
create index project_funds_in_place_day on project_funds_in_place (agency_id, happened_on);

-- 统计数: as the statistics office gave it, beside ours.
create table project_statistic (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  year integer not null,
  amount numeric(20, 2) not null,
  issuer text not null,
  issued_on date not null,
  files jsonb not null default '[]',
  note text not null default '',
  typed_at timestamptz not null,
  by_id uuid,
  voided_at timestamptz,
  void_reason text,
  voided_by_id uuid,
  primary key (agency_id, id)
);
create index project_statistic_project on project_statistic (agency_id, project_id, year);

select luodi_distribute(wanted) from unnest(array['commitment_actual', 'commitment_handling', 'commitment_outcome', 'project_arrival', 'project_commitment',
  'project_funds_in_place', 'project_statistic']::regclass[]) as wanted;

alter table commitment_actual add constraint commitment_actual_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table commitment_actual add constraint commitment_actual_commitment_id foreign key (agency_id, commitment_id) references project_commitment (agency_id, id);
alter table commitment_actual add constraint commitment_actual_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table commitment_actual add constraint commitment_actual_voided_by_id foreign key (agency_id, voided_by_id) references person (agency_id, id);
alter table commitment_handling add constraint commitment_handling_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table commitment_handling add constraint commitment_handling_commitment_id foreign key (agency_id, commitment_id) references project_commitment (agency_id, id);
alter table commitment_handling add constraint commitment_handling_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table commitment_handling add constraint commitment_handling_voided_by_id foreign key (agency_id, voided_by_id) references person (agency_id, id);
alter table commitment_outcome add constraint commitment_outcome_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table commitment_outcome add constraint commitment_outcome_commitment_id foreign key (agency_id, commitment_id) references project_commitment (agency_id, id);
alter table project_arrival add constraint project_arrival_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_arrival add constraint project_arrival_resembles_id foreign key (agency_id, resembles_id) references project_arrival (agency_id, id);
alter table project_arrival add constraint project_arrival_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table project_arrival add constraint project_arrival_verified_by_id foreign key (agency_id, verified_by_id) references person (agency_id, id);
alter table project_arrival add constraint project_arrival_voided_by_id foreign key (agency_id, voided_by_id) references person (agency_id, id);
alter table project_commitment add constraint project_commitment_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_commitment add constraint project_commitment_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table project_commitment add constraint project_commitment_voided_by_id foreign key (agency_id, voided_by_id) references person (agency_id, id);
alter table project_funds_in_place add constraint project_funds_in_place_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_funds_in_place add constraint project_funds_in_place_arrival_id foreign key (agency_id, arrival_id) references project_arrival (agency_id, id);
alter table project_statistic add constraint project_statistic_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_statistic add constraint project_statistic_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table project_statistic add constraint project_statistic_voided_by_id foreign key (agency_id, voided_by_id) references person (agency_id, id);

select luodi_tenant(wanted) from unnest(array['commitment_actual', 'commitment_handling', 'commitment_outcome', 'project_arrival', 'project_commitment',
  'project_funds_in_place', 'project_statistic']::regclass[]) as wanted;
