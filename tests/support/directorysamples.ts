import { newId } from "#kit/base/ids.ts";
import { contactAffiliations } from "#records/directory/contacts/tables.ts";
import { companyParents } from "#records/directory/groups/tables.ts";
import { prospects } from "#records/directory/prospects/tables.ts";
import { companies, companyFacts, companyGroups } from "#records/directory/tables.ts";
import { asOwner, type Row } from "./planted.ts";
import { type Cell, everyones as all, type Sample } from "./sample.ts";

/* 客商、集团、外部数据、目标企业: what the walk needs beside the planted companies is set beside them first. */

const on = "2026-03-01";
const nothing = () => ({});

/** Another company of the same officer. */
async function kin({ house, row }: Cell): Promise<string> {
  const { agencyId, personId: officerId, divisionId } = row;
  const id = newId();
  const names = { name: "示例另一企业", sortName: `shi li ${id}` };
  const made = { ...names, agencyId, id, officerId, divisionId, createdOn: on, createdAt: house.now().toISOString() };
  await asOwner(house, (db) => db.insert(companies).values(made));
  return id;
}

async function group({ house, row }: Cell): Promise<string> {
  const id = newId();
  const made = {
    agencyId: row.agencyId,
    id,
    headId: row.companyId,
    name: "示例集团",
    sortName: "shi li",
    createdOn: on,
  };
  await asOwner(house, (db) => db.insert(companyGroups).values(made));
  return id;
}

async function tie(cell: Cell): Promise<void> {
  const { agencyId, companyId } = cell.row;
  const parentId = await kin(cell);
  await asOwner(cell.house, (db) => db.insert(companyParents).values({ agencyId, id: newId(), companyId, parentId }));
}

async function fact({ house, row }: Cell, kind: "revenue" | "tax" = "revenue"): Promise<string> {
  const { agencyId, companyId } = row;
  const id = newId();
  const said = { year: 2025, kind, value: "1000000.00", issuer: "示例统计部门", happenedOn: "2025-12-31" };
  const typedAt = house.now().toISOString();
  await asOwner(house, (db) => db.insert(companyFacts).values({ ...said, agencyId, companyId, id, typedAt }));
  return id;
}

async function prospect(
  { house, row }: Pick<Cell, "house" | "row">,
  more: Partial<typeof prospects.$inferInsert> = {},
) {
  const { agencyId, thingId: id, personId: officerId, divisionId } = row;
  const name = `示例目标${id}`;
  const said = {
    year: 2026,
    theme: "示例清单",
    name,
    sortName: name,
    nameKey: name,
    priority: "high",
    listedOn: on,
  } as const;
  await asOwner(house, (db) => db.insert(prospects).values({ ...said, agencyId, id, officerId, divisionId, ...more }));
  return id;
}

async function affiliation(cell: Cell): Promise<string> {
  const { agencyId, contactId } = cell.row;
  const id = newId();
  const companyId = await kin(cell);
  await asOwner(cell.house, (db) => db.insert(contactAffiliations).values({ agencyId, id, contactId, companyId }));
  return id;
}

const toldPage = (answer: { rows: { id: string }[]; total: number }) => [
  `共 ${answer.total}`,
  ...answer.rows.map(({ id }) => id),
];
const pageOf = (key: "contactId" | "thingId") => (seen: Row[]) => [`共 ${seen.length}`, ...seen.map((row) => row[key])];

const contactSamples: Record<string, Sample> = {
  "contacts.list": {
    input: () => ({ limit: 500 }),
    shows: [
      { told: toldPage, wanted: pageOf("contactId") },
      { input: () => ({ limit: 500, search: "联系人" }), told: toldPage, wanted: pageOf("contactId") },
      { input: () => ({ limit: 500, search: "示例企业" }), told: toldPage, wanted: pageOf("contactId") },
    ],
  },
  "contacts.get": { input: ({ row }) => ({ id: row.contactId }), about: { whose: all } },
  "contacts.consent": {
    input: ({ row }) => ({ id: row.contactId, version: 1, consent: "oral", consentOn: on, consentHow: "电话告知" }),
    about: { whose: all },
  },
  "contacts.transfer": {
    input: async (cell) => ({ id: cell.row.contactId, version: 1, companyId: await kin(cell), fromOn: on }),
    about: { whose: all },
  },
  "contacts.affiliate": {
    input: async (cell) => ({ contactId: cell.row.contactId, companyId: await kin(cell), position: "顾问" }),
    about: { whose: all },
  },
  "contacts.leave": {
    input: async (cell) => ({ id: await affiliation(cell), version: 1, toOn: on }),
    about: { whose: all },
  },
};

const groupSamples: Record<string, Sample> = {
  "groups.list": { input: () => ({ limit: 500, search: "示例" }) },
  "groups.tiers": { input: nothing },
  "groups.get": { input: async (cell) => ({ id: await group(cell) }), about: { whose: all, scope: "agency" } },
  "groups.place": { input: ({ row }) => ({ companyId: row.companyId }), about: { whose: all } },
  "groups.create": {
    input: ({ row }) => ({ headId: row.companyId, name: "示例集团", tier: "districtLeader" }),
    about: { whose: all },
  },
  "groups.update": {
    input: async (cell) => ({ id: await group(cell), version: 1, changes: { note: "示例" } }),
    about: { whose: all },
  },
  "groups.attach": {
    input: async (cell) => ({ companyId: cell.row.companyId, parentId: await kin(cell), sharePercent: "51" }),
    about: { whose: all },
  },
  "groups.detach": {
    input: async (cell) => {
      await tie(cell);
      return { companyId: cell.row.companyId, reason: "股权转让" };
    },
    about: { whose: all },
  },
};

const factSamples: Record<string, Sample> = {
  "facts.list": { input: () => ({ limit: 500 }) },
  "facts.record": {
    input: ({ row }) => ({
      companyId: row.companyId,
      year: 2025,
      kind: "revenue",
      value: "1000000",
      issuer: "示例统计部门",
    }),
    about: { whose: all },
  },
  "facts.correct": {
    input: async (cell) => ({ id: await fact(cell), value: "2", issuer: "示例统计部门", reason: "录入有误" }),
    about: { whose: all },
  },
  "facts.void": { input: async (cell) => ({ id: await fact(cell), reason: "来源有误" }), about: { whose: all } },
  "taxes.reveal": {
    input: async (cell) => {
      await fact(cell, "tax");
      return { companyId: cell.row.companyId, purpose: "政策兑现核验" };
    },
    about: { whose: all },
  },
};

const prospectSamples: Record<string, Sample> = {
  "prospects.list": {
    input: nothing,
    shows: [
      {
        input: async ({ house, planted }) => {
          for (const row of planted.rows) await prospect({ house, row });
          return { limit: 500 };
        },
        told: toldPage,
        wanted: pageOf("thingId"),
      },
    ],
  },
  "prospects.get": { input: async (cell) => ({ id: await prospect(cell) }), about: { whose: all } },
  "prospects.create": {
    input: ({ row }) => ({ year: 2026, theme: "示例清单", name: "示例新目标", officerId: row.personId }),
    about: { whose: all, outside: "refused" },
  },
  "prospects.update": {
    input: async (cell) => ({ id: await prospect(cell), version: 1, changes: { reason: "示例" } }),
    about: { whose: all },
  },
  "prospects.move": {
    input: async (cell) => ({ id: await prospect(cell), version: 1, state: "touched" }),
    about: { whose: all },
  },
  "prospects.link": {
    input: async (cell) => ({ id: await prospect(cell), version: 1, companyId: cell.row.companyId }),
    about: { whose: all },
  },
  "prospects.unlink": {
    input: async (cell) => ({ id: await prospect(cell, { companyId: cell.row.companyId }), version: 1 }),
    about: { whose: all },
  },
  "prospects.enroll": { input: async (cell) => ({ id: await prospect(cell), version: 1 }), about: { whose: all } },
};

export const directoryBookSamples = { ...contactSamples, ...groupSamples, ...factSamples, ...prospectSamples };
