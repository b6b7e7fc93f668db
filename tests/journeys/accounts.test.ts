import { describe, expect, test } from "vitest";
import { picture, setStage } from "../support/journey.ts";
import { heading, mainMenu, rowOf, rows } from "../support/steps.ts";

const { journey } = setStage();
const password = "Luodi-Try-2026";

describe("管理", () => {
  test(
    "新增账号、本人设密码、停用后不能再登录",
    journey(async ({ openAs, open }) => {
      const admin = await openAs("a-system", { to: "/shili-a/2023/accounts" });
      await heading(admin, "账号").waitFor();
      await rows(admin).first().waitFor();
      await picture(admin, "accounts.png");
      await admin.getByRole("button", { name: "新增账号" }).click();
      await admin.getByLabel("姓名").fill("试新人");
      await admin.getByLabel("登录名").fill("a-newcomer");
      await admin.getByLabel("招商专员").check();
      await admin.getByRole("button", { name: "新增账号" }).click();
      await heading(admin, "账号已建好").waitFor();
      const link = await admin.getByRole("main").locator("code").innerText();

      const own = await open({ to: link });
      await own.getByLabel("新密码").fill(password);
      await own.getByRole("button", { name: "设置密码并登录" }).click();
      await heading(own, "工作台").waitFor();

      const fresh = admin.waitForResponse((response) => response.url().endsWith("/api/accounts.list"));
      await admin.getByRole("main").getByRole("link", { name: "账号" }).click();
      await fresh;
      await (await rowOf(admin, "试新人")).click();
      await admin.getByRole("button", { name: "停用账号" }).click();
      await admin.getByLabel("停用原因").fill("试用结束");
      await admin.getByRole("form", { name: "停用账号" }).getByRole("button", { name: "停用账号" }).click();
      await admin.getByText("已停用 试新人 的账号").waitFor();

      await own.reload();
      await own.waitForURL(/\/sign-in/);
      await own.getByLabel("登录名").fill("a-newcomer");
      await own.getByRole("textbox", { name: "密码" }).fill(password);
      await own.getByRole("button", { name: "登录", exact: true }).click();
      expect(await own.getByRole("alert").innerText()).toMatch(/停用|不正确/);
    }),
  );

  test(
    "管理员没有业务菜单，专员没有管理菜单；抄来的地址也打不开",
    journey(async ({ openAs }) => {
      const admin = await openAs("a-system");
      await mainMenu(admin).waitFor();
      const duties = await mainMenu(admin).getByRole("link").allInnerTexts();
      expect(duties).toContain("账号");
      expect(duties).not.toContain("企业库");
      await admin.goto(new URL("/shili-a/2023/companies", admin.url()).toString());
      expect(await admin.getByRole("alert").innerText()).toContain("您的角色不能打开“企业库”");

      const officer = await openAs("a-officer1");
      await mainMenu(officer).waitFor();
      const work = await mainMenu(officer).getByRole("link").allInnerTexts();
      expect(work).toContain("企业库");
      expect(work).not.toContain("账号");
      await officer.goto(new URL("/shili-a/2023/accounts", officer.url()).toString());
      expect(await officer.getByRole("alert").innerText()).toContain("您的角色不能打开“账号”");
    }),
  );
});
