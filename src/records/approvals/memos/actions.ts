import { and, eq } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import { refuseConflict } from "#kit/server/conflict.ts";
import type { Context } from "#kit/server/context.ts";
import { getFile } from "#kit/server/files.ts";
import { changedTitles, record } from "#kit/server/history.ts";
import { index } from "#kit/server/search.ts";
import { startApproval } from "../actions.ts";
import { copyIdsOf } from "../queries.ts";
import { type memoOperations, memoSubject } from "./contract.ts";
import { getMemo, memoColumns, memoFlow } from "./queries.ts";
import { whyNotResend, whyNotUpdate } from "./rules.ts";
import { type Attached, memos } from "./tables.ts";
import type { MemoState } from "./words.ts";

type Memo = Awaited<ReturnType<typeof getMemo>>;

/** 提交请示: the memo and its approval in one go; what is not finished is a draft of the form. */
export async function submitMemo(ctx: Context, { copyIds, files, ...typed }: Input<typeof memoOperations.submit>) {
  const { personId, divisionId } = ctx.actor;
  if (!personId) throw new Failure("refused", "memos.person", "只有在本机构任职的人员可以提交请示");
  const id = newId();
  await ctx.db.insert(memos).values({
    ...typed,
    agencyId: ctx.agencyId,
    id,
    files: await attached(ctx, files, []),
    drafterId: personId,
    divisionId,
    state: "pending",
    createdOn: ctx.today,
    createdAt: ctx.now.toISOString(),
  });
  await index(ctx, "memo", id, { names: [typed.title], codes: [] });
  await startApproval(ctx, memoFlow, { subjectId: id, copyIds });
  const after = await getMemo(ctx, id);
  await record(ctx, { subject: memoSubject, id, before: null, after, title: "提交请示" });
  return after;
}

/** Own uploads, and what is attached already: nobody attaches a file of somebody else's by its id. */
async function attached(ctx: Context, wanted: readonly Attached[], held: readonly Attached[]): Promise<Attached[]> {
  const files: Attached[] = [];
  for (const { id } of wanted) {
    if (files.some((each) => each.id === id)) continue;
    const known = held.find((each) => each.id === id);
    if (known) {
      files.push(known);
      continue;
    }
    const file = await getFile(ctx, id);
    if (file.accountId !== ctx.actor.accountId)
      throw new Failure("missing", "files.missing", "附件不存在，可能已被删除，请重新上传");
    files.push({ id, name: file.name, size: file.size });
  }
  return files;
}

/** Its drafter's own, whatever the scope: others may read it, nobody rewrites another's memo. */
async function ownMemo(ctx: Context, id: string): Promise<Memo> {
  const memo = await getMemo(ctx, id);
  if (memo.drafterId !== ctx.actor.personId)
    throw new Failure("missing", "memos.missing", "请示不存在，或不是您拟的稿");
  return memo;
}

export async function updateMemo(ctx: Context, sent: Input<typeof memoOperations.update>) {
  const before = await ownMemo(ctx, sent.id);
  refuseIf(whyNotUpdate(before));
  await refuseConflict(ctx, memoSubject, sent, before);
  const { files, ...typed } = sent.changes;
  const change = files ? { ...typed, files: await attached(ctx, files, before.files) } : typed;
  const after = await changeMemo(ctx, before, change);
  if (after.title !== before.title) await index(ctx, "memo", after.id, { names: [after.title], codes: [] });
  const title = `修改：${changedTitles(memoSubject, before, after)}`;
  await record(ctx, { subject: memoSubject, id: after.id, before, after, title });
  return after;
}

async function changeMemo(
  ctx: Context,
  before: Memo,
  change: { [Field in keyof Memo]?: Memo[Field] | undefined },
): Promise<Memo> {
  const [after] = await ctx.db
    .update(memos)
    .set({ ...change, version: before.version + 1 })
    .where(and(eq(memos.agencyId, ctx.agencyId), eq(memos.id, before.id)))
    .returning(memoColumns);
  if (!after) throw new Error("memo not written");
  return after;
}

/** 重新发起 after a withdrawal: a new approval, with the same 抄送. */
export async function resendMemo(ctx: Context, { id, version }: Input<typeof memoOperations.resend>) {
  const before = await ownMemo(ctx, id);
  refuseIf(whyNotResend(before));
  await refuseConflict(ctx, memoSubject, { id, version, changes: { state: "pending" } }, before);
  const copyIds = before.approvalId ? await copyIdsOf(ctx, before.approvalId) : [];
  await startApproval(ctx, memoFlow, { subjectId: id, copyIds });
  const after = await getMemo(ctx, id);
  await record(ctx, { subject: memoSubject, id, before, after, title: "重新发起" });
  return after;
}

/** The memo follows its approval, in the same transaction. */
export async function followApproval(
  ctx: Context,
  { approvalId, flow, subjectId, state }: { approvalId: string; flow: string; subjectId: string; state: MemoState },
): Promise<void> {
  if (flow !== memoFlow.code) return;
  const where = and(eq(memos.agencyId, ctx.agencyId), eq(memos.id, subjectId));
  const [before] = await ctx.db.select(memoColumns).from(memos).where(where).for("update");
  if (!before) throw new Error("an approval of a memo that is not there");
  if (before.state === state && before.approvalId === approvalId) return;
  const after = await changeMemo(ctx, before, { state, approvalId });
  // Its first approval is a part of submitting it, which tells the history itself.
  if (before.approvalId === null) return;
  await record(ctx, { subject: memoSubject, id: subjectId, before, after });
}

/** The memo goes with its approval to whoever answers for it from now on. */
export async function handOnMemo(
  ctx: Context,
  { flow, subjectId, to }: { flow: string; subjectId: string; to: { personId: string; divisionId: string | null } },
): Promise<void> {
  if (flow !== memoFlow.code) return;
  const where = and(eq(memos.agencyId, ctx.agencyId), eq(memos.id, subjectId));
  const [before] = await ctx.db.select(memoColumns).from(memos).where(where).for("update");
  if (!before) throw new Error("an approval of a memo that is not there");
  const after = await changeMemo(ctx, before, { drafterId: to.personId, divisionId: to.divisionId });
  await record(ctx, { subject: memoSubject, id: subjectId, before, after });
}
