import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import type { House } from "#kit/server/serve.ts";
import { submit } from "#tests/support/approvals.ts";
import { onStage, openStage, type Stage } from "#tests/support/people.ts";
import { approvalOperations } from "../contract.ts";
import { decidingOperations as deciding } from "../deciding/contract.ts";
import { timingOperations } from "../timing/contract.ts";
import { flowOperations } from "./contract.ts";

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

describe("流程与时效", () => {
  test("在办的沿用发起时的步骤；规则包改了，流程页说有几件沿用旧版", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief } = stage.jia.people;
      const { id, version } = await submit(say, officer, "60000");
      const pack = structuredClone(house.pack(2026)) as {
        approvals: { flows: { memos: { version: number; steps: { title: string; code: string }[] } } };
      };
      const { memos } = pack.approvals.flows;
      memos.version = 2;
      memos.steps.splice(1, 2);
      (house as { pack: House["pack"] }).pack = () => pack;
      const [flow] = await say(officer, flowOperations.flows, {});
      expect(flow).toMatchObject({ version: 2, running: 1, runningOld: 1 });
      expect((await say(chief, deciding.approve, { id, version })).state).toBe("pending");
      const second = await submit(say, officer, "60000");
      expect((await say(chief, deciding.approve, { id: second.id, version: second.version })).state).toBe("approved");
    }));

  test("流程页写出今天的审批人与缺人的步骤；规则包有误时写出缘由", () =>
    onStage(stage, async (house, say) => {
      const { officer } = stage.jia.people;
      const [flow] = await say(officer, flowOperations.flows, {});
      expect(flow?.steps.map(({ people }) => people)).toEqual([
        ["一科长（项目一科）"],
        ["主任（办公室）"],
        ["主任（办公室）"],
      ]);
      expect(flow?.steps.map(({ problem }) => problem !== null)).toEqual([false, false, true]);
      const pack = structuredClone(house.pack(2026)) as { approvals: { flows: { memos: { steps: unknown[] } } } };
      pack.approvals.flows.memos.steps = [];
      (house as { pack: House["pack"] }).pack = () => pack;
      const [broken] = await say(officer, flowOperations.flows, {});
      expect(broken?.problem).toMatch(/一个步骤也没有/);
      expect((await refusal(submit(say, officer))).message).toMatch(/一个步骤也没有/);
    }));

  test("各步骤的次数、中位与最长用时按办公时间算，在办超时另列", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const clock = house as { now: () => Date };
      const first = await submit(say, officer);
      const second = await submit(say, officer);
      clock.now = () => new Date("2026-03-05T14:30:00+08:00");
      await say(chief, deciding.approve, { id: first.id, version: first.version });
      clock.now = () => new Date("2026-03-06T09:30:00+08:00");
      await say(chief, deciding.approve, { id: second.id, version: second.version });
      await submit(say, officer);
      clock.now = () => new Date("2026-03-16T09:30:00+08:00");
      expect(await say(head, timingOperations.timing, {})).toEqual([
        {
          flowTitle: "请示（签报）",
          stepTitle: "科室负责人审核",
          count: 2,
          median: 345,
          longest: 480,
          lateCount: 0,
          uncounted: 0,
          openCount: 1,
          overdueCount: 1,
        },
      ]);
      const { rows } = await say(chief, approvalOperations.list, { isLate: true });
      expect(rows).toMatchObject([{ isLate: true, dueOn: "2026-03-10" }]);
    }));
});
