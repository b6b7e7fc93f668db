import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { As, Database, Db } from "#kit/server/database.ts";
import { migrate, readMigrations } from "#kit/server/migrate.ts";
import { sqlState } from "#kit/server/serve.ts";
import { readTables, rowFor, type TableFacts } from "./support/wall.ts";
import { type Rehearsal, rehearse, testDatabase } from "./support/database.ts";
import { testNow } from "./support/people.ts";

/**
 * 第二道墙: the database itself keeps agencies apart, whatever a statement forgot. What holds is asked of the catalog and
 * of statements without any where clause, so that a table added tomorrow is asked too.
 */
const [jia, yi] = ["0193a000-0000-7000-8000-00000000000a", "0193a000-0000-7000-8000-00000000000b"] as const;

let shared: Database;
let rehearsal: Rehearsal;
let tables: TableFacts[];
const within = <T>(as: As, work: (db: Db) => Promise<T>) => rehearsal.database.transaction(as, work);
const app = { role: "app", agencyId: jia } as const;
/** SQLSTATE of the refusal, or what happened instead. */
const outcome = (as: As, statement: string) =>
  within(as, (db) => db.execute(sql.raw(statement))).then(
    ({ rowCount }) => `办成，${rowCount} 行`,
    (error: unknown) => sqlState(error) ?? String(error),
  );

beforeAll(async () => {
  shared = await testDatabase();
  await migrate(shared, readMigrations("migrations"), testNow);
  rehearsal = await rehearse(shared);
  tables = await within({ role: "owner" }, readTables);
  // A row of each agency in every table: foreign keys aside, this is about rows, not about sense.
  await within({ role: "owner" }, async (db) => {
    await db.execute(sql`set local session_replication_role = replica`);
    for (const table of tenant()) for (const agency of [jia, yi]) await db.execute(rowFor(table, agency));
    await db.execute(
      sql`insert into agency (id, code, name, region, created_at) values (${jia}, 'jia', '示例甲', '110105', now()), (${yi}, 'yi', '示例乙', '421202', now())`,
    );
  });
});
afterAll(async () => {
  await rehearsal.rollback();
  await shared.close();
});

const tenant = () => tables.filter(({ isTenant, isPartition }) => isTenant && !isPartition);

/** What the application may do with a table where that is not everything; the second list is the door's. */
const everything = ["DELETE", "INSERT", "SELECT", "UPDATE"];
const declared: Record<string, { app: string[]; door?: string[] }> = {
  history: { app: ["INSERT", "SELECT"], door: ["INSERT", "SELECT"] },
  history_link: { app: ["INSERT", "SELECT"], door: ["INSERT", "SELECT"] },
  approval_act: { app: ["INSERT", "SELECT"] },
  site_status: { app: ["INSERT", "SELECT"] },
  site_movement: { app: ["INSERT", "SELECT"] },
  project_report: { app: ["INSERT", "SELECT"] },
  project_report_row: { app: ["INSERT", "SELECT"] },
  diligence_conclusion: { app: ["INSERT", "SELECT"] },
  // 公开问卷: whoever answers has not signed in.
  survey_answer: { app: ["INSERT", "SELECT"], door: ["INSERT", "SELECT"] },
  survey_ticket: { app: everything, door: ["INSERT", "SELECT", "UPDATE"] },
  // 公开线索表单: whoever hands in has not signed in.
  intake: { app: everything, door: ["INSERT", "SELECT"] },
  intake_receipt: { app: everything, door: ["INSERT"] },
  history_head: { app: ["INSERT", "SELECT", "UPDATE"], door: ["INSERT", "SELECT", "UPDATE"] },
  secret_key: { app: everything, door: ["INSERT", "SELECT"] },
  notice: { app: everything, door: ["INSERT"] },
  ...Object.fromEntries(
    ["posting", "role", "person", "division", "hosting", "delegation", "event", "survey", "intake_link"].map((name) => [
      name,
      { app: everything, door: ["SELECT"] },
    ]),
  ),
};

/** Tables of the whole installation: none of them holds an agency's records. */
const global: Record<string, string[]> = {
  account: ["DELETE", "INSERT", "SELECT", "UPDATE"],
  agency: ["SELECT"],
  api_token: ["INSERT"],
  credential: ["INSERT"],
  demo_person: ["SELECT"],
  instance: ["SELECT"],
  one_time_link: ["INSERT"],
  outside_identity: ["DELETE", "INSERT", "SELECT"],
  outside_round: [],
  past_password: [],
  pending_sign_in: [],
  recovery_code: ["DELETE"],
  region: ["SELECT"],
  rule_pack: ["SELECT"],
  schema_migration: [],
  second_factor: ["DELETE"],
  session: [],
  sign_in: ["SELECT"],
};

describe("目录", () => {
  test("带机构的表都强制行级策略，策略与授权正是声明的", () => {
    expect(tenant().length).toBeGreaterThan(15);
    for (const { name, isGuarded, policies, grants } of tenant()) {
      const { app: mayApp = everything, door: mayDoor = [] } = declared[name] ?? {};
      const own = "(agency_id = (NULLIF(current_setting('app.agency_id'::text, true), ''::text))::uuid)";
      const several =
        "(agency_id = ANY ((string_to_array(current_setting('app.agency_ids'::text, true), ','::text))::uuid[]))";
      expect([name, isGuarded, grants]).toEqual([
        name,
        true,
        { luodi_app: mayApp, luodi_door: mayDoor, luodi_reader: ["SELECT"] },
      ]);
      expect([name, ...policies.filter((each) => !/^\w+_of_\w+ (?:r true \| |a  \| true)$/.test(each))]).toEqual([
        name,
        "owner * true | true",
        `several r ${several} | `,
        `tenant * ${own} | ${own}`,
      ]);
    }
  });

  test("分区不能绕过父表直接读写", () => {
    const partitions = tables.filter(({ isPartition }) => isPartition);
    expect(partitions.length).toBeGreaterThan(2);
    for (const { name, grants } of partitions)
      expect([name, grants]).toEqual([name, { luodi_app: [], luodi_door: [], luodi_reader: [] }]);
  });

  test("不带机构的表逐一列明，应用角色只有所列的权限", () => {
    const others = tables.filter(({ isTenant }) => !isTenant);
    expect(Object.fromEntries(others.map(({ name, grants }) => [name, grants.luodi_app]))).toEqual(global);
  });
});

describe("忘了写条件的语句", () => {
  test("只看得到本机构的行；没有选定机构时一行也没有", async () => {
    for (const { name } of tenant()) {
      const seen = async (as: As) =>
        (await within(as, (db) => db.execute<{ agency_id: string }>(sql.raw(`select agency_id from ${name}`)))).rows
          .map(({ agency_id }) => agency_id)
          .sort();
      expect([name, await seen({ role: "owner" })]).toEqual([name, [jia, yi]]);
      expect([name, await seen(app)]).toEqual([name, [jia]]);
      expect([name, await seen({ role: "app" })]).toEqual([name, []]);
      expect([name, await seen({ role: "reader", agencyIds: [yi] })]).toEqual([name, [yi]]);
      expect([name, await seen({ role: "reader" })]).toEqual([name, []]);
    }
  });

  test("不能为别机构写入、把行改给别机构，改与删也碰不到别机构的行", async () => {
    for (const table of tenant()) {
      const { name } = table;
      const insert = async (agency: string) =>
        within(app, async (db) => {
          await db.execute(rowFor(table, agency));
        }).then(
          () => "办成",
          (error: unknown) => sqlState(error) ?? String(error),
        );
      const verbs = declared[name]?.app ?? everything;
      expect([name, await withoutForeignKeys(() => insert(yi))]).toEqual([name, "42501"]);
      expect([name, await withoutForeignKeys(() => insert(jia))]).toEqual([name, "办成"]);
      const moved = await withoutForeignKeys(() => outcome(app, `update ${name} set agency_id = '${yi}'`));
      expect([name, moved]).toEqual([name, "42501"]);
      if (!verbs.includes("DELETE")) continue;
      await withoutForeignKeys(() => outcome(app, `delete from ${name}`));
      const left = await within({ role: "owner" }, (db) => db.execute(sql.raw(`select agency_id from ${name}`)));
      expect([name, left.rows]).toEqual([name, [{ agency_id: yi }]]);
    }
  });

  test("不能改别机构的名称", async () => {
    expect(await outcome(app, "update agency set name = '被改'")).toBe("办成，1 行");
    const { rows } = await within({ role: "owner" }, (db) => db.execute(sql`select name from agency order by code`));
    expect(rows).toEqual([{ name: "被改" }, { name: "示例乙" }]);
  });

  test("不能停用只在别机构任职的账号", async () => {
    await within({ role: "owner" }, (db) =>
      db.execute(
        sql`insert into account (id, login, name, state) select account_id, agency_id::text, '示例人员', 'active' from posting`,
      ),
    );
    await outcome(app, "update account set state = 'disabled'");
    const { rows } = await within({ role: "owner" }, (db) =>
      db.execute(sql`select a.state from account a join posting p on p.account_id = a.id and p.agency_id = ${yi}`),
    );
    expect(rows).toEqual([{ state: "active" }]);
  });
});

/** Triggers of foreign keys off: the rows of this test are no records. */
async function withoutForeignKeys<T>(work: () => Promise<T>): Promise<T> {
  const set = (to: string) =>
    within({ role: "owner" }, (db) => db.execute(sql.raw(`set session_replication_role = ${to}`)));
  await set("replica");
  try {
    return await work();
  } finally {
    await set("origin");
  }
}

describe("留痕只增不改", () => {
  test.each([
    "history",
    "history_link",
    "approval_act",
    "site_status",
    "site_movement",
    "survey_answer",
    "project_report",
    "project_report_row",
    "diligence_conclusion",
  ])("%s：应用角色无权改删，库主也被触发器拦下", async (name) => {
    for (const verb of [`update ${name} set agency_id = agency_id`, `delete from ${name}`]) {
      expect(await outcome(app, verb)).toBe("42501");
      expect(await outcome({ role: "door", agencyId: jia }, verb)).toBe("42501");
      expect(await outcome({ role: "owner" }, verb)).toBe("23000");
    }
    expect(await outcome(app, `truncate ${name}`)).toBe("42501");
  });
});
