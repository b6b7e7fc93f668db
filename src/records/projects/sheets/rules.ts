import type { z } from "zod";
import { currencies } from "#kit/base/currencies.ts";
import { addDays, weekdayOf, writeDate, yearOf } from "#kit/base/dates.ts";
import { groupThousands } from "#kit/base/decimals.ts";
import { readable } from "#kit/base/money.ts";
import { type Period, periodOf, yearToDate } from "#kit/base/periods.ts";
import type { Block, Table } from "#kit/documents/document.ts";
import { meetingOutcomes } from "../reviews/words.ts";
import { signingKinds, type Stage, type Standing, stages, standings } from "../words.ts";
import type { ProgressRow, Sheet } from "./contract.ts";
import { type SheetKind, sheetFigures, sheetKinds, sheetProblems } from "./words.ts";

export type SheetAnswer = z.output<typeof Sheet>;
export type Progress = z.output<typeof ProgressRow>;

/** 周 runs from Monday to Sunday and keeps its name over New Year; 月 is the calendar month. */
export function periodFor(kind: SheetKind, onDay: string): Period {
  if (kind === "month") return periodOf(onDay, "month");
  const from = addDays(onDay, 1 - weekdayOf(onDay));
  const to = addDays(from, 6);
  const end = yearOf(from) === yearOf(to) ? writeDate(to).slice(5) : writeDate(to);
  return { from, to, title: `${writeDate(from)}至${end}` };
}

/** 本期, and 本年累计 to its last day: a week over New Year belongs to the year it ends in. */
export function spansFor(kind: SheetKind, onDay: string): { period: Period; yearToDate: Period } {
  const period = periodFor(kind, onDay);
  return { period, yearToDate: yearToDate(period.to) };
}

/** The period before or after it. */
export const neighborDay = (kind: SheetKind, onDay: string, step: -1 | 1): string => {
  const { from, to } = periodFor(kind, onDay);
  return step < 0 ? addDays(from, -1) : addDays(to, 1);
};

/** 招商工作周报（2023年3月6日至3月12日） */
export const sheetTitle = (kind: SheetKind, period: Period): string => `招商工作${sheetKinds[kind]}（${period.title}）`;

export const stageText = ({ stage, standing }: { stage: Stage; standing: Standing }): string =>
  standing === "ongoing" ? stages[stage] : `${stages[stage]}（${standings[standing]}）`;

/** 本期进展 told in a cell: the entries, and how many more there are. */
export const toldText = ({ told, more }: Pick<Progress, "told" | "more">): string =>
  more > 0 ? `${told}\n另有 ${more} 条` : told;

const head = (text: string) => ({ text, isHeader: true });
const table = (titles: string[], rows: string[][]): Table => ({
  kind: "table",
  rows: [titles.map(head), ...rows.map((row) => row.map((text) => ({ text })))],
});
const said = (text: string): Block => ({ kind: "paragraph", text });
const heading = (text: string): Block => ({ kind: "heading", level: 1, text });
const money = (yuan: string | null): string => (yuan === null ? "—" : readable(yuan));

interface Written {
  sheet: SheetAnswer;
  agencyName: string;
  /** 截至, as it is printed. */
  asOfText: string;
  progress: readonly Progress[];
  /** All projects with progress, the listed among them. */
  progressTotal: number;
}

/** 周报、月报 as a document: the same figures the page shows, in its order. */
export function sheetBlocks({ sheet, agencyName, asOfText, progress, progressTotal }: Written): Block[] {
  const { lines, signings, funds, meetings, moreMeetings, problems } = sheet;
  return [
    { kind: "title", text: sheet.title },
    { kind: "paragraph", text: `${agencyName}　截至 ${asOfText}`, align: "center" },
    heading("一、总体情况"),
    table(
      ["项目", "本期", "本期金额", "本年累计", "累计金额"],
      lines.map(({ figure, unit, period, yearToDate: year }) => [
        sheetFigures[figure],
        `${groupThousands(period.count)}${unit}`,
        money(period.amount),
        year ? `${groupThousands(year.count)}${unit}` : "—",
        year ? money(year.amount) : "—",
      ]),
    ),
    said("金额折合人民币，外币按各笔登记的汇率；签约的金额按种类和币种分列，不相加。"),
    heading("二、签约"),
    ...(signings.length === 0 ? [said("本年还没有登记签约。")] : [signingTable(signings)]),
    heading("三、到位资金"),
    ...(funds.length === 0 ? [said("本年还没有核验到位资金。")] : [fundTable(funds)]),
    heading("四、项目进展"),
    ...(progress.length === 0 ? [said("本期没有登记进展。")] : [progressTable(progress)]),
    ...(progressTotal > progress.length
      ? [said(`本期有进展的项目共 ${progressTotal} 个，上表列出 ${progress.length} 个。`)]
      : []),
    heading("五、上会"),
    ...(meetings.length === 0 ? [said("本期没有项目上会。")] : [meetingTable(meetings)]),
    ...(moreMeetings > 0 ? [said(`另有 ${moreMeetings} 次上会未列出。`)] : []),
    heading("六、需要处理"),
    table(
      ["事项", "个数"],
      problems.map(({ problem, count }) => [sheetProblems[problem], String(count)]),
    ),
    said("以上按今天的记录，在制表人的查看范围内。"),
  ];
}

const signingTable = (signings: SheetAnswer["signings"]): Table =>
  table(
    ["种类", "币种", "本期份数", "本期原币金额", "本期折合人民币", "累计份数", "累计原币金额", "累计折合人民币"],
    signings.map((row) => [
      signingKinds[row.kind],
      currencies[row.currency].title,
      row.count,
      groupThousands(row.original),
      money(row.amount),
      row.yearCount,
      groupThousands(row.yearOriginal),
      money(row.yearAmount),
    ]),
  );

const fundTable = (funds: SheetAnswer["funds"]): Table =>
  table(
    ["币种", "本期笔数", "本期计入金额", "累计笔数", "累计计入金额"],
    funds.map((row) => [
      currencies[row.currency].title,
      row.count,
      money(row.amount),
      row.yearCount,
      money(row.yearAmount),
    ]),
  );

const progressTable = (progress: readonly Progress[]): Table =>
  table(
    ["项目", "阶段", "计划总投资", "责任专员", "本期进展"],
    progress.map((row) => [
      row.name,
      stageText(row),
      money(row.totalInvestment),
      row.officerName ?? "—",
      toldText(row).replaceAll("\n", "；"),
    ]),
  );

const meetingTable = (meetings: SheetAnswer["meetings"]): Table =>
  table(
    ["日期", "项目", "会议", "决定"],
    meetings.map(({ happenedOn, projectName, meeting, outcome }) => [
      happenedOn,
      projectName,
      meeting,
      meetingOutcomes[outcome],
    ]),
  );
