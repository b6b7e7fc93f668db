import { describe, expect, test } from "vitest";
import { companyOperations } from "#records/directory/contract.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { picture, setStage } from "../support/journey.ts";
import { ask, choose, enterCompany, heading, isNotWider, searchBox, showsOnly } from "../support/steps.ts";

const { journey } = setStage();
const list = "/shili-a/2023/projects";
const pdf = (name: string) => ({ name, mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") });

describe("从线索到落地", () => {
  test(
    "手机上一分钟登记线索；还差什么带到要补的地方；美元签约、注册、另一人核验后落地",
    journey(async ({ openAs }) => {
      const phone = await openAs("a-officer1", { size: "phone", to: `${list}/new` });
      await heading(phone, "登记线索").waitFor();
      await isNotWider(phone);
      const name = "曜穹数据服务总部";
      await phone.getByLabel("项目名称").fill(name);
      await phone.getByLabel("投资方名称").fill("曜穹集团");
      await phone.getByText("非征地服务·总部", { exact: true }).click();
      await phone.getByLabel("计划总投资").fill("3.5亿");
      await picture(phone, "project-lead-phone.png");
      await phone.getByRole("button", { name: "登记线索", exact: true }).click();
      await heading(phone, name).waitFor();
      await isNotWider(phone);
      await picture(phone, "project-phone.png");

      const page = await openAs("a-officer1", { to: list });
      await searchBox(page).fill("曜穹");
      await showsOnly(page, [name]);
      await page.getByRole("link", { name }).click();
      await heading(page, name).waitFor();
      await page.getByRole("button", { name: "登记在谈" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: "登记", exact: true }).click();
      await dialog.getByText(/还不能登记在谈，还差 3 项/).waitFor();
      await dialog.getByRole("button", { name: "取消" }).click();
      await page.getByRole("button", { name: "项目简介" }).click();
      await heading(page, "修改招商项目").waitFor();
      await page.getByLabel("项目简介").fill("数据治理和算力调度服务");
      await page.getByText("外资", { exact: true }).click();
      await choose(page, "行业门类", "信息传输");
      await page.getByLabel("来源地").fill("新加坡");
      await page.getByRole("button", { name: "保存", exact: true }).click();
      await heading(page, name).waitFor();
      await page.getByRole("button", { name: "登记在谈" }).click();
      await dialog.getByRole("button", { name: "登记", exact: true }).click();
      await page.getByRole("button", { name: /^在谈\s*\d{4}/ }).waitFor();

      await page
        .getByRole("region", { name: "签约记录" })
        .getByRole("button", { name: /登记签约/ })
        .click();
      await choose(page, "币种", "美元");
      await dialog.getByLabel("协议金额").fill("5000万");
      await dialog.getByLabel("汇率", { exact: true }).fill("7.0827");
      await dialog.getByLabel("汇率来源").fill("中国外汇交易中心");
      await dialog.getByRole("button", { name: "登记签约" }).click();
      await dialog
        .getByText(/美元汇率没有写明日期/)
        .first()
        .waitFor();
      await dialog.getByRole("textbox", { name: "汇率日期" }).fill("2023-12-29");
      await dialog.getByRole("button", { name: "登记签约" }).click();
      await page.getByText(/50,000,000(\.00)? 美元/).waitFor();
      await page.getByText("3.54亿元").first().waitFor();

      const company = await enterCompany(page, { name: "曜穹数据服务有限公司" });
      const { rows } = await ask(page, projectOperations.list, { search: "曜穹" });
      const id = rows[0]?.id ?? "";
      const { project } = await ask(page, projectOperations.get, { id });
      const keeper = project.officerId;
      await ask(page, projectOperations.update, {
        id,
        version: project.version,
        changes: { investorId: company.id, landedCompanyId: company.id, qualityKeeperId: keeper, region: "990101" },
      });
      await page.reload();
      await page.getByRole("button", { name: "登记评审通过" }).click();
      await choose(page, "阶段", "签约");
      await dialog.getByLabel("跳过的理由").fill("服务业项目不需评审");
      await dialog.getByLabel("添加投资协议").setInputFiles(pdf("投资协议.pdf"));
      await dialog.getByRole("link", { name: "投资协议.pdf" }).waitFor();
      await dialog.getByRole("button", { name: "登记", exact: true }).click();
      await page.getByRole("button", { name: "登记注册" }).click();
      await dialog.getByLabel("添加营业执照").setInputFiles(pdf("营业执照.pdf"));
      await dialog.getByRole("link", { name: "营业执照.pdf" }).waitFor();
      await dialog.getByRole("button", { name: "登记", exact: true }).click();
      const rail = page.getByRole("navigation", { name: "阶段" });
      await rail.getByRole("button", { name: /^注册\s*\d{4}/ }).click();
      const verify = dialog.getByRole("button", { name: "核验通过" });
      expect(await verify.getAttribute("aria-disabled")).toBe("true");

      const head = await openAs("a-head", { to: `${list}/${id}` });
      await head.getByRole("navigation", { name: "阶段" }).getByRole("button", { name: /^注册/ }).click();
      await head.getByRole("dialog").getByRole("button", { name: "核验通过" }).click();
      await head.locator("nav .tag").filter({ hasText: "已核验" }).waitFor();
      await picture(head, "project-stage.png");
      await head.getByRole("button", { name: "关闭" }).click();
      await picture(head, "project.png");
      expect((await ask(head, projectOperations.get, { id })).project.landedOn).not.toBeNull();
      expect((await ask(head, companyOperations.get, { id: company.id })).company.name).toBe("曜穹数据服务有限公司");
    }),
  );

  test(
    "一个筛选，三种看法：漏斗的数点开就是那张列表",
    journey(async ({ openAs }) => {
      const page = await openAs("a-head", { to: list });
      for (const [name, totalInvestment] of [
        ["曜穹六十亿项目", "6000000000"],
        ["曜穹十二亿项目", "1200000000"],
      ] as const)
        await ask(page, projectOperations.create, { name, investorName: "曜穹集团", totalInvestment });
      await page.reload();
      await searchBox(page).fill("曜穹");
      await expect.poll(() => decodeURIComponent(page.url())).toContain("search=曜穹");
      await page.getByRole("tab", { name: "漏斗" }).click();
      await page.getByRole("link", { name: "10亿元以上 2 个" }).waitFor();
      await picture(page, "project-funnel.png");
      await page.getByRole("link", { name: "50亿元以上 1 个" }).click();
      await showsOnly(page, ["曜穹六十亿项目"]);
      await page.goBack();
      await page.getByRole("tab", { name: "看板" }).click();
      await page
        .getByRole("region", { name: /^线索 / })
        .getByRole("link", { name: /曜穹十二亿项目/ })
        .waitFor();
      await picture(page, "project-board.png");
    }),
  );
});
