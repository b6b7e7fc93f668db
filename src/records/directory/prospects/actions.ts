import { and, eq, sql } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { changedTitles, record } from "#kit/server/history.ts";
import { isReached } from "#kit/server/scope.ts";
import { index, sortNameOf } from "#kit/server/search.ts";
import { sqlState } from "#kit/server/serve.ts";
import { divisions, persons } from "#records/people/tables.ts";
import type { StagedFrom } from "#records/workspace/staging/import.ts";
import { createCompany, sectionFor } from "../actions.ts";
import { NewCompany } from "../contract.ts";
import { getCompany } from "../queries.ts";
import { whyNotIndustry } from "../rules.ts";
import { companies } from "../tables.ts";
import { type prospectOperations, prospectSubject } from "./contract.ts";
import { getProspect, namesakes, prospectColumns, twinOf } from "./queries.ts";
import { nameKeyOf, whyNotLink, whyNotMove, whyNotUnlink } from "./rules.ts";
import { prospects } from "./tables.ts";
import { prospectStates } from "./words.ts";

type Prospect = Awaited<ReturnType<typeof getProspect>>;

export async function createProspect(ctx: Context, wanted: Input<typeof prospectOperations.create>) {
  refuseIf(whyNotIndustry(wanted.industryCode));
  const owner = await ownerOf(ctx, {
    ...wanted,
    officerId: wanted.officerId ?? (wanted.divisionId ? null : ctx.actor.personId),
  });
  await refuseTwin(ctx, wanted, null);
  const id = newId();
  await ctx.db
    .insert(prospects)
    .values({
      ...wanted,
      ...sectionFor(wanted),
      ...owner,
      ...keysOf(wanted.name),
      agencyId: ctx.agencyId,
      id,
      listedOn: ctx.today,
    })
    .catch(refuseRace);
  await index(ctx, "prospect", id, { names: [wanted.name], codes: [] });
  const after = await getProspect(ctx, id);
  await record(ctx, {
    subject: prospectSubject,
    id,
    before: null,
    after: await told(ctx, after),
    title: "列入目标企业",
  });
  return { id };
}

export async function updateProspect(ctx: Context, sent: Input<typeof prospectOperations.update>) {
  const before = await getProspect(ctx, sent.id);
  refuseIf(whyNotIndustry(sent.changes.industryCode));
  await refuseConflict(ctx, prospectSubject, sent, before);
  const { officerId, divisionId, ...typed } = sent.changes;
  const isMoved = officerId !== undefined || divisionId !== undefined;
  const owner = isMoved ? await ownerOf(ctx, { ...before, ...definedOf({ officerId, divisionId }) }) : {};
  const { name = before.name, year = before.year } = typed;
  if (name !== before.name || year !== before.year) await refuseTwin(ctx, { year, name }, before.id);
  const after = await write(ctx, before, {
    ...definedOf(typed),
    ...sectionFor(typed, before),
    ...owner,
    ...keysOf(name),
  });
  if (name !== before.name) await index(ctx, "prospect", after.id, { names: [name], codes: [] });
  const [old, now] = [await told(ctx, before), await told(ctx, after)];
  const title = `修改：${changedTitles(prospectSubject, old, now)}`;
  await record(ctx, { subject: prospectSubject, id: after.id, before: old, after: now, title });
  return { id: after.id };
}

export async function moveProspect(
  ctx: Context,
  { id, version, state, reason }: Input<typeof prospectOperations.move>,
) {
  const before = await getProspect(ctx, id);
  refuseIf(whyNotMove(before, state, reason));
  const title = `${prospectStates[before.state]} → ${prospectStates[state]}${reason ? `：${reason}` : ""}`;
  return change(ctx, before, version, { state, stateReason: reason }, title);
}

export async function linkProspect(ctx: Context, sent: Input<typeof prospectOperations.link>) {
  const before = await getProspect(ctx, sent.id);
  refuseIf(whyNotLink(before));
  const company = await getCompany(ctx, sent.companyId);
  return change(ctx, before, sent.version, { companyId: company.id }, `关联库内企业：${company.name}`);
}

export async function unlinkProspect(ctx: Context, { id, version }: Input<typeof prospectOperations.unlink>) {
  const before = await getProspect(ctx, id);
  refuseIf(whyNotUnlink(before));
  return change(ctx, before, version, { companyId: null }, "解除与库内企业的关联");
}

export async function enrollProspect(
  ctx: Context,
  { id, version, duplicateReason }: Input<typeof prospectOperations.enroll>,
) {
  const before = await getProspect(ctx, id);
  refuseIf(whyNotLink(before));
  if ((await namesakes(ctx, before.name)) > 0)
    throw new Failure(
      "refused",
      "prospects.enroll.taken",
      "企业库中已有同名企业，请改用“关联库内企业”；看不到的请联系主任",
    );
  const { name, industry, industryCode, officerId } = before;
  const note = [before.reason, before.source && `线索来源：${before.source}`].filter(Boolean).join("\n");
  const wanted = NewCompany.parse({ name, industry, industryCode, officerId, note });
  const company = await createCompany(ctx, { ...wanted, duplicateReason });
  await change(ctx, before, version, { companyId: company.id }, "转入企业库");
  return { companyId: company.id };
}

const keysOf = (name: string) => ({ sortName: sortNameOf(name), nameKey: nameKeyOf(name) });

const definedOf = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };

/** A step of its own, on the version that was looked at. */
async function change(
  ctx: Context,
  before: Prospect,
  version: number,
  changes: Partial<typeof prospects.$inferInsert>,
  title: string,
) {
  await refuseConflict(ctx, prospectSubject, { id: before.id, version, changes }, before);
  const after = await write(ctx, before, changes);
  const [old, now] = [await told(ctx, before), await told(ctx, after)];
  await record(ctx, { subject: prospectSubject, id: after.id, before: old, after: now, title });
  return { id: after.id };
}

async function write(ctx: Context, before: Prospect, changes: Partial<typeof prospects.$inferInsert>) {
  const [after] = await ctx.db
    .update(prospects)
    .set({ ...changes, version: before.version + 1 })
    .where(and(eq(prospects.agencyId, ctx.agencyId), eq(prospects.id, before.id)))
    .returning(prospectColumns)
    .catch(refuseRace);
  if (!after) throw new Error("prospect not written");
  return after;
}

/** Two at the same moment: what `refuseTwin` could not see yet. */
function refuseRace(error: unknown): never {
  if (sqlState(error) !== "23505") throw error;
  throw new Failure("refused", "prospects.taken", "这家企业今年已在目标清单里，请搜索后在原记录上办理");
}

async function refuseTwin(ctx: Context, { year, name }: { year: number; name: string }, exceptId: string | null) {
  const twin = await twinOf(ctx, year, name, exceptId);
  if (!twin) return;
  const message = `${name}已在 ${year} 年的“${twin.theme}”清单里，由${twin.divisionName ?? "未定科室"}负责`;
  throw new Failure("refused", "prospects.taken", message, { fields: [{ path: "name", message }] });
}

/** 责任专员 with the division that goes with that person; or a division alone. */
async function ownerOf(ctx: Context, wanted: { officerId: string | null; divisionId: string | null }) {
  const { db, agencyId } = ctx;
  const [officer] = wanted.officerId
    ? await db
        .select({ officerId: persons.id, divisionId: persons.divisionId })
        .from(persons)
        .where(and(eq(persons.agencyId, agencyId), eq(persons.id, wanted.officerId)))
    : await db
        .select({ divisionId: divisions.id })
        .from(divisions)
        .where(and(eq(divisions.agencyId, agencyId), eq(divisions.id, wanted.divisionId ?? agencyId)));
  if (!officer && (wanted.officerId || wanted.divisionId))
    throw new Failure("refused", "prospects.owner", "责任专员或科室不在本机构，请从列表中选择");
  const owner = { officerId: wanted.officerId, divisionId: officer?.divisionId ?? null };
  if (!isReached(ctx.actor, "prospects.manage", owner)) {
    const message = "只能把目标企业交给自己办理范围内的专员或科室；跨科室的请由主任办理";
    throw new Failure("refused", "prospects.owner.scope", message, { fields: [{ path: "officerId", message }] });
  }
  return owner;
}

async function told(ctx: Context, { companyId, ...prospect }: Prospect) {
  const [company] = companyId
    ? await ctx.db
        .select({ name: companies.name })
        .from(companies)
        .where(and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, companyId)))
    : [];
  return { ...prospect, companyName: company?.name ?? null };
}

/** 合并企业: a year in which both companies stand on the list keeps both entries; the other's loses its link. */
export async function moveProspects(ctx: Context, fromId: string, toId: string): Promise<string[]> {
  const { agencyId, db } = ctx;
  const of = (companyId: string) =>
    db
      .select({ id: prospects.id, year: prospects.year, version: prospects.version })
      .from(prospects)
      .where(and(eq(prospects.agencyId, agencyId), eq(prospects.companyId, companyId)));
  const held = new Set((await of(toId)).map(({ year }) => year));
  const moving = await of(fromId);
  for (const { id, year, version } of moving)
    await db
      .update(prospects)
      .set({ companyId: held.has(year) ? null : toId, version: version + 1 })
      .where(and(eq(prospects.agencyId, agencyId), eq(prospects.id, id)));
  return moving.map(({ id }) => id);
}

const image = sql`lateral jsonb_to_record(r.image) as x(year integer, theme text, name text, sort_name text, name_key text,
  company_id uuid, industry text, industry_code text, reason text, source text, priority text, officer_id uuid,
  division_id uuid, state text, state_reason text, listed_on date)`;
const columns =
  sql.raw(`year, theme, name, sort_name, name_key, company_id, industry, industry_code, reason, source, priority,
  officer_id, division_id, state, state_reason, listed_on`);

/** 成批写入: one statement for what is new and one for what is changed. */
export async function writeProspects({ db, agencyId }: Context, from: StagedFrom): Promise<number> {
  const staged = sql`(${from("prospect")}) r, ${image}`;
  const created = await db.execute(sql`insert into ${prospects} (agency_id, id, ${columns})
    select ${agencyId}::uuid, r.subject_id, ${sql.raw("x.*")} from ${staged} where r.version = 0`);
  const updated =
    await db.execute(sql`update ${prospects} set (${columns}) = (select ${sql.raw("x.*")}), version = r.version + 1
    from ${staged}
    where ${prospects.agencyId} = ${agencyId}::uuid and ${prospects.id} = r.subject_id and ${prospects.version} = r.version`);
  return (created.rowCount ?? 0) + (updated.rowCount ?? 0);
}
