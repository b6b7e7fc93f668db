import { createHash } from "node:crypto";
import { newId } from "#kit/base/ids.ts";
import type { Context } from "#kit/server/context.ts";
import { canonical, differences } from "#kit/server/history.ts";
import type { Change } from "#kit/server/tables.ts";
import { columnsOf, type FileCell, type SheetRow } from "./rules.ts";
import type { ImportKind, Judged, Remark, Staged, TypedRow } from "./import.ts";

/** A row after judgment, with what the file says in its cells. */
export interface JudgedRow {
  typed: TypedRow;
  judged: Judged;
  cells: Record<string, FileCell>;
  /** The fields that were amended in the preview. */
  amended: string[];
}

/** 改正: by row number and column, what was typed over the file's cell; what is personal lies sealed under the batch's key. */
export type Amendments = Record<string, Record<string, Typed>>;
type Typed = { text: string } | { sealed: string };

/** A cell of the file, whole or sealed. */
export type KeptCell = FileCell | { sealed: string };

interface Headed {
  sheets: { name: string; rows: SheetRow[] }[];
  sheet: string | null;
  headerRow: number | null;
  mapping: Record<string, number> | null;
}

/** How the chosen sheet is read: which column is which field, and what the file calls each. */
export function readingOf({ sheets, sheet, headerRow, mapping }: Headed, { columns }: ImportKind) {
  const head = sheets.find(({ name }) => name === sheet);
  const titles = new Map(columnsOf(head?.rows ?? [], headerRow ?? 0).map(({ index, title }) => [index, title]));
  const titleOf = (field: string) =>
    titles.get(mapping?.[field] ?? -1) || columns.find((each) => each.field === field)?.title || field;
  return { titles, titleOf, mapping: mapping ?? {} };
}

interface Reading {
  batchId: string;
  kind: ImportKind;
  titleOf: (field: string) => string;
}

export type Stage = ReturnType<Awaited<ReturnType<typeof openStage>>>;

/**
 * What the staging table will hold of these rows: the verdict on each, and every record it creates or changes with its
 * history row ready to be written. Values of closed fields are sealed; their keys are all that is asked of the database,
 * with one read and one write, and the rest is made without it.
 */
export async function openStage(ctx: Context, all: JudgedRow[], reading: Reading) {
  const rows = all.map((each) => ({ ...each, problems: firstOf([...each.typed.problems, ...each.judged.problems]) }));
  const changed = rows
    .filter(({ problems }) => problems.length === 0)
    .flatMap(({ typed, judged, amended }) =>
      judged.staged.map((staged) => ({ number: typed.number, amended, staged, ...differ(staged) })),
    )
    .filter(({ staged, changes }) => staged.version === 0 || changes.length > 0 || staged.secret !== undefined);
  const seal = await sealer(ctx, changed);
  const keep = await keeper(ctx, reading, rows.map(isKept));
  return () => stagedOf({ rows, changed, seal, keep }, reading);
}

interface Opened {
  rows: (JudgedRow & { problems: Remark[] })[];
  changed: { number: number; amended: string[]; staged: Staged; changes: ReturnType<typeof differences> }[];
  seal: Seal;
  keep: (cells: Record<string, FileCell>) => Record<string, KeptCell>;
}

function stagedOf({ rows, changed, seal, keep }: Opened, { kind, titleOf }: Reading) {
  const records = changed.map(({ number, amended, staged, changes }) => ({
    id: newId(),
    rowNumber: number,
    subjectKind: staged.subject.kind,
    subjectId: staged.id,
    version: staged.version,
    image: { ...staged.image, ...sealedColumns(staged, seal) },
    imageBefore: staged.imageBefore,
    changes: changes.map(
      ({ field, before, after, isClosed }): Change => ({
        field,
        before: isClosed ? seal(staged.id, before) : before,
        after: isClosed ? seal(staged.id, after) : after,
      }),
    ),
    findable: staged.findable ?? null,
    findableBefore: staged.findableBefore ?? null,
    title: staged.line ? lineOf(staged.line, amended.map(titleOf)) : null,
    pageKind: staged.on?.kind ?? staged.subject.kind,
    pageId: staged.on?.id ?? staged.id,
    permission: `${staged.subject.noun}.read`,
  }));
  const ofRow = new Map<number, typeof records>();
  for (const each of records) ofRow.set(each.rowNumber, [...(ofRow.get(each.rowNumber) ?? []), each]);
  return {
    records,
    rows: rows.map((row) => {
      const { typed, judged, problems, amended } = row;
      const own = ofRow.get(typed.number);
      const warnings = [...typed.warnings, ...judged.warnings];
      const { held = [], met = [] } = judged.once ?? {};
      return {
        number: typed.number,
        id: newId(),
        outcome: problems.length > 0 ? "error" : !own ? "same" : isNew(own, judged) ? "create" : "update",
        title: judged.title,
        recordId: problems.length > 0 ? null : judged.recordId,
        cells: isKept(row) || kind.isJudgedTogether ? keep(row.cells) : {},
        held: held.map(digestOf),
        met: met.map(digestOf),
        problems: told(problems, titleOf),
        warnings: told(warnings, titleOf),
        isWarned: problems.length === 0 && warnings.length > 0,
        isAmended: amended.length > 0,
      } as const;
    }),
  };
}

/** What can be amended keeps its cells: what went in without a word is corrected in the file. */
const isKept = ({ typed, judged, problems, amended }: JudgedRow & { problems: Remark[] }): boolean =>
  problems.length + typed.warnings.length + judged.warnings.length + amended.length > 0;

const lineOf = (line: string, titles: string[]): string =>
  titles.length > 0 ? `${line}（预览中改正：${titles.join("、")}）` : line;

export const digestOf = (key: string): string => createHash("sha256").update(key).digest("base64url").slice(0, 16);

/** Seals what is personal with the batch's own key, which goes with what was staged. */
async function keeper(ctx: Context, { batchId, kind }: Reading, kept: boolean[]) {
  const personal = new Set(kind.columns.filter(({ isPersonal }) => isPersonal).map(({ field }) => field));
  const isNeeded = personal.size > 0 && (kind.isJudgedTogether || kept.some(Boolean));
  const keys = await ctx.secrets.keyring(ctx.db, ctx.agencyId, isNeeded ? [batchId] : [], "make");
  return (cells: Record<string, FileCell>): Record<string, KeptCell> =>
    Object.fromEntries(
      Object.entries(cells).map(([field, cell]) => [
        field,
        personal.has(field) ? { sealed: keys.seal(batchId, JSON.stringify(cell)) } : cell,
      ]),
    );
}

const differ = ({ subject, before, after }: Staged) => ({ changes: differences(subject, before, after) });

const isNew = (records: { subjectId: string; version: number }[], { recordId }: Judged): boolean =>
  records.some(({ subjectId, version }) => subjectId === recordId && version === 0);

/** One sentence a cell: the first says what to correct, the others only follow from it. */
function firstOf(problems: Remark[]): Remark[] {
  const seen = new Set<string | null>();
  return problems.filter(({ field }) => field === null || (!seen.has(field) && seen.add(field)));
}

const told = (remarks: Remark[], titleOf: (field: string) => string) =>
  remarks.map(({ field, message }) => ({ field, column: field && titleOf(field), message }));

type Seal = (id: string, value: unknown) => unknown;

async function sealer(
  ctx: Context,
  changed: { staged: Staged; changes: ReturnType<typeof differences> }[],
): Promise<Seal> {
  const closed = changed.filter(({ staged, changes }) => staged.secret || changes.some(({ isClosed }) => isClosed));
  const ids = closed.map(({ staged }) => staged.id);
  const keys = await ctx.secrets.keyring(ctx.db, ctx.agencyId, ids, "make");
  return (id, value) => (value === null ? null : keys.seal(id, typeof value === "string" ? value : canonical(value)));
}

const sealedColumns = ({ id, secret = {} }: Staged, seal: Seal) =>
  Object.fromEntries(Object.entries(secret).map(([column, text]) => [column, seal(id, text)]));

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

/** What was kept of these rows, opened. */
export async function openCells(
  { db, agencyId, secrets }: Context,
  batchId: string,
  rows: { cells: Record<string, KeptCell> }[],
) {
  const isSealed = rows.some(({ cells }) => Object.values(cells).some((cell) => "sealed" in cell));
  const keys = await secrets.keyring(db, agencyId, isSealed ? [batchId] : []);
  const cellOf = (cell: KeptCell): FileCell => {
    if (!("sealed" in cell)) return cell;
    const text = keys.open(batchId, cell.sealed);
    return text === null ? { kind: "empty", text: "" } : (JSON.parse(text) as FileCell);
  };
  return ({ cells }: { cells: Record<string, KeptCell> }): Record<string, FileCell> =>
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
