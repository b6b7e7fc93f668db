import { and, eq, ne, type SQL } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { getFile } from "#kit/server/files.ts";
import { changedTitles, record } from "#kit/server/history.ts";
import { isReached } from "#kit/server/scope.ts";
import { index, sortNameOf } from "#kit/server/search.ts";
import { sqlState } from "#kit/server/serve.ts";
import { getCompany } from "#records/directory/queries.ts";
import { whyNotCompany } from "#records/directory/rules.ts";
import { persons } from "#records/people/tables.ts";
import { type siteOperations, siteSubject } from "./contract.ts";
import { getSite, siteColumns, type StoredSite } from "./queries.ts";
import { openOccupations } from "./occupations/queries.ts";
import { stateAfter, whyNotIn, whyNotMoveTo, whyNotOn, whyNotShrink, whyNotUpdate, statesOf } from "./rules.ts";
import { settle } from "./settling/actions.ts";
import { type Attached, sites } from "./tables.ts";
import { siteKinds, siteStates } from "./words.ts";

/** 入库: the site enters the library in the state it is in today. */
export async function createSite(ctx: Context, { files, state, ...wanted }: Input<typeof siteOperations.create>) {
  refuseState(wanted.kind, state);
  const id = newId();
  const owner = await ownerOf(ctx, wanted.officerId ?? ctx.actor.personId);
  const park = await placeOf(ctx, wanted.kind, wanted.parentId);
  await companyOf(ctx, wanted.ownerId);
  await ctx.db
    .insert(sites)
    .values({
      ...wanted,
      ...owner,
      ...park,
      agencyId: ctx.agencyId,
      id,
      sortName: sortNameOf(wanted.name),
      files: await attached(ctx, files, []),
      state,
      stateSince: ctx.today,
      createdOn: ctx.today,
      createdAt: ctx.now.toISOString(),
    })
    .catch((error: unknown) => refuseTaken(error, wanted.code));
  const after = await getSite(ctx, id);
  await index(ctx, "site", id, findable(after));
  await settle(ctx, eq(sites.id, id), { happenedOn: ctx.today, reason: "入库" });
  await record(ctx, { subject: siteSubject, id, before: null, after, title: "入库" });
  return after;
}

function refuseState(kind: StoredSite["kind"], state: Input<typeof siteOperations.create>["state"]): void {
  if (!statesOf(kind).includes(state))
    throw new Failure("refused", "sites.state.kind", `${siteKinds[kind]}没有“${siteStates[state]}”这个状态，请另选`);
}

export async function updateSite(ctx: Context, sent: Input<typeof siteOperations.update>) {
  const before = await getSite(ctx, sent.id);
  refuseIf(whyNotUpdate(before));
  await refuseConflict(ctx, siteSubject, sent, before);
  const { officerId, files, ...changes } = sent.changes;
  if (changes.area !== undefined) refuseIf(whyNotShrink(before, changes.area));
  if (changes.ownerId && changes.ownerId !== before.ownerId) await companyOf(ctx, changes.ownerId);
  const isMoved = changes.parentId !== undefined && changes.parentId !== before.parentId;
  const change = {
    ...changes,
    ...(officerId === undefined || officerId === before.officerId ? {} : await ownerOf(ctx, officerId)),
    ...(changes.name === undefined ? {} : { sortName: sortNameOf(changes.name) }),
    ...(isMoved ? await placeOf(ctx, before.kind, changes.parentId ?? null) : {}),
    ...(files === undefined ? {} : { files: await attached(ctx, files, before.files) }),
    ...(changes.area === undefined ? {} : await stateFor(ctx, { ...before, area: changes.area })),
  };
  const after = await changeSite(ctx, before, change).catch((error: unknown) =>
    refuseTaken(error, changes.code ?? null),
  );
  // 楼栋换园区: what stands in it goes with it.
  if (isMoved && before.kind === "building")
    await ctx.db
      .update(sites)
      .set({ parkId: after.parkId })
      .where(and(own(ctx), eq(sites.parentId, before.id)));
  if (after.name !== before.name || after.code !== before.code) await index(ctx, "site", after.id, findable(after));
  const title = `修改：${changedTitles(siteSubject, before, after)}`;
  await settle(ctx, eq(sites.id, after.id), { happenedOn: ctx.today, reason: "修改登记内容" });
  await record(ctx, { subject: siteSubject, id: after.id, before, after, title });
  return after;
}

/** 变更状态 by hand. */
export async function moveSite(ctx: Context, { id, version, state, ...said }: Input<typeof siteOperations.move>) {
  const before = await getSite(ctx, id);
  refuseIf(whyNotMoveTo(before, state));
  refuseIf(whyNotOn(said.happenedOn, { since: before.stateSince, today: ctx.today }));
  await refuseConflict(ctx, siteSubject, { id, version, changes: { state } }, before);
  if (state === "withdrawn") await refuseHolding(ctx, id);
  const after = await changeSite(ctx, before, { state, stateSince: said.happenedOn });
  await settle(ctx, eq(sites.id, id), said);
  const title = `${siteStates[before.state]} → ${siteStates[state]}：${said.reason}`;
  const { happenedOn, reason } = said;
  await record(ctx, { subject: siteSubject, id, before, after, title, happenedOn, reason });
  return after;
}

/** A park or building goes last. */
async function refuseHolding(ctx: Context, id: string): Promise<void> {
  const held = await ctx.db.$count(sites, and(own(ctx), eq(sites.parentId, id), ne(sites.state, "withdrawn")));
  if (held > 0)
    throw new Failure("refused", "sites.move.holds", `里面还有 ${held} 处在册的空间，请先让它们退出或移到别处`);
}

/** 改面积 may fill it up or open it again. */
async function stateFor(ctx: Context, site: StoredSite) {
  const state = stateAfter(site, await openOccupations(ctx, site.id));
  return state === site.state ? {} : { state, stateSince: ctx.today };
}

export async function changeSite(
  ctx: Context,
  before: StoredSite,
  change: { [Field in keyof typeof sites.$inferInsert]?: (typeof sites.$inferInsert)[Field] | undefined },
): Promise<StoredSite> {
  const [after] = await ctx.db
    .update(sites)
    .set({ ...change, version: before.version + 1 })
    .where(and(own(ctx), eq(sites.id, before.id)))
    .returning(siteColumns);
  if (!after) throw new Error("site not written");
  return after;
}

const own = ({ agencyId }: Context): SQL => eq(sites.agencyId, agencyId);

/** Where it stands, and so in which park. */
async function placeOf(ctx: Context, kind: StoredSite["kind"], parentId: string | null) {
  if (parentId === null) return { parentId, parkId: null };
  const [parent] = await ctx.db
    .select({ id: sites.id, kind: sites.kind, state: sites.state, parkId: sites.parkId })
    .from(sites)
    .where(and(own(ctx), eq(sites.id, parentId)));
  if (!parent) throw new Failure("refused", "sites.parent.missing", "所选的园区或楼栋不存在，请从列表中选择");
  refuseIf(whyNotIn(kind, parent));
  return { parentId, parkId: parent.kind === "park" ? parent.id : parent.parkId };
}

/** A company of the directory that a site may point to: one the typist may see, and not one that has gone. */
export async function companyOf(ctx: Context, companyId: string | null) {
  if (companyId === null) return null;
  const asked = { ...ctx, operation: { ...ctx.operation, kind: "query" as const } };
  const company = await getCompany(asked, companyId);
  refuseIf(whyNotCompany("update", company));
  return company;
}

/** 联系人 and the division that goes with that person today. */
async function ownerOf(ctx: Context, officerId: string | null) {
  const [officer] = officerId
    ? await ctx.db
        .select({ officerId: persons.id, divisionId: persons.divisionId })
        .from(persons)
        .where(and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, officerId)))
    : [{ officerId: null, divisionId: null }];
  if (!officer) throw new Failure("refused", "sites.officer", "联系人不在本机构，请从列表中选择");
  if (!isReached(ctx.actor, "sites.manage", officer)) {
    const message = "只能交给自己办理范围内的人联系；跨科室的请由主任办理";
    throw new Failure("refused", "sites.officer.scope", message, { fields: [{ path: "officerId", message }] });
  }
  return officer;
}

/** Own uploads, and what is attached already: nobody attaches a file of somebody else's by its id. */
async function attached(ctx: Context, wanted: readonly Attached[], held: readonly Attached[]): Promise<Attached[]> {
  const files: Attached[] = [];
  for (const { id } of wanted) {
    if (files.some((each) => each.id === id)) continue;
    const known = held.find((each) => each.id === id);
    const file = known ?? (await getFile(ctx, id));
    if ("accountId" in file && file.accountId !== ctx.actor.accountId)
      throw new Failure("missing", "files.missing", "附件不存在，可能已被删除，请重新上传");
    files.push({ id, name: file.name, size: file.size });
  }
  return files;
}

function refuseTaken(error: unknown, code: string | null): never {
  if (sqlState(error) !== "23505") throw error;
  const message = `编号 ${code ?? ""} 已用在另一处空间上，请搜索后在原记录上办理，或换一个编号`;
  throw new Failure("refused", "sites.code.taken", message, { fields: [{ path: "code", message: "该编号已在库" }] });
}

export const findable = ({ name, code }: { name: string; code: string | null }) => ({
  names: [name],
  codes: code ? [code] : [],
});
