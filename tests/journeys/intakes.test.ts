import { describe, expect, test } from "vitest";
import { deskOperations } from "#results/desk/contract.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { barriers } from "../support/barriers.ts";
import { picture, setStage } from "../support/journey.ts";
import { ask, heading, isNotWider } from "../support/steps.ts";

const { journey } = setStage();

describe("公开来件到联合招商", () => {
  test(
    "手机上不登录填表，填错了不丢；进来件箱，承接后自收到之日计时；再登记联合招商的份额",
    journey(async ({ openAs, open }) => {
      const head = await openAs("a-head", { to: "/shili-a/2023/intakes/links" });
      await heading(head, "公开线索表单").waitFor();
      await head.getByRole("button", { name: "新建表单" }).first().click();
      const asking = head.getByRole("dialog");
      await asking.getByLabel("用在哪里").fill("旅程推介会二维码");
      await asking.getByRole("button", { name: "建立" }).click();
      const link = head.getByRole("textbox", { name: "表单链接" });
      const to = new URL(await link.inputValue()).pathname;
      await head.getByRole("img", { name: "表单链接的二维码" }).waitFor();
      await picture(head, "lead-link.png");

      const guest = await open({ size: "phone", to });
      // The sentence of consent names some of these too.
      const typed = (title: string) => guest.getByRole("textbox", { name: new RegExp(`^${title}`) });
      await heading(guest, "投资意向登记").waitFor();
      await isNotWider(guest);
      expect(await guest.locator("script").count()).toBe(0);
      expect(await barriers(guest)).toEqual([]);
      await picture(guest, "lead-form-phone.png");
      await typed("企业名称").fill("旅程示例光电有限公司");
      await typed("投资意向").fill("建设光电模组生产基地，需要厂房一万平方米");
      await typed("计划投资额").fill("一亿二");
      await typed("联系人").fill("旅程来客");
      await typed("联系电话").fill("13900002222");
      await guest.getByRole("checkbox").check();
      await guest.getByRole("button", { name: "提交" }).click();
      await guest.getByRole("alert").filter({ hasText: "计划投资额应为金额" }).waitFor();
      expect(await typed("投资意向").inputValue()).toContain("光电模组");
      expect(await guest.getByRole("checkbox").isChecked()).toBe(true);
      await isNotWider(guest);
      await typed("计划投资额").fill("12000");
      await guest.getByRole("button", { name: "提交" }).click();
      await heading(guest, "已收到").waitFor();
      expect(await guest.locator("body").innerText()).not.toContain("光电");
      await picture(guest, "lead-thanks-phone.png");

      const page = await openAs("a-officer1", { to: "/shili-a/2023/intakes?state=waiting" });
      await heading(page, "公开来件").waitFor();
      await page.getByText("旅程示例光电有限公司").first().waitFor();
      const { todos } = await ask(page, deskOperations.home, { year: 2023 });
      const waiting = todos.find(({ code }) => code === "intakes.waiting")?.count ?? 0;
      expect(waiting).toBeGreaterThan(0);
      await picture(page, "intakes.png");
      await page.getByText("旅程示例光电有限公司").first().click();
      await heading(page, "旅程示例光电有限公司").waitFor();
      await page.getByText("企业库、项目和其他来件里没有这家企业。").waitFor();
      await page.getByRole("button", { name: "查看电话" }).click();
      await page.getByText("13900002222").waitFor();
      expect(await barriers(page)).toEqual([]);
      await picture(page, "intake.png");
      await page.getByRole("button", { name: "承接为线索" }).click();
      const taking = page.getByRole("dialog");
      await taking.getByLabel("项目名称").fill("旅程示例光电模组基地");
      await taking.getByRole("button", { name: "承接", exact: true }).click();
      await heading(page, "旅程示例光电模组基地").waitFor();
      const clocks = page.getByRole("region", { name: "时限与停滞" });
      await clocks
        .getByText(/答复并定人/)
        .first()
        .waitFor();
      const id = page.url().split("/").at(-1)?.split("?")[0] ?? "";
      const { project } = await ask(page, projectOperations.get, { id });
      expect([project.source, project.totalInvestment]).toEqual(["publicForm", "120000000.00"]);

      const joint = page.getByRole("region", { name: "联合招商" });
      await joint.getByRole("button", { name: "登记联合招商" }).click();
      const agreeing = page.getByRole("dialog");
      await agreeing.getByLabel("协议或纪要").fill("旅程联合招商备忘录");
      await agreeing.getByLabel("我方份额").fill("70");
      const row = agreeing.getByRole("group", { name: "合作方 第 1 行" });
      await row.getByRole("textbox", { name: "合作方" }).fill("旅程示例邻区");
      await row.getByRole("combobox", { name: "分工" }).click();
      await page.locator(".ant-select-item-option:visible").filter({ hasText: "首谈引荐" }).click();
      await row.getByRole("textbox", { name: "贡献份额" }).fill("20");
      await agreeing
        .locator("input[type=file]")
        .setInputFiles({ name: "备忘录.txt", mimeType: "text/plain", buffer: Buffer.from("联合招商备忘录") });
      await agreeing.getByRole("link", { name: "备忘录.txt" }).waitFor();
      await agreeing.getByRole("button", { name: "登记联合招商" }).click();
      await agreeing.getByText("份额合计应为 100%").first().waitFor();
      await picture(page, "joint-form.png");
      await row.getByRole("textbox", { name: "贡献份额" }).fill("30");
      await agreeing.getByRole("button", { name: "登记联合招商" }).click();
      await joint.getByText("旅程示例邻区").waitFor();
      await joint.getByText("30%").waitFor();
      await joint.scrollIntoViewIfNeeded();
      await picture(page, "joint.png");
      await page.goto(new URL("/shili-a/2023/joint", page.url()).toString());
      await page.getByText("旅程示例邻区 30%").first().waitFor();
      expect(await barriers(page)).toEqual([]);
      await picture(page, "joint-list.png");
    }),
  );

  test(
    "手机上：来件箱、来件、驻外机构成果不超出屏幕",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { size: "phone", to: "/shili-a/2023/intakes" });
      await heading(page, "公开来件").waitFor();
      await page
        .getByText(/储能科技有限公司/)
        .first()
        .click();
      await heading(page, /储能科技有限公司/).waitFor();
      await page.getByRole("heading", { name: "其他来件" }).waitFor();
      await isNotWider(page);
      expect(await barriers(page)).toEqual([]);
      await picture(page, "intake-phone.png");
      await page.goto(new URL("/shili-a/2023/outposts", page.url()).toString());
      await page.getByText("驻示范东市招商联络站").first().click();
      await heading(page, "驻示范东市招商联络站").waitFor();
      const traced = page.getByRole("region", { name: "成果", exact: true });
      await traced.getByText("费用（手工登记）").waitFor();
      await isNotWider(page);
      await traced.scrollIntoViewIfNeeded();
      await picture(page, "outpost-phone.png");
    }),
  );
});
