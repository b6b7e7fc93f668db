-- 工作空间: drafts, saved views, imports

create table draft (
  agency_id uuid not null,
  account_id uuid not null,
  form text not null,
  "values" jsonb not null,
  saved_at timestamptz not null,
  primary key (agency_id, account_id, form)
);

create table saved_view (
  agency_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  list text not null,
  name text not null,
  state jsonb not null,
  saved_at timestamptz not null,
  primary key (agency_id, id)
);
create unique index saved_view_name on saved_view (agency_id, account_id, list, name);

create table import_batch (
  agency_id uuid not null,
  id uuid not null,
  kind text not null,
  file_id uuid not null,
  file_name text not null,
  account_id uuid not null,
  state text not null,
  message text,
  sheets jsonb not null,
  sheet text,
  header_row integer,
  mapping jsonb,
  options jsonb not null,
  counts jsonb not null,
  amendments jsonb not null default '{}',
  job_id uuid,
  created_at timestamptz not null,
  committed_at timestamptz,
  reverted_at timestamptz,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index import_batch_created on import_batch (agency_id, created_at, id);

-- 暂存的行: what each row of the sheet came to.
create table import_row (
  agency_id uuid not null,
  batch_id uuid not null,
  number integer not null,
  id uuid not null,
  outcome text not null,
  title text not null,
  record_id uuid,
  cells jsonb not null,
  held jsonb not null,
  met jsonb not null,
  problems jsonb not null,
  warnings jsonb not null,
  is_warned boolean not null,
  is_amended boolean not null,
  primary key (agency_id, batch_id, number)
);
create index import_row_outcome on import_row (agency_id, batch_id, outcome, number);

-- 暂存的改动: one per record a row creates or changes, ready to be written; `pass` tells the import from its undoing.
create table import_record (
  agency_id uuid not null,
  batch_id uuid not null,
  pass text not null,
  id uuid not null,
  row_number integer not null,
  subject_kind text not null,
  subject_id uuid not null,
  version integer not null,
  image jsonb not null,
  image_before jsonb,
  changes jsonb not null,
  findable jsonb,
  findable_before jsonb,
  title text,
  page_kind text not null,
  page_id uuid not null,
  permission text not null,
  primary key (agency_id, batch_id, pass, id)
);
create index import_record_row on import_record (agency_id, batch_id, pass, row_number);

-- 记住的对应: which column was which field the last time a sheet with these titles came.
create table import_mapping (
  agency_id uuid not null,
  kind text not null,
  titles text not null,
  mapping jsonb not null,
  used_at timestamptz not null,
  primary key (agency_id, kind, titles)
);

select luodi_distribute(wanted) from unnest(array['draft', 'saved_view', 'import_batch', 'import_row', 'import_record',
  'import_mapping']::regclass[]) as wanted;

alter table import_row add constraint import_row_batch_id foreign key (agency_id, batch_id) references import_batch (agency_id, id);
alter table import_record add constraint import_record_batch_id foreign key (agency_id, batch_id) references import_batch (agency_id, id);

select luodi_tenant(wanted) from unnest(array['draft', 'saved_view', 'import_batch', 'import_row', 'import_record',
  'import_mapping']::regclass[]) as wanted;
