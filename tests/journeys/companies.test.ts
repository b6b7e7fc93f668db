import { describe, expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { picture, setStage } from "../support/journey.ts";
import { choose, enterCompany, heading, rows, searchBox, showsOnly, tabTo } from "../support/steps.ts";

const { journey } = setStage();
const list = "/shili-a/2023/companies";

describe("找企业并修改", () => {
  test(
    "两个字、拼音首字母、信用代码都找得到；键盘打开，改一项，时间线上看得到",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: list });
      const name = "曜穹光伏新材有限公司";
      const creditCode = makeCreditCode({ region: "990101", body: "MA01ABCD" });
      await enterCompany(page, { name, creditCode });
      await heading(page, "企业库").waitFor();
      await rows(page).first().waitFor();
      await picture(page, "companies.png");
      for (const typed of ["曜穹", "yqgf", creditCode.slice(0, 14)]) {
        await searchBox(page).fill(typed);
        await showsOnly(page, [name]);
      }

      await searchBox(page).focus();
      await tabTo(page, rows(page).first());
      await page.keyboard.press("Enter");
      await heading(page, name).waitFor();
      await page.getByRole("button", { name: "修改", exact: true }).first().click();
      await heading(page, "修改企业").waitFor();
      await page.getByLabel("地址").fill("示例甲区光华路 8 号");
      await page.getByLabel("注册资本").fill("1.2亿");
      await page.getByText("即 1.20亿元（120,000,000.00 元）").waitFor();
      await picture(page, "company-form.png");
      await page.getByRole("button", { name: "保存", exact: true }).click();

      await heading(page, name).waitFor();
      await page.getByRole("main").getByText("示例甲区光华路 8 号").waitFor();
      const timeline = page.getByRole("region", { name: "时间线" });
      await expect.poll(() => timeline.getByRole("listitem").count()).toBe(2);
      expect(await timeline.innerText()).toMatch(/修改：注册资本、地址|修改：地址、注册资本/);
    }),
  );

  test(
    "筛选留在地址里，刷新后还在；清除后回到全部",
    journey(async ({ openAs }) => {
      const page = await openAs("a-head", { to: list });
      const total = page.getByRole("status").filter({ hasText: /^共 \d+ 条/ });
      await total.waitFor();
      const all = await total.innerText();
      await choose(page, "标签", "高新技术企业");
      await expect.poll(() => total.innerText()).not.toBe(all);
      await searchBox(page).fill("示例");
      await expect.poll(() => decodeURIComponent(page.url())).toContain("search=示例");
      await expect.poll(() => rows(page).count()).toBeGreaterThan(0);
      const [address, shown] = [page.url(), await total.innerText()];

      await page.reload();
      await expect.poll(() => total.innerText()).toBe(shown);
      expect(page.url()).toBe(address);
      expect(await searchBox(page).inputValue()).toBe("示例");
      expect(await page.getByRole("region", { name: "查看企业" }).innerText()).toContain("高新技术企业");

      const link = rows(page).first().getByRole("link").first();
      const name = await link.innerText();
      await link.click();
      await heading(page, name).waitFor();
      await picture(page, "company.png");
      await page.goBack();
      await expect.poll(() => total.innerText()).toBe(shown);

      await page.getByRole("button", { name: "清除筛选" }).click();
      await expect.poll(() => total.innerText()).toBe(all);
    }),
  );
});
