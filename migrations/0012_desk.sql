-- 工作台: what was typed since yesterday, and who is locked out.
create index timeline_entry_typed on timeline_entry (agency_id, typed_at, id);

-- 锁定 is told to whoever manages accounts; the failures behind it stay with the door.
grant select (locked_until) on credential to luodi_app;
