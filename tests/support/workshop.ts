import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { actorOf } from "#app/caller.ts";
import { jobsOf, served } from "#app/house.ts";
import type { Operation, Output, Sent } from "#kit/base/operation.ts";
import { type CellContent, type SheetColumn, writeWorkbook } from "#kit/documents/spreadsheet.ts";
import { readTable } from "#kit/documents/workbook.ts";
import type { Sheet } from "#kit/documents/xlsx.ts";
import type { Actor } from "#kit/server/context.ts";
import { addFile, openFile, storeFile } from "#kit/server/files.ts";
import { runJobs } from "#kit/server/runner.ts";
import { ask, perform, run } from "#kit/server/serve.ts";
import { fileOperations, jobOperations } from "#records/workspace/contract.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { openStage, type Stage } from "./people.ts";

/** A stage with its jobs running, for what takes more than one transaction: imports and exports. */
export interface Workshop extends Stage {
  say: <O extends Operation>(actor: Actor, operation: O, sent: Sent<O>) => Promise<Output<O>>;
  /** An operation of a module above the test's own, by its address. */
  sayAt: (actor: Actor, address: string, sent: unknown) => Promise<unknown>;
  upload: (actor: Actor, name: string, bytes: Uint8Array) => Promise<string>;
  /** Waits for a job to end and answers with it. */
  finished: (actor: Actor, jobId: string) => Promise<Output<typeof jobOperations.list>[number]>;
  /** Uploads, reads and maps as proposed; answers with the preview. */
  preview: (
    actor: Actor,
    name: string,
    bytes: Uint8Array,
    more?: Partial<Sent<typeof importOperations.map>> & { kind?: string },
  ) => Promise<Output<typeof importOperations.get>>;
  /** The batch once no job works on it any more. */
  settled: (actor: Actor, id: string) => Promise<Output<typeof importOperations.get>>;
  /** The sheet of a file a job made. */
  fetched: (actor: Actor, fileId: string) => Promise<string[][]>;
}

export async function openWorkshop(): Promise<Workshop> {
  const stage = await openStage();
  const { house, folder } = stage;
  const faults: unknown[] = [];
  const runner = runJobs({
    database: house.database,
    jobs: jobsOf(house, folder),
    actorOf: (starter) => actorOf(house, starter),
    log: ({ error }) => faults.push(error),
    pollEvery: 50,
    now: house.now,
  });
  const say: Workshop["say"] = (actor, operation, sent) => ask(house, served, actor, operation, sent);
  const as = (actor: Actor) => ({
    as: { role: "app", agencyId: actor.agencyId ?? "" } as const,
    agencyId: actor.agencyId ?? "",
    actor,
    operation: fileOperations.get,
  });
  const upload: Workshop["upload"] = async (actor, name, bytes) => {
    const stored = await storeFile(folder, Readable.from([bytes]), { name, maxBytes: 100 * 1024 * 1024 });
    return (await perform(house, as(actor), (ctx) => addFile(ctx, stored))).answer.id;
  };
  const until = async <T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> => {
    for (;;) {
      const value = await read();
      if (faults.length > 0) throw faults[0];
      if (isDone(value)) return value;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const settled: Workshop["settled"] = (actor, id) =>
    until(
      () => say(actor, importOperations.get, { id }),
      ({ state }) => !["reading", "staging", "committing", "reverting"].includes(state),
    );
  return {
    ...stage,
    say,
    sayAt: async (actor, address, sent) => {
      const found = served.find(({ operation }) => operation.address === address);
      if (!found) throw new Error(`operation ${address} is not served`);
      return (await run(house, found, actor, sent)).answer;
    },
    upload,
    settled,
    finished: async (actor, jobId) => {
      const jobs = await until(
        () => say(actor, jobOperations.list, {}),
        (all) => !["queued", "running"].includes(all.find(({ id }) => id === jobId)?.state ?? "queued"),
      );
      return jobs.find(({ id }) => id === jobId) as never;
    },
    preview: async (actor, name, bytes, { kind = "companies", ...more } = {}) => {
      const started = await say(actor, importOperations.start, {
        kind,
        fileId: await upload(actor, name, bytes),
      });
      const read = await settled(actor, started.id);
      const [sheet] = read.sheets;
      if (!sheet) return read;
      const { headerRow, proposed: mapping } = sheet;
      await say(actor, importOperations.map, { id: started.id, sheet: sheet.name, headerRow, mapping, ...more });
      return settled(actor, started.id);
    },
    fetched: async (actor, fileId) => {
      const { stream } = (await perform(house, as(actor), (ctx) => openFile(ctx, folder, fileId))).answer;
      const table = await readTable(await buffer(stream), "结果.xlsx");
      return textsOf(table.sheets[0] as Sheet);
    },
    close: async () => {
      await runner.stop();
      await stage.close();
    },
  };
}

async function textsOf(sheet: Sheet): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const { cells } of sheet.rows()) rows.push(cells.map(({ text }) => text));
  return rows;
}

/** A workbook of one sheet; the first row holds the titles. */
export function workbookOf(titles: (string | SheetColumn)[], rows: Iterable<CellContent[]>): Promise<Buffer> {
  const columns = titles.map((title) => (typeof title === "string" ? { title, kind: "text" as const } : title));
  return buffer(writeWorkbook({ sheets: [{ name: "企业", columns, rows }] }));
}

/** A CSV as offices send it, with whatever stands above the titles. */
export const csvOf = (...rows: string[][]): Buffer =>
  Buffer.from(
    rows
      .map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(","))
      .join("\r\n"),
  );
