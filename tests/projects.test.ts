import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { companyOperations } from "#records/directory/contract.ts";
import { mergeOperations } from "#records/directory/merging/contract.ts";
import { handoverOperations } from "#records/people/handovers/contract.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { funnelOperations } from "#records/projects/funnel/contract.ts";
import { signingOperations } from "#records/projects/signings/contract.ts";
import { stageOperations } from "#records/projects/stages/contract.ts";
import { deskOperations } from "#results/desk/contract.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { onStage, openStage, type Stage } from "./support/people.ts";
import { enterLead, proof, talkReady } from "./support/projects.ts";

/** 招商项目 where it meets other modules: figures, the desk, handing over, merging. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe("指标", () => {
  test("到某阶段的个数和金额按发生年度取数；协议投资额只有正式协议", () =>
    onStage(stage, async (_house, say) => {
      const { officer, head } = stage.jia.people;
      const { id: projectId } = await enterLead(say, officer, { receivedOn: "2025-12-05", ...talkReady });
      await say(officer, stageOperations.move, { projectId, stage: "negotiating", happenedOn: "2026-01-10" });
      const signing = { projectId, happenedOn: "2026-02-01", counterpart: "示例集团", amount: "100000000" };
      await say(officer, signingOperations.create, { ...signing, kind: "formal" });
      await say(officer, signingOperations.create, { ...signing, kind: "framework" });
      const value = async (metric: string, year: number, params: Record<string, string> = {}) =>
        (await say(head, metricOperations.figure, { metric, year, params })).value;
      expect(await value("projects.reached", 2026, { stage: "negotiating" })).toBe("1");
      expect(await value("projects.reached", 2026, { stage: "lead" })).toBe("0");
      expect(await value("projects.reached", 2025, { stage: "lead", size: "second" })).toBe("1");
      expect(await value("projects.reachedInvestment", 2026, { stage: "negotiating" })).toBe("1200000000.00");
      expect(await value("projects.agreedInvestment", 2026)).toBe("100000000.00");
      expect(await value("projects.landed", 2026)).toBe("0");
    }));

  test("落地自核验之时起可数，按发生日期计入；核验前截至的数不变", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const company = await say(officer, companyOperations.create, { name: "示例云帆有限公司" });
      const people = { investorId: company.id, landedCompanyId: company.id, qualityKeeperId: chief.personId };
      const more = { track: "service", sourcePlace: "新加坡", region: "110105", receivedOn: "2025-12-05" };
      const { id: projectId } = await enterLead(say, officer, { ...talkReady, ...people, ...more });
      await say(officer, stageOperations.move, { projectId, stage: "negotiating", happenedOn: "2025-12-10" });
      const signing = { projectId, happenedOn: "2026-01-10", counterpart: "示例集团", amount: "1000000000" };
      await say(officer, signingOperations.create, signing);
      await say(officer, stageOperations.move, {
        projectId,
        stage: "signed",
        happenedOn: "2026-01-10",
        skipReason: "服务业项目不需评审",
        evidence: [await proof(house, officer, "agreement")],
      });
      const evidence = [await proof(house, officer, "license")];
      const step = { projectId, stage: "registered", happenedOn: "2026-01-20", evidence } as const;
      const fact = await say(officer, stageOperations.move, step);
      const landed = async (asOf?: string) =>
        (
          await say(head, metricOperations.figure, {
            metric: "projects.landed",
            year: 2026,
            params: {},
            ...(asOf && { asOf }),
          })
        ).value;
      expect(await landed()).toBe("0");
      await say(chief, stageOperations.verify, { projectId, id: fact.id });
      expect([await landed(), await landed("2026-03-04T00:00:00.000Z")]).toEqual(["1", "0"]);
    }));
});

test("漏斗的数就是同一筛选下列表的数：已到、现处、规模累计", () =>
  onStage(stage, async (_house, say) => {
    const { officer, head } = stage.jia.people;
    const { id: projectId } = await enterLead(say, officer, { receivedOn: "2026-01-05", ...talkReady });
    await enterLead(say, officer, { totalInvestment: "6000000000" });
    await enterLead(say, officer, { totalInvestment: null, track: "fund" });
    await say(officer, stageOperations.move, { projectId, stage: "negotiating", happenedOn: "2026-01-10" });
    const funnel = await say(head, funnelOperations.show, {});
    expect([funnel.total.count, funnel.total.amount, funnel.total.unknownCount]).toEqual([3, "7200000000.00", 1]);
    for (const { stage: at, count, reachedCount } of funnel.stages) {
      expect([at, (await say(head, projectOperations.list, { stage: at })).total]).toEqual([at, count]);
      expect([at, (await say(head, projectOperations.list, { reached: at })).total]).toEqual([at, reachedCount]);
    }
    for (const { size, count } of funnel.sizes)
      expect([size, (await say(head, projectOperations.list, { size })).total]).toEqual([size, count]);
    expect(funnel.sizes.map(({ count }) => count)).toEqual([1, 2, 2, 2, 0, 1]);
  }));

test("工作台：停滞的项目列在待办里，与列表的数一致；按首字母找得到", () =>
  onStage(stage, async (_house, say) => {
    const { officer } = stage.jia.people;
    await enterLead(say, officer, { receivedOn: "2025-12-05" });
    await enterLead(say, officer, { name: "示例新线索", receivedOn: "2026-03-04" });
    const { total } = await say(officer, projectOperations.list, { isStalled: true });
    expect(total).toBe(1);
    const { todos } = await say(officer, deskOperations.home, { year: 2026 });
    expect(todos.find(({ code }) => code === "projects.stalled")).toMatchObject({ count: 1 });
    const groups = await say(officer, deskOperations.search, { text: "yfcn" });
    expect(groups.find(({ kind }) => kind === "project")?.hits.map(({ title }) => title)).toEqual(["示例云帆储能基地"]);
  }));

test("轮岗清单列出名下项目；企业合并后项目指向留下的那一家", () =>
  onStage(stage, async (_house, say) => {
    const { officer, colleague, head } = stage.jia.people;
    const first = await say(officer, companyOperations.create, { name: "示例云帆有限公司" });
    const second = await say(officer, companyOperations.create, { name: "示例远山有限公司" });
    const { id } = await enterLead(say, officer, { investorId: second.id });
    const handover = await say(officer, handoverOperations.create, {
      giverId: String(officer.personId),
      receiverId: String(colleague.personId),
      witnessId: null,
      reason: "轮岗",
    });
    const page = await say(officer, handoverOperations.get, { id: handover.id });
    expect(page.items.map(({ title, note }) => `${title}：${note}`)).toContain("示例云帆储能基地：P2026-0001，线索");
    await say(head, mergeOperations.merge, {
      survivorId: first.id,
      mergedId: second.id,
      survivorVersion: 1,
      mergedVersion: 1,
      reason: "登记了两次",
    });
    expect((await say(head, projectOperations.get, { id })).project.investorId).toBe(first.id);
  }));
