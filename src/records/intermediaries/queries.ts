import { and, count, eq, gte, inArray, isNull, lt, lte, not, or, type SQL, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { isReached, type Owned, visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { timeline } from "#kit/server/timeline.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { maskedPhone } from "#records/directory/rules.ts";
import { companies } from "#records/directory/tables.ts";
import { divisions, persons } from "#records/people/tables.ts";
import { intermediaryOperations, manage } from "./contract.ts";
import { intermediariesPack } from "./pack.ts";
import { whyNotIntermediary, whyNotMandated } from "./rules.ts";
import { intermediaries, mandates } from "./tables.ts";

const columns = {
  id: intermediaries.id,
  kind: intermediaries.kind,
  name: intermediaries.name,
  creditCode: intermediaries.creditCode,
  companyId: intermediaries.companyId,
  contactName: intermediaries.contactName,
  phone: intermediaries.phone,
  regions: intermediaries.regions,
  strengths: intermediaries.strengths,
  note: intermediaries.note,
  declaration: intermediaries.declaration,
  declaredOn: intermediaries.declaredOn,
  declarationNote: intermediaries.declarationNote,
  state: intermediaries.state,
  stateReason: intermediaries.stateReason,
  officerId: intermediaries.officerId,
  divisionId: intermediaries.divisionId,
  registeredOn: intermediaries.registeredOn,
  version: intermediaries.version,
};

/** Companies as their own list would show them: this list tells no name that one would not. */
const asReader = (ctx: Context): Context => ({ ...ctx, operation: companyOperations.list });

const joined = (ctx: Context) => ({
  officer: and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, intermediaries.officerId)),
  division: and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, intermediaries.divisionId)),
  company: and(eq(companies.id, intermediaries.companyId), visible(asReader(ctx), companies)),
});

/** 有效 on a day, by its dates alone. */
export const inForceOn = (day: string): SQL =>
  and(
    lte(mandates.fromOn, day),
    gte(mandates.toOn, day),
    or(isNull(mandates.endedOn), sql`${mandates.endedOn} > ${day}`),
  ) as SQL;

const lastDay = sql`least(${mandates.toOn}, ${mandates.endedOn})`;

const besides = ({ agencyId, today }: Context) => ({
  companyName: companies.name,
  officerName: persons.name,
  divisionName: divisions.name,
  mandatedUntil: sql<string | null>`(select max(${lastDay})::text from ${mandates} where ${and(
    eq(mandates.agencyId, agencyId),
    eq(mandates.intermediaryId, intermediaries.id),
    inForceOn(today),
  )})`,
});

export async function listIntermediaries(ctx: Context, input: Input<typeof intermediaryOperations.list>) {
  const sorts = { registeredOn: intermediaries.registeredOn, name: intermediaries.sortName };
  const { phone: _phone, note: _note, declarationNote: _said, ...own } = columns;
  const on = joined(ctx);
  return page(input, {
    sorts,
    id: intermediaries.id,
    where: and(visible(ctx, intermediaries), filters(ctx, input)),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...own, ...besides(ctx), sortKey: sql<string>`${sorts[input.sort]}`, total })
        .from(intermediaries)
        .leftJoin(persons, on.officer)
        .leftJoin(divisions, on.division)
        .leftJoin(companies, on.company)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(intermediaries).where(where))[0]?.total ?? 0,
  });
}

function filters(ctx: Context, input: Input<typeof intermediaryOperations.list>): SQL | undefined {
  const { search, kind, declaration, mandate, state, officerId, divisionId, companyId } = input;
  return and(
    eq(intermediaries.state, state),
    found(ctx, "intermediary", intermediaries.id, search),
    kind ? eq(intermediaries.kind, kind) : undefined,
    declaration ? eq(intermediaries.declaration, declaration) : undefined,
    mandate ? mandated(ctx, mandate) : undefined,
    officerId ? eq(intermediaries.officerId, officerId) : undefined,
    divisionId ? eq(intermediaries.divisionId, divisionId) : undefined,
    companyId ? eq(intermediaries.companyId, companyId) : undefined,
  );
}

type Asked = NonNullable<Input<typeof intermediaryOperations.list>["mandate"]>;

/** One state for each: in force before upcoming before ended before expired before none. */
function mandated(ctx: Context, asked: Asked): SQL | undefined {
  const { today } = ctx;
  const having = (which?: SQL) =>
    inArray(
      intermediaries.id,
      ctx.db
        .select({ id: mandates.intermediaryId })
        .from(mandates)
        .where(and(eq(mandates.agencyId, ctx.agencyId), which)),
    );
  const standing = having(inForceOn(today));
  const coming = having(and(sql`${mandates.fromOn} > ${today}`, isNull(mandates.endedOn)));
  const over = having(and(lt(mandates.toOn, today), isNull(mandates.endedOn)));
  if (asked === "inForce") return standing;
  if (asked === "upcoming") return and(coming, not(standing));
  if (asked === "expired") return and(over, not(standing), not(coming));
  if (asked === "ended")
    return and(having(sql`${mandates.endedOn} is not null`), not(standing), not(coming), not(over));
  return not(having());
}

/** The one way to an intermediary by its id, its phone sealed as it is stored. */
export async function getIntermediary(ctx: Context, id: string) {
  const read = ctx.db
    .select(columns)
    .from(intermediaries)
    .where(and(eq(intermediaries.id, id), visible(ctx, intermediaries)));
  const [row] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  if (!row) throw new Failure("missing", "intermediaries.missing", "中介机构不存在，或不在您的数据范围内");
  return row;
}
export type Intermediary = Awaited<ReturnType<typeof getIntermediary>>;

export async function openPhone({ db, agencyId, secrets }: Context, { id, phone }: Pick<Intermediary, "id" | "phone">) {
  return phone && secrets.open(db, agencyId, id, phone);
}

export const mayManage = ({ actor }: Context, row: Owned) =>
  isReached(actor, manage, row)
    ? null
    : { code: "intermediaries.scope", message: "这家机构不在您的办理范围内，请联系责任专员" };

export async function getIntermediaryPage(ctx: Context, { id }: { id: string }) {
  const on = joined(ctx);
  const [row] = await ctx.db
    .select({ ...columns, ...besides(ctx) })
    .from(intermediaries)
    .leftJoin(persons, on.officer)
    .leftJoin(divisions, on.division)
    .leftJoin(companies, on.company)
    .where(and(eq(intermediaries.id, id), visible(ctx, intermediaries)));
  if (!row) throw new Failure("missing", "intermediaries.missing", "中介机构不存在，或不在您的数据范围内");
  const phone = await openPhone(ctx, row);
  const scope = mayManage(ctx, row);
  const open = scope ?? whyNotIntermediary("update", row);
  return {
    intermediary: { ...row, phone: phone && maskedPhone(phone) },
    timeline: await timeline(ctx, "intermediary", id),
    may: {
      update: open,
      declare: open,
      mandate: open ?? whyNotMandated(row, ctx.today, intermediariesPack(ctx).declarationDays),
      remove: scope ?? whyNotIntermediary("remove", row),
      restore: scope ?? whyNotIntermediary("restore", row),
      reveal: scope,
    },
  };
}

/** As others point at them: by name, and open to whom their page is. */
export async function intermediaryPlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({
      id: intermediaries.id,
      name: intermediaries.name,
      isSeen: sql<boolean>`(${visible(ctx, intermediaries)})`,
    })
    .from(intermediaries)
    .where(and(eq(intermediaries.agencyId, ctx.agencyId), inArray(intermediaries.id, ids)));
  return rows.map(({ id, name, isSeen }) => ({ id, name, page: isSeen ? `intermediaries/${id}` : null }));
}

/** 协议附件: open to whoever reads the intermediary. */
export async function opensMandateFile(ctx: Context, fileId: string): Promise<boolean> {
  if (!ctx.actor.grants.has("intermediaries.read")) return false;
  const asList = { ...ctx, operation: intermediaryOperations.list };
  const [known] = await ctx.db
    .select({ id: mandates.id })
    .from(mandates)
    .where(and(visible(asList, mandates), sql`${mandates.files} @> ${JSON.stringify([{ id: fileId }])}::jsonb`))
    .limit(1);
  return known !== undefined;
}
