import type { Page } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { accountOperations } from "#records/people/contract.ts";
import { sessionOperations } from "#records/people/sessions/contract.ts";
import { enterCode, nextCode, readSecret } from "../support/factor.ts";
import { picture, type Scene, setStage } from "../support/journey.ts";
import { openOutsideWorld } from "../support/oidc.ts";
import { ask, heading, isNotWider, rowOf } from "../support/steps.ts";
import { wrongCodeOf } from "../support/totp.ts";

const world = await openOutsideWorld();
afterAll(() => world.close());

const { journey } = setStage({
  settings: {
    LUODI_OIDC_ISSUER: world.issuer,
    LUODI_OIDC_CLIENT_ID: world.clientId,
    LUODI_OIDC_CLIENT_SECRET: world.clientSecret,
    LUODI_OIDC_NAME: "统一认证",
  },
});
const password = "Luodi-Safe-2026";

/** A new account, made by the system administrator; its one-time link. */
async function invite({ openAs }: Scene, login: string, role: string): Promise<string> {
  const admin = await openAs("a-system", { to: "/shili-a/2023/accounts" });
  return (await ask(admin, accountOperations.create, { login, name: "试新人", roles: [role] })).link;
}

async function setPassword({ open }: Scene, link: string): Promise<Page> {
  const page = await open({ to: link });
  await page.getByLabel("新密码").fill(password);
  await page.getByRole("button", { name: "设置密码并登录" }).click();
  return page;
}

async function signIn(page: Page, login: string, tried = password): Promise<void> {
  await page.getByLabel("登录名").fill(login);
  await page.getByRole("textbox", { name: "密码" }).fill(tried);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^我：/ }).click();
  await page.getByRole("menuitem", { name: "退出登录" }).click();
  await page.waitForURL(/\/sign-in/);
}

const alerted = (page: Page) => page.getByRole("alert").first().innerText();

describe("第二因素", () => {
  test(
    "主任第一次登录先设置；以后要验证码，错的不行，恢复码可以代替",
    journey(async (scene) => {
      const page = await setPassword(scene, await invite(scene, "a-second", "head"));
      await page.getByRole("button", { name: "开始设置" }).click();
      const secret = await readSecret(page);
      await picture(page, "second-factor.png");
      await page.getByRole("textbox", { name: "验证码" }).fill(await nextCode(secret));
      await page.getByRole("button", { name: "启用并登录" }).click();
      const codes = page.getByRole("list", { name: "恢复码" }).getByRole("listitem");
      await codes.first().waitFor();
      const [recovery = "", ...rest] = await codes.allInnerTexts();
      expect(rest).toHaveLength(9);
      await picture(page, "recovery-codes.png");
      await page.getByRole("button", { name: "已经保存，继续" }).click();
      await heading(page, "工作台").waitFor();

      await signOut(page);
      await signIn(page, "a-second");
      await enterCode(page, wrongCodeOf(secret));
      expect(await alerted(page)).toContain("验证码不正确");
      await enterCode(page, await nextCode(secret));
      await heading(page, "工作台").waitFor();

      await signOut(page);
      await signIn(page, "a-second");
      await enterCode(page, recovery);
      await heading(page, "工作台").waitFor();
    }),
  );

  test(
    "连错锁定，系统管理员解锁；审计管理员看得到这些登录",
    journey(async (scene) => {
      const { open, openAs } = scene;
      const link = await invite(scene, "a-locked", "officer");
      const first = await setPassword(scene, link);
      await heading(first, "工作台").waitFor();
      const page = await open({ to: "/sign-in" });
      for (let each = 1; each <= 5; each++) {
        const answered = page.waitForResponse((response) => response.url().endsWith("/api/session.signIn"));
        await signIn(page, "a-locked", "Not-the-1-password");
        await answered;
      }
      await signIn(page, "a-locked");
      expect(await alerted(page)).toContain("登录名或密码不正确");

      const admin = await openAs("a-system", { to: "/shili-a/2023/accounts" });
      const row = await rowOf(admin, "a-locked");
      await row.getByText("已锁定").waitFor();
      await row.click();
      await admin.getByRole("button", { name: "解锁" }).click();
      await admin.getByLabel("解锁原因").fill("本人记起密码，已核实");
      await admin.getByRole("form", { name: "解锁账号" }).getByRole("button", { name: "解锁账号" }).click();
      await admin.getByText("已解锁 试新人 的账号").waitFor();
      await signIn(page, "a-locked");
      await heading(page, "工作台").waitFor();

      const audit = await openAs("a-audit", { to: "/shili-a/2023/sign-ins" });
      await heading(audit, "登录记录").waitFor();
      await audit.getByText("连续出错，已锁定").first().waitFor();
      await picture(audit, "sign-ins.png");
    }),
  );
});

describe("我的账号", () => {
  test(
    "看到自己在哪里登录并结束别处；建立只读令牌，程序用它读取",
    journey(async ({ openAs, luodi }) => {
      const elsewhere = await openAs("a-officer1");
      const page = await openAs("a-officer1");
      await page.getByRole("button", { name: /^我：/ }).click();
      await page.getByRole("menuitem", { name: "我的账号" }).click();
      await heading(page, "我的账号").waitFor();
      const sessions = page.getByRole("region", { name: "正在使用的登录" });
      await sessions.getByText("这里").waitFor();
      await sessions.getByRole("button", { name: "结束其他全部登录" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "结束其他全部登录" }).click();
      await expect.poll(() => sessions.getByRole("listitem").count()).toBe(1);
      await elsewhere.reload();
      await elsewhere.waitForURL(/\/sign-in/);

      const tokens = page.getByRole("region", { name: "接口令牌" });
      await tokens.getByRole("button", { name: "建立接口令牌" }).click();
      await tokens.getByLabel("用途").fill("每日同步");
      await tokens.getByLabel("查看企业").check();
      await tokens.getByRole("button", { name: "建立", exact: true }).click();
      const token = await tokens.getByRole("status").locator("code").innerText();
      await picture(page, "my-account.png");
      const call = (address: string, body: object) =>
        fetch(`${luodi.address}/api/${address}`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
          body: JSON.stringify(body),
        });
      expect((await call("companies.list", { limit: 1 })).status).toBe(200);
      expect((await call("companies.create", { name: "示例企业" })).status).toBe(403);
      await tokens.getByRole("button", { name: "已经保存" }).click();
      await tokens.getByRole("button", { name: "作废" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "作废" }).click();
      await expect.poll(() => tokens.getByRole("listitem").count()).toBe(0);
      expect((await call("companies.list", { limit: 1 })).status).toBe(401);
    }),
  );

  test(
    "手机上也放得下",
    journey(async ({ openAs }) => {
      for (const [login, to, title] of [
        ["a-officer1", "me", "我的账号"],
        ["a-security", "safety", "登录安全"],
        ["a-audit", "sign-ins", "登录记录"],
      ] as const) {
        const page = await openAs(login, { size: "phone", to: `/shili-a/2023/${to}` });
        await heading(page, title).waitFor();
        await page.waitForLoadState("networkidle");
        await isNotWider(page);
        expect(await heading(page, title).isVisible()).toBe(true);
      }
    }),
  );

  test(
    "安全管理员结束他人的登录",
    journey(async ({ openAs }) => {
      const officer = await openAs("a-officer2");
      const page = await openAs("a-security", { to: "/shili-a/2023/safety" });
      await heading(page, "登录安全").waitFor();
      await rowOf(page, "安全管理员");
      await picture(page, "safety.png");
      await page.getByRole("tab", { name: "正在使用的登录" }).click();
      await (await rowOf(page, "演示")).first().waitFor();
      const { name } = (await ask(officer, sessionOperations.current, {})).account ?? { name: "" };
      await (await rowOf(page, name)).first().click();
      await page.getByRole("button", { name: "结束登录" }).click();
      await page.getByLabel("结束原因").fill("离席未退出");
      await page.getByRole("form", { name: "结束登录" }).getByRole("button", { name: "结束登录" }).click();
      await page.getByText(/已结束 .* 处登录/).waitFor();
      await officer.reload();
      await officer.waitForURL(/\/sign-in/);
      expect(new URL(officer.url()).pathname).toBe("/sign-in");
    }),
  );
});

describe("空闲", () => {
  test(
    "离锁定两分钟时提醒，点一下继续；再不动就锁定，重新登录后填的内容还在",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: "/shili-a/2023/companies/new" });
      await page.clock.install();
      await page.reload();
      await page.getByLabel("企业名称").fill("示例空闲企业");
      await page.clock.fastForward("28:05");
      const warned = page.getByRole("dialog", { name: "还在吗？" });
      await warned.waitFor();
      await warned.getByRole("button", { name: "继续办理" }).click();
      await warned.waitFor({ state: "detached" });
      await page.clock.fastForward("30:05");
      const locked = page.getByRole("dialog", { name: "登录已过期" });
      await locked.waitFor();
      expect(await page.getByLabel("企业名称").isVisible()).toBe(false);
      await locked.getByRole("button", { name: "以原来的演示人员继续" }).click();
      await locked.waitFor({ state: "detached" });
      expect(await page.getByLabel("企业名称").inputValue()).toBe("示例空闲企业");
    }),
  );
});

describe("外部登录", () => {
  test(
    "没有关联的进不来；本人登录后关联，以后用它登录",
    journey(async (scene) => {
      const { open } = scene;
      const page = await open({ to: "/sign-in" });
      const atProvider = async (where: Page, name: string) => {
        await where.getByLabel("用户名").fill(name);
        await where.getByRole("button", { name: "确定" }).click();
      };
      await page.getByRole("button", { name: "用“统一认证”登录" }).click();
      await atProvider(page, "outside.wang");
      expect(await alerted(page)).toContain("还没有关联");

      const own = await setPassword(scene, await invite(scene, "a-outside", "officer"));
      await heading(own, "工作台").waitFor();
      await own.goto(new URL("/shili-a/2023/me", own.url()).toString());
      const outside = own.getByRole("region", { name: "外部账号" });
      await outside.getByRole("button", { name: "关联“统一认证”账号" }).click();
      await outside.getByRole("textbox", { name: "密码" }).fill(password);
      await outside.getByRole("button", { name: "前往“统一认证”" }).click();
      await atProvider(own, "outside.wang");
      await heading(own, "我的账号").waitFor();
      await own.getByRole("region", { name: "外部账号" }).getByText("outside.wang").waitFor();

      await page.getByRole("link", { name: "回到登录" }).click();
      await page.getByRole("button", { name: "用“统一认证”登录" }).click();
      // The provider still knows who is there.
      await heading(page, "工作台").waitFor();
    }),
  );
});
