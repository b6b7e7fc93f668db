import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { onStage, openStage, type Stage } from "#tests/support/people.ts";
import { asOwner } from "#tests/support/planted.ts";
import { enterLead, refusal, talkReady } from "#tests/support/projects.ts";
import { projectOperations } from "../contract.ts";
import { stageOperations } from "../stages/contract.ts";
import { standingOperations } from "./contract.ts";
import { projectStandings } from "./tables.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test("流失说清原因与流向，之后不能推进；主任恢复后接着办，来去都是事实", () =>
  onStage(stage, async (house, say) => {
    const { officer, head } = stage.jia.people;
    const { id: projectId } = await enterLead(say, officer, { receivedOn: "2026-01-05", ...talkReady });
    const lost = await say(officer, standingOperations.change, {
      projectId,
      version: 1,
      standing: "lost",
      happenedOn: "2026-02-01",
      reason: "落户其他地区",
      wentTo: "示例丁市",
    });
    expect([lost.standing, lost.standingReason]).toEqual(["lost", "落户其他地区"]);
    // What was filled in for 流失 before the choice changed is no part of another 推进状态.
    const stray = { standing: "delayed", happenedOn: "2026-01-20", reason: "用地未落实", wentTo: "示例丙市" } as const;
    const { id: late } = await say(officer, projectOperations.create, {
      name: "示例改选项目",
      investorName: "示例集团",
      receivedOn: "2026-01-05",
    });
    await say(officer, standingOperations.change, { projectId: late, version: 1, ...stray });
    const told = await say(officer, projectOperations.get, { id: late });
    expect(told.timeline.rows[0]?.title).toBe("转为延期：用地未落实");
    const step = { projectId, stage: "negotiating", happenedOn: "2026-02-10" } as const;
    const shut = await refusal(say(officer, stageOperations.move, step));
    expect(shut.message).toContain("项目已“流失”");
    const { may } = await say(officer, projectOperations.get, { id: projectId });
    expect([may.move?.code, may.stand]).toEqual(["projects.move.standing", null]);
    const back = {
      projectId,
      version: 2,
      standing: "ongoing",
      happenedOn: "2026-02-08",
      note: "投资方重新提出",
    } as const;
    expect((await refusal(say(officer, standingOperations.change, back))).code).toBe("standings.change.reopen");
    await say(head, standingOperations.change, back);
    await say(officer, stageOperations.move, step);
    const facts = await asOwner(house, (db) =>
      db.select().from(projectStandings).where(eq(projectStandings.projectId, projectId)),
    );
    expect(facts.map(({ standing, wentTo }) => [standing, wentTo])).toEqual([
      ["lost", "示例丁市"],
      ["ongoing", ""],
    ]);
  }));
