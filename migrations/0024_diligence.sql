-- 尽职调查 of a project, about one company.

-- 附件的级别: who may open what a project holds.
alter table project_paper add column class text not null default 'internal';

create table project_diligence (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  company_id uuid,
  company_name text not null,
  opened_on date not null,
  opened_by_id uuid,
  annulled_at timestamptz,
  annul_reason text,
  primary key (agency_id, id)
);
create index project_diligence_project on project_diligence (agency_id, project_id, id);
create index project_diligence_company on project_diligence (agency_id, company_id);

-- 发现, append-only: verified once, corrected by another row.
create table diligence_finding (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  diligence_id uuid not null,
  kind text not null,
  source text not null,
  looked_on date not null,
  finding text not null,
  risk text not null,
  files jsonb not null default '[]',
  by_id uuid,
  typed_at timestamptz not null,
  verified_at timestamptz,
  verified_by_id uuid,
  corrects_id uuid,
  voided_at timestamptz,
  void_reason text,
  primary key (agency_id, id)
);
create index diligence_finding_of on diligence_finding (agency_id, diligence_id, id);
create index diligence_finding_project on diligence_finding (agency_id, project_id);

-- 结论, append-only.
create table diligence_conclusion (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  diligence_id uuid not null,
  outcome text not null,
  reason text not null,
  concluded_on date not null,
  by_id uuid,
  typed_at timestamptz not null,
  primary key (agency_id, id)
);
create index diligence_conclusion_of on diligence_conclusion (agency_id, diligence_id, id);
create index diligence_conclusion_project on diligence_conclusion (agency_id, project_id);

create table diligence_condition (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  diligence_id uuid not null,
  conclusion_id uuid not null,
  content text not null,
  due_on date not null,
  person_id uuid,
  met_on date,
  met_note text not null default '',
  file jsonb,
  primary key (agency_id, id)
);
create index diligence_condition_of on diligence_condition (agency_id, diligence_id);
create index diligence_condition_project on diligence_condition (agency_id, project_id);
create index diligence_condition_person on diligence_condition (agency_id, person_id);

select luodi_distribute(wanted) from unnest(array['project_diligence', 'diligence_finding', 'diligence_conclusion', 'diligence_condition']::regclass[]) as wanted;

alter table project_diligence add constraint project_diligence_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_diligence add constraint project_diligence_company_id foreign key (agency_id, company_id) references company (agency_id, id);
alter table project_diligence add constraint project_diligence_opened_by_id foreign key (agency_id, opened_by_id) references person (agency_id, id);
alter table diligence_finding add constraint diligence_finding_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table diligence_finding add constraint diligence_finding_diligence_id foreign key (agency_id, diligence_id) references project_diligence (agency_id, id);
alter table diligence_finding add constraint diligence_finding_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table diligence_finding add constraint diligence_finding_verified_by_id foreign key (agency_id, verified_by_id) references person (agency_id, id);
alter table diligence_finding add constraint diligence_finding_corrects_id foreign key (agency_id, corrects_id) references diligence_finding (agency_id, id);
alter table diligence_conclusion add constraint diligence_conclusion_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table diligence_conclusion add constraint diligence_conclusion_diligence_id foreign key (agency_id, diligence_id) references project_diligence (agency_id, id);
alter table diligence_conclusion add constraint diligence_conclusion_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table diligence_condition add constraint diligence_condition_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table diligence_condition add constraint diligence_condition_diligence_id foreign key (agency_id, diligence_id) references project_diligence (agency_id, id);
alter table diligence_condition add constraint diligence_condition_conclusion_id foreign key (agency_id, conclusion_id) references diligence_conclusion (agency_id, id);
alter table diligence_condition add constraint diligence_condition_person_id foreign key (agency_id, person_id) references person (agency_id, id);

select luodi_append_only('diligence_conclusion');

select luodi_tenant(wanted) from unnest(array['project_diligence', 'diligence_finding', 'diligence_condition']::regclass[]) as wanted;
select luodi_tenant('diligence_conclusion', 'select, insert');
