import { count } from "drizzle-orm";
import { type Actor, nobody } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { createAgency } from "#records/people/actions.ts";
import { agencies } from "#records/people/tables.ts";

/** 本机操作: who sets an installation up before it has any account. */
export const operator: Actor = { ...nobody, name: "本机操作", via: "cli", isLocal: true };

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
