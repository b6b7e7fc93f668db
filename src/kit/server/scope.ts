import { and, eq, exists, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Context, ScopeKind } from "./context.ts";
import { recordGrants } from "./tables.ts";

/**
 * 数据范围. `visible(ctx, table)` is the only row predicate: list, get, search, export, history and figures all ask it.
 * A table says once, beside its columns, how a row belongs to somebody; children belong to whom their parent belongs.
 */
type TenantTable = PgTable & { agencyId: PgColumn };

interface OwnRule {
  /** The noun whose permissions reach this table: `companies` for companies.read, companies.manage. */
  noun: string;
  officer: PgColumn;
  division: PgColumn;
  id: PgColumn;
}
interface ParentRule {
  parent: TenantTable & { id: PgColumn };
  key: PgColumn;
  /** A noun of its own (`contacts` of contacts.reveal): such an operation reaches as far as it was granted. */
  noun?: string;
}
type Rule = OwnRule | ParentRule | "agency";

const rules = new WeakMap<PgTable, Rule>();

/** Rows belong to an officer and a division. */
export function scoped(table: TenantTable, rule: OwnRule): void {
  rules.set(table, rule);
}
/** Rows belong to whom the parent belongs to. */
export function inherits(table: TenantTable, rule: ParentRule): void {
  rules.set(table, rule);
}
/** Rows are the whole agency's: whoever holds the operation's permission sees all of them. */
export function agencyWide(...tables: TenantTable[]): void {
  for (const table of tables) rules.set(table, "agency");
}

export function scopeRule(table: PgTable): Rule | undefined {
  return rules.get(table);
}

/** Rows of this table the actor may reach with this operation. `granted` also lets single rows in (个案授权); lists never ask for it. */
export function visible(
  ctx: Context,
  table: TenantTable,
  { granted = false, about }: { granted?: boolean; about?: string | undefined } = {},
): SQL {
  const rule = rules.get(table);
  if (!rule) throw new Error(`no scope rule for table ${tableName(table)}`);
  const tenant = eq(table.agencyId, ctx.agencyId);
  if (rule === "agency") return tenant;
  if ("parent" in rule) {
    const { parent, key, noun = about } = rule;
    const reached = visible(ctx, parent, { granted, about: noun });
    return and(tenant, exists(sql`(select 1 from ${parent} where ${and(eq(parent.id, key), reached)})`)) as SQL;
  }
  const isAboutChild = about !== undefined && ctx.operation.permission.startsWith(`${about}.`);
  const kind = scopeOf(ctx, isAboutChild ? about : rule.noun);
  if (kind === "agency") return tenant;
  const reached = rowsOf(ctx, rule, kind);
  return and(tenant, granted ? or(reached, grantOf(ctx, rule)) : reached) as SQL;
}

function rowsOf({ actor }: Context, rule: OwnRule, kind: ScopeKind | null): SQL {
  if (kind === null) return sql`false`;
  const mine = actor.personId ? eq(rule.officer, actor.personId) : sql`false`;
  if (kind === "own" || !actor.divisionId) return mine;
  return or(eq(rule.division, actor.divisionId), mine) as SQL;
}

/**
 * The operation's own permission decides where it is about this noun; elsewhere (signing a project reads its company)
 * the noun's read permission does.
 */
export function scopeOf({ actor, operation }: Context, noun: string): ScopeKind | null {
  const permission = operation.permission.startsWith(`${noun}.`) ? operation.permission : `${noun}.read`;
  return actor.grants.get(permission) ?? null;
}

function grantOf(ctx: Context, rule: OwnRule): SQL {
  if (!ctx.actor.accountId || ctx.operation.kind !== "query") return sql`false`;
  return exists(
    sql`(select 1 from ${recordGrants} where ${and(
      eq(recordGrants.agencyId, ctx.agencyId),
      eq(recordGrants.accountId, ctx.actor.accountId),
      eq(recordGrants.subjectKind, rule.noun),
      eq(recordGrants.subjectId, rule.id),
      sql`${recordGrants.until} >= ${ctx.today}`,
    )})`,
  );
}

function tableName(table: PgTable): string {
  return String((table as unknown as Record<symbol, unknown>)[Symbol.for("drizzle:Name")]);
}
