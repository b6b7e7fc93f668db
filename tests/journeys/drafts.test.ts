import { describe, expect, test } from "vitest";
import { setStage } from "../support/journey.ts";
import { heading } from "../support/steps.ts";

const { journey } = setStage();
const form = "/shili-a/2023/companies/new";

describe("草稿", () => {
  test(
    "填到一半，刷新、换一天登录都接着填；存好以后不再出现",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: form });
      const restored = page.getByText(/已恢复 .*暂存的内容/);
      await heading(page, "新增企业").waitFor();
      await page.getByLabel("企业名称").fill("半张表示例有限公司");
      await page.getByLabel("注册资本").fill("3000万");
      await page.getByText(/已暂存/).waitFor();

      await page.reload();
      await restored.waitFor();
      expect(await page.getByLabel("企业名称").inputValue()).toBe("半张表示例有限公司");
      const kept = page.waitForResponse((response) => response.url().endsWith("/api/drafts.save"));
      await page.getByLabel("地址").fill("示例甲区");
      await kept;

      const later = await openAs("a-officer1", { to: form });
      await later.getByText(/已恢复 .*暂存的内容/).waitFor();
      expect(await later.getByLabel("地址").inputValue()).toBe("示例甲区");
      await later.getByRole("button", { name: "新增企业", exact: true }).click();
      await heading(later, "半张表示例有限公司").waitFor();
      await later.goto(new URL(form, later.url()).toString());
      await heading(later, "新增企业").waitFor();
      expect(await later.getByLabel("企业名称").inputValue()).toBe("");
    }),
  );

  test(
    "草稿来得慢：先填的不被盖掉，没填的照样补上",
    journey(async ({ openAs }) => {
      const first = await openAs("a-officer2", { to: form });
      await heading(first, "新增企业").waitFor();
      await first.getByLabel("企业名称").fill("原先起的示例名");
      await first.getByLabel("地址").fill("示例甲区原址");
      await first.getByText(/已暂存/).waitFor();

      const page = await openAs("a-officer2");
      let give = () => {};
      const isAsked = new Promise<void>((resolve) => {
        give = resolve;
      });
      await page.route("**/api/drafts.get*", async (route) => {
        await isAsked;
        await route.continue();
      });
      await page.goto(new URL(form, page.url()).toString());
      await page.getByLabel("企业名称").fill("后来改的示例名");
      give();
      await page.getByText(/已恢复 .*暂存的内容/).waitFor();
      expect(await page.getByLabel("企业名称").inputValue()).toBe("后来改的示例名");
      expect(await page.getByLabel("地址").inputValue()).toBe("示例甲区原址");
    }),
  );

  test(
    "别人看不到我的草稿",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: form });
      await page.getByLabel("企业名称").fill("只有我看得到");
      await page.getByText(/已暂存/).waitFor();
      const other = await openAs("a-head", { to: form });
      await heading(other, "新增企业").waitFor();
      expect(await other.getByLabel("企业名称").inputValue()).toBe("");
      expect(await other.getByText(/已恢复/).count()).toBe(0);
    }),
  );

  test(
    "不能存的内容留在表里，逐项说明并能跳过去",
    journey(async ({ openAs }) => {
      const page = await openAs("a-head", { to: form });
      await page.getByLabel("统一社会信用代码").fill("91110105MA01ABCD40");
      await page.getByRole("button", { name: "新增企业", exact: true }).click();
      const summary = page.getByRole("alert");
      await summary.waitFor();
      expect(await summary.innerText()).toContain("请填写企业名称");
      await summary.getByRole("link", { name: "请填写企业名称" }).click();
      expect(await page.getByLabel("企业名称").evaluate((input) => input === document.activeElement)).toBe(true);
      expect(await page.getByLabel("统一社会信用代码").inputValue()).toBe("91110105MA01ABCD40");
    }),
  );
});
