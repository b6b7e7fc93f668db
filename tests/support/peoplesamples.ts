import { eq } from "drizzle-orm";
import { erasures } from "#records/people/erasures/tables.ts";
import { handovers } from "#records/people/handovers/tables.ts";
import { accounts } from "#records/people/tables.ts";
import { companies } from "#records/directory/tables.ts";
import { projects } from "#records/projects/tables.ts";
import { sites } from "#records/sites/tables.ts";
import { importBatches } from "#records/workspace/imports/tables.ts";
import { asOwner, type Row } from "./planted.ts";
import { type Cell, everyones as whose, type Sample } from "./sample.ts";

const nothing = () => ({});
const theThing = ({ row }: Cell) => ({ id: row.thingId });
const theVersion = ({ row }: Cell) => ({ id: row.thingId, version: 1 });
const things = (rows: Row[]) => [`共 ${rows.length}`, ...rows.map(({ thingId }) => thingId)];
const toldPage = (answer: { rows: { id: string }[]; total: number }) => [
  `共 ${answer.total}`,
  ...answer.rows.map(({ id }) => id),
];
const pageOfThings = { input: () => ({ limit: 500 }), shows: [{ told: toldPage, wanted: things }] };

/** Somebody of the walker's agency who is neither the walker nor whoever the row belongs to. */
const colleague = ({ planted, actor, row }: Cell): string => {
  const { colleague: one, other, chief } = planted.stage.jia.people;
  const others = [one, other, chief].map(({ personId }) => String(personId));
  return others.find((each) => each !== actor.personId && each !== row.personId) ?? "";
};

const delegating: Record<string, Sample> = {
  "delegations.list": pageOfThings,
  "delegations.choices": { input: nothing },
  "delegations.create": {
    input: (cell) => ({ toPersonId: colleague(cell), fromOn: "2026-03-10", untilOn: "2026-03-11", reason: "休假" }),
  },
  "delegations.end": {
    // Ended by one of the two or the head: of another's, only the head sees it at all.
    input: (cell) => ({ ...theVersion(cell), reason: "提前返岗" }),
    about: { whose },
  },
};

/** The planted handover, with only the walker's own signature missing. */
const toWitness = async (cell: Cell) => {
  const { house, actor, row } = cell;
  const changed = { state: "received", witnessId: actor.personId } as const;
  await asOwner(house, (db) => db.update(handovers).set(changed).where(eq(handovers.id, row.thingId)));
  return theVersion(cell);
};

const handingOver: Record<string, Sample> = {
  "handovers.list": pageOfThings,
  "handovers.get": { input: theThing, about: { whose } },
  "handovers.print": { input: theThing, about: { whose } },
  "handovers.create": {
    input: (cell) => ({
      giverId: cell.row.personId,
      receiverId: colleague(cell),
      witnessId: thirdOf(cell),
      reason: "轮岗",
    }),
    about: { whose, outside: "refused" },
  },
  "handovers.choose": { input: (cell) => ({ ...theVersion(cell), leftOut: [] }), about: { whose } },
  "handovers.renew": { input: theVersion, about: { whose } },
  "handovers.sign": { input: toWitness },
  "handovers.cancel": { input: (cell) => ({ ...theVersion(cell), reason: "不轮岗了" }), about: { whose } },
};

/** A witness beside giver and receiver. */
function thirdOf(cell: Cell): string {
  const { jia } = cell.planted.stage;
  const taken = [cell.row.personId, colleague(cell)];
  const all = Object.values(jia.people).map(({ personId }) => String(personId));
  return all.find((each) => !taken.includes(each)) ?? "";
}

const application = { applicant: "self", appliedOn: "2026-03-04", document: "示例〔2026〕1号", reason: "本人要求" };

/** The planted application, taken in by somebody else than the walker. */
const askedByAnother = async (cell: Cell) => {
  const { house, row, planted } = cell;
  const requestedAccountId = String(planted.stage.jia.people.audit.accountId);
  await asOwner(house, (db) => db.update(erasures).set({ requestedAccountId }).where(eq(erasures.id, row.thingId)));
  return { ...theVersion(cell), opinion: "同意" };
};

const erasing: Record<string, Sample> = {
  "erasures.list": pageOfThings,
  "erasures.get": { input: theThing, about: { whose } },
  "erasures.receipt": {
    input: async (cell) => {
      const changed = { state: "done", decidedAt: "2026-03-05T01:00:00Z" } as const;
      await asOwner(cell.house, (db) => db.update(erasures).set(changed).where(eq(erasures.id, cell.row.thingId)));
      return theThing(cell);
    },
    about: { whose },
  },
  "erasures.confirm": { input: askedByAnother, about: { whose } },
  "erasures.reject": { input: askedByAnother, about: { whose } },
  "accounts.holdings": { input: ({ row }) => ({ id: row.accountId }), about: { whose: ["stranger", "foreign"] } },
  "accounts.requestErasure": {
    input: async ({ house, row }) => {
      await asOwner(house, async (db) => {
        await db.update(accounts).set({ state: "disabled" }).where(eq(accounts.id, row.accountId));
        await db.update(companies).set({ officerId: null }).where(eq(companies.officerId, row.personId));
        await db.update(projects).set({ officerId: null }).where(eq(projects.officerId, row.personId));
        await db.update(sites).set({ officerId: null }).where(eq(sites.officerId, row.personId));
        await db.update(importBatches).set({ state: "committed" }).where(eq(importBatches.accountId, row.accountId));
      });
      return { ...application, id: row.accountId };
    },
    about: { whose: ["stranger", "foreign"] },
  },
  "contacts.requestErasure": {
    input: async ({ house, row }) => {
      await asOwner(house, (db) => db.delete(erasures).where(eq(erasures.subjectId, row.contactId)));
      return { ...application, id: row.contactId };
    },
    about: { whose },
  },
};

export const personalSamples: Record<string, Sample> = { ...delegating, ...handingOver, ...erasing };
