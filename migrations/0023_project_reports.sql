-- 项目上报: what was reported to the upper systems, kept as it was sent.

-- 上报, append-only; a correction points to what it corrects.
create table project_report (
  agency_id uuid not null,
  id uuid not null,
  sheet text not null,
  title text not null,
  authority text not null,
  from_on date not null,
  to_on date not null,
  columns jsonb not null,
  row_count integer not null,
  added_count integer not null,
  changed_count integer not null,
  gone_count integer not null,
  digest text not null,
  note text not null default '',
  previous_id uuid,
  corrects_id uuid,
  reason text,
  reported_on date not null,
  typed_at timestamptz not null,
  by_id uuid,
  primary key (agency_id, id)
);
create index project_report_reported on project_report (agency_id, reported_on, id);
create index project_report_to on project_report (agency_id, to_on, id);
create unique index project_report_period on project_report (agency_id, sheet, to_on) where corrects_id is null;
create unique index project_report_corrects on project_report (agency_id, corrects_id) where corrects_id is not null;

-- 上报的行, append-only.
create table project_report_row (
  agency_id uuid not null,
  report_id uuid not null,
  position integer not null,
  project_id uuid not null,
  name text not null,
  change text not null,
  cells jsonb not null,
  changes jsonb not null,
  reason text,
  primary key (agency_id, report_id, position)
);
create index project_report_row_project on project_report_row (agency_id, project_id);

select luodi_distribute(wanted) from unnest(array['project_report', 'project_report_row']::regclass[]) as wanted;

alter table project_report add constraint project_report_previous_id foreign key (agency_id, previous_id) references project_report (agency_id, id);
alter table project_report add constraint project_report_corrects_id foreign key (agency_id, corrects_id) references project_report (agency_id, id);
alter table project_report add constraint project_report_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table project_report_row add constraint project_report_row_report_id foreign key (agency_id, report_id) references project_report (agency_id, id);
alter table project_report_row add constraint project_report_row_project_id foreign key (agency_id, project_id) references project (agency_id, id);

select luodi_append_only(wanted) from unnest(array['project_report', 'project_report_row']::regclass[]) as wanted;

select luodi_tenant(wanted, 'select, insert') from unnest(array['project_report', 'project_report_row']::regclass[]) as wanted;
