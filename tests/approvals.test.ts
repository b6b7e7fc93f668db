import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openHouse, served } from "#app/house.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Operation, Sent } from "#kit/base/operation.ts";
import type { Actor } from "#kit/server/context.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { createAgency } from "#records/people/actions.ts";
import { submit } from "./support/approvals.ts";
import { testDatabase } from "./support/database.ts";
import { actorOf, operator, testNow } from "./support/people.ts";
import { approvalOperations } from "#records/approvals/contract.ts";
import { decidingOperations as deciding } from "#records/approvals/deciding/contract.ts";
import { handingOperations as handing } from "#records/approvals/handing/contract.ts";
import { memoOperations } from "#records/approvals/memos/contract.ts";

/**
 * 同时办理: a database of its own and no outer transaction, because what is asked here is who waits for whom. On PostgreSQL
 * these are connections of their own.
 */
let house: House;
let officer: Actor;
let chief: Actor;
let heads: Actor[];

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "luodi-approvals-"));
  house = await openHouse({ database: await testDatabase(), folder, instance: "demo", now: () => testNow });
  const people = [
    ["officer", "officer"],
    ["chief", "chief"],
    ["head1", "head"],
    ["head2", "head"],
    ["head3", "head"],
  ].map(([login = "", role = ""]) => ({ login, name: login, division: "项目一科", roles: [role], isDemo: true }));
  await createAgency(house, operator, {
    code: "jia",
    name: "示例甲区",
    region: "110105",
    divisions: ["项目一科"],
    people,
  });
  [officer, chief] = [await actorOf(house, "officer"), await actorOf(house, "chief")];
  heads = await Promise.all(["head1", "head2", "head3"].map((login) => actorOf(house, login)));
}, 60_000);
afterAll(() => house.database.close());

const say = <O extends Operation>(actor: Actor, operation: O, sent: Sent<O>) =>
  ask(house, served, actor, operation, sent);
const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => "办成",
    (error: unknown) => {
      if (error instanceof Failure) return error.code;
      throw error;
    },
  );

/** A memo before the board: chief and one head have agreed. */
async function beforeBoard() {
  const { id, version, now, memo } = await submit(say, officer, "600000");
  await say(chief, deciding.approve, { id, version });
  await say(heads[0] as Actor, deciding.approve, { id, version: (await now()).version });
  return { id, memo, now, version: (await now()).version };
}

describe("同时办理", () => {
  test("票决时三人同一刻按下，拿的是同一版：两票计入即通过，第三人被告知已经办结", async () => {
    const { id, memo, version, now } = await beforeBoard();
    const outcomes = await Promise.all(heads.map((head) => outcome(say(head, deciding.approve, { id, version }))));
    expect(outcomes.toSorted()).toEqual(["approvals.decide.state", "办成", "办成"]);
    expect((await now()).state).toBe("approved");
    const { steps } = await say(officer, approvalOperations.get, { id });
    expect(steps[2]?.tasks.map(({ state }) => state).sort()).toEqual(["approved", "approved", "closed"]);
    expect((await say(officer, memoOperations.get, { id: memo.id })).memo.state).toBe("approved");
  });

  test("一人连按两次：只算一次", async () => {
    const { id, version, now } = await beforeBoard();
    const [first] = heads as [Actor];
    const twice = [0, 1].map(() => outcome(say(first, deciding.approve, { id, version })));
    expect((await Promise.all(twice)).toSorted()).toEqual(["approvals.decide.twice", "办成"]);
    expect((await now()).state).toBe("pending");
  });

  test("或签时两位分管同时按下：恰有一人办成，另一人被告知已由他人办理", async () => {
    const { id, version, now } = await submit(say, officer, "60000");
    await say(chief, deciding.approve, { id, version });
    const later = (await now()).version;
    const outcomes = await Promise.all(
      heads.slice(0, 2).map((head) => outcome(say(head, deciding.approve, { id, version: later }))),
    );
    expect(outcomes.toSorted()).toEqual(["approvals.decide.state", "办成"]);
  });

  test("审批人同意与发起人撤回撞在一起：只有一个办成，结果一致", async () => {
    const { id, memo, version, now } = await submit(say, officer, "3000");
    const outcomes = await Promise.all([
      outcome(say(chief, deciding.approve, { id, version })),
      outcome(say(officer, deciding.withdraw, { id, version, opinion: "有误" })),
    ]);
    expect(outcomes.filter((each) => each === "办成")).toHaveLength(1);
    const { state } = await now();
    expect(state).toBe(outcomes[0] === "办成" ? "approved" : "withdrawn");
    expect((await say(officer, memoOperations.get, { id: memo.id })).memo.state).toBe(state);
  });

  test("一人加签、一人同意同时到达：不会绕过加签", async () => {
    const { id, version, now } = await beforeBoard();
    const [first, second] = heads as [Actor, Actor];
    const outcomes = await Promise.all([
      outcome(
        say(first, handing.addApprover, {
          id,
          version,
          where: "before",
          personIds: [String(chief.personId)],
          reason: "请科室说明",
        }),
      ),
      outcome(say(second, deciding.approve, { id, version })),
    ]);
    expect(outcomes[0]).toBe("办成");
    expect(["办成", "approvals.decide.waiting", "approvals.stale"]).toContain(outcomes[1]);
    expect((await now()).stepTitle).toBe("加签：chief");
  });

  test("同一件请示连发两次重新发起：只有一件审批在办", async () => {
    const { id, memo, version } = await submit(say, officer, "3000");
    await say(officer, deciding.withdraw, { id, version, opinion: "有误" });
    const back = (await say(officer, memoOperations.get, { id: memo.id })).memo.version;
    const again = [0, 1].map(() => outcome(say(officer, memoOperations.resend, { id: memo.id, version: back })));
    expect((await Promise.all(again)).toSorted()).toEqual(["memos.resend.state", "办成"]);
  });
});
