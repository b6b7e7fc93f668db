import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sumYuan } from "#kit/base/money.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { onStage, openStage, type Say, type Stage } from "./support/people.ts";
import { enterLead, refusal, talkReady } from "./support/projects.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { signingOperations } from "#records/projects/signings/contract.ts";
import { stageOperations } from "#records/projects/stages/contract.ts";
import { countingOperations } from "#records/projects/counting/contract.ts";
import { reconcilingOperations } from "#records/projects/reconciling/contract.ts";
import { listOperations } from "#records/projects/libraries/contract.ts";
import { schemeOperations } from "#records/projects/schemes/contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
afterAll(() => stage.close());

const signing = {
  code: "签约2026",
  name: "年度签约考核",
  kind: "tally",
  authority: "示例市招商局",
  document: "示例考核办法",
  year: 2026,
  fromOn: "2026-01-01",
  toOn: "2026-12-31",
  basis: "signing",
  amountBy: "signed",
} as const;
const talking = {
  ...signing,
  code: "在谈2026",
  name: "在谈项目统计",
  basis: "stage",
  stage: "negotiating",
  amountBy: "planned",
} as const;
const zones = {
  ...talking,
  code: "两区2026",
  name: "两区项目库",
  kind: "library",
  targetCount: 2,
  targetRate: 40,
} as const;

const signed = (say: Say, projectId: string, amount: string, more: object = {}) =>
  say(stage.jia.people.officer, signingOperations.create, {
    projectId,
    happenedOn: "2026-02-01",
    counterpart: "示例集团",
    amount,
    ...more,
  });
/** In talks since 10 January. */
async function inTalks(say: Say, name = "示例云帆储能基地") {
  const { officer } = stage.jia.people;
  const { id: projectId } = await enterLead(say, officer, { name, receivedOn: "2026-01-05", ...talkReady });
  await say(officer, stageOperations.move, { projectId, stage: "negotiating", happenedOn: "2026-01-10" });
  return projectId;
}

describe("首次只计一次，增资只计增加的部分", () => {
  test("首次签约计入；第二次首次签约、超过增加部分的增资被拒，说清该怎么办", () =>
    onStage(stage, async (_house, say) => {
      const { head, officer } = stage.jia.people;
      const { id: schemeId } = await say(head, schemeOperations.create, signing);
      const projectId = await inTalks(say);
      const first = { schemeId, projectId, kind: "first", happenedOn: "2026-02-01" } as const;
      expect((await refusal(say(head, countingOperations.count, first))).message).toContain(
        "还没有首次签订正式协议的登记",
      );
      await signed(say, projectId, "500000000");
      const row = await say(head, countingOperations.count, first);
      expect([row.number, row.countedAmount, row.credit]).toEqual([1, "500000000.00", 100]);
      await signed(say, projectId, "200000000", { happenedOn: "2026-03-01" });
      const again = await refusal(say(head, countingOperations.count, { ...first, happenedOn: "2026-03-01" }));
      expect([again.code, again.fields[0]?.path]).toEqual(["countings.twice", "kind"]);
      expect(again.message).toContain("同一项目只计一次；后来增加的投资请登记“增资”");
      const increase = {
        schemeId,
        projectId,
        kind: "increase",
        happenedOn: "2026-03-01",
        amount: "200000000.01",
      } as const;
      expect((await refusal(say(head, countingOperations.count, increase))).message).toContain(
        "只能再计入增加的 2.00亿元",
      );
      await say(head, countingOperations.count, { ...increase, amount: "200000000" });
      const totals = await say(officer, countingOperations.totals, { schemeId });
      expect(totals).toMatchObject({ rowCount: 2, count: 1, amount: "700000000.00" });
      const { rows } = await say(officer, countingOperations.list, { schemeId });
      expect(sumYuan(rows.map(({ countedAmount }) => countedAmount))).toBe(totals.amount);
      const { timeline } = await say(officer, projectOperations.get, { id: projectId });
      expect(timeline.rows.map(({ title }) => title)).toContain("“年度签约考核”增资，2.00亿元");
    }));

  test("两个人同时首次计入：恰有一个办成，库里只有一行", () =>
    onStage(stage, async (_house, say) => {
      const { head, chief } = stage.jia.people;
      const { id: schemeId } = await say(head, schemeOperations.create, talking);
      const projectId = await inTalks(say);
      const count = (actor: typeof head) =>
        say(actor, countingOperations.count, { schemeId, projectId, kind: "first", happenedOn: "2026-01-10" }).then(
          () => "办成",
          (error: { code: string }) => error.code,
        );
      expect((await Promise.all([count(head), count(chief), count(head)])).toSorted()).toEqual([
        "countings.twice",
        "countings.twice",
        "办成",
      ]);
      expect((await say(head, countingOperations.totals, { schemeId })).count).toBe(1);
    }));

  test("贡献份额合计不过一；首次后面还有行时不能先作废首次", () =>
    onStage(stage, async (_house, say) => {
      const { head } = stage.jia.people;
      const { id: schemeId } = await say(head, schemeOperations.create, talking);
      const projectId = await inTalks(say);
      const about = { schemeId, projectId, happenedOn: "2026-01-10" };
      const first = await say(head, countingOperations.count, { ...about, kind: "first", credit: 60 });
      const share = { ...about, kind: "shared", holder: "示例乙区" } as const;
      expect((await refusal(say(head, countingOperations.count, { ...share, credit: 50 }))).message).toContain(
        "还可登记 40%",
      );
      const shared = await say(head, countingOperations.count, { ...share, credit: 40 });
      expect((await say(head, countingOperations.totals, { schemeId })).amount).toBe("1200000000.00");
      const early = await refusal(say(head, countingOperations.annul, { id: first.id, reason: "登错" }));
      expect(early.code).toBe("countings.annul.order");
      await say(head, countingOperations.annul, { id: shared.id, reason: "登错" });
      await say(head, countingOperations.annul, { id: first.id, reason: "登错" });
      expect(await say(head, countingOperations.totals, { schemeId })).toMatchObject({ count: 0, amount: "0.00" });
      expect((await say(head, countingOperations.list, { schemeId, isVoided: true })).total).toBe(2);
      await say(head, countingOperations.count, { ...about, kind: "first" });
    }));

  test("不计入的行业按条文拒绝；没有事实可查的情形要核对后勾选", () =>
    onStage(stage, async (_house, say) => {
      const { head } = stage.jia.people;
      const projectId = await inTalks(say);
      const shut = { kind: "industry", clause: "制造业不计入本口径", industries: ["C"] as "C"[] } as const;
      const excluding = { ...talking, code: "甲", name: "服务业口径", exclusions: [shut] };
      const { id } = await say(head, schemeOperations.create, excluding);
      const about = { projectId, kind: "first", happenedOn: "2026-01-10" } as const;
      const excluded = await refusal(say(head, countingOperations.count, { ...about, schemeId: id }));
      expect(excluded.message).toBe("“服务业口径”不计入：排除的行业（制造业不计入本口径）");
      const moved = { kind: "relocation", clause: "本地迁建项目不计入" } as const;
      const looked = await say(head, schemeOperations.create, { ...talking, code: "乙", exclusions: [moved] });
      const asked = await refusal(say(head, countingOperations.count, { ...about, schemeId: looked.id }));
      expect([asked.code, asked.fields[0]?.path]).toEqual(["countings.check", "isChecked"]);
      expect(asked.message).toContain("本地迁建项目不计入");
      await say(head, countingOperations.count, { ...about, schemeId: looked.id, isChecked: true });
    }));
});

describe("可计入、不再符合、核对", () => {
  test("符合而未计入的列出理由，一次计入；项目不再符合后列出原因", () =>
    onStage(stage, async (_house, say) => {
      const { head, officer } = stage.jia.people;
      const { id: schemeId } = await say(head, schemeOperations.create, { ...talking, minAmount: "1000000000" });
      const [one, other] = [await inTalks(say), await inTalks(say, "示例远山项目")];
      const small = await enterLead(say, officer, {
        name: "示例小项目",
        totalInvestment: "1000000",
        receivedOn: "2026-01-05",
        ...talkReady,
      });
      await say(officer, stageOperations.move, { projectId: small.id, stage: "negotiating", happenedOn: "2026-01-10" });
      const { rows } = await say(head, countingOperations.candidates, { schemeId });
      expect(rows.map(({ projectId, refusal: shut }) => [projectId, shut?.code ?? null])).toEqual([
        [one, null],
        [other, null],
        [small.id, "countings.amount"],
      ]);
      expect(rows[0]?.reasons).toEqual(["2026年1月10日到达“在谈”", "计划总投资 12.00亿元"]);
      const all = { schemeId, projectIds: [one, other, small.id] };
      expect((await refusal(say(head, countingOperations.accept, all))).message).toContain("示例小项目：");
      const taken = await say(head, countingOperations.accept, { schemeId, projectIds: [one, other] });
      expect(taken).toEqual({ count: 2, amount: "2400000000.00" });
      expect((await refusal(say(head, countingOperations.accept, { schemeId, projectIds: [one] }))).code).toBe(
        "countings.accept.stale",
      );
      expect((await say(head, reconcilingOperations.unmet, { schemeId })).rows).toEqual([]);
      const { project } = await say(officer, projectOperations.get, { id: one });
      const changes = { totalInvestment: "900000000" };
      await say(officer, projectOperations.update, { id: one, version: project.version, changes });
      const unmet = await say(head, reconcilingOperations.unmet, { schemeId });
      expect(unmet.rows.map(({ projectId, why }) => [projectId, why])).toEqual([
        [one, "不符合“在谈项目统计”：计划总投资 9.00亿元，不到起点 10.00亿元"],
      ]);
    }));

  test("两个口径的差异逐项说明，差异之和就是合计之差", () =>
    onStage(stage, async (_house, say) => {
      const { head } = stage.jia.people;
      const { id: oneId } = await say(head, schemeOperations.create, talking);
      const { id: otherId } = await say(head, schemeOperations.create, signing);
      const [one, other] = [await inTalks(say), await inTalks(say, "示例远山项目")];
      await signed(say, one, "500000000");
      await say(head, countingOperations.accept, { schemeId: oneId, projectIds: [one, other] });
      await say(head, countingOperations.accept, { schemeId: otherId, projectIds: [one] });
      const found = await say(head, reconcilingOperations.reconcile, { oneId, otherId });
      expect([found.one.count, found.one.amount, found.other.count, found.other.amount]).toEqual([
        2,
        "2400000000.00",
        1,
        "500000000.00",
      ]);
      const why = (projectId: string) => found.rows.find((row) => row.projectId === projectId)?.why;
      expect(why(one)).toBe("两边都计入，金额相差 7.00亿元：“在谈项目统计”计 12.00亿元，“年度签约考核”计 5.00亿元");
      expect(why(other)).toBe("不符合“年度签约考核”：还没有首次签订正式协议的登记");
      expect(sumYuan(found.rows.map(({ amountGap }) => amountGap))).toBe("1900000000.00");
      const { schemes } = await say(head, countingOperations.ofProject, { projectId: other });
      expect(schemes.map(({ name, isIn, sinceOn }) => [name, isIn, sinceOn])).toEqual([
        ["在谈项目统计", true, "2026-01-10"],
        ["年度签约考核", false, null],
      ]);
    }));
});

describe("上级项目库", () => {
  const listed = (number: number, more: object = {}) => ({
    entryNumber: `库${number}`,
    name: `示例入库${number}`,
    amount: "100000000",
    enteredOn: "2026-01-20",
    ...more,
  });

  test("按名单登记入库、落地、出库；再来一次只写新的；矛盾的整份不收", () =>
    onStage(stage, async (_house, say) => {
      const { head, officer } = stage.jia.people;
      const { id: schemeId } = await say(head, schemeOperations.create, zones);
      const rows = [listed(1, { landedOn: "2026-02-10" }), listed(2), listed(3)];
      expect(await say(head, listOperations.take, { schemeId, rows })).toEqual({
        enteredCount: 3,
        landedCount: 1,
        exitedCount: 0,
        sameCount: 0,
      });
      const next = [rows[0], listed(2, { exitedOn: "2026-03-01" }), rows[2]] as typeof rows;
      expect(await say(head, listOperations.take, { schemeId, rows: next })).toEqual({
        enteredCount: 0,
        landedCount: 0,
        exitedCount: 1,
        sameCount: 2,
      });
      const wrong = [listed(4), listed(3, { enteredOn: "2026-01-21" })];
      expect((await refusal(say(head, listOperations.take, { schemeId, rows: wrong }))).message).toContain("编号 库3");
      const { progress } = await say(officer, schemeOperations.get, { id: schemeId });
      expect(progress).toEqual({
        count: 3,
        amount: "300000000.00",
        landedCount: 1,
        stockCount: 2,
        rate: { landedCount: 1, ofCount: 2, percent: "50.0" },
      });
      const before = await say(officer, schemeOperations.get, { id: schemeId, onDay: "2026-02-28" });
      expect([before.progress.stockCount, before.progress.rate.percent]).toEqual([3, "33.3"]);
      const value = async (metric: string) =>
        (await say(head, metricOperations.figure, { metric, year: 2026, params: { scheme: zones.code } })).value;
      expect([
        await value("countings.counted"),
        await value("countings.landed"),
        await value("countings.stock"),
      ]).toEqual(["3", "1", "2"]);
      expect((await say(officer, countingOperations.list, { schemeId })).total).toBe(0);
      expect((await say(head, countingOperations.list, { schemeId })).total).toBe(5);
    }));

  test("本机构的项目入库、落地、出库；不在库的不能出库", () =>
    onStage(stage, async (_house, say) => {
      const { head } = stage.jia.people;
      const { id: schemeId } = await say(head, schemeOperations.create, zones);
      const projectId = await inTalks(say);
      const about = { schemeId, projectId };
      const out = { ...about, kind: "exited", happenedOn: "2026-03-01" } as const;
      expect((await refusal(say(head, countingOperations.count, out))).code).toBe("countings.order");
      await say(head, countingOperations.accept, { schemeId, projectIds: [projectId] });
      await say(head, countingOperations.count, { ...about, kind: "landed", happenedOn: "2026-02-20" });
      await say(head, countingOperations.count, out);
      const { progress } = await say(head, schemeOperations.get, { id: schemeId });
      expect([progress.count, progress.landedCount, progress.stockCount, progress.rate.percent]).toEqual([
        1,
        1,
        0,
        null,
      ]);
    }));
});

describe("口径", () => {
  test("从样本新建；计过数的口径不能再改规则，可以改目标；停用后不再登记", () =>
    onStage(stage, async (_house, say) => {
      const { head } = stage.jia.people;
      const proposals = await say(head, schemeOperations.proposals, { year: 2026 });
      const proposal = proposals.find(({ code }) => code === "在谈2026");
      if (!proposal) throw new Error("no proposal");
      const { isBegun: _isBegun, ...begin } = proposal;
      const { id, version } = await say(head, schemeOperations.create, begin);
      expect((await refusal(say(head, schemeOperations.create, begin))).fields[0]?.path).toBe("code");
      expect((await say(head, schemeOperations.proposals, { year: 2026 })).find(({ isBegun }) => isBegun)?.code).toBe(
        "在谈2026",
      );
      const projectId = await inTalks(say);
      await say(head, countingOperations.accept, { schemeId: id, projectIds: [projectId] });
      const reshape = { id, version, changes: { minAmount: "100" } };
      expect((await refusal(say(head, schemeOperations.update, reshape))).message).toContain(
        "已按这个口径登记 1 行台账",
      );
      await say(head, schemeOperations.update, { id, version, changes: { targetCount: 10, isClosed: true } });
      const about = { schemeId: id, projectId, kind: "increase", happenedOn: "2026-03-01", amount: "1" } as const;
      expect((await refusal(say(head, countingOperations.count, about))).code).toBe("schemes.closed");
    }));
});
