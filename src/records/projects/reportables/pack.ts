import { z } from "zod";
import { yearOf } from "#kit/base/dates.ts";
import { stages, standings, tracks } from "../words.ts";
import { type ReportField, reportFields, reportUnits } from "./words.ts";

const coded = <W extends Record<string, string>>(words: W, title: string) =>
  z.enum(Object.keys(words) as [keyof W & string, ...(keyof W & string)[]]).meta({ title, words });
const text = (title: string, max = 300) => z.string().min(1).max(max).meta({ title });

const amounts: readonly ReportField[] = [
  "totalInvestment",
  "fixedAssetInvestment",
  "agreedInvestment",
  "arrivedTotal",
  "arrivedThisYear",
  "arrivedInPeriod",
];
export const isAmount = (field: ReportField): boolean => amounts.includes(field);

/** 一列: a named field under the upper system's own heading; an amount has a unit and says how many decimals. */
const PackedColumn = z
  .strictObject({
    field: coded(reportFields, "字段"),
    heading: text("表头", 40),
    unit: coded(reportUnits, "单位").optional(),
    precision: z.int().min(0).max(6).optional().meta({ title: "小数位数" }),
  })
  .refine(({ field, unit, precision }) => isAmount(field) === (unit !== undefined && precision !== undefined), {
    error: "金额列要写单位和小数位数，其他列不写",
  });
export type PackedColumn = z.output<typeof PackedColumn>;

const unique = (values: readonly string[]) => new Set(values).size === values.length;

const PackedReport = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Za-z]{1,30}$/)
    .meta({ title: "代码" }),
  title: text("表名", 60),
  authority: text("报给谁", 60),
  document: text("依据"),
  rows: z
    .strictObject({
      reached: coded(stages, "已到阶段"),
      /** Once it has come so far, it belongs on another sheet. */
      before: coded(stages, "未到阶段").optional(),
      /** All of them unless said. */
      tracks: z.array(coded(tracks, "类型")).min(1).optional().meta({ title: "类型" }),
      standings: z.array(coded(standings, "推进状态")).min(1).meta({ title: "推进状态" }),
      atLeast: z
        .string()
        .regex(/^\d{1,18}$/)
        .optional()
        .meta({ title: "计划总投资不少于", unit: "元" }),
    })
    .meta({ title: "哪些项目上报" }),
  columns: z
    .array(PackedColumn)
    .min(1)
    .max(60)
    .refine((columns) => unique(columns.map(({ heading }) => heading)), { error: "表头不能重复" })
    .refine((columns) => unique(columns.map(({ field }) => field)), { error: "一个字段只占一列" })
    .meta({ title: "列" }),
});
export type PackedReport = z.output<typeof PackedReport>;

/** 规则包·项目上报: the sheets of the upper systems, as they want them. */
export const ReportingPack = z
  .strictObject({
    sheets: z
      .array(PackedReport)
      .max(30)
      .refine((sheets) => unique(sheets.map(({ code }) => code)), { error: "上报表的代码不能重复" })
      .meta({ title: "上报表" }),
  })
  .meta({ title: "项目上报" });
export type ReportingPack = z.output<typeof ReportingPack>;

const read = new WeakMap<object, ReportingPack>();

/** The section in force that day, read once. */
export function reportingPack(ctx: { pack: (year: number) => Record<string, unknown>; today: string }): ReportingPack {
  const section = ctx.pack(yearOf(ctx.today)).reporting as object;
  const known = read.get(section);
  if (known) return known;
  const parsed = ReportingPack.parse(section);
  read.set(section, parsed);
  return parsed;
}
