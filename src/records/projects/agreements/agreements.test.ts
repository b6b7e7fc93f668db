import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDocument } from "#kit/documents/reading/read.ts";
import type { Output } from "#kit/base/operation.ts";
import { timelineEntries } from "#kit/server/tables.ts";
import { asOwner } from "#tests/support/planted.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { enterLead, paper, proof, refusal, talkReady } from "#tests/support/projects.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { projectOperations } from "../contract.ts";
import { overrideOperations } from "../overrides/contract.ts";
import { signingOperations } from "../signings/contract.ts";
import { stageOperations } from "../stages/contract.ts";
import type { House } from "#kit/server/serve.ts";
import { agreementOperations } from "./contract.ts";
import { textOfDocument } from "../reading/rules.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const first = `第一条 项目总投资12亿元。
第二条 甲方按乙方实缴税收地方留成部分的50%给予奖励。
第三条 乙方承诺十年内不迁出本区。
第四条 取得高新技术企业认定的，甲方按统一公布的标准给予20万元奖励。`;
const second = `第一条 项目总投资12亿元。
第二条 甲方按公开办法支持技术改造，办法面向全区所有企业。
第四条 取得高新技术企业认定的，甲方按统一公布的标准给予20万元奖励。`;
const form = { opinions: "2026-03-02 征求同业企业意见，无不同意见", ground: "逐条审查见表" };

/** A project that lacks nothing for 签约 but its agreement. */
async function negotiated(say: Say): Promise<string> {
  const { officer } = stage.jia.people;
  const company = await say(officer, companyOperations.create, { name: "示例云帆集团有限公司", region: "110105" });
  const lead = await enterLead(say, officer, {
    ...talkReady,
    track: "service",
    receivedOn: "2026-01-05",
    investorId: company.id,
    sourcePlace: "示例省示例市",
    region: "110105",
    qualityKeeperId: stage.jia.people.chief.personId,
  });
  const projectId = lead.id;
  await say(officer, stageOperations.move, { projectId, stage: "negotiating", happenedOn: "2026-01-08" });
  const agreed = { happenedOn: "2026-03-01", counterpart: "示例云帆集团", amount: "1200000000" };
  await say(officer, signingOperations.create, { projectId, ...agreed });
  return projectId;
}

const step = async (house: House, projectId: string) => ({
  projectId,
  stage: "signed" as const,
  happenedOn: "2026-03-04",
  skipReason: "一事不再评",
  evidence: [await proof(house, stage.jia.people.officer, "agreement")],
});

const hitOf = ({ hits }: Output<typeof agreementOperations.get>, rule: string) => {
  const hit = hits.find((each) => each.rule === rule);
  if (!hit) throw new Error(`没有 ${rule}`);
  return hit.id;
};

describe("协议与公平竞争审查", () => {
  test("三处命中挡住签约，没有例外可言；换新稿、逐条作结论、审查通过后放行", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief, colleague } = stage.jia.people;
      const projectId = await negotiated(say);
      const { id } = await say(officer, agreementOperations.create, { projectId, title: "投资协议", text: first });
      const page = await say(officer, agreementOperations.get, { id });
      expect(page.hits.map(({ rule, action }) => [rule, action])).toEqual([
        ["FC-1", "block"],
        ["FC-2", "block"],
        ["FC-8", "note"],
      ]);
      expect(page.may.judge?.code).toBe("projects.scope");

      const stopped = await refusal(say(officer, stageOperations.move, await step(house, projectId)));
      expect(stopped.code).toBe("projects.stage.missing");
      expect(stopped.message).toContain("还差 3 项");
      const asked = await refusal(
        say(officer, overrideOperations.ask, { ...(await step(house, projectId)), reason: "领导要求" }),
      );
      expect(asked.code).toBe("overrides.firm");

      const mistaken = { id, conclusion: "mistaken", ground: "示例" } as const;
      const [taxHit, moveHit, openHit] = ["FC-1", "FC-2", "FC-8"].map((rule) => hitOf(page, rule)) as [
        string,
        string,
        string,
      ];
      expect((await refusal(say(officer, agreementOperations.judge, { ...mistaken, hitId: taxHit }))).kind).toBe(
        "forbidden",
      );
      for (const hitId of [taxHit, moveHit])
        await say(chief, agreementOperations.judge, { id, hitId, conclusion: "mustChange", ground: "应当删去" });
      const early = await refusal(say(chief, agreementOperations.conclude, { id, number: 1, ...form }));
      expect(early.code).toBe("agreements.conclude.left");
      const open = { id, hitId: openHit, conclusion: "nonExclusive", ground: "标准公开，所有企业可申报" } as const;
      await say(chief, agreementOperations.judge, open);
      expect((await say(chief, agreementOperations.conclude, { id, number: 1, ...form })).state).toBe("failed");

      const same = await refusal(say(officer, agreementOperations.revise, { id, text: first }));
      expect(same.code).toBe("agreements.revise.same");
      const revised = await say(colleague, agreementOperations.revise, { id, text: second });
      expect([revised.number, revised.state]).toEqual([2, "pending"]);
      const stale = await refusal(say(chief, agreementOperations.conclude, { id, number: 1, ...form }));
      expect(stale.code).toBe("agreements.conclude.newer");
      const next = await say(chief, agreementOperations.get, { id });
      expect(next.hits.map(({ rule, conclusion }) => [rule, conclusion])).toEqual([["FC-8", null]]);
      await say(chief, agreementOperations.judge, { ...open, hitId: hitOf(next, "FC-8") });
      expect((await say(chief, agreementOperations.conclude, { id, number: 2, ...form })).state).toBe("passed");
      expect((await say(officer, agreementOperations.get, { id })).reviews.map(({ conclusion }) => conclusion)).toEqual(
        ["passed", "failed"],
      );
      const told = (await asOwner(house, (db) => db.select().from(timelineEntries))).map(({ title }) => title);
      expect(told).toContain("《投资协议》换为第 2 稿，命中 1 处，须重新审查");

      await say(officer, stageOperations.move, await step(house, projectId));
      expect((await say(officer, projectOperations.get, { id: projectId })).project.stage).toBe("signed");
    }));

  test("例外要齐全才收：没有结论文件的指到那一栏，齐全的附上文件可以打开，结论表写明期限", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief } = stage.jia.people;
      const projectId = await negotiated(say);
      const text = "第一条 厂房前三年租金全免。";
      const { id } = await say(officer, agreementOperations.create, { projectId, title: "补充协议", text });
      const hitId = hitOf(await say(chief, agreementOperations.get, { id }), "FC-4");
      const exception = {
        id,
        hitId,
        conclusion: "exception",
        ground: "应急物资储备",
        exceptionGround: "publicInterest",
        alternative: "无其他储备场所",
        endsOn: "2027-12-31",
      } as const;
      const bare = await refusal(say(chief, agreementOperations.judge, exception));
      expect([bare.code, bare.fields[0]?.path]).toEqual(["agreements.judge.file", "file"]);
      const file = await paper(house, chief, "例外论证.pdf");
      await say(chief, agreementOperations.judge, { ...exception, file });
      await say(chief, agreementOperations.conclude, { id, number: 1, ...form });
      for (const format of ["docx", "pdf"] as const) {
        const { name, content } = await say(officer, agreementOperations.sheet, { id, format });
        expect(name).toBe(`公平竞争审查表 补充协议.${format}`);
        const { document } = await readDocument(new Uint8Array(Buffer.from(content, "base64")), name);
        const words = textOfDocument(document);
        for (const said of ["适用例外规定，可以签订", "期限至2027年12月31日", "第 1 段：租金全免"])
          expect(words).toContain(said);
      }
    }));

  test("别的机构看不到；撤下后不再审，也不再挡签约", () =>
    onStage(stage, async (house, say) => {
      const { officer, chief } = stage.jia.people;
      const projectId = await negotiated(say);
      const { id } = await say(officer, agreementOperations.create, { projectId, title: "投资协议", text: first });
      expect((await refusal(say(stage.yi.people.head, agreementOperations.get, { id }))).kind).toBe("missing");
      await say(officer, agreementOperations.withdraw, { id, reason: "改签框架协议" });
      const { hits, may } = await say(chief, agreementOperations.get, { id });
      expect(hits).toHaveLength(3);
      expect(may.judge?.code).toBe("agreements.withdrawn");
      await say(officer, stageOperations.move, await step(house, projectId));
    }));
});
