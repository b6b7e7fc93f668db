import type { Actor } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { files } from "#kit/server/tables.ts";
import { projectArrivals, projectStatistics } from "#records/projects/arrivals/tables.ts";
import { commitmentActuals, commitmentHandlings, projectCommitments } from "#records/projects/commitments/tables.ts";
import { projectPapers } from "#records/projects/papers/tables.ts";
import { asOwner, type Row } from "./planted.ts";
import { everyones as all, type Sample } from "./sample.ts";

const planted = "00000000-0000-7000-8000-00000000000c";
const taxed = "00000000-0000-7000-8000-00000000000d";
const file = { id: planted, name: "凭证.pdf", size: 1 };

/** One of each, typed by somebody who verifies none of them: an arrival, a statistics figure, a broken commitment and an old one. */
async function plantFunds(house: House, { agencyId, projectId }: Row, by: Actor): Promise<void> {
  const at = "2026-03-05T00:00:00Z";
  const one = { agencyId, id: planted, projectId, typedAt: at, byId: by.personId };
  const money = { currency: "CNY", originalAmount: "1", arrivedAmount: "1", countedAmount: "1" } as const;
  await asOwner(house, async (db) => {
    const stored = {
      ...file,
      agencyId,
      digest: "0".repeat(64),
      type: "pdf",
      class: "internal",
      uploadedAt: at,
    } as const;
    await db.insert(files).values(stored);
    await db.insert(projectPapers).values({ agencyId, fileId: planted, projectId });
    const arrived = { kind: "land", proofKind: "landPayment", happenedOn: "2026-03-05" } as const;
    await db.insert(projectArrivals).values({ ...one, ...money, ...arrived });
    const said = { year: 2025, amount: "1", issuer: "示例统计局", issuedOn: "2026-02-01" };
    await db.insert(projectStatistics).values({ ...one, ...said });
    const agreed = { year: 2025, source: "示例协议", agreedOn: "2024-01-01" };
    await db
      .insert(projectCommitments)
      .values({ ...one, ...agreed, kind: "investment", target: "100000000", dueOn: "2025-12-31" });
    await db
      .insert(projectCommitments)
      .values({ ...one, ...agreed, id: taxed, kind: "tax", target: "1000000", isLegacy: true });
    const about = { ...one, commitmentId: planted };
    await db.insert(commitmentActuals).values({ ...about, value: "1000000", happenedOn: "2026-01-31" });
    const decided = { kind: "urge", decider: "示例单位", happenedOn: "2026-02-01", decision: "示例" } as const;
    await db.insert(commitmentHandlings).values({ ...about, ...decided });
  });
}

/** About one of the planted rows; the typist is the agency's security officer, who holds no permission here. */
const about =
  (input: (ids: { projectId: string; id: string }) => unknown): Sample["input"] =>
  async ({ house, row, planted: { stage } }) => {
    const { security } = (row.agencyId === stage.jia.id ? stage.jia : stage.yi).people;
    await plantFunds(house, row, security);
    return input({ projectId: row.projectId, id: planted });
  };
const onProject = (input: (ids: { projectId: string; id: string }) => unknown): Sample => ({
  input: about(input),
  about: { whose: all },
});

const arrival = {
  kind: "registeredCapital",
  happenedOn: "2026-03-05",
  amount: "1000000",
  proofKind: "bankReceipt",
  files: [file],
} as const;
const because = { reason: "示例原因" };
const old = { kind: "tax", year: 2023, source: "示例旧协议", agreedOn: "2023-01-01" } as const;

/** 到位资金、统计数、承诺、完成情况、处置 of one project. */
export const fundSamples: Record<string, Sample> = {
  "arrivals.list": { input: ({ row }) => ({ projectId: row.projectId }), about: { whose: all } },
  "arrivals.create": onProject(({ projectId }) => ({ projectId, ...arrival })),
  "arrivals.verify": onProject((ids) => ids),
  "arrivals.correct": onProject((ids) => ({ ...ids, ...arrival, ...because })),
  "arrivals.annul": onProject((ids) => ({ ...ids, ...because })),
  "projectStatistics.record": onProject(({ projectId }) => ({
    projectId,
    year: 2025,
    amount: "2000000",
    issuer: "示例统计局",
    issuedOn: "2026-03-01",
  })),
  "projectStatistics.annul": onProject((ids) => ({ ...ids, ...because })),
  "commitments.list": {
    input: () => ({ limit: 500 }),
    shows: [
      {
        input: async ({ house, row, planted: { stage } }) => {
          const { security } = (row.agencyId === stage.jia.id ? stage.jia : stage.yi).people;
          await plantFunds(house, row, security);
          return { limit: 500, state: "breached" };
        },
        told: (answer: { rows: { projectId: string }[] }) => answer.rows.map(({ projectId }) => projectId),
        wanted: (seen, _all, own) =>
          seen.filter(({ projectId }) => projectId === own.projectId).map((each) => each.projectId),
      },
    ],
  },
  "commitments.show": onProject(({ projectId }) => ({ projectId })),
  "commitments.create": onProject(({ projectId }) => ({
    projectId,
    kind: "jobs",
    year: 2026,
    target: "100",
    dueOn: "2026-12-31",
    source: "示例协议第三条",
    agreedOn: "2026-03-01",
  })),
  "commitments.keep": {
    ...onProject(({ projectId }) => ({ projectId, ...old })),
    classed: about(({ projectId }) => ({ projectId, ...old, taxTarget: "1000000" })),
  },
  "commitments.annul": onProject((ids) => ({ ...ids, ...because })),
  "commitmentActuals.record": onProject(({ projectId, id }) => ({
    projectId,
    commitmentId: id,
    value: "2000000",
    happenedOn: "2026-03-01",
    files: [file],
  })),
  "commitmentActuals.annul": onProject((ids) => ({ ...ids, ...because })),
  "commitmentHandlings.record": onProject(({ projectId, id }) => ({
    projectId,
    commitmentId: id,
    kind: "withdraw",
    decider: "示例联席会议",
    happenedOn: "2026-03-01",
    decision: "建议清退",
  })),
  "commitmentHandlings.annul": onProject((ids) => ({ ...ids, ...because })),
};
