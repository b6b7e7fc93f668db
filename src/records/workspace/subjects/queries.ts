import type { Subject } from "#kit/base/subject.ts";
import type { Context } from "#kit/server/context.ts";

/** A record as others point at it: what it is called, and where it opens for whoever asks. */
export interface Place {
  id: string;
  name: string;
  /** Under agency and year; null where there is no page, or the reader may not see that record today. */
  page: string | null;
}

/** A kind of record the history knows by its words; one with a page also says how to open it, refusing what the reader may not see. */
export interface SubjectPage {
  subject: Subject;
  see?(ctx: Context, id: string): Promise<unknown>;
  /** Of these ids at once: names whoever reads the history may know, pages only of what the reader sees. */
  places?: (ctx: Context, ids: string[]) => Promise<Place[]>;
}

/** Places by record id, one question for each kind. */
export async function placesOf(
  ctx: Context,
  pages: readonly SubjectPage[],
  wanted: { kind: string | null; id: string | null }[],
): Promise<Map<string, Place>> {
  const found = new Map<string, Place>();
  for (const { subject, places } of pages) {
    const ids = new Set(wanted.flatMap(({ kind, id }) => (kind === subject.kind && id !== null ? [id] : [])));
    if (!places || ids.size === 0) continue;
    for (const place of await places(ctx, [...ids])) found.set(place.id, place);
  }
  return found;
}
