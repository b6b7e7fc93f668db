import { eq, sql } from "drizzle-orm";
import type { Failure } from "#kit/base/errors.ts";
import type { Context } from "#kit/server/context.ts";
import { instanceId } from "#kit/server/database.ts";
import { newTrail, writeTrail } from "#kit/server/history.ts";
import { agencies } from "../tables.ts";

/**
 * 公开页面的门: whoever asks belongs to no agency, so the door's transaction steps into the one the link names and out again.
 * What is written there, its history too, is that agency's. A code nobody has is answered as an unknown link is.
 */
export async function visitAgency<T>(
  ctx: Context,
  code: string,
  unknown: () => Failure,
  work: (there: Context, agencyName: string) => Promise<T>,
): Promise<T> {
  const [agency] = await ctx.db
    .select({ id: agencies.id, name: agencies.name })
    .from(agencies)
    .where(eq(agencies.code, code));
  if (!agency) throw unknown();
  await ctx.db.execute(sql`select set_agency(${agency.id}::uuid)`);
  const there: Context = { ...ctx, agencyId: agency.id, trail: newTrail() };
  const answer = await work(there, agency.name);
  await writeTrail(there);
  await ctx.db.execute(sql`select set_agency(${instanceId}::uuid)`);
  return answer;
}
