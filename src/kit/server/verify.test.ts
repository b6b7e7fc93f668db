import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { command } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { onStage, openStage, type Stage } from "#tests/support/people.ts";
import type { Database } from "./database.ts";
import { record } from "./history.ts";
import { type House, perform } from "./serve.ts";
import { verifyChain } from "./verify.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const check = (database: Database, agencyId = stage.jia.id) =>
  database.transaction({ role: "owner" }, (db) => verifyChain(db, agencyId));

const subject: Subject = { kind: "note", title: "便笺", noun: "notes", shape: z.object({ text: z.string() }) };
const nothing = z.strictObject({});
const operation = command("notes.write", {
  title: "写便笺",
  permission: "notes.write",
  input: nothing,
  output: nothing,
});

/** Five commands of the officer, the last five links of the chain; returns the number of the first. */
async function work(house: House): Promise<number> {
  const { links } = await check(house.database);
  const [agencyId, actor] = [stage.jia.id, stage.jia.people.officer];
  for (let each = 1; each <= 5; each++)
    await perform(house, { as: { role: "app", agencyId }, agencyId, actor, operation }, (ctx) =>
      record(ctx, { subject, id: agencyId, before: null, after: { text: `示例${each}` } }),
    );
  return links + 1;
}

/** Past every wall: as the superuser, with the triggers off. */
const tamper = (database: Database, statement: ReturnType<typeof sql>) =>
  database.transaction({ role: "owner" }, async (db) => {
    await db.execute(sql`set local session_replication_role = replica`);
    const { rowCount } = await db.execute(statement);
    expect(rowCount).toBeGreaterThan(0);
    await db.execute(sql`set local session_replication_role = origin`);
  });

const rowOf = (number: number) =>
  sql`command_id = (select command_id from history_link where agency_id = ${stage.jia.id} and number = ${number})`;
const linkOf = (number: number) => sql`agency_id = ${stage.jia.id} and number = ${number}`;

describe("验链", () => {
  test("没有人动过：五条命令接在链尾，没有问题；两个机构各有各的链", () =>
    onStage(stage, async (house) => {
      const [before, neighbour] = [await check(house.database), await check(house.database, stage.yi.id)];
      await work(house);
      const after = await check(house.database);
      expect([after.problems, after.links, after.rows]).toEqual([[], before.links + 5, before.rows + 5]);
      expect(after.head).not.toBe(before.head);
      expect(await check(house.database, stage.yi.id)).toEqual(neighbour);
    }));

  test.each<[string, (first: number) => ReturnType<typeof sql>, (first: number) => RegExp[]]>([
    [
      "改一条留痕的内容",
      (first) => sql`update history set changes = '[]' where ${rowOf(first + 1)}`,
      (first) => [new RegExp(`^第 ${first + 1} 环的留痕内容被改动`)],
    ],
    [
      "改一条留痕的原因",
      (first) => sql`update history set reason = '补写' where ${rowOf(first)}`,
      (first) => [new RegExp(`^第 ${first} 环的留痕内容被改动`)],
    ],
    [
      "把一条留痕挪到另一天",
      (first) => sql`update history set at = at - interval '30 days' where ${rowOf(first)}`,
      (first) => [new RegExp(`^第 ${first} 环`)],
    ],
    [
      "把一条留痕挪给别的记录",
      (first) => sql`update history set subject_id = gen_random_uuid() where ${rowOf(first)}`,
      (first) => [new RegExp(`^第 ${first} 环的留痕内容被改动`)],
    ],
    [
      "删一条留痕",
      (first) => sql`delete from history where ${rowOf(first + 2)}`,
      (first) => [new RegExp(`^第 ${first + 2} 环应有 1 条留痕，实有 0 条`)],
    ],
    [
      "夹带一条留痕",
      (first) =>
        sql`insert into history select agency_id, at, gen_random_uuid(), command_id, subject_kind, subject_id, action, version, changes, reason from history where ${rowOf(first)}`,
      (first) => [new RegExp(`^第 ${first} 环应有 1 条留痕，实有 2 条`)],
    ],
    [
      "夹带一条不属于任何命令的留痕",
      (first) =>
        sql`insert into history select agency_id, at, gen_random_uuid(), gen_random_uuid(), subject_kind, subject_id, action, version, changes, reason from history where ${rowOf(first)}`,
      () => [/^有 1 条留痕不属于任何一环$/],
    ],
    [
      "改一环的操作人",
      (first) => sql`update history_link set account_id = gen_random_uuid() where ${linkOf(first + 1)}`,
      (first) => [new RegExp(`^第 ${first + 1} 环与前一环不衔接`)],
    ],
    [
      "改一环的时间",
      (first) => sql`update history_link set at = at - interval '1 day' where ${linkOf(first + 1)}`,
      (first) => [new RegExp(`^第 ${first + 1} 环的留痕内容被改动`), new RegExp(`^第 ${first + 1} 环与前一环不衔接`)],
    ],
    [
      "删中间一环",
      (first) => sql`delete from history_link where ${linkOf(first + 2)}`,
      (first) => [
        new RegExp(`^第 ${first + 2} 环缺失`),
        new RegExp(`^第 ${first + 3} 环与前一环不衔接`),
        /^有 1 条留痕不属于任何一环$/,
      ],
    ],
    [
      "删链尾一环",
      (first) => sql`delete from history_link where ${linkOf(first + 4)}`,
      () => [/^链尾与链头记录不一致/, /^有 1 条留痕不属于任何一环$/],
    ],
    [
      "改链头",
      () => sql`update history_head set number = number - 1 where agency_id = ${stage.jia.id}`,
      () => [/^链尾与链头记录不一致/],
    ],
    [
      "整条链连同链头删去，只剩留痕",
      () =>
        sql`with gone as (delete from history_head where agency_id = ${stage.jia.id}) delete from history_link where agency_id = ${stage.jia.id}`,
      () => [/^有 \d+ 条留痕不属于任何一环$/],
    ],
  ])("%s：指出是哪一环", (_, statement, problems) =>
    onStage(stage, async (house) => {
      const first = await work(house);
      await tamper(house.database, statement(first));
      const found = (await check(house.database)).problems;
      expect(found).toEqual(problems(first).map((problem) => expect.stringMatching(problem)));
    }),
  );

  test("连链尾、留痕与链头一并删改，只有另存的链头才看得出：链头确实变了", () =>
    onStage(stage, async (house) => {
      const first = await work(house);
      const kept = await check(house.database);
      await tamper(house.database, sql`delete from history where ${rowOf(first + 4)}`);
      await tamper(house.database, sql`delete from history_link where ${linkOf(first + 4)}`);
      await tamper(
        house.database,
        sql`update history_head set number = ${first + 3}, digest = (select digest from history_link where ${linkOf(first + 3)}) where agency_id = ${stage.jia.id}`,
      );
      const cut = await check(house.database);
      expect([cut.problems, cut.links]).toEqual([[], kept.links - 1]);
      expect(cut.head).not.toBe(kept.head);
    }));
});
