import {
  diligenceConclusions,
  diligenceConditions,
  diligenceFindings,
  projectDiligences,
} from "#records/projects/diligence/tables.ts";
import { asOwner } from "./planted.ts";
import { type Cell, everyones as all, type Sample } from "./sample.ts";

const idOf = (number: number) => `00000000-0000-7000-8000-0000000002${String(number).padStart(2, "0")}`;
const [diligence, finding, conclusion, condition] = [1, 2, 3, 4].map(idOf) as [string, string, string, string];
const day = "2026-03-05";
const at = "2026-03-05T00:00:00Z";

/** A diligence with one finding, typed by nobody who asks; verified or concluded where asked. */
async function plant({ house, row }: Pick<Cell, "house" | "row">, state: "found" | "verified" | "concluded") {
  const { agencyId, projectId, personId } = row;
  const ours = { agencyId, projectId, diligenceId: diligence };
  await asOwner(house, async (db) => {
    await db
      .insert(projectDiligences)
      .values({ agencyId, projectId, id: diligence, companyName: "示例对象", openedOn: day });
    const looked = { kind: "credit", source: "示例渠道", lookedOn: day, finding: "示例发现", risk: "low" } as const;
    const verified = state === "found" ? {} : { verifiedAt: at };
    await db.insert(diligenceFindings).values({ ...ours, ...looked, ...verified, id: finding, typedAt: at });
    if (state !== "concluded") return;
    const said = { outcome: "conditional", reason: "示例理由", concludedOn: day, typedAt: at } as const;
    await db.insert(diligenceConclusions).values({ ...ours, ...said, id: conclusion });
    const wanted = { content: "示例条件", dueOn: day, personId };
    await db.insert(diligenceConditions).values({ ...ours, ...wanted, id: condition, conclusionId: conclusion });
  });
}

const of =
  (state: Parameters<typeof plant>[1], input: object): Sample["input"] =>
  async (cell) => {
    await plant(cell, state);
    return input;
  };

const about = { whose: all };
const looked = { kind: "credit", source: "示例渠道", lookedOn: day, finding: "示例发现", risk: "low" };
const concluded = { id: diligence, outcome: "passed", reason: "示例理由", concludedOn: day };

/** 尽职调查 of one project. */
export const diligenceSamples: Record<string, Sample> = {
  "diligences.list": {
    input: () => ({ limit: 500 }),
    shows: [
      {
        input: async (cell) => {
          await plant(cell, "concluded");
          return { limit: 500, state: "waiting", dueBy: day };
        },
        told: (answer: { rows: { projectId: string }[] }) => answer.rows.map(({ projectId }) => projectId),
        wanted: (seen, _all, own) =>
          seen.filter(({ projectId }) => projectId === own.projectId).map((each) => each.projectId),
      },
    ],
  },
  "diligences.ofProject": {
    input: async (cell) => {
      await plant(cell, "concluded");
      return { projectId: cell.row.projectId };
    },
    about,
  },
  "diligences.open": { input: ({ row }) => ({ projectId: row.projectId }), about },
  "diligences.annul": { input: of("found", { id: diligence, reason: "示例" }), about },
  "diligences.conclude": { input: of("verified", concluded), about },
  "diligenceFindings.add": { input: of("found", { diligenceId: diligence, ...looked }), about },
  "diligenceFindings.correct": { input: of("found", { id: finding, ...looked, reason: "示例" }), about },
  "diligenceFindings.verify": { input: of("found", { id: finding }), about },
  "diligenceConditions.meet": { input: of("concluded", { id: condition, metOn: day, metNote: "示例" }), about },
};
