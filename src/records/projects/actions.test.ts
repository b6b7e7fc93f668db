import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { House } from "#kit/server/serve.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { asOwner } from "#tests/support/planted.ts";
import { enterLead, paper, proof, refusal, talkReady } from "#tests/support/projects.ts";
import { projectOperations } from "./contract.ts";
import { overrideOperations } from "./overrides/contract.ts";
import { signingOperations } from "./signings/contract.ts";
import { stageOperations } from "./stages/contract.ts";
import { projectLandings, projectStages } from "./stages/tables.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const version = async (say: Say, id: string) =>
  (await say(stage.jia.people.head, projectOperations.get, { id })).project.version;

async function change(say: Say, id: string, changes: object) {
  return say(stage.jia.people.officer, projectOperations.update, { id, version: await version(say, id), changes });
}

/** A service project that is signed, for 500 万美元. */
async function signed(house: House, say: Say) {
  const { officer, colleague } = stage.jia.people;
  const { id } = await enterLead(say, officer, { track: "service", receivedOn: "2026-01-05" });
  const company = await say(officer, companyOperations.create, { name: "示例云帆集团有限公司" });
  const more = { investorId: company.id, qualityKeeperId: colleague.personId, sourcePlace: "新加坡", region: "110105" };
  await change(say, id, { ...talkReady, capital: "foreign", ...more });
  await say(officer, stageOperations.move, { projectId: id, stage: "negotiating", happenedOn: "2026-01-10" });
  const dollars = { kind: "formal", currency: "USD", amount: "5000000", counterpart: "示例云帆集团有限公司" } as const;
  await say(officer, signingOperations.create, {
    projectId: id,
    happenedOn: "2026-02-01",
    ...dollars,
    exchangeRate: "7.0827",
    ratedOn: "2026-01-30",
    rateSource: "中国外汇交易中心",
    isAmountChecked: true,
  });
  const fact = await say(officer, stageOperations.move, {
    projectId: id,
    stage: "signed",
    happenedOn: "2026-02-01",
    skipReason: "服务业项目按规定不需评审",
    evidence: [await proof(house, officer, "agreement")],
  });
  return { id, company, fact };
}

async function registered(house: House, say: Say) {
  const { officer } = stage.jia.people;
  const { id, company } = await signed(house, say);
  await change(say, id, { landedCompanyId: company.id });
  const evidence = [await proof(house, officer, "license")];
  const step = { projectId: id, stage: "registered", happenedOn: "2026-02-20", evidence } as const;
  return { id, fact: await say(officer, stageOperations.move, step) };
}

const landings = (house: House, projectId: string) =>
  asOwner(house, (db) => db.select().from(projectLandings).where(eq(projectLandings.projectId, projectId)));

describe("签约", () => {
  test("美元签约、跳过评审说理由：协议额按汇率折算，随事实抄下分组", () =>
    onStage(stage, async (house, say) => {
      const { id, fact } = await signed(house, say);
      expect(fact).toMatchObject({ stage: "signed", skipReason: "服务业项目按规定不需评审" });
      const { project, rail } = await say(stage.jia.people.officer, projectOperations.get, { id });
      expect([project.stage, project.agreedInvestment]).toEqual(["signed", "35413500.00"]);
      expect(rail.map(({ title, fact: each }) => [title, each?.happenedOn ?? null])).toEqual([
        ["线索", "2026-01-05"],
        ["在谈", "2026-01-10"],
        ["评审通过", null],
        ["签约", "2026-02-01"],
        ["注册", null],
        ["开业", null],
        ["规上（限上）纳统", null],
        ["达产", null],
      ]);
      const [row] = await asOwner(house, (db) =>
        db
          .select()
          .from(projectStages)
          .where(and(eq(projectStages.projectId, id), eq(projectStages.stage, "signed"))),
      );
      expect(row).toMatchObject({
        track: "service",
        capital: "foreign",
        industry: "C",
        size: "second",
        amount: "1200000000.00",
      });
    }));

  test("材料种类不对、没有协议的，说清差什么", () =>
    onStage(stage, async (house, say) => {
      const { officer } = stage.jia.people;
      const { id } = await enterLead(say, officer, { receivedOn: "2026-01-05", ...talkReady });
      await say(officer, stageOperations.move, { projectId: id, stage: "negotiating", happenedOn: "2026-01-10" });
      const step = { projectId: id, stage: "signed", happenedOn: "2026-02-01", skipReason: "一事一议" } as const;
      const wrong = await refusal(
        say(officer, stageOperations.move, { ...step, evidence: [await proof(house, officer, "license")] }),
      );
      expect([wrong.code, wrong.message]).toEqual([
        "projects.stage.evidence",
        "“营业执照”不是签约的佐证，这里可附：投资协议、会议纪要、其他材料",
      ]);
      const bare = await refusal(say(officer, stageOperations.move, step));
      expect(bare.message).toContain("登记正式协议及金额");
      expect(bare.message).toContain("登记签约时附上投资协议");
    }));

  test("别人上传的文件不能拿来作佐证", () =>
    onStage(stage, async (house, say) => {
      const { officer, other } = stage.jia.people;
      const { id } = await enterLead(say, officer, { receivedOn: "2026-01-05", ...talkReady });
      const evidence = [await proof(house, other, "intent")];
      const step = { projectId: id, stage: "negotiating", happenedOn: "2026-01-10", evidence } as const;
      expect((await refusal(say(officer, stageOperations.move, step))).code).toBe("files.missing");
    }));
});

describe("核验与认定", () => {
  test("登记人不能自己核验；第二人核验后服务类项目即落地", () =>
    onStage(stage, async (house, say) => {
      const { chief, head } = stage.jia.people;
      const { id, fact } = await registered(house, say);
      expect(await landings(house, id)).toEqual([]);
      const about = { projectId: id, id: fact.id };
      const verified = await say(chief, stageOperations.verify, about);
      expect(verified).toMatchObject({ verifierName: "一科长", verifiedAt: "2026-03-05T01:30:00.000Z" });
      expect(await landings(house, id)).toMatchObject([
        { happenedOn: "2026-02-20", stageId: fact.id, track: "service" },
      ]);
      const { project } = await say(head, projectOperations.get, { id });
      expect(project.landedOn).toBe("2026-02-20");
      expect((await refusal(say(chief, stageOperations.verify, about))).code).toBe("stages.verify.done");
      expect((await say(head, projectOperations.list, { isLanded: true })).total).toBe(1);
    }));

  test("科长自己登记的，也要别人核验", () =>
    onStage(stage, async (_house, say) => {
      const { chief } = stage.jia.people;
      const { id } = await enterLead(say, chief, { receivedOn: "2026-01-05" });
      const { rail } = await say(chief, projectOperations.get, { id });
      const about = { projectId: id, id: String(rail[0]?.fact?.id) };
      expect((await refusal(say(chief, stageOperations.verify, about))).code).toBe("stages.verify.self");
    }));

  test("外部认定要有单位、日期和文件，日期不早于发生", () =>
    onStage(stage, async (house, say) => {
      const { performance } = stage.jia.people;
      const { id, fact } = await registered(house, say);
      const file = await paper(house, performance, "认定函.pdf");
      const told = { projectId: id, id: fact.id, recognizer: "示例甲区商务局", file };
      const early = await refusal(say(performance, stageOperations.recognize, { ...told, recognizedOn: "2026-02-01" }));
      expect(early.code).toBe("stages.recognize.order");
      const recognized = await say(performance, stageOperations.recognize, { ...told, recognizedOn: "2026-03-01" });
      expect(recognized).toMatchObject({ recognizer: "示例甲区商务局", recognizedFile: { name: "认定函.pdf" } });
    }));
});

describe("更正与作废", () => {
  test("更正是作废加新增：核验失效，落地随之作废，原来的那行还在", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief } = stage.jia.people;
      const { id, fact } = await registered(house, say);
      await say(chief, stageOperations.verify, { projectId: id, id: fact.id });
      const evidence = [await proof(house, officer, "license")];
      const wanted = { projectId: id, id: fact.id, happenedOn: "2026-02-18", reason: "执照日期看错" };
      const kept = await refusal(say(officer, stageOperations.correct, { ...wanted, evidence }));
      expect(kept.code).toBe("stages.verified");
      const held = fact.evidence;
      const after = await say(chief, stageOperations.correct, { ...wanted, evidence: held });
      expect([after.happenedOn, after.verifiedAt]).toEqual(["2026-02-18", null]);
      const rows = await asOwner(house, (db) =>
        db
          .select()
          .from(projectStages)
          .where(and(eq(projectStages.projectId, id), eq(projectStages.stage, "registered"))),
      );
      expect(new Set(rows.map(({ voidReason }) => voidReason))).toEqual(new Set(["执照日期看错", null]));
      expect((await landings(house, id)).every(({ voidedAt }) => voidedAt !== null)).toBe(true);
      const { project } = await say(officer, projectOperations.get, { id });
      expect([project.stageOn, project.landedOn]).toEqual(["2026-02-18", null]);
    }));

  test("从后往前作废；作废后回到前一阶段，协议还在签约记录里", () =>
    onStage(stage, async (house, say) => {
      const { officer } = stage.jia.people;
      const { id, fact } = await registered(house, say);
      const { rail } = await say(officer, projectOperations.get, { id });
      const signing = String(rail.find((each) => each.stage === "signed")?.fact?.id);
      const early = await refusal(say(officer, stageOperations.annul, { projectId: id, id: signing, reason: "误登" }));
      expect(early.message).toContain("请先作废注册");
      await say(officer, stageOperations.annul, { projectId: id, id: fact.id, reason: "误登" });
      const { project, timeline } = await say(officer, projectOperations.get, { id });
      expect([project.stage, project.stageOn]).toEqual(["signed", "2026-02-01"]);
      expect(timeline.rows.map(({ title }) => title)).toContain("作废注册：误登");
    }));
});

describe("例外", () => {
  const asked = (say: Say, projectId: string) =>
    say(stage.jia.people.officer, overrideOperations.ask, {
      projectId,
      stage: "negotiating",
      happenedOn: "2026-02-10",
      reason: "外方要求先行接洽，资料下周补",
    });

  test("申请人不能自批；第二人同意后阶段登记在申请人名下，注明例外", () =>
    onStage(stage, async (_house, say) => {
      const { officer, chief, other } = stage.jia.people;
      const { id } = await enterLead(say, officer, { receivedOn: "2026-01-05" });
      const override = await asked(say, id);
      expect(override.missing.map(({ key }) => key)).toEqual(["brief", "capital", "industry"]);
      expect((await refusal(asked(say, id))).code).toBe("overrides.ask.open");
      expect((await refusal(say(officer, overrideOperations.decide, { id: override.id, isGranted: true }))).kind).toBe(
        "forbidden",
      );
      expect((await say(other, overrideOperations.list, {})).total).toBe(0);
      const silent = await refusal(say(chief, overrideOperations.decide, { id: override.id, isGranted: false }));
      expect(silent.code).toBe("overrides.decide.decision");
      const decided = await say(chief, overrideOperations.decide, { id: override.id, isGranted: true });
      expect([decided.state, decided.decidedByName]).toEqual(["granted", "一科长"]);
      const { project, rail } = await say(officer, projectOperations.get, { id });
      expect(project.stage).toBe("negotiating");
      expect(rail[1]?.fact).toMatchObject({ byName: "一科专员", overrideId: override.id });
    }));

  test("什么都不差的不必申请；日期先后没有例外", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id } = await enterLead(say, officer, { receivedOn: "2026-01-05", ...talkReady });
      expect((await refusal(asked(say, id))).code).toBe("overrides.ask.nothing");
      const late = await enterLead(say, officer, { receivedOn: "2026-02-11" });
      expect((await refusal(asked(say, late.id))).code).toBe("projects.stage.order");
    }));
});
