import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { noticeOperations } from "#records/workspace/notices/contract.ts";
import { deskOperations } from "#results/desk/contract.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { onStage, openStage, type Say, type Stage } from "./support/people.ts";
import { enterLead, paper, refusal } from "./support/projects.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { nightlyBreaches } from "#records/projects/actuals/schedule.ts";
import { standingOperations } from "#records/projects/standing/contract.ts";
import { actualOperations, commitmentOperations, handlingOperations } from "#records/projects/commitments/contract.ts";
import { type FulfillmentState, fulfillmentStates } from "#records/projects/commitments/words.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const agreed = { source: "投资协议第五条", agreedOn: "2025-03-01" } as const;
const promise = async (say: Say, by: Actor, projectId: string, more: object = {}) =>
  say(by, commitmentOperations.create, {
    projectId,
    kind: "investment",
    year: 2025,
    target: "200000000",
    dueOn: "2025-12-31",
    ...agreed,
    ...more,
  });
const done = async (house: House, say: Say, by: Actor, about: { projectId: string; id: string }, more: object = {}) =>
  say(by, actualOperations.record, {
    projectId: about.projectId,
    commitmentId: about.id,
    value: "80000000",
    happenedOn: "2025-12-31",
    files: [await paper(house, by, "投资统计表.pdf")],
    ...more,
  });
const lead = (say: Say, officer: Actor, more: object = {}) =>
  enterLead(say, officer, { receivedOn: "2025-01-05", ...more });
const figure = async (say: Say, head: Actor, metric: string, year = 2026, asOf?: string) =>
  (await say(head, metricOperations.figure, { metric: `projects.${metric}`, year, params: {}, ...(asOf && { asOf }) }))
    .value;

describe("承诺与履约", () => {
  test("逾期未达：列表亮红灯说清差多少晚多久，夜间记为违约并告知专员，工作台数与列表一致；补足后转为已履行", () =>
    onStage(stage, async (house, say) => {
      const { officer, head } = stage.jia.people;
      const project = await lead(say, officer);
      const about = { projectId: project.id, id: (await promise(say, officer, project.id)).id };
      await done(house, say, officer, about, { happenedOn: "2025-11-30", value: "80000000" });
      const { rows, total } = await say(officer, commitmentOperations.list, { isAlert: true });
      expect(total).toBe(1);
      expect(rows[0]).toMatchObject({
        state: "breached",
        targetText: "2.00亿元",
        actualText: "8,000.00万元",
        why: "固定资产投资差1.20亿元（完成 40.00%），已过期限 64 天（宽限 30 天）",
      });
      const { todos } = await say(officer, deskOperations.home, { year: 2026 });
      expect(todos.find(({ code }) => code === "commitments.alert")).toMatchObject({ count: 1, dueOn: "2025-12-31" });

      // What was broken when it was typed is already known; the night adds nothing twice.
      await nightlyBreaches(house).work();
      await nightlyBreaches(house).work();
      expect([await figure(say, head, "commitmentsBreached"), await figure(say, head, "commitmentsMet")]).toEqual([
        "1",
        "0",
      ]);
      await done(house, say, officer, about, { happenedOn: "2026-03-01", value: "200000000" });
      expect([await figure(say, head, "commitmentsBreached"), await figure(say, head, "commitmentsMet")]).toEqual([
        "0",
        "1",
      ]);
      const shown = await say(officer, commitmentOperations.show, { projectId: project.id });
      expect(shown.rows[0]).toMatchObject({ state: "met", why: "已履行，比期限晚 60 天", share: 100 });
      expect((await say(officer, commitmentOperations.list, { isAlert: true })).total).toBe(0);
    }));

  test("日子过去才成为违约的：夜间登记一次，写在项目时间线上，通知责任专员一条", () =>
    onStage(stage, async (house, say) => {
      const { officer, head } = stage.jia.people;
      const project = await lead(say, officer);
      await promise(say, officer, project.id);
      await promise(say, officer, project.id, { kind: "jobs", target: "300" });
      await promise(say, officer, project.id, { year: 2026, dueOn: "2026-12-31" });
      for (let night = 0; night < 2; night += 1) await nightlyBreaches(house).work();
      expect(await figure(say, head, "commitmentsBreached")).toBe("2");
      const { rows } = await say(officer, noticeOperations.list, { limit: 20, kind: "breach" });
      expect(rows.map(({ title }) => title)).toEqual([
        "项目“示例云帆储能基地”承诺违约：2025年固定资产投资、2025年用工人数，请登记完成情况或处置",
      ]);
      const { timeline } = await say(officer, projectOperations.get, { id: project.id });
      expect(timeline.rows.filter(({ title }) => title.includes("承诺违约"))).toHaveLength(2);
    }));

  test("作废完成情况，退回先前的数；作废承诺，违约随之作废", () =>
    onStage(stage, async (house, say) => {
      const { officer, head } = stage.jia.people;
      const project = await lead(say, officer);
      const about = { projectId: project.id, id: (await promise(say, officer, project.id)).id };
      await done(house, say, officer, about);
      const wrong = await done(house, say, officer, about, { value: "200000000", happenedOn: "2026-01-31" });
      expect(await figure(say, head, "commitmentsMet")).toBe("1");
      await say(officer, actualOperations.annul, { projectId: project.id, id: wrong.id, reason: "重复登记" });
      expect([await figure(say, head, "commitmentsMet"), await figure(say, head, "commitmentsBreached")]).toEqual([
        "0",
        "1",
      ]);
      await say(officer, commitmentOperations.annul, { ...about, reason: "补充协议取消" });
      expect(await figure(say, head, "commitmentsBreached")).toBe("0");
      expect((await say(officer, commitmentOperations.show, { projectId: project.id })).rows).toEqual([]);
    }));

  test("税收、迁入不能新约定；历史承诺只读，税收目标只有能看涉税的人看得到", () =>
    onStage(stage, async (house, say) => {
      const { officer, head } = stage.jia.people;
      const project = await lead(say, officer);
      for (const kind of ["tax", "relocation"])
        expect((await refusal(promise(say, officer, project.id, { kind }))).code).toBe("commitments.barred");
      const old = { projectId: project.id, kind: "tax", year: 2023, source: "2022 年投资协议第八条" } as const;
      const late = { ...old, agreedOn: "2024-09-01", taxTarget: null };
      expect((await refusal(say(head, commitmentOperations.keep, late))).code).toBe("commitments.keep");
      const kept = await say(head, commitmentOperations.keep, {
        ...old,
        agreedOn: "2022-06-01",
        taxTarget: "30000000",
      });
      expect(kept.taxTarget).toBe("30000000.00");
      const seen = async (who: Actor) =>
        (await say(who, commitmentOperations.show, { projectId: project.id })).rows[0]?.taxTarget;
      expect([await seen(head), await seen(officer)]).toEqual(["30000000.00", null]);
      const about = { projectId: project.id, id: kept.id };
      expect((await refusal(done(house, say, officer, about))).code).toBe("commitments.legacy");
      const urge = { kind: "urge", decider: "中心", happenedOn: "2026-03-01", decision: "示例" } as const;
      const handled = say(officer, handlingOperations.record, {
        ...urge,
        projectId: project.id,
        commitmentId: kept.id,
      });
      expect((await refusal(handled)).code).toBe("commitments.legacy");
      expect((await say(officer, commitmentOperations.list, {})).total).toBe(0);
    }));

  test("处置：违约后催告、限期整改、清退建议都留行；项目清退后不再预警", () =>
    onStage(stage, async (_house, say) => {
      const { officer, head } = stage.jia.people;
      const project = await lead(say, officer);
      const { id: commitmentId } = await promise(say, officer, project.id);
      const about = { projectId: project.id, commitmentId, decider: "招商联席会议" };
      const rectify = { ...about, kind: "rectify", happenedOn: "2026-02-10", decision: "补足投资" } as const;
      expect((await refusal(say(officer, handlingOperations.record, rectify))).code).toBe("commitments.handle.until");
      await say(officer, handlingOperations.record, { ...rectify, untilOn: "2026-03-01" });
      const exit = { ...about, kind: "withdraw", happenedOn: "2026-03-04", decision: "建议清退，收回用地" } as const;
      await say(officer, handlingOperations.record, exit);
      const { rows } = await say(head, commitmentOperations.list, { isAlert: true });
      expect(rows.map(({ handling }) => handling)).toEqual(["withdraw"]);
      const { project: now } = await say(officer, projectOperations.get, { id: project.id });
      await say(officer, standingOperations.change, {
        projectId: project.id,
        version: now.version,
        standing: "withdrawn",
        happenedOn: "2026-03-05",
        reason: "未履行协议",
      });
      expect((await say(head, commitmentOperations.list, { isAlert: true })).total).toBe(0);
      expect((await say(head, commitmentOperations.list, { state: "ended" })).total).toBe(1);
    }));

  test("列表按状态筛选的各份不重不漏，与逐行算出的状态相同；期限、年度、专员、科室可筛", () =>
    onStage(stage, async (house, say) => {
      const { officer, other, head } = stage.jia.people;
      const first = await lead(say, officer);
      const second = await lead(say, other, { name: "示例远山产业园" });
      const days = ["2025-12-31", "2026-02-02", "2026-02-03", "2026-03-04", "2026-03-05", "2026-04-04", "2026-04-05"];
      for (const dueOn of days)
        for (const project of [first, second])
          await promise(say, head, project.id, { dueOn, year: Number(dueOn.slice(0, 4)) });
      const ceiling = await promise(say, head, first.id, { kind: "energy", target: "100", dueOn: "2026-12-31" });
      await done(house, say, officer, { projectId: first.id, id: ceiling.id }, { value: "150" });
      const all = await say(head, commitmentOperations.list, { limit: 100 });
      expect(all.total).toBe(15);
      let parts = 0;
      for (const state of Object.keys(fulfillmentStates) as FulfillmentState[]) {
        const { rows, total } = await say(head, commitmentOperations.list, { state, limit: 100 });
        expect(rows.map((row) => row.state)).toEqual(rows.map(() => state));
        expect([state, total]).toEqual([state, all.rows.filter((row) => row.state === state).length]);
        parts += total;
      }
      expect(parts).toBe(15);
      const alert = await say(head, commitmentOperations.list, { isAlert: true });
      const calm = await say(head, commitmentOperations.list, { isAlert: false });
      expect([alert.total, calm.total]).toEqual([9, 6]);
      const mine = { officerId: String(officer.personId) };
      expect((await say(head, commitmentOperations.list, mine)).total).toBe(8);
      expect((await say(head, commitmentOperations.list, { year: 2025 })).total).toBe(3);
      expect((await say(head, commitmentOperations.list, { dueBy: "2026-02-02" })).total).toBe(4);
      expect((await say(officer, commitmentOperations.list, {})).total).toBe(8);
      const firstPage = await say(head, commitmentOperations.list, { limit: 4 });
      const next = await say(head, commitmentOperations.list, { limit: 100, after: String(firstPage.next) });
      expect(firstPage.rows.length + next.rows.length).toBe(15);
    }));
});
