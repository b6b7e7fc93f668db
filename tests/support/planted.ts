import { createHash } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { newId } from "#kit/base/ids.ts";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import type { Actor } from "#kit/server/context.ts";
import type { Db } from "#kit/server/database.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { served } from "#app/house.ts";
import { companyOperations, contactOperations } from "#records/directory/contract.ts";
import { siteOperations } from "#records/sites/contract.ts";
import { occupationOperations } from "#records/sites/occupations/contract.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { files, jobs } from "#kit/server/tables.ts";
import { delegations } from "#records/people/delegations/tables.ts";
import { erasures } from "#records/people/erasures/tables.ts";
import { handoverItems, handovers } from "#records/people/handovers/tables.ts";
import { credentials, oneTimeLinks } from "#records/people/tables.ts";
import { deliveries } from "#records/workspace/deliveries/tables.ts";
import { importBatches } from "#records/workspace/imports/tables.ts";
import { notices } from "#records/workspace/notices/tables.ts";
import { drafts, savedViews } from "#records/workspace/tables.ts";
import { personalRows } from "./personalrows.ts";
import type { Agency, Stage } from "./people.ts";

/** What one person of one agency has: the rows of every noun that belong to that person. */
export interface Row {
  agencyId: string;
  accountId: string;
  personId: string;
  divisionId: string | null;
  login: string;
  companyId: string;
  contactId: string;
  /** A space of 1,000 ㎡, half of it leased. */
  siteId: string;
  occupationId: string;
  projectId: string;
  /** One each of a draft, a saved view, a waiting job, an uploaded file, an import batch, a notice and its delivery. */
  thingId: string;
}

/** Rows of everybody, so that each walker meets own rows, a colleague's, another division's and another agency's. */
export interface Planted {
  stage: Stage;
  house: House;
  rows: Row[];
  password: string;
  linkToken: string;
}

const password = "Luodi-2026-示例";
const linkToken = "a-token-of-the-walk-0123456789";

export async function plant(stage: Stage, house: House): Promise<Planted> {
  const rows: Row[] = [];
  for (const agency of [stage.jia, stage.yi])
    for (const [post, actor] of Object.entries(agency.people))
      rows.push(await plantFor(house, agency, post, actor, rows.length + 1));
  await asOwner(house, async (db) => {
    const { accountId } = stage.jia.people.officer;
    await db
      .update(credentials)
      .set({ passwordHash: await hash(password) })
      .where(eq(credentials.accountId, String(accountId)));
    await db.insert(oneTimeLinks).values({
      digest: createHash("sha256").update(linkToken).digest("hex"),
      accountId: String(accountId),
      expiresAt: new Date(house.now().getTime() + 86_400_000).toISOString(),
    });
  });
  return { stage, house, rows, password, linkToken };
}

async function plantFor(house: House, agency: Agency, post: string, actor: Actor, number: number): Promise<Row> {
  const { head } = agency.people;
  const company = await ask(house, served, head, companyOperations.create, {
    name: `示例企业${number}`,
    creditCode: makeCreditCode({ region: "110105", body: `MA${String(number).padStart(6, "0")}` }),
    officerId: actor.personId,
    tags: ["unicorn"],
  });
  const contact = await ask(house, served, head, contactOperations.create, {
    companyId: company.id,
    name: "示例联系人",
    phone: "13800000000",
    email: "someone@example.com",
  });
  const site = await ask(house, served, head, siteOperations.create, {
    kind: "factorySpace",
    name: `示例厂房${number}`,
    area: 1000,
    officerId: actor.personId,
    longitude: 90.5,
    latitude: 40.3,
  });
  const occupation = await ask(house, served, head, occupationOperations.occupy, {
    siteId: site.id,
    kind: "leased",
    area: 500,
    userName: "示例租户",
    fromOn: "2026-03-01",
  });
  const project = await ask(house, served, head, projectOperations.create, {
    name: `示例项目${number}`,
    investorId: company.id,
    officerId: actor.personId,
    totalInvestment: "200000000",
  });
  const thingId = newId();
  const login = `${agency.code}-${post}`;
  await plantThings(house, agency.id, String(actor.accountId), thingId, login, importKindOf(actor));
  const row: Row = {
    agencyId: agency.id,
    thingId,
    accountId: String(actor.accountId),
    personId: String(actor.personId),
    divisionId: actor.divisionId,
    login,
    companyId: company.id,
    contactId: contact.id,
    siteId: site.id,
    occupationId: occupation.id,
    projectId: project.id,
  };
  // With somebody who may open none of them, so that each stays its owner's alone.
  await plantPersonal(house, personalRows(row, String(agency.people.security.personId)));
  return row;
}

async function plantPersonal(house: House, { delegation, handover, item, erasure }: ReturnType<typeof personalRows>) {
  await asOwner(house, async (db) => {
    await db.insert(delegations).values(delegation);
    await db.insert(handovers).values(handover);
    await db.insert(handoverItems).values(item);
    await db.insert(erasures).values(erasure);
  });
}

/** What this person brings in from sheets: 三员 bring no companies. */
export const importKindOf = (actor: Actor): string => (actor.grants.has("accounts.manage") ? "divisions" : "companies");

async function plantThings(house: House, agencyId: string, accountId: string, id: string, login: string, kind: string) {
  const at = house.now().toISOString();
  const whose = { agencyId, accountId };
  const counts = { create: 1, update: 0, same: 0, aside: 0, error: 1, warned: 0 };
  const columns = [{ index: 0, letter: "A", title: "企业名称", samples: [] }];
  const rows = [{ number: 1, cells: ["企业名称"] }];
  const sheet = {
    name: "名单",
    isHidden: false,
    headerRow: 1,
    columns,
    proposed: {},
    isRemembered: false,
    moneyUnit: null,
    rows,
  };
  await asOwner(house, async (db) => {
    await db.insert(drafts).values({ ...whose, form: "companies.create", values: { by: login }, savedAt: at });
    await db.insert(savedViews).values({ ...whose, id, list: "companies.list", name: "常用", state: {}, savedAt: at });
    const job = { kind: "imports.template", title: "示例任务", input: { kind: "companies" }, state: "queued" } as const;
    await db.insert(jobs).values({ ...whose, ...job, id, notBefore: at, createdAt: at });
    const file = { digest: "0".repeat(64), name: "名单.csv", type: "text", size: 1, class: "internal" } as const;
    await db.insert(files).values({ ...whose, ...file, id, uploadedAt: at });
    const batch = { kind, fileId: id, fileName: "名单.csv", state: "previewed", counts } as const;
    const options = { onMatch: "update", onBlank: "keep", moneyUnit: "yuan", onAside: "leave" } as const;
    await db.insert(importBatches).values({ ...whose, ...batch, id, sheets: [sheet], options, createdAt: at });
    const told = { kind: "jobDone", title: "示例消息", class: "internal", eventId: id, page: "jobs" } as const;
    await db.insert(notices).values({ ...whose, ...told, id, createdAt: at, plannedAt: at });
    const sent = { key: `mail:${id}`, channel: "mail", kind: "jobDone", isDaily: false, state: "failed" } as const;
    await db.insert(deliveries).values({ ...whose, ...sent, id, noticeId: id, notBefore: at, createdAt: at });
  });
}

/** Past every wall: only for setting a scene and for looking at what really is there. */
export const asOwner = <T>(house: House, work: (db: Db) => Promise<T>): Promise<T> =>
  house.database.transaction({ role: "owner" }, work);
