-- 委托、交接、个人信息删除

create table delegation (
  agency_id uuid not null,
  id uuid not null,
  from_person_id uuid not null,
  from_division_id uuid,
  to_person_id uuid not null,
  permissions jsonb not null,
  is_whole boolean not null,
  from_on date not null,
  until_on date not null,
  reason text not null,
  ended_on date,
  end_reason text,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (agency_id, id)
);
create index delegation_from on delegation (agency_id, from_person_id, until_on);
create index delegation_to on delegation (agency_id, to_person_id, until_on);
create index delegation_day on delegation (agency_id, from_on, id);

create table handover (
  agency_id uuid not null,
  id uuid not null,
  year integer not null,
  number integer not null,
  giver_id uuid not null,
  giver_division_id uuid,
  receiver_id uuid not null,
  witness_id uuid,
  drafter_id uuid not null,
  reason text not null,
  state text not null,
  prepared_on date not null,
  done_on date,
  cancel_reason text,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index handover_code on handover (agency_id, year, number);
create index handover_prepared on handover (agency_id, prepared_on, id);
create index handover_giver on handover (agency_id, giver_id);

-- 清单: what is handed over, as it was when the list was drawn up.
create table handover_item (
  agency_id uuid not null,
  handover_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  position integer not null,
  kind_title text not null,
  title text not null,
  note text not null,
  version integer not null,
  is_left_out boolean not null default false,
  primary key (agency_id, handover_id, kind, subject_id)
);

create table handover_signature (
  agency_id uuid not null,
  handover_id uuid not null,
  role text not null,
  person_id uuid not null,
  account_id uuid not null,
  signed_at timestamptz not null,
  digest text not null,
  primary key (agency_id, handover_id, role)
);

create table erasure (
  agency_id uuid not null,
  id uuid not null,
  year integer not null,
  number integer not null,
  subject_kind text not null,
  subject_id uuid not null,
  label text not null,
  page text,
  applicant text not null,
  applied_on date not null,
  document text not null,
  reason text not null,
  state text not null,
  requested_by_id uuid not null,
  requested_division_id uuid,
  requested_account_id uuid not null,
  requested_on date not null,
  decided_by_id uuid,
  decided_at timestamptz,
  decision text,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index erasure_code on erasure (agency_id, year, number);
create index erasure_requested on erasure (agency_id, requested_on, id);
create index erasure_subject on erasure (agency_id, subject_id);

select luodi_distribute(wanted) from unnest(array['delegation', 'handover', 'handover_item', 'handover_signature',
  'erasure']::regclass[]) as wanted;

alter table delegation add constraint delegation_from_person_id foreign key (agency_id, from_person_id) references person (agency_id, id);
alter table delegation add constraint delegation_to_person_id foreign key (agency_id, to_person_id) references person (agency_id, id);
alter table handover add constraint handover_giver_id foreign key (agency_id, giver_id) references person (agency_id, id);
alter table handover add constraint handover_receiver_id foreign key (agency_id, receiver_id) references person (agency_id, id);
alter table handover add constraint handover_witness_id foreign key (agency_id, witness_id) references person (agency_id, id);
alter table handover add constraint handover_drafter_id foreign key (agency_id, drafter_id) references person (agency_id, id);
alter table handover_item add constraint handover_item_handover_id foreign key (agency_id, handover_id) references handover (agency_id, id);
alter table handover_signature add constraint handover_signature_handover_id foreign key (agency_id, handover_id) references handover (agency_id, id);
alter table handover_signature add constraint handover_signature_person_id foreign key (agency_id, person_id) references person (agency_id, id);
alter table erasure add constraint erasure_requested_by_id foreign key (agency_id, requested_by_id) references person (agency_id, id);
alter table erasure add constraint erasure_decided_by_id foreign key (agency_id, decided_by_id) references person (agency_id, id);

select luodi_tenant(wanted) from unnest(array['delegation', 'handover', 'handover_item', 'handover_signature',
  'erasure']::regclass[]) as wanted;

-- Whom an account stands in for decides what it may do, like its postings: the door reads it across agencies.
create policy delegations_of_a_person on delegation for select to luodi_door using (true);
grant select on delegation to luodi_door;

-- 代办: for whom a command was done, and by which delegation. A link of nobody's behalf keeps the digest it has.
alter table history_link add column behalf jsonb;
alter table timeline_entry add column for_persons jsonb;

-- A timeline says what happened to a contact and not to whom: the name stands on the contact alone, where it can be erased.
update timeline_entry set title = split_part(title, '：', 1) where kind like 'contacts.%' or title like '导入联系人：%';
update import_record set title = split_part(title, '：', 1) where subject_kind = 'contact';
