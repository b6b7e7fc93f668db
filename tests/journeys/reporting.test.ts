import { describe, expect, test } from "vitest";
import { addDays } from "#kit/base/dates.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { reportOperations } from "#records/projects/reporting/contract.ts";
import { signingOperations } from "#records/projects/signings/contract.ts";
import { stageOperations } from "#records/projects/stages/contract.ts";
import { picture, setStage } from "../support/journey.ts";
import { ask, choose, enterCompany, heading, isNotWider } from "../support/steps.ts";

const { journey } = setStage();
const list = "/shili-a/2023/projects";
const name = "璟原上报示例总部";

describe("周报、上报与尽职调查", () => {
  test(
    "周报的数点开就是那些行；上报两次看出变化，报错的更正成另一版，原来的不变",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: list });
      await heading(page, "线索与项目").waitFor();
      const lead = { name, investorName: "璟原集团", track: "service", capital: "domestic", industry: "I" } as const;
      const { id, receivedOn: today } = await ask(page, projectOperations.create, { ...lead, name: "璟原今日线索" });
      const told = { ...lead, brief: "数据服务", totalInvestment: "120000000", receivedOn: addDays(today, -20) };
      const { id: projectId } = await ask(page, projectOperations.create, told);
      await ask(page, stageOperations.move, { projectId, stage: "negotiating", happenedOn: addDays(today, -10) });
      expect(id).not.toBe(projectId);

      await page.goto(new URL("/shili-a/2023/sheets", page.url()).toString());
      await heading(page, "周报月报").waitFor();
      await page.getByRole("heading", { name: /^招商工作周报/ }).waitFor();
      await picture(page, "sheet-week.png");
      await page.getByRole("button", { name: /^本期 新增线索 \d+ 个，查看来源/ }).click();
      await page.getByRole("region", { name: "来源明细" }).getByText("璟原今日线索").waitFor();
      await picture(page, "sheet-evidence.png");
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "月报" }).click();
      await page.getByRole("heading", { name: /^招商工作月报/ }).waitFor();
      const phone = await openAs("a-officer1", { to: "/shili-a/2023/sheets", size: "phone" });
      await phone.getByRole("heading", { name: /^招商工作周报/ }).waitFor();
      await isNotWider(phone);
      await picture(phone, "sheet-phone.png");

      const head = await openAs("a-head", { to: "/shili-a/2023/reporting" });
      await heading(head, "项目上报").waitFor();
      await head.getByRole("button", { name: "预览市级在谈项目月报表" }).click();
      await heading(head, "预览上报").waitFor();
      const until = head.getByRole("textbox", { name: "期间至" });
      await until.fill(addDays(today, -1));
      await until.press("Enter");
      await head.getByRole("cell", { name }).first().waitFor();
      await picture(head, "report-preview.png");
      await head.getByRole("button", { name: "上报", exact: true }).click();
      await heading(head, /^市级在谈项目月报表（截至/).waitFor();
      await head.getByText("与上报时一致").waitFor();
      const first = head.url();

      const { project } = await ask(page, projectOperations.get, { id: projectId });
      const changes = { totalInvestment: "150000000" };
      await ask(page, projectOperations.update, { id: projectId, version: project.version, changes });
      await head.goto(new URL("/shili-a/2023/reporting/new?sheet=talks", head.url()).toString());
      const changed = head.getByRole("row").filter({ hasText: name });
      await changed.getByText("有变化").waitFor();
      await expect.poll(() => changed.innerText()).toMatch(/12,000\s*→\s*15,000/);
      await picture(head, "report-changes.png");
      await head.getByRole("button", { name: "上报", exact: true }).click();
      await head.getByText("与上报时一致").waitFor();

      await head.goto(first);
      await head.getByRole("button", { name: "更正" }).click();
      await heading(head, "更正市级在谈项目月报表").waitFor();
      await expect.poll(() => changed.innerText()).toMatch(/12,000\s*→\s*15,000/);
      const send = head.getByRole("button", { name: "更正上报" });
      expect(await send.getAttribute("aria-disabled")).toBe("true");
      await head.getByLabel("更正原因").fill("投资额报少了");
      await send.click();
      await head.getByText("更正版", { exact: true }).waitFor();
      await head
        .getByRole("link", { name: /\d{2}:\d{2}/ })
        .first()
        .click();
      await head.getByText("已更正", { exact: true }).waitFor();
      await head.getByText("与上报时一致").waitFor();
      await expect.poll(() => changed.innerText()).toContain("12,000");
      await picture(head, "report-corrected.png");

      const small = await openAs("a-officer1", { to: new URL(first).pathname, size: "phone" });
      await small.getByText("已更正", { exact: true }).waitFor();
      await isNotWider(small);
      const { may } = await ask(small, reportOperations.sheets, {});
      expect(may.report).not.toBeNull();
      await picture(small, "report-phone.png");
    }),
  );

  test(
    "尽职调查：发现由另一人核验，附条件的结论拦住签约，条件落实后放行",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: list });
      await heading(page, "线索与项目").waitFor();
      const company = await enterCompany(page, { name: "岚序数据服务有限公司" });
      const { id: projectId } = await ask(page, projectOperations.create, {
        name: "岚序数据服务总部",
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
      const { project } = await ask(page, projectOperations.get, { id: projectId });
      const changes = { qualityKeeperId: project.officerId };
      await ask(page, projectOperations.update, { id: projectId, version: project.version, changes });
      const { receivedOn: today } = project;
      await ask(page, stageOperations.move, { projectId, stage: "negotiating", happenedOn: today });
      const agreed = { happenedOn: today, counterpart: "岚序集团", amount: "300000000" };
      await ask(page, signingOperations.create, { projectId, ...agreed });

      await page.goto(new URL(`${list}/${projectId}`, page.url()).toString());
      await heading(page, "岚序数据服务总部").waitFor();
      const dialog = page.getByRole("dialog");
      const panel = page.getByRole("region", { name: "尽职调查", exact: true });
      await panel.getByRole("button", { name: "开始尽职调查" }).click();
      await dialog.getByRole("button", { name: "开始尽职调查" }).click();
      await panel.getByRole("button", { name: "登记发现" }).click();
      await choose(page, "内容", "信用与涉诉");
      await dialog.getByLabel("查询渠道").fill("中国裁判文书网");
      await dialog.getByText("中风险", { exact: true }).click();
      await dialog.getByRole("textbox", { name: "发现" }).fill("有一起合同纠纷在审，标的 20 万元");
      await picture(page, "diligence-finding.png");
      await dialog.getByRole("button", { name: "登记发现" }).click();
      await panel.getByText("待核验", { exact: true }).waitFor();

      const head = await openAs("a-head", { to: `${list}/${projectId}` });
      const seen = head.getByRole("region", { name: "尽职调查", exact: true });
      await seen.getByRole("button", { name: "核验", exact: true }).click();
      await seen.getByText(/已核验$/).waitFor();
      await seen.getByRole("button", { name: "作出尽调结论" }).click();
      const asked = head.getByRole("dialog");
      await asked.getByText("附条件通过", { exact: true }).click();
      await asked.getByLabel("理由").fill("标的较小，不影响履约");
      await asked.getByRole("button", { name: "增加条件" }).click();
      await asked.getByRole("textbox", { name: "条件", exact: true }).fill("签约前提供案件进展说明");
      await asked.getByRole("textbox", { name: "完成期限" }).fill(addDays(today, 10));
      await asked.getByRole("button", { name: "作出尽调结论" }).click();
      await seen.getByText("结论：附条件通过").waitFor();
      expect(await seen.getByText("待落实", { exact: true }).count()).toBe(1);
      await picture(head, "diligence-concluded.png");

      const asList = async () => {
        await head.goto(new URL("/shili-a/2023/diligences?state=waiting", head.url()).toString());
        await heading(head, "尽职调查").waitFor();
      };
      await asList();
      const row = head.getByRole("row", { name: /岚序数据服务总部/ });
      await row.getByText(addDays(today, 10), { exact: true }).waitFor();
      await picture(head, "diligence-list.png");
      await row.click();
      await head.getByRole("link", { name: "到项目页看查到的内容" }).click();
      await seen.getByText("签约前提供案件进展说明").waitFor();

      await page.reload();
      await heading(page, "岚序数据服务总部").waitFor();
      // What was typed the first time comes back the second time, its file too.
      const sign = async (file: string) => {
        await page.getByRole("button", { name: "登记评审通过" }).click();
        await choose(page, "阶段", "签约");
        await dialog.getByLabel("跳过的理由").fill("一事一议");
        await dialog.getByLabel("添加投资协议").setInputFiles({
          name: file,
          mimeType: "application/pdf",
          buffer: Buffer.from("%PDF-1.4\n%%EOF\n"),
        });
        await dialog.getByRole("link", { name: file }).waitFor();
        await dialog.getByRole("button", { name: "登记", exact: true }).click();
      };
      await sign("投资协议.pdf");
      await dialog.getByText(/还不能登记签约，还差 1 项：.*尽调条件还有 1 项没有落实/).waitFor();
      await picture(page, "diligence-gate.png");
      await dialog.getByRole("button", { name: "取消" }).click();

      await panel.getByRole("button", { name: "登记已落实" }).click();
      await dialog.getByLabel("落实情况").fill("已提供案件进展说明");
      await dialog.getByRole("button", { name: "登记条件已落实" }).click();
      await panel.getByText("已落实", { exact: true }).waitFor();
      await sign("定稿的协议.pdf");
      await page.getByRole("button", { name: /^签约\s*\d{4}/ }).waitFor();
      await asList();
      expect(await row.count()).toBe(0);
      const phone = await openAs("a-head", { to: `${list}/${projectId}?panel=diligence`, size: "phone" });
      await phone.getByRole("region", { name: "尽职调查", exact: true }).getByText("已落实", { exact: true }).waitFor();
      await isNotWider(phone);
      await picture(phone, "diligence-phone.png");
    }),
  );
});
