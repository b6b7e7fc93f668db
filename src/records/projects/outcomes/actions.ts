import { and, eq, isNull } from "drizzle-orm";
import { newId } from "#kit/base/ids.ts";
import type { Context } from "#kit/server/context.ts";
import { inParts, record } from "#kit/server/history.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { commitmentSubject } from "../commitments/contract.ts";
import type { StoredCommitment } from "../commitments/queries.ts";
import { brokenOn, whyOf } from "../commitments/rules.ts";
import { commitmentOutcomes } from "../commitments/tables.ts";
import { commitmentKinds, type Outcome } from "../commitments/words.ts";
import { projectSubject } from "../contract.ts";
import { projectsPack } from "../pack.ts";
import type { StoredProject } from "../queries.ts";
import { countedOf } from "../rules.ts";
import { outcomeHeld, unwritten } from "./queries.ts";

/** 履约结果 that stands becomes the wanted one: a fact is voided and written anew, never changed. */
export async function settleOutcome(
  ctx: Context,
  project: StoredProject,
  commitment: StoredCommitment,
  wanted: { outcome: Outcome; happenedOn: string } | null,
): Promise<void> {
  const held = await outcomeHeld(ctx, commitment.id);
  if (held?.outcome === wanted?.outcome && held?.happenedOn === wanted?.happenedOn) return;
  if (held) await voidOutcome(ctx, commitment.id);
  if (!wanted) return;
  await ctx.db.insert(commitmentOutcomes).values(outcomeRow(ctx, project, commitment, wanted));
  if (wanted.outcome === "breached" && held?.outcome !== "breached") await tellBreaches(ctx, project, [commitment]);
}

const outcomeRow = (
  ctx: Context,
  project: Parameters<typeof countedOf>[0] & { id: string },
  { id: commitmentId, kind }: Pick<StoredCommitment, "id" | "kind">,
  wanted: { outcome: Outcome; happenedOn: string },
) =>
  ({
    ...countedOf(project),
    ...wanted,
    agencyId: ctx.agencyId,
    id: newId(),
    projectId: project.id,
    commitmentId,
    kind,
    typedAt: ctx.now.toISOString(),
  }) as typeof commitmentOutcomes.$inferInsert;

export async function voidOutcome(ctx: Context, commitmentId: string): Promise<void> {
  await ctx.db
    .update(commitmentOutcomes)
    .set({ voidedAt: ctx.now.toISOString() })
    .where(
      and(
        eq(commitmentOutcomes.agencyId, ctx.agencyId),
        eq(commitmentOutcomes.commitmentId, commitmentId),
        isNull(commitmentOutcomes.voidedAt),
      ),
    );
}

/** 夜间: what became a breach by the mere passing of days is written down, told on its project and to its officer. */
export async function writeBreaches(ctx: Context, limit = 1000): Promise<number> {
  const pack = projectsPack(ctx).commitments;
  const found = await unwritten(ctx, limit);
  const rows = found.map(({ commitment, project }) =>
    outcomeRow(ctx, project, commitment, {
      outcome: "breached",
      happenedOn: brokenOn({ ...commitment, dueOn: commitment.dueOn ?? ctx.today }, pack),
    }),
  );
  for (const part of inParts(rows, 500)) await ctx.db.insert(commitmentOutcomes).values(part);
  for (const { commitment, project } of found) {
    const why = whyOf({ ...commitment, isEnded: false }, pack, ctx.today);
    await record(ctx, {
      subject: commitmentSubject,
      id: commitment.id,
      before: null,
      after: {},
      title: `${commitment.year}年${commitmentKinds[commitment.kind]}承诺违约：${why}`,
      on: { subject: projectSubject, id: project.id },
    });
  }
  const told = new Map(found.map(({ project }) => [project.id, project]));
  for (const project of told.values())
    await tellBreaches(
      ctx,
      project,
      found.filter((each) => each.project.id === project.id).map(({ commitment }) => commitment),
    );
  return found.length;
}

/** 履约违约: one notice a project to its officer, unless that is who registered it. */
async function tellBreaches(
  ctx: Context,
  { id, name, officerId }: { id: string; name: string; officerId: string | null },
  broken: readonly Pick<StoredCommitment, "year" | "kind">[],
): Promise<void> {
  if (officerId === null || officerId === ctx.actor.personId) return;
  const items = broken.map(({ year, kind }) => `${year}年${commitmentKinds[kind]}`).join("、");
  const title = `项目“${name}”承诺违约：${items}，请登记完成情况或处置`;
  await notify(ctx, { to: { persons: [officerId] }, kind: "breach", title, subject: { kind: "project", id } });
}
