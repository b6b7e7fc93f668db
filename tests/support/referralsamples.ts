import { eq } from "drizzle-orm";
import { newId } from "#kit/base/ids.ts";
import { files } from "#kit/server/tables.ts";
import { events } from "#records/events/tables.ts";
import { intermediaries } from "#records/intermediaries/tables.ts";
import { introductions } from "#records/projects/introductions/tables.ts";
import { projectPapers } from "#records/projects/papers/tables.ts";
import { referralDisputes, referrals, referralShares } from "#records/projects/referral/tables.ts";
import { projects } from "#records/projects/tables.ts";
import { asOwner, type Row } from "./planted.ts";
import { type Cell, everyones as all, type Sample } from "./sample.ts";

/* 首谈首报、引荐备案、活动成效: what the walk needs is set beside the planted projects first. */

const at = "2026-03-05T00:00:00Z";
const counted = { track: "service", source: "officer", size: "fourth", amount: "200000000" } as const;
const stamped = { ...counted, happenedOn: "2026-03-05", typedAt: at };

/** A file the project holds already, whoever asks. */
async function paper({ house, row: { agencyId, projectId } }: Cell) {
  const id = newId();
  const said = { digest: "0".repeat(64), name: "证明.pdf", type: "pdf", size: 1, class: "internal" } as const;
  await asOwner(house, async (db) => {
    await db.insert(files).values({ ...said, agencyId, id, uploadedAt: at });
    await db.insert(projectPapers).values({ agencyId, fileId: id, projectId });
  });
  return { id, name: "证明.pdf", size: 1 };
}

/** All that a filing asks of the project. */
async function place({ house, row }: Cell): Promise<void> {
  await asOwner(house, (db) => db.update(projects).set({ region: "110105" }).where(eq(projects.id, row.projectId)));
}

async function referral({ house }: Cell, { agencyId, projectId, personId }: Row): Promise<string> {
  const id = newId();
  const said = { investorKey: "示例", contactedOn: "2026-03-01", contactNote: "示例", scope: "示例", files: [] };
  const dates = { expiresOn: "2026-09-05", reportDueOn: "2026-04-19" };
  await asOwner(house, async (db) => {
    const number = `S2026-${id.slice(-12)}`;
    await db.insert(referrals).values({ ...stamped, ...said, ...dates, agencyId, id, projectId, number });
    const share = {
      agencyId,
      id: newId(),
      referralId: id,
      personId,
      percent: 100,
      happenedOn: "2026-03-05",
      typedAt: at,
    };
    await db.insert(referralShares).values(share);
  });
  return id;
}

const ofReferral =
  (more: (cell: Cell) => object | Promise<object> = () => ({})): Sample["input"] =>
  async (cell) => ({ id: await referral(cell, cell.row), ...(await more(cell)) });

/** Of projects nobody who decides answers for: the security officer's of that agency. */
async function dispute(cell: Cell) {
  const { house, row, planted } = cell;
  const party = planted.rows.find(({ agencyId, login }) => agencyId === row.agencyId && login.endsWith("-security"));
  if (!party) throw new Error("no project of the security officer");
  const [firstId, secondId] = [await referral(cell, party), await referral(cell, party)];
  const id = newId();
  const said = { agencyId: row.agencyId, id, firstId, secondId, match: "sameCode", raisedAt: at } as const;
  await asOwner(house, (db) => db.insert(referralDisputes).values(said));
  return { id, upheldId: firstId };
}

async function referrer({ house, row }: Cell): Promise<string> {
  const { agencyId, personId: officerId, divisionId } = row;
  const id = newId();
  const said = { kind: "chamber", name: "示例商会", sortName: `shi li ${id}`, registeredOn: "2026-01-05" } as const;
  const declared = { declaration: "clear", declaredOn: "2026-01-05" } as const;
  await asOwner(house, (db) =>
    db.insert(intermediaries).values({ ...said, ...declared, agencyId, id, officerId, divisionId }),
  );
  return id;
}

async function introduction(cell: Cell): Promise<string> {
  const intermediaryId = await referrer(cell);
  const { agencyId, projectId } = cell.row;
  const id = newId();
  const said = { introducedOn: "2026-03-01", content: "示例", declaration: "clear", declaredOn: "2026-01-05" } as const;
  await asOwner(cell.house, (db) =>
    db
      .insert(introductions)
      .values({ ...stamped, ...said, agencyId, id, projectId, intermediaryId, number: `Y2026-${id.slice(-12)}` }),
  );
  return id;
}

async function event({ house, row }: Cell): Promise<string> {
  const { agencyId, personId: officerId, divisionId } = row;
  const id = newId();
  const said = { kind: "promotion", name: "示例推介会", sortName: `shi li ${id}`, createdOn: "2026-03-01" } as const;
  const days = { fromOn: "2026-03-01", toOn: "2026-03-01" };
  await asOwner(house, (db) => db.insert(events).values({ ...said, ...days, agencyId, id, officerId, divisionId }));
  return id;
}

const toldTotal = (answer: { total: number }) => [`共 ${answer.total}`];

export const referralSamples: Record<string, Sample> = {
  "referrals.list": {
    input: () => ({ limit: 500 }),
    shows: [
      {
        input: async (cell) => {
          await referral(cell, cell.row);
          return { limit: 500, state: "protected", endsBy: "2026-04-19" };
        },
        told: toldTotal,
        wanted: (seen, _all, own) => [`共 ${seen.some(({ projectId }) => projectId === own.projectId) ? 1 : 0}`],
      },
    ],
  },
  "referrals.ofProject": { input: ({ row }) => ({ projectId: row.projectId }), about: { whose: all } },
  "referrals.alike": { input: ({ row }) => ({ projectId: row.projectId }), about: { whose: all } },
  "referrals.file": {
    input: async (cell) => {
      await place(cell);
      const said = { contactedOn: "2026-03-01", contactNote: "示例", scope: "示例" };
      return { projectId: cell.row.projectId, ...said, files: [await paper(cell)] };
    },
    about: { whose: all },
  },
  "referrals.report": { input: ofReferral(() => ({ content: "示例" })), about: { whose: all } },
  "referrals.extend": { input: ofReferral(() => ({ content: "示例", months: 1 })), about: { whose: all } },
  "referrals.withdraw": { input: ofReferral(() => ({ reason: "示例" })), about: { whose: all } },
  "referrals.transfer": {
    input: ofReferral(async (cell) => {
      const { stage } = cell.planted;
      const { security } = (cell.row.agencyId === stage.jia.id ? stage.jia : stage.yi).people;
      return { receiverId: security.personId, percent: 50, note: "示例", files: [await paper(cell)] };
    }),
    about: { whose: all },
  },
  "disputes.list": {
    input: () => ({ limit: 500 }),
    shows: [
      {
        input: async (cell) => {
          await dispute(cell);
          return { limit: 500 };
        },
        told: toldTotal,
        wanted: () => ["共 1"],
      },
    ],
  },
  "disputes.get": { input: async (cell) => ({ id: (await dispute(cell)).id }), about: { whose: all } },
  "disputes.decide": { input: async (cell) => ({ ...(await dispute(cell)), reason: "示例" }), about: { whose: all } },
  "introductions.list": { input: () => ({ limit: 500 }) },
  "introductions.ofProject": { input: ({ row }) => ({ projectId: row.projectId }), about: { whose: all } },
  "introductions.file": {
    input: async (cell) => ({
      projectId: cell.row.projectId,
      intermediaryId: await referrer(cell),
      introducedOn: "2026-03-01",
      content: "示例",
    }),
    about: { whose: all },
  },
  "introductions.annul": {
    input: async (cell) => ({ id: await introduction(cell), reason: "示例" }),
    about: { whose: all },
  },
  "introductions.contribution": {
    input: async (cell) => ({ intermediaryId: await referrer(cell) }),
    about: { whose: all },
  },
  "outcomes.ofEvent": {
    input: async (cell) => ({ eventId: await event(cell) }),
    about: { whose: all, scope: "agency" },
  },
};
