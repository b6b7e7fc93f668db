-- 公开线索表单与来件、联合招商

create table intake_link (
  agency_id uuid not null,
  id uuid not null,
  name text not null,
  title text not null,
  intro text not null default '',
  consent text not null,
  daily_limit integer not null,
  closes_on date,
  state text not null default 'open',
  digest text not null,
  created_on date not null,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index intake_link_digest on intake_link (agency_id, digest);
create index intake_link_created on intake_link (agency_id, created_on, id);

create table intake (
  agency_id uuid not null,
  id uuid not null,
  link_id uuid not null,
  slip text not null,
  received_on date not null,
  received_at timestamptz not null,
  company_name text not null,
  company_key text not null,
  credit_code text,
  brief text not null,
  amount numeric(20, 2),
  source_place text not null default '',
  contact_name text not null,
  phone text,
  consent text not null,
  state text not null default 'waiting',
  project_id uuid,
  aside_reason text,
  note text not null default '',
  handled_by_id uuid,
  handled_on date,
  cleared_on date,
  version integer not null default 1,
  primary key (agency_id, id)
);
create unique index intake_slip on intake (agency_id, slip);
create index intake_received on intake (agency_id, received_on, id);
create index intake_state on intake (agency_id, state, received_on, id);
create index intake_by_link on intake (agency_id, link_id, received_on);
create index intake_company on intake (agency_id, company_key);
create index intake_project on intake (agency_id, project_id);

-- 联合招商: what was agreed with other districts; the shares of all are a hundred.
create table joint_promotion (
  agency_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  agreed_on date not null,
  document text not null,
  own_role text not null,
  own_share integer not null,
  note text not null default '',
  files jsonb not null,
  typed_at timestamptz not null,
  by_id uuid,
  voided_at timestamptz,
  void_reason text,
  primary key (agency_id, id)
);
create unique index joint_promotion_once on joint_promotion (agency_id, project_id) where voided_at is null;
create index joint_promotion_agreed on joint_promotion (agency_id, agreed_on, id);

create table joint_partner (
  agency_id uuid not null,
  id uuid not null,
  promotion_id uuid not null,
  name text not null,
  region text,
  role text not null,
  share integer not null,
  primary key (agency_id, id)
);
create index joint_partner_promotion on joint_partner (agency_id, promotion_id);
create index joint_partner_region on joint_partner (agency_id, region);

select luodi_distribute(wanted) from unnest(array['intake_link', 'intake', 'joint_promotion', 'joint_partner']::regclass[]) as wanted;

alter table intake add constraint intake_link_id foreign key (agency_id, link_id) references intake_link (agency_id, id);
alter table intake add constraint intake_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table intake add constraint intake_handled_by_id foreign key (agency_id, handled_by_id) references person (agency_id, id);
alter table joint_promotion add constraint joint_promotion_project_id foreign key (agency_id, project_id) references project (agency_id, id);
alter table joint_promotion add constraint joint_promotion_by_id foreign key (agency_id, by_id) references person (agency_id, id);
alter table joint_partner add constraint joint_partner_promotion_id foreign key (agency_id, promotion_id) references joint_promotion (agency_id, id);

select luodi_tenant(wanted) from unnest(array['intake_link', 'intake', 'joint_promotion', 'joint_partner']::regclass[]) as wanted;

-- 公开表单: whoever hands in has not signed in; the door steps into the one agency the link names.
grant select on intake_link to luodi_door;
grant select, insert on intake to luodi_door;
