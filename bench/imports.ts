import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as later } from "node:timers/promises";
import { upload } from "#app/attachments.ts";
import { actorOf } from "#app/caller.ts";
import { jobsOf } from "#app/house.ts";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import type { Operation, Output, Sent } from "#kit/base/operation.ts";
import { type CellContent, type SheetColumn, writeWorkbook } from "#kit/documents/spreadsheet.ts";
import { runJobs } from "#kit/server/runner.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { absent, isBuilt, startBuilt } from "./built.ts";
import { quantile, type Row, timed } from "./measure.ts";
import { companyName, dice, personName } from "./names.ts";
import type { Bench, Work } from "./works.ts";

/** 导入: from an xlsx file to committed companies with their contacts, on the built product; then once more while others work. */
export const imports: Work = {
  name: "import",
  measure: async ({ isFull }) => {
    if (!isBuilt()) return [absent("导入", "dist/server 尚未构建")];
    const rows: Row[] = [];
    const counts = isFull ? [10_000, 100_000] : [10_000];
    const demo = mkdtempSync(join(tmpdir(), "luodi-bench-demo-"));
    try {
      await (await startBuilt(demo)).stop();
      for (const kind of ["companies", "projects"] as const) {
        for (const count of counts)
          rows.push(await onBuilt(demo, (place) => importOnce(place, { kind, count, series: "B" })));
        rows.push(await onBuilt(demo, (place) => amongOthers(place, { kind, count: 10_000, series: "B" })));
      }
    } finally {
      rmSync(demo, { recursive: true, force: true });
    }
    return rows;
  },
};

/** Each on an installation of its own, with the demo in it. */
async function onBuilt<T>(demo: string, work: (place: BuiltPlace) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "luodi-bench-import-"));
  cpSync(demo, folder, { recursive: true });
  const server = await startBuilt(folder);
  try {
    const head = await server.visitor("a-head");
    const officer = await server.visitor("a-officer1");
    const place: BuiltPlace = {
      ask: (operation, sent) => head.ask(operation.address, sent) as never,
      upload: (stream, name) => head.upload(stream, name),
      click: () => officer.ask(companyOperations.list.address, { search: "医药" }),
      memory: server.memory,
    };
    return await work(place);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where an import is asked for: the built product, or this process. */
export interface Place {
  ask: <O extends Operation>(operation: O, sent: Sent<O>) => Promise<Output<O>>;
  upload: (stream: Readable, name: string) => Promise<{ id: string }>;
}

interface BuiltPlace extends Place {
  /** Somebody else's click. */
  click: () => Promise<unknown>;
  /** Of the server, in bytes. */
  memory: () => number;
}

/** In this process, as one of the people of the stage. */
export async function inProcess<T>(
  bench: Bench,
  as: "head" | "officer",
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const { house, folder } = bench.stage;
  const runner = runJobs({
    database: house.database,
    jobs: jobsOf(house, folder),
    actorOf: (starter) => actorOf(house, starter),
    log: ({ error }) => console.error(error),
    pollEvery: 50,
    now: house.now,
  });
  const actor = bench[as];
  try {
    return await work({
      ask: (operation, sent) => bench.run(actor, operation, sent),
      upload: (stream, name) => upload(house, folder, actor, { stream, name }),
    });
  } finally {
    await runner.stop();
  }
}

interface Sheet {
  kind: keyof typeof sheets;
  count: number;
  /** A letter of the credit codes: no company of one sheet is in another. */
  series: string;
}

export async function importOnce({ ask, upload }: Place, { kind, count, series }: Sheet): Promise<Row> {
  const { titles, rowsOf, of } = sheets[kind];
  const columns = titles.map((title): SheetColumn => ({ title, kind: "text" }));
  const stream = writeWorkbook({ sheets: [{ name: "台账", columns, rows: rowsOf(count, series) }] });
  const file = await upload(stream, "台账.xlsx");
  let batch: Batch = await ask(importOperations.start, { kind, fileId: file.id });
  const { id } = batch;
  const settled = async () => {
    do {
      await later(100);
      batch = await ask(importOperations.get, { id });
    } while (["reading", "staging", "committing"].includes(batch.state));
  };
  await settled();
  const staged = await timed(async () => {
    const [sheet] = batch.sheets;
    if (!sheet) throw new Error(batch.message ?? "sheet not read");
    const { name, headerRow, proposed: mapping } = sheet;
    await ask(importOperations.map, { id, sheet: name, headerRow, mapping });
    await settled();
  });
  const { create, error } = batch.counts;
  const committed = await timed(async () => {
    await ask(importOperations.commit, { id, version: batch.version });
    await settled();
  });
  if (batch.state !== "committed" || create !== count)
    throw new Error(`import ended as ${batch.state}: ${batch.message}; ${create} created, ${error} refused`);
  return {
    work: "导入：暂存、校验、预览、提交",
    of: `${count} 行${of}`,
    floor: null,
    ours: staged + committed,
    goal: null,
    p95: null,
    p95Goal: null,
    statements: null,
    note: `目标 ≤ ${count / 1000} s；预览 ${(staged / 1000).toFixed(1)} s，提交 ${(committed / 1000).toFixed(1)} s`,
  };
}

/** The same while somebody clicks five times a second: how long that one waits, and how far the memory grows. */
async function amongOthers(place: BuiltPlace, sheet: Sheet): Promise<Row> {
  const before = place.memory();
  const pauses: number[] = [];
  let [peak, isOver] = [0, false];
  const others = (async () => {
    while (!isOver) {
      pauses.push(await timed(place.click));
      peak = Math.max(peak, place.memory() - before);
      await later(200);
    }
  })();
  const row = await importOnce(place, sheet).finally(() => {
    isOver = true;
  });
  await others;
  const pause = `他人停顿最长 ${Math.round(Math.max(...pauses))} ms（≤ 1000），p95 ${Math.round(quantile(pauses, 0.95))} ms`;
  return {
    ...row,
    of: `${row.of}，旁边有人办公`,
    note: `${row.note}；${pause}；内存增加至多 ${Math.round(peak / 2 ** 20)} MB`,
  };
}

type Batch = Output<typeof importOperations.get>;

function* companyRows(count: number, series: string): Generator<CellContent[]> {
  const d = dice(`sheet ${series} of ${count}`);
  for (let n = 0; n < count; n++) {
    const region = `4201${String(1 + d.below(13)).padStart(2, "0")}`;
    const code = makeCreditCode({ region, body: `M${series}${String(n).padStart(6, "0")}` });
    const capital = String(100 + d.below(1_000_000));
    const phone = `138${String(d.below(100_000_000)).padStart(8, "0")}`;
    const name = `${companyName(d)}第${n + 1}分公司`;
    yield [name, code, d.pick(["规上", "高新技术企业", ""]), "C", region, capital, "2018-05-20", personName(d), phone];
  }
}

function* projectRows(count: number, series: string): Generator<CellContent[]> {
  const d = dice(`ledger ${series} of ${count}`);
  for (let n = 0; n < count; n++) {
    const investor = companyName(d);
    const [amount, month] = [String(1_000 + d.below(500_000)), String(1 + d.below(9)).padStart(2, "0")];
    const signed = d.roll() < 0.4 ? [amount, "2023-10-20"] : ["", ""];
    const track = d.pick(["制造业", "总部经济"]);
    yield [`${investor}台账项目${n + 1}`, investor, track, amount, `2022-${month}-05`, `2023-${month}-15`, ...signed];
  }
}

const sheets = {
  companies: {
    titles: [
      "企业名称",
      "统一社会信用代码",
      "标签",
      "国民经济行业",
      "行政区划",
      "注册资本（万元）",
      "成立日期",
      "联系人",
      "电话",
    ],
    rowsOf: companyRows,
    of: "企业，各一位联系人",
  },
  projects: {
    titles: [
      "项目名称",
      "投资企业",
      "项目类别",
      "总投资（万元）",
      "对接时间",
      "洽谈时间",
      "签约金额（万元）",
      "签约时间",
    ],
    rowsOf: projectRows,
    of: "招商项目，各二至三个阶段",
  },
};
