-- 协议审查、项目评审

-- 项目协议, whose state is what was concluded about its newest draft.
create table project_agreement (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  title text not null,
  kind text not null,
  state text not null,
  number integer not null,
  drafter_id uuid,
  text_on date not null,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index project_agreement_project on project_agreement (agency_id, project_id);
create index project_agreement_drafter on project_agreement (agency_id, drafter_id);
create index project_agreement_state on project_agreement (agency_id, state, text_on, id);

create table agreement_text (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  agreement_id uuid not null,
  number integer not null,
  paragraphs jsonb not null,
  file jsonb,
  note text not null default '',
  text_on date not null,
  typed_at timestamptz not null,
  by_id uuid,
  primary key (agency_id, id)
);
create unique index agreement_text_number on agreement_text (agency_id, agreement_id, number);
create index agreement_text_project on agreement_text (agency_id, project_id);
create index agreement_text_by on agreement_text (agency_id, by_id);

create table agreement_hit (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  agreement_id uuid not null,
  number integer not null,
  rule text not null,
  title text not null,
  article text not null,
  action text not null,
  can_be_lifted boolean not null,
  paragraph integer not null,
  from_at integer not null,
  to_at integer not null,
  quote text not null,
  conclusion text,
  ground text not null default '',
  legal_ground text,
  document text not null default '',
  exception_ground text,
  alternative text not null default '',
  ends_on date,
  end_condition text not null default '',
  file jsonb,
  judged_by_id uuid,
  judged_at timestamptz,
  primary key (agency_id, id)
);
create index agreement_hit_agreement on agreement_hit (agency_id, agreement_id, number);
create index agreement_hit_project on agreement_hit (agency_id, project_id);
create index agreement_hit_judge on agreement_hit (agency_id, judged_by_id);

create table agreement_review (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  agreement_id uuid not null,
  number integer not null,
  conclusion text not null,
  drafter_contact text not null,
  industry text not null,
  opinions text not null,
  expert_opinion text not null,
  head_opinion text not null,
  ground text not null,
  concluded_on date not null,
  reviewer_id uuid,
  typed_at timestamptz not null,
  primary key (agency_id, id)
);
create index agreement_review_agreement on agreement_review (agency_id, agreement_id);
create index agreement_review_project on agreement_review (agency_id, project_id);
create index agreement_review_reviewer on agreement_review (agency_id, reviewer_id);

-- 项目评审 with its steps as the pack had them that day.
create table project_review (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  purpose text not null,
  steps jsonb not null,
  step text not null,
  state text not null,
  opened_on date not null,
  opened_by_id uuid,
  closed_on date,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index project_review_project on project_review (agency_id, project_id);
create index project_review_opened on project_review (agency_id, state, opened_on, id);
create index project_review_by on project_review (agency_id, opened_by_id);

create table review_opinion (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  review_id uuid not null,
  department text not null,
  asked_on date not null,
  due_on date not null,
  stance text,
  opinion text not null default '',
  answered_on date,
  file jsonb,
  is_adopted boolean,
  adoption text not null default '',
  primary key (agency_id, id)
);
create unique index review_opinion_department on review_opinion (agency_id, review_id, department);
create index review_opinion_project on review_opinion (agency_id, project_id);

-- 专家库
create table expert (
  agency_id uuid not null,
  id uuid not null,
  name text not null,
  employer text not null,
  field text not null,
  relations jsonb not null default '[]',
  added_on date not null,
  retired_on date,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index expert_added on expert (agency_id, added_on, id);

create table review_seat (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  review_id uuid not null,
  expert_id uuid not null,
  way text not null,
  reason text not null default '',
  recusal text,
  scores jsonb,
  comment text not null default '',
  seated_on date not null,
  primary key (agency_id, id)
);
create unique index review_seat_expert on review_seat (agency_id, review_id, expert_id);
create index review_seat_project on review_seat (agency_id, project_id);
create index review_seat_of on review_seat (agency_id, expert_id);

create table review_outcome (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  review_id uuid not null,
  step text not null,
  outcome text not null,
  score numeric(6, 2),
  meeting text not null default '',
  meeting_number text not null default '',
  happened_on date not null,
  opinion text not null,
  file jsonb,
  by_id uuid,
  typed_at timestamptz not null,
  primary key (agency_id, id)
);
create index review_outcome_review on review_outcome (agency_id, review_id);
create index review_outcome_project on review_outcome (agency_id, project_id);
create index review_outcome_by on review_outcome (agency_id, by_id);

create table review_condition (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  review_id uuid not null,
  content text not null,
  due_on date not null,
  person_id uuid,
  met_on date,
  met_note text not null default '',
  file jsonb,
  primary key (agency_id, id)
);
create index review_condition_review on review_condition (agency_id, review_id);
create index review_condition_project on review_condition (agency_id, project_id);
create index review_condition_person on review_condition (agency_id, person_id);

select luodi_distribute(wanted) from unnest(array['agreement_hit', 'agreement_review', 'agreement_text', 'expert', 'project_agreement', 'project_review',
  'review_condition', 'review_opinion', 'review_outcome', 'review_seat']::regclass[]) as wanted;

alter table project_agreement add constraint project_agreement_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_agreement add constraint project_agreement_drafter_id foreign key (agency_id, drafter_id) references person (agency_id, id);
alter table agreement_text add constraint agreement_text_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table agreement_text add constraint agreement_text_agreement_id foreign key (agency_id, agreement_id) references project_agreement (agency_id, id);
alter table agreement_text add constraint agreement_text_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table agreement_hit add constraint agreement_hit_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table agreement_hit add constraint agreement_hit_agreement_id foreign key (agency_id, agreement_id) references project_agreement (agency_id, id);
alter table agreement_hit add constraint agreement_hit_judged_by_id foreign key (agency_id, judged_by_id) references person (agency_id, id);
alter table agreement_review add constraint agreement_review_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table agreement_review add constraint agreement_review_agreement_id foreign key (agency_id, agreement_id) references project_agreement (agency_id, id);
alter table agreement_review add constraint agreement_review_reviewer_id foreign key (agency_id, reviewer_id) references person (agency_id, id);
alter table project_review add constraint project_review_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table project_review add constraint project_review_opened_by_id foreign key (agency_id, opened_by_id) references person (agency_id, id);
alter table review_opinion add constraint review_opinion_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table review_opinion add constraint review_opinion_review_id foreign key (agency_id, review_id) references project_review (agency_id, id);
alter table review_seat add constraint review_seat_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table review_seat add constraint review_seat_review_id foreign key (agency_id, review_id) references project_review (agency_id, id);
alter table review_seat add constraint review_seat_expert_id foreign key (agency_id, expert_id) references expert (agency_id, id);
alter table review_outcome add constraint review_outcome_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table review_outcome add constraint review_outcome_review_id foreign key (agency_id, review_id) references project_review (agency_id, id);
alter table review_outcome add constraint review_outcome_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table review_condition add constraint review_condition_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table review_condition add constraint review_condition_review_id foreign key (agency_id, review_id) references project_review (agency_id, id);
alter table review_condition add constraint review_condition_person_id foreign key (agency_id, person_id) references person (agency_id, id);

select luodi_tenant(wanted) from unnest(array['agreement_hit', 'agreement_review', 'agreement_text', 'expert', 'project_agreement', 'project_review',
  'review_condition', 'review_opinion', 'review_outcome', 'review_seat']::regclass[]) as wanted;
