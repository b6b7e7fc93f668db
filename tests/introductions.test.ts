import { afterAll, beforeAll, expect, test } from "vitest";
import { intermediaryOperations } from "#records/intermediaries/contract.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { onStage, openStage, type Say, type Stage } from "./support/people.ts";
import { enterLead, paper, refusal } from "./support/projects.ts";
import { arrivalOperations } from "#records/projects/arrivals/contract.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { signingOperations } from "#records/projects/signings/contract.ts";
import { introductionOperations } from "#records/projects/introductions/contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

async function referrer(say: Say, name: string, declaration: "none" | "clear" | "publicServant" = "clear") {
  const { officer } = stage.jia.people;
  const { id } = await say(officer, intermediaryOperations.create, {
    kind: "chamber",
    name,
    officerId: officer.personId,
  });
  const declaredOn = declaration === "none" ? null : "2026-01-05";
  if (declaredOn) await say(officer, intermediaryOperations.declare, { id, version: 1, declaration, declaredOn });
  return id;
}

const said = { introducedOn: "2026-02-01", content: "引见投资方董事长" };

test("引荐备案：先声明，公职人员不收，只认第一引荐人；项目的中介由备案决定", () =>
  onStage(stage, async (_house, say) => {
    const { officer } = stage.jia.people;
    const { id: projectId } = await enterLead(say, officer, { receivedOn: "2026-01-05" });
    const file = (intermediaryId: string) =>
      say(officer, introductionOperations.file, { projectId, intermediaryId, ...said });
    expect((await refusal(file(await referrer(say, "示例未声明商会", "none")))).code).toBe(
      "introductions.file.undeclared",
    );
    const servant = await refusal(file(await referrer(say, "示例公职引荐", "publicServant")));
    expect(servant.message).toContain("按规定不能作为引荐人备案");
    const first = await referrer(say, "示例商会甲");
    const second = await referrer(say, "示例商会乙");
    const { id } = await file(first);
    const late = await refusal(file(second));
    expect([late.code, late.message]).toEqual([
      "introductions.file.first",
      "项目已有引荐备案（Y2026-0001），只认第一引荐人；登错的请先作废",
    ]);
    const page = await say(officer, projectOperations.get, { id: projectId });
    expect([page.project.intermediaryId, page.project.source]).toEqual([first, "intermediary"]);
    expect(page.places.intermediary?.name).toBe("示例商会甲");
    const change = { id: projectId, version: page.project.version, changes: { intermediaryId: second } };
    expect((await refusal(say(officer, projectOperations.update, change))).code).toBe("introductions.retype");
    await say(officer, introductionOperations.annul, { id, reason: "登错" });
    expect((await say(officer, projectOperations.get, { id: projectId })).project.intermediaryId).toBeNull();
    await file(second);
  }));

test("签约之后的引荐备案不收，话是规则的原话；签约后只有科长、主任能作废", () =>
  onStage(stage, async (_house, say) => {
    const { officer, chief } = stage.jia.people;
    const intermediaryId = await referrer(say, "示例商会");
    const signing = { happenedOn: "2026-02-10", counterpart: "示例集团", amount: "800000000" };
    const late = await enterLead(say, officer, { receivedOn: "2026-01-05" });
    await say(officer, signingOperations.create, { projectId: late.id, ...signing });
    const refused = await refusal(
      say(officer, introductionOperations.file, { projectId: late.id, intermediaryId, ...said }),
    );
    expect(refused.message).toBe("项目已于2026年2月10日签约，引荐备案应在签约之前，不再受理");
    const { id: projectId } = await enterLead(say, officer, { receivedOn: "2026-01-05" });
    const { id } = await say(officer, introductionOperations.file, { projectId, intermediaryId, ...said });
    await say(officer, signingOperations.create, { projectId, ...signing });
    const gone = { id, reason: "登错" };
    expect((await refusal(say(officer, introductionOperations.annul, gone))).code).toBe("introductions.annul.signed");
    await say(chief, introductionOperations.annul, gone);
  }));

test("引荐贡献按年度：引荐、签约、协议投资额、已核验的到位资金，点开就是那些项目；看不到的计数不列", () =>
  onStage(stage, async (house, say) => {
    const { officer, chief, head, other } = stage.jia.people;
    const intermediaryId = await referrer(say, "示例商会");
    for (const [actor, amount] of [
      [officer, "800000000"],
      [officer, null],
    ] as const) {
      const { id: projectId } = await enterLead(say, actor, { receivedOn: "2026-01-05" });
      await say(actor, introductionOperations.file, { projectId, intermediaryId, ...said });
      const signing = { projectId, happenedOn: "2026-02-10", counterpart: "示例集团" };
      if (amount) await say(actor, signingOperations.create, { ...signing, amount });
      if (amount) await say(actor, signingOperations.create, { ...signing, kind: "framework", amount: "900000000" });
      if (!amount) continue;
      for (const [happenedOn, paid] of [
        ["2026-02-20", "50000000"],
        ["2026-02-21", "30000000"],
      ] as const) {
        const files = [await paper(house, officer, "进账单.pdf")];
        const capital = { kind: "registeredCapital", proofKind: "bankReceipt" } as const;
        const sent = { ...capital, projectId, happenedOn, amount: paid, files };
        const { id } = await say(officer, arrivalOperations.create, sent);
        // The second waits for its verification, and counts for nothing.
        if (paid === "50000000") await say(chief, arrivalOperations.verify, { projectId, id });
      }
    }
    const hidden = await enterLead(say, other, { receivedOn: "2026-01-05" });
    await say(head, introductionOperations.file, { projectId: hidden.id, intermediaryId, ...said });
    const asked = { intermediaryId };
    const year = { year: 2026, filed: 3, signed: 1, agreed: "800000000.00", arrived: "50000000.00", landed: 0 };
    const { years, total, hiddenCount } = await say(officer, introductionOperations.contribution, asked);
    expect([years, total.filed, total.arrived, hiddenCount]).toEqual([[year], 3, "50000000.00", 1]);
    expect((await say(officer, introductionOperations.list, { ...asked, filedIn: 2026 })).total).toBe(2);
    expect((await say(officer, introductionOperations.list, { ...asked, signedIn: 2026 })).total).toBe(1);
    expect((await say(officer, introductionOperations.list, { ...asked, landedIn: 2026 })).total).toBe(0);
    const arrived = await say(officer, introductionOperations.list, { ...asked, arrivedIn: 2026 });
    expect(arrived.rows.map((row) => row.arrived)).toEqual(["50000000.00"]);
    expect((await say(officer, introductionOperations.list, { ...asked, arrivedIn: 2025 })).total).toBe(0);
    const figure = { metric: "introductions.filed", year: 2026, params: {} };
    expect((await say(head, metricOperations.figure, figure)).value).toBe("3");
  }));
