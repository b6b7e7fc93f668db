import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { changedTitles, record } from "#kit/server/history.ts";
import { isReached, visible } from "#kit/server/scope.ts";
import { index, sortNameOf } from "#kit/server/search.ts";
import { sqlState } from "#kit/server/serve.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { companies } from "#records/directory/tables.ts";
import { persons } from "#records/people/tables.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { type intermediaryOperations, intermediarySubject, manage } from "./contract.ts";
import { getIntermediary, inForceOn, type Intermediary, openPhone } from "./queries.ts";
import { whyNotDeclared, whyNotIntermediary, whyNotRemove, whyNotTyped } from "./rules.ts";
import { intermediaries, mandates } from "./tables.ts";
import { declarations } from "./words.ts";

type Changes = Partial<typeof intermediaries.$inferInsert>;

export async function createIntermediary(
  ctx: Context,
  { phone, ...wanted }: Input<typeof intermediaryOperations.create>,
) {
  refuseIf(whyNotTyped(wanted));
  const owner = await ownerOf(ctx, wanted.officerId ?? ctx.actor.personId);
  await refuseUnseenCompany(ctx, wanted.companyId);
  const id = newId();
  await ctx.db
    .insert(intermediaries)
    .values({
      ...wanted,
      ...owner,
      agencyId: ctx.agencyId,
      id,
      phone: phone && (await ctx.secrets.seal(ctx.db, ctx.agencyId, id, phone)),
      sortName: sortNameOf(wanted.name),
      registeredOn: ctx.today,
    })
    .catch(refuseTaken);
  const after = await getIntermediary(ctx, id);
  await index(ctx, "intermediary", id, findable(after));
  await record(ctx, { subject: intermediarySubject, id, before: null, after, title: "登记在册" });
  await tellOfficer(ctx, null, after);
  return { id };
}

export async function updateIntermediary(ctx: Context, sent: Input<typeof intermediaryOperations.update>) {
  const before = await getIntermediary(ctx, sent.id);
  refuseIf(whyNotIntermediary("update", before));
  const { officerId, phone, ...typed } = sent.changes;
  refuseIf(whyNotTyped({ ...before, ...(typed as Partial<Intermediary>) }));
  await refuseConflict(ctx, intermediarySubject, sent, before);
  if (typed.companyId) await refuseUnseenCompany(ctx, typed.companyId);
  const owner = officerId === undefined || officerId === before.officerId ? {} : await ownerOf(ctx, officerId);
  const sealed =
    phone === undefined ? {} : { phone: phone && (await ctx.secrets.seal(ctx.db, ctx.agencyId, before.id, phone)) };
  const sortName = typed.name === undefined ? {} : { sortName: sortNameOf(typed.name) };
  const after = await write(ctx, before, { ...(typed as Changes), ...owner, ...sealed, ...sortName });
  await index(ctx, "intermediary", after.id, findable(after));
  const title = `修改：${changedTitles(intermediarySubject, before, after)}`;
  await record(ctx, { subject: intermediarySubject, id: after.id, before, after, title });
  await tellOfficer(ctx, before, after);
  return { id: after.id };
}

export async function declareIntermediary(ctx: Context, sent: Input<typeof intermediaryOperations.declare>) {
  const { id, version, ...declared } = sent;
  const before = await getIntermediary(ctx, id);
  refuseIf(whyNotIntermediary("update", before));
  refuseIf(whyNotDeclared(declared, ctx.today));
  const title = `回避声明：${declarations[declared.declaration]}`;
  return step(ctx, before, version, declared, { title, happenedOn: declared.declaredOn ?? ctx.today });
}

export async function removeIntermediary(
  ctx: Context,
  { id, version, reason }: Input<typeof intermediaryOperations.remove>,
) {
  const before = await getIntermediary(ctx, id);
  refuseIf(whyNotIntermediary("remove", before));
  const inForce = await ctx.db.$count(
    mandates,
    and(eq(mandates.agencyId, ctx.agencyId), eq(mandates.intermediaryId, id), inForceOn(ctx.today)),
  );
  refuseIf(whyNotRemove(inForce));
  return step(ctx, before, version, { state: "removed", stateReason: reason }, { title: `出册：${reason}`, reason });
}

export async function restoreIntermediary(ctx: Context, { id, version }: Input<typeof intermediaryOperations.restore>) {
  const before = await getIntermediary(ctx, id);
  refuseIf(whyNotIntermediary("restore", before));
  return step(ctx, before, version, { state: "active", stateReason: "" }, { title: "恢复在册" });
}

/** 查看原文: who looked, at whom, when, stays in the history. */
export async function revealIntermediary(ctx: Context, { id }: Input<typeof intermediaryOperations.reveal>) {
  const row = await getIntermediary(ctx, id);
  await record(ctx, { subject: intermediarySubject, id, before: null, after: {}, reason: "查看中介联系电话" });
  return { phone: await openPhone(ctx, row) };
}

async function step(
  ctx: Context,
  before: Intermediary,
  version: number,
  changes: Changes,
  told: { title: string; reason?: string; happenedOn?: string },
) {
  await refuseConflict(ctx, intermediarySubject, { id: before.id, version, changes }, before);
  const after = await write(ctx, before, changes);
  await record(ctx, { subject: intermediarySubject, id: before.id, before, after, ...told });
  return { id: before.id };
}

async function write(ctx: Context, before: Intermediary, changes: Changes): Promise<Intermediary> {
  await ctx.db
    .update(intermediaries)
    .set({ ...changes, version: before.version + 1 })
    .where(and(eq(intermediaries.agencyId, ctx.agencyId), eq(intermediaries.id, before.id)))
    .catch(refuseTaken);
  return { ...before, ...changes, version: before.version + 1 } as Intermediary;
}

const findable = ({ name, creditCode }: Intermediary) => ({ names: [name], codes: creditCode ? [creditCode] : [] });

function refuseTaken(error: unknown): never {
  if (sqlState(error) !== "23505") throw error;
  const message = "该信用代码的机构已在册，可能由其他科室负责，请搜索后在原记录上办理";
  throw new Failure("refused", "intermediaries.creditCode.taken", message, {
    fields: [{ path: "creditCode", message }],
  });
}

async function refuseUnseenCompany(ctx: Context, companyId: string | null): Promise<void> {
  if (companyId === null) return;
  const [company] = await ctx.db
    .select({ id: companies.id })
    .from(companies)
    .where(and(eq(companies.id, companyId), visible({ ...ctx, operation: companyOperations.list }, companies)));
  if (!company) throw new Failure("missing", "companies.missing", "企业不存在，或不在您的数据范围内");
}

/** 责任专员 and the division that goes with that person today. */
async function ownerOf(ctx: Context, officerId: string | null) {
  const [officer] = officerId
    ? await ctx.db
        .select({ officerId: persons.id, divisionId: persons.divisionId })
        .from(persons)
        .where(and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, officerId)))
    : [{ officerId: null, divisionId: null }];
  if (!officer) throw new Failure("refused", "intermediaries.officer", "责任专员不在本机构，请从列表中选择");
  if (!isReached(ctx.actor, manage, officer)) {
    const message = "只能交给自己办理范围内的专员；跨科室的请由主任办理";
    throw new Failure("refused", "intermediaries.officer.scope", message, { fields: [{ path: "officerId", message }] });
  }
  return officer;
}

async function tellOfficer(ctx: Context, before: Intermediary | null, { id, name, officerId }: Intermediary) {
  if (officerId === null || officerId === before?.officerId || officerId === ctx.actor.personId) return;
  const subject = { kind: "intermediary", id };
  await notify(ctx, { to: { persons: [officerId] }, kind: "assigned", title: `中介机构“${name}”交由您负责`, subject });
}
