import { and, count, eq, inArray, isNull, sql } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import type { Database } from "#kit/server/database.ts";
import { canonical, changedTitles, inParts, record } from "#kit/server/history.ts";
import { news, tell } from "#kit/server/news.ts";
import { isReached } from "#kit/server/scope.ts";
import { index, sortNameOf } from "#kit/server/search.ts";
import { sqlState } from "#kit/server/serve.ts";
import { persons } from "#records/people/tables.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { type companyOperations, companySubject, type contactOperations, contactSubject } from "./contract.ts";
import { keysOf } from "./naming/rules.ts";
import { companyColumns, getCompany, getContact, openContact, shownContact } from "./queries.ts";
import { sectionOfCode, whyNotCompany, whyNotContact, whyNotIndustry } from "./rules.ts";
import { companies, companyTaggings, contacts, regions } from "./tables.ts";
import type { CompanyTag } from "./words.ts";

type Company = Awaited<ReturnType<typeof getCompany>>;

/** 将入库: told before a company is entered by hand; who knows one like it may refuse unless a reason is given. */
export const companyEntering = news<Named & { reason: string }>("companyEntering");

/** 入库: the company enters the agency's directory under the officer who brought it. */
export async function createCompany(
  ctx: Context,
  { duplicateReason: reason, ...wanted }: Input<typeof companyOperations.create>,
) {
  await tell(ctx, companyEntering, { ...wanted, reason });
  const id = newId();
  refuseIf(whyNotIndustry(wanted.industryCode));
  const owner = await ownerOf(ctx, wanted.officerId ?? ctx.actor.personId);
  await ctx.db
    .insert(companies)
    .values({
      ...wanted,
      ...sectionFor(wanted),
      ...owner,
      agencyId: ctx.agencyId,
      id,
      sortName: sortNameOf(wanted.name),
      createdOn: ctx.today,
      createdAt: ctx.now.toISOString(),
    })
    .catch((error: unknown) => refuseTaken(error, wanted.creditCode));
  const after = await getCompany(ctx, id);
  await tag(ctx, after, after.tags);
  await index(ctx, "company", id, findable(after));
  const title = reason ? `入库（与在库企业相像，仍新增：${reason}）` : "入库";
  await record(ctx, { subject: companySubject, id, before: null, after, title, ...(reason ? { reason } : {}) });
  await tellOfficer(ctx, null, after);
  return after;
}

export async function updateCompany(ctx: Context, sent: Input<typeof companyOperations.update>) {
  const before = await getCompany(ctx, sent.id);
  refuseIf(whyNotCompany("update", before));
  refuseIf(whyNotIndustry(sent.changes.industryCode));
  await refuseConflict(ctx, companySubject, sent, before);
  const { officerId, ...typed } = sent.changes;
  const changes = { ...typed, ...sectionFor(typed, before) };
  const owner = officerId === undefined || officerId === before.officerId ? {} : await ownerOf(ctx, officerId);
  const sortName = changes.name === undefined ? {} : { sortName: sortNameOf(changes.name) };
  const [after] = await ctx.db
    .update(companies)
    .set({ ...changes, ...owner, ...sortName, version: before.version + 1 })
    .where(and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, before.id)))
    .returning(companyColumns)
    .catch((error: unknown) => refuseTaken(error, sent.changes.creditCode ?? null));
  if (!after) throw new Error("company not written");
  await retag(ctx, before, after);
  if (findableBy(before) !== findableBy(after)) await index(ctx, "company", after.id, findable(after));
  await record(ctx, {
    subject: companySubject,
    id: after.id,
    before,
    after,
    title: `修改：${changedTitles(companySubject, before, after)}`,
  });
  await tellOfficer(ctx, before, after);
  return after;
}

/** 交由您负责: told to the officer a company is given to, unless that is who gave it. */
async function tellOfficer(ctx: Context, before: Company | null, after: Company): Promise<void> {
  const { id, name, officerId } = after;
  if (officerId === null || officerId === before?.officerId || officerId === ctx.actor.personId) return;
  const title = `企业“${name}”交由您负责`;
  await notify(ctx, { to: { persons: [officerId] }, kind: "assigned", title, subject: { kind: "company", id } });
}

export function archiveCompany(ctx: Context, { id, version, reason }: Input<typeof companyOperations.archive>) {
  return moveCompany(ctx, "archive", { id, version, reason });
}

export function restoreCompany(ctx: Context, { id, version }: Input<typeof companyOperations.restore>) {
  return moveCompany(ctx, "restore", { id, version });
}

async function moveCompany(
  ctx: Context,
  step: "archive" | "restore",
  { id, version, reason }: { id: string; version: number; reason?: string },
) {
  const before = await getCompany(ctx, id);
  refuseIf(whyNotCompany(step, before));
  const state = step === "archive" ? "archived" : "active";
  await refuseConflict(ctx, companySubject, { id, version, changes: { state } }, before);
  await ctx.db
    .update(companies)
    .set({ state, version: before.version + 1 })
    .where(and(eq(companies.agencyId, ctx.agencyId), eq(companies.id, id)));
  const after = { ...before, state, version: before.version + 1 } as const;
  const title = step === "archive" ? `归档：${reason}` : "恢复在库";
  await record(ctx, { subject: companySubject, id, before, after, title, ...(reason ? { reason } : {}) });
  return after;
}

/** 门类 follows the code; a section chosen against the code takes the code away. */
export function sectionFor(
  { industry, industryCode }: { industry?: Company["industry"] | undefined; industryCode?: string | null | undefined },
  before?: Pick<Company, "industryCode">,
): Partial<Pick<Company, "industry" | "industryCode">> {
  if (industryCode) return { industry: sectionOfCode(industryCode) };
  const held = industryCode === undefined ? before?.industryCode : null;
  return industry !== undefined && held && sectionOfCode(held) !== industry ? { industryCode: null } : {};
}

/** 责任专员 and the division that goes with that person today. */
async function ownerOf(ctx: Context, officerId: string | null) {
  const [officer] = officerId
    ? await ctx.db
        .select({ officerId: persons.id, divisionId: persons.divisionId })
        .from(persons)
        .where(and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, officerId)))
    : [{ officerId: null, divisionId: null }];
  if (!officer) throw new Failure("refused", "companies.officer", "责任专员不在本机构，请从列表中选择");
  if (!isReached(ctx.actor, "companies.manage", officer)) {
    const message = "只能把企业交给自己办理范围内的专员；跨科室移交或暂不定专员，请由主任办理";
    throw new Failure("refused", "companies.officer.scope", message, { fields: [{ path: "officerId", message }] });
  }
  return officer;
}

function refuseTaken(error: unknown, creditCode: string | null): never {
  if (sqlState(error) !== "23505") throw error;
  throw new Failure(
    "refused",
    "companies.creditCode.taken",
    `信用代码 ${creditCode ?? ""} 的企业已在本机构库中，可能由其他科室负责，请搜索后在原记录上办理或联系主任`,
    {
      fields: [{ path: "creditCode", message: "该信用代码的企业已在库" }],
    },
  );
}

async function retag(ctx: Context, before: Company, after: Company): Promise<void> {
  const gone = before.tags.filter((each) => !after.tags.includes(each));
  if (gone.length > 0) {
    await ctx.db
      .update(companyTaggings)
      .set({ voidedAt: ctx.now.toISOString() })
      .where(
        and(
          eq(companyTaggings.agencyId, ctx.agencyId),
          eq(companyTaggings.companyId, after.id),
          inArray(companyTaggings.tag, gone),
          isNull(companyTaggings.voidedAt),
        ),
      );
  }
  await tag(
    ctx,
    after,
    after.tags.filter((each) => !before.tags.includes(each)),
  );
}

async function tag(ctx: Context, { id, region, officerId, divisionId }: Company, tags: CompanyTag[]): Promise<void> {
  if (tags.length === 0) return;
  const fact = {
    agencyId: ctx.agencyId,
    companyId: id,
    region,
    officerId,
    divisionId,
    happenedOn: ctx.today,
    typedAt: ctx.now.toISOString(),
  };
  await ctx.db.insert(companyTaggings).values(tags.map((each) => ({ ...fact, id: newId(), tag: each })));
}

type Named = Pick<Company, "name" | "formerNames" | "creditCode" | "address">;
type Findable = Named & { formerCodes?: string[] };

export const findable = ({ name, formerNames, creditCode, formerCodes = [], address }: Findable) => ({
  names: [name, ...formerNames],
  codes: [...(creditCode ? [creditCode] : []), ...formerCodes],
  keys: keysOf({ name, formerNames, address }),
});
/** What it is made of: cheaper to compare than what is made. */
const findableBy = ({ name, formerNames, creditCode, formerCodes = [], address }: Findable): string =>
  JSON.stringify([name, formerNames, creditCode, formerCodes, address]);

export async function createContact(ctx: Context, { companyId, ...wanted }: Input<typeof contactOperations.create>) {
  const company = await getCompany(ctx, companyId);
  refuseIf(whyNotCompany("update", company));
  const id = newId();
  const { agencyId } = ctx;
  const [stored] = await ctx.db
    .insert(contacts)
    .values({
      ...wanted,
      ...(await sealedWays(ctx, id, wanted)),
      sortName: sortNameOf(wanted.name),
      agencyId,
      id,
      companyId,
    })
    .returning();
  if (!stored) throw new Error("contact not written");
  const after = await shownContact(ctx, stored);
  await index(ctx, "contact", id, foundAs(after));
  await record(ctx, {
    subject: contactSubject,
    id,
    before: null,
    after: stored,
    title: "新增联系人",
    on: { subject: companySubject, id: companyId },
  });
  return after;
}

export async function updateContact(ctx: Context, sent: Input<typeof contactOperations.update>) {
  const stored = await getContact(ctx, sent.id);
  refuseIf(whyNotContact("update", stored));
  const before = await shownContact(ctx, stored);
  await refuseConflict(ctx, contactSubject, sent, before);
  const { phone, email, ...plain } = sent.changes;
  const sortName = plain.name === undefined ? {} : { sortName: sortNameOf(plain.name) };
  const ways = await sealedWays(ctx, stored.id, { phone, email });
  const [changed] = await ctx.db
    .update(contacts)
    .set({ ...plain, ...sortName, ...ways, version: stored.version + 1 })
    .where(and(eq(contacts.agencyId, ctx.agencyId), eq(contacts.id, stored.id)))
    .returning();
  if (!changed) throw new Error("contact not written");
  const after = await shownContact(ctx, changed);
  if (after.name !== before.name) await index(ctx, "contact", after.id, foundAs(after));
  await record(ctx, {
    subject: contactSubject,
    id: after.id,
    before: stored,
    after: changed,
    title: "修改联系人",
    on: { subject: companySubject, id: after.companyId },
  });
  return after;
}

export const foundAs = ({ name }: { name: string }) => ({ names: [name], codes: [] });

/** Only what was sent is sealed and written; leaving a field out leaves it as it is. */
async function sealedWays(
  ctx: Context,
  id: string,
  { phone, email }: { phone?: string | null | undefined; email?: string | null | undefined },
) {
  const { db, agencyId, secrets } = ctx;
  const seal = async (text: string | null) => text && (await secrets.seal(db, agencyId, id, text));
  return {
    ...(phone === undefined
      ? {}
      : { phone: await seal(phone), phoneIndex: phone && secrets.blindIndex(phone.replace(/[ -]/g, "")) }),
    ...(email === undefined ? {} : { email: await seal(email) }),
  };
}

export async function removeContact(ctx: Context, { id, version }: Input<typeof contactOperations.remove>) {
  const stored = await getContact(ctx, id);
  if (version !== stored.version)
    throw new Failure("refused", "contacts.conflict", "联系人刚被他人改过，请刷新后再移除");
  await ctx.db
    .update(contacts)
    .set({ removedAt: ctx.now.toISOString(), version: version + 1 })
    .where(and(eq(contacts.agencyId, ctx.agencyId), eq(contacts.id, id)));
  await index(ctx, "contact", id, { names: [], codes: [] });
  await record(ctx, {
    subject: contactSubject,
    id,
    before: stored,
    after: null,
    title: "移除联系人",
    on: { subject: companySubject, id: stored.companyId },
  });
  return {};
}

/** 查看原文: who looked, at whom, when, stays in the history. */
export async function revealContact(ctx: Context, { id }: Input<typeof contactOperations.reveal>) {
  const stored = await getContact(ctx, id);
  refuseIf(whyNotContact("reveal", stored));
  const opened = await openContact(ctx, stored);
  await record(ctx, {
    subject: contactSubject,
    id,
    before: null,
    after: {},
    reason: "查看联系方式原文",
    on: { subject: companySubject, id: stored.companyId },
  });
  return opened;
}

/** 行政区划: reference rows, loaded at start as the owner; a code whose name or source changed is overwritten. */
export async function loadRegions(database: Database, rows: (typeof regions.$inferInsert)[]): Promise<void> {
  await database.transaction({ role: "owner" }, async (db) => {
    // A source names its version: as many rows of it as were given are these very rows.
    const [held] = await db
      .select({ total: count() })
      .from(regions)
      .where(inArray(regions.source, [...new Set(rows.map(({ source }) => source))]));
    if (held?.total === rows.length) return;
    const stored = new Map((await db.select().from(regions)).map((row) => [row.code, canonical(row)]));
    const changed = rows.filter((row) => stored.get(row.code) !== canonical(row));
    const set = { name: sql`excluded.name`, source: sql`excluded.source`, since: sql`excluded.since` };
    for (const part of inParts(changed, 1000))
      await db.insert(regions).values(part).onConflictDoUpdate({ target: regions.code, set });
  });
}
