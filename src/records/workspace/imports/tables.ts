import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { z } from "zod";
import type { Findable } from "#kit/server/search.ts";
import { agencyWide } from "#kit/server/scope.ts";
import { type Change, moment } from "#kit/server/tables.ts";
import type { ImportCounts, ImportOptions, RowProblem, SheetHead } from "./contract.ts";
import type { Amendments, KeptCell } from "../staging/queries.ts";
import type { ImportState, RowOutcome } from "./words.ts";

export const importBatches = pgTable(
  "import_batch",
  {
    agencyId: uuid().notNull(),
    id: uuid().notNull(),
    kind: text().notNull(),
    fileId: uuid().notNull(),
    fileName: text().notNull(),
    accountId: uuid().notNull(),
    state: text().$type<ImportState>().notNull(),
    message: text(),
    sheets: jsonb().$type<z.output<typeof SheetHead>[]>().notNull(),
    sheet: text(),
    headerRow: integer(),
    mapping: jsonb().$type<Record<string, number>>(),
    options: jsonb().$type<z.output<typeof ImportOptions>>().notNull(),
    counts: jsonb().$type<z.output<typeof ImportCounts>>().notNull(),
    /** 改正: what was typed in the preview over cells of the file, by row number and column. It outlives a new staging. */
    amendments: jsonb().$type<Amendments>().notNull().default({}),
    jobId: uuid(),
    createdAt: moment().notNull(),
    committedAt: moment(),
    revertedAt: moment(),
    /** When the rows below were cleared: from then on it cannot be taken back. */
    clearedAt: moment(),
    version: integer().notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.id] }), index("import_batch_created").on(t.agencyId, t.createdAt, t.id)],
);

type Problem = z.output<typeof RowProblem>;

/** 暂存的行: what each row of the sheet came to. */
export const importRows = pgTable(
  "import_row",
  {
    agencyId: uuid().notNull(),
    batchId: uuid().notNull(),
    number: integer().notNull(),
    id: uuid().notNull(),
    outcome: text().$type<RowOutcome>().notNull(),
    title: text().notNull(),
    recordId: uuid(),
    /** What the file says, by field, of a row that can be amended. What the others hold stands in their records. */
    cells: jsonb().$type<Record<string, KeptCell>>().notNull(),
    /** Digests of what this row alone may be about, and of what it may not share: see `Once`. */
    held: jsonb().$type<string[]>().notNull(),
    met: jsonb().$type<string[]>().notNull(),
    problems: jsonb().$type<Problem[]>().notNull(),
    warnings: jsonb().$type<Problem[]>().notNull(),
    isWarned: boolean().notNull(),
    isAmended: boolean().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.batchId, t.number] }),
    index("import_row_outcome").on(t.agencyId, t.batchId, t.outcome, t.number),
  ],
);

export type Pass = "commit" | "revert";

/**
 * 暂存的改动: one for each record a row creates or changes. Everything the last transaction writes stands here ready:
 * the record as it will be stored (`image`), its history row (whose id is this row's), its line on the timeline.
 */
export const importRecords = pgTable(
  "import_record",
  {
    agencyId: uuid().notNull(),
    batchId: uuid().notNull(),
    pass: text().$type<Pass>().notNull(),
    id: uuid().notNull(),
    rowNumber: integer().notNull(),
    subjectKind: text().notNull(),
    subjectId: uuid().notNull(),
    /** Of the record when it was looked at; 0 where there is none yet. */
    version: integer().notNull(),
    image: jsonb().$type<Record<string, unknown>>().notNull(),
    imageBefore: jsonb().$type<Record<string, unknown>>(),
    changes: jsonb().$type<Change[]>().notNull(),
    findable: jsonb().$type<Findable>(),
    findableBefore: jsonb().$type<Findable>(),
    title: text(),
    pageKind: text().notNull(),
    pageId: uuid().notNull(),
    permission: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.agencyId, t.batchId, t.pass, t.id] }),
    index("import_record_row").on(t.agencyId, t.batchId, t.pass, t.rowNumber),
  ],
);

export const importMappings = pgTable(
  "import_mapping",
  {
    agencyId: uuid().notNull(),
    kind: text().notNull(),
    /** sha256 over the column titles in their order. */
    titles: text().notNull(),
    mapping: jsonb().$type<Record<string, number>>().notNull(),
    usedAt: moment().notNull(),
  },
  (t) => [primaryKey({ columns: [t.agencyId, t.kind, t.titles] })],
);

agencyWide(importBatches, importRows, importRecords, importMappings);
