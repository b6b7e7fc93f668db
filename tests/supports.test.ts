import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deskOperations } from "#results/desk/contract.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { onStage, openStage, type Stage } from "./support/people.ts";
import { enterLead, refusal } from "./support/projects.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { supportOperations } from "#records/projects/supports/contract.ts";
import { dueAfter, workdaysLeft } from "#records/projects/supports/rules.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe("要素保障", () => {
  test("提出、答复、办结：期限按工作日，答复只增不改，时间线与今日进展随之", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id: projectId } = await enterLead(say, officer, { receivedOn: "2026-01-05" });
      const need = {
        projectId,
        kind: "landPlot",
        need: "一期用地",
        amount: 120,
        unit: "亩",
        department: "规划资源局",
      } as const;
      const raised = await say(officer, supportOperations.raise, { ...need, raisedOn: "2026-02-10", workdays: 5 });
      // 二月十四日补班，十五日至二十三日春节放假。
      expect(raised).toMatchObject({ dueOn: "2026-02-24", state: "open", version: 1 });
      const { id } = raised;
      await say(officer, supportOperations.answer, { id, version: 1, happenedOn: "2026-02-12", content: "同意供地" });
      const list = () => say(officer, supportOperations.list, { projectId });
      const [row] = (await list()).rows;
      expect(row?.answers).toMatchObject([{ department: "规划资源局", content: "同意供地" }]);
      expect(row?.workdaysLeft).toBeLessThan(0);
      expect((await say(officer, supportOperations.list, { isOverdue: true })).total).toBe(1);
      expect((await say(officer, supportOperations.list, { isOverdue: false })).total).toBe(0);

      const early = { id, version: 1, outcome: "met", result: "已供地", closedOn: "2026-02-01" } as const;
      expect((await refusal(say(officer, supportOperations.close, early))).message).toMatch(/日期早于提出需求/);
      await say(officer, supportOperations.close, { ...early, closedOn: "2026-02-26" });
      const again = say(officer, supportOperations.close, { ...early, version: 2, closedOn: "2026-02-26" });
      expect((await refusal(again)).message).toMatch(/已是“已保障”/);
      const { timeline } = await say(officer, projectOperations.get, { id: projectId });
      expect(timeline.rows.map(({ title }) => title)).toEqual(
        expect.arrayContaining([
          "土地需求已保障：已供地",
          "规划资源局答复土地需求：同意供地",
          "向规划资源局提出土地需求：一期用地，2026-02-24 前办结",
        ]),
      );
      const closed = async (params: Record<string, string>) =>
        (await say(stage.jia.people.head, metricOperations.figure, { metric: "supports.closed", year: 2026, params }))
          .value;
      expect([await closed({}), await closed({ timing: "late" }), await closed({ timing: "inTime" })]).toEqual([
        "1",
        "1",
        "0",
      ]);
    }));

  test("到期的在工作台上，件数就是点开的那张列表；别的机构、别的科室看不见", () =>
    onStage(stage, async (_house, say) => {
      const { officer, stranger } = { ...stage.jia.people, stranger: stage.yi.people.officer };
      const { id: projectId } = await enterLead(say, officer, { receivedOn: "2026-01-05" });
      const need = { projectId, kind: "labor", need: "招工", department: "人社局", raisedOn: "2026-03-02" } as const;
      await say(officer, supportOperations.raise, { ...need, workdays: 3 });
      await say(officer, supportOperations.raise, { ...need, workdays: 60 });
      const desk = await say(officer, deskOperations.home, { year: 2026 });
      const todo = desk.todos.find(({ code }) => code === "supports.due");
      expect(todo).toMatchObject({ count: 1, dueOn: "2026-03-05" });
      expect((await say(stranger, supportOperations.list, {})).total).toBe(0);
      const missing = await refusal(say(stranger, supportOperations.raise, { ...need, workdays: 3 }));
      expect(missing.message).toMatch(/项目不存在/);
    }));

  test("没有公布工作日历的年份不猜：期限推不到的拒绝，剩余天数留空", () => {
    expect(dueAfter("2026-03-02", 3)).toBe("2026-03-05");
    expect(dueAfter("2199-03-02", 3)).toBeNull();
    expect(workdaysLeft({ state: "open", dueOn: "2199-01-01" }, "2026-03-05")).toBeNull();
    expect(workdaysLeft({ state: "met", dueOn: "2026-03-09" }, "2026-03-05")).toBeNull();
  });
});
