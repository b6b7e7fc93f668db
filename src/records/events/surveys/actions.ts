import { and, eq, inArray, isNull } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { sqlState } from "#kit/server/serve.ts";
import { digestOf, newToken } from "#kit/server/tokens.ts";
import { visitAgency } from "#records/people/visiting/actions.ts";
import { eventSubject } from "../contract.ts";
import { eventsPack } from "../pack.ts";
import { getEvent } from "../queries.ts";
import { type surveyDoorOperations, type surveyOperations, surveySubject } from "./contract.ts";
import { getSurvey, guestsToAsk, openAnswers, openedBy, type OpenedSurvey, type StoredSurvey } from "./queries.ts";
import {
  isSatisfiedBy,
  whyNotAnswer,
  whyNotAsk,
  whyNotChange,
  whyNotClosing,
  whyNotOpen,
  whyNotQuestions,
  whyNotSurvey,
} from "./rules.ts";
import { surveyAnswers, surveyTickets, surveys } from "./tables.ts";

export async function createSurvey(ctx: Context, { eventId, ...typed }: Input<typeof surveyOperations.create>) {
  const event = await getEvent(ctx, eventId);
  refuseIf(whyNotAsk(event.state));
  refuseIf(whyNotClosing(typed.closesOn, event, ctx.today));
  refuseIf(whyNotQuestions(typed.questions));
  const id = newId();
  await ctx.db.insert(surveys).values({ ...typed, agencyId: ctx.agencyId, id, eventId, createdOn: ctx.today });
  await recordSurvey(ctx, null, await getSurvey(ctx, id), `新建满意度调查：${typed.title}`);
  return { id };
}

export async function updateSurvey(ctx: Context, sent: Input<typeof surveyOperations.update>) {
  const before = await getSurvey(ctx, sent.id);
  refuseIf(whyNotSurvey("update", before));
  refuseIf(whyNotChange(before.state, sent.changes));
  await refuseConflict(ctx, surveySubject, sent, before);
  const event = await getEvent(ctx, before.eventId);
  if (sent.changes.closesOn) refuseIf(whyNotClosing(sent.changes.closesOn, event, ctx.today));
  refuseIf(whyNotQuestions(sent.changes.questions ?? before.questions));
  const after = await write(ctx, before, sent.changes as Partial<typeof surveys.$inferInsert>);
  await recordSurvey(ctx, before, after, `修改满意度调查：${after.title}`);
  return { id: after.id };
}

export async function publishSurvey(ctx: Context, { id, version }: Input<typeof surveyOperations.publish>) {
  const before = await getSurvey(ctx, id);
  refuseIf(whyNotSurvey("publish", before));
  refuseStale(before, version);
  refuseIf(whyNotClosing(before.closesOn, await getEvent(ctx, before.eventId), ctx.today));
  const token = before.openLimit === null ? null : newToken();
  const after = await write(ctx, before, { state: "open", openDigest: token && digestOf(token) });
  await recordSurvey(ctx, before, after, `发布满意度调查：${after.title}`);
  return { link: token && linkOf(ctx, token) };
}

export async function relinkSurvey(ctx: Context, { id, version }: Input<typeof surveyOperations.relink>) {
  const before = await getSurvey(ctx, id);
  refuseIf(whyNotSurvey("invite", before));
  refuseStale(before, version);
  if (before.openLimit === null)
    throw new Failure("refused", "surveys.relink.none", "这份调查没有公开链接，请先填写“公开链接最多收”多少份");
  const token = newToken();
  const after = await write(ctx, before, { openDigest: digestOf(token) });
  const on = { subject: eventSubject, id: after.eventId };
  await record(ctx, { subject: surveySubject, id, before: null, after: {}, title: "换发满意度调查公开链接", on });
  return { link: linkOf(ctx, token) };
}

export async function inviteToSurvey(ctx: Context, { id, version, isRenewed }: Input<typeof surveyOperations.invite>) {
  const survey = await getSurvey(ctx, id);
  refuseIf(whyNotSurvey("invite", survey));
  refuseStale(survey, version);
  const guests = await guestsToAsk(ctx, survey, isRenewed);
  if (guests.length === 0)
    throw new Failure(
      "refused",
      "surveys.invite.none",
      "到会的来宾都已有链接；没有登记到会的请先登记，链接丢失的可以换发",
    );
  const { agencyId, db, today: madeOn } = ctx;
  const old = guests.flatMap(({ ticketId }) => ticketId ?? []);
  if (old.length > 0)
    await db.delete(surveyTickets).where(and(eq(surveyTickets.agencyId, agencyId), inArray(surveyTickets.id, old)));
  const links = guests.map(({ guestId, companyName, personName }) => ({
    guestId,
    companyName,
    personName,
    token: newToken(),
  }));
  await db.insert(surveyTickets).values(
    links.map(({ guestId, token }) => ({
      agencyId,
      id: newId(),
      surveyId: id,
      guestId,
      digest: digestOf(token),
      madeOn,
    })),
  );
  await record(ctx, {
    subject: surveySubject,
    id,
    before: null,
    after: {},
    title: `生成 ${links.length} 个满意度调查专用链接`,
    on: { subject: eventSubject, id: survey.eventId },
  });
  return { links: links.map(({ token, ...guest }) => ({ ...guest, link: linkOf(ctx, token) })) };
}

export async function closeSurvey(ctx: Context, { id, version }: Input<typeof surveyOperations.close>) {
  const before = await getSurvey(ctx, id);
  refuseIf(whyNotSurvey("close", before));
  refuseStale(before, version);
  await recordSurvey(ctx, before, await write(ctx, before, { state: "closed" }), `关闭满意度调查：${before.title}`);
  return { id };
}

const linkOf = ({ actor }: Context, token: string): string => `/survey/${actor.agencyCode}/${token}`;

function refuseStale(before: StoredSurvey, version: number): void {
  if (version !== before.version) throw new Failure("refused", "surveys.conflict", "调查刚被他人改过，请刷新后再办");
}

async function write(ctx: Context, before: StoredSurvey, changes: Partial<typeof surveys.$inferInsert>) {
  await ctx.db
    .update(surveys)
    .set({ ...changes, version: before.version + 1 })
    .where(and(eq(surveys.agencyId, ctx.agencyId), eq(surveys.id, before.id)));
  return getSurvey(ctx, before.id);
}

const recordSurvey = (ctx: Context, before: StoredSurvey | null, after: StoredSurvey, title: string) =>
  record(ctx, {
    subject: surveySubject,
    id: after.id,
    before,
    after,
    title,
    on: { subject: eventSubject, id: after.eventId },
  });

/** 公开问卷: written, with its history, in the agency the link names; an answer names nobody. */
const within = <T>(ctx: Context, code: string, work: (there: Context, agencyName: string) => Promise<T>) =>
  visitAgency(
    ctx,
    code,
    () => new Failure("missing", "surveys.link", "没有这份问卷，链接可能已换发，请向主办单位索取新的链接"),
    work,
  );

export function showForm(ctx: Context, { agency, token }: Input<typeof surveyDoorOperations.form>) {
  return within(ctx, agency, async (there, agencyName) => {
    const survey = await openedBy(there, token);
    await refuseUnopened(there, survey);
    const { title, intro, eventName, closesOn, questions, ticketId } = survey;
    return { agencyName, title, intro, eventName, closesOn, questions, isOpenLink: ticketId === null };
  });
}

async function refuseUnopened(ctx: Context, survey: OpenedSurvey): Promise<void> {
  refuseIf(whyNotOpen(survey, ctx.today));
  if (survey.usedOn !== null)
    throw new Failure("refused", "surveys.answer.used", "这个链接已经提交过答卷，一个链接只收一份，谢谢您");
  if (survey.ticketId === null && (await openAnswers(ctx, survey.id)) >= (survey.openLimit ?? 0))
    throw new Failure("refused", "surveys.answer.full", "问卷已收满，感谢您的关注");
}

export function answerSurvey(ctx: Context, { agency, token, slip, values }: Input<typeof surveyDoorOperations.answer>) {
  return within(ctx, agency, async (there, agencyName) => {
    const survey = await openedBy(there, token);
    await refuseUnopened(there, survey);
    const said = values.map((value) => value || null);
    refuseIf(whyNotAnswer(survey.questions, said));
    await useTicket(there, survey, slip);
    const { eventId, eventName, kind, officerId, divisionId, questions } = survey;
    const isSatisfied = isSatisfiedBy(questions, said, eventsPack(there).satisfiedFrom);
    const { agencyId, today: happenedOn } = there;
    const fact = { agencyId, eventId, kind, officerId, divisionId, happenedOn, typedAt: there.now.toISOString() };
    const id = newId();
    await there.db.insert(surveyAnswers).values({ ...fact, id, surveyId: survey.id, answers: said, isSatisfied });
    await record(there, { subject: surveySubject, id: survey.id, before: null, after: { answer: "收到一份答卷" } });
    return { agencyName, eventName };
  });
}

/** One answer a ticket, whoever is faster; the open link has its tickets made as they are used. */
async function useTicket(ctx: Context, { id: surveyId, ticketId, openLimit }: OpenedSurvey, slip: string | null) {
  const { agencyId, db, today } = ctx;
  if (ticketId !== null) {
    const used = await db
      .update(surveyTickets)
      .set({ usedOn: today })
      .where(and(eq(surveyTickets.agencyId, agencyId), eq(surveyTickets.id, ticketId), isNull(surveyTickets.usedOn)))
      .returning({ id: surveyTickets.id });
    if (used.length === 0)
      throw new Failure("refused", "surveys.answer.used", "这个链接已经提交过答卷，一个链接只收一份，谢谢您");
    return;
  }
  if (slip === null) throw new Failure("invalid", "surveys.answer.slip", "答卷编号不完整，请重新打开问卷");
  await db
    .insert(surveyTickets)
    .values({ agencyId, id: newId(), surveyId, digest: digestOf(slip), madeOn: today, usedOn: today })
    .catch((error: unknown) => {
      if (sqlState(error) !== "23505") throw error;
      throw new Failure("refused", "surveys.answer.used", "这份答卷已经提交过，谢谢您");
    });
  // Two at the very same moment may both be let in: the limit keeps a link from running away, it is no quota.
  if ((await openAnswers(ctx, surveyId)) > (openLimit ?? 0))
    throw new Failure("refused", "surveys.answer.full", "问卷已收满，感谢您的关注");
}
