import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { getFile } from "#kit/server/files.ts";
import { record } from "#kit/server/history.ts";
import { sqlState } from "#kit/server/serve.ts";
import { intermediarySubject } from "../contract.ts";
import { intermediariesPack } from "../pack.ts";
import { getIntermediary, type Intermediary } from "../queries.ts";
import { whyNotEnd, whyNotIntermediary, whyNotMandated, whyNotOverlapping, whyNotTerm } from "../rules.ts";
import { type MandateFile, mandateSignings, mandates } from "../tables.ts";
import { type mandateOperations, mandateSubject } from "./contract.ts";
import { getMandate, type Mandate, othersOf } from "./queries.ts";

type Typed = Omit<Input<typeof mandateOperations.sign>, "intermediaryId">;

export async function signMandate(ctx: Context, { intermediaryId, ...typed }: Input<typeof mandateOperations.sign>) {
  return writeMandate(ctx, await getIntermediary(ctx, intermediaryId), typed, null);
}

export async function renewMandate(ctx: Context, sent: Input<typeof mandateOperations.renew>) {
  const { id, version, scope, ...typed } = sent;
  const before = await getMandate(ctx, id);
  refuseStale(before, version);
  const intermediary = await getIntermediary(ctx, before.intermediaryId);
  return writeMandate(ctx, intermediary, { ...typed, scope: scope ?? before.scope }, id);
}

async function writeMandate(ctx: Context, intermediary: Intermediary, typed: Typed, renewsId: string | null) {
  refuseIf(whyNotIntermediary("update", intermediary));
  refuseIf(whyNotTerm(typed, ctx.today));
  refuseIf(whyNotMandated(intermediary, typed.signedOn, intermediariesPack(ctx).declarationDays));
  const { id: intermediaryId, kind, officerId, divisionId } = intermediary;
  refuseIf(whyNotOverlapping({ ...typed, endedOn: null }, await othersOf(ctx, intermediaryId, null)));
  const id = newId();
  const { agencyId } = ctx;
  const files = await attached(ctx, typed.files, []);
  await ctx.db
    .insert(mandates)
    .values({ ...typed, files, agencyId, id, intermediaryId, renewsId })
    .catch(refuseTaken);
  await ctx.db.insert(mandateSignings).values({
    agencyId,
    id: newId(),
    mandateId: id,
    intermediaryId,
    kind,
    officerId,
    divisionId,
    happenedOn: typed.signedOn,
    typedAt: ctx.now.toISOString(),
  });
  const after = await getMandate(ctx, id);
  const title = `${renewsId ? "续签" : "签订"}委托协议 ${after.number}（${after.fromOn} 至 ${after.toOn}）`;
  await recordMandate(ctx, null, after, { title, happenedOn: typed.signedOn });
  return { id };
}

export async function updateMandate(ctx: Context, sent: Input<typeof mandateOperations.update>) {
  const before = await getMandate(ctx, sent.id);
  if (before.endedOn !== null) throw new Failure("refused", "mandates.ended", "已终止的委托协议不能再改");
  await refuseConflict(ctx, mandateSubject, sent, before);
  const { files, ...typed } = sent.changes;
  const changes = {
    ...typed,
    ...(files ? { files: await attached(ctx, files, before.files) } : {}),
  } as Partial<Mandate>;
  const after = { ...before, ...changes, version: before.version + 1 };
  refuseIf(whyNotTerm(after, ctx.today));
  refuseIf(whyNotOverlapping(after, await othersOf(ctx, before.intermediaryId, before.id)));
  await write(ctx, before, changes);
  await recordMandate(ctx, before, after, { title: `修改委托协议 ${after.number}` });
  return { id: after.id };
}

export async function endMandate(ctx: Context, { id, version, endedOn, reason }: Input<typeof mandateOperations.end>) {
  const before = await getMandate(ctx, id);
  refuseIf(whyNotEnd(before, endedOn, ctx.today));
  const changes = { endedOn, endReason: reason };
  await refuseConflict(ctx, mandateSubject, { id, version, changes }, before);
  await write(ctx, before, changes);
  const after = { ...before, ...changes, version: before.version + 1 };
  await recordMandate(ctx, before, after, {
    title: `终止委托协议 ${before.number}：${reason}`,
    happenedOn: endedOn,
    reason,
  });
  return { id };
}

async function write(ctx: Context, before: Mandate, changes: Partial<typeof mandates.$inferInsert>): Promise<void> {
  await ctx.db
    .update(mandates)
    .set({ ...changes, version: before.version + 1 })
    .where(and(eq(mandates.agencyId, ctx.agencyId), eq(mandates.id, before.id)))
    .catch(refuseTaken);
}

const recordMandate = (
  ctx: Context,
  before: Mandate | null,
  after: Mandate,
  told: { title: string; happenedOn?: string; reason?: string },
) =>
  record(ctx, {
    subject: mandateSubject,
    id: after.id,
    before,
    after,
    ...told,
    on: { subject: intermediarySubject, id: after.intermediaryId },
  });

function refuseStale(before: Mandate, version: number): void {
  if (version !== before.version)
    throw new Failure("refused", "mandates.conflict", "这份委托刚被他人改过，请刷新后再办");
}

function refuseTaken(error: unknown): never {
  if (sqlState(error) !== "23505") throw error;
  const message = "这个协议编号已登记过，请核对编号";
  throw new Failure("refused", "mandates.number.taken", message, { fields: [{ path: "number", message }] });
}

/** What was attached stays; what is new must be a file of one's own. */
async function attached(ctx: Context, wanted: { id: string }[], held: MandateFile[]): Promise<MandateFile[]> {
  const files: MandateFile[] = [];
  for (const { id } of wanted) {
    if (files.some((each) => each.id === id)) continue;
    const known = held.find((each) => each.id === id);
    const file = known ?? (await ownFile(ctx, id));
    files.push({ id, name: file.name, size: file.size });
  }
  return files;
}

async function ownFile(ctx: Context, id: string) {
  const file = await getFile(ctx, id);
  if (file.accountId !== ctx.actor.accountId)
    throw new Failure("missing", "files.missing", "附件不存在，可能已被删除，请重新上传");
  return file;
}
