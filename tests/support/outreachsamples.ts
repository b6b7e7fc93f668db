import { newId } from "#kit/base/ids.ts";
import { digestOf } from "#kit/server/tokens.ts";
import { files } from "#kit/server/tables.ts";
import { outposts } from "#records/intermediaries/outposts/tables.ts";
import { intakeLinks, intakes } from "#records/projects/intakes/tables.ts";
import { jointPartners, jointPromotions } from "#records/projects/joint/tables.ts";
import { projectPapers } from "#records/projects/papers/tables.ts";
import { asOwner } from "./planted.ts";
import { type Cell, everyones as all, type Sample, type Whose } from "./sample.ts";

/* 公开来件、联合招商、驻外机构成果: what the walk needs is set beside the planted projects first. */

const on = "2026-03-02";
const at = "2026-03-02T00:00:00Z";
const token = "l".repeat(43);
const consent = "本人同意为联系和办理投资意向收集并使用联系人姓名和电话。";
const bounded: { whose: Whose[]; scope: "agency" } = { whose: ["own", "foreign"], scope: "agency" };
const step = async (id: Promise<string>, more: object = {}) => ({ id: await id, version: 1, ...more });

async function link({ house, row: { agencyId } }: Cell, more: Partial<typeof intakeLinks.$inferInsert> = {}) {
  const id = newId();
  const said = { name: "示例官网", title: "投资意向登记", consent, dailyLimit: 10, createdOn: on };
  await asOwner(house, (db) =>
    db.insert(intakeLinks).values({ ...said, agencyId, id, digest: digestOf(token), ...more }),
  );
  return id;
}

/** One that came in, its number sealed as it is stored. */
async function intake(cell: Cell, more: Partial<typeof intakes.$inferInsert> = {}): Promise<string> {
  const linkId = await link(cell);
  const { agencyId } = cell.row;
  const { secrets, database } = cell.house;
  const id = newId();
  const phone = await database.transaction({ role: "owner" }, (db) => secrets.seal(db, agencyId, id, "13800000000"));
  const said = { companyName: "示例来件企业", companyKey: "示例来件", brief: "示例意向", contactName: "示例" };
  await asOwner(cell.house, (db) =>
    db.insert(intakes).values({
      ...said,
      agencyId,
      id,
      linkId,
      slip: digestOf(id),
      receivedOn: on,
      receivedAt: at,
      consent,
      phone,
      ...more,
    }),
  );
  return id;
}

const told = (answer: { total: number }) => [`共 ${answer.total}`];
const one = () => ["共 1"];

const intakeSamples: Record<string, Sample> = {
  "intakes.list": {
    input: () => ({}),
    shows: [
      {
        input: async (cell) => {
          await intake(cell);
          return {};
        },
        told,
        wanted: one,
      },
    ],
  },
  "intakes.get": { input: async (cell) => ({ id: await intake(cell) }), about: bounded },
  "intakes.take": { input: (cell) => step(intake(cell), { name: "示例承接项目" }), about: bounded },
  "intakes.setAside": {
    input: (cell) => step(intake(cell), { reason: "other", note: "示例" }),
    about: bounded,
  },
  "intakes.reveal": { input: async (cell) => ({ id: await intake(cell) }), about: bounded },
  "intakes.forget": {
    input: (cell) => step(intake(cell, { state: "aside" }), { reason: "本人要求" }),
    about: bounded,
  },
  "intakeLinks.list": {
    input: () => ({}),
    shows: [
      {
        input: async (cell) => {
          await link(cell);
          return {};
        },
        told,
        wanted: one,
      },
    ],
  },
  "intakeLinks.create": { input: () => ({ name: "示例", title: "示例表单", consent }) },
  "intakeLinks.update": { input: (cell) => step(link(cell), { changes: { dailyLimit: 20 } }), about: bounded },
  "intakeLinks.close": { input: (cell) => step(link(cell)), about: bounded },
  "intakeLinks.reopen": { input: (cell) => step(link(cell, { state: "closed" })), about: bounded },
  "intakeLinks.relink": { input: (cell) => step(link(cell)), about: bounded },
  "intakes.form": {
    input: async (cell) => {
      await link(cell);
      return { agency: "jia", token };
    },
  },
  "intakes.submit": {
    input: async (cell) => {
      await link(cell);
      return {
        agency: "jia",
        token,
        slip: "p".repeat(43),
        isConsented: true,
        companyName: "示例来件企业",
        brief: "建设示例生产基地",
        contactName: "示例",
        phone: "13800000000",
        creditCode: null,
        amount: null,
        sourcePlace: "",
      };
    },
  },
};

async function paper({ house, row: { agencyId, projectId } }: Cell) {
  const id = newId();
  const said = { digest: "0".repeat(64), name: "协议.pdf", type: "pdf", size: 1, class: "internal" } as const;
  await asOwner(house, async (db) => {
    await db.insert(files).values({ ...said, agencyId, id, uploadedAt: at });
    await db.insert(projectPapers).values({ agencyId, fileId: id, projectId });
  });
  return { id, name: "协议.pdf", size: 1 };
}

async function agreement({ house, row: { agencyId, projectId } }: Cell): Promise<string> {
  const id = newId();
  const said = { agreedOn: on, document: "示例协议", ownRole: "lander", ownShare: 60, files: [], typedAt: at } as const;
  await asOwner(house, async (db) => {
    await db.insert(jointPromotions).values({ ...said, files: [], agencyId, id, projectId });
    const partner = { name: "示例某区", role: "introducer", share: 40 } as const;
    await db.insert(jointPartners).values({ ...partner, agencyId, id: newId(), promotionId: id });
  });
  return id;
}

const jointSamples: Record<string, Sample> = {
  "jointPromotions.list": {
    input: () => ({}),
    shows: [
      {
        input: async (cell) => {
          await agreement(cell);
          return {};
        },
        told,
        wanted: (seen, _all, own) => [`共 ${seen.some(({ projectId }) => projectId === own.projectId) ? 1 : 0}`],
      },
    ],
  },
  "jointPromotions.ofProject": { input: ({ row }) => ({ projectId: row.projectId }), about: { whose: all } },
  "jointPromotions.agree": {
    input: async (cell) => ({
      projectId: cell.row.projectId,
      agreedOn: on,
      document: "示例协议",
      ownRole: "lander",
      ownShare: 60,
      partners: [{ name: "示例某区", role: "introducer", share: 40 }],
      files: [await paper(cell)],
    }),
    about: { whose: all },
  },
  "jointPromotions.annul": {
    input: async (cell) => ({ id: await agreement(cell), reason: "示例" }),
    about: { whose: all },
  },
};

async function outpost({ house, row }: Cell): Promise<string> {
  const { agencyId, personId: officerId, divisionId } = row;
  const id = newId();
  const said = { kind: "station", name: "示例联络站", place: "示例市", fromOn: "2025-01-01" } as const;
  await asOwner(house, (db) =>
    db.insert(outposts).values({ ...said, agencyId, id, sortName: `shi li ${id}`, officerId, divisionId }),
  );
  return id;
}

export const outreachSamples: Record<string, Sample> = {
  ...intakeSamples,
  ...jointSamples,
  "outpostTraces.ofOutpost": {
    input: async (cell) => ({ outpostId: await outpost(cell) }),
    about: { whose: all },
  },
};
