import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handoverOperations } from "#records/people/handovers/contract.ts";
import { outpostOperations } from "#records/intermediaries/outposts/contract.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { encounterOperations } from "#records/projects/encounters/contract.ts";
import { signingOperations } from "#records/projects/signings/contract.ts";
import { traceOperations } from "#records/projects/traces/contract.ts";
import { deskOperations } from "#results/desk/contract.ts";
import { onStage, openStage, type Say, type Stage } from "./support/people.ts";
import { enterLead, refusal } from "./support/projects.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
afterAll(() => stage.close());

const enter = async (say: Say, more: object = {}) =>
  (
    await say(stage.jia.people.officer, outpostOperations.create, {
      kind: "station",
      name: "示例长三角联络站",
      place: "示例市",
      fromOn: "2025-01-01",
      ...more,
    })
  ).id;

describe("驻外机构", () => {
  test("成果从指明它的记录里数，按年度、按币种，每个数点开就是那些行；自报数列在旁边，费用是手工登记的", () =>
    onStage(stage, async (_house, say) => {
      const { officer, head, other } = stage.jia.people;
      const outpostId = await enter(say);
      const brought = { source: "outpost", outpostId } as const;
      const one = await enterLead(say, officer, { ...brought, receivedOn: "2025-11-05" });
      await enterLead(say, officer, { ...brought, name: "示例第二条", receivedOn: "2026-01-05" });
      await enterLead(say, head, {
        ...brought,
        name: "示例别科的",
        receivedOn: "2026-01-06",
        officerId: other.personId,
      });
      await enterLead(say, officer, { name: "示例自己开发的" });
      const sign = (more: object) =>
        say(officer, signingOperations.create, {
          projectId: one.id,
          happenedOn: "2026-02-01",
          counterpart: "示例集团",
          amount: "100000000",
          ...more,
        });
      await sign({});
      await sign({ kind: "framework", happenedOn: "2026-01-20" });
      await sign({
        happenedOn: "2026-02-20",
        currency: "USD",
        amount: "1000000",
        exchangeRate: "7",
        ratedOn: "2026-02-20",
        rateSource: "中国外汇交易中心",
      });
      const meet = (more: object) =>
        say(officer, encounterOperations.create, { counterpart: "示例来客", summary: "来访", outpostId, ...more });
      await meet({ kind: "reception" });
      await meet({ kind: "call", happenedOn: "2026-01-10" });
      const typed = { id: outpostId, year: 2026 };
      await say(officer, outpostOperations.spend, {
        ...typed,
        cost: "rent",
        amount: "80000",
        evidence: "付款凭证 12 号",
      });
      await say(officer, outpostOperations.achieve, { ...typed, result: "leads", quantity: 5, evidence: "月报" });

      const trace = await say(officer, traceOperations.ofOutpost, { outpostId });
      expect(trace.years).toEqual([
        {
          year: 2026,
          spent: "80000.00",
          visits: 2,
          receptions: 1,
          leads: 2,
          signed: 1,
          landed: 0,
          reported: { visits: null, leads: 5, signed: null, landed: null },
        },
        {
          year: 2025,
          spent: "0.00",
          visits: 0,
          receptions: 0,
          leads: 1,
          signed: 0,
          landed: 0,
          reported: { visits: null, leads: null, signed: null, landed: null },
        },
      ]);
      expect([trace.total.leads, trace.total.signed, trace.hidden]).toEqual([3, 1, { visits: 0, leads: 1 }]);
      expect(
        trace.signings.map(({ kind, currency, count, original, yuan }) => [kind, currency, count, original, yuan]),
      ).toEqual([
        ["formal", "CNY", 1, "100000000.00", "100000000.00"],
        ["formal", "USD", 1, "1000000.00", "7000000.00"],
        ["framework", "CNY", 1, "100000000.00", "100000000.00"],
      ]);
      expect(trace.signings.map(({ rows }) => rows.map(({ projectId }) => projectId))).toEqual([
        [one.id],
        [one.id],
        [one.id],
      ]);
      const projects = async (filter: object) =>
        (await say(head, projectOperations.list, { outpostId, ...filter })).total;
      expect(await projects({ receivedFrom: "2026-01-01", receivedTo: "2026-12-31" })).toBe(2);
      expect([await projects({ signedIn: 2026 }), await projects({ signedIn: 2025 })]).toEqual([1, 0]);
      expect(await projects({ landedIn: 2026 })).toBe(0);
      const met = await say(officer, encounterOperations.list, { outpostId, kind: "reception" });
      expect(met.total).toBe(1);
      const { places } = await say(officer, projectOperations.get, { id: one.id });
      expect(places.outpost?.name).toBe("示例长三角联络站");
    }));

  test("看不到的驻外机构不能指；任期的灯按规则包的天数，将满的上工作台", () =>
    onStage(stage, async (_house, say) => {
      const { officer, other } = stage.jia.people;
      const outpostId = await enter(say, { mandatedUntil: "2026-03-10" });
      await enter(say, { name: "示例长期联络站" });
      const far = await refusal(enterLead(say, other, { source: "outpost", outpostId }));
      expect([far.kind, far.code]).toEqual(["missing", "projects.outpostId.missing"]);
      const { outpost } = await say(officer, outpostOperations.get, { id: outpostId });
      expect(outpost.light).toMatchObject({ state: "red", text: "还剩 5 天" });
      const { todos } = await say(officer, deskOperations.home, { year: 2026 });
      const ending = todos.find(({ code }) => code === "outposts.ending");
      expect([ending?.count, ending?.items[0]?.title]).toEqual([1, "示例长三角联络站"]);
      const early = say(officer, outpostOperations.update, {
        id: outpostId,
        version: 1,
        changes: { mandatedUntil: "2024-12-31" },
      });
      expect((await refusal(early)).code).toBe("outposts.mandatedUntil");
    }));

  test("交接清单点名驻外机构：勾选的随人移交并写在它的页上，勾掉的留下", () =>
    onStage(stage, async (_house, say) => {
      const { officer, colleague, head } = stage.jia.people;
      const kept = await enter(say, { name: "示例留下的站" });
      const moved = await enter(say, { name: "示例移交的站" });
      const { id } = await say(officer, handoverOperations.create, {
        giverId: String(officer.personId),
        receiverId: String(colleague.personId),
        reason: "轮岗",
      });
      const { items, handover } = await say(officer, handoverOperations.get, { id });
      expect(items.map(({ kindTitle, title, note }) => `${kindTitle} ${title}：${note}`)).toEqual([
        "驻外机构 示例留下的站：招商联络站",
        "驻外机构 示例移交的站：招商联络站",
      ]);
      const chosen = await say(officer, handoverOperations.choose, {
        id,
        version: handover.version,
        leftOut: [kept],
      });
      await say(officer, handoverOperations.sign, { id, version: chosen.version });
      await say(colleague, handoverOperations.sign, { id, version: chosen.version + 1 });
      const owner = async (each: string) => (await say(head, outpostOperations.get, { id: each })).outpost.officerId;
      expect([await owner(kept), await owner(moved)]).toEqual([officer.personId, colleague.personId]);
      const page = await say(colleague, outpostOperations.get, { id: moved });
      expect(page.timeline.rows[0]).toMatchObject({ title: "轮岗交接，责任专员变更", link: `handovers/${id}` });
    }));
});
