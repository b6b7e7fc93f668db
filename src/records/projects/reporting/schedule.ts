import type { Input } from "#kit/base/operation.ts";
import { type Job, job, type Run } from "#kit/server/jobs.ts";
import type { House } from "#kit/server/serve.ts";
import { keepFile, stepsOf } from "#kit/server/steps.ts";
import { recordExport } from "#records/workspace/exports/actions.ts";
import { agencyName } from "../ledger/queries.ts";
import { type SheetColumn, writeLedger } from "../ledger/schedule.ts";
import { isAmount } from "../reportables/pack.ts";
import { headingOf, type ReportColumn } from "../reportables/rules.ts";
import { reportJob } from "./actions.ts";
import { reportOperations } from "./contract.ts";
import { getReport, getReportPage, sentWithin } from "./queries.ts";
import { totalOf } from "./rules.ts";

const { get, write } = reportOperations;

/** 写上报表: the snapshot in the upper system's own layout, as far as whoever asked may see. */
export const reportJobs = (house: House, place: string): Job[] => {
  const work = async (run: Run<Input<typeof write>>) => {
    const step = stepsOf(house, run);
    const { report, columns, hidden, rows, agency } = await step(get, async (ctx) => ({
      ...(await getReportPage(ctx, run.input)),
      report: await getReport(ctx, run.input.id),
      rows: await sentWithin(ctx, run.input.id),
      agency: await agencyName(ctx),
    }));
    const left = hidden > 0 ? `，另有 ${hidden} 行不在查看范围` : "";
    const kind = report.correctsId ? "（更正）" : "";
    async function* cells() {
      for (const [index, row] of rows.entries()) yield [index + 1, ...row.cells];
    }
    const stream = writeLedger({
      name: report.title.slice(0, 31),
      title: `${report.title}${kind}`,
      notes: [`填报单位：${agency}`, `期间 ${report.fromOn} 至 ${report.toOn}，共 ${rows.length} 个项目${left}`],
      columns: [numberColumn, ...columns.map(sheetColumn)],
      rows: cells(),
      totals: () => [null, ...columns.map(({ field }, at) => (isAmount(field) ? totalOf(rows, at) : null))],
      ...(house.instance === "demo" ? { stamp: "演示数据" } : {}),
    });
    const name = `${report.title}${kind} ${report.toOn}.xlsx`;
    const kept = await keepFile(step, place, write, {
      name,
      stream,
      record: (ctx, fileId) =>
        recordExport(ctx, fileId, {
          listTitle: report.title,
          filter: `截至 ${report.toOn}，校验值 ${report.digest}`,
          columns: columns.map(({ heading }) => heading).join("、"),
          rows: rows.length,
          fileName: name,
        }),
    });
    return {
      ...kept,
      rows: rows.length,
      summary: `“${kept.fileName}”已生成，共 ${rows.length} 个项目，请到任务中心下载`,
    };
  };
  return [job({ ...reportJob, work })] as unknown as Job[];
};

const group = "上报内容";
const numberColumn: SheetColumn = { title: "序号", group, kind: "count", width: 6 };

function sheetColumn(column: ReportColumn): SheetColumn {
  const { field, precision } = column;
  const title = headingOf(column);
  if (isAmount(field)) return { title, group, kind: "money", width: 16, places: precision ?? 0 };
  if (field.endsWith("On")) return { title, group, kind: "date", width: 12 };
  const isLong = field === "brief" || field === "progress";
  return { title, group, kind: "text", width: isLong ? 36 : field === "name" || field === "investorName" ? 26 : 14 };
}
