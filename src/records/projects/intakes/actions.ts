import { and, eq, inArray, isNull, lt, ne, sql } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { changedTitles, record } from "#kit/server/history.ts";
import { sqlState } from "#kit/server/serve.ts";
import { digestOf, newToken } from "#kit/server/tokens.ts";
import { visitAgency } from "#records/people/visiting/actions.ts";
import { notify } from "#records/workspace/notices/actions.ts";
import { createProject } from "../actions.ts";
import { NewProject, projectSubject } from "../contract.ts";
import {
  manage,
  type intakeDoorOperations,
  type intakeLinkOperations,
  intakeLinkSubject,
  type intakeOperations,
  intakeSubject,
} from "./contract.ts";
import { intakesPack } from "./pack.ts";
import {
  answerWithin,
  clockOf,
  companyKeyOf,
  getIntake,
  getIntakeLink,
  openedLink,
  openPhone,
  receivedSince,
  type StoredIntake,
  type StoredLink,
  unknownLink,
} from "./queries.ts";
import {
  asideText,
  consentText,
  timingOf,
  whyNotClosing,
  whyNotForget,
  whyNotLink,
  whyNotMore,
  whyNotOpen,
  whyNotReveal,
  whyNotSetAside,
  whyNotSubmitted,
  whyNotTake,
} from "./rules.ts";
import { intakeHandlings, intakeLinks, intakeReceipts, intakes } from "./tables.ts";
import type { IntakeOutcome } from "./words.ts";

export const showIntakeForm = (ctx: Context, { agency, token }: Input<typeof intakeDoorOperations.form>) =>
  visitAgency(ctx, agency, unknownLink, async (there, agencyName) => {
    const link = await openedLink(there, token);
    refuseIf(whyNotOpen(link, there.today));
    const { title, intro } = link;
    return { agencyName, title, intro, consent: consentOf(there, link) };
  });

const consentOf = (ctx: Context, { consent }: StoredLink): string => consentText(consent, intakesPack(ctx).keptDays);

/** So many a day are told one by one; from there on the desk counts them. */
const toldADay = 10;

/** 提交线索: nothing but what was typed comes in, and nothing that is known goes out. */
export const submitIntake = (ctx: Context, sent: Input<typeof intakeDoorOperations.submit>) =>
  visitAgency(ctx, sent.agency, unknownLink, async (there, agencyName) => {
    const { agency: _agency, token, slip, trap, isConsented, phone, ...typed } = sent;
    const link = await openedLink(there, token);
    refuseIf(whyNotOpen(link, there.today) ?? whyNotSubmitted({ isConsented, trap }));
    const received = await receivedSince(there, link.id, there.today);
    refuseIf(whyNotMore(received, link.dailyLimit));
    const { agencyId, db, now, today: receivedOn, secrets } = there;
    const id = newId();
    const row = {
      ...typed,
      agencyId,
      id,
      linkId: link.id,
      slip: digestOf(slip),
      receivedOn,
      receivedAt: now.toISOString(),
      companyKey: companyKeyOf(typed.companyName),
      phone: await secrets.seal(db, agencyId, id, phone),
      consent: consentOf(there, link),
    };
    await db
      .insert(intakes)
      .values(row)
      .catch((error: unknown) => {
        if (sqlState(error) !== "23505") throw error;
        throw new Failure("refused", "intakes.door.twice", "这份表单已经提交过，我们会尽快与您联系，谢谢您");
      });
    const counted = { agencyId, id: newId(), intakeId: id, form: link.name };
    await db.insert(intakeReceipts).values({ ...counted, happenedOn: receivedOn, typedAt: row.receivedAt });
    await record(there, { subject: intakeSubject, id, before: null, after: row });
    // The title leaves by mail and robot: what a stranger typed stays inside.
    if (received < toldADay)
      await notify(there, {
        to: { permission: manage },
        kind: "intakes",
        title: `公开表单“${link.name}”收到一条新线索，待承接`,
        subject: { kind: "intake", id },
      });
    return { agencyName, answerWithin: answerWithin(there) };
  });

/** 承接为线索: the lead stands from the day it came in, under whoever takes it or is given it. */
export async function takeIntake(ctx: Context, sent: Input<typeof intakeOperations.take>) {
  const { id, version, name, track, investorId, officerId } = sent;
  const before = await getIntake(ctx, id);
  refuseIf(whyNotTake(before));
  const link = await linkOf(ctx, id);
  const { companyName: investorName, brief, amount, sourcePlace, receivedOn } = before;
  const lead = NewProject.parse({
    name,
    track,
    investorId,
    investorName,
    brief,
    sourcePlace,
    receivedOn,
    officerId,
    totalInvestment: amount,
    source: "publicForm",
    sourceNote: `公开表单“${link}”`,
  });
  const { id: projectId } = await createProject(ctx, lead);
  await change(ctx, before, version, { state: "taken", projectId, ...handled(ctx) }, { title: "承接为线索" });
  await countHandled(ctx, before, "taken", link);
  await record(ctx, {
    subject: intakeSubject,
    id,
    before: null,
    after: {},
    title: "由公开表单来件承接",
    link: `intakes/${id}`,
    on: { subject: projectSubject, id: projectId },
  });
  return { projectId };
}

export async function setIntakeAside(ctx: Context, sent: Input<typeof intakeOperations.setAside>) {
  const { id, version, reason: asideReason, note } = sent;
  const before = await getIntake(ctx, id);
  refuseIf(whyNotSetAside(before));
  const title = `${asideText(asideReason)}（${note}）`;
  await change(ctx, before, version, { state: "aside", asideReason, note, ...handled(ctx) }, { title, reason: note });
  await countHandled(ctx, before, "aside", await linkOf(ctx, id));
  return { id };
}

export async function revealIntake(ctx: Context, { id }: Input<typeof intakeOperations.reveal>) {
  const intake = await getIntake(ctx, id);
  refuseIf(whyNotReveal(intake));
  await record(ctx, { subject: intakeSubject, id, before: null, after: {}, reason: "查看来件联系电话" });
  return { phone: await openPhone(ctx, intake) };
}

const erased = (ctx: Context) => ({ contactName: "", phone: null, clearedOn: ctx.today });

/** 撤回同意: the record's own key is dropped, so the history holds nothing readable either. */
export async function forgetIntake(ctx: Context, { id, version, reason }: Input<typeof intakeOperations.forget>) {
  const before = await getIntake(ctx, id);
  refuseIf(whyNotForget(before));
  await change(ctx, before, version, erased(ctx), { title: `删除联系人信息：${reason}`, reason });
  await ctx.secrets.erase(ctx.db, ctx.agencyId, [id]);
  return { id };
}

/** 保存期已过: what did not become a lead keeps the company, not the person. Answers how many. */
export async function clearIntakes(ctx: Context, before: string): Promise<number> {
  const { agencyId, db } = ctx;
  const over = and(
    eq(intakes.agencyId, agencyId),
    ne(intakes.state, "taken"),
    isNull(intakes.clearedOn),
    lt(sql`coalesce(${intakes.handledOn}, ${intakes.receivedOn})`, before),
  );
  const rows = await db
    .update(intakes)
    .set({ ...erased(ctx), version: sql`${intakes.version} + 1` })
    .where(over)
    .returning({ id: intakes.id });
  const ids = rows.map(({ id }) => id);
  for (const id of ids)
    await record(ctx, {
      subject: intakeSubject,
      id,
      before: null,
      after: { clearedOn: ctx.today },
      title: "保存期已过，联系人信息已清除",
    });
  await ctx.secrets.erase(db, agencyId, ids);
  return ids.length;
}

/** What figures count: the outcome that stands, and whether it came in time. */
async function countHandled(
  ctx: Context,
  { id: intakeId, receivedOn }: StoredIntake,
  outcome: IntakeOutcome,
  form: string,
): Promise<void> {
  const { agencyId, db, today: happenedOn } = ctx;
  const typedAt = ctx.now.toISOString();
  const standing = and(
    eq(intakeHandlings.agencyId, agencyId),
    eq(intakeHandlings.intakeId, intakeId),
    isNull(intakeHandlings.voidedAt),
  );
  await db.update(intakeHandlings).set({ voidedAt: typedAt }).where(standing);
  const timing = timingOf(clockOf(ctx, receivedOn).dueOn, happenedOn);
  await db
    .insert(intakeHandlings)
    .values({ agencyId, id: newId(), intakeId, form, outcome, timing, happenedOn, typedAt });
}

const handled = (ctx: Context) => ({ handledById: ctx.actor.personId, handledOn: ctx.today });

async function linkOf(ctx: Context, intakeId: string): Promise<string> {
  const wanted = ctx.db
    .select({ id: intakes.linkId })
    .from(intakes)
    .where(and(eq(intakes.agencyId, ctx.agencyId), eq(intakes.id, intakeId)));
  const [link] = await ctx.db
    .select({ name: intakeLinks.name })
    .from(intakeLinks)
    .where(and(eq(intakeLinks.agencyId, ctx.agencyId), inArray(intakeLinks.id, wanted)));
  return link?.name ?? "";
}

async function change(
  ctx: Context,
  before: StoredIntake,
  version: number,
  changes: Partial<typeof intakes.$inferInsert>,
  told: { title: string; reason?: string },
): Promise<void> {
  await refuseConflict(ctx, intakeSubject, { id: before.id, version, changes }, before);
  await ctx.db
    .update(intakes)
    .set({ ...changes, version: before.version + 1 })
    .where(and(eq(intakes.agencyId, ctx.agencyId), eq(intakes.id, before.id)));
  const after = { ...before, ...changes, version: before.version + 1 };
  await record(ctx, { subject: intakeSubject, id: before.id, before, after, ...told });
}

export async function createIntakeLink(ctx: Context, sent: Input<typeof intakeLinkOperations.create>) {
  refuseIf(whyNotClosing(sent.closesOn, ctx.today));
  const id = newId();
  const token = newToken();
  await ctx.db
    .insert(intakeLinks)
    .values({ ...sent, agencyId: ctx.agencyId, id, digest: digestOf(token), createdOn: ctx.today });
  const after = await getIntakeLink(ctx, id);
  await record(ctx, { subject: intakeLinkSubject, id, before: null, after, title: `新建公开线索表单：${after.name}` });
  return { id, link: addressOf(ctx, token) };
}

export async function updateIntakeLink(ctx: Context, sent: Input<typeof intakeLinkOperations.update>) {
  const before = await getIntakeLink(ctx, sent.id);
  refuseIf(whyNotLink("update", before) ?? whyNotClosing(sent.changes.closesOn ?? null, ctx.today));
  await refuseConflict(ctx, intakeLinkSubject, sent, before);
  const after = await writeLink(ctx, before, sent.changes as Change);
  const title = `修改：${changedTitles(intakeLinkSubject, before, after)}`;
  await record(ctx, { subject: intakeLinkSubject, id: after.id, before, after, title });
  return { id: after.id };
}

const stepped =
  (step: "close" | "reopen", title: string) =>
  async (ctx: Context, { id, version }: Input<typeof intakeLinkOperations.close>) => {
    const before = await getIntakeLink(ctx, id);
    refuseIf(whyNotLink(step, before));
    refuseStale(before, version);
    // A term that ran out would keep it shut.
    const isOver = before.closesOn !== null && before.closesOn < ctx.today;
    const changes: Change =
      step === "close" ? { state: "closed" } : { state: "open", ...(isOver && { closesOn: null }) };
    const after = await writeLink(ctx, before, changes);
    await record(ctx, { subject: intakeLinkSubject, id, before, after, title });
    return { id };
  };
export const closeIntakeLink = stepped("close", "关闭表单");
export const reopenIntakeLink = stepped("reopen", "重新开放表单");

export async function relinkIntake(ctx: Context, { id, version }: Input<typeof intakeLinkOperations.relink>) {
  const before = await getIntakeLink(ctx, id);
  refuseIf(whyNotLink("relink", before));
  refuseStale(before, version);
  const token = newToken();
  await writeLink(ctx, before, { digest: digestOf(token) });
  await record(ctx, { subject: intakeLinkSubject, id, before: null, after: {}, title: "换发表单链接" });
  return { id, link: addressOf(ctx, token) };
}

const addressOf = ({ actor }: Context, token: string): string => `/lead/${actor.agencyCode}/${token}`;

function refuseStale(before: StoredLink, version: number): void {
  if (version !== before.version)
    throw new Failure("refused", "intakeLinks.conflict", "表单刚被他人改过，请刷新后再办");
}

type Change = Partial<typeof intakeLinks.$inferInsert>;

async function writeLink(ctx: Context, before: StoredLink, changes: Change): Promise<StoredLink> {
  await ctx.db
    .update(intakeLinks)
    .set({ ...changes, version: before.version + 1 })
    .where(and(eq(intakeLinks.agencyId, ctx.agencyId), eq(intakeLinks.id, before.id)));
  return getIntakeLink(ctx, before.id);
}
