import { sql } from "drizzle-orm";
import { refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { inParts, record } from "#kit/server/history.ts";
import { startJob } from "#kit/server/jobs.ts";
import { reportOperations, reportSubject } from "./contract.ts";
import { drawUp, getReport, lastReport, mayReport, type StoredReport } from "./queries.ts";
import {
  type ComparedRow,
  countsOf,
  whyNotCorrect,
  whyNotGone,
  whyNotPeriod,
  whyNotReport,
  whyNotSame,
  whyNotSend,
} from "./rules.ts";
import { projectReportRows, projectReports } from "./tables.ts";

/** Two who report at once: the second waits, and then finds the period reported. */
const oneAtATime = ({ db, agencyId }: Context) =>
  db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`report ${agencyId}`}, 0))`);

interface Said {
  digest: string;
  gone: { projectId: string; reason: string }[];
}

/** 上报: what was previewed is kept as it is, with what had changed since the last report. */
export async function reportSheet(ctx: Context, sent: Input<typeof reportOperations.report>) {
  const { sheet, fromOn, toOn, note, ...said } = sent;
  refuseIf(mayReport(ctx) ?? whyNotPeriod(sent, ctx.today));
  await oneAtATime(ctx);
  const previous = await lastReport(ctx, sheet);
  refuseIf(whyNotReport(sent, previous));
  return keep(ctx, { sheet, fromOn, toOn }, said, { previous, note, correctsId: null, reason: null });
}

/** 更正: the same period from the records of today, as a version of its own; what was sent first stays as it was. */
export async function correctReport(ctx: Context, { id, reason, ...said }: Input<typeof reportOperations.correct>) {
  refuseIf(mayReport(ctx));
  await oneAtATime(ctx);
  const before = await getReport(ctx, id);
  refuseIf(whyNotCorrect(before));
  const { sheet, fromOn, toOn, note } = before;
  return keep(ctx, { sheet, fromOn, toOn }, said, { previous: before, note, correctsId: id, reason });
}

interface Kept {
  previous: StoredReport | null;
  note: string;
  correctsId: string | null;
  reason: string | null;
}

async function keep(
  ctx: Context,
  asked: { sheet: string; fromOn: string; toOn: string },
  said: Said,
  { previous, ...more }: Kept,
) {
  const typed = new Map(said.gone.map(({ projectId, reason }) => [projectId, reason]));
  const { packed, columns, digest, rows, without } = await drawUp(ctx, asked, previous, typed);
  refuseIf(whyNotSend(said.digest, digest) ?? (more.correctsId ? whyNotSame(rows) : null) ?? whyNotGone(without));
  const id = newId();
  const counts = countsOf(rows);
  await ctx.db.insert(projectReports).values({
    ...asked,
    ...more,
    agencyId: ctx.agencyId,
    id,
    title: packed.title,
    authority: packed.authority,
    columns,
    digest,
    rowCount: counts.rows,
    addedCount: counts.added,
    changedCount: counts.changed,
    goneCount: counts.gone,
    previousId: previous?.id ?? null,
    reportedOn: ctx.today,
    typedAt: ctx.now.toISOString(),
    byId: ctx.actor.personId,
  });
  await writeRows(ctx, id, rows);
  const after = await getReport(ctx, id);
  const until = `截至 ${asked.toOn}，${counts.rows} 个项目`;
  await record(ctx, {
    subject: reportSubject,
    id,
    before: null,
    after,
    title: more.reason ? `更正${packed.title}（${until}）：${more.reason}` : `上报${packed.title}（${until}）`,
    ...(more.reason && { reason: more.reason }),
  });
  return after;
}

async function writeRows(ctx: Context, reportId: string, rows: readonly ComparedRow[]): Promise<void> {
  for (const part of inParts([...rows], 500))
    await ctx.db.insert(projectReportRows).values(part.map((row) => ({ ...row, agencyId: ctx.agencyId, reportId })));
}

export const reportJob = {
  kind: reportOperations.write.address,
  title: reportOperations.write.title,
  isAwaited: true,
  input: reportOperations.write.input,
};

export async function askReport(ctx: Context, input: Input<typeof reportOperations.write>) {
  await getReport(ctx, input.id);
  return { jobId: await startJob(ctx, reportJob, input) };
}
