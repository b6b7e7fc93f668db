-- 招商活动、来宾、跟进、行程、满意度调查

create table event (
  agency_id uuid not null,
  id uuid not null,
  kind text not null,
  name text not null,
  sort_name text collate "C" not null,
  state text not null default 'planned',
  state_reason text not null default '',
  from_on date not null,
  to_on date not null,
  place text not null default '',
  host text not null default '',
  purpose text not null default '',
  budget_line text not null default '',
  planned_cost numeric(20, 2),
  actual_cost numeric(20, 2),
  planned_guests integer,
  headcount integer,
  report text not null default '',
  officer_id uuid,
  division_id uuid,
  created_on date not null,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index event_begins on event (agency_id, from_on, id);
create index event_name on event (agency_id, sort_name, id);
create index event_officer on event (agency_id, officer_id);
create index event_division on event (agency_id, division_id);

create table event_member (
  agency_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  person_id uuid not null,
  division_id uuid,
  primary key (agency_id, id)
);
create unique index event_member_once on event_member (agency_id, event_id, person_id);
create index event_member_person on event_member (agency_id, person_id);

create table event_duty (
  agency_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  title text not null,
  person_id uuid,
  division_id uuid,
  due_on date not null,
  done_on date,
  note text not null default '',
  version integer not null default 1,
  primary key (agency_id, id)
);
create index event_duty_event on event_duty (agency_id, event_id);
create index event_duty_person on event_duty (agency_id, person_id, due_on, id);
create index event_duty_due on event_duty (agency_id, due_on, id);

create table event_guest (
  agency_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  company_id uuid,
  contact_id uuid,
  prospect_id uuid,
  company_name text not null,
  sort_name text collate "C" not null,
  credit_code text collate "C",
  match text not null,
  person_name text not null default '',
  position text not null default '',
  inviter_id uuid,
  reply text not null default 'none',
  attendance text not null default 'unknown',
  talk text not null default '',
  added_on date not null,
  cleared_on date,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index event_guest_event on event_guest (agency_id, event_id, sort_name, id);
create index event_guest_name on event_guest (agency_id, sort_name, id);
create index event_guest_company on event_guest (agency_id, company_id);
create index event_guest_contact on event_guest (agency_id, contact_id);

create table event_follow (
  agency_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  guest_id uuid not null,
  owner_id uuid,
  division_id uuid,
  after_days integer not null,
  due_on date not null,
  state text not null default 'open',
  result text not null default '',
  closed_on date,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index event_follow_event on event_follow (agency_id, event_id);
create index event_follow_guest on event_follow (agency_id, guest_id);
create index event_follow_due on event_follow (agency_id, due_on, id);
create index event_follow_owner on event_follow (agency_id, owner_id, state, due_on);

create table event_holding (
  agency_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  kind text not null,
  cost numeric(20, 2),
  officer_id uuid,
  division_id uuid,
  happened_on date not null,
  typed_at timestamptz not null,
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index event_holding_day on event_holding (agency_id, happened_on);
create index event_holding_event on event_holding (agency_id, event_id);

create table event_meeting (
  agency_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  source_id uuid not null,
  source text not null,
  company_id uuid not null,
  kind text not null,
  officer_id uuid,
  division_id uuid,
  happened_on date not null,
  typed_at timestamptz not null,
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index event_meeting_day on event_meeting (agency_id, happened_on);
create index event_meeting_source on event_meeting (agency_id, source_id);
create index event_meeting_company on event_meeting (agency_id, company_id);

create table trip_stop (
  agency_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  called_on date not null,
  place text not null default '',
  company_id uuid,
  company_name text not null,
  met text not null default '',
  present_ids jsonb not null default '[]',
  result text not null default '',
  version integer not null default 1,
  primary key (agency_id, id)
);
create index trip_stop_event on trip_stop (agency_id, event_id, called_on, id);
create index trip_stop_company on trip_stop (agency_id, company_id);


create table survey (
  agency_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  title text not null,
  intro text not null default '',
  state text not null default 'draft',
  questions jsonb not null,
  closes_on date not null,
  open_digest text,
  open_limit integer,
  created_on date not null,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index survey_event on survey (agency_id, event_id);
create index survey_created on survey (agency_id, created_on, id);
create unique index survey_open on survey (agency_id, open_digest);

create table survey_ticket (
  agency_id uuid not null,
  id uuid not null,
  survey_id uuid not null,
  guest_id uuid,
  digest text not null,
  made_on date not null,
  used_on date,
  primary key (agency_id, id)
);
create unique index survey_ticket_digest on survey_ticket (agency_id, digest);
create index survey_ticket_survey on survey_ticket (agency_id, survey_id);
create index survey_ticket_guest on survey_ticket (agency_id, guest_id);

create table survey_answer (
  agency_id uuid not null,
  id uuid not null,
  survey_id uuid not null,
  event_id uuid not null,
  kind text not null,
  answers jsonb not null,
  is_satisfied boolean not null,
  officer_id uuid,
  division_id uuid,
  happened_on date not null,
  typed_at timestamptz not null,
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index survey_answer_survey on survey_answer (agency_id, survey_id);
create index survey_answer_day on survey_answer (agency_id, happened_on);

select luodi_distribute(wanted) from unnest(array['event', 'event_member', 'event_duty', 'event_guest', 'event_follow', 'event_holding', 'event_meeting', 'trip_stop', 'survey', 'survey_ticket', 'survey_answer']::regclass[]) as wanted;

alter table event add constraint event_officer_id foreign key (agency_id, officer_id) references person (agency_id, id);
alter table event add constraint event_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table event_member add constraint event_member_event_id foreign key (agency_id, event_id) references event (agency_id, id);
alter table event_member add constraint event_member_person_id foreign key (agency_id, person_id) references person (agency_id, id);
alter table event_member add constraint event_member_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table event_duty add constraint event_duty_event_id foreign key (agency_id, event_id) references event (agency_id, id);
alter table event_duty add constraint event_duty_person_id foreign key (agency_id, person_id) references person (agency_id, id);
alter table event_duty add constraint event_duty_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table event_guest add constraint event_guest_event_id foreign key (agency_id, event_id) references event (agency_id, id);
alter table event_guest add constraint event_guest_company_id foreign key (agency_id, company_id) references company (agency_id, id);
alter table event_guest add constraint event_guest_contact_id foreign key (agency_id, contact_id) references contact (agency_id, id);
alter table event_guest add constraint event_guest_prospect_id foreign key (agency_id, prospect_id) references prospect (agency_id, id);
alter table event_guest add constraint event_guest_inviter_id foreign key (agency_id, inviter_id) references person (agency_id, id);
alter table event_follow add constraint event_follow_event_id foreign key (agency_id, event_id) references event (agency_id, id);
alter table event_follow add constraint event_follow_guest_id foreign key (agency_id, guest_id) references event_guest (agency_id, id);
alter table event_follow add constraint event_follow_owner_id foreign key (agency_id, owner_id) references person (agency_id, id);
alter table event_follow add constraint event_follow_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table event_holding add constraint event_holding_event_id foreign key (agency_id, event_id) references event (agency_id, id);
alter table event_holding add constraint event_holding_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table event_meeting add constraint event_meeting_event_id foreign key (agency_id, event_id) references event (agency_id, id);
alter table event_meeting add constraint event_meeting_company_id foreign key (agency_id, company_id) references company (agency_id, id);
alter table event_meeting add constraint event_meeting_division_id foreign key (agency_id, division_id) references division (agency_id, id);
alter table trip_stop add constraint trip_stop_event_id foreign key (agency_id, event_id) references event (agency_id, id);
alter table trip_stop add constraint trip_stop_company_id foreign key (agency_id, company_id) references company (agency_id, id);
alter table survey add constraint survey_event_id foreign key (agency_id, event_id) references event (agency_id, id);
alter table survey_ticket add constraint survey_ticket_survey_id foreign key (agency_id, survey_id) references survey (agency_id, id);
alter table survey_answer add constraint survey_answer_survey_id foreign key (agency_id, survey_id) references survey (agency_id, id);
alter table survey_answer add constraint survey_answer_event_id foreign key (agency_id, event_id) references event (agency_id, id);

-- event_meeting.source_id is a guest or a stop, either of which may be taken off its list; survey_ticket.guest_id outlives its guest too.

select luodi_append_only('survey_answer');

select luodi_tenant(wanted) from unnest(array['event', 'event_member', 'event_duty', 'event_guest', 'event_follow', 'event_holding', 'event_meeting', 'trip_stop', 'survey', 'survey_ticket']::regclass[]) as wanted;
select luodi_tenant('survey_answer', 'select, insert');

-- 公开问卷: whoever answers has not signed in; the door steps into the one agency the link names.
grant select on event, survey to luodi_door;
grant select, insert, update on survey_ticket to luodi_door;
grant select, insert on survey_answer to luodi_door;
