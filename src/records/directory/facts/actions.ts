import { and, eq, isNull, sql } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import type { StagedFrom } from "#records/workspace/staging/import.ts";
import { companySubject } from "../contract.ts";
import { whyNotCompany } from "../rules.ts";
import { companyFacts } from "../tables.ts";
import { factKinds } from "../words.ts";
import { type factOperations, factSubject, type taxOperations } from "./contract.ts";
import { getFact, reachedCompany, readTaxes } from "./queries.ts";
import { happenedOn, isTax, whyNotFact } from "./rules.ts";

type Fact = typeof companyFacts.$inferSelect;

export async function recordFact(ctx: Context, { companyId, ...typed }: Input<typeof factOperations.record>) {
  const company = await reachedCompany(ctx, companyId);
  refuseIf(whyNotCompany("update", company));
  refuseIf(whyNotFact(typed, { classes: ctx.actor.classes, today: ctx.today }));
  const { agencyId } = ctx;
  const [known] = await ctx.db
    .select({ id: companyFacts.id })
    .from(companyFacts)
    .where(
      and(
        eq(companyFacts.agencyId, agencyId),
        eq(companyFacts.companyId, companyId),
        eq(companyFacts.year, typed.year),
        eq(companyFacts.kind, typed.kind),
        isNull(companyFacts.voidedAt),
      ),
    );
  if (known) {
    const message = `${typed.year} 年的${factKinds[typed.kind]}已登记过，如有出入请在那一条上更正`;
    throw new Failure("refused", "facts.taken", message, { fields: [{ path: "kind", message }] });
  }
  const { region, industry } = company;
  return writeFact(ctx, { ...typed, companyId, region, industry }, "登记");
}

export async function correctFact(ctx: Context, { id, reason, ...typed }: Input<typeof factOperations.correct>) {
  const before = await getFact(ctx, id);
  refuseIf(whyNotFact({ ...before, ...typed }, { classes: ctx.actor.classes, today: ctx.today }));
  await voidRow(ctx, before, reason);
  const { companyId, year, kind, region, industry } = before;
  return writeFact(ctx, { companyId, year, kind, region, industry, ...typed }, "更正", reason);
}

export async function voidFact(ctx: Context, { id, reason }: Input<typeof factOperations.void>) {
  const before = await getFact(ctx, id);
  if (isTax(before.kind)) refuseIf(whyNotFact(before, { classes: ctx.actor.classes, today: ctx.today }));
  await voidRow(ctx, before, reason, `作废${before.year} 年${factKinds[before.kind]}：${reason}`);
  return {};
}

/** 查看涉税数据: who looked, at whose, what for, when. */
export async function revealTaxes(ctx: Context, { companyId, purpose }: Input<typeof taxOperations.reveal>) {
  await reachedCompany(ctx, companyId);
  const rows = await readTaxes(ctx, companyId);
  for (const { id } of rows)
    await record(ctx, { subject: factSubject, id, before: null, after: {}, reason: `查看涉税数据，用途：${purpose}` });
  return { rows };
}

type Typed = Pick<
  Fact,
  "companyId" | "year" | "kind" | "value" | "issuer" | "queriedOn" | "document" | "region" | "industry"
>;

async function writeFact(ctx: Context, typed: Typed, verb: string, reason?: string) {
  const id = newId();
  const { agencyId } = ctx;
  const typedAt = ctx.now.toISOString();
  await ctx.db.insert(companyFacts).values({ ...typed, agencyId, id, happenedOn: happenedOn(typed.year), typedAt });
  await record(ctx, {
    subject: factSubject,
    id,
    before: null,
    after: { ...toldFact(typed), isVoided: false, version: 1 },
    title: `${verb}${typed.year} 年${factKinds[typed.kind]}（${typed.issuer}）`,
    on: { subject: companySubject, id: typed.companyId },
    ...(reason ? { reason } : {}),
  });
  return { id };
}

async function voidRow(ctx: Context, fact: Fact, reason: string, title?: string) {
  const version = fact.version + 1;
  await ctx.db
    .update(companyFacts)
    .set({ voidedAt: ctx.now.toISOString(), version })
    .where(and(eq(companyFacts.agencyId, ctx.agencyId), eq(companyFacts.id, fact.id)));
  const before = { ...toldFact(fact), isVoided: false, version: fact.version };
  await record(ctx, {
    subject: factSubject,
    id: fact.id,
    before,
    after: { ...before, isVoided: true, version },
    reason,
    ...(title ? { title, on: { subject: companySubject, id: fact.companyId } } : {}),
  });
}

/** 涉税 goes into the field that is sealed. */
export const toldFact = ({
  year,
  kind,
  value,
  issuer,
  queriedOn,
  document,
}: Pick<Fact, "year" | "kind" | "value" | "issuer" | "queriedOn" | "document">) => ({
  year,
  kind,
  value: isTax(kind) ? null : value,
  taxValue: isTax(kind) ? value : null,
  issuer,
  queriedOn,
  document,
});

/**
 * 合并企业: what stood on one company stands on the other from now on. A year and kind both have stays where it is: two
 * figures of one thing are a person's to settle. Answers with the ids that moved, for undo.
 */
export async function moveFacts(ctx: Context, fromId: string, toId: string): Promise<string[]> {
  const { agencyId } = ctx;
  const of = (companyId: string) =>
    ctx.db
      .select()
      .from(companyFacts)
      .where(and(eq(companyFacts.agencyId, agencyId), eq(companyFacts.companyId, companyId)));
  const held = new Set((await of(toId)).filter(({ voidedAt }) => !voidedAt).map(({ year, kind }) => `${year} ${kind}`));
  const moving = (await of(fromId)).filter(({ voidedAt, year, kind }) => voidedAt || !held.has(`${year} ${kind}`));
  for (const { id, version } of moving)
    await ctx.db
      .update(companyFacts)
      .set({ companyId: toId, version: version + 1 })
      .where(and(eq(companyFacts.agencyId, agencyId), eq(companyFacts.id, id)));
  return moving.map(({ id }) => id);
}

/** 成批写入: voids before rows, for one figure of a year stands at a time; then what an undone correction had replaced. */
export async function writeFacts({ db, agencyId, now }: Context, from: StagedFrom): Promise<number> {
  const at = now.toISOString();
  const touched = await db.execute(sql`update ${companyFacts} set version = r.version + 1,
      voided_at = case when (r.image->>'voided')::boolean then ${at}::timestamptz else voided_at end
    from (${from("fact")}) r
    where ${companyFacts.agencyId} = ${agencyId}::uuid and ${companyFacts.id} = r.subject_id
      and r.version > 0 and ${companyFacts.version} = r.version`);
  const made = await db.execute(sql`insert into ${companyFacts} (agency_id, id, company_id, year, kind, value, issuer,
      queried_on, document, region, industry, happened_on, typed_at)
    select ${agencyId}::uuid, r.subject_id, x.company_id, x.year, x.kind, x.value, x.issuer, x.queried_on, x.document,
      x.region, x.industry, x.happened_on, ${at}::timestamptz
    from (${from("fact")}) r, lateral jsonb_to_record(r.image) as x(company_id uuid, year integer, kind text, value numeric,
      issuer text, queried_on date, document text, region text, industry text, happened_on date)
    where r.version = 0`);
  await db.execute(sql`insert into ${companyFacts} (agency_id, id, company_id, year, kind, value, issuer, queried_on,
      document, region, industry, happened_on, typed_at)
    select f.agency_id, (r.image->>'copy')::uuid, f.company_id, f.year, f.kind, f.value, f.issuer, f.queried_on,
      f.document, f.region, f.industry, f.happened_on, ${at}::timestamptz
    from (${from("fact")}) r join ${companyFacts} f on f.agency_id = ${agencyId}::uuid and f.id = r.subject_id
    where r.image ? 'copy'`);
  return (touched.rowCount ?? 0) + (made.rowCount ?? 0);
}
