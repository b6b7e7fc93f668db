import { and, asc, count, eq, inArray, isNull, type SQL } from "drizzle-orm";
import { union } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import { normalize } from "#kit/base/text.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { isReached, visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { isSeen, shownContacts } from "../queries.ts";
import { whyNotCompany, whyNotContact } from "../rules.ts";
import { companies, contacts } from "../tables.ts";
import type { contactBookOperations } from "./contract.ts";
import { phoneIn } from "./rules.ts";
import { contactAffiliations } from "./tables.ts";

const employer = ({ agencyId }: Context) => and(eq(companies.agencyId, agencyId), eq(companies.id, contacts.companyId));

export async function listContactBook(ctx: Context, input: Input<typeof contactBookOperations.list>) {
  const answer = await page(input, {
    sorts: { name: contacts.sortName },
    id: contacts.id,
    where: and(
      visible(ctx, contacts),
      isNull(contacts.removedAt),
      matching(ctx, input.search),
      input.role ? eq(contacts.role, input.role) : undefined,
      input.consent ? eq(contacts.consent, input.consent) : undefined,
      input.companyId ? eq(contacts.companyId, input.companyId) : undefined,
    ),
    rows: ({ where, orderBy, limit }) =>
      ctx.db
        .select({ id: contacts.id, contact: contacts, companyName: companies.name, sortKey: contacts.sortName })
        .from(contacts)
        .innerJoin(companies, employer(ctx))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(contacts).where(where))[0]?.total ?? 0,
  });
  const shown = await shownContacts(
    ctx,
    answer.rows.map(({ contact }) => contact),
  );
  const rows = answer.rows.map(({ companyName }, i) => ({ ...(shown[i] as (typeof shown)[number]), companyName }));
  return { ...answer, rows };
}

/** A number is looked for by its index and only by who may see numbers; a text in the name and its initials, and in the company's. */
function matching(ctx: Context, search: string | undefined) {
  const text = normalize(search ?? "");
  if (!text) return undefined;
  const phone = phoneIn(text);
  if (phone && ctx.actor.classes.has("sensitive")) return eq(contacts.phoneIndex, ctx.secrets.blindIndex(phone));
  // One set of ids: with `or` between two sets every contact of the agency would be looked at.
  const those = (where: SQL | undefined) =>
    ctx.db
      .select({ id: contacts.id })
      .from(contacts)
      .where(and(eq(contacts.agencyId, ctx.agencyId), where));
  return inArray(
    contacts.id,
    union(those(found(ctx, "contact", contacts.id, text)), those(found(ctx, "company", contacts.companyId, text))),
  );
}

export async function getContactPage(ctx: Context, { id }: { id: string }) {
  const [row] = await ctx.db
    .select({ contact: contacts, company: companies })
    .from(contacts)
    .innerJoin(companies, employer(ctx))
    .where(and(eq(contacts.id, id), isNull(contacts.removedAt), visible(ctx, contacts, { granted: true })));
  if (!row) throw new Failure("missing", "contacts.missing", "联系人不存在，或不在您的数据范围内");
  const { contact, company } = row;
  const [shown] = await shownContacts(ctx, [contact]);
  if (!shown) throw new Error("contact not shown");
  const scope = isReached(ctx.actor, "companies.manage", company)
    ? whyNotCompany("update", company)
    : { code: "companies.scope", message: "任职单位不在您的办理范围内，请联系责任专员" };
  const looks = isReached(ctx.actor, "contacts.reveal", company)
    ? null
    : { code: "contacts.reveal.scope", message: "您的角色不能查看这位联系人的联系方式原文" };
  return {
    contact: { ...shown, companyName: company.name },
    affiliations: await listAffiliations(ctx, id),
    may: {
      update: scope ?? whyNotContact("update", contact),
      reveal: looks ?? whyNotContact("reveal", contact),
      consent: scope,
    },
  };
}

async function listAffiliations(ctx: Context, contactId: string) {
  return ctx.db
    .select({
      id: contactAffiliations.id,
      companyId: companies.id,
      companyName: companies.name,
      position: contactAffiliations.position,
      role: contactAffiliations.role,
      fromOn: contactAffiliations.fromOn,
      toOn: contactAffiliations.toOn,
      version: contactAffiliations.version,
    })
    .from(contactAffiliations)
    .leftJoin(companies, and(eq(companies.id, contactAffiliations.companyId), visible(ctx, companies)))
    .where(and(visible(ctx, contactAffiliations, { granted: true }), eq(contactAffiliations.contactId, contactId)))
    .orderBy(asc(contactAffiliations.id));
}

export async function getAffiliation(ctx: Context, id: string) {
  const [affiliation] = await ctx.db
    .select()
    .from(contactAffiliations)
    .where(and(eq(contactAffiliations.id, id), visible(ctx, contactAffiliations)))
    .for("update");
  if (!affiliation) throw new Failure("missing", "contacts.post.missing", "任职记录不存在，或不在您的数据范围内");
  return affiliation;
}

/** 兼任经历 are told with the person's name, and open on that page. */
export async function affiliationPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({ id: contactAffiliations.id, name: contacts.name, contactId: contacts.id, isSeen: isSeen(ctx) })
    .from(contactAffiliations)
    .innerJoin(contacts, and(eq(contacts.agencyId, ctx.agencyId), eq(contacts.id, contactAffiliations.contactId)))
    .innerJoin(companies, employer(ctx))
    .where(and(eq(contactAffiliations.agencyId, ctx.agencyId), inArray(contactAffiliations.id, ids)));
  return rows.map(({ id, name, contactId, isSeen: may }) => ({ id, name, page: may ? `contacts/${contactId}` : null }));
}
