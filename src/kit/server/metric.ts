import { and, asc, count, countDistinct, eq, gt, isNull, lte, or, type SQL, sql, sum } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { subtractDecimals } from "#kit/base/decimals.ts";
import type { Period } from "#kit/base/periods.ts";
import type { Subject } from "#kit/base/subject.ts";
import type { Context } from "./context.ts";
import { visible } from "./scope.ts";

/**
 * 指标. A figure is defined once, over append-only fact rows: its value, its evidence rows, their number and their export
 * all come from the one `where`, so they cannot disagree.
 *
 * As of a moment T (截至) a fact counts when it was typed by T and not voided by T; what happened is dated by `happenedOn`.
 * So the same question asked about the same T gives the same answer for ever: a correction is a void and a new row.
 */
export interface Facts {
  table: PgTable & { agencyId: PgColumn; id: PgColumn; happenedOn: PgColumn; typedAt: PgColumn; voidedAt: PgColumn };
  /** Of these rows only: one kind of fact of a table that holds several. */
  only?: SQL;
}

export type Measure = { kind: "rows" } | { kind: "distinct"; of: PgColumn } | { kind: "sum"; of: PgColumn };

/** A column of the evidence drawer: read from the fact itself or from the record it is about. */
export interface EvidenceColumn {
  key: string;
  title: string;
  shows?: "money" | "count" | "date" | "moment" | "rate" | "code" | "link";
  words?: Record<string, string>;
  unit?: string;
  column: PgColumn;
}

export interface Metric {
  code: string;
  title: string;
  unit: string;
  /** 口径: what is counted, in words, with the document it rests on. */
  definition: string;
  version: number;
  permission: string;
  facts: Facts;
  /** 存量: counted from the beginning to the end of the period, over facts that are movements; else what the period itself brought. */
  stock?: boolean;
  /** By which it can be broken down: 标签, 区划 …; the columns stand on the fact. */
  groups: Record<string, { title: string; column: PgColumn; words?: Record<string, string> }>;
  measure: Measure;
  evidence: EvidenceColumn[];
  /** Rows of the record the fact is about, where the evidence shows its name; equates the agency on both sides. */
  about?: { table: PgTable & { agencyId: PgColumn; id: PgColumn }; key: PgColumn; subject: Subject };
}

export interface Question {
  period: Pick<Period, "from" | "to">;
  /** ISO moment; the present where left out. */
  asOf: string;
  params: Record<string, string>;
}

function where({ agencyId }: Context, metric: Metric, { period, asOf, params }: Question): SQL {
  const { table } = metric.facts;
  const groups = Object.entries(params).map(([name, value]) => {
    const group = metric.groups[name];
    if (!group) throw new Error(`metric ${metric.code} has no group ${name}`);
    return eq(group.column, value);
  });
  return and(
    eq(table.agencyId, agencyId),
    metric.facts.only,
    metric.stock
      ? sql`${table.happenedOn} <= ${period.to}`
      : sql`${table.happenedOn} between ${period.from} and ${period.to}`,
    lte(table.typedAt, asOf),
    or(isNull(table.voidedAt), gt(table.voidedAt, asOf)),
    ...groups,
  ) as SQL;
}

function measured(measure: Measure): SQL<string> {
  if (measure.kind === "rows") return sql<string>`${count()}`;
  if (measure.kind === "distinct") return sql<string>`${countDistinct(measure.of)}`;
  return sql<string>`coalesce(${sum(measure.of)}, 0)`;
}

export async function measure(ctx: Context, metric: Metric, question: Question): Promise<string> {
  const [row] = await ctx.db
    .select({ value: measured(metric.measure) })
    .from(metric.facts.table)
    .where(where(ctx, metric, question));
  return String(row?.value ?? "0");
}

/** A whole table of figures in one statement: one row per combination of the groups asked for, `month` among them. */
export async function measureBy(
  ctx: Context,
  metric: Metric,
  question: Question,
  by: string[],
): Promise<{ keys: string[]; value: string }[]> {
  const expressions = by.map((name) =>
    name === "month" ? sql`to_char(${metric.facts.table.happenedOn}, 'YYYY-MM')` : sql`${metric.groups[name]?.column}`,
  );
  const keys = sql.join(
    expressions.map((each) => sql`${each}::text`),
    sql`, `,
  );
  const rows = await ctx.db
    .select({ keys: sql<string[]>`array[${keys}]`, value: measured(metric.measure) })
    .from(metric.facts.table)
    .where(where(ctx, metric, question))
    .groupBy(...expressions)
    .orderBy(...expressions);
  return rows.map(({ keys: found, value }) => ({ keys: found, value: String(value) }));
}

/**
 * 佐证: the rows behind a value. The reader sees those of the own scope; what is left out is told as a number,
 * so that the drawer always adds up to the figure.
 */
export async function evidence(
  ctx: Context,
  metric: Metric,
  question: Question,
  paging: { after?: string | undefined; limit: number },
) {
  const { table } = metric.facts;
  const all = where(ctx, metric, question);
  const seen = and(all, visible(ctx, table));
  const columns = Object.fromEntries(metric.evidence.map(({ key, column }) => [key, column]));
  const from = ctx.db
    .select({ id: table.id, subjectId: metric.about ? metric.about.key : table.id, ...columns })
    .from(table)
    .$dynamic();
  const { about } = metric;
  const joined = about
    ? from.leftJoin(about.table, and(eq(about.table.agencyId, ctx.agencyId), eq(about.table.id, about.key)))
    : from;
  const rows = await joined
    .where(and(seen, paging.after ? gt(table.id, paging.after) : undefined))
    .orderBy(asc(table.id))
    .limit(paging.limit + 1);
  const [whole] = await ctx.db
    .select({ rows: count(), value: measured(metric.measure) })
    .from(table)
    .where(all);
  const [mine] = await ctx.db
    .select({ rows: count(), value: measured(metric.measure) })
    .from(table)
    .where(seen);
  const shown = rows.slice(0, paging.limit);
  return {
    columns: metric.evidence.map(({ column: _column, ...each }) => each),
    rows: shown as ({ id: string; subjectId: string } & Record<string, unknown>)[],
    next: rows.length > paging.limit ? ((shown.at(-1)?.id as string | undefined) ?? null) : null,
    total: Number(whole?.rows ?? 0),
    value: String(whole?.value ?? "0"),
    hidden: {
      count: Number(whole?.rows ?? 0) - Number(mine?.rows ?? 0),
      // A sum can be taken apart; a number of distinct records cannot, one record may stand on both sides.
      value:
        metric.measure.kind === "distinct"
          ? null
          : subtractDecimals(String(whole?.value ?? "0"), String(mine?.value ?? "0")),
    },
  };
}
