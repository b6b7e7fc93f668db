import { describe, expect, test } from "vitest";
import { setStage } from "../support/journey.ts";
import { heading, mainMenu, rows } from "../support/steps.ts";

const { journey } = setStage({ isDemo: false });

const password = "Luodi-First-2026";

describe("正式库首次启动", () => {
  test(
    "一次性链接设置管理员密码，弱密码被拒，链接只能用一次",
    journey(async ({ open, luodi }) => {
      const [, link = ""] = /首次启动：请在浏览器打开 (\S+) 设置系统管理员/.exec(luodi.said()) ?? [];
      expect(link).toMatch(new RegExp(`^${luodi.address}/`));
      const page = await open({ to: link });
      await page.getByLabel("新密码").fill("12345678");
      await page.getByRole("button", { name: "设置密码并登录" }).click();
      expect(await page.getByRole("alert").innerText()).toContain(
        "密码应包含大写字母、小写字母、数字、符号中的至少 3 类",
      );

      await page.getByLabel("新密码").fill(password);
      await page.getByRole("button", { name: "设置密码并登录" }).click();
      await page.waitForURL(/\/main\/\d{4}$/);
      await mainMenu(page).getByRole("link", { name: "账号" }).click();
      await heading(page, "账号").waitFor();
      expect(await page.getByText("演示数据").count()).toBe(0);

      const other = await open({ to: link });
      await other.getByLabel("新密码").fill(`${password}-again`);
      await other.getByRole("button", { name: "设置密码并登录" }).click();
      expect(await other.getByRole("alert").innerText()).toMatch(/链接.*(失效|用过|过期)/);
    }),
  );

  test(
    "登录过期时原地重新登录，填的内容不丢",
    journey(async ({ open }) => {
      const page = await open();
      expect(await page.getByRole("heading", { name: "以演示人员登录" }).count()).toBe(0);
      await page.getByLabel("登录名").fill("admin");
      await page.getByRole("textbox", { name: "密码" }).fill(password);
      await page.getByRole("button", { name: "登录", exact: true }).click();
      await mainMenu(page).getByRole("link", { name: "账号" }).click();
      await page.getByRole("button", { name: "新增账号" }).click();
      await page.getByLabel("姓名").fill("试安全");
      await page.getByLabel("登录名").fill("security");
      await page.getByLabel("安全管理员").check();
      await page.context().clearCookies();
      await page.getByRole("button", { name: "新增账号" }).click();

      const window = page.getByRole("dialog", { name: "登录已过期" });
      await window.waitFor();
      expect(await window.getByLabel("登录名").inputValue()).toBe("admin");
      await window.getByRole("textbox", { name: "密码" }).fill(password);
      await window.getByRole("button", { name: "登录", exact: true }).click();
      await heading(page, "账号已建好").waitFor();
      await page.getByRole("main").getByRole("link", { name: "账号" }).click();
      await expect.poll(() => rows(page).count()).toBe(2);
    }),
  );
});
