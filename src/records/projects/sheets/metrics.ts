import { and, desc, eq, gt, inArray, isNull, lte, notExists, or, type SQL, sql } from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import { currencies } from "#kit/base/currencies.ts";
import type { Context } from "#kit/server/context.ts";
import type { Metric, Question } from "#kit/server/metric.ts";
import { arrivalMetrics } from "../arrivals/metrics.ts";
import { projectFundsInPlace } from "../arrivals/tables.ts";
import { projectMetrics } from "../metrics.ts";
import { projectSignings } from "../signings/tables.ts";
import { projectStages } from "../stages/tables.ts";
import { projectStandings } from "../standing/tables.ts";
import { type Stage, stages } from "../words.ts";
import type { SheetFigure } from "./words.ts";

/** A figure of the sheet: its rows counted and summed by one definition, cut by these groups. */
export interface SheetMetric {
  count: Metric;
  amount: Metric;
  params: Record<string, string>;
}

/** The register's own metrics wherever it has the figure, so that sheet and register never differ. */
function registered(code: string): Metric {
  const metric = [...projectMetrics, ...arrivalMetrics].find((each) => each.code === code);
  if (!metric) throw new Error(`no metric ${code}`);
  return metric;
}

const currencyWords = Object.fromEntries(Object.entries(currencies).map(([code, { title }]) => [code, title]));

/** 签约 of every kind: the register sums 正式 alone; here a kind and a currency at a time. */
const signings: Metric = {
  ...registered("projects.agreedInvestment"),
  code: "projectSheets.signings",
  title: "签约",
  unit: "份",
  definition:
    "期间内登记的签约，正式、框架、战略、意向协议分种类、分币种列，各种类不相加；折合人民币按各份登记的汇率。依据：规则包“招商项目”的签约口径。",
  measure: { kind: "rows" },
  groups: {
    ...registered("projects.agreedInvestment").groups,
    currency: { title: "币种", column: projectSignings.currency, words: currencyWords },
  },
};
/** 原币 of one currency; asked for by currency only. */
export const signingOriginals: Metric = {
  ...signings,
  measure: { kind: "sum", of: projectSignings.originalAmount },
};

const later = alias(projectStages, "later_stage");
const standing = alias(projectStandings, "standing_then");
const afterTalks = (Object.keys(stages) as Stage[]).filter((stage) => stage !== "lead" && stage !== "negotiating");

interface Dated {
  agencyId: PgColumn;
  projectId: PgColumn;
  happenedOn: PgColumn;
  typedAt: PgColumn;
  voidedAt: PgColumn;
}

/** What stood of a project's facts on the last day of the period, as known at the moment asked about. */
const stood = (ctx: Context, facts: Dated, { period, asOf }: Question): SQL =>
  and(
    eq(facts.agencyId, ctx.agencyId),
    eq(facts.projectId, projectStages.projectId),
    lte(facts.happenedOn, period.to),
    lte(facts.typedAt, asOf),
    or(isNull(facts.voidedAt), gt(facts.voidedAt, asOf)),
  ) as SQL;

/** 期末在谈: reached 在谈, no stage beyond it, and still worked on then. */
function talksThen(ctx: Context, question: Question): Metric {
  const beyond = ctx.db
    .select({ id: later.id })
    .from(later)
    .where(and(stood(ctx, later, question), inArray(later.stage, afterTalks)));
  const last = ctx.db
    .select({ standing: standing.standing })
    .from(standing)
    .where(stood(ctx, standing, question))
    .orderBy(desc(standing.happenedOn), desc(standing.id))
    .limit(1);
  return {
    ...registered("projects.reached"),
    code: "projectSheets.inTalks",
    title: "期末在谈",
    definition:
      "期末处在“在谈”的项目：已到在谈、期末还没有到更后的阶段，推进状态为推进中或延期；金额为进入在谈当日的计划总投资，没有填的不计。",
    stock: true,
    facts: {
      table: projectStages,
      only: and(
        eq(projectStages.stage, "negotiating"),
        notExists(beyond),
        sql`coalesce(${last}, 'ongoing') in ('ongoing', 'delayed')`,
      ) as SQL,
    },
  };
}

const fundRows: Metric = { ...registered("projects.fundsInPlace"), unit: "笔", measure: { kind: "rows" } };

/** Each figure of the sheet as metrics; `question` is what a stock is asked as of. */
export function sheetMetric(ctx: Context, figure: SheetFigure, question: Question): SheetMetric {
  const reached = (stage: Stage) => ({
    count: registered("projects.reached"),
    amount: registered("projects.reachedInvestment"),
    params: { stage },
  });
  switch (figure) {
    case "leads":
      return reached("lead");
    case "newTalks":
      return reached("negotiating");
    case "inTalks": {
      const count = talksThen(ctx, question);
      return {
        count,
        amount: { ...count, unit: "元", measure: { kind: "sum", of: projectStages.amount } },
        params: {},
      };
    }
    case "signings":
      return {
        count: signings,
        amount: { ...signings, unit: "元", measure: { kind: "sum", of: projectSignings.signedAmount } },
        params: {},
      };
    case "landings":
      return {
        count: registered("projects.landed"),
        amount: registered("projects.landedInvestment"),
        params: {},
      };
    case "funds":
      return {
        count: fundRows,
        amount: { ...fundRows, unit: "元", measure: { kind: "sum", of: projectFundsInPlace.countedAmount } },
        params: {},
      };
  }
}
