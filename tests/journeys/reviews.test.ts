import { describe, expect, test } from "vitest";
import { projectOperations } from "#records/projects/contract.ts";
import { signingOperations } from "#records/projects/signings/contract.ts";
import { stageOperations } from "#records/projects/stages/contract.ts";
import { picture, setStage } from "../support/journey.ts";
import { ask, choose, enterCompany, heading, isNotWider } from "../support/steps.ts";

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
      const agreements = page.getByRole("region", { name: "协议与公平竞争审查" });
      await agreements.getByRole("button", { name: "登记协议文本" }).click();
      await dialog.getByRole("textbox", { name: "协议名称" }).fill("投资协议");
      await dialog.getByLabel("从文件读入协议文本").setInputFiles({
        name: "协议.txt",
        mimeType: "text/plain",
        buffer: Buffer.from(promised),
      });
      await expect.poll(() => dialog.getByRole("textbox", { name: "协议文本" }).inputValue()).toContain("地方留成");
      await dialog.getByRole("link", { name: "协议.txt" }).waitFor();
      await dialog.getByRole("button", { name: "登记协议文本" }).click();
      await heading(page, "投资协议").waitFor();
      await page.getByText("命中 2 处，2 处没有作结论").waitFor();
      await page.getByRole("button", { name: /FC-2$/ }).click();
      await picture(page, "agreement.png");
      expect(await page.getByRole("button", { name: "作出审查结论" }).getAttribute("aria-disabled")).toBe("true");

      const agreementPage = page.url();
      await page.getByRole("link", { name: "澄观数据服务总部" }).click();
      await heading(page, "澄观数据服务总部").waitFor();
      await page.getByRole("button", { name: "登记评审通过" }).click();
      await choose(page, "阶段", "签约");
      await dialog.getByLabel("跳过的理由").fill("一事一议");
      await dialog.getByLabel("添加投资协议").setInputFiles({
        name: "投资协议.pdf",
        mimeType: "application/pdf",
        buffer: Buffer.from("%PDF-1.4\n%%EOF\n"),
      });
      await dialog.getByRole("link", { name: "投资协议.pdf" }).waitFor();
      await dialog.getByRole("button", { name: "登记", exact: true }).click();
      await dialog.getByText(/还不能登记签约，还差 3 项/).waitFor();
      await dialog.getByRole("button", { name: "取消" }).click();

      await page.goto(agreementPage);
      await page.getByRole("button", { name: "换新文本" }).click();
      await dialog.getByRole("textbox", { name: "协议文本" }).fill(mended);
      await dialog.getByRole("button", { name: "换新文本" }).click();
      await page.getByText(/^第 2 稿，.*命中 0 处/).waitFor();
      const [judge, judging] = [
        await openAs("a-head", { to: new URL(agreementPage).pathname, size: "phone" }),
        "作出审查结论",
      ];
      await heading(judge, "投资协议").waitFor();
      await isNotWider(judge);
      await judge.getByRole("button", { name: judging }).click();
      const opinion = judge.getByRole("dialog");
      await opinion.getByLabel(/征求意见情况/).fill("已征求同业企业意见，无不同意见");
      await opinion.getByLabel(/结论理由/).fill("文本没有命中");
      await opinion.getByRole("button", { name: judging }).click();
      await judge.getByText("第 2 稿：不具有排除、限制竞争效果，可以签订").waitFor();
      await picture(judge, "agreement-phone.png");

      await page.goto(page.url().replace(/\/agreements.*/, `/projects/${id}`));
      await heading(page, "澄观数据服务总部").waitFor();
      const reviews = page.getByRole("region", { name: "项目评审" });
      await reviews.getByRole("button", { name: "提交评审" }).click();
      await dialog.getByRole("button", { name: "提交评审" }).click();
      await heading(page, "澄观数据服务总部落地评审").waitFor();
      await page.getByRole("button", { name: "征求部门意见" }).click();
      await dialog.getByRole("combobox").fill("财政部门");
      await page.keyboard.press("Enter");
      await dialog.getByRole("heading", { name: "征求部门意见" }).click();
      await dialog.getByRole("button", { name: "征求部门意见" }).click();
      await page.getByRole("button", { name: "登记答复" }).click();
      await dialog.getByText("同意", { exact: true }).click();
      await dialog.getByRole("button", { name: "登记部门答复" }).click();
      await page.getByRole("button", { name: "写明采纳情况" }).click();
      await dialog.getByRole("button", { name: "写明采纳情况" }).click();
      await page.locator("[aria-current='step']").filter({ hasText: "合法性审核" }).waitFor();

      await head.goto(page.url());
      const asked = head.getByRole("dialog");
      await head.getByRole("button", { name: "登记合法性审核意见" }).click();
      await asked.getByText("合法", { exact: true }).click();
      await asked.getByRole("textbox", { name: "意见" }).fill("内容合法");
      await asked.getByRole("button", { name: "登记合法性审核意见" }).click();
      await head.getByRole("button", { name: "登记会议决定" }).click();
      await asked.getByRole("textbox", { name: "会议", exact: true }).fill("产业促进会");
      await asked.getByRole("textbox", { name: "会议编号" }).fill("〔2023〕第 9 次");
      await asked.getByText("同意", { exact: true }).click();
      await asked.getByRole("textbox", { name: "意见" }).fill("原则同意");
      await asked.getByRole("button", { name: "登记会议决定" }).click();
      await head.getByText("产业促进会〔2023〕第 9 次").waitFor();
      await picture(head, "review.png");

      await page.goto(page.url().replace(/\/reviews.*/, `/projects/${id}`));
      await page.getByRole("button", { name: "登记评审通过" }).click();
      await choose(page, "阶段", "签约");
      await dialog.getByLabel("跳过的理由").fill("会议已同意");
      await dialog.getByLabel("添加投资协议").setInputFiles({
        name: "签订文本.pdf",
        mimeType: "application/pdf",
        buffer: Buffer.from("%PDF-1.4\n%%EOF\n"),
      });
      await dialog.getByRole("link", { name: "签订文本.pdf" }).waitFor();
      await dialog.getByRole("button", { name: "登记", exact: true }).click();
      await page.getByRole("button", { name: /^签约\s*\d{4}/ }).waitFor();
      await picture(page, "project-reviewed.png");
    }),
  );
});
