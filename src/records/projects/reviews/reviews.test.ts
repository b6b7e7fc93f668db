import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { enterLead, proof, refusal, talkReady } from "#tests/support/projects.ts";
import national from "../../../../packs/national/2020.json" with { type: "json" };
import { noticeOperations } from "#records/workspace/notices/contract.ts";
import { overrideOperations } from "../overrides/contract.ts";
import { stageOperations } from "../stages/contract.ts";
import { expertOperations, opinionOperations, reviewOperations, seatOperations } from "./contract.ts";
import { reviewOffers } from "./offers.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const today = "2026-03-05";
const said = { happenedOn: today, opinion: "见附件" } as const;
const purpose = "储能基地项目落地评审";

async function opened(say: Say, totalInvestment: string) {
  const { officer } = stage.jia.people;
  const { id: projectId } = await enterLead(say, officer, {
    ...talkReady,
    track: "service",
    region: "110105",
    receivedOn: "2026-01-05",
    totalInvestment,
  });
  await say(officer, stageOperations.move, { projectId, stage: "negotiating", happenedOn: "2026-01-08" });
  const { id } = await say(officer, reviewOperations.open, { projectId, purpose });
  return { projectId, id };
}

async function heard(say: Say, reviewId: string, departments: string[]) {
  const { officer } = stage.jia.people;
  const { opinions } = await say(officer, opinionOperations.ask, { reviewId, departments, dueOn: "2026-03-10" });
  for (const { id } of opinions) {
    await say(officer, opinionOperations.answer, { reviewId, id, stance: "agree", answeredOn: today });
    await say(officer, opinionOperations.settle, { reviewId, id, isAdopted: true });
  }
}

describe("项目评审", () => {
  test("征求意见→抽取专家、回避、评分→合法性审核→上会附条件同意；条件成为专员的待办，办结后评审通过可登记", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head, performance } = stage.jia.people;
      const { projectId, id: reviewId } = await opened(say, "1200000000");
      await heard(say, reviewId, ["自然资源部门", "生态环境部门"]);
      for (const [name, relations] of [
        ["专家甲", []],
        ["专家乙", []],
        ["专家丙", []],
        ["专家丁", []],
        ["专家戊", ["示例云帆集团"]],
      ] as const)
        await say(officer, expertOperations.add, {
          name,
          employer: "示例大学",
          field: "能源",
          relations: [...relations],
        });
      const many = await refusal(say(officer, seatOperations.draw, { reviewId, size: 5 }));
      expect(many.message).toContain("可抽取的专家只有 4 位");
      const { seats } = await say(officer, seatOperations.draw, { reviewId, size: 4, field: "能源" });
      expect(seats.map(({ expertName }) => expertName)).not.toContain("专家戊");
      const { rows } = await say(officer, expertOperations.list, {});
      const related = rows.find(({ name }) => name === "专家戊")?.id ?? "";
      const chosen = await refusal(
        say(officer, seatOperations.choose, { reviewId, expertId: related, reason: "熟悉" }),
      );
      expect(chosen.code).toBe("seats.choose.recusal");

      const [absent, ...sitting] = seats.map(({ id }) => id) as [string, ...string[]];
      await say(officer, seatOperations.recuse, { reviewId, id: absent, recusal: "参与过可行性研究" });
      const scores = national.reviews.criteria.map(({ code, most }) => ({ criterion: code, points: most * 0.8 }));
      const soon = await refusal(say(officer, reviewOperations.concludePanel, { id: reviewId, ...said }));
      expect(soon.code).toBe("seats.panel.left");
      for (const id of sitting) await say(officer, seatOperations.score, { reviewId, id, scores, comment: "可行" });
      await say(officer, reviewOperations.concludePanel, { id: reviewId, ...said });

      const lawful = { id: reviewId, ...said, outcome: "lawful" } as const;
      expect((await refusal(say(officer, reviewOperations.concludeLegality, lawful))).kind).toBe("forbidden");
      await say(chief, reviewOperations.concludeLegality, lawful);
      const meeting = { id: reviewId, ...said, meeting: "产业促进会", meetingNumber: "〔2026〕第 3 次" } as const;
      const waiting = await say(chief, reviewOperations.decide, { ...meeting, outcome: "postponed" });
      expect([waiting.state, waiting.step]).toEqual(["open", "meeting"]);

      const minutes = [await proof(house, officer, "minutes")];
      const step = { projectId, stage: "approved", happenedOn: today, evidence: minutes } as const;
      expect((await refusal(say(officer, stageOperations.move, step))).message).toContain("评审还在“上会”环节");
      const conditions = [{ content: "签约前落实能评批复", dueOn: "2026-04-30" }];
      const done = await say(chief, reviewOperations.decide, { ...meeting, outcome: "conditional", conditions });
      expect([done.state, done.closedOn]).toEqual(["conditional", today]);
      await say(officer, stageOperations.move, { ...step, evidence: [await proof(house, officer, "minutes")] });

      const told = async (actor: typeof chief) => (await say(actor, noticeOperations.list, { kind: "reviews" })).rows;
      const titles = async (actor: typeof chief) => (await told(actor)).map(({ title }) => title.replace(/“.*?”/, ""));
      expect(await titles(officer)).toEqual([
        "的评审有结论：合法性审核“合法”",
        "的评审有结论：上会“暂缓”",
        "的评审有结论：上会“附条件同意”",
      ]);
      expect(await titles(chief)).toEqual(["的评审到了“合法性审核”，等您登记结论"]);
      expect(await titles(head)).toEqual(["的评审到了“合法性审核”，等您登记结论", "的评审到了“上会”，等您登记结论"]);
      expect(await titles(performance)).toEqual([]);
      expect((await told(officer))[0]?.page).toBe(`reviews/${reviewId}`);

      const page = await say(officer, reviewOperations.get, { id: reviewId });
      expect(page.outcomes.map(({ step: at, outcome, score }) => [at, outcome, score])).toEqual([
        ["panel", "recommended", "80.00"],
        ["legality", "lawful", null],
        ["meeting", "postponed", null],
        ["meeting", "conditional", null],
      ]);
      const [condition] = page.conditions;
      expect(condition?.personId).toBe(officer.personId);
      const met = { id: reviewId, conditionId: condition?.id ?? "", metOn: today, metNote: "能评已批复" };
      expect((await say(officer, reviewOperations.meet, met)).metOn).toBe(today);
      expect((await refusal(say(officer, reviewOperations.meet, met))).code).toBe("reviews.meet.met");
    }));

  test("会议不同意的项目不能继续，例外也不行；重新提交并同意后放行", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, head } = stage.jia.people;
      const { projectId, id } = await opened(say, "200000000");
      const twice = await refusal(say(officer, reviewOperations.open, { projectId, purpose }));
      expect(twice.code).toBe("reviews.open.open");
      await heard(say, id, ["财政部门"]);
      await say(chief, reviewOperations.concludeLegality, { id, ...said, outcome: "lawful" });
      const meeting = { ...said, meeting: "产业促进会", meetingNumber: "〔2026〕第 3 次" };
      await say(head, reviewOperations.decide, { id, ...meeting, outcome: "refused" });
      const step = async () => ({
        projectId,
        stage: "approved" as const,
        happenedOn: today,
        evidence: [await proof(house, officer, "minutes")],
      });
      expect((await refusal(say(officer, stageOperations.move, await step()))).message).toContain("评审不同意");
      const asked = { ...(await step()), reason: "领导要求" };
      expect((await refusal(say(officer, overrideOperations.ask, asked))).code).toBe("overrides.firm");

      const again = await say(officer, reviewOperations.open, { projectId, purpose: "调整后重新提交" });
      await heard(say, again.id, ["财政部门"]);
      await say(chief, reviewOperations.concludeLegality, { id: again.id, ...said, outcome: "amended" });
      await say(head, reviewOperations.decide, { id: again.id, ...meeting, outcome: "agreed" });
      await say(officer, stageOperations.move, await step());
    }));

  test("合法性审核不合法的不上会；提交的人不能自己登记结论", () =>
    onStage(stage, async (_house, say) => {
      const { chief, head } = stage.jia.people;
      const { projectId, id: first } = await opened(say, "200000000");
      await say(chief, reviewOperations.withdraw, { id: first, reason: "材料不全" });
      const { id } = await say(chief, reviewOperations.open, { projectId, purpose });
      await heard(say, id, ["财政部门"]);
      const unlawful = { id, ...said, outcome: "unlawful" } as const;
      expect((await refusal(say(chief, reviewOperations.concludeLegality, unlawful))).code).toBe(
        "reviews.conclude.self",
      );
      expect((await say(head, reviewOperations.concludeLegality, unlawful)).state).toBe("refused");
      const meeting = { ...said, meeting: "产业促进会", meetingNumber: "〔2026〕第 3 次", outcome: "agreed" } as const;
      expect((await refusal(say(head, reviewOperations.decide, { id, ...meeting }))).code).toBe("reviews.closed");
      expect(reviewOffers.todos?.map(({ code }) => code)).toEqual([
        "reviews.legality",
        "reviews.meeting",
        "reviews.conditions",
      ]);
    }));
});
