import { eq } from "drizzle-orm";
import { projects } from "#records/projects/tables.ts";
import { asOwner, type Row } from "./planted.ts";
import { everyones as all, type Sample } from "./sample.ts";

const pageOf = (seen: Row[]) => [`共 ${seen.length}`, ...seen.map(({ projectId }) => projectId)];
const toldPage = (answer: { rows: { id: string }[]; total: number }) => [
  `共 ${answer.total}`,
  ...answer.rows.map(({ id }) => id),
];

/** All that 在谈 asks for. */
const ready = { brief: "示例简介", capital: "domestic", industry: "C" } as const;

/** 招商项目 */
export const projectSamples: Record<string, Sample> = {
  "projects.list": {
    input: () => ({ limit: 500 }),
    shows: [
      { told: toldPage, wanted: pageOf },
      { input: () => ({ limit: 500, search: "示例", sort: "name" }), told: toldPage, wanted: pageOf },
      { input: () => ({ limit: 500, reached: "lead", size: "fourth" }), told: toldPage, wanted: pageOf },
      { input: () => ({ limit: 500, reached: "signed" }), told: toldPage, wanted: () => ["共 0"] },
    ],
  },
  "projects.get": { input: ({ row }) => ({ id: row.projectId }), about: { whose: all } },
  "projects.create": {
    input: ({ row }) => ({ name: "示例新项目", investorName: "示例投资方", officerId: row.personId }),
    about: { whose: all, outside: "refused" },
  },
  "stages.move": {
    input: async ({ house, row }) => {
      await asOwner(house, (db) => db.update(projects).set(ready).where(eq(projects.id, row.projectId)));
      return { projectId: row.projectId, stage: "negotiating", happenedOn: "2026-03-05" };
    },
    about: { whose: all },
  },
  "projects.update": {
    input: ({ row }) => ({ id: row.projectId, version: 1, changes: { note: "示例" } }),
    about: { whose: all },
  },
};
