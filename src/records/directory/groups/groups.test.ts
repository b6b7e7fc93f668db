import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { perform } from "#kit/server/serve.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { companyOperations } from "../contract.ts";
import { moveParents } from "./actions.ts";
import { groupOperations } from "./contract.ts";
import { inTreeOrder, whyNotAttach } from "./rules.ts";

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

/** 总部 → 子公司 → 孙公司, the last of another division. */
async function family(say: Say) {
  const { head, officer, other } = stage.jia.people;
  const enter = async (name: string, officerId: string | null) =>
    (await say(head, companyOperations.create, { name, officerId, registeredCapital: "1000000" })).id;
  const top = await enter("示例总部集团有限公司", officer.personId);
  const middle = await enter("示例子公司有限公司", officer.personId);
  const low = await enter("示例孙公司有限公司", other.personId);
  const { groupId } = await say(head, groupOperations.attach, {
    companyId: middle,
    parentId: top,
    sharePercent: "51.5",
  });
  await say(head, groupOperations.attach, { companyId: low, parentId: middle, fromOn: "2020-01-01" });
  return { top, middle, low, groupId };
}

describe("挂接的规则", () => {
  const company = { id: "a", name: "甲", state: "active" } as const;
  const parent = { id: "b", name: "乙", state: "active" } as const;
  test.each<[string, Partial<Parameters<typeof whyNotAttach>[0]>, string | null]>([
    ["可以", {}, null],
    ["自己", { parent: company }, "企业不能做自己的上级，请另选一家"],
    ["绕圈", { ancestors: ["c", "a"] }, "乙本身在甲之下，这样挂接会绕成一圈，请核对谁是上级"],
    ["已有上级", { current: { parentName: "丙" } }, "甲已挂在丙之下，请先解除再改挂"],
    ["已归档", { company: { ...company, state: "archived" } }, "企业已归档，恢复后才能挂接"],
  ])("%s", (_, changed, message) => {
    const refused = whyNotAttach({ company, parent, ancestors: [], current: null, ...changed });
    expect(refused?.message ?? null).toBe(message);
  });
  test("看不到上级的成员排在最上一层", () => {
    const members = [
      { id: "c", parentId: "b" },
      { id: "a", parentId: null },
      { id: "d", parentId: "x" },
      { id: "b", parentId: "a" },
    ];
    expect(inTreeOrder(members).map(({ id, depth }) => `${id}${depth}`)).toEqual(["a0", "b1", "c2", "d0"]);
  });
});

describe("集团", () => {
  test("挂接即成集团：层级与负责人写在总部，成员都继承，清单里筛得出", () =>
    onStage(stage, async (house, say) => {
      const { head, officer } = stage.jia.people;
      const { groupId, low, top } = await family(say);
      await say(head, groupOperations.update, {
        id: groupId,
        version: 1,
        changes: { tier: "districtLeader", leadId: officer.personId, team: [String(officer.personId)] },
      });
      expect((await say(head, companyOperations.get, { id: low })).company).toMatchObject({
        groupName: "示例总部集团有限公司",
        tierTitle: "区领导包联",
        leadName: "一科专员",
      });
      const listed = await say(head, companyOperations.list, { tier: "districtLeader" });
      expect(listed.total).toBe(3);
      expect((await say(head, companyOperations.list, { tier: "cityLeader" })).total).toBe(0);
      const page = await say(head, groupOperations.get, { id: groupId });
      expect(page.members.map(({ name, depth, sharePercent }) => [name, depth, sharePercent])).toEqual([
        ["示例总部集团有限公司", 0, null],
        ["示例子公司有限公司", 1, "51.50"],
        ["示例孙公司有限公司", 2, null],
      ]);
      expect(page.seen).toEqual({ count: 3, registeredCapital: "3000000.00" });
      expect(page.timeline.rows.map(({ title }) => title)).toContain("修改：分级包联、包联负责人、核心团队");
      expect((await say(head, groupOperations.list, { search: "zbjt" })).rows).toMatchObject([
        { memberCount: 3, tierTitle: "区领导包联" },
      ]);
      expect((await say(head, groupOperations.place, { companyId: top })).children).toHaveLength(1);
      const report = await house.database.transaction({ role: "owner" }, (db) => verifyChain(db, stage.jia.id));
      expect(report.problems).toEqual([]);
    }));

  test("别科室的成员只计数，不露名；合计只算看得到的", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { groupId, middle } = await family(say);
      const page = await say(officer, groupOperations.get, { id: groupId });
      expect([page.members.length, page.hiddenCount, page.seen.registeredCapital]).toEqual([2, 1, "2000000.00"]);
      const place = await say(officer, groupOperations.place, { companyId: middle });
      expect([place.children.length, place.hiddenCount, place.parent?.name]).toEqual([0, 1, "示例总部集团有限公司"]);
    }));

  test("绕成一圈、没有这一层级、外机构的人，都说清为什么不行", () =>
    onStage(stage, async (_house, say) => {
      const { head } = stage.jia.people;
      const { top, low, groupId } = await family(say);
      const circle = await refusal(say(head, groupOperations.attach, { companyId: top, parentId: low }));
      expect(circle.code).toBe("groups.attach.cycle");
      const changed = (changes: object) =>
        refusal(say(head, groupOperations.update, { id: groupId, version: 1, changes }));
      expect((await changed({ tier: "nobody" })).code).toBe("groups.tier");
      expect((await changed({ leadId: stage.yi.people.officer.personId })).code).toBe("groups.person");
    }));

  test("合并企业时，上下级都归到留下的一家，不绕圈；它接任总部", () =>
    onStage(stage, async (house, say) => {
      const { head } = stage.jia.people;
      const { top, middle, low, groupId } = await family(say);
      const kept = await say(head, companyOperations.create, { name: "示例总部集团股份有限公司" });
      const merge = (fromId: string, toId: string) =>
        perform(
          house,
          {
            as: { role: "app", agencyId: stage.jia.id },
            agencyId: stage.jia.id,
            actor: head,
            operation: companyOperations.update,
          },
          (ctx) => moveParents(ctx, fromId, toId),
        );
      await merge(top, kept.id);
      const page = await say(head, groupOperations.get, { id: groupId });
      expect(page.members.map(({ name, depth }) => [name, depth])).toEqual([
        ["示例总部集团股份有限公司", 0],
        ["示例子公司有限公司", 1],
        ["示例孙公司有限公司", 2],
      ]);
      await merge(middle, low);
      const after = await say(head, groupOperations.get, { id: groupId });
      expect(after.members.map(({ id, depth }) => [id, depth])).toEqual([
        [kept.id, 0],
        [low, 1],
      ]);
    }));

  test("解除后带着下级自成集团；总部并入别的集团，原集团结束", () =>
    onStage(stage, async (_house, say) => {
      const { head } = stage.jia.people;
      const { top, middle, low, groupId } = await family(say);
      await say(head, groupOperations.detach, { companyId: middle, reason: "股权转让" });
      const place = await say(head, groupOperations.place, { companyId: low });
      expect(place.group?.name).toBe("示例子公司有限公司");
      expect((await say(head, companyOperations.get, { id: middle })).timeline.rows[0]?.title).toBe(
        "解除上级企业：示例总部集团有限公司（股权转让）",
      );
      const holding = await say(head, companyOperations.create, { name: "示例控股有限公司" });
      await say(head, groupOperations.attach, { companyId: top, parentId: holding.id });
      expect((await say(head, groupOperations.get, { id: groupId })).group.endedOn).toBe("2026-03-05");
      expect((await say(head, groupOperations.list, {})).rows.map(({ name }) => name).sort()).toEqual([
        "示例子公司有限公司",
        "示例控股有限公司",
      ]);
    }));
});
