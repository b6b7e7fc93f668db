import { afterAll, beforeAll, expect, test } from "vitest";
import { onStage, openStage, type Stage } from "#tests/support/people.ts";
import { enterLead, paper, refusal } from "#tests/support/projects.ts";
import { projectOperations } from "../contract.ts";
import { instructionOperations, memberOperations } from "./contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test("团队有身份和起止；包联领导同时只有一位，换人先登记退出", () =>
  onStage(stage, async (_house, say) => {
    const { officer, colleague } = stage.jia.people;
    const { id: projectId } = await enterLead(say, officer);
    const leader = { projectId, role: "districtLeader", post: "副区长", fromOn: "2026-03-01" } as const;
    const first = await say(officer, memberOperations.add, { ...leader, name: "示例领导甲" });
    const again = { ...leader, name: "示例领导乙" };
    expect((await refusal(say(officer, memberOperations.add, again))).message).toContain("现为示例领导甲");
    await say(officer, memberOperations.end, { projectId, id: first.id, toOn: "2026-03-05" });
    await say(officer, memberOperations.add, again);
    const mate = { projectId, role: "assistant", personId: colleague.personId, fromOn: "2026-03-01" } as const;
    expect((await say(officer, memberOperations.add, mate)).name).toBe("一科同事");
    expect((await refusal(say(officer, memberOperations.add, mate))).code).toBe("members.add.twice");
    const nobody = { projectId, role: "expert", fromOn: "2026-03-01" } as const;
    expect((await refusal(say(officer, memberOperations.add, nobody))).fields[0]?.path).toBe("name");
    const early = { projectId, id: first.id, toOn: "2026-02-01" };
    expect((await refusal(say(officer, memberOperations.end, early))).code).toBe("members.end.done");
  }));

test("批示有日期和附件，写进时间线；作废留痕", () =>
  onStage(stage, async (house, say) => {
    const { officer } = stage.jia.people;
    const { id: projectId } = await enterLead(say, officer);
    const told = { projectId, leaderName: "示例领导甲", leaderPost: "区长", content: "请抓紧推进，每周报一次" };
    const files = [await paper(house, officer, "批示.pdf")];
    const ahead = { ...told, happenedOn: "2026-03-06" };
    expect((await refusal(say(officer, instructionOperations.add, ahead))).code).toBe("instructions.future");
    const { id } = await say(officer, instructionOperations.add, { ...told, happenedOn: "2026-03-02", files });
    const { instructions } = await say(officer, memberOperations.list, { projectId });
    expect(instructions).toMatchObject([{ content: told.content, files: [{ name: "批示.pdf" }] }]);
    await say(officer, instructionOperations.annul, { projectId, id, reason: "登错项目" });
    expect((await say(officer, memberOperations.list, { projectId })).instructions).toEqual([]);
    const { timeline } = await say(officer, projectOperations.get, { id: projectId });
    expect(timeline.rows.map(({ title }) => title)).toEqual(
      expect.arrayContaining(["区长示例领导甲批示：请抓紧推进，每周报一次", "作废批示：登错项目"]),
    );
  }));
