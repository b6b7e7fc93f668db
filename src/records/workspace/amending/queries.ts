import { and, asc, eq, gt, lt, min, ne, or, type SQL, sql } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import type { ImportKind } from "../staging/import.ts";
import type { Amendments, FileCell, KeptCell } from "../staging/queries.ts";
import { importRows } from "../imports/tables.ts";

interface Amended {
  id: string;
  amendments: Amendments;
}

/** 改正的内容, opened: row number → column → what was typed. */
export async function typedOf({ db, agencyId, secrets }: Context, { id, amendments }: Amended) {
  const cells = Object.values(amendments).flatMap((row) => Object.values(row));
  const isSealed = cells.some((cell) => "sealed" in cell);
  const keys = await secrets.keyring(db, agencyId, isSealed ? [id] : []);
  const textOf = (cell: (typeof cells)[number]) => ("text" in cell ? cell.text : keys.open(id, cell.sealed));
  return new Map(
    Object.entries(amendments).map(([row, columns]) => {
      // Without its key a cell says what the file says.
      const typed = Object.entries(columns).flatMap(([column, cell]): [number, string][] => {
        const text = textOf(cell);
        return text === null ? [] : [[Number(column), text]];
      });
      return [Number(row), new Map(typed)];
    }),
  );
}

type Kept = typeof importRows.$inferSelect;

/** Rows of the batch as they are staged, in the order of the file. */
export async function stagedRows(ctx: Context, batchId: string, where?: SQL): Promise<Kept[]> {
  return ctx.db
    .select()
    .from(importRows)
    .where(and(ofBatch(ctx, batchId), where))
    .orderBy(asc(importRows.number));
}

export const ofBatch = ({ agencyId }: Context, batchId: string) =>
  and(eq(importRows.agencyId, agencyId), eq(importRows.batchId, batchId));

/** Of a kind that is judged together: every row that is a record. */
export const records = ne(importRows.outcome, "aside");

const holdsOne = (column: SQL, keys: string[]): SQL => sql`jsonb_exists_any(${column}, ${sql.param(keys)}::text[])`;

/**
 * The first row that is about the same: any that stands above, and below only one that would go in; so of two rows about
 * one thing it is always the later that says so.
 */
export async function heldBy(ctx: Context, batchId: string, number: number, met: string[]): Promise<number | null> {
  if (met.length === 0) return null;
  const [row] = await ctx.db
    .select({ number: min(importRows.number) })
    .from(importRows)
    .where(
      and(
        ofBatch(ctx, batchId),
        or(
          lt(importRows.number, number),
          and(gt(importRows.number, number), ne(importRows.outcome, "error"), ne(importRows.outcome, "aside")),
        ),
        holdsOne(sql`${importRows.held}`, met),
      ),
    );
  return row?.number ?? null;
}

/** Rows that may have failed only because of what this one was about. */
export async function answeringTo(ctx: Context, batchId: string, { number, held }: Kept, most: number) {
  if (held.length === 0) return [];
  const rows = await stagedRows(
    ctx,
    batchId,
    and(ne(importRows.number, number), eq(importRows.outcome, "error"), holdsOne(sql`${importRows.met}`, held)),
  );
  return rows.slice(0, most);
}

/** What was kept of these rows, opened. */
export async function openCells({ db, agencyId, secrets }: Context, batchId: string, rows: Kept[]) {
  const isSealed = rows.some(({ cells }) => Object.values(cells).some((cell) => "sealed" in cell));
  const keys = await secrets.keyring(db, agencyId, isSealed ? [batchId] : []);
  const cellOf = (cell: KeptCell): FileCell => {
    if (!("sealed" in cell)) return cell;
    const text = keys.open(batchId, cell.sealed);
    return text === null ? { kind: "empty", text: "" } : (JSON.parse(text) as FileCell);
  };
  return ({ cells }: Kept): Record<string, FileCell> =>
    Object.fromEntries(Object.entries(cells).map(([field, cell]) => [field, cellOf(cell)]));
}

interface Batch extends Amended {
  mapping: Record<string, number> | null;
}

/** The cells of a row as the preview lets them be amended: what is personal is never repeated. */
export function shownCells(
  kind: ImportKind,
  { mapping, amendments }: Batch,
  { number, kept }: { number: number; kept: Record<string, KeptCell> },
  titleOf: (field: string) => string,
) {
  return kind.columns.flatMap(({ field, isPersonal }) => {
    const column = mapping?.[field];
    if (column === undefined) return [];
    const typed = amendments[number]?.[column];
    const cell = kept[field];
    const inFile = cell === undefined ? "" : isPersonal || "sealed" in cell ? null : cell.text;
    const shown = typed === undefined ? inFile : isPersonal || "sealed" in typed ? null : typed.text;
    return [{ field, title: titleOf(field), text: shown, isAmended: !!typed, inFile: typed ? inFile : null }];
  });
}

/** Of a row that failed: what its cells say. */
export const asTyped = (kind: ImportKind, kept: Record<string, KeptCell>) =>
  kind.columns.flatMap(({ field, title }) => {
    const cell = kept[field];
    if (!cell || "sealed" in cell) return [];
    return [{ field, title, value: cell.text.slice(0, 200), before: null }];
  });
