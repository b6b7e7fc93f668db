import { refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { isReached } from "#kit/server/scope.ts";
import { changeProject } from "../actions.ts";
import { projectSubject } from "../contract.ts";
import { projectsPack } from "../pack.ts";
import { getProject } from "../queries.ts";
import { countedOf } from "../rules.ts";
import { standings } from "../words.ts";
import type { standingOperations } from "./contract.ts";
import { whyNotStanding } from "./rules.ts";
import { projectStandings } from "./tables.ts";

/** 改推进状态: out of the way, or back into it. */
export async function changeStanding(
  ctx: Context,
  { projectId, version, ...wanted }: Input<typeof standingOperations.change>,
) {
  const before = await getProject(ctx, projectId);
  const { standing, happenedOn, note } = wanted;
  const mayReopen = isReached(ctx.actor, "projects.override", before);
  refuseIf(whyNotStanding(wanted, before, { reasons: projectsPack(ctx).reasons, today: ctx.today, mayReopen }));
  // What was filled in for another standing, before the choice changed, is no part of this one.
  const reason = standing === "ongoing" ? null : wanted.reason;
  const wentTo = standing === "lost" ? wanted.wentTo : "";
  await refuseConflict(ctx, projectSubject, { id: projectId, version, changes: { standing } }, before);
  await ctx.db.insert(projectStandings).values({
    ...countedOf(before),
    agencyId: ctx.agencyId,
    id: newId(),
    projectId,
    standing,
    stage: before.stage,
    reason,
    note,
    wentTo,
    happenedOn,
    typedAt: ctx.now.toISOString(),
    byId: ctx.actor.personId,
  });
  const after = await changeProject(ctx, before, {
    standing,
    standingReason: reason,
    standingOn: happenedOn,
  });
  const why = [reason, wentTo && `流向${wentTo}`, note].filter(Boolean).join("，");
  const title = `${standing === "ongoing" ? "恢复推进" : `转为${standings[standing]}`}${why ? `：${why}` : ""}`;
  await record(ctx, {
    subject: projectSubject,
    id: projectId,
    before,
    after,
    title,
    happenedOn,
    ...(why && { reason: why }),
  });
  return after;
}
