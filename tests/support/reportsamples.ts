import { served } from "#app/house.ts";
import { ask } from "#kit/server/serve.ts";
import { reportOperations } from "#records/projects/reporting/contract.ts";
import { projectReportRows, projectReports } from "#records/projects/reporting/tables.ts";
import { asOwner } from "./planted.ts";
import type { Cell, Sample, Whose } from "./sample.ts";

const report = "00000000-0000-7000-8000-000000000301";
const day = "2026-01-31";
const period = { sheet: "talks", fromOn: "2026-02-01", toOn: "2026-02-28" };

/** 上报过一次: one row, of the project the walk is about. */
async function plant({ house, row }: Pick<Cell, "house" | "row">): Promise<void> {
  const { agencyId, projectId } = row;
  await asOwner(house, async (db) => {
    await db.insert(projectReports).values({
      agencyId,
      id: report,
      sheet: "talks",
      title: "示例上报表",
      authority: "示例上级",
      fromOn: "2026-01-01",
      toOn: day,
      columns: [{ field: "name", heading: "项目", unit: null, precision: null }],
      rowCount: 1,
      addedCount: 1,
      changedCount: 0,
      goneCount: 0,
      digest: "0".repeat(64),
      reportedOn: day,
      typedAt: "2026-01-31T00:00:00Z",
    });
    const sent = { name: "示例项目", change: "added", cells: ["示例项目"], changes: [] } as const;
    await db.insert(projectReportRows).values({
      ...sent,
      cells: [...sent.cells],
      changes: [],
      agencyId,
      reportId: report,
      position: 1,
      projectId,
    });
  });
}

const of =
  (input: object): Sample["input"] =>
  async (cell) => {
    await plant(cell);
    return input;
  };

/** As whoever may report has looked at it: what is gone has its reason. */
async function previewed({ house, row, planted }: Cell, asked: object) {
  const { jia, yi } = planted.stage;
  const { head } = (row.agencyId === jia.id ? jia : yi).people;
  const { digest, rows } = await ask(house, served, head, reportOperations.preview, { ...period, ...asked });
  const gone = rows.flatMap(({ needsReason, projectId }) => (needsReason ? [{ projectId, reason: "示例原因" }] : []));
  return { digest, gone };
}

const bounded: { whose: Whose[]; scope: "agency" } = { whose: ["own", "foreign"], scope: "agency" };
const week = { kind: "week", onDay: "2026-03-05" };

/** 周报月报 and 项目上报. */
export const reportSamples: Record<string, Sample> = {
  "projectSheets.show": { input: () => week },
  "projectSheets.evidence": { input: () => ({ ...week, figure: "leads", limit: 500 }) },
  "projectSheets.progress": { input: () => week },
  "projectSheets.write": { input: () => week },
  "projectReports.sheets": { input: () => ({}) },
  "projectReports.list": {
    input: of({}),
    shows: [{ input: of({}), told: ({ total }: { total: number }) => [`共 ${total}`], wanted: () => ["共 1"] }],
  },
  "projectReports.get": { input: of({ id: report }), about: bounded },
  "projectReports.rows": {
    input: of({ id: report }),
    about: bounded,
    shows: [
      {
        input: of({ id: report }),
        told: ({ rows }: { rows: { projectId: string }[] }) => rows.map(({ projectId }) => projectId),
        wanted: (seen, _all, own) => (seen.some(({ projectId }) => projectId === own.projectId) ? [own.projectId] : []),
      },
    ],
  },
  "projectReports.preview": { input: () => period },
  "projectReports.report": { input: async (cell) => ({ ...period, ...(await previewed(cell, {})) }) },
  "projectReports.correct": {
    input: async (cell) => {
      await plant(cell);
      const asked = { fromOn: "2026-01-01", toOn: day, correctsId: report };
      return { id: report, reason: "示例原因", ...(await previewed(cell, asked)) };
    },
    about: bounded,
  },
  "projectReports.write": { input: of({ id: report }), about: bounded },
};
