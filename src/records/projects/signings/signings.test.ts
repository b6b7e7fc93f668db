import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { onStage, openStage, type Stage } from "#tests/support/people.ts";
import { enterLead, refusal } from "#tests/support/projects.ts";
import { projectOperations } from "../contract.ts";
import { signingOperations } from "./contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const dollars = {
  kind: "formal",
  happenedOn: "2026-02-01",
  counterpart: "示例云帆集团",
  currency: "USD",
  amount: "100000000",
  exchangeRate: "7.0827",
  rateSource: "中国外汇交易中心",
} as const;

describe("签约记录", () => {
  test("外币协议没有汇率日期的不收；补上日期即可，什么都没有丢", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id: projectId } = await enterLead(say, officer, { receivedOn: "2026-01-05" });
      const undated = await refusal(say(officer, signingOperations.create, { projectId, ...dollars }));
      expect([undated.code, undated.fields[0]?.path]).toEqual(["currency.rateDate", "ratedOn"]);
      expect(undated.message).toContain("汇率没有写明日期");
      const signing = await say(officer, signingOperations.create, { projectId, ...dollars, ratedOn: "2026-01-30" });
      expect([signing.originalAmount, signing.signedAmount]).toEqual(["100000000.00", "708270000.00"]);
    }));

  test("各种协议分开合计，只有正式协议计入协议投资额；作废后退回", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id: projectId } = await enterLead(say, officer, { receivedOn: "2026-01-05" });
      const yuan = { projectId, happenedOn: "2026-02-01", counterpart: "示例集团" };
      await say(officer, signingOperations.create, { ...yuan, kind: "framework", amount: "3000000000" });
      const formal = await say(officer, signingOperations.create, { ...yuan, kind: "formal", amount: "800000000" });
      await say(officer, signingOperations.create, { ...yuan, kind: "formal", amount: "100000000.5" });
      const { rows, totals } = await say(officer, signingOperations.list, { projectId });
      expect(rows).toHaveLength(3);
      expect(totals).toEqual([
        { kind: "formal", count: 2, amount: "900000000.50" },
        { kind: "framework", count: 1, amount: "3000000000.00" },
      ]);
      const agreed = async () =>
        (await say(officer, projectOperations.get, { id: projectId })).project.agreedInvestment;
      expect(await agreed()).toBe("900000000.50");
      await say(officer, signingOperations.annul, { projectId, id: formal.id, reason: "重复登记" });
      expect(await agreed()).toBe("100000000.50");
    }));

  test("与计划总投资差一万倍先问；签约早于接到线索的不收", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id: projectId } = await enterLead(say, officer, { receivedOn: "2026-01-05" });
      const wan = { projectId, happenedOn: "2026-02-01", counterpart: "示例集团", amount: "120000" };
      const asked = await refusal(say(officer, signingOperations.create, wan));
      expect([asked.code, asked.fields.map(({ path }) => path)]).toEqual([
        "projects.amount.jump",
        ["amount", "isAmountChecked"],
      ]);
      expect((await say(officer, signingOperations.create, { ...wan, isAmountChecked: true })).signedAmount).toBe(
        "120000.00",
      );
      const early = await refusal(say(officer, signingOperations.create, { ...wan, happenedOn: "2026-01-04" }));
      expect(early.code).toBe("signings.order");
    }));
});
