import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { companies, regions } from "#records/directory/tables.ts";
import { agencies } from "#records/people/tables.ts";
import type { projectOperations } from "../contract.ts";
import { listProjects, projectColumns } from "../queries.ts";
import { projectStages } from "../stages/tables.ts";
import { projects } from "../tables.ts";
import type { Stage } from "../words.ts";
import type { LedgerProject } from "./rules.ts";

/** Some rows of the ledger: the very page the list gives, with what the list leaves out. */
export async function readLedger(ctx: Context, input: Input<typeof projectOperations.list>) {
  const { rows, next, total } = await listProjects(ctx, input);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return { rows: [], next, total };
  const investor = and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, projects.investorId));
  const whole = await ctx.db
    .select({ ...projectColumns, creditCode: companies.creditCode })
    .from(projects)
    .leftJoin(companies, investor)
    .where(and(eq(projects.agencyId, ctx.agencyId), inArray(projects.id, ids)));
  const facts = await ctx.db
    .select({ projectId: projectStages.projectId, stage: projectStages.stage, on: projectStages.happenedOn })
    .from(projectStages)
    .where(
      and(
        eq(projectStages.agencyId, ctx.agencyId),
        inArray(projectStages.projectId, ids),
        isNull(projectStages.voidedAt),
      ),
    );
  const days = new Map<string, Partial<Record<Stage, string>>>();
  for (const { projectId, stage, on } of facts) days.set(projectId, { ...days.get(projectId), [stage]: on });
  const byId = new Map(whole.map((project) => [project.id, project]));
  const full = rows.flatMap(({ id, officerName, divisionName }): Omit<LedgerProject, "regionName">[] => {
    const project = byId.get(id);
    return project ? [{ ...project, officerName, divisionName, days: days.get(id) ?? {} }] : [];
  });
  return { rows: full, next, total };
}

/** 行政区划 with province and city before it: 朝阳区 alone says nothing, and could not be read back. */
export async function readRegions({ db }: Context): Promise<(code: string | null) => string | null> {
  const all = await db.select({ code: regions.code, name: regions.name }).from(regions);
  const names = new Map(all.map(({ code, name }) => [code, name]));
  return (code) => {
    const name = code && names.get(code);
    if (!name) return code;
    const above = [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`].filter((each) => each !== code);
    return [...above.map((each) => names.get(each) ?? ""), name].join("");
  };
}

export async function agencyName({ db, agencyId }: Context): Promise<string> {
  const [agency] = await db.select({ name: agencies.name }).from(agencies).where(eq(agencies.id, agencyId));
  return agency?.name ?? "";
}
