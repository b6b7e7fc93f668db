-- 首谈首报、引荐备案

-- 引荐备案: the first referrer of a project, filed before it was signed.
create table introduction (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  intermediary_id uuid not null,
  number text collate "C" not null,
  introduced_on date not null,
  content text not null,
  files jsonb not null default '[]',
  declaration text not null,
  declared_on date,
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
  void_reason text,
  primary key (agency_id, id)
);
create unique index introduction_number on introduction (agency_id, number);
create unique index introduction_once on introduction (agency_id, project_id) where voided_at is null;
create index introduction_intermediary on introduction (agency_id, intermediary_id);
create index introduction_typed on introduction (agency_id, typed_at, id);
create index introduction_day on introduction (agency_id, happened_on);

create table introduction_counter (
  agency_id uuid not null,
  year integer not null,
  last integer not null,
  primary key (agency_id, year)
);

-- 首谈首报: who talked with an investor first.
create table referral (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  number text collate "C" not null,
  investor_id uuid,
  credit_code text,
  investor_key text not null,
  reporter_region text,
  contacted_on date not null,
  contact_note text not null,
  scope text not null,
  files jsonb not null,
  happened_on date not null,
  typed_at timestamptz not null,
  by_id uuid,
  expires_on date not null,
  report_due_on date not null,
  extension_count integer not null default 0,
  disputed_on date,
  outcome text,
  outcome_on date,
  outcome_reason text not null default '',
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
create unique index referral_number on referral (agency_id, number);
create index referral_project on referral (agency_id, project_id, id);
create index referral_typed on referral (agency_id, typed_at, id);
create index referral_expires on referral (agency_id, expires_on, id);
create index referral_investor on referral (agency_id, investor_id);
create index referral_credit_code on referral (agency_id, credit_code);
create index referral_investor_key on referral (agency_id, investor_key);
create index referral_day on referral (agency_id, happened_on);

create table referral_counter (
  agency_id uuid not null,
  year integer not null,
  last integer not null,
  primary key (agency_id, year)
);

-- 首谈争议: two filings for one investor, decided by the office.
create table referral_dispute (
  agency_id uuid not null,
  id uuid not null,
  first_id uuid not null,
  second_id uuid not null,
  match text not null,
  state text not null default 'open',
  raised_at timestamptz not null,
  decided_at timestamptz,
  decided_by_id uuid,
  upheld_id uuid,
  reason text,
  primary key (agency_id, id)
);
create index referral_dispute_raised on referral_dispute (agency_id, raised_at, id);
create index referral_dispute_first on referral_dispute (agency_id, first_id);
create index referral_dispute_second on referral_dispute (agency_id, second_id);

-- 进展报告.
create table referral_report (
  agency_id uuid not null,
  id uuid not null,
  referral_id uuid not null,
  happened_on date not null,
  typed_at timestamptz not null,
  by_id uuid,
  content text not null,
  files jsonb not null default '[]',
  extended_to date,
  primary key (agency_id, id)
);
create index referral_report_referral on referral_report (agency_id, referral_id, id);

-- 记功: by percent; what stands of one filing is a hundred.
create table referral_share (
  agency_id uuid not null,
  id uuid not null,
  referral_id uuid not null,
  person_id uuid,
  division_id uuid,
  percent integer not null,
  happened_on date not null,
  typed_at timestamptz not null,
  note text not null default '',
  files jsonb not null default '[]',
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index referral_share_referral on referral_share (agency_id, referral_id, id);
create index referral_share_person on referral_share (agency_id, person_id);

select luodi_distribute(wanted) from unnest(array['introduction', 'introduction_counter', 'referral', 'referral_counter', 'referral_dispute',
  'referral_report', 'referral_share']::regclass[]) as wanted;

alter table introduction add constraint introduction_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table introduction add constraint introduction_intermediary_id foreign key (agency_id, intermediary_id) references intermediary (agency_id, id);
alter table introduction add constraint introduction_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table introduction add constraint introduction_officer_id foreign key (agency_id, officer_id) references person (agency_id, id);
alter table introduction add constraint introduction_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table referral add constraint referral_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table referral add constraint referral_investor_id foreign key (agency_id, investor_id) references company (agency_id, id);
alter table referral add constraint referral_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table referral add constraint referral_officer_id foreign key (agency_id, officer_id) references person (agency_id, id);
alter table referral add constraint referral_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table referral_dispute add constraint referral_dispute_first_id foreign key (agency_id, first_id) references referral (agency_id, id);
alter table referral_dispute add constraint referral_dispute_second_id foreign key (agency_id, second_id) references referral (agency_id, id);
alter table referral_dispute add constraint referral_dispute_upheld_id foreign key (agency_id, upheld_id) references referral (agency_id, id);
alter table referral_dispute add constraint referral_dispute_decided_by_id foreign key (agency_id, decided_by_id) references person (agency_id, id);
alter table referral_report add constraint referral_report_referral_id foreign key (agency_id, referral_id) references referral (agency_id, id);
alter table referral_report add constraint referral_report_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table referral_share add constraint referral_share_referral_id foreign key (agency_id, referral_id) references referral (agency_id, id);
alter table referral_share add constraint referral_share_person_id foreign key (agency_id, person_id) references person (agency_id, id);
alter table referral_share add constraint referral_share_division_id foreign key (agency_id, division_id) references division (agency_id, id);

select luodi_tenant(wanted) from unnest(array['introduction', 'introduction_counter', 'referral', 'referral_counter', 'referral_dispute',
  'referral_report', 'referral_share']::regclass[]) as wanted;
