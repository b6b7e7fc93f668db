import { and, eq, exists, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Actor, Context } from "./context.ts";
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
  /** Further persons who are party to a row (the receiver of a 交接): theirs as much as the officer's. */
  parties?: readonly PgColumn[];
  /** When the row was taken back with the import it came by: from then on nobody sees it, whatever they may reach. */
  removedAt?: PgColumn;
}
interface ParentRule {
  parent: TenantTable & { id: PgColumn };
  key: PgColumn;
  /** A noun of its own (`contacts` of contacts.reveal): such an operation reaches as far as it was granted. */
  noun?: string;
}
type Rule = OwnRule | ParentRule | "agency";

const rules = new WeakMap<PgTable, Rule>();
/** The table whose own rows a noun stands for: where the owner of a record is looked up. */
const tableOf = new Map<string, { table: TenantTable; rule: OwnRule }>();

/** Rows belong to an officer and a division. */
export function scoped(table: TenantTable, rule: OwnRule): void {
  rules.set(table, rule);
  if (rule.id.table === table && !tableOf.has(rule.noun)) tableOf.set(rule.noun, { table, rule });
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
  const there = rule.removedAt ? (and(tenant, isNull(rule.removedAt)) as SQL) : tenant;
  const isAboutChild = about !== undefined && ctx.operation.permission.startsWith(`${about}.`);
  const reach = reachOf(ctx.actor, permissionFor(ctx, isAboutChild ? about : rule.noun));
  if (reach.isWhole) return there;
  const reached = rowsOf(rule, reach);
  return and(there, granted ? or(reached, grantOf(ctx, rule)) : reached) as SQL;
}

function rowsOf({ officer, division, parties = [] }: OwnRule, { persons, divisions }: Reach): SQL {
  const theirs = [officer, ...parties].map((column) => oneOf(column, persons));
  return or(oneOf(division, divisions), ...theirs) ?? sql`false`;
}

function oneOf(column: PgColumn, ids: string[]): SQL | undefined {
  const [first, ...others] = ids;
  if (first === undefined) return undefined;
  return others.length === 0 ? eq(column, first) : inArray(column, ids);
}

/** How far a permission reaches: to the rows of these persons and divisions, or to all of the agency. */
export interface Reach {
  isWhole: boolean;
  persons: string[];
  divisions: string[];
}

/** One's own rows as far as one's own roles go, and the rows of whoever one stands in for (受托) as far as theirs do. */
export function reachOf(actor: Actor, permission: string): Reach {
  const { grants, lent, entrustments, personId, divisionId } = actor;
  const own = lent.has(permission) ? undefined : grants.get(permission);
  const stands = [
    { personId, divisionId, scope: own },
    ...entrustments.map((each) => ({ ...each, scope: each.grants.get(permission) })),
  ].filter(({ scope }) => scope !== undefined);
  const ids = (each: (string | null)[]) => [...new Set(each.filter((id) => id !== null))];
  return {
    isWhole: stands.some(({ scope }) => scope === "agency"),
    persons: ids(stands.map((each) => each.personId)),
    divisions: ids(stands.filter(({ scope }) => scope === "division").map((each) => each.divisionId)),
  };
}

/** 不代办: the same actor with what its own roles allow and nothing lent. */
export const inOwnName = (actor: Actor): Actor => ({ ...actor, entrustments: [] });

/** To whom a row belongs. */
export interface Owned {
  officerId: string | null;
  divisionId: string | null;
}

/** Whether a row of this officer and division lies within what the actor was granted, on its own or for others. */
export function isReached(actor: Actor, permission: string, { officerId, divisionId }: Owned): boolean {
  const { isWhole, persons, divisions } = reachOf(actor, permission);
  return (
    isWhole ||
    (officerId !== null && persons.includes(officerId)) ||
    (divisionId !== null && divisions.includes(divisionId))
  );
}

/**
 * The operation's own permission decides where it is about this noun; elsewhere (signing a project reads its company)
 * the noun's read permission does.
 */
function permissionFor({ operation }: Context, noun: string): string {
  return operation.permission.startsWith(`${noun}.`) ? operation.permission : `${noun}.read`;
}

/** Whose a record is, whether or not the actor sees it; null where the noun's rows belong to nobody in particular. */
export async function ownerOf({ db, agencyId }: Context, noun: string, id: string): Promise<Owned | null> {
  const known = tableOf.get(noun);
  if (!known) return null;
  const { table, rule } = known;
  const [row] = await db
    .select({ officerId: sql<string | null>`${rule.officer}`, divisionId: sql<string | null>`${rule.division}` })
    .from(table)
    .where(and(eq(table.agencyId, agencyId), eq(rule.id, id)));
  return row ?? null;
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
