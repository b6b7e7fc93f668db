import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { companySubject, contactSubject } from "../contract.ts";
import { refuseMerged } from "../merging/queries.ts";
import { movedRows } from "../moving/actions.ts";
import { getCompany, getContact, shownContact } from "../queries.ts";
import { whyNotCompany, whyNotContact } from "../rules.ts";
import { companies, contacts } from "../tables.ts";
import { consentStates } from "../words.ts";
import { affiliationSubject, type contactBookOperations } from "./contract.ts";
import { getAffiliation } from "./queries.ts";
import { whyNotConsent, whyNotPost } from "./rules.ts";
import { contactAffiliations } from "./tables.ts";

type Contact = Awaited<ReturnType<typeof getContact>>;

/** 个人信息同意: given, or taken back; from then on nobody is told the number. Titles of the timeline outlive an erasure, so they name nobody. */
export async function setConsent(
  ctx: Context,
  { id, version, ...wanted }: Input<typeof contactBookOperations.consent>,
) {
  const stored = await getContact(ctx, id);
  refuseIf(whyNotConsent(wanted, ctx.today));
  await refuseConflict(ctx, contactSubject, { id, version, changes: wanted }, stored);
  const title = `一位联系人的个人信息同意改为“${consentStates[wanted.consent]}”`;
  return write(ctx, stored, wanted, title);
}

export async function transferContact(ctx: Context, sent: Input<typeof contactBookOperations.transfer>) {
  const { id, version, companyId, position, role, fromOn } = sent;
  const stored = await getContact(ctx, id);
  refuseIf(whyNotContact("update", stored));
  if (companyId === stored.companyId)
    throw new Failure("refused", "contacts.transfer.same", "新任职单位就是现任职单位；只改职务请用“修改”");
  const company = await getCompany(ctx, companyId);
  await refuseMerged(ctx, company);
  refuseIf(whyNotCompany("update", company));
  const changes = { companyId, position, role };
  await refuseConflict(ctx, contactSubject, { id, version, changes }, stored);
  const past = { position: stored.position, role: stored.role, fromOn: null, toOn: fromOn };
  await writeAffiliation(ctx, stored, { companyId: stored.companyId, ...past }, `一位联系人调任${company.name}`);
  return write(ctx, stored, changes, "一位联系人到任");
}

export async function affiliateContact(
  ctx: Context,
  { contactId, ...post }: Input<typeof contactBookOperations.affiliate>,
) {
  const stored = await getContact(ctx, contactId);
  refuseIf(whyNotContact("update", stored));
  refuseIf(whyNotPost(post));
  if (post.companyId === stored.companyId)
    throw new Failure("refused", "contacts.affiliate.same", "这就是现任职单位，无需另外登记");
  await refuseMerged(ctx, await getCompany(ctx, post.companyId));
  return writeAffiliation(ctx, stored, post, post.toOn ? "登记一位联系人的过往任职" : "一位联系人兼任");
}

export async function leavePost(ctx: Context, { id, version, toOn }: Input<typeof contactBookOperations.leave>) {
  const stored = await getAffiliation(ctx, id);
  refuseIf(whyNotPost({ fromOn: stored.fromOn, toOn }));
  await refuseConflict(ctx, affiliationSubject, { id, version, changes: { toOn } }, stored);
  await getContact(ctx, stored.contactId);
  await ctx.db
    .update(contactAffiliations)
    .set({ toOn, version: stored.version + 1 })
    .where(and(eq(contactAffiliations.agencyId, ctx.agencyId), eq(contactAffiliations.id, id)));
  const before = { ...stored, companyName: await nameOf(ctx, stored.companyId) };
  await record(ctx, {
    subject: affiliationSubject,
    id,
    before,
    after: { ...before, toOn, version: stored.version + 1 },
    title: "一位联系人离任",
    on: { subject: companySubject, id: stored.companyId },
  });
  return {};
}

async function write(ctx: Context, stored: Contact, changes: Partial<Contact>, title: string) {
  const [changed] = await ctx.db
    .update(contacts)
    .set({ ...changes, version: stored.version + 1 })
    .where(and(eq(contacts.agencyId, ctx.agencyId), eq(contacts.id, stored.id)))
    .returning();
  if (!changed) throw new Error("contact not written");
  await record(ctx, {
    subject: contactSubject,
    id: changed.id,
    before: stored,
    after: changed,
    title,
    on: { subject: companySubject, id: changed.companyId },
  });
  return shownContact(ctx, changed);
}

type Post = Pick<typeof contactAffiliations.$inferInsert, "companyId" | "position" | "role" | "fromOn" | "toOn">;

async function writeAffiliation(ctx: Context, contact: Contact, post: Post, title: string) {
  const id = newId();
  await ctx.db.insert(contactAffiliations).values({ ...post, agencyId: ctx.agencyId, id, contactId: contact.id });
  await record(ctx, {
    subject: affiliationSubject,
    id,
    before: null,
    after: { ...post, companyName: await nameOf(ctx, post.companyId), version: 1 },
    title,
    on: { subject: companySubject, id: post.companyId },
  });
  return { id };
}

async function nameOf({ db, agencyId }: Context, id: string): Promise<string> {
  const [held] = await db
    .select({ name: companies.name })
    .from(companies)
    .where(and(eq(companies.agencyId, agencyId), eq(companies.id, id)));
  return held?.name ?? "";
}

/** 合并企业: posts at the one company are posts at the other from now on. */
export const affiliationMover = movedRows(contactAffiliations, {
  key: "affiliations",
  title: "兼任经历",
  column: "companyId",
  covers: ["contact_affiliation.company_id"],
  versioned: { version: contactAffiliations.version, name: contactAffiliations.position },
  record: (ctx, id, from, to) =>
    record(ctx, {
      subject: affiliationSubject,
      id,
      before: { companyName: from.name },
      after: { companyName: to.name },
    }),
});
