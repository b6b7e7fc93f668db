import { eq } from "drizzle-orm";
import type { Actor } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { files } from "#kit/server/tables.ts";
import { projectOverrides } from "#records/projects/overrides/tables.ts";
import { projectPapers } from "#records/projects/papers/tables.ts";
import { projectSignings } from "#records/projects/signings/tables.ts";
import { projectStages } from "#records/projects/stages/tables.ts";
import { projectSupports } from "#records/projects/supports/tables.ts";
import { projects } from "#records/projects/tables.ts";
import { projectInstructions, projectMembers } from "#records/projects/team/tables.ts";
import { asOwner, type Row } from "./planted.ts";
import { everyones as all, type Sample } from "./sample.ts";

const pageOf = (seen: Row[]) => [`共 ${seen.length}`, ...seen.map(({ projectId }) => projectId)];
const toldPage = (answer: { rows: { id: string }[]; total: number }) => [
  `共 ${answer.total}`,
  ...answer.rows.map(({ id }) => id),
];

/** All that 在谈 asks for. */
const ready = { brief: "示例简介", capital: "domestic", industry: "C" } as const;

const planted = "00000000-0000-7000-8000-00000000000b";

/** Rows of one project that its further operations are about, typed by somebody who asks for none of them. */
async function plantParts(house: House, { agencyId, projectId }: Row, by: Actor): Promise<void> {
  const at = "2026-03-05T00:00:00Z";
  const one = { agencyId, id: planted, projectId };
  const counted = { track: "service", source: "officer", size: "fourth", amount: "200000000" } as const;
  const fact = { ...one, ...counted, happenedOn: "2026-03-05", typedAt: at, byId: by.personId };
  const file = { id: planted, name: "佐证.pdf", size: 1 };
  await asOwner(house, async (db) => {
    await db.insert(files).values({
      agencyId,
      id: planted,
      digest: "0".repeat(64),
      name: "佐证.pdf",
      type: "pdf",
      size: 1,
      class: "internal",
      uploadedAt: at,
    });
    await db.insert(projectPapers).values({ agencyId, fileId: planted, projectId });
    await db.insert(projectStages).values({ ...fact, stage: "negotiating", evidence: [{ kind: "intent", file }] });
    const agreed = { currency: "CNY", originalAmount: "1", signedAmount: "1", counterpart: "示例" } as const;
    await db.insert(projectSignings).values({ ...fact, ...agreed, kind: "intent" });
    await db.insert(projectMembers).values({ ...one, role: "expert", name: "示例", fromOn: "2026-03-01", typedAt: at });
    const told = { leaderName: "示例", leaderPost: "区长", happenedOn: "2026-03-01", content: "示例", typedAt: at };
    await db.insert(projectInstructions).values({ ...one, ...told });
    const asked = { stage: "approved", happenedOn: "2026-03-05", reason: "示例", state: "asked" } as const;
    await db
      .insert(projectOverrides)
      .values({ ...one, ...asked, missing: [], askedById: String(by.personId), askedAt: at });
    const need = { kind: "landPlot", need: "示例用地", department: "示例局" } as const;
    await db.insert(projectSupports).values({ ...one, ...need, raisedOn: "2026-03-01", dueOn: "2026-03-10" });
    await db.update(projects).set(ready).where(eq(projects.id, projectId));
  });
}

/** About one of the planted parts; the typist is the agency's security officer, who holds no permission here. */
const about =
  (input: (ids: { projectId: string; id: string }) => unknown): Sample["input"] =>
  async ({ house, row, planted: { stage } }) => {
    const { security } = (row.agencyId === stage.jia.id ? stage.jia : stage.yi).people;
    await plantParts(house, row, security);
    return input({ projectId: row.projectId, id: planted });
  };
const recognition = {
  recognizer: "示例商务局",
  recognizedOn: "2026-03-05",
  file: { id: planted, name: "函", size: 1 },
};
const file = { id: planted, name: "佐证.pdf", size: 1 };
const fix = { happenedOn: "2026-03-05", evidence: [{ kind: "intent", file }], reason: "示例" };
const because = { reason: "示例原因" };

/** 阶段、例外、状态、签约、团队、批示 of one project. */
const partSamples: Record<string, Sample> = {
  "stages.verify": { input: about((ids) => ids), about: { whose: all } },
  "stages.recognize": { input: about((ids) => ({ ...ids, ...recognition })), about: { whose: all } },
  "stages.correct": { input: about((ids) => ({ ...ids, ...fix })), about: { whose: all } },
  "stages.annul": { input: about((ids) => ({ ...ids, ...because })), about: { whose: all } },
  "overrides.list": { input: about(({ projectId }) => ({ projectId })) },
  "overrides.ask": {
    input: ({ row }) => ({ projectId: row.projectId, stage: "negotiating", happenedOn: "2026-03-05", ...because }),
    about: { whose: all },
  },
  "overrides.decide": { input: about(({ id }) => ({ id, isGranted: true })), about: { whose: all } },
  "standings.change": {
    input: ({ row }) => ({
      projectId: row.projectId,
      version: 1,
      standing: "dormant",
      happenedOn: "2026-03-05",
      reason: "投资方暂缓决策",
    }),
    about: { whose: all },
  },
  "signings.list": { input: ({ row }) => ({ projectId: row.projectId }), about: { whose: all } },
  "signings.create": {
    input: ({ row }) => ({
      projectId: row.projectId,
      happenedOn: "2026-03-05",
      counterpart: "示例",
      amount: "200000000",
    }),
    about: { whose: all },
  },
  "signings.annul": { input: about((ids) => ({ ...ids, ...because })), about: { whose: all } },
  "members.list": { input: ({ row }) => ({ projectId: row.projectId }), about: { whose: all } },
  "members.add": {
    input: ({ row }) => ({ projectId: row.projectId, role: "expert", name: "示例专家", fromOn: "2026-03-05" }),
    about: { whose: all },
  },
  "members.end": { input: about((ids) => ({ ...ids, toOn: "2026-03-05" })), about: { whose: all } },
  "instructions.add": {
    input: ({ row }) => ({
      projectId: row.projectId,
      leaderName: "示例",
      leaderPost: "区长",
      happenedOn: "2026-03-05",
      content: "示例",
    }),
    about: { whose: all },
  },
  "supports.list": { input: about(({ projectId }) => ({ projectId })) },
  "supports.raise": {
    input: ({ row }) => ({
      projectId: row.projectId,
      kind: "energyUse",
      need: "示例能耗",
      department: "示例局",
      raisedOn: "2026-03-05",
      workdays: 5,
    }),
    about: { whose: all },
  },
  "supports.answer": {
    input: about(({ id }) => ({ id, version: 1, happenedOn: "2026-03-05", content: "示例" })),
    about: { whose: all },
  },
  "supports.close": {
    input: about(({ id }) => ({ id, version: 1, outcome: "met", result: "示例", closedOn: "2026-03-05" })),
    about: { whose: all },
  },
  "instructions.annul": { input: about((ids) => ({ ...ids, ...because })), about: { whose: all } },
};

/** 招商项目 */
export const projectSamples: Record<string, Sample> = {
  ...partSamples,
  "projects.list": {
    input: () => ({ limit: 500 }),
    shows: [
      { told: toldPage, wanted: pageOf },
      { input: () => ({ limit: 500, search: "示例", sort: "name" }), told: toldPage, wanted: pageOf },
      { input: () => ({ limit: 500, reached: "lead", size: "fourth" }), told: toldPage, wanted: pageOf },
      { input: () => ({ limit: 500, reached: "signed" }), told: toldPage, wanted: () => ["共 0"] },
    ],
  },
  "projectLedgers.write": { input: () => ({}) },
  "projects.funnel": {
    input: () => ({}),
    shows: [
      {
        told: (answer: { total: { count: number } }) => [String(answer.total.count)],
        wanted: (seen) => [String(seen.length)],
      },
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
