import { and, count, desc, eq, exists, gte, inArray, isNull, lte, ne, or, type SQL } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { regions } from "#records/directory/tables.ts";
import { persons } from "#records/people/tables.ts";
import { getProject, mayReach } from "../queries.ts";
import { whyNotProject } from "../rules.ts";
import { countings } from "../schemes/tables.ts";
import { projects } from "../tables.ts";
import type { jointOperations } from "./contract.ts";
import { partnersText, whyNotAgree, whyNotAnnul } from "./rules.ts";
import { jointPartners, jointPromotions } from "./tables.ts";

const columns = {
  id: jointPromotions.id,
  projectId: jointPromotions.projectId,
  agreedOn: jointPromotions.agreedOn,
  document: jointPromotions.document,
  ownRole: jointPromotions.ownRole,
  ownShare: jointPromotions.ownShare,
  typedAt: jointPromotions.typedAt,
};

const ofPromotion = ({ agencyId }: Context) =>
  and(eq(jointPartners.agencyId, agencyId), eq(jointPartners.promotionId, jointPromotions.id));

export async function listJoint(ctx: Context, input: Input<typeof jointOperations.list>) {
  const { region, role, partner } = input;
  const among = (where: SQL | undefined) =>
    exists(
      ctx.db
        .select({ id: jointPartners.id })
        .from(jointPartners)
        .where(and(ofPromotion(ctx), where)),
    );
  const answer = await page(input, {
    sorts: { agreedOn: jointPromotions.agreedOn },
    id: jointPromotions.id,
    where: and(
      visible(ctx, jointPromotions),
      isNull(jointPromotions.voidedAt),
      region ? among(and(gte(jointPartners.region, region), lte(jointPartners.region, `${region}~`))) : undefined,
      role ? or(eq(jointPromotions.ownRole, role), among(eq(jointPartners.role, role))) : undefined,
      partner ? among(eq(jointPartners.name, partner)) : undefined,
    ),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({
          ...columns,
          projectName: projects.name,
          stage: projects.stage,
          standing: projects.standing,
          sortKey: jointPromotions.agreedOn,
          total,
        })
        .from(jointPromotions)
        .innerJoin(projects, and(eq(projects.agencyId, ctx.agencyId), eq(projects.id, jointPromotions.projectId)))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(jointPromotions).where(where))[0]?.total ?? 0,
  });
  const partners = await partnersOf(
    ctx,
    answer.rows.map(({ id }) => id),
  );
  const rows = answer.rows.map((row) => ({
    ...row,
    partnerText: partnersText(partners.filter(({ promotionId }) => promotionId === row.id)),
  }));
  return { ...answer, rows };
}

async function partnersOf(ctx: Context, promotionIds: string[]) {
  return ctx.db
    .select({
      id: jointPartners.id,
      promotionId: jointPartners.promotionId,
      name: jointPartners.name,
      region: jointPartners.region,
      regionName: regions.name,
      role: jointPartners.role,
      share: jointPartners.share,
    })
    .from(jointPartners)
    .leftJoin(regions, eq(regions.code, jointPartners.region))
    .where(and(eq(jointPartners.agencyId, ctx.agencyId), inArray(jointPartners.promotionId, promotionIds)))
    .orderBy(desc(jointPartners.share), jointPartners.id);
}

/** The agreements that stand for these projects, with their partners, in two statements. */
export async function agreementsOf(ctx: Context, projectIds: readonly string[]) {
  const standing = await ctx.db
    .select({ ...columns, note: jointPromotions.note, files: jointPromotions.files, byName: persons.name })
    .from(jointPromotions)
    .leftJoin(persons, and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, jointPromotions.byId)))
    .where(
      and(
        eq(jointPromotions.agencyId, ctx.agencyId),
        inArray(jointPromotions.projectId, [...projectIds]),
        isNull(jointPromotions.voidedAt),
      ),
    );
  const partners = await partnersOf(
    ctx,
    standing.map(({ id }) => id),
  );
  return new Map(
    standing.map((agreement) => [
      agreement.projectId,
      { ...agreement, partners: partners.filter(({ promotionId }) => promotionId === agreement.id) },
    ]),
  );
}
export type Agreement = NonNullable<ReturnType<Awaited<ReturnType<typeof agreementsOf>>["get"]>>;

export const agreementOf = async (ctx: Context, projectId: string): Promise<Agreement | null> =>
  (await agreementsOf(ctx, [projectId])).get(projectId) ?? null;

/** Rows of ledgers that were counted by shares. */
export const sharedRows = ({ db, agencyId }: Context, projectId: string): Promise<number> =>
  db.$count(
    countings,
    and(
      eq(countings.agencyId, agencyId),
      eq(countings.projectId, projectId),
      isNull(countings.voidedAt),
      or(eq(countings.kind, "shared"), and(inArray(countings.kind, ["first", "entered"]), ne(countings.credit, 100))),
    ),
  );

export async function projectJoint(ctx: Context, { projectId }: Input<typeof jointOperations.ofProject>) {
  const project = await getProject(ctx, projectId);
  const agreement = await agreementOf(ctx, projectId);
  const scope = mayReach(ctx, "projects.manage", project);
  const annul = agreement ? whyNotAnnul(await sharedRows(ctx, projectId)) : null;
  return {
    agreement,
    partners: agreement?.partners ?? [],
    may: {
      agree: scope ?? whyNotProject("update", project) ?? whyNotAgree({ agreedOn: ctx.today }, agreement, ctx.today),
      annul: scope ?? annul,
    },
  };
}

/** An agreement and its project, held. */
export async function heldAgreement(ctx: Context, id: string) {
  const [known] = await ctx.db
    .select({ projectId: jointPromotions.projectId })
    .from(jointPromotions)
    .where(and(eq(jointPromotions.id, id), isNull(jointPromotions.voidedAt), visible(ctx, jointPromotions)));
  const missing = () =>
    new Failure("missing", "jointPromotions.missing", "这份联合招商约定不存在，或已作废，请刷新后再看");
  if (!known) throw missing();
  const project = await getProject(ctx, known.projectId);
  const agreement = await agreementOf(ctx, project.id);
  if (agreement?.id !== id) throw missing();
  return { project, agreement };
}
