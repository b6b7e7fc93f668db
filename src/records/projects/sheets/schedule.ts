import { currencies } from "#kit/base/currencies.ts";
import type { Input } from "#kit/base/operation.ts";
import { type SheetContent, writeWorkbook } from "#kit/documents/spreadsheet.ts";
import { writeDocx } from "#kit/documents/writing/docx.ts";
import { type Job, job, type Run } from "#kit/server/jobs.ts";
import type { House } from "#kit/server/serve.ts";
import { keepFile, stepsOf } from "#kit/server/steps.ts";
import { recordExport } from "#records/workspace/exports/actions.ts";
import { agencyName } from "../ledger/queries.ts";
import { inWan as wan } from "../ledger/rules.ts";
import { meetingOutcomes } from "../reviews/words.ts";
import { signingKinds } from "../words.ts";
import { sheetJob } from "./actions.ts";
import { sheetOperations } from "./contract.ts";
import { listProgress, showSheet } from "./queries.ts";
import { type Progress, type SheetAnswer, sheetBlocks, stageText, toldText } from "./rules.ts";
import { sheetFigures, sheetProblems } from "./words.ts";

const { show, progress } = sheetOperations;
/** 进展 in a document that somebody reads; the workbook has them all. */
const mostInDocument = 200;

/** 写周报、月报, as whoever asked: its scope is the sheet's. */
export const sheetJobs = (house: House, place: string): Job[] => {
  const work = async (run: Run<Input<typeof sheetOperations.write>>) => {
    const step = stepsOf(house, run);
    const { format, ...of } = run.input;
    const { sheet, agency } = await step(show, async (ctx) => ({
      sheet: await showSheet(ctx, of),
      agency: await agencyName(ctx),
    }));
    const rows: Progress[] = [];
    let total = 0;
    for (let after: string | undefined; ; ) {
      const input = progress.input.parse({ ...of, sort: "activeOn", descending: true, limit: 200, after });
      const page = await step(progress, (ctx) => listProgress(ctx, input));
      rows.push(...page.rows);
      total = page.total;
      await run.progress(rows.length, total);
      if (!page.next || (format === "docx" && rows.length >= mostInDocument)) break;
      after = page.next;
    }
    const stamp = house.instance === "demo" ? { stamp: "演示数据" } : {};
    const asOfText = minuteText(sheet.asOf);
    const written = { sheet, agencyName: agency, asOfText, progress: rows, progressTotal: total };
    const stream =
      format === "docx"
        ? writeDocx({ blocks: sheetBlocks(written) }, { title: sheet.title, author: agency, ...stamp })
        : writeWorkbook({ sheets: sheetsOf(sheet, rows), ...stamp });
    const name = `${sheet.title}.${format}`;
    const kept = await keepFile(step, place, sheetOperations.write, {
      name,
      stream,
      record: (ctx, fileId) =>
        recordExport(ctx, fileId, {
          listTitle: sheet.title,
          filter: JSON.stringify(run.input),
          columns: "总体情况、签约、到位资金、项目进展、上会、需要处理",
          rows: rows.length,
          fileName: name,
        }),
    });
    return { ...kept, rows: rows.length, summary: `“${kept.fileName}”已生成，请到任务中心下载` };
  };
  return [job({ ...sheetJob, work })] as unknown as Job[];
};

/** 2023-03-12 17:05 in the agency's time. */
const minuteText = (moment: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "short" }).format(
    new Date(moment),
  );

const money = (title: string) => ({ title, kind: "money" as const, unit: "万元" });
const text = (title: string, width?: number) => ({ title, kind: "text" as const, ...(width && { width }) });
const number = (title: string) => ({ title, kind: "count" as const });

/** The same tables as the page, one a worksheet, amounts exact to the fen in 万元. */
function sheetsOf(
  { title, lines, signings, funds, meetings, problems }: SheetAnswer,
  rows: Progress[],
): SheetContent[] {
  const note = `${title}；金额折合人民币，外币按各笔登记的汇率；签约按种类和币种分列，不相加`;
  return [
    {
      name: "总体情况",
      note,
      columns: [
        text("项目"),
        text("单位", 8),
        number("本期"),
        money("本期金额"),
        number("本年累计"),
        money("累计金额"),
      ],
      rows: lines.map(({ figure, unit, period, yearToDate }) => [
        sheetFigures[figure],
        unit,
        period.count,
        wan(period.amount),
        yearToDate?.count,
        wan(yearToDate?.amount ?? null),
      ]),
    },
    {
      name: "签约",
      columns: [
        text("种类", 12),
        text("币种", 12),
        number("本期份数"),
        { title: "本期原币金额", kind: "money", unit: "万" },
        money("本期折合人民币"),
        number("累计份数"),
        { title: "累计原币金额", kind: "money", unit: "万" },
        money("累计折合人民币"),
      ],
      rows: signings.map((row) => [
        signingKinds[row.kind],
        currencies[row.currency].title,
        row.count,
        wan(row.original),
        wan(row.amount),
        row.yearCount,
        wan(row.yearOriginal),
        wan(row.yearAmount),
      ]),
    },
    {
      name: "到位资金",
      columns: [text("币种", 12), number("本期笔数"), money("本期计入"), number("累计笔数"), money("累计计入")],
      rows: funds.map((row) => [
        currencies[row.currency].title,
        row.count,
        wan(row.amount),
        row.yearCount,
        wan(row.yearAmount),
      ]),
    },
    {
      name: "项目进展",
      columns: [
        text("项目编号", 12),
        text("项目", 30),
        text("阶段", 14),
        money("计划总投资"),
        text("责任专员", 12),
        text("本期进展", 80),
      ],
      rows: rows.map((row) => [
        row.code,
        row.name,
        stageText(row),
        wan(row.totalInvestment),
        row.officerName,
        toldText(row),
      ]),
    },
    {
      name: "上会",
      columns: [{ title: "日期", kind: "date" }, text("项目", 30), text("会议", 30), text("决定", 12)],
      rows: meetings.map(({ happenedOn, projectName, meeting, outcome }) => [
        happenedOn,
        projectName,
        meeting,
        meetingOutcomes[outcome],
      ]),
    },
    {
      name: "需要处理",
      columns: [text("事项"), number("个数")],
      rows: problems.map(({ problem, count }) => [sheetProblems[problem], count]),
    },
  ];
}
