import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { Held, Moving } from "#records/people/handovers/queries.ts";
import type { Stale } from "#records/people/handovers/rules.ts";
import { projectColumns } from "../queries.ts";
import { projects } from "../tables.ts";
import { stages, standings } from "../words.ts";

export const projectKind = "project";

/** 名下项目, the ended ones too: they do not stay with somebody who has gone. */
export async function projectsHeld({ db, agencyId }: Context, personId: string): Promise<Held> {
  const rows = await db
    .select({
      subjectId: projects.id,
      title: projects.name,
      code: projects.code,
      stage: projects.stage,
      standing: projects.standing,
      version: projects.version,
    })
    .from(projects)
    .where(and(eq(projects.agencyId, agencyId), eq(projects.officerId, personId), isNull(projects.removedAt)))
    .orderBy(asc(projects.sortName), asc(projects.id));
  return {
    kind: projectKind,
    title: "招商项目",
    rows: rows.map(({ code, stage, standing, ...row }) => ({
      ...row,
      note: [code, stages[stage], standing !== "ongoing" && standings[standing]].filter(Boolean).join("，"),
    })),
  };
}

/** The listed projects, held until all is done, and which of them are no longer as they were listed. */
export async function projectsMoving({ db, agencyId }: Context, { giver, items }: Moving) {
  const listed = items.get(projectKind) ?? [];
  const ids = listed.map(({ subjectId }) => subjectId);
  const rows = await db
    .select(projectColumns)
    .from(projects)
    .where(and(eq(projects.agencyId, agencyId), inArray(projects.id, ids)))
    .orderBy(asc(projects.id))
    .for("update");
  const found = new Map(rows.map((row) => [row.id, row]));
  const stale = listed.flatMap(({ subjectId, title, version }): Stale[] => {
    const row = found.get(subjectId);
    if (!row) return [{ title, why: "已不存在" }];
    if (row.officerId !== giver.personId) return [{ title, why: "已由他人负责" }];
    return row.version === version ? [] : [{ title, why: "已被修改" }];
  });
  return { rows, stale };
}
