import { addDecimals } from "#kit/base/decimals.ts";
import { type Job, job, type Run } from "#kit/server/jobs.ts";
import type { Input } from "#kit/base/operation.ts";
import type { House } from "#kit/server/serve.ts";
import { keepFile, stepsOf } from "#kit/server/steps.ts";
import { recordExport } from "#records/workspace/exports/actions.ts";
import { projectOperations } from "../contract.ts";
import { ledgerJob } from "./actions.ts";
import { ledgerOperations } from "./contract.ts";
import { writeLedger } from "./layout.ts";
import { agencyName, readLedger, readRegions } from "./queries.ts";
import { ledgerColumns } from "./rules.ts";

const { list } = projectOperations;
const title = "招商项目台账";

/** 写台账: the list page by page as whoever asked, so its scope and filter are the ledger's; rows stream into the file. */
export const ledgerJobs = (house: House, place: string): Job[] => {
  const work = async (run: Run<Input<typeof ledgerOperations.write>>) => {
    const step = stepsOf(house, run);
    const pageAfter = (after: string | null) =>
      step(list, (ctx) => readLedger(ctx, { ...run.input, limit: 200, ...(after ? { after } : {}) }));
    const head = await step(list, async (ctx) => ({
      agency: await agencyName(ctx),
      regionName: await readRegions(ctx),
      today: ctx.today,
    }));
    const first = await pageAfter(null);
    const sums = ledgerColumns.map(({ kind }) => (kind === "money" ? "0" : null));
    let number = 0;
    async function* rows() {
      for (let page = first; ; page = await pageAfter(page.next)) {
        for (const row of page.rows) {
          number += 1;
          const project = { ...row, regionName: head.regionName(row.region) };
          const cells = ledgerColumns.map(({ cell }) => cell(project, number));
          sums.forEach((sum, i) => {
            if (sum !== null && cells[i] !== null) sums[i] = addDecimals(sum, String(cells[i]));
          });
          yield cells;
        }
        await run.progress(number, page.total);
        if (!page.next) return;
      }
    }
    const stream = writeLedger({
      name: title,
      title: `${head.agency}${title}`,
      notes: ["单位：万元", `截至 ${head.today}，共 ${first.total} 个项目`],
      columns: ledgerColumns,
      rows: rows(),
      totals: () => sums,
      ...(house.instance === "demo" ? { stamp: "演示数据" } : {}),
    });
    const name = `${title}.xlsx`;
    const kept = await keepFile(step, place, ledgerOperations.write, {
      name,
      stream,
      record: (ctx, fileId) =>
        recordExport(ctx, fileId, {
          listTitle: title,
          filter: JSON.stringify(run.input),
          columns: ledgerColumns.map((column) => column.title).join("、"),
          rows: number,
          fileName: name,
        }),
    });
    return { ...kept, rows: number, summary: `“${kept.fileName}”已生成，共 ${number} 个项目，请到任务中心下载` };
  };
  return [job({ ...ledgerJob, work })] as unknown as Job[];
};
