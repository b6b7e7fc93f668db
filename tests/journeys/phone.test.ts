import { describe, expect, test } from "vitest";
import { barriers } from "../support/barriers.ts";
import { setStage } from "../support/journey.ts";
import { enterCompany, heading, isNotWider, mainMenu, searchBox } from "../support/steps.ts";

const { journey } = setStage();
const phone = { size: "phone" } as const;

describe("手机宽度", () => {
  test(
    "从菜单到列表、企业页、表单，一路不横向滚动",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { ...phone, to: "/shili-a/2023/roles" });
      const name = "掌上示例机器人有限公司";
      await enterCompany(page, { name, registeredCapital: "12345678.90" });
      expect(await mainMenu(page).count()).toBe(0);
      await page.getByRole("button", { name: "打开菜单" }).click();
      const drawer = page.getByRole("dialog", { name: "菜单" });
      await drawer.waitFor();
      expect(await barriers(page)).toEqual([]);
      await drawer.getByRole("link", { name: "企业库" }).click();
      await heading(page, "企业库").waitFor();
      await drawer.waitFor({ state: "hidden" });
      await isNotWider(page);

      await searchBox(page).fill("掌上");
      const card = page.getByRole("list", { name: "企业" }).getByRole("listitem");
      await expect.poll(() => card.count()).toBe(1);
      await isNotWider(page);
      await card.getByRole("link", { name }).first().click();
      await heading(page, name).waitFor();
      await isNotWider(page);

      await page.getByRole("button", { name: "修改", exact: true }).first().click();
      await heading(page, "修改企业").waitFor();
      await isNotWider(page);
      await page.getByLabel("地址").fill("手机上填的地址");
      await page.getByRole("button", { name: "保存", exact: true }).click();
      await heading(page, name).waitFor();
      await page.getByRole("main").getByText("手机上填的地址").waitFor();
      await isNotWider(page);
    }),
  );
});
