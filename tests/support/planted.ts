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
import { files, jobs } from "#kit/server/tables.ts";
import { credentials, oneTimeLinks } from "#records/people/tables.ts";
import { importBatches } from "#records/workspace/imports/tables.ts";
import { drafts, savedViews } from "#records/workspace/tables.ts";
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
  /** One each of a draft, a saved view, a waiting job, an uploaded file and an import batch: own scratch and work. */
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
  const thingId = newId();
  const login = `${agency.code}-${post}`;
  await plantThings(house, agency.id, String(actor.accountId), thingId, login);
  return {
    agencyId: agency.id,
    thingId,
    accountId: String(actor.accountId),
    personId: String(actor.personId),
    divisionId: actor.divisionId,
    login,
    companyId: company.id,
    contactId: contact.id,
  };
}

async function plantThings(house: House, agencyId: string, accountId: string, id: string, login: string) {
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
    const batch = { kind: "companies", fileId: id, fileName: "名单.csv", state: "previewed", counts } as const;
    const options = { onMatch: "update", onBlank: "keep", moneyUnit: "yuan", onAside: "leave" } as const;
    await db.insert(importBatches).values({ ...whose, ...batch, id, sheets: [sheet], options, createdAt: at });
  });
}

/** Past every wall: only for setting a scene and for looking at what really is there. */
export const asOwner = <T>(house: House, work: (db: Db) => Promise<T>): Promise<T> =>
  house.database.transaction({ role: "owner" }, work);
