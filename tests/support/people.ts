import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openHouse, served } from "#app/house.ts";
import type { Operation, Output, Sent } from "#kit/base/operation.ts";
import { type Actor, nobody } from "#kit/server/context.ts";
import type { Database } from "#kit/server/database.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { createAgency } from "#records/people/actions.ts";
import { standingOfLogin } from "#records/people/queries.ts";
import { rehearse, testDatabase } from "./database.ts";
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
  const database = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), "luodi-test-"));
  const house = await openHouse({ database, folder, instance: "demo", outside: stubProvider, now: () => testNow });
  const made: Agency[] = [];
  for (const agency of agencies) {
    const people = posts.map((post) => ({ ...post, login: `${agency.code}-${post.login}`, isDemo: true }));
    const { agencyId } = await createAgency(house, operator, {
      ...agency,
      divisions: ["办公室", "项目一科", "项目二科"],
      people,
    });
    const actors: Partial<Record<Post, Actor>> = {};
    for (const { login } of posts) actors[login as Post] = await actorOf(house, `${agency.code}-${login}`);
    made.push({ id: agencyId, code: agency.code, people: actors as Record<Post, Actor> });
  }
  const [jia, yi] = made as [Agency, Agency];
  return { database, house, folder, jia, yi, close: () => database.close() };
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
