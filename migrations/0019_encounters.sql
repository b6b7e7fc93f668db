-- 对接记录与线索时限

-- 对接记录: itself the fact that is counted; voided, never changed in what is counted.
create table encounter (
  agency_id uuid not null,
  id uuid not null,
  kind text not null,
  happened_on date not null,
  officer_id uuid,
  division_id uuid,
  division_name text not null default '',
  typed_at timestamptz not null,
  voided_at timestamptz,
  place text not null default '',
  counterpart text not null default '',
  summary text not null,
  next_step text not null default '',
  next_due_on date,
  next_sort_on date not null generated always as (coalesce(next_due_on, date '2999-12-31')) stored,
  next_owner_id uuid,
  next_done_on date,
  next_result text not null default '',
  files jsonb not null default '[]',
  by_id uuid,
  void_reason text,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index encounter_day on encounter (agency_id, happened_on, id);
create index encounter_next on encounter (agency_id, next_sort_on, id);
create index encounter_officer on encounter (agency_id, officer_id, happened_on);
create index encounter_division on encounter (agency_id, division_id, happened_on);
create index encounter_next_owner on encounter (agency_id, next_owner_id, next_sort_on);

-- 对接过的企业: one fact per company.
create table encounter_company (
  agency_id uuid not null,
  id uuid not null,
  encounter_id uuid not null,
  company_id uuid not null,
  kind text not null,
  happened_on date not null,
  officer_id uuid,
  division_id uuid,
  division_name text not null default '',
  typed_at timestamptz not null,
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index encounter_company_encounter on encounter_company (agency_id, encounter_id);
create index encounter_company_company on encounter_company (agency_id, company_id, happened_on);
create index encounter_company_day on encounter_company (agency_id, happened_on);

create table encounter_project (
  agency_id uuid not null,
  encounter_id uuid not null,
  project_id uuid not null,
  primary key (agency_id, encounter_id, project_id)
);
create index encounter_project_project on encounter_project (agency_id, project_id);

-- 我方人员, each with the division of that day.
create table encounter_host (
  agency_id uuid not null,
  encounter_id uuid not null,
  person_id uuid not null,
  division_id uuid,
  division_name text not null default '',
  primary key (agency_id, encounter_id, person_id)
);
create index encounter_host_person on encounter_host (agency_id, person_id);

-- 对方人员: a contact of the directory, or only a name.
create table encounter_guest (
  agency_id uuid not null,
  id uuid not null,
  encounter_id uuid not null,
  contact_id uuid,
  name text not null,
  position text not null default '',
  primary key (agency_id, id)
);
create index encounter_guest_encounter on encounter_guest (agency_id, encounter_id);
create index encounter_guest_contact on encounter_guest (agency_id, contact_id);

-- 附件: through which record a stored file may be opened.
create table encounter_paper (
  agency_id uuid not null,
  file_id uuid not null,
  encounter_id uuid not null,
  primary key (agency_id, file_id, encounter_id)
);
create index encounter_paper_encounter on encounter_paper (agency_id, encounter_id);

-- 线索办理: when each step was really taken; all but the reports once.
create table project_lead_step (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  step text not null,
  happened_on date not null,
  typed_at timestamptz not null,
  by_id uuid,
  note text not null default '',
  voided_at timestamptz,
  void_reason text,
  primary key (agency_id, id)
);
create index project_lead_step_project on project_lead_step (agency_id, project_id, happened_on);
create unique index project_lead_step_once on project_lead_step (agency_id, project_id, step) where voided_at is null and step <> 'report';

select luodi_distribute(wanted) from unnest(array['encounter', 'encounter_company', 'encounter_project', 'encounter_host', 'encounter_guest',
  'encounter_paper', 'project_lead_step']::regclass[]) as wanted;

alter table encounter add constraint encounter_officer_id foreign key (agency_id, officer_id) references person (agency_id, id);
alter table encounter add constraint encounter_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table encounter add constraint encounter_next_owner_id foreign key (agency_id, next_owner_id) references person (agency_id, id);
alter table encounter add constraint encounter_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table encounter_company add constraint encounter_company_encounter_id foreign key (agency_id, encounter_id) references encounter (agency_id, id);
alter table encounter_company add constraint encounter_company_company_id foreign key (agency_id, company_id) references company (agency_id, id);
alter table encounter_company add constraint encounter_company_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table encounter_project add constraint encounter_project_encounter_id foreign key (agency_id, encounter_id) references encounter (agency_id, id);
alter table encounter_project add constraint encounter_project_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table encounter_host add constraint encounter_host_encounter_id foreign key (agency_id, encounter_id) references encounter (agency_id, id);
alter table encounter_host add constraint encounter_host_person_id foreign key (agency_id, person_id) references person (agency_id, id);
alter table encounter_host add constraint encounter_host_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table encounter_guest add constraint encounter_guest_encounter_id foreign key (agency_id, encounter_id) references encounter (agency_id, id);
alter table encounter_guest add constraint encounter_guest_contact_id foreign key (agency_id, contact_id) references contact (agency_id, id);
alter table encounter_paper add constraint encounter_paper_encounter_id foreign key (agency_id, encounter_id) references encounter (agency_id, id);
alter table encounter_paper add constraint encounter_paper_file_id foreign key (agency_id, file_id) references file (agency_id, id);
alter table project_lead_step add constraint project_lead_step_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_lead_step add constraint project_lead_step_by_id foreign key (agency_id, by_id) references person (agency_id, id);

select luodi_tenant(wanted) from unnest(array['encounter', 'encounter_company', 'encounter_project', 'encounter_host', 'encounter_guest',
  'encounter_paper', 'project_lead_step']::regclass[]) as wanted;
