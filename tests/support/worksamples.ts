import { eq } from "drizzle-orm";
import { jobs } from "#kit/server/tables.ts";
import { noticeChannels } from "#records/workspace/channels/tables.ts";
import { importBatches, importRows } from "#records/workspace/imports/tables.ts";
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
/** A row of it that failed, to be amended. */
async function plantRow({ house, row }: Cell): Promise<void> {
  const { agencyId, thingId } = row;
  const read = { sheet: "名单", headerRow: 1, mapping: { name: 0 } };
  const failed = { outcome: "error" as const, title: "第 2 行", cells: {}, held: [], met: [], warnings: [] };
  const problems = [{ field: "name", column: "企业名称", message: "请填写企业名称" }];
  await asOwner(house, async (db) => {
    await db.update(importBatches).set(read).where(eq(importBatches.id, thingId));
    await db.insert(importRows).values({
      ...failed,
      agencyId,
      batchId: thingId,
      id: thingId,
      number: 2,
      problems,
      isWarned: false,
      isAmended: false,
    });
  });
}
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
  "jobs.browse": {
    input: () => ({ limit: 500 }),
    shows: [{ told: toldPage, wanted: (_, __, me) => ["共 1", me.thingId] }],
  },
  "jobs.keeping": { input: () => ({}) },
  "jobs.repeat": {
    input: async (cell) => {
      await asOwner(cell.house, (db) => db.update(jobs).set({ state: "failed" }).where(eq(jobs.id, cell.row.thingId)));
      return theThing(cell);
    },
    about: { whose, scope: "own" },
  },
  "files.get": { input: theThing, about: { whose, scope: "own" } },
  "timeline.list": {
    input: ({ row }) => ({ subjectKind: "company", subjectId: row.companyId }),
    about: { whose, under: "companies.read" },
  },
};

/** 消息 are one's own; what is sent of them, and how, is the system administrator's. */
const notices: Record<string, Sample> = {
  "notices.list": {
    input: () => ({ limit: 500, kind: "jobDone" }),
    shows: [{ told: toldPage, wanted: (_, __, me) => ["共 1", me.thingId] }],
  },
  "notices.count": { input: () => ({}) },
  "notices.read": { input: theThing, about: { whose, scope: "own" } },
  "notices.readAll": { input: () => ({}) },
  "noticePreferences.get": { input: () => ({}) },
  "noticePreferences.save": { input: () => ({ quietFrom: 22, quietTo: 7, version: 1 }) },
  "noticeChannels.get": { input: () => ({}) },
  "noticeChannels.setMail": {
    input: () => ({
      isOn: true,
      host: "smtp.example.com",
      port: 465,
      security: "tls",
      from: "luodi@example.com",
      fromName: "示例中心",
      version: 1,
    }),
  },
  "noticeChannels.setRobot": {
    input: () => ({
      code: "wecom",
      isOn: true,
      address: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=shili-shili",
      version: 1,
    }),
  },
  "deliveries.list": {
    input: () => ({ limit: 500, state: "failed" }),
    shows: [{ told: toldPage, wanted: (_, rows) => [`共 ${rows.length}`, ...things(rows)] }],
  },
  "deliveries.get": { input: theThing, about: { whose } },
  "deliveries.resend": { input: theThing, about: { whose } },
  "deliveries.test": {
    input: async ({ house, row }) => {
      await asOwner(house, (db) =>
        db.insert(noticeChannels).values({
          agencyId: row.agencyId,
          code: "mail",
          isOn: false,
          settings: { host: "smtp.example.com", from: "luodi@example.com" },
        }),
      );
      return { channel: "mail", address: "someone@example.com" };
    },
  },
};

/** 规则包 are the installation's: whoever reads the people of an agency reads what they are judged by. */
const packs: Record<string, Sample> = {
  "packs.list": { input: () => ({}) },
  "packs.get": { input: () => ({ region: "national", year: 2020, version: 1 }) },
  "packs.compare": { input: () => ({ left: { region: "national", year: 2020, version: 1 } }) },
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
  // 本人的批次 only: whoever sees all of them still corrects none but one's own.
  "imports.amend": {
    input: async (cell) => {
      const { id } = await inState("previewed")(cell);
      await plantRow(cell);
      return { id, row: 2, values: { name: "示例改正有限公司" }, version: 1 };
    },
    about: { whose, scope: "own" },
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
  ...notices,
  ...packs,
  "history.ofRecord": {
    input: ({ row }) => ({ subjectKind: "company", subjectId: row.companyId }),
    about: { whose, under: "companies.read" },
  },
  // What comes out of it is walked in tests/export.test.ts.
  "exports.start": { input: () => ({ list: "jobs.browse", input: {} }) },
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
