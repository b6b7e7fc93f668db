import { z } from "zod";
import { Evidence } from "#kit/base/evidence.ts";
import { code, day, flag, yuan } from "#kit/base/fields.ts";
import { command, list, query } from "#kit/base/operation.ts";
import { rated } from "../contract.ts";
import { meetingOutcomes } from "../reviews/words.ts";
import { signingKinds, stages, standings } from "../words.ts";
import { sheetFigures, sheetFormats, sheetKinds, sheetProblems, sheetSpans } from "./words.ts";

const kind = code(sheetKinds, { title: "周报或月报" });
const figure = code(sheetFigures, { title: "数" });
const signingKind = code(signingKinds, { title: "协议种类" });
const { currency } = rated;

/** 期: the week or month in which this day lies. */
const of = { kind: kind.default("week"), onDay: day({ title: "期内任一天" }) };

const Span = z.object({ from: z.string(), to: z.string(), title: z.string() });

/** 个数与金额 of one figure; the amount is yuan, null where the figure has none. */
const Counted = z.object({ count: z.string(), amount: z.string().nullable() });

/** 周报、月报: nothing in it was typed for it. */
export const Sheet = z.object({
  kind,
  title: z.string(),
  period: Span,
  yearToDate: Span,
  /** The moment everything was counted at; a figure opens its rows as of then. */
  asOf: z.string(),
  lines: z.array(
    z.object({
      figure,
      unit: z.string(),
      amountTitle: z.string(),
      definition: z.string(),
      period: Counted,
      /** Null for a stock: it has no sum over the year. */
      yearToDate: Counted.nullable(),
    }),
  ),
  /** By kind and currency; kinds are never summed, currencies only by their own rates and beside the original. */
  signings: z.array(
    z.object({
      kind: signingKind,
      currency,
      count: z.string(),
      original: z.string().meta({ title: "协议金额（原币）" }),
      amount: z.string().meta({ title: "折合人民币" }),
      yearCount: z.string(),
      yearOriginal: z.string(),
      yearAmount: z.string(),
    }),
  ),
  /** 到位资金 by the currency it came in. */
  funds: z.array(
    z.object({ currency, count: z.string(), amount: z.string(), yearCount: z.string(), yearAmount: z.string() }),
  ),
  /** 上会 of the period, as far as the asker sees. */
  meetings: z.array(
    z.object({
      id: z.uuid(),
      reviewId: z.uuid(),
      projectName: z.string().meta({ title: "项目" }),
      meeting: z.string().meta({ title: "会议" }),
      outcome: code(meetingOutcomes, { title: "决定" }),
      happenedOn: day({ title: "日期" }),
    }),
  ),
  /** How many more of them there are. */
  moreMeetings: z.int(),
  /** 需要处理 as of today, each with the list that shows exactly these. */
  problems: z.array(
    z.object({
      problem: code(sheetProblems, { title: "事项" }),
      count: z.int(),
      opens: z.object({ to: z.string(), search: z.record(z.string(), z.union([z.string(), z.boolean()])) }),
    }),
  ),
});

export const ProgressRow = z.object({
  id: z.uuid(),
  code: z.string().meta({ title: "项目编号" }),
  name: z.string().meta({ title: "项目" }),
  stage: code(stages, { title: "阶段" }),
  standing: code(standings, { title: "推进状态" }),
  totalInvestment: yuan({ title: "计划总投资" }).nullable(),
  officerName: z.string().nullable().meta({ title: "责任专员" }),
  activeOn: day({ title: "最近进展" }),
  /** 本期进展, the latest first. */
  told: z.string().meta({ title: "本期进展" }),
  /** How many more of them the page of the project tells. */
  more: z.int().meta({ title: "另有", shows: "count" }),
});

const read = "projects.read";

export const sheetOperations = {
  show: query("projectSheets.show", {
    title: "查看周报月报",
    permission: read,
    input: z.strictObject(of),
    output: Sheet,
  }),
  /** 来源: the rows behind one figure of the sheet, at the moment it was counted. */
  evidence: query("projectSheets.evidence", {
    title: "查看周报月报的来源",
    permission: read,
    input: z.strictObject({
      ...of,
      figure,
      span: code(sheetSpans, { title: "本期或累计" }).default("period"),
      /** The sum of the rows; else their number. */
      isAmount: flag({ title: "金额" }).default(false),
      asOf: z.iso.datetime({ offset: true }).max(40).optional().meta({ title: "截至" }),
      signingKind: signingKind.optional(),
      currency: currency.optional(),
      after: z.uuid().optional().meta({ title: "上一页的末行" }),
      limit: z.int().min(1).max(500).default(50).meta({ title: "每页行数" }),
    }),
    output: Evidence,
  }),
  /** 项目进展: which projects something happened to in the period. */
  progress: list("projectSheets.progress", {
    title: "查看本期项目进展",
    permission: read,
    row: ProgressRow,
    filter: of,
    sorts: ["activeOn", "name"],
  }),
  write: command("projectSheets.write", {
    title: "生成周报月报",
    permission: "exports.create",
    input: z.strictObject({ ...of, format: code(sheetFormats, { title: "格式" }).default("docx") }),
    /** 任务中心 shows it; its result is `{fileId, fileName, rows}`. */
    output: z.object({ jobId: z.uuid() }),
  }),
};
