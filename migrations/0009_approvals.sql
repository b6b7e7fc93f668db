-- 审批与请示

-- 审批: one case on its way; its steps are pinned as they were when it began.
create table approval (
  agency_id uuid not null,
  id uuid not null,
  flow text not null,
  flow_title text not null,
  flow_version integer not null,
  steps_digest text not null,
  steps jsonb not null,
  withdrawal text not null,
  subject_kind text not null,
  subject_noun text not null,
  subject_id uuid not null,
  title text not null,
  amount numeric(20, 2),
  amount_fen bigint not null generated always as (coalesce((amount * 100)::bigint, -1)) stored,
  starter_id uuid not null,
  starter_account_id uuid not null,
  division_id uuid,
  state text not null,
  round integer not null default 1,
  step_code text,
  started_on date not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  due_on date not null,
  urged_on date,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index approval_started on approval (agency_id, started_at, id);
create index approval_due on approval (agency_id, due_on, id);
create index approval_amount on approval (agency_id, amount_fen, id);
create index approval_starter on approval (agency_id, starter_id);
create index approval_division on approval (agency_id, division_id);
create index approval_subject on approval (agency_id, subject_id);
create index approval_flow on approval (agency_id, flow, state);
create unique index approval_running on approval (agency_id, subject_id) where state in ('pending', 'returned');

-- 办理记录: who did what, with which opinion; append-only.
create table approval_act (
  agency_id uuid not null,
  id uuid not null,
  approval_id uuid not null,
  task_id uuid,
  round integer not null,
  step_title text,
  kind text not null,
  by_id uuid not null,
  for_id uuid,
  to_name text,
  opinion text not null,
  at timestamptz not null,
  primary key (agency_id, id)
);
create index approval_act_approval on approval_act (agency_id, approval_id, id);

-- 案卷附件: through which approvals a stored file may be opened.
create table approval_attachment (
  agency_id uuid not null,
  file_id uuid not null,
  approval_id uuid not null,
  round integer not null,
  primary key (agency_id, file_id, approval_id, round)
);

-- 抄送: who may read it once it was agreed to.
create table approval_copy (
  agency_id uuid not null,
  approval_id uuid not null,
  person_id uuid not null,
  primary key (agency_id, approval_id, person_id)
);
create index approval_copy_person on approval_copy (agency_id, person_id);

-- 案卷: what the approvers of a round were shown.
create table approval_file (
  agency_id uuid not null,
  approval_id uuid not null,
  round integer not null,
  file jsonb not null,
  at timestamptz not null,
  primary key (agency_id, approval_id, round)
);

-- 停留: one stay in one step, for the time it took.
create table approval_stay (
  agency_id uuid not null,
  id uuid not null,
  approval_id uuid not null,
  flow text not null,
  flow_title text not null,
  step_code text not null,
  step_title text not null,
  round integer not null,
  needed integer not null,
  entered_at timestamptz not null,
  entered_on date not null,
  due_on date,
  left_at timestamptz,
  left_on date,
  work_minutes integer,
  primary key (agency_id, id)
);
create index approval_stay_approval on approval_stay (agency_id, approval_id);
create index approval_stay_entered on approval_stay (agency_id, entered_on);

-- 待办任务: one approver's part in one step.
create table approval_task (
  agency_id uuid not null,
  id uuid not null,
  approval_id uuid not null,
  step_code text not null,
  round integer not null,
  person_id uuid not null,
  account_id uuid not null,
  state text not null,
  received_at timestamptz not null,
  decided_at timestamptz,
  decided_by_id uuid,
  voided_at timestamptz,
  granted_until date,
  primary key (agency_id, id)
);
create index approval_task_approval on approval_task (agency_id, approval_id);
create index approval_task_person on approval_task (agency_id, person_id, state);
create index approval_task_decided on approval_task (agency_id, decided_by_id);

-- 请示（签报）
create table memo (
  agency_id uuid not null,
  id uuid not null,
  title text not null,
  body text not null,
  amount numeric(20, 2),
  amount_fen bigint not null generated always as (coalesce((amount * 100)::bigint, -1)) stored,
  files jsonb not null default '[]',
  drafter_id uuid not null,
  division_id uuid,
  state text not null,
  approval_id uuid,
  created_on date not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index memo_created on memo (agency_id, created_at, id);
create index memo_amount on memo (agency_id, amount_fen, id);
create index memo_drafter on memo (agency_id, drafter_id);
create index memo_division on memo (agency_id, division_id);

select luodi_distribute(wanted) from unnest(array['approval', 'approval_act', 'approval_attachment', 'approval_copy',
  'approval_file', 'approval_stay', 'approval_task', 'memo']::regclass[]) as wanted;

alter table approval add constraint approval_starter_id foreign key (agency_id, starter_id) references person (agency_id, id);
alter table approval add constraint approval_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table approval_act add constraint approval_act_approval_id foreign key (agency_id, approval_id) references approval (agency_id, id);
alter table approval_attachment add constraint approval_attachment_approval_id foreign key (agency_id, approval_id) references approval (agency_id, id);
alter table approval_copy add constraint approval_copy_approval_id foreign key (agency_id, approval_id) references approval (agency_id, id);
alter table approval_file add constraint approval_file_approval_id foreign key (agency_id, approval_id) references approval (agency_id, id);
alter table approval_stay add constraint approval_stay_approval_id foreign key (agency_id, approval_id) references approval (agency_id, id);
alter table approval_task add constraint approval_task_approval_id foreign key (agency_id, approval_id) references approval (agency_id, id);
alter table approval_task add constraint approval_task_person_id foreign key (agency_id, person_id) references person (agency_id, id);
alter table approval_task add constraint approval_task_decided_by_id foreign key (agency_id, decided_by_id) references person (agency_id, id);
alter table approval_copy add constraint approval_copy_person_id foreign key (agency_id, person_id) references person (agency_id, id);
alter table approval_act add constraint approval_act_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table approval_act add constraint approval_act_for_id foreign key (agency_id, for_id) references person (agency_id, id);
alter table approval_attachment add constraint approval_attachment_file_id foreign key (agency_id, file_id) references file (agency_id, id);
alter table memo add constraint memo_drafter_id foreign key (agency_id, drafter_id) references person (agency_id, id);
alter table memo add constraint memo_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table memo add constraint memo_approval_id foreign key (agency_id, approval_id) references approval (agency_id, id);

select luodi_append_only('approval_act');

select luodi_tenant(wanted) from unnest(array['approval', 'approval_attachment', 'approval_copy',
  'approval_file', 'approval_stay', 'approval_task', 'memo']::regclass[]) as wanted;
select luodi_tenant('approval_act', 'select, insert');
