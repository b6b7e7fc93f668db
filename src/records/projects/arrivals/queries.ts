import { and, asc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { persons } from "#records/people/tables.ts";
import { projectsPack } from "../pack.ts";
import { getProject, mayReach } from "../queries.ts";
import { whyNotProject } from "../rules.ts";
import { projects } from "../tables.ts";
import type { arrivalOperations } from "./contract.ts";
import { countedOf, yearsOf } from "./rules.ts";
import { projectArrivals, projectStatistics } from "./tables.ts";

const verifiers = alias(persons, "verifier");

/** What stands of a project's arrivals; who sees the project sees them. */
export async function arrivalsOf(ctx: Context, projectId: string) {
  const t = projectArrivals;
  return ctx.db
    .select({ ...getTableColumns(t), byName: persons.name, verifierName: verifiers.name })
    .from(t)
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, t.byId)))
    .leftJoin(verifiers, and(eq(verifiers.agencyId, ctx.agencyId), eq(verifiers.id, t.verifiedById)))
    .where(and(eq(t.agencyId, ctx.agencyId), eq(t.projectId, projectId), isNull(t.voidedAt)))
    .orderBy(asc(t.happenedOn), asc(t.id));
}

export async function statisticsOf(ctx: Context, projectId: string) {
  const t = projectStatistics;
  return ctx.db
    .select()
    .from(t)
    .where(and(eq(t.agencyId, ctx.agencyId), eq(t.projectId, projectId), isNull(t.voidedAt)))
    .orderBy(asc(t.year), asc(t.issuedOn), asc(t.id));
}

export async function listArrivals(ctx: Context, { projectId }: Input<typeof arrivalOperations.list>) {
  const project = await getProject(ctx, projectId);
  const [rows, statistics] = [await arrivalsOf(ctx, projectId), await statisticsOf(ctx, projectId)];
  const { definitions, arrivals } = projectsPack(ctx);
  const manage = mayReach(ctx, "projects.manage", project);
  return {
    rows,
    statistics,
    years: yearsOf(rows, statistics),
    counted: countedOf(rows),
    kinds: arrivals.kinds,
    definition: definitions.fundsInPlace,
    may: {
      register: manage ?? whyNotProject("update", project),
      manage,
      verify: mayReach(ctx, "projects.verify", project),
    },
  };
}

/** An arrival that stands, of a project held by the caller. */
export async function getArrival(ctx: Context, { projectId, id }: { projectId: string; id: string }) {
  const arrival = (await arrivalsOf(ctx, projectId)).find((each) => each.id === id);
  if (!arrival) throw new Failure("missing", "arrivals.missing", "这笔到位资金不存在，或已更正、作废，请刷新后再看");
  return arrival;
}

/** 凭证号相同 in the whole agency, for one paper may have been brought for two projects; named only to who sees them. */
export async function arrivalsNumbered(ctx: Context, proofNumber: string) {
  if (proofNumber === "") return [];
  const t = projectArrivals;
  const seen = sql<string | null>`case when (${visible(ctx, projects)}) then ${projects.name} end`;
  return ctx.db
    .select({
      id: t.id,
      projectId: t.projectId,
      happenedOn: t.happenedOn,
      originalAmount: t.originalAmount,
      currency: t.currency,
      proofNumber: t.proofNumber,
      projectName: seen,
    })
    .from(t)
    .innerJoin(projects, and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, t.projectId)))
    .where(
      and(eq(t.agencyId, ctx.agencyId), eq(t.proofNumber, proofNumber), isNull(t.voidedAt), isNull(projects.removedAt)),
    )
    .orderBy(asc(t.id))
    .limit(20);
}
