import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#kit/server/context.ts";
import { approvalOperations } from "#records/approvals/contract.ts";
import { decidingOperations as deciding } from "#records/approvals/deciding/contract.ts";
import { handingOperations as handing } from "#records/approvals/handing/contract.ts";
import { companyOperations, contactOperations } from "#records/directory/contract.ts";
import { nightlySearch } from "#records/directory/duplicates/schedule.ts";
import { delegationOperations } from "#records/people/delegations/contract.ts";
import { erasureOperations } from "#records/people/erasures/contract.ts";
import { handoverOperations } from "#records/people/handovers/contract.ts";
import { noticeOperations, noticePreferenceOperations } from "#records/workspace/notices/contract.ts";
import type { NoticeKind } from "#records/workspace/notices/words.ts";
import { submit } from "./support/approvals.ts";
import { actorOf, onStage, openStage, type Post, type Say, type Stage } from "./support/people.ts";

/** 该办的、办完的，告诉该知道的人: approvals, delegations, handovers, erasures and the night's search. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const people = (): Record<Post, Actor> => stage.jia.people;
const person = (post: Post) => String(stage.jia.people[post].personId);

const told = async (say: Say, post: Post, kind: NoticeKind) =>
  (await say(people()[post], noticeOperations.list, { kind, limit: 50, descending: true })).rows.map(
    ({ title, page }) => [title, page],
  );

const title = "关于采购展台搭建服务的请示";

describe("审批的消息", () => {
  test("轮到谁告诉谁，催办再告诉；办结告诉发起人和抄送的人，经办人不告诉自己", () =>
    onStage(stage, async (_house, say) => {
      const { officer, chief, head } = people();
      const copyIds = [person("performance")];
      const { id, version, now } = await submit(say, officer, "60000", { copyIds });
      const page = `approvals/${id}`;
      expect(await told(say, "chief", "approvalWaiting")).toEqual([[`“${title}”等您审批（科室负责人审核）`, page]]);
      await say(officer, handing.urge, { id, version });
      expect(await told(say, "chief", "approvalUrged")).toEqual([[`催办：“${title}”等您审批（科室负责人审核）`, page]]);
      await say(chief, deciding.approve, { id, version });
      expect(await told(say, "head", "approvalWaiting")).toEqual([[`“${title}”等您审批（分管负责人审批）`, page]]);
      expect(await told(say, "performance", "approvalEnded")).toEqual([]);
      await say(head, deciding.approve, { id, version: (await now()).version });
      expect(await told(say, "officer", "approvalEnded")).toEqual([[`“${title}”已同意`, page]]);
      expect(await told(say, "performance", "approvalEnded")).toEqual([[`“${title}”已同意，抄送您`, page]]);
      expect(await told(say, "head", "approvalEnded")).toEqual([]);
      expect(await told(say, "other", "approvalEnded")).toEqual([]);
    }));

  test("退回、不同意告诉发起人；撤回告诉还没办的人", () =>
    onStage(stage, async (_house, say) => {
      const { officer, chief } = people();
      const first = await submit(say, officer);
      await say(chief, deciding.returnTo, { id: first.id, version: first.version, opinion: "补充报价" });
      await say(officer, deciding.withdraw, { id: first.id, version: first.version + 1, opinion: "不办了" });
      const second = await submit(say, officer);
      await say(chief, deciding.reject, { id: second.id, version: second.version, opinion: "没有预算" });
      const third = await submit(say, officer);
      await say(officer, deciding.withdraw, { id: third.id, version: third.version, opinion: "内容有误" });
      expect((await told(say, "officer", "approvalEnded")).map(([text]) => String(text)).sort()).toEqual([
        `“${title}”已退回给您，请修改后重新提交`,
        `“${title}”未获同意`,
      ]);
      expect(await told(say, "chief", "approvalEnded")).toEqual([
        [`“${title}”已由发起人撤回，无需再办`, `approvals/${third.id}`],
      ]);
    }));

  test("受托人也得到消息，自己发起的除外；点得开", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief } = people();
      const given = { fromOn: "2026-03-05", untilOn: "2026-03-06", reason: "出差" };
      await say(chief, delegationOperations.create, {
        ...given,
        toPersonId: person("other"),
        permissions: ["approvals.decide"],
      });
      expect(await told(say, "other", "delegation")).toEqual([
        ["您收到一份委托：2026-03-05 至 2026-03-06 代为办理业务", "delegations"],
      ]);
      const { id } = await submit(say, officer);
      const standIn = await actorOf(house, "jia-other");
      const { rows } = await say(standIn, noticeOperations.list, { kind: "approvalWaiting" });
      expect(rows).toMatchObject([{ title: `“${title}”等您受托审批（科室负责人审核）`, page: `approvals/${id}` }]);
      const own = await submit(say, standIn);
      expect((await say(standIn, approvalOperations.get, { id: own.id })).isMyTurn).toBe(false);
      expect(await told(say, "other", "approvalWaiting")).toHaveLength(1);
    }));
});

test("委托提前终止告诉另一方；交接轮到谁签告诉谁，完成告诉各方", () =>
  onStage(stage, async (_house, say) => {
    const { officer, chief, colleague, head } = people();
    const given = { toPersonId: person("other"), fromOn: "2026-03-05", untilOn: "2026-03-06", reason: "出差" };
    const { id } = await say(chief, delegationOperations.create, given);
    await say(head, delegationOperations.end, { id, version: 1, reason: "提前返岗" });
    const ended = ["2026-03-05 至 2026-03-06 的委托已提前终止", "delegations"];
    expect((await told(say, "other", "delegation"))[0]).toEqual(ended);
    expect(await told(say, "chief", "delegation")).toEqual([ended]);

    await say(officer, companyOperations.create, { name: "示例云帆有限公司" });
    const list = await say(chief, handoverOperations.create, {
      giverId: person("officer"),
      receiverId: person("colleague"),
      reason: "轮岗",
    });
    const page = `handovers/${list.id}`;
    expect(await told(say, "officer", "handover")).toEqual([["交接 J2026-0001 等您签字（移交人）", page]]);
    await say(officer, handoverOperations.sign, { id: list.id, version: 1 });
    expect(await told(say, "colleague", "handover")).toEqual([["交接 J2026-0001 等您签字（接收人）", page]]);
    await say(colleague, handoverOperations.sign, { id: list.id, version: 2 });
    expect((await told(say, "officer", "handover"))[0]).toEqual(["交接 J2026-0001 已经完成", page]);
    expect(await told(say, "colleague", "handover")).toHaveLength(1);
  }));

test("个人信息删除：只说编号，告诉能确认的人；办完告诉受理人", () =>
  onStage(stage, async (_house, say) => {
    const { officer, security } = people();
    const company = await say(officer, companyOperations.create, { name: "示例云帆有限公司" });
    const contact = await say(officer, contactOperations.create, { companyId: company.id, name: "示例联系人" });
    const asked = { applicant: "self", appliedOn: "2026-03-04", document: "书面申请", reason: "本人要求" } as const;
    await say(officer, contactOperations.requestErasure, { id: contact.id, ...asked });
    const [[text, page] = []] = await told(say, "security", "erasure");
    expect(text).toBe("个人信息删除申请 S2026-0001 等您确认");
    expect((await told(say, "head", "erasure"))[0]?.[0]).toBe(text);
    const id = String(page).split("/")[1] ?? "";
    await say(security, erasureOperations.reject, { id, version: 1, opinion: "身份没有核实" });
    expect(await told(say, "officer", "erasure")).toEqual([[`个人信息删除申请 S2026-0001 已驳回`, page]]);
  }));

test("夜间查重：每人一条，说自己能核实几对；第二天没有新的就不再说", () =>
  onStage(stage, async (house, say) => {
    const { head } = people();
    const enter = (name: string, post: Post) =>
      say(head, companyOperations.create, { name, officerId: person(post), duplicateReason: "演练" });
    await enter("示例云帆科技有限公司", "officer");
    await enter("示例云帆科技股份有限公司", "officer");
    await enter("示例远山机械有限公司", "other");
    await enter("示例远山机械股份有限公司", "other");
    await nightlySearch(house).work();
    const night = (count: number) => [[`夜间查重新发现 ${count} 对疑似重复的企业，请核实`, "duplicates"]];
    expect([await told(say, "head", "duplicates"), await told(say, "chief", "duplicates")]).toEqual([
      night(2),
      night(1),
    ]);
    const tomorrow = new Date(house.now().getTime() + 86_400_000);
    await nightlySearch({ ...house, now: () => tomorrow }).work();
    expect(await told(say, "head", "duplicates")).toHaveLength(1);
  }));

test("消息设置：没选过的，先按规则包列出要发邮件的；不填邮箱照样能保存别的", () =>
  onStage(stage, async (_house, say) => {
    const { officer } = people();
    const { get, save } = noticePreferenceOperations;
    const before = await say(officer, get, {});
    expect(before.mailKinds).toEqual(["approvalWaiting", "approvalUrged", "approvalEnded", "handover", "erasure"]);
    const saved = await say(officer, save, { version: before.version, quietFrom: 22, quietTo: 7 });
    expect([saved.mailKinds, saved.quietFrom]).toEqual([[], 22]);
    const chief = await say(people().chief, save, { version: 1, mailAddress: "chief@example.com" });
    expect(chief.mailKinds).toHaveLength(5);
  }));
