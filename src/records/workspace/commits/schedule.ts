import { readAhead } from "#kit/base/ahead.ts";
import { Failure } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import { prepareHistory } from "#kit/server/bulk.ts";
import type { Context } from "#kit/server/context.ts";
import { inParts } from "#kit/server/history.ts";
import { type Job, job } from "#kit/server/jobs.ts";
import { learn } from "#kit/server/keeping.ts";
import { type Findable, indexedOf, writeIndexed } from "#kit/server/search.ts";
import { sqlState } from "#kit/server/serve.ts";
import type { Step } from "#kit/server/steps.ts";
import { importJobs, stageChunk } from "../imports/actions.ts";
import { importOperations } from "../imports/contract.ts";
import { type Batch, findBatch, kindOf } from "../imports/queries.ts";
import { rowsInWords } from "../imports/rules.ts";
import { type Setting, stageRows, type Work, workOf } from "../imports/schedule.ts";
import type { Pass } from "../imports/tables.ts";
import type { ImportKind } from "../staging/import.ts";
import { clearRevert, raced, restage, touched, writeStaged } from "./actions.ts";
import { countRecords, nextRecords, nextRenamed, nextTold, stagedFrom } from "./queries.ts";

/**
 * 导入与撤销的写入. Whatever needs no lock is done ahead in short transactions (search tokens written, history digested),
 * so that the last transaction, which makes others wait, only copies from the staging table: a handful of statements.
 * To revert is to write once more, from records that turn the first ones round.
 */
const chunkSize = 500;
const { commit, revert, get } = importOperations;

export function commitWork(setting: Setting): Job[] {
  return [
    job({ ...importJobs.commit, work: (run) => commitRows(workOf(setting, run)) }),
    job({ ...importJobs.revert, work: (run) => revertRows(workOf(setting, run), run.input.reason) }),
  ] as unknown as Job[];
}

async function commitRows(work: Work) {
  const { step, kinds, id } = work;
  const batch = await step(get, (ctx) => findBatch(ctx, kinds, id));
  // Run again after a crash between its last step and the note of it.
  if (batch.state !== "committed") {
    const changed = await writePass(work, batch, "commit", null);
    if (changed.length > 0) {
      await step(commit, (ctx) => restage(ctx, kinds, id));
      const where = rowsInWords(changed);
      const staged = await stageRows(
        work,
        `预览之后，${where}对应的记录被他人新增或修改。已按最新情况重新校验，请再次确认`,
      );
      return { ...staged, summary: `“${batch.fileName}”没有写入：预览之后记录有变，请再次确认` };
    }
  }
  await reindex(work, "commit");
  await learnFrom(work, batch);
  const { create: created, update: updated } = batch.counts;
  const summary = `“${batch.fileName}”已导入：新增 ${created}，更新 ${updated}`;
  return { batchId: id, address: `imports/${id}`, created, updated, summary };
}

/** Prepares and writes one pass; answers with the rows that somebody else changed meanwhile, when nothing was written. */
async function writePass(work: Work, batch: Batch, pass: Pass, reason: string | null): Promise<number[]> {
  const { step, kinds, id, run } = work;
  const operation = pass === "commit" ? commit : revert;
  const changedNow = () => step(get, (ctx) => kindOf(ctx, kinds, batch.kind).changed(ctx, stagedFrom(ctx, id, pass)));
  const early = await changedNow();
  if (early.length > 0) return early;
  const prepared = prepareHistory();
  const total = await step(get, (ctx) => countRecords(ctx, id, pass));
  for await (const records of readAhead(eachChunk(work, pass, nextTold))) {
    // Records that are there already go on being found by their old names until the new ones are true.
    const indexing = index(
      step,
      operation,
      records.filter(({ version }) => version === 0),
      true,
    );
    prepared.add(records.map((each) => ({ ...each, version: each.version + 1, action: operation.address, reason })));
    await indexing;
    await run.progress(prepared.rowCount, total, "准备写入");
  }
  await run.progress(total, total, "正在写入");
  try {
    return await step(operation, (ctx) => writeStaged(ctx, kinds, id, { pass, prepared, reason }));
  } catch (error) {
    const isRace = sqlState(error) === "23505" || (error instanceof Failure && error.code === raced);
    const late = isRace ? await changedNow() : [];
    if (late.length > 0) return late;
    throw error;
  }
}

/** From so many rows on, plans made for the rows before would be wrong. */
const manyRows = 1000;

async function learnFrom({ house }: Work, { counts }: Batch): Promise<void> {
  if (counts.create + counts.update >= manyRows) await learn(house.database);
}

type Next<T> = (ctx: Context, batchId: string, pass: Pass, after: string | null, limit: number) => Promise<T[]>;

async function* eachChunk<T extends { id: string }>(
  { step, id }: Work,
  pass: Pass,
  next: Next<T>,
): AsyncGenerator<T[]> {
  for (let after: string | null = null; ; ) {
    const from: string | null = after;
    const records: T[] = await step(get, (ctx) => next(ctx, id, pass, from, chunkSize));
    if (records.length === 0) return;
    yield records;
    after = records.at(-1)?.id ?? null;
  }
}

interface Named {
  subjectKind: string;
  subjectId: string;
  findable: Findable | null;
}

/** 检索词, some hundred records at a time: a tenth of a second, in which those of the next hundreds are worked out. */
async function index(step: Step, operation: typeof commit | typeof revert, records: Named[], areNew: boolean) {
  const found = records.flatMap(({ subjectKind: kind, subjectId: id, findable }) =>
    findable ? [{ kind, id, findable }] : [],
  );
  let writing: Promise<void> = Promise.resolve();
  for (const kind of new Set(found.map((each) => each.kind))) {
    for (const part of inParts(
      found.filter((each) => each.kind === kind),
      250,
    )) {
      const indexed = indexedOf(part);
      await writing;
      const write = (isFirst: boolean) =>
        step(operation, (ctx) => writeIndexed(ctx, kind, indexed, { areNew: isFirst }));
      // A job run again after a crash meets its own tokens.
      writing = write(areNew).catch((error: unknown) =>
        sqlState(error) === "23505" ? write(false) : Promise.reject(error),
      );
    }
  }
  await writing;
}

/** Once the records bear their new names. */
async function reindex(work: Work, pass: Pass): Promise<void> {
  const operation = pass === "commit" ? commit : revert;
  for await (const renamed of eachChunk(work, pass, nextRenamed)) await index(work.step, operation, renamed, false);
}

async function revertRows(work: Work, reason: string) {
  const { step, kinds, id, house } = work;
  const batch = await step(get, (ctx) => findBatch(ctx, kinds, id));
  if (batch.state !== "reverted") {
    const kind = await step(get, async (ctx) => kindOf(ctx, kinds, batch.kind));
    await step(revert, (ctx) => clearRevert(ctx, id));
    for await (const records of eachChunk(work, "commit", nextRecords)) {
      const undone = records.map((each) => undo(kind, each, reason, house.now().toISOString()));
      await step(revert, (ctx) => stageChunk(ctx, id, "revert", { rows: [], records: undone }));
    }
    const changed = await writePass(work, batch, "revert", reason);
    if (changed.length > 0) throw touched(changed);
  }
  await reindex(work, "revert");
  await learnFrom(work, batch);
  return { batchId: id, address: `imports/${id}`, summary: `“${batch.fileName}”的导入已撤销` };
}

type Staged = Awaited<ReturnType<typeof nextRecords>>[number];

function undo(kind: ImportKind, record: Staged, reason: string, at: string) {
  const { subjectKind, image, imageBefore, changes, version, findable, findableBefore } = record;
  const turned = changes.map(({ field, before, after }) => ({ field, before: after, after: before }));
  const gone = imageBefore ? null : kind.gone({ subjectKind, image }, at);
  const back = imageBefore && (kind.back?.({ subjectKind, image, before: imageBefore }) ?? imageBefore);
  return {
    ...record,
    id: newId(),
    version: version + 1,
    image: gone?.image ?? back ?? image,
    imageBefore: image,
    changes: gone?.changes ?? turned,
    findable: findableBefore,
    findableBefore: findableBefore && findable,
    title: record.title && `撤销导入：${reason}`,
  };
}
