import { setTimeout as later } from "node:timers/promises";
import { upload } from "#app/attachments.ts";
import { actorOf } from "#app/caller.ts";
import { jobsOf } from "#app/house.ts";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import type { Output } from "#kit/base/operation.ts";
import { type CellContent, type SheetColumn, writeWorkbook } from "#kit/documents/spreadsheet.ts";
import { runJobs } from "#kit/server/runner.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { quantile, type Row, timed } from "./measure.ts";
import { companyName, dice, personName } from "./names.ts";
import type { Bench, Work } from "./works.ts";

/** 导入: from an xlsx file to committed companies with their contacts, while others go on working. */
export const imports: Work = {
  name: "import",
  isApart: true,
  measure: async (bench) => {
    const counts = bench.isFull ? [10_000, 100_000] : [10_000];
    const rows: Row[] = [];
    for (const count of counts)
      rows.push(
        await importOnce(bench, { as: "head", kind: "companies", count, series: count === 10_000 ? "B" : "C" }),
      );
    rows.push(await importOnce(bench, { as: "head", kind: "projects", count: 10_000, series: "P" }));
    return rows;
  },
};

interface Sheet {
  as: "head" | "officer";
  kind: keyof typeof sheets;
  count: number;
  /** A letter of the credit codes: no company of one sheet is in another. */
  series: string;
}

export async function importOnce(bench: Bench, { as, kind, count, series }: Sheet): Promise<Row> {
  const { stage, officer, run } = bench;
  const actor = bench[as];
  const { house, folder } = stage;
  const runner = runJobs({
    database: house.database,
    jobs: jobsOf(house, folder),
    actorOf: (starter) => actorOf(house, starter),
    log: ({ error }) => console.error(error),
    pollEvery: 50,
    now: house.now,
  });
  const cpu = process.cpuUsage();
  const others = whileWorking(() => run(officer, companyOperations.list, { search: "医药" }));
  try {
    const { titles, rowsOf, of } = sheets[kind];
    const columns = titles.map((title): SheetColumn => ({ title, kind: "text" }));
    const stream = writeWorkbook({ sheets: [{ name: "台账", columns, rows: rowsOf(count, series) }] });
    const file = await upload(house, folder, actor, { stream, name: "台账.xlsx" });
    let batch: Batch = await run(actor, importOperations.start, { kind, fileId: file.id });
    const { id } = batch;
    const settled = async () => {
      do {
        await later(100);
        batch = await run(actor, importOperations.get, { id });
      } while (["reading", "staging", "committing"].includes(batch.state));
    };
    await settled();
    const staged = await timed(async () => {
      const [sheet] = batch.sheets;
      if (!sheet) throw new Error(batch.message ?? "sheet not read");
      await run(actor, importOperations.map, {
        id,
        sheet: sheet.name,
        headerRow: sheet.headerRow,
        mapping: sheet.proposed,
      });
      await settled();
    });
    const { create, error } = batch.counts;
    const committed = await timed(async () => {
      await run(actor, importOperations.commit, { id, version: batch.version });
      await settled();
    });
    if (batch.state !== "committed" || create !== count)
      throw new Error(`import ended as ${batch.state}: ${batch.message}; ${create} created, ${error} refused`);
    const { pauses, peak } = await others.stop();
    const { user, system } = process.cpuUsage(cpu);
    const pause = `他人停顿最长 ${Math.round(Math.max(...pauses))} ms（≤ 1000），p95 ${Math.round(quantile(pauses, 0.95))} ms`;
    return {
      work: "导入：暂存、校验、预览、提交",
      of: `${count} 行${of}`,
      floor: null,
      ours: staged + committed,
      goal: null,
      p95: null,
      p95Goal: null,
      statements: null,
      note: `目标 ≤ ${count / 1000} s；预览 ${(staged / 1000).toFixed(1)} s，提交 ${(committed / 1000).toFixed(1)} s；${pause}；本进程 CPU ${((user + system) / 1e6).toFixed(1)} s，内存增加至多 ${Math.round(peak)} MB`,
    };
  } finally {
    await others.stop();
    await runner.stop();
  }
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

/** Somebody else at work: how long each click takes, and how far the memory of this process grows. */
function whileWorking(click: () => Promise<unknown>) {
  const before = process.memoryUsage().rss;
  const pauses: number[] = [];
  let [peak, isOver] = [0, false];
  const working = (async () => {
    while (!isOver) {
      pauses.push(await timed(click));
      peak = Math.max(peak, process.memoryUsage().rss - before);
      await later(200);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await working;
      return { pauses, peak: peak / 2 ** 20 };
    },
  };
}
