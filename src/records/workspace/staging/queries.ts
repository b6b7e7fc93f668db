import { newId } from "#kit/base/ids.ts";
import type { Context } from "#kit/server/context.ts";
import { canonical, differences } from "#kit/server/history.ts";
import type { Change } from "#kit/server/tables.ts";
import type { Judged, Remark, Staged, TypedRow } from "./import.ts";

/** A row after judgment, with what stood in its cells. */
export interface JudgedRow {
  typed: TypedRow;
  judged: Judged;
  raw: Record<string, string>;
}

/**
 * What the staging table will hold of these rows: the verdict on each, and every record it creates or changes with its
 * history row ready to be written. Values of closed fields are sealed here, with one read and one write of keys.
 */
export async function stagedOf(ctx: Context, all: JudgedRow[], titleOf: (field: string) => string) {
  const rows = all.map((each) => ({ ...each, problems: firstOf([...each.typed.problems, ...each.judged.problems]) }));
  const changed = rows
    .filter(({ problems }) => problems.length === 0)
    .flatMap(({ typed, judged }) =>
      judged.staged.map((staged) => ({ number: typed.number, staged, ...differ(staged) })),
    )
    .filter(({ staged, changes }) => staged.version === 0 || changes.length > 0 || staged.secret !== undefined);
  const seal = await sealer(ctx, changed);
  const records = changed.map(({ number, staged, changes }) => ({
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
    title: staged.line ?? null,
    pageKind: staged.on?.kind ?? staged.subject.kind,
    pageId: staged.on?.id ?? staged.id,
    permission: `${staged.subject.noun}.read`,
  }));
  const ofRow = new Map<number, typeof records>();
  for (const each of records) ofRow.set(each.rowNumber, [...(ofRow.get(each.rowNumber) ?? []), each]);
  return {
    records,
    rows: rows.map(({ typed, judged, problems, raw }) => {
      const own = ofRow.get(typed.number);
      const warnings = [...typed.warnings, ...judged.warnings];
      return {
        number: typed.number,
        id: newId(),
        outcome: problems.length > 0 ? "error" : !own ? "same" : isNew(own, judged) ? "create" : "update",
        title: judged.title,
        recordId: problems.length > 0 ? null : judged.recordId,
        values: problems.length > 0 ? raw : {},
        problems: told(problems, titleOf),
        warnings: told(warnings, titleOf),
        isWarned: problems.length === 0 && warnings.length > 0,
      } as const;
    }),
  };
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
  remarks.map(({ field, message }) => ({ column: field && titleOf(field), message }));

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
