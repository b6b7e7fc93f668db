import { describe, expect, test } from "vitest";
import { projectOperations } from "#records/projects/contract.ts";
import { signingOperations } from "#records/projects/signings/contract.ts";
import { stageOperations } from "#records/projects/stages/contract.ts";
import { picture, setStage } from "../support/journey.ts";
import {
  decideReview,
  enterAgreement,
  mendAgreement,
  passAgreement,
  reachStage,
  startReview,
  tryStage,
} from "../support/landing.ts";
import { ask, enterCompany, heading, isNotWider } from "../support/steps.ts";

const { journey } = setStage();
const list = "/shili-a/2023/projects";
const promised = `第一条 乙方投资建设数据服务总部。
第二条 甲方按乙方实缴税收地方留成部分的50%给予奖励。
第三条 乙方承诺十年内不迁出本区。`;
const mended = "第一条 乙方投资建设数据服务总部。\n第二条 双方依法履行各自义务。";

describe("评审与协议审查", () => {
  test(
    "关口三项拦住签约；换新稿、另一人审查，评审四步走完，可以登记签约",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: list });
      const company = await enterCompany(page, { name: "澄观数据服务有限公司" });
      const head = await openAs("a-head", { to: list });
      const { id } = await ask(page, projectOperations.create, {
        name: "澄观数据服务总部",
        brief: "数据治理服务",
        investorId: company.id,
        track: "service",
        capital: "domestic",
        industry: "I",
        sourcePlace: "示范东市",
        region: "990101",
        totalInvestment: "300000000",
        source: "officer",
      });
      const { project } = await ask(page, projectOperations.get, { id });
      const changes = { qualityKeeperId: project.officerId };
      await ask(page, projectOperations.update, { id, version: project.version, changes });
      const { receivedOn: today } = project;
      await ask(page, stageOperations.move, { projectId: id, stage: "negotiating", happenedOn: today });
      const agreed = { happenedOn: today, counterpart: "澄观集团", amount: "300000000" };
      await ask(page, signingOperations.create, { projectId: id, ...agreed });

      await page.goto(page.url().replace(/\/projects.*|\/companies.*/, `/projects/${id}`));
      await heading(page, "澄观数据服务总部").waitFor();
      const dialog = page.getByRole("dialog");
      await enterAgreement(page, promised);
      await page.getByText("命中 2 处，2 处没有作结论").waitFor();
      await page.getByRole("button", { name: /FC-2$/ }).click();
      await picture(page, "agreement.png");
      expect(await page.getByRole("button", { name: "作出审查结论" }).getAttribute("aria-disabled")).toBe("true");

      const agreementPage = page.url();
      await page.getByRole("link", { name: "澄观数据服务总部" }).click();
      await heading(page, "澄观数据服务总部").waitFor();
      await tryStage(page, {
        next: "评审通过",
        stage: { title: "签约", because: "一事一议" },
        evidence: [["投资协议", "投资协议.pdf"]],
      });
      await dialog.getByText(/还不能登记签约，还差 3 项/).waitFor();
      await dialog.getByRole("button", { name: "取消" }).click();

      await page.goto(agreementPage);
      await mendAgreement(page, mended);
      const judge = await openAs("a-head", { to: new URL(agreementPage).pathname, size: "phone" });
      await heading(judge, "投资协议").waitFor();
      await isNotWider(judge);
      await passAgreement(judge);
      await picture(judge, "agreement-phone.png");

      await page.goto(page.url().replace(/\/agreements.*/, `/projects/${id}`));
      await heading(page, "澄观数据服务总部").waitFor();
      await startReview(page, "澄观数据服务总部");

      await head.goto(page.url());
      await decideReview(head, { name: "产业促进会", number: "〔2023〕第 9 次" });
      await picture(head, "review.png");

      await page.goto(page.url().replace(/\/reviews.*/, `/projects/${id}`));
      await reachStage(page, {
        next: "评审通过",
        stage: { title: "签约", because: "会议已同意" },
        evidence: [["投资协议", "签订文本.pdf"]],
      });
      await picture(page, "project-reviewed.png");
    }),
  );
});
