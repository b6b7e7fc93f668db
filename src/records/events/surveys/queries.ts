import { and, count, eq, isNull, or, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import { visible } from "#kit/server/scope.ts";
import { digestOf } from "#kit/server/tokens.ts";
import { eventGuests } from "../guests/tables.ts";
import { mayManage } from "../queries.ts";
import { events } from "../tables.ts";
import type { surveyOperations } from "./contract.ts";
import { highest, whyNotSurvey } from "./rules.ts";
import { type Question, surveyAnswers, surveyTickets, surveys } from "./tables.ts";

const columns = {
  id: surveys.id,
  eventId: surveys.eventId,
  eventName: events.name,
  title: surveys.title,
  intro: surveys.intro,
  state: surveys.state,
  questions: surveys.questions,
  closesOn: surveys.closesOn,
  openLimit: surveys.openLimit,
  createdOn: surveys.createdOn,
  version: surveys.version,
};

const ofEvent = ({ agencyId }: Context) => and(eq(events.agencyId, agencyId), eq(events.id, surveys.eventId));

const counts = ({ agencyId }: Context) => ({
  answered: sql<number>`(select count(*)::integer from ${surveyAnswers}
    where ${and(eq(surveyAnswers.agencyId, agencyId), eq(surveyAnswers.surveyId, surveys.id))})`,
  satisfied: sql<number>`(select count(*)::integer from ${surveyAnswers}
    where ${and(eq(surveyAnswers.agencyId, agencyId), eq(surveyAnswers.surveyId, surveys.id), eq(surveyAnswers.isSatisfied, true))})`,
  invited: sql<number>`(select count(*)::integer from ${surveyTickets}
    where ${and(eq(surveyTickets.agencyId, agencyId), eq(surveyTickets.surveyId, surveys.id), sql`${surveyTickets.guestId} is not null`)})`,
});

export async function listSurveys(ctx: Context, input: Input<typeof surveyOperations.list>) {
  return page(input, {
    sorts: { createdOn: surveys.createdOn },
    id: surveys.id,
    where: and(
      visible(ctx, surveys),
      input.eventId ? eq(surveys.eventId, input.eventId) : undefined,
      input.state ? eq(surveys.state, input.state) : undefined,
    ),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({ ...columns, ...counts(ctx), sortKey: surveys.createdOn, total })
        .from(surveys)
        .innerJoin(events, ofEvent(ctx))
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(surveys).where(where))[0]?.total ?? 0,
  });
}

export async function getSurvey(ctx: Context, id: string) {
  const [survey] = await ctx.db
    .select(columns)
    .from(surveys)
    .innerJoin(events, ofEvent(ctx))
    .where(and(eq(surveys.id, id), visible(ctx, surveys)))
    .for("update", { of: surveys });
  if (!survey) throw new Failure("missing", "surveys.missing", "调查不存在，或不在您的办理范围内");
  return survey;
}
export type StoredSurvey = Awaited<ReturnType<typeof getSurvey>>;

export async function getSurveyPage(ctx: Context, { id }: { id: string }) {
  const [survey] = await ctx.db
    .select({ ...columns, ...counts(ctx), officerId: events.officerId, divisionId: events.divisionId })
    .from(surveys)
    .innerJoin(events, ofEvent(ctx))
    .where(and(eq(surveys.id, id), visible(ctx, surveys)));
  if (!survey) throw new Failure("missing", "surveys.missing", "调查不存在，或不在您的数据范围内");
  const scope = mayManage(ctx, survey);
  const why = (step: Parameters<typeof whyNotSurvey>[0]) => scope ?? whyNotSurvey(step, survey);
  return {
    survey,
    results: await resultsOf(ctx, survey),
    may: { update: why("update"), publish: why("publish"), invite: why("invite"), close: why("close") },
  };
}

/** How often each answer was given, in one statement for all questions. */
async function resultsOf({ db, agencyId }: Context, { id, questions }: { id: string; questions: Question[] }) {
  const { rows } = await db.execute<{ at: number; value: string; times: number }>(sql`
    select said.at::integer as at, said.value, count(*)::integer as times
    from ${surveyAnswers}, jsonb_array_elements_text(${surveyAnswers.answers}) with ordinality as said(value, at)
    where ${and(eq(surveyAnswers.agencyId, agencyId), eq(surveyAnswers.surveyId, id))} and said.value is not null
    group by 1, 2 order by 1, 2`);
  return questions.map(({ text, kind, options, isOverall }, place) => {
    const given = rows.filter(({ at }) => at === place + 1);
    const answered = given.reduce((sum, { times }) => sum + times, 0);
    const scale = Array.from({ length: highest(kind) }, (_, step) => String(step + 1));
    const values = kind === "text" ? [] : kind === "choice" ? options : scale;
    const total = given.reduce((sum, { value, times }) => sum + Number(value) * times, 0);
    const isScored = kind === "score5" || kind === "score10";
    return {
      text,
      kind,
      isOverall,
      answered,
      average: isScored && answered > 0 ? (total / answered).toFixed(2) : null,
      shares: values.map((value) => ({ value, count: given.find((each) => each.value === value)?.times ?? 0 })),
      texts: kind === "text" ? given.slice(0, 200).map(({ value }) => value) : [],
    };
  });
}

/** Whoever came and has no link; with `isRenewed` also those whose link was not used. */
export async function guestsToAsk({ db, agencyId }: Context, { id, eventId }: StoredSurvey, isRenewed: boolean) {
  const rows = await db
    .select({
      guestId: eventGuests.id,
      companyName: eventGuests.companyName,
      personName: eventGuests.personName,
      ticketId: surveyTickets.id,
      usedOn: surveyTickets.usedOn,
    })
    .from(eventGuests)
    .leftJoin(
      surveyTickets,
      and(
        eq(surveyTickets.agencyId, agencyId),
        eq(surveyTickets.guestId, eventGuests.id),
        eq(surveyTickets.surveyId, id),
      ),
    )
    .where(
      and(eq(eventGuests.agencyId, agencyId), eq(eventGuests.eventId, eventId), eq(eventGuests.attendance, "attended")),
    )
    .orderBy(eventGuests.sortName, eventGuests.id);
  return rows.filter(({ ticketId, usedOn }) => ticketId === null || (isRenewed && usedOn === null));
}

/** The survey a link leads to, and the ticket it stands for; both are locked where it is answered. */
export async function openedBy(ctx: Context, token: string) {
  const { db, agencyId } = ctx;
  const digest = digestOf(token);
  const read = db
    .select({
      ...columns,
      kind: events.kind,
      officerId: events.officerId,
      divisionId: events.divisionId,
      ticketId: surveyTickets.id,
      usedOn: surveyTickets.usedOn,
    })
    .from(surveys)
    .innerJoin(events, ofEvent(ctx))
    .leftJoin(
      surveyTickets,
      and(
        eq(surveyTickets.agencyId, agencyId),
        eq(surveyTickets.surveyId, surveys.id),
        eq(surveyTickets.digest, digest),
      ),
    )
    .where(
      and(
        eq(surveys.agencyId, agencyId),
        or(
          eq(surveys.openDigest, digest),
          sql`exists (select 1 from ${surveyTickets} where ${and(
            eq(surveyTickets.agencyId, agencyId),
            eq(surveyTickets.surveyId, surveys.id),
            eq(surveyTickets.digest, digest),
            sql`${surveyTickets.guestId} is not null`,
          )})`,
        ),
      ),
    );
  const [survey] = await read;
  if (!survey) throw new Failure("missing", "surveys.link", "没有这份问卷，链接可能已换发，请向主办单位索取新的链接");
  return survey;
}
export type OpenedSurvey = Awaited<ReturnType<typeof openedBy>>;

/** How many the open link has taken. */
export async function openAnswers({ db, agencyId }: Context, surveyId: string): Promise<number> {
  const [taken] = await db
    .select({ total: count() })
    .from(surveyTickets)
    .where(
      and(eq(surveyTickets.agencyId, agencyId), eq(surveyTickets.surveyId, surveyId), isNull(surveyTickets.guestId)),
    );
  return taken?.total ?? 0;
}
