import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import { openHouse, served } from "#app/house.ts";
import type { Operation, Output, Sent } from "#kit/base/operation.ts";
import { type Actor, nobody } from "#kit/server/context.ts";
import type { Database } from "#kit/server/database.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { createAgency } from "#records/people/actions.ts";
import { standingOfLogin } from "#records/people/queries.ts";
import { makeTemplate, rehearse, type Template, testDatabase } from "./database.ts";
import { stubProvider } from "./outside.ts";

/** The moment every test happens at, unless it says otherwise. */
export const testNow = new Date("2026-03-05T09:30:00+08:00");

/** Two agencies with the same posts, so that every test can ask what the neighbour sees. */
const agencies = [
  { code: "jia", name: "示例甲区投资促进服务中心", region: "110105" },
  { code: "yi", name: "示例乙县招商服务中心", region: "421202" },
];

const posts = [
  { login: "head", name: "主任", division: "办公室", roles: ["head"] },
  { login: "chief", name: "一科长", division: "项目一科", roles: ["chief"] },
  { login: "officer", name: "一科专员", division: "项目一科", roles: ["officer"] },
  { login: "colleague", name: "一科同事", division: "项目一科", roles: ["officer"] },
  { login: "other", name: "二科专员", division: "项目二科", roles: ["officer"] },
  { login: "finance", name: "财务", division: "办公室", roles: ["finance"] },
  { login: "performance", name: "绩效专员", division: "办公室", roles: ["performance"] },
  { login: "system", name: "系统管理员", division: null, roles: ["systemAdministrator"] },
  { login: "security", name: "安全管理员", division: null, roles: ["securityAdministrator"] },
  { login: "audit", name: "审计管理员", division: null, roles: ["auditAdministrator"] },
];
export type Post =
  | "head"
  | "chief"
  | "officer"
  | "colleague"
  | "other"
  | "finance"
  | "performance"
  | "system"
  | "security"
  | "audit";

export interface Agency {
  id: string;
  code: string;
  people: Record<Post, Actor>;
}

/** A tried installation: two agencies, their people, and a shared database that each test may change and take back. */
export interface Stage {
  database: Database;
  house: House;
  folder: string;
  jia: Agency;
  yi: Agency;
  close: () => Promise<void>;
}

export const operator: Actor = { ...nobody, name: "本机操作", via: "cli", isLocal: true };

export async function openStage(): Promise<Stage> {
  const { template, keys } = await stageTemplate();
  const database = await testDatabase(template);
  const folder = mkdtempSync(join(tmpdir(), "luodi-test-"));
  cpSync(keys, folder, { recursive: true });
  const house = await openHouse({ database, folder, ...setting });
  const [jia, yi] = [await agencyOf(house, "jia"), await agencyOf(house, "yi")];
  return { database, house, folder, jia, yi, close: () => database.close() };
}

const setting = { instance: "demo", outside: stubProvider, now: () => testNow } as const;

/** Set up once in a run, by whichever test file needs it first; the others wait for it and begin from a copy. */
async function stageTemplate(): Promise<{ template: Template; keys: string }> {
  const shared = process.env.LUODI_TEST_TEMPLATES;
  if (!shared) throw new Error("LUODI_TEST_TEMPLATES is set by tests/support/templates.ts");
  const [made, keys] = [join(shared, "stage.json"), join(shared, "keys")];
  try {
    mkdirSync(keys);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    while (!existsSync(made)) await later(50);
    return { template: JSON.parse(readFileSync(made, "utf8")) as Template, keys };
  }
  const template = await makeTemplate(shared, async (database) => {
    const house = await openHouse({ database, folder: keys, ...setting });
    for (const agency of agencies)
      await createAgency(house, operator, {
        ...agency,
        divisions: ["办公室", "项目一科", "项目二科"],
        people: posts.map((post) => ({ ...post, login: `${agency.code}-${post.login}`, isDemo: true })),
      });
  });
  writeFileSync(`${made}.new`, JSON.stringify(template));
  renameSync(`${made}.new`, made);
  return { template, keys };
}

async function agencyOf(house: House, code: string): Promise<Agency> {
  const people: Partial<Record<Post, Actor>> = {};
  for (const { login } of posts) people[login as Post] = await actorOf(house, `${code}-${login}`);
  const { agencyId } = people.head as Actor;
  if (!agencyId) throw new Error(`no agency ${code}`);
  return { id: agencyId, code, people: people as Record<Post, Actor> };
}

export async function actorOf(house: House, login: string): Promise<Actor> {
  const standing = await house.database.transaction({ role: "door" }, (db) =>
    standingOfLogin(db, login, null, "2026-03-05", "web"),
  );
  if (!standing) throw new Error(`no posting for ${login}`);
  return standing.actor;
}

/** One test's own copy of the stage: changed at will, taken back at the end. */
export async function onStage(stage: Stage, test: (house: House, say: Say) => Promise<void>): Promise<void> {
  const rehearsal = await rehearse(stage.database);
  const house: House = { ...stage.house, database: rehearsal.database };
  try {
    await test(house, (actor, operation, sent) => ask(house, served, actor, operation, sent));
  } finally {
    await rehearsal.rollback();
  }
}

/** “This person does this”: an operation asked as somebody, on the test's own copy. */
export type Say = <O extends Operation>(actor: Actor, operation: O, sent: Sent<O>) => Promise<Output<O>>;
