import { and, eq } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { approvals } from "../tables.ts";

export async function starterOfCase({ db, agencyId }: Context, id: string): Promise<string | null> {
  const [approval] = await db
    .select({ starterId: approvals.starterId })
    .from(approvals)
    .where(and(eq(approvals.agencyId, agencyId), eq(approvals.id, id)));
  return approval?.starterId ?? null;
}
