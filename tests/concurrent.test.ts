import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hash } from "@node-rs/argon2";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openHouse, served } from "#app/house.ts";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Operation, Sent } from "#kit/base/operation.ts";
import { type Actor, nobody } from "#kit/server/context.ts";
import { instanceId } from "#kit/server/database.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { createAgency } from "#records/people/actions.ts";
import { companyOperations, contactOperations } from "#records/directory/contract.ts";
import { sessionOperations } from "#records/people/sessions/contract.ts";
import { signIns } from "#records/people/sessions/tables.ts";
import { accounts, credentials } from "#records/people/tables.ts";
import { testDatabase } from "./support/database.ts";
import { actorOf, operator, testNow } from "./support/people.ts";

/**
 * 同时办理: a database of its own and no outer transaction, because what is asked here is who waits for whom. On PGlite
 * commands take turns by themselves; the same must hold on PostgreSQL, where they do not.
 */
let house: House;
let officer: Actor;
let colleague: Actor;
let agencyId: string;
let clock = testNow;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "luodi-concurrent-"));
  house = await openHouse({ database: await testDatabase(), folder, instance: "demo", now: () => clock });
  const people = ["officer", "colleague"].map((login) => ({
    login,
    name: login,
    division: "项目一科",
    roles: ["officer"],
    isDemo: true,
  }));
  const made = await createAgency(house, operator, {
    code: "jia",
    name: "示例甲区",
    region: "110105",
    divisions: ["项目一科"],
    people,
  });
  agencyId = made.agencyId;
  [officer, colleague] = [await actorOf(house, "officer"), await actorOf(house, "colleague")];
});
afterAll(() => house.database.close());

const say = <O extends Operation>(actor: Actor, operation: O, sent: Sent<O>) =>
  ask(house, served, actor, operation, sent);
/** “办成” or the code of the refusal; anything else is a fault and fails the test. */
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => "办成",
    (error: unknown) => {
      if (error instanceof Failure) return error.code;
      throw error;
    },
  );
const tally = (outcomes: string[]) =>
  Object.fromEntries(
    [...new Set(outcomes)].sort().map((each) => [each, outcomes.filter((one) => one === each).length]),
  );
const times = <T>(count: number, work: (each: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, each) => work(each)));
const owner = <T>(work: Parameters<House["database"]["transaction"]>[1]) =>
  house.database.transaction({ role: "owner" }, work) as Promise<T>;
const code = (number: number) => makeCreditCode({ region: "110105", body: `MA${String(number).padStart(6, "0")}` });
const create = (name: string) => say(officer, companyOperations.create, { name });

describe("两个人，一家企业", () => {
  test("改不同的字段：五处改动同时到达，全都保留", async () => {
    const { id } = await create("示例企业一");
    const changes = [
      { note: "甲写的" },
      { address: "示例路1号" },
      { industry: "C" as const },
      { region: "110105" },
      { foundedOn: "2020-01-01" },
    ];
    const outcomes = await times(changes.length, (each) =>
      outcome(
        say(each % 2 ? officer : colleague, companyOperations.update, { id, version: 1, changes: changes[each] ?? {} }),
      ),
    );
    expect(tally(outcomes)).toEqual({ 办成: changes.length });
    const { company } = await say(officer, companyOperations.get, { id });
    expect(company).toMatchObject({ ...Object.assign({}, ...changes), version: 1 + changes.length });
  });

  test("改同一字段：恰有一个被告知冲突，库里是先到者的值", async () => {
    const { id } = await create("示例企业二");
    const write = (actor: Actor, note: string) =>
      outcome(say(actor, companyOperations.update, { id, version: 1, changes: { note } }));
    const outcomes = await Promise.all([write(officer, "甲写的"), write(colleague, "乙写的")]);
    expect(outcomes.toSorted()).toEqual(["company.conflict", "办成"]);
    const { company } = await say(officer, companyOperations.get, { id });
    expect([company.note, company.version]).toEqual([outcomes[0] === "办成" ? "甲写的" : "乙写的", 2]);
  });

  test("一人归档、一人移除联系人、一人改名，同时到达：没有故障，链完整", async () => {
    const { id } = await create("示例企业三");
    const contact = await say(officer, contactOperations.create, {
      companyId: id,
      name: "示例联系人",
      phone: "13800000000",
    });
    const outcomes = await Promise.all([
      outcome(say(officer, companyOperations.archive, { id, version: 1, reason: "企业注销" })),
      outcome(say(colleague, companyOperations.update, { id, version: 1, changes: { name: "示例改名" } })),
      outcome(say(officer, contactOperations.remove, { id: contact.id, version: 1 })),
      outcome(say(colleague, contactOperations.remove, { id: contact.id, version: 1 })),
    ]);
    expect(outcomes[0]).toBe("办成");
    expect(["办成", "companies.update.state"]).toContain(outcomes[1]);
    // The second one finds the contact gone, or finds it changed under its hands.
    expect(outcomes.slice(2).filter((each) => each === "办成")).toHaveLength(1);
    expect(["contacts.missing", "contacts.conflict"]).toContain(outcomes.slice(2).find((each) => each !== "办成"));
  });
});

describe("许多人同时", () => {
  test("二十个人同时录入同一信用代码：恰有一个入库，其余都说清原因", async () => {
    const outcomes = await times(20, (each) =>
      outcome(
        say(each % 2 ? officer : colleague, companyOperations.create, {
          name: `示例企业四之${each}`,
          creditCode: code(7),
        }),
      ),
    );
    expect(tally(outcomes)).toEqual({ "companies.creditCode.taken": 19, 办成: 1 });
    const { total } = await say(officer, companyOperations.list, { search: code(7) });
    expect(total).toBe(1);
  });

  test("五十条命令同时到达：链的编号连续，一环不缺，一条留痕不少", async () => {
    const before = await owner<Awaited<ReturnType<typeof verifyChain>>>((db) => verifyChain(db, agencyId));
    const outcomes = await times(50, (each) => outcome(create(`示例企业五之${each}`)));
    expect(tally(outcomes)).toEqual({ 办成: 50 });
    const after = await owner<Awaited<ReturnType<typeof verifyChain>>>((db) => verifyChain(db, agencyId));
    expect([after.problems, after.links - before.links, after.rows - before.rows]).toEqual([[], 50, 50]);
    const numbers = await owner<{ rows: { least: number; most: number; count: number }[] }>((db) =>
      db.execute(
        sql`select min(number)::int as least, max(number)::int as most, count(*)::int as count from history_link where agency_id = ${agencyId}`,
      ),
    );
    expect(numbers.rows).toEqual([{ least: 1, most: after.links, count: after.links }]);
  });
});

describe("同时登录", () => {
  const password = "Luodi-2026-示例";
  const signIn = (attempt: string) =>
    outcome(say({ ...nobody }, sessionOperations.signIn, { login: "officer", password: attempt }));
  const failures = () =>
    owner<{ failures: number; lockedUntil: string | null }[]>((db) =>
      db
        .select({ failures: credentials.failures, lockedUntil: credentials.lockedUntil })
        .from(credentials)
        .innerJoin(accounts, eq(accounts.id, credentials.accountId))
        .where(eq(accounts.login, "officer")),
    ).then(([row]) => row);
  beforeAll(() =>
    owner(async (db) => {
      const passwordHash = await hash(password);
      await db
        .update(credentials)
        .set({ passwordHash })
        .where(eq(credentials.accountId, String(officer.accountId)));
    }),
  );

  test("两个人同时输错密码，两次都计数；对的密码归零", async () => {
    expect(await Promise.all([signIn("wrong-1"), signIn("wrong-2")])).toEqual(["session.wrong", "session.wrong"]);
    expect(await failures()).toEqual({ failures: 2, lockedUntil: null });
    expect(await signIn(password)).toBe("办成");
    expect(await failures()).toEqual({ failures: 0, lockedUntil: null });
  });

  test("十次同时输错：五次计数即锁定，其余都被锁挡住；半小时后可再登录", async () => {
    const outcomes = await times(10, (each) => signIn(`wrong-${each}`));
    // The same words for all of them; which were counted stands in the register.
    expect(tally(outcomes)).toEqual({ "session.wrong": 10 });
    expect(await signIn(password)).toBe("session.wrong");
    const tried = await owner<{ outcome: string }[]>((db) => db.select({ outcome: signIns.outcome }).from(signIns));
    expect(tally(tried.map(({ outcome }) => outcome))).toMatchObject({ lockedNow: 1, refusedLocked: 6 });
    clock = new Date(testNow.getTime() + 30 * 60_000);
    expect(await signIn(password)).toBe("办成");
    clock = testNow;
  });

  test("登录也留痕，本系统的链完整", async () => {
    const { problems, links } = await owner<Awaited<ReturnType<typeof verifyChain>>>((db) =>
      verifyChain(db, instanceId),
    );
    // Two wrong, one right; five wrong, five and the right one refused by the lock; one right after it.
    expect([problems, links]).toEqual([[], 15]);
  });
});
