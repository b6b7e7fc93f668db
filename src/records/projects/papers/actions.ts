import { and, eq, inArray } from "drizzle-orm";
import type { FieldClass } from "#kit/base/classes.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Context } from "#kit/server/context.ts";
import { getFile } from "#kit/server/files.ts";
import { type Attached, projectPapers } from "./tables.ts";

/** 附上: own uploads, and what the project holds already; nobody attaches a file of somebody else's by its id. */
export async function attachPapers(
  ctx: Context,
  projectId: string,
  wanted: readonly { id: string }[],
  { class: level = "internal" }: { class?: FieldClass } = {},
) {
  const { db, agencyId } = ctx;
  const ids = [...new Set(wanted.map(({ id }) => id))];
  if (ids.length === 0) return new Map<string, Attached>();
  const held = await db
    .select({ fileId: projectPapers.fileId })
    .from(projectPapers)
    .where(
      and(
        eq(projectPapers.agencyId, agencyId),
        eq(projectPapers.projectId, projectId),
        inArray(projectPapers.fileId, ids),
      ),
    );
  const known = new Set(held.map(({ fileId }) => fileId));
  const papers = new Map<string, Attached>();
  for (const id of ids) {
    const file = await getFile(ctx, id);
    if (!known.has(id) && file.accountId !== ctx.actor.accountId)
      throw new Failure("missing", "files.missing", "附件不存在，可能已被删除，请重新上传");
    papers.set(id, { id, name: file.name, size: file.size });
  }
  const fresh = ids.filter((id) => !known.has(id));
  if (fresh.length > 0)
    await db.insert(projectPapers).values(fresh.map((fileId) => ({ agencyId, fileId, projectId, class: level })));
  return papers;
}

export function paperOf(papers: ReadonlyMap<string, Attached>, id: string): Attached {
  const paper = papers.get(id);
  if (!paper) throw new Error("a paper that was not attached");
  return paper;
}
