import { and, count, eq, sql } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import { inYuan } from "#kit/base/money.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { page } from "#kit/server/list.ts";
import type { Paper } from "#kit/server/papers.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { agencies, divisions, persons } from "#records/people/tables.ts";
import { actsOf, type Flow } from "../queries.ts";
import { sheetOf } from "../sheets/queries.ts";
import { actKinds } from "../words.ts";
import { type memoOperations, memoSubject } from "./contract.ts";
import { whyNotResend, whyNotUpdate } from "./rules.ts";
import { memos } from "./tables.ts";

export const memoColumns = {
  id: memos.id,
  title: memos.title,
  body: memos.body,
  amount: memos.amount,
  files: memos.files,
  state: memos.state,
  drafterId: memos.drafterId,
  divisionId: memos.divisionId,
  approvalId: memos.approvalId,
  createdAt: memos.createdAt,
  version: memos.version,
};

const sortColumns = { createdAt: memos.createdAt, amount: memos.amountFen };

const joined = (ctx: Context) => ({
  drafter: and(eq(persons.agencyId, ctx.agencyId), eq(persons.id, memos.drafterId)),
  division: and(eq(divisions.agencyId, ctx.agencyId), eq(divisions.id, memos.divisionId)),
});

export async function listMemos(ctx: Context, input: Input<typeof memoOperations.list>) {
  const { body: _body, files: _files, ...columns } = memoColumns;
  const on = joined(ctx);
  return page(input, {
    sorts: sortColumns,
    id: memos.id,
    where: and(
      visible(ctx, memos),
      input.state ? eq(memos.state, input.state) : undefined,
      found(ctx, "memo", memos.id, input.search),
    ),
    rows: ({ where, orderBy, limit, total }) =>
      ctx.db
        .select({
          ...columns,
          drafterName: persons.name,
          divisionName: divisions.name,
          sortKey: sql<string | number>`${sortColumns[input.sort]}`,
          total,
        })
        .from(memos)
        .innerJoin(persons, on.drafter)
        .leftJoin(divisions, on.division)
        .where(where)
        .orderBy(...orderBy)
        .limit(limit),
    count: async (where) => (await ctx.db.select({ total: count() }).from(memos).where(where))[0]?.total ?? 0,
  });
}

const missing = () => new Failure("missing", "memos.missing", "请示不存在，或不在您的数据范围内");

/** The one way to a memo by its id; a command locks it. An approver reaches it by 个案授权 while it is before him. */
export async function getMemo(ctx: Context, id: string) {
  const read = ctx.db
    .select(memoColumns)
    .from(memos)
    .where(and(eq(memos.id, id), visible(ctx, memos, { granted: true })));
  const [memo] = await (ctx.operation.kind === "command" ? read.for("update") : read);
  if (!memo) throw missing();
  return memo;
}

export async function getMemoPage(ctx: Context, { id }: { id: string }) {
  const on = joined(ctx);
  const [memo] = await ctx.db
    .select({ ...memoColumns, drafterName: persons.name, divisionName: divisions.name })
    .from(memos)
    .innerJoin(persons, on.drafter)
    .leftJoin(divisions, on.division)
    .where(and(eq(memos.id, id), visible(ctx, memos, { granted: true })));
  if (!memo) throw missing();
  const acts = memo.approvalId ? await actsOf(ctx, memo.approvalId) : [];
  const [agency] = await ctx.db.select({ name: agencies.name }).from(agencies).where(eq(agencies.id, ctx.agencyId));
  const isMine = memo.drafterId === ctx.actor.personId;
  const others = isMine ? null : { code: "memos.drafter", message: "只有拟稿人可以修改和重新发起" };
  return {
    memo,
    agencyName: agency?.name ?? "",
    opinions: acts.filter(({ kind }) => ["approve", "reject", "return"].includes(kind)),
    may: { update: others ?? whyNotUpdate(memo), resend: others ?? whyNotResend(memo) },
  };
}

/** 签报单 */
export async function composeSheet(ctx: Context, { id }: { id: string }): Promise<Paper> {
  const { memo, agencyName, opinions } = await getMemoPage(ctx, { id });
  const told = opinions.map((act) => ({ ...act, word: actKinds[act.kind] }));
  const { blocks } = sheetOf({ ...memo, heading: "签报单", agencyName, opinions: told });
  return { name: `签报单 ${memo.title}`, blocks };
}

/** 请示流程: its bands go by the amount asked for. */
export const memoFlow: Flow = {
  code: "memos",
  title: "请示（签报）",
  subject: memoSubject,
  amountTitle: "请示金额",
  read: async (ctx, subjectId) => {
    const [memo] = await ctx.db
      .select(memoColumns)
      .from(memos)
      .where(and(eq(memos.agencyId, ctx.agencyId), eq(memos.id, subjectId)));
    if (!memo) throw missing();
    const { title, amount, body, files } = memo;
    const facts = amount === null ? [] : [{ title: "请示金额", value: `${inYuan(amount)} 元` }];
    return { title, amount, file: { facts, text: body, files } };
  },
  isSeen: async (ctx, subjectId) => {
    const [seen] = await ctx.db
      .select({ id: memos.id })
      .from(memos)
      .where(and(eq(memos.id, subjectId), visible(ctx, memos, { granted: true })));
    return seen !== undefined;
  },
};
