import { and, inArray, sql } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import { unprepare } from "#kit/server/bulk.ts";
import type { Context } from "#kit/server/context.ts";
import { inParts, record } from "#kit/server/history.ts";
import { change, importSubject, openFor, stageChunk } from "../imports/actions.ts";
import { type Batch, createdIn, findBatch, isMine, kindOf, ofPass, shownBatch } from "../imports/queries.ts";
import { othersBatch } from "../imports/rules.ts";
import { importRecords, importRows } from "../imports/tables.ts";
import { type ImportKind, type Judge, typedRow } from "../staging/import.ts";
import { type Amendments, digestOf, openCells, openStage, readingOf, type Stage, typedOf } from "../staging/queries.ts";
import { amendedRow, keptRow, twinProblem } from "../staging/rules.ts";
import type { amendOperations } from "./contract.ts";
import { answeringTo, heldBy, ofBatch, records, stagedRows } from "./queries.ts";
import { mostTogether, whyNotAmend } from "./rules.ts";

type Kept = Awaited<ReturnType<typeof stagedRows>>[number];
type Values = Input<typeof amendOperations.amend>["values"];

/** So many other rows are judged again with one: those that said they were the same as it. */
const mostAnswering = 20;
const chunkSize = 500;

/** 改正一行: what was typed, the row judged by it, the counts and the history, in one transaction. */
export async function amendRow(
  ctx: Context,
  kinds: readonly ImportKind[],
  { id, row: number, values, version }: Input<typeof amendOperations.amend>,
) {
  // 只有上传人: whoever sees the batch of another is told so on the button.
  if (!isMine(ctx, await findBatch(ctx, kinds, id))) throw new Failure("missing", "imports.amend.other", othersBatch);
  const batch = await openFor(ctx, kinds, "amend", id);
  if (version !== batch.version) throw new Failure("refused", "imports.version", "预览已更新，请看过最新的结果再改正");
  const kind = kindOf(ctx, kinds, batch.kind);
  const [row] = await stagedRows(ctx, id, sql`${importRows.number} = ${number}`);
  if (!row) throw new Failure("missing", "imports.row", "预览里没有这一行，请刷新后重试");
  const { amendments, told } = await typeOver(ctx, kind, batch, row, values);
  refuseIf(
    whyNotAmend({
      row: {
        outcome: row.outcome,
        isKept: Object.keys(row.cells).length > 0 || row.problems.length > 0 || row.isAmended,
      },
      fields: Object.keys(values),
      mapping: batch.mapping ?? {},
      count: Object.keys(amendments).length,
    }),
  );
  const { counts, outcome } = await judgeAgain(ctx, kind, { ...batch, amendments }, row);
  await change(ctx, batch, { amendments, counts, message: null });
  await tellHistory(ctx, kind, batch, { counts, told });
  return { batch: await shownBatch(ctx, kinds, await findBatch(ctx, kinds, id)), outcome };
}

/** The amendments of the batch with this row's, and both in words: what stood there, what stands there now. */
async function typeOver(ctx: Context, kind: ImportKind, batch: Batch, { number, cells }: Kept, values: Values) {
  const own = { ...batch.amendments[number] };
  const before: string[] = [];
  const after: string[] = [];
  const { titleOf } = readingOf(batch, kind);
  for (const { field, isPersonal } of kind.columns) {
    const column = batch.mapping?.[field];
    const text = values[field];
    if (text === undefined || column === undefined) continue;
    const cell = cells[field];
    const inFile = !cell ? "" : "sealed" in cell ? null : cell.text;
    const old = own[column];
    const where = `第 ${number} 行“${titleOf(field)}”`;
    before.push(`${where}：${old ? wordsOf(old) : inFile === null ? withheld : inFile || "空"}`);
    if (text === null || text === inFile) delete own[column];
    else if (isPersonal) own[column] = { sealed: await ctx.secrets.seal(ctx.db, ctx.agencyId, batch.id, text) };
    else own[column] = { text };
    const now = own[column];
    after.push(`${where}：${now ? wordsOf(now) : "还原为文件所写"}`);
  }
  const { [number]: _was, ...others } = batch.amendments;
  const amendments: Amendments = Object.keys(own).length > 0 ? { ...others, [number]: own } : others;
  return { amendments, told: { before: before.join("；"), after: after.join("；") } };
}

const withheld = "文件所写（不在此显示）";
const wordsOf = (cell: Amendments[string][string]): string =>
  "sealed" in cell ? "已改正（不在此显示）" : cell.text.slice(0, 200) || "空";

/** Judges the row, and those that may fare otherwise because of it; answers with the counts and what the row came to. */
async function judgeAgain(ctx: Context, kind: ImportKind, batch: Batch, row: Kept) {
  const judge = await kind.open(ctx, batch.options);
  const typed = await typedOf(ctx, batch);
  const work = { kind, batch, judge, typed };
  const groups = kind.isJudgedTogether
    ? [await allTogether(ctx, batch.id)]
    : [row, ...(await answeringTo(ctx, batch.id, row, mostAnswering))].map((each) => [each]);
  const counts = { ...batch.counts };
  let outcome: Kept["outcome"] = row.outcome;
  for (const group of groups) {
    for (const old of group) count(counts, old, -1);
    for (const fresh of await stageAgain(ctx, work, group)) {
      count(counts, fresh, 1);
      if (fresh.number === row.number) outcome = fresh.outcome;
    }
  }
  return { counts, outcome };
}

async function allTogether(ctx: Context, batchId: string): Promise<Kept[]> {
  const all = await stagedRows(ctx, batchId, records);
  if (all.length <= mostTogether) return all;
  throw new Failure(
    "refused",
    "imports.amend.together",
    `这一类的行要放在一起校验，超过 ${mostTogether} 行不能在预览里改正；请下载有误的行，在表格里改好后另行导入`,
  );
}

function count(counts: Batch["counts"], { outcome, isWarned }: Pick<Kept, "outcome" | "isWarned">, by: 1 | -1): void {
  counts[outcome] += by;
  if (isWarned) counts.warned += by;
}

interface Work {
  kind: ImportKind;
  batch: Batch;
  judge: Judge;
  typed: Awaited<ReturnType<typeof typedOf>>;
}

/** The rows as they are staged anew, in the place of what was staged of them. */
async function stageAgain(ctx: Context, { kind, batch, judge, typed }: Work, rows: Kept[]) {
  const { titles, titleOf, mapping } = readingOf(batch, kind);
  const cellsOf = await openCells(ctx, batch.id, rows);
  await unstage(
    ctx,
    batch.id,
    rows.map(({ number }) => number),
  );
  const staged: Stage["rows"] = [];
  for (const part of inParts(rows, chunkSize)) {
    const read = part.map((row) => {
      const cells = cellsOf(row);
      const own = typed.get(row.number);
      const whole = amendedRow(keptRow(row.number, cells, mapping), own);
      const amended = Object.keys(mapping).filter((field) => own?.has(mapping[field] ?? -1));
      return { cells, amended, typed: typedRow(kind, whole, mapping, titles, batch.options.moneyUnit) };
    });
    const verdicts = await judge(
      ctx,
      read.map((each) => each.typed),
    );
    const all = [];
    for (const [index, each] of read.entries()) {
      const judged = verdicts[index];
      if (!judged) throw new Error(`import kind ${kind.kind} left a row unjudged`);
      const { once } = judged;
      const twin = once && (await heldBy(ctx, batch.id, each.typed.number, once.met.map(digestOf)));
      if (once && twin) judged.problems.unshift(twinProblem(once, twin));
      all.push({ ...each, judged });
    }
    const stage = await openStage(ctx, all, { batchId: batch.id, kind, titleOf });
    const chunk = stage();
    await stageChunk(ctx, batch.id, "commit", chunk);
    staged.push(...chunk.rows);
  }
  return staged;
}

async function unstage(ctx: Context, batchId: string, numbers: number[]): Promise<void> {
  const those = inArray(importRecords.rowNumber, numbers);
  await unprepare(ctx, sql`${createdIn(ctx, batchId)} and ${those}`);
  await ctx.db.delete(importRecords).where(and(ofPass(ctx, batchId, "commit"), those));
  await ctx.db.delete(importRows).where(and(ofBatch(ctx, batchId), inArray(importRows.number, numbers)));
}

interface Told {
  counts: Batch["counts"];
  told: { before: string; after: string };
}

async function tellHistory(ctx: Context, { title }: ImportKind, batch: Batch, { counts, told }: Told): Promise<void> {
  const shared = { kindTitle: title, fileName: batch.fileName, state: batch.state, message: "" };
  const counted = ({ create, update }: Batch["counts"]) => ({ created: create, updated: update });
  await record(ctx, {
    subject: importSubject,
    id: batch.id,
    before: { ...shared, ...counted(batch.counts), amended: told.before },
    after: { ...shared, ...counted(counts), amended: told.after },
  });
}
