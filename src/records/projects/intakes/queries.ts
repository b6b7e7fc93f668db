import { and, asc, count, eq, gte, inArray, isNull, ne, sql } from "drizzle-orm";
import { knownCalendars } from "#kit/base/calendars.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { digestOf } from "#kit/server/tokens.ts";
import { findAlike } from "#records/directory/comparing/queries.ts";
import { likeReasons } from "#records/directory/comparing/words.ts";
import { keyOf, partsOf } from "#records/directory/naming/rules.ts";
import { maskedPhone } from "#records/directory/rules.ts";
import { divisions, persons } from "#records/people/tables.ts";
import { clocksOf, urgentOf } from "../leads/rules.ts";
import { projectsPack } from "../pack.ts";
import { projects } from "../tables.ts";
import { type intakeLinkOperations, type intakeOperations, manage } from "./contract.ts";
import { whyNotForget, whyNotReveal, whyNotSetAside, whyNotTake } from "./rules.ts";
import { intakeLinks, intakes } from "./tables.ts";

export const companyKeyOf = (name: string): string => keyOf(partsOf(name));

const columns = {
  id: intakes.id,
  companyName: intakes.companyName,
  creditCode: intakes.creditCode,
  brief: intakes.brief,
  amount: intakes.amount,
  sourcePlace: intakes.sourcePlace,
  contactName: intakes.contactName,
  receivedOn: intakes.receivedOn,
  state: intakes.state,
  projectId: intakes.projectId,
  asideReason: intakes.asideReason,
  handledOn: intakes.handledOn,
  clearedOn: intakes.clearedOn,
  version: intakes.version,
};
const whole = {
  ...columns,
  phone: intakes.phone,
  receivedAt: intakes.receivedAt,
  consent: intakes.consent,
  note: intakes.note,
};
const besides = { linkName: intakeLinks.name, handledByName: persons.name, projectName: projects.name };

const joined = (ctx: Context) => ({
  link: and(eq(intakeLinks.agencyId, ctx.agencyId), eq(intakeLinks.id, intakes.linkId)),
  by: and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, intakes.handledById)),
  /** By name where the asker may open it. */
  project: and(eq(projects.id, intakes.projectId), visible(ctx, projects)),
});

/** 答复: the first clock of a lead, running from the day the form came in. */
export function clockOf(ctx: Context, receivedOn: string) {
  const pack = projectsPack(ctx);
  const answer = pack.leadClocks.filter(({ code }) => code === "answer");
  const { light, lightText, nextDueOn } = urgentOf(
    clocksOf(answer, receivedOn, [], { today: ctx.today, calendars: knownCalendars }),
  );
  return { light, lightText, dueOn: nextDueOn };
}
const stopped = { light: "none" as const, lightText: "", dueOn: null };

/** What the pack promises whoever hands in. */
export function answerWithin(ctx: Context): string | null {
  const answer = projectsPack(ctx).leadClocks.find(({ code }) => code === "answer");
  return answer ? `${answer.days} 个${answer.counts === "workdays" ? "工作日" : "自然日"}内` : null;
}

const twins = sql<number>`(select count(*)::integer - 1 from ${intakes} twin
  where twin.agency_id = ${intakes.agencyId} and twin.company_key = ${intakes.companyKey})`;

export async function listIntakes(ctx: Context, input: Input<typeof intakeOperations.list>) {
  const on = joined(ctx);
  const { state, linkId, company } = input;
  const answer = await page(input, {
    sorts: { receivedOn: intakes.receivedOn },
    id: intakes.id,
    where: and(
      visible(ctx, intakes),
      state ? eq(intakes.state, state) : undefined,
      linkId ? eq(intakes.linkId, linkId) : undefined,
      company ? eq(intakes.companyKey, companyKeyOf(company)) : undefined,
    ),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...columns, ...besides, twinCount: twins, sortKey: intakes.receivedOn, total })
        .from(intakes)
        .innerJoin(intakeLinks, on.link)
        .leftJoin(persons, on.by)
        .leftJoin(projects, on.project)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(intakes).where(where))[0]?.total ?? 0,
  });
  const rows = answer.rows.map((row) => ({
    ...row,
    ...(row.state === "waiting" ? clockOf(ctx, row.receivedOn) : stopped),
  }));
  return { ...answer, rows };
}

const missing = () => new Failure("missing", "intakes.missing", "来件不存在，或不在您的数据范围内");

/** The one way to an intake by its id, its number sealed as it is stored. */
export async function getIntake(ctx: Context, id: string) {
  const [intake] = await ctx.db
    .select(whole)
    .from(intakes)
    .where(and(eq(intakes.id, id), visible(ctx, intakes)))
    .for("update");
  if (!intake) throw missing();
  return intake;
}
export type StoredIntake = Awaited<ReturnType<typeof getIntake>>;

export const openPhone = ({ db, agencyId, secrets }: Context, { id, phone }: Pick<StoredIntake, "id" | "phone">) =>
  phone && secrets.open(db, agencyId, id, phone);

export async function getIntakePage(ctx: Context, { id }: { id: string }) {
  const on = joined(ctx);
  const [intake] = await ctx.db
    .select({ ...whole, ...besides, companyKey: intakes.companyKey })
    .from(intakes)
    .innerJoin(intakeLinks, on.link)
    .leftJoin(persons, on.by)
    .leftJoin(projects, on.project)
    .where(and(eq(intakes.id, id), visible(ctx, intakes)));
  if (!intake) throw missing();
  const phone = await openPhone(ctx, intake);
  const clock = intake.state === "waiting" ? clockOf(ctx, intake.receivedOn) : null;
  return {
    intake: { ...intake, phone: phone && maskedPhone(phone) },
    clock: clock && { light: clock.light, text: clock.lightText },
    ...(await alikeOf(ctx, intake)),
    may: {
      take: whyNotTake(intake),
      setAside: whyNotSetAside(intake),
      reveal: whyNotReveal(intake),
      forget: whyNotForget(intake),
    },
  };
}

interface Claimed {
  id: string;
  companyName: string;
  companyKey: string;
  creditCode: string | null;
  projectId: string | null;
}

/** So many projects of a like name are looked at. */
const near = 50;

/** 重复提示: what is known of the same company; of what lies out of reach, only whom to ask. */
async function alikeOf(ctx: Context, { id, companyName, companyKey, creditCode, projectId }: Claimed) {
  const twinRows = await ctx.db
    .select({ id: intakes.id, receivedOn: intakes.receivedOn, state: intakes.state })
    .from(intakes)
    .where(and(visible(ctx, intakes), eq(intakes.companyKey, companyKey), ne(intakes.id, id)))
    .orderBy(asc(intakes.receivedOn), asc(intakes.id))
    .limit(near);
  const { candidates, elsewhere } = await findAlike(ctx, { name: companyName, creditCode });
  const like = await ctx.db
    .select({
      id: projects.id,
      name: projects.name,
      stage: projects.stage,
      investorName: projects.investorName,
      divisionName: divisions.name,
      isSeen: sql<boolean>`(${visible(ctx, projects)})`,
    })
    .from(projects)
    .leftJoin(divisions, and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, projects.divisionId)))
    .where(
      and(
        eq(projects.agencyId, ctx.agencyId),
        isNull(projects.removedAt),
        found(ctx, "project", projects.id, partsOf(companyName).core.slice(0, 60)),
      ),
    )
    .orderBy(asc(projects.id))
    .limit(near);
  const same = like.filter((each) => each.id !== projectId && companyKeyOf(each.investorName) === companyKey);
  const others = [...elsewhere, ...same.filter(({ isSeen }) => !isSeen)].map(
    ({ divisionName }) => divisionName ?? "办公室",
  );
  return {
    twins: twinRows,
    companies: candidates.map(({ id: companyId, name, reasons }) => ({
      id: companyId,
      name,
      reasons: reasons.map((reason) => likeReasons[reason]).join("、"),
      isSame: reasons.includes("sameCode") || reasons.includes("sameName"),
    })),
    projects: same.filter(({ isSeen }) => isSeen).map(({ id: each, name, stage }) => ({ id: each, name, stage })),
    elsewhere: [...new Set(others)],
  };
}

/** As others point at them, the notices among them; open to whoever may take one on. */
export async function intakePlaces(ctx: Context, ids: string[]) {
  const rows = await ctx.db
    .select({ id: intakes.id, name: intakes.companyName })
    .from(intakes)
    .where(and(visible(ctx, intakes), inArray(intakes.id, ids)));
  const isOpen = ctx.actor.grants.has(manage);
  return rows.map(({ id, name }) => ({ id, name: isOpen ? name : "公开来件", page: isOpen ? `intakes/${id}` : null }));
}

const linkColumns = {
  id: intakeLinks.id,
  name: intakeLinks.name,
  title: intakeLinks.title,
  intro: intakeLinks.intro,
  consent: intakeLinks.consent,
  dailyLimit: intakeLinks.dailyLimit,
  closesOn: intakeLinks.closesOn,
  state: intakeLinks.state,
  createdOn: intakeLinks.createdOn,
  version: intakeLinks.version,
};

export async function listIntakeLinks(ctx: Context, input: Input<typeof intakeLinkOperations.list>) {
  const howMany = (state?: "taken") =>
    sql<number>`(select count(*)::integer from ${intakes} where ${and(
      eq(intakes.agencyId, ctx.agencyId),
      eq(intakes.linkId, intakeLinks.id),
      state ? eq(intakes.state, state) : undefined,
    )})`;
  return page(input, {
    sorts: { createdOn: intakeLinks.createdOn },
    id: intakeLinks.id,
    where: and(visible(ctx, intakeLinks), input.state ? eq(intakeLinks.state, input.state) : undefined),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({
          ...linkColumns,
          received: howMany(),
          taken: howMany("taken"),
          sortKey: intakeLinks.createdOn,
          total,
        })
        .from(intakeLinks)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(intakeLinks).where(where))[0]?.total ?? 0,
  });
}

export async function getIntakeLink(ctx: Context, id: string) {
  const [link] = await ctx.db
    .select(linkColumns)
    .from(intakeLinks)
    .where(and(eq(intakeLinks.id, id), visible(ctx, intakeLinks)))
    .for("update");
  if (!link) throw new Failure("missing", "intakeLinks.missing", "表单不存在，或不在您的数据范围内");
  return link;
}
export type StoredLink = Awaited<ReturnType<typeof getIntakeLink>>;

export const unknownLink = () =>
  new Failure("missing", "intakes.link", "没有这份表单，链接可能已换发，请从机构公布的渠道重新打开");

/** The form a link leads to; one answer for every link that leads nowhere. */
export async function openedLink({ db, agencyId }: Context, token: string) {
  const [link] = await db
    .select(linkColumns)
    .from(intakeLinks)
    .where(and(eq(intakeLinks.agencyId, agencyId), eq(intakeLinks.digest, digestOf(token))));
  if (!link) throw unknownLink();
  return link;
}

/** How many this link has brought since a day. */
export const receivedSince = ({ db, agencyId }: Context, linkId: string, day: string): Promise<number> =>
  db.$count(intakes, and(eq(intakes.agencyId, agencyId), eq(intakes.linkId, linkId), gte(intakes.receivedOn, day)));
