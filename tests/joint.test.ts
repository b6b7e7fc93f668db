import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { countingOperations } from "#records/projects/counting/contract.ts";
import { jointOperations } from "#records/projects/joint/contract.ts";
import { schemeOperations } from "#records/projects/schemes/contract.ts";
import { onStage, openStage, type Say, type Stage } from "./support/people.ts";
import { enterLead, paper, refusal } from "./support/projects.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
afterAll(() => stage.close());

const partners = [
  { name: "示例丙区投资促进中心", region: "110108", role: "introducer", share: 30 },
  { name: "示例丁区投资促进中心", role: "operator", share: 10 },
] as const;

async function agreed(house: House, say: Say, actor: Actor, projectId: string, more: object = {}) {
  return say(actor, jointOperations.agree, {
    projectId,
    agreedOn: "2026-03-01",
    document: "联合招商备忘录",
    ownRole: "lander",
    ownShare: 60,
    partners: [...partners],
    files: [await paper(house, actor, "备忘录.pdf")],
    ...more,
  });
}

const scheme = {
  code: "线索2026",
  name: "线索统计",
  kind: "tally",
  authority: "示例市招商局",
  document: "示例办法",
  year: 2026,
  fromOn: "2026-01-01",
  toOn: "2026-12-31",
  basis: "stage",
  stage: "lead",
  amountBy: "planned",
} as const;

describe("联合招商", () => {
  test("各方份额合计 100%，协议是佐证；写在项目页和清单上，可按合作方和所在区筛选", () =>
    onStage(stage, async (house, say) => {
      const { officer, finance } = stage.jia.people;
      const { id: projectId } = await enterLead(say, officer);
      await enterLead(say, officer, { name: "示例不联合的项目" });
      expect((await refusal(agreed(house, say, officer, projectId, { ownShare: 70 }))).message).toBe(
        "我方 70% 加合作方 40% 共 110%，份额合计应为 100%，请核对",
      );
      const bare = agreed(house, say, officer, projectId, { files: [] });
      expect((await refusal(bare)).message).toContain("请附上合作协议或会议纪要");
      const unknown = agreed(house, say, officer, projectId, {
        partners: [{ name: "示例丙区", region: "999999", role: "introducer", share: 40 }],
      });
      expect((await refusal(unknown)).code).toBe("jointPromotions.region");
      const { id } = await agreed(house, say, officer, projectId);
      const shown = await say(officer, jointOperations.ofProject, { projectId });
      expect(shown.partners.map(({ name, share, regionName }) => [name, share, regionName])).toEqual([
        ["示例丙区投资促进中心", 30, "海淀区"],
        ["示例丁区投资促进中心", 10, null],
      ]);
      expect([shown.agreement?.files.length, shown.may.agree?.code]).toEqual([1, "jointPromotions.standing"]);
      const names = async (filter: object) =>
        (await say(finance, projectOperations.list, filter)).rows.map(({ name }) => name);
      expect(await names({ isJoint: true })).toEqual(["示例云帆储能基地"]);
      expect(await names({ isJoint: false })).toEqual(["示例不联合的项目"]);
      const found = async (filter: object) => (await say(finance, jointOperations.list, filter)).total;
      expect([await found({ region: "1101" }), await found({ region: "4201" })]).toEqual([1, 0]);
      expect([await found({ role: "operator" }), await found({ role: "assistant" })]).toEqual([1, 0]);
      const { timeline } = await say(officer, projectOperations.get, { id: projectId });
      expect(timeline.rows.map(({ title }) => title)).toContain(
        "登记联合招商：我方 60%，示例丙区投资促进中心 30%、示例丁区投资促进中心 10%",
      );
      await say(officer, jointOperations.annul, { id, reason: "份额调整" });
      expect((await say(officer, jointOperations.ofProject, { projectId })).agreement).toBeNull();
      expect((await refusal(say(officer, jointOperations.annul, { id, reason: "再来" }))).code).toBe(
        "jointPromotions.missing",
      );
      await agreed(house, say, officer, projectId, { ownShare: 60 });
    }));

  test("台账里只计一次，按我方份额；各方的分享照约定登记，不增加个数和金额；登记后约定不能作废", () =>
    onStage(stage, async (house, say) => {
      const { head, officer } = stage.jia.people;
      const { id: schemeId } = await say(head, schemeOperations.create, scheme);
      const { id: projectId } = await enterLead(say, officer);
      const { id } = await agreed(house, say, officer, projectId);
      const count = (more: object) =>
        say(head, countingOperations.count, { schemeId, projectId, happenedOn: "2026-03-05", kind: "first", ...more });
      expect((await refusal(count({ credit: 100 }))).code).toBe("jointPromotions.credit");
      expect((await count({})).credit).toBe(60);
      const shared = { kind: "shared", holder: "示例丙区投资促进中心" };
      expect((await refusal(count({ ...shared, credit: 20 }))).message).toContain(
        "示例丙区投资促进中心 30%、示例丁区投资促进中心 10%",
      );
      await count({ ...shared, credit: 30 });
      const totals = await say(head, countingOperations.totals, { schemeId });
      expect([totals.count, totals.amount, totals.rowCount]).toEqual([1, "1200000000.00", 2]);
      expect((await refusal(say(officer, jointOperations.annul, { id, reason: "份额调整" }))).message).toContain(
        "2 行按这份约定的份额登记",
      );
    }));

  test("批量计入也按约定的我方份额", () =>
    onStage(stage, async (house, say) => {
      const { head, officer } = stage.jia.people;
      const { id: schemeId } = await say(head, schemeOperations.create, scheme);
      const { id: projectId } = await enterLead(say, officer);
      await agreed(house, say, officer, projectId);
      const { id: other } = await enterLead(say, officer, { name: "示例不联合的项目" });
      await say(head, countingOperations.accept, { schemeId, projectIds: [projectId, other] });
      const { rows } = await say(head, countingOperations.list, { schemeId });
      expect(new Map(rows.map((row) => [row.projectId, row.credit]))).toEqual(
        new Map([
          [projectId, 60],
          [other, 100],
        ]),
      );
    }));
});
