import { createReadStream } from "node:fs";
import { copyFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { Failure } from "#kit/base/errors.ts";
import { type Call, has, option } from "./arguments.ts";
import { type Desk, openDesk } from "./local.ts";

interface Batch {
  id: string;
  state: string;
  message: string | null;
  version: number;
  sheet: string | null;
  sheets: { name: string; headerRow: number; proposed: Record<string, number> }[];
  counts: Record<"create" | "update" | "same" | "error", number>;
}

/** `luodi import companies 台账.xlsx`: the same staged import as on the screen, with the proposed columns. */
export async function importTable(call: Call): Promise<number> {
  const [kind, file] = call.words;
  if (!kind || !file)
    throw new Failure("invalid", "cli.import", "请写明类别和文件，例如：luodi import companies 台账.xlsx");
  return withDesk(call, async (desk) => {
    const { id: fileId } = await desk.upload(createReadStream(resolve(file)), basename(file));
    const started = (await desk.ask("imports.start", { kind, fileId })) as Batch;
    const batch = await settled(desk, started.id);
    const sheet = batch.sheets[0];
    if (batch.message && !sheet) throw new Failure("refused", "cli.import.file", batch.message);
    if (!sheet) throw new Failure("refused", "cli.import.sheet", "文件里没有可以导入的表");
    await desk.ask("imports.map", {
      id: batch.id,
      sheet: sheet.name,
      headerRow: sheet.headerRow,
      mapping: sheet.proposed,
    });
    const staged = await settled(desk, batch.id);
    const bad = staged.counts.error > 0;
    if (has(call, "dry-run") || staged.state !== "previewed") {
      if (staged.state === "previewed") await desk.ask("imports.discard", { id: batch.id });
      report(call, staged);
      return bad || staged.state !== "previewed" ? 1 : 0;
    }
    await desk.ask("imports.commit", { id: batch.id, version: staged.version });
    const done = await settled(desk, batch.id);
    report(call, done);
    return bad || done.state !== "committed" ? 1 : 0;
  });
}

async function settled(desk: Desk, id: string): Promise<Batch> {
  for (;;) {
    const batch = (await desk.ask("imports.get", { id })) as Batch;
    if (!["reading", "staging", "committing"].includes(batch.state)) return batch;
    await pause();
  }
}

function report(call: Call, { id, state, message, counts }: Batch): void {
  if (has(call, "json")) process.stdout.write(`${JSON.stringify({ id, state, message, counts })}\n`);
  else
    process.stdout.write(
      `新增 ${counts.create}、更新 ${counts.update}、无变化 ${counts.same}、有误 ${counts.error}${message ? `；${message}` : ""}\n`,
    );
}

/** `luodi export companies.list --filter tag=unicorn --out 企业.xlsx`: what the list shows. */
export async function exportTable(call: Call): Promise<number> {
  const [list] = call.words;
  const out = option(call, "out");
  if (!list || !out)
    throw new Failure("invalid", "cli.export", "请写明列表和文件，例如：luodi export companies.list --out 企业.xlsx");
  const filters = (call.options.get("filter") ?? []).map((each) => {
    const [field = "", ...value] = each.split("=");
    return [field, value.join("=")] as const;
  });
  const address = list.includes(".") ? list : `${list}.list`;
  return withDesk(call, async (desk) => {
    const { jobId } = (await desk.ask("exports.start", { list: address, input: Object.fromEntries(filters) })) as {
      jobId: string;
    };
    for (;;) {
      const job = (
        (await desk.ask("jobs.list", {})) as {
          id: string;
          state: string;
          message: string | null;
          result: { fileId: string; rows: number } | null;
        }[]
      ).find(({ id }) => id === jobId);
      if (job?.state === "done" && job.result) {
        await copyFile(await desk.fetchFile(job.result.fileId), resolve(out));
        process.stdout.write(`已导出 ${job.result.rows} 行到 ${out}\n`);
        return 0;
      }
      if (job && job.state !== "queued" && job.state !== "running")
        throw new Failure("refused", "cli.export.failed", job.message ?? "导出没有完成");
      await pause();
    }
  });
}

async function withDesk(call: Call, work: (desk: Desk) => Promise<number>): Promise<number> {
  const desk = await openDesk(call);
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 200));
