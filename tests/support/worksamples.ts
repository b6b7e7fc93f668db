import { eq } from "drizzle-orm";
import { importBatches } from "#records/workspace/imports/tables.ts";
import type { ImportState } from "#records/workspace/imports/words.ts";
import { asOwner, importKindOf, type Row } from "./planted.ts";
import { type Cell, everyones as whose, type Sample } from "./sample.ts";

const form = "companies.create";
const theThing = ({ row }: Cell) => ({ id: row.thingId });
/** The planted batch, brought into the state that the step begins from. */
const inState = (state: ImportState) => async (cell: Cell) => {
  await asOwner(cell.house, (db) =>
    db.update(importBatches).set({ state }).where(eq(importBatches.id, cell.row.thingId)),
  );
  return theThing(cell);
};
const things = (rows: Row[]) => rows.map(({ thingId }) => thingId);
const toldPage = (answer: { rows: { id: string }[]; total: number }) => [
  `共 ${answer.total}`,
  ...answer.rows.map(({ id }) => id),
];

/** Scratch of one's own: whoever is signed in, and never anybody else's. */
const own: Record<string, Sample> = {
  "drafts.get": {
    input: () => ({ form }),
    shows: [
      {
        told: (answer: { values: { by: string } } | null) => [answer?.values.by ?? "无"],
        wanted: (_, __, me) => [me.login],
      },
    ],
  },
  "drafts.save": { input: () => ({ form, values: { by: "x" } }) },
  "drafts.drop": { input: () => ({ form }) },
  "views.list": {
    input: () => ({ list: "companies.list" }),
    shows: [{ told: (answer: { id: string }[]) => answer.map(({ id }) => id), wanted: (_, __, me) => [me.thingId] }],
  },
  "views.save": { input: () => ({ list: "companies.list", name: "新视图", state: {} }) },
  "views.drop": { input: theThing, about: { whose, scope: "own" } },
  "jobs.list": {
    input: () => ({}),
    shows: [{ told: (answer: { id: string }[]) => answer.map(({ id }) => id), wanted: (_, __, me) => [me.thingId] }],
  },
  "jobs.cancel": { input: theThing, about: { whose, scope: "own" } },
  "files.get": { input: theThing, about: { whose, scope: "own" } },
  "timeline.list": {
    input: ({ row }) => ({ subjectKind: "company", subjectId: row.companyId }),
    about: { whose, under: "companies.read" },
  },
};

/** Batches of others are seen by whoever manages what they bring for the whole agency. */
const reach = { head: "agency", chief: "own", officer: "own", systemAdministrator: "own" } as const;

const imports: Record<string, Sample> = {
  "imports.kinds": { input: () => ({}) },
  "imports.template": { input: ({ actor }) => ({ kind: importKindOf(actor) }) },
  "imports.start": {
    input: ({ actor, row }) => ({ kind: importKindOf(actor), fileId: row.thingId }),
    about: { whose, scope: "own" },
  },
  "imports.map": {
    input: async (cell) => ({ ...(await inState("mapping")(cell)), sheet: "名单", headerRow: 1, mapping: { name: 0 } }),
    about: { whose },
    reach,
  },
  "imports.get": { input: theThing, about: { whose }, reach },
  "imports.rows": {
    input: ({ row }) => ({ batchId: row.thingId }),
    about: { whose },
    reach,
  },
  "imports.list": {
    input: () => ({ limit: 500 }),
    reach,
    shows: [{ told: toldPage, wanted: (seen) => [`共 ${seen.length}`, ...things(seen)] }],
  },
  "imports.commit": {
    input: async (cell) => ({ ...(await inState("previewed")(cell)), version: 1 }),
    about: { whose },
    reach,
  },
  "imports.revert": {
    input: async (cell) => ({ ...(await inState("committed")(cell)), reason: "导错了" }),
    about: { whose },
    reach,
  },
  "imports.failedRows": { input: inState("previewed"), about: { whose }, reach },
  "imports.discard": { input: inState("mapping"), about: { whose }, reach },
};

export const workspaceSamples: Record<string, Sample> = {
  ...own,
  ...imports,
  // What comes out of it is walked in tests/export.test.ts.
  "exports.start": { input: () => ({ list: "companies.list", input: {} }) },
  "history.choices": {
    input: () => ({}),
    shows: [
      {
        told: (answer: { accounts: { id: string }[] }) => answer.accounts.map(({ id }) => id),
        wanted: (_, rows) => rows.map(({ accountId }) => accountId),
      },
    ],
  },
  "history.list": {
    input: () => ({ limit: 500, subjectKind: "company" }),
    shows: [
      {
        told: (answer: { rows: { subjectId: string }[]; total: number }) => [
          `共 ${answer.total}`,
          ...answer.rows.map(({ subjectId }) => subjectId),
        ],
        wanted: (_, all) => [`共 ${all.length}`, ...all.map(({ companyId }) => companyId)],
      },
    ],
  },
};
