import { and, eq } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Erased } from "#records/people/erasures/queries.ts";
import { companies, contacts } from "../tables.ts";

/** A contact whether or not the asker sees the company: the erasure itself has been allowed. Removed ones keep their data too. */
export async function findContact({ db, agencyId }: Context, id: string) {
  const [contact] = await db
    .select()
    .from(contacts)
    .where(and(eq(contacts.agencyId, agencyId), eq(contacts.id, id)))
    .for("update");
  return contact;
}

export async function contactName({ db, agencyId }: Context, { kind, id }: Erased): Promise<string | null> {
  if (kind !== "contact") return null;
  const [contact] = await db
    .select({ name: contacts.name })
    .from(contacts)
    .where(and(eq(contacts.agencyId, agencyId), eq(contacts.id, id)));
  return contact?.name ?? null;
}

export async function companyName({ db, agencyId }: Context, id: string): Promise<string> {
  const [company] = await db
    .select({ name: companies.name })
    .from(companies)
    .where(and(eq(companies.agencyId, agencyId), eq(companies.id, id)));
  return company?.name ?? "";
}
