import { and, eq, gt, isNull, or } from "drizzle-orm";
import { addDays } from "#kit/base/dates.ts";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { newLink, openAccount, postAccount } from "../accounts/actions.ts";
import { accountSubject } from "../contract.ts";
import { getAccount } from "../queries.ts";
import { refuseLastAdministrator } from "../rights/queries.ts";
import { enterPerson } from "../staff/actions.ts";
import { hostings, postings } from "../tables.ts";
import { type hostingOperations, hostingSubject } from "./contract.ts";
import {
  accountElsewhere,
  getHosting,
  isSmallOffice,
  openHostings,
  postedPeople,
  roleToHost,
  shownHosting,
} from "./queries.ts";
import { whyNotHost, whyNotPosted } from "./rules.ts";

/** 登记托管: which body lends us somebody for which role, since when, on what paper. */
export async function createHosting(ctx: Context, wanted: Input<typeof hostingOperations.create>) {
  const role = await roleToHost(ctx, wanted.roleCode);
  const held = (await openHostings(ctx)).find(({ roleCode }) => roleCode === wanted.roleCode);
  refuseIf(whyNotHost({ ...role, isSmall: await isSmallOffice(ctx), held: held?.hostName ?? null }));
  const id = newId();
  await ctx.db.insert(hostings).values({ ...wanted, agencyId: ctx.agencyId, id });
  const after = await getHosting(ctx, id);
  await record(ctx, { subject: hostingSubject, id, before: null, after });
  return shownHosting(ctx, after);
}

/** 派驻: one person of the host's, with an account here; who has one from another agency keeps that. */
export async function postHosted(ctx: Context, { id, name, login }: Input<typeof hostingOperations.post>) {
  const hosting = await getHosting(ctx, id);
  refuseIf(shownHosting(ctx, hosting).may.post);
  const { hostName, roleTitle, isAdministrator, roleCode } = hosting;
  refuseIf(whyNotPosted({ hostName, personName: name, roleTitle, isAdministrator }, await postedPeople(ctx)));
  const known = await accountElsewhere(ctx, login);
  if (known && (known.name !== name || known.state === "disabled"))
    throw new Failure("refused", "accounts.login", `登录名“${login}”已被使用，请换一个`);
  if (known && (await getAccount(ctx, known.id).catch(unseen)))
    throw new Failure("refused", "hostings.post.own", `“${login}”已是本机构的账号，派驻人员须是对方单位的人`);
  const personId = await enterPerson(ctx, { name, hostingId: id, fromOn: ctx.today });
  const accountId = known?.id ?? (await openAccount(ctx, { login, name }));
  await postAccount(ctx, { accountId, personId, wanted: [roleCode], hostingId: id });
  const link = known ? null : await newLink(ctx, accountId);
  await record(ctx, {
    subject: accountSubject,
    id: accountId,
    before: null,
    after: await getAccount(ctx, accountId),
    reason: `托管：${hostName}`,
  });
  return { id: accountId, link };
}

/** An account without a posting here is not seen: that is what was to be known. */
function unseen(error: unknown): null {
  if (error instanceof Failure && error.kind === "missing") return null;
  throw error;
}

/** 结束托管: the host's people hold the role to that day and no longer. */
export async function endHosting(ctx: Context, { id, version, untilOn, reason }: Input<typeof hostingOperations.end>) {
  const before = await getHosting(ctx, id);
  refuseIf(shownHosting(ctx, before).may.end);
  if (before.version !== version)
    throw new Failure("refused", "hostings.conflict", "这项托管刚被他人改过，请刷新后再试");
  if (untilOn < before.sinceOn || untilOn < addDays(ctx.today, -1))
    throw new Failure("refused", "hostings.end.day", "最后一天不能早于托管起始和昨天，请检查");
  const gone = await ctx.db
    .select({ id: postings.id })
    .from(postings)
    .where(
      and(
        eq(postings.agencyId, ctx.agencyId),
        eq(postings.hostingId, id),
        or(isNull(postings.toOn), gt(postings.toOn, untilOn)),
      ),
    );
  await refuseLastAdministrator(ctx, { postingIds: gone.map((posting) => posting.id) }, untilOn);
  await ctx.db
    .update(postings)
    .set({ toOn: untilOn })
    .where(
      and(
        eq(postings.agencyId, ctx.agencyId),
        eq(postings.hostingId, id),
        or(isNull(postings.toOn), gt(postings.toOn, untilOn)),
      ),
    );
  await ctx.db
    .update(hostings)
    .set({ untilOn, version: version + 1 })
    .where(and(eq(hostings.agencyId, ctx.agencyId), eq(hostings.id, id)));
  const after = await getHosting(ctx, id);
  await record(ctx, { subject: hostingSubject, id, before, after, reason });
  return shownHosting(ctx, after);
}
