import { newId } from "#kit/base/ids.ts";
import { encounters } from "#records/projects/encounters/tables.ts";
import { projectLeadSteps } from "#records/projects/leads/tables.ts";
import { asOwner, type Row } from "./planted.ts";
import { type Cell, everyones as all, type Sample } from "./sample.ts";

/* 对接记录、线索办理: what the walk needs beside the planted projects is set beside them first. */

const happenedOn = "2026-03-05";
const typedAt = "2026-03-05T00:00:00Z";

/** One record of this row's person, its next step still to be done. */
async function held({ house, row }: Pick<Cell, "house" | "row">): Promise<string> {
  const { agencyId, personId, divisionId } = row;
  const id = newId();
  const next = { nextStep: "示例下一步", nextDueOn: "2026-03-20", nextOwnerId: personId };
  await asOwner(house, (db) =>
    db.insert(encounters).values({
      agencyId,
      id,
      kind: "visit",
      happenedOn,
      typedAt,
      officerId: personId,
      divisionId,
      byId: personId,
      ...next,
      counterpart: "示例单位",
      summary: "示例内容",
    }),
  );
  return id;
}

async function step({ house, row }: Pick<Cell, "house" | "row">): Promise<string> {
  const { agencyId, projectId } = row;
  const id = newId();
  await asOwner(house, (db) =>
    db.insert(projectLeadSteps).values({ agencyId, id, projectId, step: "screen", happenedOn, typedAt }),
  );
  return id;
}

const about = (more: object = {}): Sample => ({
  input: async (cell) => ({ id: await held(cell), version: 1, ...more }),
  about: { whose: all },
});

const toldLeads = (answer: { rows: { id: string }[]; total: number }) => [
  `共 ${answer.total}`,
  ...answer.rows.map(({ id }) => id),
];
const leadsOf = (seen: Row[]) => [`共 ${seen.length}`, ...seen.map(({ projectId }) => projectId)];

export const encounterSamples: Record<string, Sample> = {
  "encounters.list": {
    input: () => ({ limit: 500 }),
    shows: [
      {
        input: () => ({ limit: 500, search: "没有这样的", isOpen: true, sort: "nextDueOn" }),
        told: (answer: { total: number }) => [String(answer.total)],
        wanted: () => ["0"],
      },
    ],
  },
  "encounters.get": { input: async (cell) => ({ id: await held(cell) }), about: { whose: all } },
  "encounters.create": {
    input: ({ row }) => ({ counterpart: "示例单位", summary: "示例内容", hostIds: [row.personId] }),
    about: { whose: all, outside: "refused" },
  },
  "encounters.update": about({ changes: { summary: "改过的内容" } }),
  "encounters.finish": about({ result: "办好了" }),
  "encounters.annul": about({ reason: "记错了" }),
  "leads.list": {
    input: () => ({ limit: 500 }),
    shows: [{ told: toldLeads, wanted: leadsOf }],
  },
  "leads.clocks": { input: ({ row }) => ({ projectId: row.projectId }), about: { whose: all } },
  "leadSteps.add": {
    input: ({ row }) => ({ projectId: row.projectId, step: "screen", happenedOn }),
    about: { whose: all },
  },
  "leadSteps.annul": {
    input: async (cell) => ({ projectId: cell.row.projectId, id: await step(cell), reason: "记错了" }),
    about: { whose: all },
  },
};
