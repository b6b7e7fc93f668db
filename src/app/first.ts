import { count } from "drizzle-orm";
import { type Actor, nobody } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { instances } from "#kit/server/tables.ts";
import { createAgency } from "#records/people/actions.ts";
import { agencies } from "#records/people/tables.ts";

/** 本机操作: who sets an installation up before it has any account. */
export const operator: Actor = { ...nobody, name: "本机操作", via: "cli", isLocal: true };

/** What this database was made for never changes: a demo does not become real work, nor the reverse. */
export async function keepInstance(house: House): Promise<void> {
  await house.database.transaction({ role: "owner" }, async (db) => {
    const [instance] = await db.select().from(instances);
    if (!instance) await db.insert(instances).values({ kind: house.instance, createdAt: house.now().toISOString() });
    else if (instance.kind !== house.instance) {
      const word = instance.kind === "demo" ? "演示库，不能用于正式工作" : "正式库，不能装入演示数据";
      throw new Error(`这个数据库是${word}。请检查 LUODI_DEMO、LUODI_DATA 或 DATABASE_URL。`);
    }
  });
}

export async function countAgencies(house: House): Promise<number> {
  const [row] = await house.database.transaction({ role: "owner" }, (db) =>
    db.select({ total: count() }).from(agencies),
  );
  return row?.total ?? 0;
}

interface FirstAgency {
  code: string;
  name: string;
  region: string;
  login: string;
}

/** 首次启动: the agency and its system administrator, whose password is set through the one-time link returned. */
export async function setUp(house: House, { code, name, region, login }: FirstAgency): Promise<string> {
  const people = [{ login, name: "系统管理员", division: null, roles: ["systemAdministrator"] }];
  const { links } = await createAgency(house, operator, { code, name, region, divisions: [], people });
  return links[login] ?? "";
}
