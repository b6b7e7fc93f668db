import { and, asc, desc, eq, getTableColumns, gt, gte, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { Failure } from "#kit/base/errors.ts";
import type { Context } from "./context.ts";

/**
 * 列表分页 by keyset: the next page begins after the last row's sort value and id, so page 500 costs what page 1 does.
 * The condition is spelled out (`a < x or (a = x and id < y)`) behind `a <= x`: a row comparison could not use the index
 * under row-level security.
 */
interface Paging {
  sort: string;
  descending: boolean;
  after?: string | undefined;
  limit: number;
}

interface Listing<Row> {
  /** What the list can be sorted by; columns of type text, bigint, date or timestamptz only, never null. */
  sorts: Record<string, PgColumn>;
  id: PgColumn;
  where: SQL | undefined;
  /**
   * For a list whose condition and order ask only its own table, of the many joined: the rows of the page are chosen there
   * first, and what stands beside them is joined to those twenty. Planned together, the order of half a dozen joins takes the
   * database longer than finding the rows. A condition on a joined table would be asked of another row than it means.
   */
  chosenFirst?: Pick<Context, "agencyId">;
  rows: (clause: {
    where: SQL | undefined;
    orderBy: [SQL, SQL];
    limit: number;
    /** The number of all rows, as a column of each: the page and its total in one statement. */
    total: SQL<number>;
  }) => Promise<Row[]>;
  /** Asked where no row came that could tell it. */
  count: (where: SQL | undefined) => Promise<number>;
}

type Keyed = { id: string; sortKey: string | number; total?: number };

export async function page<Row extends Keyed>(paging: Paging, listing: Listing<Row>) {
  const column = listing.sorts[paging.sort];
  if (!column) throw new Error(`no column to sort ${paging.sort} by`);
  const order = paging.descending ? desc : asc;
  const { id, where, chosenFirst } = listing;
  const orderBy: [SQL, SQL] = [order(column), order(id)];
  const limit = paging.limit + 1;
  const rest = and(where, paging.after ? beyond(paging, column, id) : undefined);
  const rows = await listing.rows({
    where: chosenFirst ? among(chosenFirst, id, { where: rest, orderBy, limit }) : rest,
    orderBy,
    limit,
    total: sql<number>`(select count(*)::integer from ${id.table} where ${where ?? sql`true`})`,
  });
  const shown = rows.slice(0, paging.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > paging.limit && last ? cursor(paging, last) : null,
    total: rows[0]?.total ?? (await listing.count(listing.where)),
  };
}

interface Choice {
  where: SQL | undefined;
  orderBy: [SQL, SQL];
  limit: number;
}

function among({ agencyId }: Pick<Context, "agencyId">, id: PgColumn, { where, orderBy, limit }: Choice) {
  const { agencyId: agency } = getTableColumns(id.table) as { agencyId?: PgColumn };
  const chosen = sql`select ${id} from ${id.table} where ${where ?? sql`true`} order by ${sql.join(orderBy, sql`, `)} limit ${limit}`;
  return and(agency && eq(agency, agencyId), sql`${id} = any(array(${chosen}))`);
}

function beyond(paging: Paging, column: PgColumn, id: PgColumn): SQL | undefined {
  const [value, lastId] = readCursor(paging);
  return paging.descending
    ? and(lte(column, value), or(lt(column, value), and(eq(column, value), lt(id, lastId))))
    : and(gte(column, value), or(gt(column, value), and(eq(column, value), gt(id, lastId))));
}

function cursor({ sort, descending }: Paging, { sortKey, id }: Keyed): string {
  return Buffer.from(JSON.stringify([sort, descending, sortKey, id])).toString("base64url");
}

/** A cursor comes back from outside: anything that is not one of ours, or is of another order, is refused in words. */
function readCursor(paging: Paging): [string | number, string] {
  const wrong = () => new Failure("invalid", "list.cursor", "翻页位置已失效，请回到第一页");
  try {
    const [sort, descending, value, id] = JSON.parse(
      Buffer.from(paging.after ?? "", "base64url").toString("utf8"),
    ) as unknown[];
    const isId = typeof id === "string" && /^[0-9a-f-]{36}$/.test(id);
    const isValue =
      (typeof value === "string" && !value.includes("\0")) ||
      (typeof value === "number" && Number.isSafeInteger(value));
    if (sort === paging.sort && descending === paging.descending && isId && isValue)
      return [value as string | number, id as string];
  } catch {
    // Not JSON: told below like any other cursor that is not ours.
  }
  throw wrong();
}
