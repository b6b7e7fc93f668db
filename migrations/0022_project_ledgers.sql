-- 项目台账: what an import brought can be taken back.

-- 撤销导入: the row stays for the history, its facts are void, nobody sees it.
alter table project add column removed_at timestamptz;

-- 要素需求: what was asked of which department, with its term.
create table project_support (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  kind text not null,
  need text not null,
  amount numeric(14, 2),
  unit text not null default '',
  department text not null,
  raised_on date not null,
  due_on date not null,
  state text not null default 'open',
  closed_on date,
  result text not null default '',
  by_id uuid,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index project_support_project on project_support (agency_id, project_id);
create index project_support_due on project_support (agency_id, due_on, id);
create index project_support_raised on project_support (agency_id, raised_on, id);

-- 答复, append-only.
create table project_support_answer (
  agency_id uuid not null,
  id uuid not null,
  support_id uuid not null,
  project_id uuid not null,
  department text not null,
  happened_on date not null,
  content text not null,
  by_id uuid,
  typed_at timestamptz not null,
  primary key (agency_id, id)
);
create index project_support_answer_support on project_support_answer (agency_id, support_id, id);

-- 办结事实: what figures count.
create table project_support_closing (
  agency_id uuid not null,
  id uuid not null,
  support_id uuid not null,
  project_id uuid not null,
  kind text not null,
  outcome text not null,
  timing text not null,
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
create index project_support_closing_day on project_support_closing (agency_id, happened_on);
create index project_support_closing_support on project_support_closing (agency_id, support_id);

select luodi_distribute(wanted) from unnest(array['project_support', 'project_support_answer', 'project_support_closing']::regclass[]) as wanted;

alter table project_support add constraint project_support_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_support add constraint project_support_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table project_support_answer add constraint project_support_answer_support_id foreign key (agency_id, support_id) references project_support (agency_id, id);
alter table project_support_answer add constraint project_support_answer_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_support_answer add constraint project_support_answer_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table project_support_closing add constraint project_support_closing_support_id foreign key (agency_id, support_id) references project_support (agency_id, id);
alter table project_support_closing add constraint project_support_closing_project_id foreign key (agency_id, project_id) references project (agency_id, id);

select luodi_tenant(wanted) from unnest(array['project_support', 'project_support_answer', 'project_support_closing']::regclass[]) as wanted;
