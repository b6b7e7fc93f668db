import { describe, expect, test } from "vitest";
import { setStage } from "../support/journey.ts";
import { heading } from "../support/steps.ts";

const { journey } = setStage({ settings: { LUODI_PUBLIC_CHECK: "0" } });

describe("没有开放的核对", () => {
  test(
    "不登录只看到请登录；登录后回到核对，照常可用",
    journey(async ({ open }) => {
      const page = await open({ to: "/check" });
      await page.getByRole("heading", { name: "请登录后核对" }).waitFor();
      expect(await page.locator('input[type="file"]').count()).toBe(0);
      const answered = page.waitForResponse(/\/api\/checks\.offer$/);
      await page.getByRole("button", { name: "去登录" }).click();
      await page.waitForURL(/\/sign-in\?to=/);
      expect(await (await answered).json()).toMatchObject({ isOpen: false });
      await page.getByRole("heading", { name: "以演示人员登录" }).waitFor();
      expect(await page.getByRole("link", { name: /不登录/ }).count()).toBe(0);
      await page
        .getByRole("button", { name: /招商专员/ })
        .first()
        .click();
      await page.waitForURL(/\/check$/);
      await heading(page, "核对").waitFor();
      await page.getByRole("button", { name: "看一个示例" }).click();
      await page.getByRole("heading", { name: "示例报告.md", exact: true }).waitFor();
      expect(await page.locator(".finding").count()).toBeGreaterThan(0);
    }),
  );
});
