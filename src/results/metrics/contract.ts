import { z } from "zod";
import { Evidence } from "#kit/base/evidence.ts";
import { day, year } from "#kit/base/fields.ts";
import { query } from "#kit/base/operation.ts";

const metricCode = () =>
  z
    .string()
    .regex(/^[a-z][a-zA-Z]{1,30}\.[a-z][a-zA-Z]{1,30}$/, { error: "没有这个指标" })
    .meta({ title: "指标" });
const params = () =>
  z
    .record(z.string().regex(/^[a-z][a-zA-Z]{0,30}$/), z.string().max(60))
    .refine((given) => Object.keys(given).length <= 6, { error: "筛选条件过多" })
    .default({})
    .meta({ title: "筛选" });

/** The period is a year, or any span of days within it; 截至 is the moment of the records, the present where left out. */
const asked = {
  metric: metricCode(),
  year: year(),
  from: day({ title: "期间自" }).optional(),
  to: day({ title: "期间至" }).optional(),
  asOf: z.iso.datetime({ offset: true }).max(40).optional().meta({ title: "截至" }),
  params: params(),
};

export const MetricCard = z.object({
  code: z.string(),
  title: z.string().meta({ title: "指标" }),
  unit: z.string().meta({ title: "单位" }),
  definition: z.string().meta({ title: "口径" }),
  version: z.int(),
  /** 期末存量, not what a period brought: it has no months to add up. */
  isStock: z.boolean(),
  /** Where the record behind an evidence row is shown. */
  page: z.string().nullable(),
  groups: z.array(z.object({ key: z.string(), title: z.string(), words: z.record(z.string(), z.string()).nullable() })),
});

export const Figure = z.object({
  metric: z.string(),
  title: z.string(),
  value: z.string().nullable(),
  unit: z.string(),
  /** As it is printed: “12 家”. */
  text: z.string(),
  definition: z.string(),
  version: z.int(),
  period: z.object({ from: z.string(), to: z.string(), title: z.string() }),
  asOf: z.string(),
});

export const metricOperations = {
  list: query("metrics.list", {
    title: "查看指标登记",
    permission: "metrics.read",
    input: z.strictObject({}),
    output: z.array(MetricCard),
  }),
  figure: query("metrics.figure", {
    title: "计算指标",
    permission: "metrics.read",
    input: z.strictObject(asked),
    output: Figure,
  }),
  table: query("metrics.table", {
    title: "计算指标表",
    permission: "metrics.read",
    input: z.strictObject({
      ...asked,
      by: z
        .array(z.string().regex(/^[a-z][a-zA-Z]{0,30}$/))
        .min(1)
        .max(3)
        .meta({ title: "分组" }),
    }),
    output: z.object({
      metric: MetricCard,
      period: z.object({ from: z.string(), to: z.string(), title: z.string() }),
      asOf: z.string(),
      cells: z.array(z.object({ keys: z.array(z.string().nullable()), value: z.string() })),
    }),
  }),
  evidence: query("metrics.evidence", {
    title: "查看指标佐证",
    permission: "metrics.read",
    input: z.strictObject({
      ...asked,
      after: z.uuid().optional().meta({ title: "上一页的末行" }),
      limit: z.int().min(1).max(500).default(50).meta({ title: "每页行数" }),
    }),
    output: Evidence,
  }),
};
