import { countings, countingSchemes } from "#records/projects/schemes/tables.ts";
import { asOwner, type Row } from "./planted.ts";
import { type Cell, everyones as all, type Sample, type Whose } from "./sample.ts";

/* 计数口径与台账: a tally and a library of the row's agency, with one row of its project in the tally where asked. */

const tallyId = "00000000-0000-7000-8000-0000000000c1";
const libraryId = "00000000-0000-7000-8000-0000000000c2";
const rowId = "00000000-0000-7000-8000-0000000000c3";

const said = {
  authority: "示例机关",
  document: "示例文件",
  year: 2026,
  fromOn: "2026-01-01",
  toOn: "2026-12-31",
  basis: "stage",
  stage: "lead",
  signingKinds: ["formal"],
  amountBy: "planned",
  denominator: "stock",
} as const;

async function plant({ house, row }: Pick<Cell, "house" | "row">, isCounted = false): Promise<void> {
  const { agencyId, projectId, personId, divisionId } = row;
  const at = "2026-03-05T00:00:00Z";
  await asOwner(house, async (db) => {
    for (const [id, kind] of [
      [tallyId, "tally"],
      [libraryId, "library"],
    ] as const)
      await db.insert(countingSchemes).values({
        ...said,
        signingKinds: ["formal"],
        agencyId,
        id,
        kind,
        code: kind,
        name: `示例${kind}`,
        createdAt: at,
      });
    if (isCounted)
      await db.insert(countings).values({
        agencyId,
        id: rowId,
        schemeId: tallyId,
        schemeCode: "tally",
        projectId,
        name: "示例项目",
        kind: "first",
        happenedOn: "2026-03-05",
        typedAt: at,
        number: 1,
        countedAmount: "200000000",
        credit: 100,
        size: "fourth",
        officerId: personId,
        divisionId,
      });
  });
}

const about =
  (input: (row: Row) => unknown, isCounted = false): Sample["input"] =>
  async (cell) => {
    await plant(cell, isCounted);
    return input(cell.row);
  };
const bounded: { whose: Whose[]; scope: "agency" } = { whose: ["own", "foreign"], scope: "agency" };
const exclusions = { code: "新口径", name: "示例口径", kind: "tally", ...said, signingKinds: ["formal"] };
const told = (answer: { rows: { id: string }[]; total: number }) => [`共 ${answer.total}`];

export const countingSamples: Record<string, Sample> = {
  "schemes.list": {
    input: about(() => ({})),
    shows: [{ input: about(() => ({ year: 2026 })), told, wanted: () => ["共 2"] }],
  },
  "schemes.get": { input: about(() => ({ id: tallyId })), about: bounded },
  "schemes.proposals": { input: () => ({ year: 2026 }) },
  "schemes.create": { input: () => exclusions },
  "schemes.update": {
    input: about(() => ({ id: tallyId, version: 1, changes: { targetCount: 10 } })),
    about: bounded,
  },
  "countings.list": {
    input: about(() => ({}), true),
    shows: [
      {
        input: about(() => ({ schemeId: tallyId }), true),
        told,
        wanted: (seen, _all, own) => [`共 ${seen.some(({ projectId }) => projectId === own.projectId) ? 1 : 0}`],
      },
    ],
  },
  "countings.totals": { input: about(() => ({ schemeId: tallyId }), true) },
  "countings.ofProject": { input: about(({ projectId }) => ({ projectId }), true), about: { whose: all } },
  "countings.candidates": { input: about(() => ({ schemeId: tallyId })), about: bounded },
  "countings.unmet": { input: about(() => ({ schemeId: tallyId }), true), about: bounded },
  "countings.reconcile": { input: about(() => ({ oneId: tallyId, otherId: libraryId }), true), about: bounded },
  "countings.count": {
    input: about(({ projectId }) => ({ schemeId: tallyId, projectId, kind: "first", happenedOn: "2026-03-05" })),
    about: { whose: all },
  },
  "countings.accept": {
    input: about(({ projectId }) => ({ schemeId: tallyId, projectIds: [projectId] })),
    about: { whose: ["own", "mate", "stranger"], outside: "refused" },
  },
  "countings.annul": { input: about(() => ({ id: rowId, reason: "示例原因" }), true), about: { whose: all } },
  "countings.takeList": {
    input: about(() => ({
      schemeId: libraryId,
      rows: [{ entryNumber: "示例001", name: "示例入库项目", amount: "1000000", enteredOn: "2026-03-01" }],
    })),
    about: bounded,
  },
};
