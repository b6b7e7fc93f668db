import { date, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { inherits } from "#kit/server/scope.ts";
import { contacts } from "../tables.ts";
import type { ContactRole } from "../words.ts";

/** 任职: in which other companies a contact is or was, as what, since when and until when. */
export const contactAffiliations = pgTable(
  "contact_affiliation",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    contactId: uuid().notNull(),
    companyId: uuid().notNull(),
    position: text().notNull().default(""),
    role: text().$type<ContactRole>(),
    fromOn: date(),
    toOn: date(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.id] }),
    index("contact_affiliation_contact").on(t.agencyId, t.contactId),
    index("contact_affiliation_company").on(t.agencyId, t.companyId),
  ],
);
inherits(contactAffiliations, { parent: contacts, key: contactAffiliations.contactId });
