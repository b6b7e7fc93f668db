import { and, eq, sql } from "drizzle-orm";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { index } from "#kit/server/search.ts";
import { requestErasure } from "#records/people/erasures/actions.ts";
import type { Erased } from "#records/people/erasures/queries.ts";
import { erasedName } from "#records/people/erasures/words.ts";
import { companySubject, type contactOperations, contactSubject } from "../contract.ts";
import { getContact } from "../queries.ts";
import { contactAffiliations } from "../contacts/tables.ts";
import { contacts } from "../tables.ts";
import { companyName, findContact } from "./queries.ts";

/** 联系人申请删除: taken in by whoever looks after the company. The register names the company, never the person. */
export async function requestContactErasure(
  ctx: Context,
  { id, ...sent }: Input<typeof contactOperations.requestErasure>,
) {
  const contact = await getContact(ctx, id);
  const label = `${await companyName(ctx, contact.companyId)} 的联系人`;
  return requestErasure(ctx, { kind: "contact", id, label, page: `companies/${contact.companyId}` }, sent);
}

/** Nothing of the person stays in the row. Recorded before the key goes, so the history shows that it was, and not what. */
export async function eraseContact(ctx: Context, { kind, id }: Erased): Promise<void> {
  if (kind !== "contact") return;
  const before = await findContact(ctx, id);
  if (!before) return;
  const after = {
    ...before,
    name: erasedName,
    sortName: "",
    position: "",
    role: null,
    consentOn: null,
    consentHow: "",
    consentEvidence: "",
    phone: null,
    phoneIndex: null,
    email: null,
    note: "",
    removedAt: before.removedAt ?? ctx.now.toISOString(),
    version: before.version + 1,
  };
  const { agencyId: _agency, id: _id, companyId, ...set } = after;
  await ctx.db
    .update(contacts)
    .set(set)
    .where(and(eq(contacts.agencyId, ctx.agencyId), eq(contacts.id, id)));
  await index(ctx, "contact", id, { names: [], codes: [] });
  await eraseAffiliations(ctx, id);
  await record(ctx, {
    subject: contactSubject,
    id,
    before,
    after,
    title: "应书面申请删除一位联系人的个人信息",
    on: { subject: companySubject, id: companyId },
  });
}

/** 兼任经历: what the person was there goes, with the keys under which the history tells it. */
async function eraseAffiliations(ctx: Context, contactId: string): Promise<void> {
  const mine = and(eq(contactAffiliations.agencyId, ctx.agencyId), eq(contactAffiliations.contactId, contactId));
  const erased = await ctx.db
    .update(contactAffiliations)
    .set({ position: "", role: null, fromOn: null, toOn: null, version: sql`${contactAffiliations.version} + 1` })
    .where(mine)
    .returning({ id: contactAffiliations.id });
  const ids = erased.map(({ id }) => id);
  if (ids.length > 0) await ctx.secrets.erase(ctx.db, ctx.agencyId, ids);
}
