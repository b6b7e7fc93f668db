-- 公开来件的计数事实；尽职调查清单的次序

create index project_diligence_opened on project_diligence (agency_id, opened_on, id);

create table intake_receipt (
  agency_id uuid not null,
  id uuid not null,
  intake_id uuid not null,
  form text not null,
  happened_on date not null,
  typed_at timestamptz not null,
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index intake_receipt_day on intake_receipt (agency_id, happened_on);
create index intake_receipt_of on intake_receipt (agency_id, intake_id);

create table intake_handling (
  agency_id uuid not null,
  id uuid not null,
  intake_id uuid not null,
  form text not null,
  outcome text not null,
  timing text not null,
  happened_on date not null,
  typed_at timestamptz not null,
  voided_at timestamptz,
  primary key (agency_id, id)
);
create index intake_handling_day on intake_handling (agency_id, happened_on);
create unique index intake_handling_once on intake_handling (agency_id, intake_id) where voided_at is null;

select luodi_distribute(wanted) from unnest(array['intake_receipt', 'intake_handling']::regclass[]) as wanted;

alter table intake_receipt add constraint intake_receipt_intake_id foreign key (agency_id, intake_id) references intake (agency_id, id);
alter table intake_handling add constraint intake_handling_intake_id foreign key (agency_id, intake_id) references intake (agency_id, id);

-- What came in before was counted by nobody. Its term was not kept, so of its handling nothing is said of 按期.
insert into intake_receipt (agency_id, id, intake_id, form, happened_on, typed_at)
  select i.agency_id, i.id, i.id, l.name, i.received_on, i.received_at
  from intake i join intake_link l on l.agency_id = i.agency_id and l.id = i.link_id;
insert into intake_handling (agency_id, id, intake_id, form, outcome, timing, happened_on, typed_at)
  select i.agency_id, i.id, i.id, l.name, i.state, 'none', i.handled_on, i.handled_on::timestamp at time zone 'Asia/Shanghai'
  from intake i join intake_link l on l.agency_id = i.agency_id and l.id = i.link_id
  where i.state <> 'waiting' and i.handled_on is not null;

select luodi_tenant(wanted) from unnest(array['intake_receipt', 'intake_handling']::regclass[]) as wanted;

-- 公开表单: whoever hands in has not signed in.
grant insert on intake_receipt to luodi_door;
