-- 驻外机构的任期，项目和对接追溯到驻外机构

alter table outpost add column mandated_until date;
create index outpost_mandated on outpost (agency_id, mandated_until, id);

alter table project add column outpost_id uuid;
create index project_outpost on project (agency_id, outpost_id);
alter table project add constraint project_outpost_id foreign key (agency_id, outpost_id) references outpost (agency_id, id);

alter table encounter add column outpost_id uuid;
create index encounter_outpost on encounter (agency_id, outpost_id, happened_on);
alter table encounter add constraint encounter_outpost_id foreign key (agency_id, outpost_id) references outpost (agency_id, id);
