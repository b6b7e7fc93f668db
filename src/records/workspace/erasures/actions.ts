import { and, eq, like, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Erased } from "#records/people/erasures/queries.ts";
import { erasedName } from "#records/people/erasures/words.ts";
import { importRecords } from "../imports/tables.ts";
import { drafts } from "../tables.ts";

/** What the workspace keeps of a contact beside the record: half-filled forms about it, and the images of imports. */
export async function eraseTraces({ db, agencyId }: Context, { kind, id }: Erased): Promise<void> {
  if (kind !== "contact") return;
  await db.delete(drafts).where(and(eq(drafts.agencyId, agencyId), like(drafts.form, `%:${id}`)));
  const blank = sql`${JSON.stringify({ name: erasedName, position: "", note: "", phone: null, phone_index: null, email: null })}::jsonb`;
  await db
    .update(importRecords)
    .set({ image: sql`${importRecords.image} || ${blank}`, imageBefore: sql`${importRecords.imageBefore} || ${blank}` })
    .where(and(eq(importRecords.agencyId, agencyId), eq(importRecords.subjectId, id)));
}
