import { and, eq, inArray, sql } from "drizzle-orm";
import type { Subject } from "#kit/base/subject.ts";
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
  return passOn(ctx, moving, { table: companies, subject: companySubject, rows });
}

/** 目标企业随人移交. */
export async function moveProspects(ctx: Context, moving: Moving): Promise<Stale[]> {
  if (!moving.items.has(prospectKind)) return [];
  const { rows, stale } = await prospectsMoving(ctx, moving);
  if (stale.length > 0) return stale;
  return passOn(ctx, moving, { table: prospects, subject: prospectSubject, rows });
}

interface Passing {
  table: typeof companies | typeof prospects;
  subject: Subject;
  rows: { id: string; version: number }[];
}

/** Officer and division of these rows become the receiver's. */
async function passOn(ctx: Context, { receiver, link }: Moving, { table, subject, rows }: Passing): Promise<Stale[]> {
  const owner = { officerId: receiver.personId, divisionId: receiver.divisionId };
  for (const part of inParts(rows, 1000)) {
    const ids = part.map(({ id }) => id);
    await ctx.db
      .update(table)
      .set({ ...owner, version: sql`${table.version} + 1` })
      .where(and(eq(table.agencyId, ctx.agencyId), inArray(table.id, ids)));
  }
  for (const before of rows)
    await record(ctx, {
      subject,
      id: before.id,
      before,
      after: { ...before, ...owner, version: before.version + 1 },
      title: "轮岗交接，责任专员变更",
      link,
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
