import { afterAll, beforeAll, expect, test } from "vitest";
import { eventOperations } from "#records/events/contract.ts";
import { siteOperations } from "#records/sites/contract.ts";
import { onStage, openStage, type Stage } from "#tests/support/people.ts";
import { enterLead, refusal, talkReady } from "#tests/support/projects.ts";
import { projectOperations } from "../contract.ts";
import { signingOperations } from "../signings/contract.ts";
import { stageOperations } from "../stages/contract.ts";
import { outcomeOperations } from "./contract.ts";
import { costPer } from "./rules.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const fair = { name: "示例推介会", kind: "promotion", fromOn: "2026-02-01", toOn: "2026-02-01" } as const;
const nowhere = "00000000-0000-7000-8000-0000000000ff";

test("活动成效：按种类和币种分列，不相加；再次签约不重复计项目；线索追到阶段；每个结果的费用", () =>
  onStage(stage, async (_house, say) => {
    const { officer, other, head } = stage.jia.people;
    const { id: eventId } = await say(head, eventOperations.create, fair);
    await say(head, eventOperations.hold, { id: eventId, version: 1, actualCost: "300000" });
    const from = { source: "event", eventId, sourceNote: "推介会上对接", receivedOn: "2026-01-05" } as const;
    const { id: projectId } = await enterLead(say, officer, { ...from, ...talkReady });
    await say(officer, stageOperations.move, { projectId, stage: "negotiating", happenedOn: "2026-01-10" });
    const signing = { projectId, happenedOn: "2026-02-01", counterpart: "示例集团", eventId };
    const rate = { currency: "USD", exchangeRate: "7", ratedOn: "2026-01-30", rateSource: "中国外汇交易中心" } as const;
    await say(officer, signingOperations.create, { ...signing, amount: "100000000", ...rate });
    await say(officer, signingOperations.create, { ...signing, amount: "50000000" });
    await say(officer, signingOperations.create, { ...signing, kind: "framework", amount: "900000000" });
    await enterLead(say, other, from);
    const seen = await say(officer, outcomeOperations.ofEvent, { eventId });
    expect(seen.totals).toEqual([
      { kind: "formal", currency: "CNY", count: 1, firstCount: 0, original: "50000000.00", yuan: "50000000.00" },
      { kind: "formal", currency: "USD", count: 1, firstCount: 1, original: "100000000.00", yuan: "700000000.00" },
      { kind: "framework", currency: "CNY", count: 1, firstCount: 1, original: "900000000.00", yuan: "900000000.00" },
    ]);
    expect(seen.reached).toEqual({ leads: 2, negotiating: 1, signed: 0, landed: 0 });
    expect([seen.leads.length, seen.hiddenLeads, seen.hiddenSignings]).toEqual([1, 1, 0]);
    expect(seen.cost).toEqual({ actual: "300000.00", perLead: "150000.00", perSigned: null, perLanded: null });
    const away = await say(other, outcomeOperations.ofEvent, { eventId });
    expect([away.signings.length, away.hiddenSignings, away.totals]).toEqual([0, 3, seen.totals]);
  }));

test("指向的活动、中介、空间必须存在且看得到；原来指着的不再追问", () =>
  onStage(stage, async (_house, say) => {
    const { officer, head } = stage.jia.people;
    const wrong = await refusal(enterLead(say, officer, { source: "event", eventId: nowhere }));
    expect([wrong.kind, wrong.fields[0]?.path]).toEqual(["missing", "eventId"]);
    const foreign = await say(stage.yi.people.head, eventOperations.create, fair);
    expect((await refusal(enterLead(say, officer, { eventId: foreign.id }))).kind).toBe("missing");
    const { id, version } = await enterLead(say, officer, { receivedOn: "2026-01-05" });
    const point = (changes: object) => say(officer, projectOperations.update, { id, version, changes });
    expect((await refusal(point({ siteId: nowhere }))).fields[0]?.path).toBe("changes.siteId");
    expect((await refusal(point({ intermediaryId: nowhere }))).code).toBe("projects.intermediaryId.missing");
    const signing = { projectId: id, happenedOn: "2026-02-01", counterpart: "示例集团", amount: "800000000" };
    const nowhereSigned = await refusal(say(officer, signingOperations.create, { ...signing, eventId: nowhere }));
    expect(nowhereSigned.kind).toBe("missing");
    const site = await say(head, siteOperations.create, {
      kind: "factorySpace",
      name: "示例厂房",
      area: 1000,
      longitude: 90.5,
      latitude: 40.3,
    });
    await point({ siteId: site.id });
    expect((await say(officer, projectOperations.get, { id })).places.site?.name).toBe("示例厂房");
  }));

test.each([
  ["300000", 2, "150000.00"],
  ["100", 3, "33.33"],
  ["300000", 0, null],
  ["0", 2, null],
  [null, 2, null],
])("费用 %s 元、%s 个结果 → %s", (actual, count, per) => {
  expect(costPer(actual, count)).toBe(per);
});
