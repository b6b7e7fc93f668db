import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "#kit/base/dates.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { leadOperations, leadStepOperations } from "#records/projects/leads/contract.ts";
import { standingOperations } from "#records/projects/standing/contract.ts";
import { deskOperations } from "#results/desk/contract.ts";
import { onStage, openStage, type Stage } from "./support/people.ts";
import { enterLead, refusal } from "./support/projects.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
afterAll(() => stage.close());

describe("线索时限", () => {
  test("今天是 2026-03-05，2 月 28 日调休上班：超期用话说清，登记办理后时限随之结束，实际办理日与录入时间分开", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id: projectId } = await enterLead(say, officer, { receivedOn: "2026-02-27" });
      const shown = () => say(officer, leadOperations.clocks, { projectId });
      const told = async () => (await shown()).clocks.map(({ title, dueOn, text }) => [title, dueOn, text]);
      expect(await told()).toEqual([
        ["答复并定人", "2026-02-28", "超期 4 个工作日"],
        ["研判", "2026-03-03", "超期 2 个工作日"],
        ["反馈", "2026-03-06", "还剩 1 天"],
        ["跟进报告", "2026-03-13", "还剩 8 天"],
      ]);
      const { rows } = await say(officer, leadOperations.list, { isLate: true });
      expect(rows.map(({ lightText, nextDueOn, light }) => [lightText, nextDueOn, light])).toEqual([
        ["答复并定人超期 4 个工作日，另有 1 项超期", "2026-02-28", "red"],
      ]);
      await say(officer, leadStepOperations.add, { projectId, step: "experts", happenedOn: "2026-03-03" });
      await say(officer, leadStepOperations.add, { projectId, step: "answer", happenedOn: "2026-03-02" });
      const screen = await say(officer, leadStepOperations.add, {
        projectId,
        step: "screen",
        happenedOn: "2026-03-05",
        note: "建议推进",
      });
      expect((await told()).slice(0, 2)).toEqual([
        ["答复并定人", "2026-02-28", "2026-03-02 办理，晚了 1 个工作日"],
        ["研判", "2026-03-05", "2026-03-05 按期办理"],
      ]);
      expect((await say(officer, leadOperations.list, { isLate: true })).total).toBe(0);
      expect((await say(officer, projectOperations.get, { id: projectId })).project.activeOn).toBe("2026-03-05");
      await say(officer, leadStepOperations.annul, { projectId, id: screen.id, reason: "登记错了" });
      expect((await shown()).steps.map(({ step }) => step)).toEqual(["experts", "answer"]);
    }));

  test("重复、太早、没到、没有定人、已不是线索的不收", () =>
    onStage(stage, async (_house, say) => {
      const { head } = stage.jia.people;
      const { id: projectId } = await enterLead(say, head, { receivedOn: "2026-03-02" });
      const add = (step: "answer" | "screen" | "report", happenedOn = "2026-03-04") =>
        say(head, leadStepOperations.add, { projectId, step, happenedOn });
      expect((await refusal(add("screen", "2026-03-01"))).code).toBe("leadSteps.early");
      expect((await refusal(add("screen", "2026-03-06"))).code).toBe("leadSteps.future");
      await add("screen");
      expect((await refusal(add("screen"))).code).toBe("leadSteps.twice");
      await add("report", "2026-03-04");
      await add("report", "2026-03-05");
      const { project } = await say(head, projectOperations.get, { id: projectId });
      await say(head, projectOperations.update, {
        id: projectId,
        version: project.version,
        changes: { officerId: null },
      });
      expect((await refusal(add("answer"))).code).toBe("leadSteps.officer");
      await say(head, standingOperations.change, {
        projectId,
        version: project.version + 1,
        standing: "dormant",
        happenedOn: "2026-03-05",
        reason: "联系不上",
      });
      expect((await refusal(add("answer"))).code).toBe("leadSteps.standing");
    }));

  test("久无进展只建议转休眠，不会自己转；停滞说清多少个工作日", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id: projectId } = await enterLead(say, officer, { receivedOn: "2025-11-03" });
      const { silence, stall } = await say(officer, leadOperations.clocks, { projectId });
      expect(silence).toContain("建议转为“休眠”");
      expect(stall).toMatch(/停滞：在“线索”自 2025-11-03 起 \d+ 个工作日没有进展，这一阶段规定不超过 10 个工作日/);
      const { rows } = await say(officer, leadOperations.list, { isSilent: true });
      expect(rows.map(({ id, isSilent }) => [id, isSilent])).toEqual([[projectId, true]]);
      expect((await say(officer, projectOperations.get, { id: projectId })).project.standing).toBe("ongoing");
    }));

  test("待办的条数就是点开的清单的条数", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      await enterLead(say, officer, { receivedOn: "2026-02-02" });
      const { todos } = await say(officer, deskOperations.home, { year: 2026 });
      const waiting = todos.find(({ code }) => code === "leads.late");
      const { total } = await say(officer, leadOperations.list, { officerId: String(officer.personId), isLate: true });
      expect([waiting?.count, total]).toEqual([1, 1]);
    }));

  test("筛出的超期与亮的灯一致：四十个接到日期都试", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      for (let day = 0; day < 40; day++)
        await enterLead(say, officer, { name: `示例线索${day}`, receivedOn: addDays("2026-03-05", -day) });
      const { rows } = await say(officer, leadOperations.list, { limit: 100 });
      const late = await say(officer, leadOperations.list, { isLate: true, limit: 100 });
      const red = rows.filter(({ light }) => light === "red").map(({ id }) => id);
      expect(new Set(late.rows.map(({ id }) => id))).toEqual(new Set(red));
      expect(red.length).toBeGreaterThan(30);
    }));
});
