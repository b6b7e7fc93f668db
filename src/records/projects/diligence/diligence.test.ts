import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { histories } from "#kit/server/tables.ts";
import { fileOperations } from "#records/workspace/contract.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { enterLead, paper, refusal, talkReady } from "#tests/support/projects.ts";
import { projectOperations } from "../contract.ts";
import { stageOperations } from "../stages/contract.ts";
import { diligenceConditionOperations, diligenceOperations, findingOperations } from "./contract.ts";
import { diligenceOffers } from "./offers.ts";
import { type DiligenceState, diligenceStates } from "./words.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const today = "2026-03-05";
const secret = "关联企业有一起未决诉讼";

async function begun(say: Say) {
  const { officer } = stage.jia.people;
  const { id: projectId } = await enterLead(say, officer, {
    ...talkReady,
    track: "service",
    region: "110105",
    receivedOn: "2026-01-05",
    totalInvestment: "300000000",
  });
  await say(officer, stageOperations.move, { projectId, stage: "negotiating", happenedOn: "2026-01-08" });
  const { id } = await say(officer, diligenceOperations.open, { projectId });
  return { projectId, id };
}

const looked = (kind: "qualification" | "credit") =>
  ({ kind, source: "信用中国", lookedOn: today, finding: secret, risk: "medium" }) as const;

/** As the list over all projects tells it: what the rules say of what was typed, and found by no other filter. */
async function listed(say: Say, id: string) {
  const { officer } = stage.jia.people;
  const { rows } = await say(officer, diligenceOperations.list, {});
  const row = rows.find((each) => each.id === id);
  const { rows: known } = await say(officer, diligenceOperations.ofProject, { projectId: row?.projectId ?? "" });
  expect(row?.state).toBe(known.find((each) => each.id === id)?.state);
  for (const state of Object.keys(diligenceStates) as DiligenceState[]) {
    const { total } = await say(officer, diligenceOperations.list, { state });
    expect([state, total]).toEqual([state, state === row?.state ? 1 : 0]);
  }
  return [row?.state, row?.openCount, row?.concludedOn];
}

describe("尽职调查", () => {
  test("清单：谁的、待核验几条、条件最早哪天到期；按期限、专员筛选，发现的内容不在里面", () =>
    onStage(stage, async (_house, say) => {
      const { officer, chief } = stage.jia.people;
      const { id } = await begun(say);
      const one = await say(officer, findingOperations.add, { diligenceId: id, ...looked("qualification") });
      const other = await say(officer, findingOperations.add, { diligenceId: id, ...looked("credit") });
      await say(chief, findingOperations.verify, { id: one.id });
      const asked = { officerId: officer.personId ?? "" };
      const { rows: before } = await say(officer, diligenceOperations.list, asked);
      expect(before).toMatchObject([{ findingCount: 2, unverifiedCount: 1, openCount: 0, officerName: "一科专员" }]);
      expect(JSON.stringify(before)).not.toContain(secret);
      await say(chief, findingOperations.verify, { id: other.id });
      const conditions = ["2026-03-31", "2026-03-20"].map((dueOn) => ({ content: "示例条件", dueOn }));
      const said = { id, outcome: "conditional", reason: "可控", concludedOn: today, conditions } as const;
      await say(chief, diligenceOperations.conclude, said);
      const due = async (dueBy: string) => (await say(officer, diligenceOperations.list, { ...asked, dueBy })).rows;
      expect(await due("2026-03-19")).toEqual([]);
      expect(await due("2026-03-20")).toMatchObject([{ openCount: 2, dueOn: "2026-03-20", concludedOn: today }]);
      const elsewhere = { officerId: chief.personId ?? "" };
      expect((await say(officer, diligenceOperations.list, elsewhere)).total).toBe(0);
    }));

  test("登记、另一人核验、附条件通过；条件没落实拦住签约，落实了放行；结论后又有发现须重新作", () =>
    onStage(stage, async (_house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const { projectId, id } = await begun(say);
      const gate = async () => {
        const step = { projectId, stage: "signed", happenedOn: today, skipReason: "一事一议" } as const;
        return (await refusal(say(officer, stageOperations.move, step))).message;
      };
      expect(await gate()).toContain("“示例云帆集团”的尽职调查还没有结论");
      expect(await listed(say, id)).toEqual(["open", 0, null]);
      const twice = await refusal(say(officer, diligenceOperations.open, { projectId }));
      expect(twice.code).toBe("diligences.open.twice");

      const conclude = { id, outcome: "conditional", reason: "诉讼金额可控", concludedOn: today } as const;
      const conditions = [{ content: "签约前提供诉讼进展说明", dueOn: "2026-03-31" }];
      const concluded = (actor: typeof chief, more: object = {}) =>
        say(actor, diligenceOperations.conclude, { ...conclude, conditions, ...more });
      expect((await refusal(concluded(chief))).code).toBe("diligences.conclude.empty");
      const one = await say(officer, findingOperations.add, { diligenceId: id, ...looked("qualification") });
      const other = await say(officer, findingOperations.add, { diligenceId: id, ...looked("credit") });
      expect((await refusal(concluded(chief))).message).toContain("还有 2 条发现没有核验");
      expect((await refusal(say(officer, findingOperations.verify, { id: one.id }))).kind).toBe("forbidden");
      await say(chief, findingOperations.verify, { id: one.id });
      await say(chief, findingOperations.verify, { id: other.id });
      await concluded(chief);
      expect(await gate()).toContain("尽调条件还有 1 项没有落实");
      expect(await listed(say, id)).toEqual(["waiting", 1, today]);

      const held = async () => (await say(officer, diligenceOperations.ofProject, { projectId })).rows[0];
      expect(diligenceOffers.todos?.map(({ code }) => code)).toEqual(["diligences.conditions"]);
      expect((await held())?.state).toBe("waiting");
      const condition = (await held())?.conditions[0];
      expect(condition?.personId).toBe(officer.personId);
      const met = { id: condition?.id ?? "", metOn: today, metNote: "已提供说明" };
      await say(officer, diligenceConditionOperations.meet, met);
      expect((await refusal(say(officer, diligenceConditionOperations.meet, met))).code).toBe("diligences.meet.met");
      expect(await gate()).not.toContain("尽");
      expect(await listed(say, id)).toEqual(["passed", 0, today]);

      await say(officer, findingOperations.correct, {
        id: other.id,
        ...looked("credit"),
        risk: "high",
        reason: "漏记一起执行案件",
      });
      expect(await gate()).toContain("又有新的发现，请重新作结论");
      expect(await listed(say, id)).toEqual(["outdated", 0, today]);
      const findings = (await held())?.findings ?? [];
      expect(findings.map(({ voidReason, correctsId }) => [voidReason, correctsId === other.id])).toEqual([
        [null, true],
        ["漏记一起执行案件", false],
        [null, false],
      ]);
      await say(head, findingOperations.verify, { id: findings[0]?.id ?? "" });
      const high = await refusal(concluded(head, { outcome: "passed", conditions: [] }));
      expect(high.code).toBe("diligences.conclude.high");
      await concluded(head, { outcome: "advisedAgainst", conditions: [] });
      expect(await gate()).toContain("结论是“不建议”");
      expect(await listed(say, id)).toEqual(["advisedAgainst", 0, today]);
    }));

  test("发现是敏感内容：没有敏感级别的人看不到也打不开附件；时间线和留痕里没有原文", () =>
    onStage(stage, async (house, say) => {
      const { officer, performance } = stage.jia.people;
      const { projectId, id } = await begun(say);
      const file = await paper(house, officer, "查询截图.pdf");
      await say(officer, findingOperations.add, { diligenceId: id, ...looked("credit"), files: [file] });
      const [seen] = (await say(officer, diligenceOperations.ofProject, { projectId })).rows;
      expect(seen?.findings[0]?.finding).toBe(secret);
      const [masked] = (await say(performance, diligenceOperations.ofProject, { projectId })).rows;
      expect([masked?.findings[0]?.finding, masked?.findings[0]?.risk, masked?.findings[0]?.files]).toEqual([
        null,
        null,
        null,
      ]);
      expect((await refusal(say(performance, fileOperations.get, { id: file.id }))).kind).toBe("missing");
      await say(officer, fileOperations.get, { id: file.id });
      const { timeline } = await say(officer, projectOperations.get, { id: projectId });
      expect(timeline.rows.map(({ title }) => title)).toContain("尽职调查：登记信用与涉诉查询情况");
      expect(JSON.stringify(timeline)).not.toContain("诉讼");
      const trail = await house.database.transaction({ role: "owner", readOnly: true }, (db) =>
        db.select({ changes: histories.changes }).from(histories).where(eq(histories.subjectKind, "diligenceFinding")),
      );
      expect(trail.length).toBeGreaterThan(0);
      expect(JSON.stringify(trail)).not.toContain(secret);
    }));

  test("别的机构、别的科室看不见也动不了；没有结论的可以作废", () =>
    onStage(stage, async (_house, say) => {
      const { officer, other } = stage.jia.people;
      const { projectId, id } = await begun(say);
      for (const stranger of [other, stage.yi.people.officer]) {
        expect((await refusal(say(stranger, diligenceOperations.ofProject, { projectId }))).kind).toBe("missing");
        const add = say(stranger, findingOperations.add, { diligenceId: id, ...looked("credit") });
        expect((await refusal(add)).kind).toBe("missing");
        expect((await say(stranger, diligenceOperations.list, {})).total).toBe(0);
      }
      await say(officer, diligenceOperations.annul, { id, reason: "开错对象" });
      const again = await refusal(say(officer, findingOperations.add, { diligenceId: id, ...looked("credit") }));
      expect(again.code).toBe("diligences.annulled");
      const { rows } = await say(officer, diligenceOperations.ofProject, { projectId });
      expect(rows[0]?.may.conclude).not.toBeNull();
      expect((await say(officer, diligenceOperations.list, {})).total).toBe(0);
    }));
});
