import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { served } from "#app/house.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Operation, Output, Sent } from "#kit/base/operation.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { approvalOperations } from "#records/approvals/contract.ts";
import { decidingOperations as deciding } from "#records/approvals/deciding/contract.ts";
import { handingOperations as handing } from "#records/approvals/handing/contract.ts";
import { memoOperations } from "#records/approvals/memos/contract.ts";
import { delegationOperations } from "#records/people/delegations/contract.ts";
import { standingOfLogin } from "#records/people/queries.ts";
import { historyOperations } from "#records/workspace/history/contract.ts";
import { onStage, openStage, type Post, type Stage } from "./support/people.ts";

/** 受托审批: what waits for somebody who is away, and who may do it for them. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("应被拒绝"),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return error;
    },
  );

const [before, during, after] = ["2026-09-28", "2026-10-02", "2026-10-09"];

/** Somebody asking on a day of their own: who they are is read anew, as at every request. */
function days(house: House) {
  return async <O extends Operation>(post: Post, day: string, operation: O, sent: Sent<O>): Promise<Output<O>> => {
    const now = new Date(`${day}T09:30:00+08:00`);
    const standing = await house.database.transaction({ role: "door" }, (db) =>
      standingOfLogin(db, `jia-${post}`, null, day, "web"),
    );
    if (!standing) throw new Error(`${post} has no posting`);
    return ask({ ...house, now: () => now }, served, standing.actor, operation, sent);
  };
}

type On = ReturnType<typeof days>;

const entrust = (on: On, from: Post, to: Post, permissions: string[] = []) =>
  on(from, before, delegationOperations.create, {
    toPersonId: String(stage.jia.people[to].personId),
    fromOn: "2026-10-01",
    untilOn: "2026-10-08",
    reason: "国庆休假",
    permissions,
  });

/** Sixty thousand: first the chief of the division, then the head. */
async function submitted(on: On, day = during, from: Post = "officer") {
  const memo = await on(from, day, memoOperations.submit, {
    title: "关于采购展台搭建服务的请示",
    body: "拟采购展台搭建服务，请审批。",
    amount: "60000",
  });
  const id = String(memo.approvalId);
  const version = async () => (await on(from, day, approvalOperations.get, { id })).approval.version;
  return { id, memoId: memo.id, version };
}

const todo = async (on: On, post: Post, day = during) =>
  (await on(post, day, approvalOperations.list, { tab: "todo" })).total;

describe("受托审批", () => {
  test("受托人看得到等委托人审批的，办理后处处写明代谁；到期就办不了，办过的仍看得到", () =>
    onStage(stage, async (house) => {
      const on = days(house);
      await entrust(on, "chief", "other");
      const { id, memoId, version } = await submitted(on);
      expect([await todo(on, "other"), await todo(on, "chief"), await todo(on, "colleague")]).toEqual([1, 1, 0]);
      const page = await on("other", during, approvalOperations.get, { id });
      expect([page.isMyTurn, page.forName, page.file.text]).toEqual([true, "一科长", "拟采购展台搭建服务，请审批。"]);

      await on("other", during, deciding.approve, { id, version: await version(), opinion: "情况属实" });
      const done = await on("chief", during, approvalOperations.get, { id });
      expect(done.acts.at(-1)).toMatchObject({ kind: "approve", byName: "二科专员", forName: "一科长" });
      const { opinions } = await on("officer", during, memoOperations.get, { id: memoId });
      expect(opinions).toMatchObject([{ byName: "二科专员", forName: "一科长", opinion: "情况属实" }]);
      const { rows } = await on("audit", during, historyOperations.list, { action: "approvals.approve" });
      expect(rows.map(({ accountName }) => accountName)).toEqual(["二科专员（代 一科长）"]);

      for (const post of ["other", "chief"] as const) {
        const { total } = await on(post, after, approvalOperations.list, { tab: "decided" });
        expect([post, total]).toEqual([post, 1]);
      }
      const later = await on("other", after, approvalOperations.get, { id });
      expect([later.isMyTurn, later.may.approve?.code]).toEqual([false, "permission.missing"]);
    }));

  test("没有委托审批权限的看不到；委托之前、之后都看不到", () =>
    onStage(stage, async (house) => {
      const on = days(house);
      await entrust(on, "chief", "other", ["companies.read"]);
      const { id } = await submitted(on);
      expect(await todo(on, "other")).toBe(0);
      expect((await refusal(on("other", during, approvalOperations.get, { id }))).kind).toBe("missing");
      await entrust(on, "chief", "colleague", ["approvals.decide"]);
      expect([
        await todo(on, "colleague", before),
        await todo(on, "colleague"),
        await todo(on, "colleague", after),
      ]).toEqual([0, 1, 0]);
    }));

  test("发起人不能代审批人审批自己发起的事项", () =>
    onStage(stage, async (house) => {
      const on = days(house);
      await entrust(on, "chief", "officer");
      const { id, version } = await submitted(on);
      expect(await todo(on, "officer")).toBe(0);
      const { may } = await on("officer", during, approvalOperations.get, { id });
      expect(may.approve).toEqual({
        code: "approvals.decide.forStarter",
        message: "这件审批是您自己发起的，不能代一科长审批，请由一科长本人办理，或由一科长转办给他人",
      });
      const about = { id, version: await version() };
      for (const asked of [
        on("officer", during, deciding.approve, about),
        on("officer", during, deciding.reject, { ...about, opinion: "不" }),
        on("officer", during, deciding.returnTo, { ...about, opinion: "退" }),
        on("officer", during, handing.delegate, {
          ...about,
          personId: String(stage.jia.people.finance.personId),
          reason: "转",
        }),
      ])
        expect((await refusal(asked)).code).toBe("approvals.decide.forStarter");
      await on("chief", during, deciding.approve, about);
    }));

  test("前面已经办理过的，不能再代后面的人办理；代办过的也不能再代第二个人", () =>
    onStage(stage, async (house) => {
      const on = days(house);
      await entrust(on, "head", "chief", ["approvals.decide"]);
      const { id, version } = await submitted(on);
      await on("chief", during, deciding.approve, { id, version: await version() });
      expect(await todo(on, "chief")).toBe(0);
      const asked = on("chief", during, deciding.approve, { id, version: await version() });
      expect((await refusal(asked)).message).toBe(
        "您在这件审批里已有自己的一份或已经办理过，不能再代主任审批，请由主任本人办理，或由主任转办给他人",
      );
    }));

  test("同时受两人委托：代了第一个，第二个须本人办", () =>
    onStage(stage, async (house) => {
      const on = days(house);
      await entrust(on, "chief", "other", ["approvals.decide"]);
      await entrust(on, "head", "other", ["approvals.decide"]);
      const { id, version } = await submitted(on);
      await on("other", during, deciding.approve, { id, version: await version() });
      expect([await todo(on, "other"), await todo(on, "head")]).toEqual([0, 1]);
      const asked = on("other", during, deciding.approve, { id, version: await version() });
      expect((await refusal(asked)).code).toBe("approvals.decide.forTwice");
      expect((await on("head", during, deciding.approve, { id, version: await version() })).state).toBe("approved");
    }));

  test("受发起人委托的可以代为催办、撤回；转办不能转给受托人自己", () =>
    onStage(stage, async (house) => {
      const on = days(house);
      await entrust(on, "officer", "other");
      await entrust(on, "chief", "finance");
      const { id, version } = await submitted(on);
      await on("other", during, handing.urge, { id, version: await version() });
      const toSelf = {
        id,
        version: await version(),
        personId: String(stage.jia.people.finance.personId),
        reason: "转",
      };
      expect((await refusal(on("finance", during, handing.delegate, toSelf))).code).toBe("approvals.hand.self");
      await on("other", during, deciding.withdraw, { id, version: await version(), opinion: "内容有误" });
      const { acts, approval } = await on("officer", during, approvalOperations.get, { id });
      expect(approval.state).toBe("withdrawn");
      expect(acts.map(({ kind, byName, forName }) => [kind, byName, forName])).toEqual([
        ["start", "一科专员", null],
        ["urge", "二科专员", "一科专员"],
        ["withdraw", "二科专员", "一科专员"],
      ]);
    }));
});
