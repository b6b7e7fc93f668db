import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import type { Actor } from "#kit/server/context.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { approvalOperations } from "#records/approvals/contract.ts";
import { decidingOperations as deciding } from "#records/approvals/deciding/contract.ts";
import { handingOperations as handing } from "#records/approvals/handing/contract.ts";
import { memoOperations } from "#records/approvals/memos/contract.ts";
import { handoverOperations, holdingOperations } from "#records/people/handovers/contract.ts";
import { submit } from "./support/approvals.ts";
import { onStage, openStage, type Post, type Say, type Stage } from "./support/people.ts";
import { asOwner } from "./support/planted.ts";

/** 审批随人移交: what waits for whoever leaves, and what they began. */
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

const people = (): Record<Post, Actor> => stage.jia.people;
const person = (post: Post) => String(stage.jia.people[post].personId);

/** A list drawn up by the giver; across divisions with a witness. */
const drawUp = (say: Say, giver: Post, receiver: Post, witness: Post | null = null) =>
  say(people()[giver], handoverOperations.create, {
    giverId: person(giver),
    receiverId: person(receiver),
    witnessId: witness && person(witness),
    reason: "轮岗",
  });

async function sign(say: Say, id: string, posts: Post[], from = 1) {
  for (const [at, post] of posts.entries())
    await say(people()[post], handoverOperations.sign, { id, version: from + at });
}

describe("审批交接", () => {
  test("等移交人审批的、移交人发起的都在清单上；签完以后由接收人审批，原来的人不再办", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, finance, head, system } = people();
      const { id, memo, version } = await submit(say, officer, "60000");
      const own = await submit(say, chief);
      const held = await say(system, holdingOperations.holdings, { id: String(chief.accountId) });
      expect(held.kinds.map(({ title, count }) => [title, count])).toEqual([
        ["待办的审批", 1],
        ["发起的审批", 1],
      ]);
      const list = await drawUp(say, "chief", "finance", "head");
      const { items } = await say(chief, handoverOperations.get, { id: list.id });
      expect(items.map(({ kindTitle, note }) => `${kindTitle}：${note}`)).toEqual([
        "待办的审批：请示（签报）",
        "发起的审批：请示（签报），审批中",
      ]);
      await sign(say, list.id, ["chief", "finance", "head"]);

      const page = await say(finance, approvalOperations.get, { id });
      expect([page.isMyTurn, page.acts.at(-1)]).toMatchObject([true, { kind: "handOver", toName: "财务" }]);
      expect((await refusal(say(chief, deciding.approve, { id, version }))).code).toBe("approvals.decide.turn");
      expect((await say(finance, memoOperations.get, { id: memo.id })).memo.title).toBe(memo.title);
      await say(finance, deciding.approve, { id, version });
      expect((await say(head, approvalOperations.list, { tab: "todo" })).total).toBe(2);

      const begun = await say(finance, approvalOperations.get, { id: own.id });
      expect([begun.approval.starterName, begun.approval.divisionName]).toEqual(["财务", "办公室"]);
      await say(head, deciding.returnTo, { id: own.id, version: own.version, opinion: "写明数量" });
      const { memo: back } = await say(finance, memoOperations.get, { id: own.memo.id });
      const changes = { body: "两座展台，请审批。" };
      await say(finance, memoOperations.update, { id: back.id, version: back.version, changes });
      await say(finance, deciding.resubmit, { id: own.id, version: own.version + 1 });
      expect((await refusal(say(chief, handing.urge, { id: own.id, version: own.version + 2 }))).kind).toBe("missing");
      expect((await asOwner(house, (db) => verifyChain(db, stage.jia.id))).problems).toEqual([]);
    }));

  test("接收人是发起人或没有审批权限：一项也不移交，说出为什么；勾掉以后办得成", () =>
    onStage(stage, async (_house, say) => {
      const { officer, chief, colleague } = people();
      const { id } = await submit(say, officer);
      const list = await drawUp(say, "chief", "officer");
      await sign(say, list.id, ["chief"]);
      const asked = say(officer, handoverOperations.sign, { id: list.id, version: 2 });
      expect((await refusal(asked)).message).toBe(
        "有的事项现在不能移交：“关于采购展台搭建服务的请示”等人审批，接收人没有审批权限。没有移交任何一项，请先“更新清单”，勾掉接收人不能接的（另行转办），再重新签字",
      );
      expect((await say(chief, approvalOperations.get, { id })).isMyTurn).toBe(true);

      const other = await submit(say, colleague);
      const mine = await drawUp(say, "colleague", "chief");
      await sign(say, mine.id, ["colleague"]);
      expect((await refusal(say(chief, handoverOperations.sign, { id: mine.id, version: 2 }))).message).toContain(
        "由接收人审批，不能同时由其发起",
      );
      expect((await say(colleague, approvalOperations.get, { id: other.id })).approval.starterName).toBe("一科同事");
    }));

  test("清单拟好后又有进展的，不移交，请更新清单", () =>
    onStage(stage, async (_house, say) => {
      const { officer, chief, colleague } = people();
      const { id, version } = await submit(say, officer, "60000");
      const list = await drawUp(say, "officer", "colleague");
      await sign(say, list.id, ["officer"]);
      await say(chief, deciding.approve, { id, version });
      expect((await refusal(say(colleague, handoverOperations.sign, { id: list.id, version: 2 }))).message).toContain(
        "“关于采购展台搭建服务的请示”已有进展",
      );
      await say(officer, handoverOperations.renew, { id: list.id, version: 2 });
      await sign(say, list.id, ["officer", "colleague"], 3);
      expect((await say(colleague, approvalOperations.list, { tab: "started" })).total).toBe(1);
      expect((await say(officer, approvalOperations.list, { tab: "started" })).total).toBe(0);
    }));

  test("等待加签的也随人移交，加签回来后由接收人办", () =>
    onStage(stage, async (_house, say) => {
      const { officer, chief, finance, head } = people();
      const { id, version, now } = await submit(say, officer);
      await say(chief, handing.addApprover, {
        id,
        version,
        where: "before",
        personIds: [person("head")],
        reason: "先请示主任",
      });
      const list = await drawUp(say, "chief", "finance", "head");
      await sign(say, list.id, ["chief", "finance", "head"]);
      await say(head, deciding.approve, { id, version: (await now()).version });
      const page = await say(finance, approvalOperations.get, { id });
      expect([page.isMyTurn, page.approval.stepTitle]).toEqual([true, "科室负责人审核"]);
    }));
});
