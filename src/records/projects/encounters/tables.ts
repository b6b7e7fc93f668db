import { type SQL, sql } from "drizzle-orm";
import { date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { inherits, scoped } from "#kit/server/scope.ts";
import { moment } from "#kit/server/tables.ts";
import type { Attached } from "../papers/tables.ts";
import type { EncounterKind } from "./words.ts";

/** 随事实抄下: who held it and in which division that person was on that day. */
const counted = () => ({
  kind: text().$type<EncounterKind>().notNull(),
  happenedOn: date().notNull(),
  officerId: uuid(),
  divisionId: uuid(),
  divisionName: text().notNull().default(""),
  typedAt: moment().notNull(),
  voidedAt: moment(),
});

/**
 * 对接记录: itself the fact that is counted. Kind, day, companies and our people never change, a wrong one is voided and
 * typed anew; what was talked about and the next step may be amended.
 */
export const encounters = pgTable(
  "encounter",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    ...counted(),
    place: text().notNull().default(""),
    /** 未入库的单位, by name. */
    counterpart: text().notNull().default(""),
    summary: text().notNull(),
    nextStep: text().notNull().default(""),
    nextDueOn: date(),
    /** What lists sort by; far off where there is no next step. */
    nextSortOn: date()
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce(next_due_on, date '2999-12-31')`),
    nextOwnerId: uuid(),
    nextDoneOn: date(),
    nextResult: text().notNull().default(""),
    files: jsonb().$type<Attached[]>().notNull().default([]),
    /** 邀约或承办的驻外机构 */
    outpostId: uuid(),
    byId: uuid(),
    voidReason: text(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("encounter_day").on(t.agencyId, t.happenedOn, t.id),
    index("encounter_next").on(t.agencyId, t.nextSortOn, t.id),
    index("encounter_officer").on(t.agencyId, t.officerId, t.happenedOn),
    index("encounter_division").on(t.agencyId, t.divisionId, t.happenedOn),
    index("encounter_outpost").on(t.agencyId, t.outpostId, t.happenedOn),
    index("encounter_next_owner").on(t.agencyId, t.nextOwnerId, t.nextSortOn),
  ],
);
scoped(encounters, {
  noun: "encounters",
  officer: encounters.officerId,
  division: encounters.divisionId,
  id: encounters.id,
  parties: [encounters.nextOwnerId],
});

/** 对接过的企业: one fact per company, counted apart from the encounter. */
export const encounterCompanies = pgTable(
  "encounter_company",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    encounterId: uuid().notNull(),
    companyId: uuid().notNull(),
    ...counted(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("encounter_company_encounter").on(t.agencyId, t.encounterId),
    index("encounter_company_company").on(t.agencyId, t.companyId, t.happenedOn),
    index("encounter_company_day").on(t.agencyId, t.happenedOn),
  ],
);
scoped(encounterCompanies, {
  noun: "encounters",
  officer: encounterCompanies.officerId,
  division: encounterCompanies.divisionId,
  id: encounterCompanies.encounterId,
});

export const encounterProjects = pgTable(
  "encounter_project",
  { agencyId: uuid().notNull(), encounterId: uuid().notNull(), projectId: uuid().notNull() },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.encounterId, t.projectId] }),
    index("encounter_project_project").on(t.agencyId, t.projectId),
  ],
);
inherits(encounterProjects, { parent: encounters, key: encounterProjects.encounterId });

/** 我方人员, each with the division of that day. */
export const encounterHosts = pgTable(
  "encounter_host",
  {
    agencyId: uuid().notNull(),
    encounterId: uuid().notNull(),
    personId: uuid().notNull(),
    divisionId: uuid(),
    divisionName: text().notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.encounterId, t.personId] }),
    index("encounter_host_person").on(t.agencyId, t.personId),
  ],
);
inherits(encounterHosts, { parent: encounters, key: encounterHosts.encounterId });

/** 对方人员: a contact of the directory, or only a name. */
export const encounterGuests = pgTable(
  "encounter_guest",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    encounterId: uuid().notNull(),
    contactId: uuid(),
    name: text().notNull(),
    position: text().notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("encounter_guest_encounter").on(t.agencyId, t.encounterId),
    index("encounter_guest_contact").on(t.agencyId, t.contactId),
  ],
);
inherits(encounterGuests, { parent: encounters, key: encounterGuests.encounterId });

/** 附件: through which encounter a stored file may be opened. */
export const encounterPapers = pgTable(
  "encounter_paper",
  { agencyId: uuid().notNull(), fileId: uuid().notNull(), encounterId: uuid().notNull() },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.fileId, t.encounterId] }),
    index("encounter_paper_encounter").on(t.agencyId, t.encounterId),
  ],
);
inherits(encounterPapers, { parent: encounters, key: encounterPapers.encounterId });
