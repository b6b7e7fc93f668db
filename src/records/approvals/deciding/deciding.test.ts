import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { when } from "#kit/server/news.ts";
import type { House } from "#kit/server/serve.ts";
import { recordGrants } from "#kit/server/tables.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { accountOperations } from "#records/people/contract.ts";
import { leaves, submit, withBoard } from "#tests/support/approvals.ts";
import { onStage, openStage, type Stage } from "#tests/support/people.ts";
import { asOwner } from "#tests/support/planted.ts";
import { approvalOperations } from "../contract.ts";
import { decidingOperations as deciding } from "./contract.ts";
import { handingOperations as handing } from "../handing/contract.ts";
import { memoOperations } from "../memos/contract.ts";
import { approvalAssigned, approvalDecided, approvalUrged } from "../queries.ts";

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

describe("走完一件请示", () => {
  test("小额只过科室负责人；同意后请示随之办结，抄送的人才看得到", () =>
    onStage(stage, async (_house, say) => {
      const { officer, chief, finance } = stage.jia.people;
      const { id, memo, version, now } = await submit(say, officer, "3000", { copyIds: [String(finance.personId)] });
      expect([memo.state, (await now()).stepTitle]).toEqual(["pending", "科室负责人审核"]);
      expect((await refusal(say(finance, approvalOperations.get, { id }))).kind).toBe("missing");
      const done = await say(chief, deciding.approve, { id, version, opinion: "同意，按程序采购。" });
      expect(done.state).toBe("approved");
      expect((await say(officer, memoOperations.get, { id: memo.id })).memo.state).toBe("approved");
      const { rows } = await say(finance, approvalOperations.list, { tab: "copied" });
      expect(rows.map((row) => row.id)).toEqual([id]);
      expect((await say(finance, approvalOperations.get, { id })).file.text).toContain("展台搭建");
    }));

  test("五万元以上加分管负责人，五十万元以上加班子票决：三人中两人同意", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const [deputy] = await withBoard(house, stage);
      const { id, now } = await submit(say, officer, "600000");
      const approve = async (actor: typeof officer) =>
        say(actor, deciding.approve, { id, version: (await now()).version });
      await approve(chief);
      expect((await now()).stepTitle).toBe("分管负责人审批");
      await approve(deputy);
      expect((await now()).stepTitle).toBe("班子票决");
      expect((await approve(head)).state).toBe("pending");
      expect((await approve(deputy)).state).toBe("approved");
      const { steps } = await say(officer, approvalOperations.get, { id });
      expect(steps.map(({ at, tasks }) => [at, tasks.map(({ state }) => state).sort()])).toEqual([
        ["passed", ["approved"]],
        ["passed", ["approved", "closed", "closed"]],
        ["passed", ["approved", "approved", "closed"]],
      ]);
      const agencyId = stage.jia.id;
      expect((await asOwner(house, (db) => verifyChain(db, agencyId))).problems).toEqual([]);
    }));

  test("票决两人不同意即不通过；一人不同意还要等", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const [first, second] = await withBoard(house, stage);
      const { id, memo, now } = await submit(say, officer, "600000");
      const version = async () => (await now()).version;
      await say(chief, deciding.approve, { id, version: await version() });
      await say(head, deciding.approve, { id, version: await version() });
      const no = { id, opinion: "资金没有着落" };
      expect((await say(first, deciding.reject, { ...no, version: await version() })).state).toBe("pending");
      expect((await say(second, deciding.reject, { ...no, version: await version() })).state).toBe("rejected");
      expect((await say(officer, memoOperations.get, { id: memo.id })).memo.state).toBe("rejected");
    }));

  test("科长发起的由分管负责人审核，本人不能审自己的", () =>
    onStage(stage, async (_house, say) => {
      const { chief, head } = stage.jia.people;
      const { id, version } = await submit(say, chief);
      expect((await refusal(say(chief, deciding.approve, { id, version }))).kind).toBe("missing");
      expect((await say(head, deciding.approve, { id, version })).state).toBe("approved");
    }));
});

describe("没有审批人就不能往下走", () => {
  test("票决到不齐人，发起就被拒绝，说明哪一步、差什么；请示也没有留下", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const told = await refusal(submit(say, officer, "600000"));
      expect(told.message).toMatch(/步骤“班子票决”应有 3 人参加票决、2 人同意，现在只有 1 人（主任）/);
      expect((await say(officer, memoOperations.list, {})).total).toBe(0);
    }));

  test("主任自己发起而没有别的负责人：拒绝，不会自动通过", () =>
    onStage(stage, async (_house, say) => {
      const told = await refusal(submit(say, stage.jia.people.head));
      expect(told.message).toMatch(/步骤“科室负责人审核”现在没有审批人.*发起人本人不算.*请系统管理员/);
    }));

  test("途中没人了：前一步办不下去，说明缘由，补上人才继续", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const { id, version, now } = await submit(say, officer, "60000");
      await leaves(house, head);
      const told = await refusal(say(chief, deciding.approve, { id, version }));
      expect(told.message).toMatch(/步骤“分管负责人审批”现在没有审批人/);
      expect((await now()).stepTitle).toBe("科室负责人审核");
      await withBoard(house, stage);
      expect((await say(chief, deciding.approve, { id, version })).state).toBe("pending");
    }));

  test("审批人离岗或停用：卡住看得见，系统管理员换上符合规定的人；谁也不能自动通过", () =>
    onStage(stage, async (house, say) => {
      const { officer, head, system, chief } = stage.jia.people;
      const { id, version, now } = await submit(say, officer, "60000");
      await say(chief, deciding.approve, { id, version });
      const account = { id: String(head.accountId), version: 1, reason: "退休" };
      await say(system, accountOperations.disable, account);
      const { steps } = await say(officer, approvalOperations.get, { id });
      expect(steps[1]?.stuck).toMatch(/主任已不在岗.*请系统管理员在“卡住的审批”中更换/);
      expect(await say(system, handing.stuck, {})).toMatchObject([{ goneName: "主任", choices: [] }]);

      const [deputy] = await withBoard(house, stage);
      const [stuck] = await say(system, handing.stuck, {});
      expect(stuck?.choices.map(({ name }) => name)).toEqual(["副主任乙", "副主任甲"]);
      const sent = { id, version: (await now()).version, taskId: stuck?.taskId ?? "", reason: "主任退休" };
      const wrong = await refusal(say(system, handing.replace, { ...sent, personId: String(chief.personId) }));
      expect(wrong.message).toMatch(/不是“分管负责人审批”的审批人/);
      await say(system, handing.replace, { ...sent, personId: String(deputy.personId) });
      expect(await say(system, handing.stuck, {})).toEqual([]);
      const last = await say(deputy, deciding.approve, { id, version: (await now()).version });
      expect(last.state).toBe("approved");
    }));
});

describe("退回、重新提交、撤回", () => {
  test("退回发起人：写明意见，改完再交是新的一轮，前一轮的同意不再算数", () =>
    onStage(stage, async (_house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const { id, memo, version, now } = await submit(say, officer, "60000");
      await say(chief, deciding.approve, { id, version });
      await say(head, deciding.returnTo, { id, version: (await now()).version, opinion: "补充比选情况" });
      expect((await say(officer, memoOperations.get, { id: memo.id })).memo.state).toBe("returned");
      const changes = { body: "已比选三家，拟选示例甲公司。", amount: "52000" };
      const before = (await say(officer, memoOperations.get, { id: memo.id })).memo;
      await say(officer, memoOperations.update, { id: memo.id, version: before.version, changes });
      await say(officer, deciding.resubmit, { id, version: (await now()).version, opinion: "已补充" });
      const shown = await say(officer, approvalOperations.get, { id });
      expect(shown.approval).toMatchObject({ round: 2, stepTitle: "科室负责人审核", amount: "52000.00" });
      expect(shown.file.text).toContain("已比选三家");
      expect(shown.acts.map(({ kind, round }) => [kind, round])).toEqual([
        ["start", 1],
        ["approve", 1],
        ["return", 1],
        ["resubmit", 2],
      ]);
    }));

  test("退回到前面的步骤，从那里再走；退到后面的步骤被拒绝", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head } = stage.jia.people;
      await withBoard(house, stage);
      const { id, now } = await submit(say, officer, "600000");
      const based = async () => ({ id, version: (await now()).version });
      await say(chief, deciding.approve, await based());
      const later = say(head, deciding.returnTo, { ...(await based()), step: "board", opinion: "退" });
      expect((await refusal(later)).message).toMatch(/“班子票决”不在当前步骤之前/);
      await say(head, deciding.approve, await based());
      await say(head, deciding.returnTo, { ...(await based()), step: "chief", opinion: "请科室再核" });
      expect(await now()).toMatchObject({ stepTitle: "科室负责人审核", round: 2 });
      await say(chief, deciding.approve, await based());
      expect(await now()).toMatchObject({ stepTitle: "分管负责人审批", state: "pending" });
      const nowhere = say(head, deciding.returnTo, { ...(await based()), step: "nowhere", opinion: "退" });
      expect((await refusal(nowhere)).message).toMatch(/没有这个步骤/);
    }));

  test("撤回后不能再审批；可以改了重新发起", () =>
    onStage(stage, async (_house, say) => {
      const { officer, chief } = stage.jia.people;
      const { id, memo, version } = await submit(say, officer);
      await say(officer, deciding.withdraw, { id, version, opinion: "数字有误" });
      const late = await refusal(say(chief, deciding.approve, { id, version: version + 1 }));
      expect(late.message).toBe("发起人已经撤回，不能再办理");
      const { memo: back } = await say(officer, memoOperations.get, { id: memo.id });
      const again = await say(officer, memoOperations.resend, { id: memo.id, version: back.version });
      expect([again.state, again.approvalId === id]).toEqual(["pending", false]);
    }));

  test("同一人办两次、拿旧版办、别人已经办了：各说各的缘由", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const [deputy] = await withBoard(house, stage);
      const { id, version, now } = await submit(say, officer, "600000");
      await say(chief, deciding.approve, { id, version });
      expect((await refusal(say(chief, deciding.approve, { id, version: version + 1 }))).message).toMatch(
        /您在“科室负责人审核”已经表示同意，不能重复办理/,
      );
      expect((await refusal(say(head, deciding.approve, { id, version }))).code).toBe("approvals.stale");
      const later = (await now()).version;
      await say(head, deciding.approve, { id, version: later });
      await say(head, deciding.approve, { id, version: (await now()).version });
      await say(deputy, deciding.approve, { id, version: (await now()).version });
      expect((await refusal(say(deputy, deciding.approve, { id, version: later }))).message).toMatch(/已经办结/);
    }));
});

describe("转办、加签、催办", () => {
  test("转办给有审批权限的人；不能给发起人、没权限的人、这一步已有任务的人", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head, finance, colleague } = stage.jia.people;
      const [deputy] = await withBoard(house, stage);
      const { id, version, now } = await submit(say, chief, "60000");
      const to = async (personId: string | null) =>
        say(head, handing.delegate, {
          id,
          version: (await now(head)).version,
          personId: String(personId),
          reason: "出差",
        });
      expect((await refusal(to(colleague.personId))).message).toMatch(/没有审批权限/);
      expect((await refusal(to(chief.personId))).message).toMatch(/是发起人/);
      expect((await refusal(to(deputy.personId))).message).toMatch(/已有自己的审批任务/);
      expect((await refusal(to(head.personId))).message).toMatch(/不能交给自己/);
      await to(finance.personId);
      expect((await refusal(say(head, deciding.approve, { id, version }))).message).toMatch(/您已把这一步转给他人/);
      await say(finance, deciding.approve, { id, version, opinion: "代为审核" });
      expect((await now(chief)).stepTitle).toBe("分管负责人审批");
      expect((await refusal(say(officer, approvalOperations.get, { id }))).kind).toBe("missing");
    }));

  test("前加签：本步骤等着，意见回来接着办；后加签：本步骤过后还要他同意", () =>
    onStage(stage, async (_house, say) => {
      const { officer, chief, finance, performance } = stage.jia.people;
      const { id, now } = await submit(say, officer);
      const based = async () => ({ id, version: (await now()).version });
      const add = async (where: "before" | "after", personId: string | null) =>
        say(chief, handing.addApprover, { ...(await based()), where, personIds: [String(personId)], reason: "请会签" });
      await add("after", performance.personId);
      await add("before", finance.personId);
      expect((await now()).stepTitle).toBe("加签：财务");
      expect((await refusal(say(chief, deciding.approve, await based()))).message).toMatch(/加签的意见还没有回来/);
      await say(finance, deciding.approve, await based());
      expect((await now()).stepTitle).toBe("科室负责人审核");
      expect((await say(chief, deciding.approve, await based())).state).toBe("pending");
      expect((await say(performance, deciding.approve, await based())).state).toBe("approved");
    }));

  test("催办每天一次，换了步骤可以再催；催的是谁由消息告诉", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const heard: unknown[] = [];
      const listening = [approvalUrged, approvalAssigned, approvalDecided].map((each) =>
        when(each as typeof approvalUrged, async (_ctx, told) => heard.push([each.name, told.personIds?.length])),
      );
      (house as { reactions: House["reactions"] }).reactions = [...house.reactions, ...listening];
      const { id, version, now } = await submit(say, officer, "60000");
      await say(officer, handing.urge, { id, version });
      expect((await refusal(say(officer, handing.urge, { id, version }))).message).toMatch(/今天已经催办过/);
      expect((await refusal(say(chief, handing.urge, { id, version }))).kind).toBe("missing");
      await say(chief, deciding.approve, { id, version });
      await say(officer, handing.urge, { id, version: (await now()).version });
      await say(head, deciding.approve, { id, version: (await now()).version });
      expect(heard).toEqual([
        ["approvalAssigned", 1],
        ["approvalUrged", 1],
        ["approvalAssigned", 1],
        ["approvalUrged", 1],
        ["approvalDecided", undefined],
      ]);
    }));
});

describe("审批人看得到案卷，也只看得到案卷", () => {
  const grants = (house: House) =>
    asOwner(house, (db) => db.select().from(recordGrants).where(eq(recordGrants.agencyId, stage.jia.id)));

  test("待办时看得到请示和审批，别的都看不到；办完收回，仍可看自己办过的", () =>
    onStage(stage, async (house, say) => {
      const { officer, other, finance, chief, head } = stage.jia.people;
      const { id, memo, version } = await submit(say, officer, "60000");
      const unrelated = await submit(say, other);
      await say(chief, handing.delegate, { id, version, personId: String(finance.personId), reason: "请核经费" });
      const held = (await grants(house)).map(({ accountId, subjectId }) => `${accountId} ${subjectId}`);
      expect(new Set(held)).toEqual(
        new Set([`${head.accountId} ${unrelated.memo.id}`, `${finance.accountId} ${memo.id}`]),
      );
      expect((await say(finance, memoOperations.get, { id: memo.id })).memo.title).toBe(memo.title);
      expect((await say(finance, approvalOperations.list, {})).total).toBe(1);
      expect((await say(finance, approvalOperations.list, { tab: "all" })).total).toBe(1);
      expect((await say(finance, memoOperations.list, {})).total).toBe(0);
      for (const refused of [
        say(finance, memoOperations.get, { id: unrelated.memo.id }),
        say(finance, approvalOperations.get, { id: unrelated.id }),
        say(stage.yi.people.head, approvalOperations.get, { id }),
      ])
        expect((await refusal(refused)).kind).toBe("missing");

      await say(finance, deciding.approve, { id, version });
      expect((await refusal(say(finance, memoOperations.get, { id: memo.id }))).kind).toBe("missing");
      const kept = await asOwner(house, (db) =>
        db
          .select()
          .from(recordGrants)
          .where(and(eq(recordGrants.accountId, String(finance.accountId)))),
      );
      expect(kept).toEqual([]);
      const later = await say(finance, approvalOperations.get, { id });
      expect([later.file.text, later.approval.page]).toEqual([memo.body, null]);
    }));

  test("办完以后改过的内容不给他看，他看到的是当时那一版", () =>
    onStage(stage, async (_house, say) => {
      const { officer, finance, chief, head } = stage.jia.people;
      const { id, memo, version, now } = await submit(say, officer, "60000");
      await say(chief, handing.delegate, { id, version, personId: String(finance.personId), reason: "请核经费" });
      await say(finance, deciding.approve, { id, version });
      await say(head, deciding.returnTo, { id, version: (await now()).version, opinion: "重写" });
      const { memo: back } = await say(officer, memoOperations.get, { id: memo.id });
      const changes = { body: "后来改的内容" };
      await say(officer, memoOperations.update, { id: memo.id, version: back.version, changes });
      await say(officer, deciding.resubmit, { id, version: (await now()).version });
      expect((await say(finance, approvalOperations.get, { id })).file.text).toBe(memo.body);
      expect((await say(chief, approvalOperations.get, { id })).file.text).toBe("后来改的内容");
    }));
});
