import type { ClientBase } from "pg";

/** A thousand entries since yesterday: the timeline itself ends some days before. */
export const addBusyDay = (client: ClientBase, agencyId: string, now: Date) =>
  client.query(
    `insert into timeline_entry
       (agency_id, id, subject_kind, subject_id, happened_on, typed_at, account_id, kind, permission, class, title)
     select agency_id, gen_random_uuid(), subject_kind, subject_id, $2::timestamptz::date, $2::timestamptz, account_id,
       kind, permission, class, title
     from timeline_entry where agency_id = $1 order by id desc limit 1000`,
    [agencyId, now.toISOString()],
  );
