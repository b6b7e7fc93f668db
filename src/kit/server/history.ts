import { createHash, type Hash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import { newId } from "#kit/base/ids.ts";
import type { Subject } from "#kit/base/subject.ts";
import { unwrap } from "#kit/base/unwrap.ts";
import { behalfOf, behalfOfPerson } from "./behalf.ts";
import type { Context } from "./context.ts";
import type { HistoryRow, Prepared, Trail } from "./trail.ts";
import { isSealed } from "./secrets.ts";
import type { Change } from "./tables.ts";

/**
 * 留痕. A command collects what it changed on its trail; the trail is written as the command's last statements, in the
 * same transaction. Per command there is one link of the agency's chain:
 *
 *   digest(n) = sha256( digest(n-1) + canonical(link n without its digest) ), and the link carries rowsDigest,
 *   the sha256 over the canonical form of the command's history rows in the order of their ids.
 *
 * So changing, adding or removing any row or link breaks every digest after it. The head row is locked only from that
 * last statement to the commit. The head's digest written down elsewhere (a backup's manifest) also shows a cut tail.
 */
export const newTrail = (): Trail => ({ commandId: newId(), rows: [], entries: [], behalf: [] });

interface Event {
  subject: Subject;
  id: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** What the page's timeline says; left out where the change belongs on no timeline. */
  title?: string;
  happenedOn?: string;
  reason?: string;
  link?: string;
  /**
   * 代谁: for whom it was done where the matter says so itself (a task belongs to a person), null for one's own; left out,
   * it is told by whose rows one's own roles reach.
   */
  forPersonId?: string | null;
  /** The record it belongs to, where that is not the changed one: a contact's change is told on its company's page. */
  on?: { subject: Subject; id: string };
}

const unrecorded = new Set(["id", "version"]);

/**
 * Puts one record's change on the trail. Values of sensitive and personal fields are sealed with the record's own key;
 * `before` and `after` are the rows as stored, so that a change is seen even where both look alike once masked.
 */
export async function record(ctx: Context, event: Event): Promise<void> {
  const { subject, id, before, after } = event;
  const changes: Change[] = [];
  for (const { field, before: old, after: now, isClosed: closed } of differences(subject, before, after)) {
    changes.push({
      field,
      before: closed ? await sealed(ctx, id, old) : old,
      after: closed ? await sealed(ctx, id, now) : now,
    });
  }
  if (before && after && changes.length === 0) return;
  const action = ctx.operation.address;
  const version = typeof after?.version === "number" ? after.version : null;
  ctx.trail.rows.push({
    id: newId(),
    subjectKind: subject.kind,
    subjectId: id,
    action,
    version,
    changes,
    reason: event.reason ?? null,
  });
  const page = event.on ?? { subject, id };
  const behalf =
    event.forPersonId === undefined
      ? await behalfOf(ctx, { ...page, row: event.on ? null : (before ?? after) })
      : behalfOfPerson(ctx, event.forPersonId);
  const known = new Set(ctx.trail.behalf.map(({ delegationId }) => delegationId));
  ctx.trail.behalf.push(...behalf.filter(({ delegationId }) => !known.has(delegationId)));
  if (event.title === undefined) return;
  ctx.trail.entries.push({
    id: newId(),
    subjectKind: page.subject.kind,
    subjectId: page.id,
    happenedOn: event.happenedOn ?? ctx.today,
    kind: action,
    permission: `${subject.noun}.read`,
    class: "internal",
    title: event.title,
    link: event.link ?? null,
    forPersons: behalf.length > 0 ? [...new Set(behalf.map(({ personId }) => personId))] : null,
  });
}

/** The recorded fields in which two states of a record differ; the values of a closed one are never written unsealed. */
export function differences(
  subject: Subject,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): (Change & { isClosed: boolean })[] {
  return Object.entries(subject.shape.shape).flatMap(([field, member]) => {
    if (unrecorded.has(field)) return [];
    const [old, now] = [before?.[field] ?? null, after?.[field] ?? null];
    if (canonical(old) === canonical(now)) return [];
    return [{ field, before: old, after: now, isClosed: isClosed(member as z.ZodType) }];
  });
}

/** “名称、标签”: which fields differ, in the words of the form. */
export function changedTitles(
  subject: Subject,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): string {
  return differences(subject, before, after)
    .map(({ field }) => unwrap(subject.shape.shape[field] as z.ZodType).meta.title)
    .filter((title) => title !== undefined)
    .join("、");
}

function isClosed(member: z.ZodType): boolean {
  const { meta } = unwrap(member);
  return meta.personal === true || (meta.class !== undefined && meta.class !== "public" && meta.class !== "internal");
}

async function sealed({ db, agencyId, secrets }: Context, id: string, value: unknown): Promise<unknown> {
  if (value === null || isSealed(value)) return value;
  return secrets.seal(db, agencyId, id, typeof value === "string" ? value : canonical(value));
}

/** Writes the trail: history, timeline, and the chain link last; all of it in one call of the database. */
export async function writeTrail(ctx: Context): Promise<void> {
  const statement = trailOf(ctx);
  if (statement) await ctx.db.execute(statement);
}

/** The same as the one statement it is; null where nothing was changed. */
export function trailOf(ctx: Context): SQL | null {
  const { agencyId, trail, actor, now } = ctx;
  const { commandId, rows, entries, behalf } = trail;
  if (rows.length === 0 && !trail.prepared) return null;
  const at = now.toISOString();
  const link = {
    commandId,
    operation: ctx.operation.address,
    accountId: actor.accountId,
    via: actor.via,
    at,
    rowCount: rows.length + (trail.prepared?.rowCount ?? 0),
    rowsDigest: digestRows(rows, trail.prepared),
    behalf: behalf.length > 0 ? behalf : null,
  };
  const payload = linkPayload(link);
  return sql`select luodi_record(${agencyId}::uuid, ${at}::timestamptz, ${JSON.stringify(rows)}::jsonb,
    ${JSON.stringify(entries)}::jsonb, ${JSON.stringify(link)}::jsonb, ${chained("", payload)}, ${payload})`;
}

/** What a link's digest is over. A link of nobody's behalf says nothing of it, as links did before there were delegations. */
export const linkPayload = ({ behalf, ...link }: Record<string, unknown>): string =>
  canonical(behalf ? { ...link, behalf } : link);

export const chained = (before: string, payload: string): string => sha256(before + payload);

/** Over the rows in the order of their ids; those prepared ahead come first. */
export function digestRows(rows: HistoryRow[], prepared?: Prepared): string {
  const digest = prepared?.digest.copy() ?? createHash("sha256");
  const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (prepared && sorted[0] && sorted[0].id <= prepared.lastId) throw new Error("history ids are out of order");
  for (const row of sorted) digestRow(digest, row);
  return digest.digest("hex");
}

export function digestRow(digest: Hash, row: HistoryRow): void {
  const { id, subjectKind, subjectId, action, version, changes, reason } = row;
  digest.update(canonical({ id, subjectKind, subjectId, action, version, changes, reason }));
}

/** JSON with sorted keys: what a jsonb column gives back has another key order but the same canonical form. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

export function inParts<T>(all: T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < all.length; start += size) parts.push(all.slice(start, start + size));
  return parts;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
