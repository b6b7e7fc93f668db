import { describe, expect, test } from "vitest";
import { picture, setStage } from "../support/journey.ts";
import { mainMenu } from "../support/steps.ts";

const { journey } = setStage();

describe("登录", () => {
  test(
    "从演示人员名单进入，退出后页面不再打开",
    journey(async ({ open }) => {
      const page = await open();
      await page.getByRole("heading", { name: "以演示人员登录" }).waitFor();
      await picture(page, "sign-in.png");
      await page.getByText("示例甲区投资促进服务中心").click();
      await page
        .getByRole("button", { name: /招商专员/ })
        .first()
        .click();
      await page.waitForURL(/\/shili-a\/\d{4}$/);
      const inside = page.url();
      await page.getByText("演示数据").first().waitFor();

      await page.getByRole("button", { name: /^我：/ }).click();
      await page.getByRole("menuitem", { name: "退出登录" }).click();
      await page.waitForURL(/\/sign-in/);
      await page.goto(inside);
      await page.waitForURL(/\/sign-in\?to=/);
      expect(await mainMenu(page).count()).toBe(0);

      await page
        .getByRole("button", { name: /招商专员/ })
        .first()
        .click();
      await page.waitForURL(inside);
    }),
  );

  test(
    "密码不对时说清楚，已填的登录名还在",
    journey(async ({ open }) => {
      const page = await open();
      await page.getByLabel("登录名").fill("a-officer1");
      await page.getByRole("textbox", { name: "密码" }).fill("Not-the-1-password");
      await page.keyboard.press("Enter");
      const alert = page.getByRole("alert");
      await alert.waitFor();
      expect(await alert.innerText()).toContain("登录名或密码不正确");
      expect(await page.getByLabel("登录名").inputValue()).toBe("a-officer1");
      expect(page.url()).toContain("/sign-in");
    }),
  );

  test(
    "什么都不填就登录，逐项说明",
    journey(async ({ open }) => {
      const page = await open();
      await page.getByRole("button", { name: "登录", exact: true }).click();
      const summary = page.getByRole("alert");
      await summary.waitFor();
      expect(await summary.innerText()).toMatch(/有 2 处需要改[\s\S]*登录名[\s\S]*密码/);
    }),
  );
});
