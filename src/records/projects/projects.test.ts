import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { companyOperations } from "#records/directory/contract.ts";
import { enterLead, refusal } from "#tests/support/projects.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { projectOperations } from "./contract.ts";
import { stageOperations } from "./stages/contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const lead = (say: Say, more: object = {}) => enterLead(say, stage.jia.people.officer, more);

describe("线索", () => {
  test("只填名称和投资方就能登记：编号、专员、科室、阶段事实随之而定", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const project = await say(officer, projectOperations.create, { name: "示例线索", investorName: "示例集团" });
      expect(project).toMatchObject({
        code: "P2026-0001",
        stage: "lead",
        stageOn: "2026-03-05",
        officerId: officer.personId,
        divisionId: officer.divisionId,
        size: "unknown",
      });
      expect((await lead(say, { receivedOn: "2023-06-01" })).code).toBe("P2023-0001");
      expect((await lead(say)).code).toBe("P2026-0002");
      const page = await say(officer, projectOperations.get, { id: project.id });
      expect(page.rail[0]?.fact).toMatchObject({ stage: "lead", happenedOn: "2026-03-05", byName: "一科专员" });
      expect(page.next?.title).toBe("在谈");
      expect(page.next?.missing.map(({ title }) => title)).toEqual(["项目简介", "内外资", "行业门类"]);
      expect(page.definitions.landed.text).toContain("开工");
      expect(page.timeline.rows[0]?.title).toBe("登记线索 P2026-0001");
    }));

  test("投资方选自企业库时用它的名称；都不填就请填写；接到日期不能在今天之后", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const company = await say(officer, companyOperations.create, { name: "示例远山数据有限公司" });
      const project = await say(officer, projectOperations.create, { name: "示例项目", investorId: company.id });
      expect(project.investorName).toBe("示例远山数据有限公司");
      const nobody = await refusal(say(officer, projectOperations.create, { name: "示例项目" }));
      expect(nobody.fields[0]?.path).toBe("investorName");
      expect((await refusal(lead(say, { receivedOn: "2026-03-06" }))).code).toBe("projects.received");
    }));

  test("按名称、投资方、首字母和编号找到；改名后按新名找到", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id } = await lead(say);
      const total = async (search: string) => (await say(officer, projectOperations.list, { search })).total;
      for (const search of ["储能", "云帆集团", "yfcn", "P2026-00"])
        expect([search, await total(search)]).toEqual([search, 1]);
      await say(officer, projectOperations.update, { id, version: 1, changes: { name: "示例星河储能基地" } });
      expect([await total("星河"), await total("云帆储能")]).toEqual([1, 0]);
    }));
});

describe("金额", () => {
  test("美元投资按有日期的汇率折算；没有日期说清缺什么", () =>
    onStage(stage, async (_house, say) => {
      const dollars = {
        currency: "USD",
        originalInvestment: "20000000",
        exchangeRate: "7.0827",
        rateSource: "外汇交易中心",
      };
      const undated = await refusal(lead(say, dollars));
      expect([undated.code, undated.fields[0]?.path]).toEqual(["currency.rateDate", "ratedOn"]);
      const project = await lead(say, { ...dollars, ratedOn: "2026-03-04" });
      expect([project.totalInvestment, project.size]).toEqual(["141654000.00", "fourth"]);
    }));

  test("差一万倍先问，勾选已核对才存；什么都没有丢", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id } = await lead(say);
      const changes = { totalInvestment: "120000" };
      const asked = await refusal(say(officer, projectOperations.update, { id, version: 1, changes }));
      expect(asked.code).toBe("projects.amount.jump");
      expect(asked.fields.map(({ path }) => path)).toEqual(["changes.totalInvestment", "changes.isAmountChecked"]);
      const checked = { ...changes, isAmountChecked: true };
      const after = await say(officer, projectOperations.update, { id, version: 1, changes: checked });
      expect([after.totalInvestment, after.size, after.version]).toEqual(["120000.00", "below", 2]);
    }));
});

describe("一个筛选", () => {
  test("阶段、规模累计、金额和科室", () =>
    onStage(stage, async (_house, say) => {
      const { officer, other, head } = stage.jia.people;
      await lead(say);
      await lead(say, { name: "示例六十亿项目", totalInvestment: "6000000000" });
      await say(other, projectOperations.create, { name: "示例二科项目", investorName: "示例", track: "service" });
      const names = async (who: typeof officer, filter: object) =>
        (await say(who, projectOperations.list, { sort: "totalInvestment", ...filter })).rows.map(({ name }) => name);
      expect(await names(officer, { size: "second" })).toEqual(["示例云帆储能基地", "示例六十亿项目"]);
      expect(await names(officer, { size: "first" })).toEqual(["示例六十亿项目"]);
      expect(await names(head, { size: "unknown", reached: "lead" })).toEqual(["示例二科项目"]);
      expect(await names(head, { reached: "negotiating" })).toEqual([]);
      expect(await names(head, { amountTo: "2000000000" })).toEqual(["示例云帆储能基地"]);
      expect(await names(officer, { track: "service" })).toEqual([]);
    }));
});

describe("推进", () => {
  test("还差的一次说全；补齐后登记在谈，时间线按发生日期", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id } = await lead(say, { receivedOn: "2026-02-02" });
      const step = { projectId: id, stage: "negotiating", happenedOn: "2026-02-10" } as const;
      const missing = await refusal(say(officer, stageOperations.move, step));
      expect(missing.message).toBe(
        "还不能登记在谈，还差 3 项：在谈前填写项目简介；在谈前填写内外资；在谈前填写行业门类",
      );
      const changes = { brief: "储能电池及系统集成", capital: "domestic", industry: "C" } as const;
      await say(officer, projectOperations.update, { id, version: 1, changes });
      const early = await refusal(say(officer, stageOperations.move, { ...step, happenedOn: "2026-02-01" }));
      expect(early.code).toBe("projects.stage.order");
      await say(officer, stageOperations.move, step);
      const { project, next, timeline } = await say(officer, projectOperations.get, { id });
      expect([project.stage, project.stageOn, next?.title]).toEqual(["negotiating", "2026-02-10", "评审通过"]);
      expect(timeline.rows.map(({ happenedOn }) => happenedOn)).toEqual(["2026-03-05", "2026-02-10", "2026-02-02"]);
      expect(next?.missing.map(({ key }) => key)).toEqual(["region", "minutes"]);
    }));
});
