import { and, asc, eq, isNull } from "drizzle-orm";
import { Failure, type Refusal, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import { readable, sumYuan } from "#kit/base/money.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { record } from "#kit/server/history.ts";
import { visible } from "#kit/server/scope.ts";
import { sqlState } from "#kit/server/serve.ts";
import { projectSubject } from "../contract.ts";
import { agreementOf, agreementsOf } from "../joint/queries.ts";
import { whyNotCredited } from "../joint/rules.ts";
import { getProject } from "../queries.ts";
import { type countingOperations, countingSubject } from "./contract.ts";
import { candidatesOf, countingColumns, rowsOf } from "./queries.ts";
import {
  after as afterRow,
  type Entry,
  lookedAt,
  numberOf,
  replay,
  type Stand,
  whyNotAmount,
  whyNotDay,
  whyNotMet,
  whyNotOpen,
} from "../schemes/rules.ts";
import { factsOf, getScheme, type Looked, type StoredScheme } from "../schemes/queries.ts";
import { countings } from "../schemes/tables.ts";
import { countingKinds } from "../schemes/words.ts";

interface Said {
  holder: string;
  reason: string;
}

/** 计入: one row more of one project in one scheme, if the scheme's rules and the facts allow it. */
export async function countProject(ctx: Context, sent: Input<typeof countingOperations.count>) {
  const { schemeId, projectId, kind, happenedOn, isChecked, holder, reason } = sent;
  const scheme = await getScheme(ctx, schemeId);
  await getProject(ctx, projectId);
  const [facts] = await factsOf(ctx, scheme, [projectId]);
  if (!facts) throw new Error("project without facts");
  const stand = held(replay(scheme, await rowsOf(ctx, schemeId, projectId)));
  const isEntering = numberOf(kind) > 0;
  const agreement = await agreementOf(ctx, projectId);
  const row: Entry = {
    kind,
    happenedOn,
    number: numberOf(kind),
    countedAmount: sent.amount ?? (isEntering ? (facts.firstAmount ?? "0.00") : "0.00"),
    credit: sent.credit ?? (isEntering ? (agreement?.ownShare ?? 100) : 0),
  };
  refuseAt("kind", whyNotOpen(scheme));
  refuseAt(
    "credit",
    whyNotCredited(agreement, { isEntering, isShared: kind === "shared", credit: row.credit, holder }),
  );
  const next = afterRow(scheme, stand, row);
  if ("code" in next) throw failureAt(row.kind === "shared" ? "credit" : "kind", next);
  if (isEntering) {
    refuseAt("schemeId", whyNotMet(scheme, facts));
    if (!isChecked) askChecked(scheme);
  }
  refuseAt("happenedOn", whyNotDay(scheme, row, facts, ctx.today));
  refuseAt("amount", whyNotAmount(scheme, facts, stand, row));
  const [written] = await write(ctx, scheme, [{ facts, row, said: { holder, reason } }]);
  if (!written) throw new Error("row not written");
  return written;
}

/** 批量计入: the proposals taken in as they stand, in one statement; one that may not be counted stops all. */
export async function acceptCandidates(
  ctx: Context,
  { schemeId, projectIds, isChecked }: Input<typeof countingOperations.accept>,
) {
  const scheme = await getScheme(ctx, schemeId);
  refuseIf(whyNotOpen(scheme));
  if (!isChecked) askChecked(scheme);
  const wanted = [...new Set(projectIds)];
  const candidates = await candidatesOf(ctx, scheme, wanted);
  const shut = candidates.find(({ refusal }) => refusal !== null);
  if (shut?.refusal)
    throw new Failure("refused", shut.refusal.code, `${shut.project.name}：${shut.refusal.message}，其余的也没有计入`);
  if (candidates.length < wanted.length) {
    const message = `有 ${wanted.length - candidates.length} 个项目已经计入、不在期间内，或不在您的范围内，请刷新后重新选择；都没有计入`;
    throw new Failure("refused", "countings.accept.stale", message);
  }
  const agreements = await agreementsOf(ctx, wanted);
  const rows = candidates.map(({ project, kind }) => ({
    facts: project,
    row: {
      kind,
      happenedOn: project.happenedOn ?? scheme.fromOn,
      number: 1,
      countedAmount: project.firstAmount ?? "0.00",
      credit: agreements.get(project.id)?.ownShare ?? 100,
    },
    said: { holder: "", reason: "按口径提示计入" },
  }));
  if (rows.length > 0) await write(ctx, scheme, rows);
  return { count: rows.length, amount: sumYuan(rows.map(({ row }) => row.countedAmount)) };
}

/** 作废: the row stays to be seen; what rests on it must go first. */
export async function annulCounting(ctx: Context, { id, reason }: Input<typeof countingOperations.annul>) {
  const [found] = await ctx.db
    .select({ schemeId: countings.schemeId })
    .from(countings)
    .where(and(visible(ctx, countings), eq(countings.id, id)));
  if (!found) throw missing();
  const scheme = await getScheme(ctx, found.schemeId);
  const [before] = await ctx.db
    .select()
    .from(countings)
    .where(and(visible(ctx, countings), eq(countings.id, id)))
    .for("update");
  if (!before) throw missing();
  if (before.voidedAt !== null) throw new Failure("refused", "countings.annul.done", "这一行已经作废，请刷新后再看");
  const others = before.projectId
    ? await rowsOf(ctx, scheme.id, before.projectId)
    : await entriesOf(ctx, scheme.id, before.entryNumber ?? "");
  const rest = replay(
    scheme,
    others.filter((row) => row.id !== id),
  );
  if ("code" in rest) {
    const message = `后面的登记以这一行为前提，请先作废后面的：${rest.message}`;
    throw new Failure("refused", "countings.annul.order", message);
  }
  const voided = { voidedAt: ctx.now.toISOString(), voidReason: reason };
  await ctx.db
    .update(countings)
    .set({ ...voided, voidedById: ctx.actor.personId })
    .where(and(eq(countings.agencyId, ctx.agencyId), eq(countings.id, id)));
  await record(ctx, {
    subject: countingSubject,
    id,
    before,
    after: { ...before, ...voided },
    title: `作废“${scheme.name}”的${countingKinds[before.kind]}：${reason}`,
    reason,
    ...(before.projectId && { on: { subject: projectSubject, id: before.projectId } }),
  });
  return {};
}

const missing = () => new Failure("missing", "countings.missing", "这一行不存在，或不在您的数据范围内");

const entriesOf = (ctx: Context, schemeId: string, entryNumber: string) =>
  ctx.db
    .select()
    .from(countings)
    .where(
      and(
        eq(countings.agencyId, ctx.agencyId),
        eq(countings.schemeId, schemeId),
        eq(countings.entryNumber, entryNumber),
        isNull(countings.voidedAt),
      ),
    )
    .orderBy(asc(countings.id));

/** One insert for all rows; each is told on its project's page. */
async function write(ctx: Context, scheme: StoredScheme, rows: { facts: Looked; row: Entry; said: Said }[]) {
  const written = await ctx.db
    .insert(countings)
    .values(
      rows.map(({ facts, row, said }) => ({
        agencyId: ctx.agencyId,
        id: newId(),
        schemeId: scheme.id,
        schemeCode: scheme.code,
        projectId: facts.id,
        name: facts.name,
        ...row,
        ...said,
        typedAt: ctx.now.toISOString(),
        byId: ctx.actor.personId,
        size: facts.size,
        capital: facts.capital,
        industry: facts.industry,
        region: facts.region,
        officerId: facts.officerId,
        divisionId: facts.divisionId,
      })),
    )
    .returning(countingColumns)
    .catch(refuseTwice(scheme));
  for (const row of written)
    await record(ctx, {
      subject: countingSubject,
      id: row.id,
      before: null,
      after: row,
      title: `“${scheme.name}”${countingKinds[row.kind]}${told(row)}`,
      happenedOn: row.happenedOn,
      ...(row.projectId && { on: { subject: projectSubject, id: row.projectId } }),
    });
  return written;
}

const told = ({ kind, countedAmount, credit }: Pick<Entry, "kind" | "countedAmount" | "credit">) =>
  kind === "shared" ? ` ${credit}%` : Number(countedAmount) > 0 ? `，${readable(countedAmount)}` : "";

function held(stand: Stand | Refusal): Stand {
  if ("code" in stand) throw new Error(`the ledger does not hold: ${stand.code}`);
  return stand;
}

const failureAt = (path: string, { code, message }: Refusal) =>
  new Failure("refused", code, message, { fields: [{ path, message }] });

function refuseAt(path: string, refusal: Refusal | null): void {
  if (refusal) throw failureAt(path, refusal);
}

/** 须人工核对的情形: the clauses are put before whoever counts. */
function askChecked(scheme: StoredScheme): void {
  const clauses = lookedAt(scheme).map(({ clause }) => clause);
  if (clauses.length === 0) return;
  const message = `请核对项目不属于以下不计入的情形，核对无误后勾选：${clauses.join("；")}`;
  throw failureAt("isChecked", { code: "countings.check", message });
}

const refuseTwice =
  ({ name }: StoredScheme) =>
  (error: unknown): never => {
    if (sqlState(error) !== "23505") throw error;
    throw new Failure("refused", "countings.twice", `项目刚由他人首次计入“${name}”，同一项目只计一次，请刷新后再看`);
  };
