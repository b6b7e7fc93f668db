import { and, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { inParts, record } from "#kit/server/history.ts";
import type { Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { companySubject } from "../contract.ts";
import { groupSubject } from "../groups/contract.ts";
import { prospectSubject } from "../prospects/contract.ts";
import { prospects } from "../prospects/tables.ts";
import { companies, companyGroups } from "../tables.ts";
import { companiesMoving, companyKind, groupKind, groupsMoving, prospectKind, prospectsMoving } from "./queries.ts";

/**
 * 企业随人移交: officer and division change, contacts follow their company. Facts that were counted keep the owner they
 * were counted for, so figures of earlier days stay as they were; what is counted from now on is the receiver's.
 */
export async function moveCompanies(ctx: Context, moving: Moving): Promise<Stale[]> {
  if (!moving.items.has(companyKind)) return [];
  const { rows, stale } = await companiesMoving(ctx, moving);
  if (stale.length > 0) return stale;
  const owner = { officerId: moving.receiver.personId, divisionId: moving.receiver.divisionId };
  for (const part of inParts(rows, 1000))
    await ctx.db
      .update(companies)
      .set({ ...owner, version: sql`${companies.version} + 1` })
      .where(
        and(
          eq(companies.agencyId, ctx.agencyId),
          inArray(
            companies.id,
            part.map(({ id }) => id),
          ),
        ),
      );
  for (const before of rows)
    await record(ctx, {
      subject: companySubject,
      id: before.id,
      before,
      after: { ...before, ...owner, version: before.version + 1 },
      title: "轮岗交接，责任专员变更",
      link: moving.link,
    });
  return [];
}

/** 目标企业随人移交. */
export async function moveProspects(ctx: Context, moving: Moving): Promise<Stale[]> {
  if (!moving.items.has(prospectKind)) return [];
  const { rows, stale } = await prospectsMoving(ctx, moving);
  if (stale.length > 0) return stale;
  const owner = { officerId: moving.receiver.personId, divisionId: moving.receiver.divisionId };
  for (const part of inParts(rows, 1000))
    await ctx.db
      .update(prospects)
      .set({ ...owner, version: sql`${prospects.version} + 1` })
      .where(
        and(
          eq(prospects.agencyId, ctx.agencyId),
          inArray(
            prospects.id,
            part.map(({ id }) => id),
          ),
        ),
      );
  for (const before of rows)
    await record(ctx, {
      subject: prospectSubject,
      id: before.id,
      before,
      after: { ...before, ...owner, version: before.version + 1 },
      title: "轮岗交接，责任专员变更",
      link: moving.link,
    });
  return [];
}

/** 包联随人移交: where the leaver led the receiver leads, and takes the place in the 核心团队. */
export async function moveGroups(ctx: Context, moving: Moving): Promise<Stale[]> {
  if (!moving.items.has(groupKind)) return [];
  const { rows, stale } = await groupsMoving(ctx, moving);
  if (stale.length > 0) return stale;
  const { giver, receiver, link } = moving;
  for (const before of rows) {
    const team = [...new Set(before.team.map((id) => (id === giver.personId ? receiver.personId : id)))];
    const leadId = before.leadId === giver.personId ? receiver.personId : before.leadId;
    const after = { ...before, leadId, team, version: before.version + 1 };
    await ctx.db
      .update(companyGroups)
      .set({ leadId, team, version: after.version })
      .where(and(eq(companyGroups.agencyId, ctx.agencyId), eq(companyGroups.id, before.id)));
    await record(ctx, { subject: groupSubject, id: before.id, before, after, title: "轮岗交接，包联人员变更", link });
  }
  return [];
}
