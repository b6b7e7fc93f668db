import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import type { Erased } from "#records/people/erasures/queries.ts";
import { erasedName } from "#records/people/erasures/words.ts";
import { encounterSubject } from "../encounters/contract.ts";
import { encounterGuests, encounters } from "../encounters/tables.ts";

/** 个人信息删除: the person goes from the list of whom was met and, by name, from what was written down; that it was held stays. */
export async function eraseEncountered(ctx: Context, { kind, id: contactId }: Erased): Promise<void> {
  if (kind !== "contact") return;
  const { agencyId, db } = ctx;
  const of = and(eq(encounterGuests.agencyId, agencyId), eq(encounterGuests.contactId, contactId));
  const met = await db
    .select({ encounterId: encounterGuests.encounterId, name: encounterGuests.name })
    .from(encounterGuests)
    .where(of);
  if (met.length === 0) return;
  const ids = [...new Set(met.map(({ encounterId }) => encounterId))];
  for (const name of new Set(met.map((each) => each.name))) await unname(ctx, ids, name);
  await db.update(encounterGuests).set({ name: erasedName, position: "" }).where(of);
  for (const id of ids)
    await record(ctx, {
      subject: encounterSubject,
      id,
      before: null,
      after: {},
      title: "应书面申请删除一位对方人员的个人信息",
    });
  await ctx.secrets.erase(db, agencyId, ids);
}

async function unname({ agencyId, db }: Context, ids: string[], name: string): Promise<void> {
  if (name === "" || name === erasedName) return;
  await db
    .update(encounters)
    .set({
      summary: sql`replace(${encounters.summary}, ${name}, ${erasedName})`,
      nextStep: sql`replace(${encounters.nextStep}, ${name}, ${erasedName})`,
      nextResult: sql`replace(${encounters.nextResult}, ${name}, ${erasedName})`,
      version: sql`${encounters.version} + 1`,
    })
    .where(and(eq(encounters.agencyId, agencyId), inArray(encounters.id, ids)));
}
