import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import { yearPeriod } from "#kit/base/periods.ts";
import { groupThousands } from "#kit/base/decimals.ts";
import type { Context } from "#kit/server/context.ts";
import { evidence, type Metric, measure, measureBy, type Question } from "#kit/server/metric.ts";
import { directoryMetrics } from "#records/directory/metrics.ts";
import { siteMetrics } from "#records/sites/metrics.ts";
import { eventMetrics } from "#records/events/metrics.ts";
import { intermediaryMetrics } from "#records/intermediaries/metrics.ts";
import { arrivalMetrics } from "#records/projects/arrivals/metrics.ts";
import { commitmentMetrics } from "#records/projects/commitments/metrics.ts";
import { encounterMetrics } from "#records/projects/encounters/metrics.ts";
import { intakeMetrics } from "#records/projects/intakes/metrics.ts";
import { projectMetrics } from "#records/projects/metrics.ts";
import { supportMetrics } from "#records/projects/supports/metrics.ts";
import type { metricOperations } from "./contract.ts";
import { timeGroups } from "./words.ts";

/** 指标登记: every figure the system can give, defined once by the module whose records it counts. */
export const metrics: Metric[] = [
  ...directoryMetrics,
  ...siteMetrics,
  ...eventMetrics,
  ...intermediaryMetrics,
  ...projectMetrics,
  ...arrivalMetrics,
  ...commitmentMetrics,
  ...encounterMetrics,
  ...intakeMetrics,
  ...supportMetrics,
];

function metricOf(ctx: Context, code: string): Metric {
  const metric = metrics.find((each) => each.code === code && ctx.actor.grants.has(each.permission));
  if (!metric) throw new Failure("missing", "metrics.missing", "没有这个指标，或您无权查看");
  return metric;
}

function cardOf({ code, title, unit, definition, version, groups, about, stock = false }: Metric) {
  return {
    code,
    title,
    unit,
    definition,
    version,
    isStock: stock,
    page: about?.subject.page ?? null,
    groups: Object.entries(groups).map(([key, group]) => ({ key, title: group.title, words: group.words ?? null })),
  };
}

export async function listMetrics(ctx: Context) {
  return metrics.filter(({ permission }) => ctx.actor.grants.has(permission)).map(cardOf);
}

type Asked = Input<typeof metricOperations.figure>;

function questionOf(ctx: Context, metric: Metric, { year, from, to, asOf, params }: Asked) {
  const whole = yearPeriod(year);
  const period =
    from || to
      ? { from: from ?? whole.from, to: to ?? whole.to, title: `${from ?? whole.from} 至 ${to ?? whole.to}` }
      : whole;
  if (period.from > period.to) throw new Failure("refused", "metrics.period", "期间的起始日期晚于结束日期，请检查");
  const unknown = Object.keys(params).find((name) => !Object.hasOwn(metric.groups, name));
  if (unknown) throw new Failure("invalid", "metrics.params", `“${metric.title}”不能按“${unknown}”筛选`);
  const question: Question = { period, asOf: asOf ? new Date(asOf).toISOString() : ctx.now.toISOString(), params };
  return { question, period };
}

export async function figure(ctx: Context, input: Asked) {
  const metric = metricOf(ctx, input.metric);
  const { question, period } = questionOf(ctx, metric, input);
  const value = await measure(ctx, metric, question);
  const { code, title, unit, definition, version } = metric;
  return {
    metric: code,
    title,
    value,
    unit,
    text: `${groupThousands(value)} ${unit}`,
    definition,
    version,
    period,
    asOf: question.asOf,
  };
}

export async function figureTable(ctx: Context, input: Input<typeof metricOperations.table>) {
  const metric = metricOf(ctx, input.metric);
  const unknown = input.by.find((name) => !Object.hasOwn(metric.groups, name) && !Object.hasOwn(timeGroups, name));
  if (unknown) throw new Failure("invalid", "metrics.by", `“${metric.title}”不能按“${unknown}”分组`);
  if (metric.stock && input.by.some((name) => Object.hasOwn(timeGroups, name)))
    throw new Failure("refused", "metrics.stock", `“${metric.title}”是期末存量，不能按月相加；请逐月指定截止日期`);
  const { question, period } = questionOf(ctx, metric, input);
  return {
    metric: cardOf(metric),
    period,
    asOf: question.asOf,
    cells: await measureBy(ctx, metric, question, input.by),
  };
}

export async function figureEvidence(ctx: Context, input: Input<typeof metricOperations.evidence>) {
  const metric = metricOf(ctx, input.metric);
  const { question } = questionOf(ctx, metric, input);
  return evidence(ctx, metric, question, input);
}
