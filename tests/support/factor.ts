import type { Locator, Page } from "playwright-core";
import { codeOf } from "./totp.ts";

/* 第二因素 at the screen: what a person does who holds the phone in the other hand. */

const codeField = (where: Page | Locator) => where.getByRole("textbox", { name: "验证码" });

/** From “开始设置” to the other side; returns the secret, for the sign-ins to come. */
export async function setUpFactor(page: Page): Promise<string> {
  await page.getByRole("button", { name: "开始设置" }).click();
  const secret = await readSecret(page);
  await codeField(page).fill(await nextCode(secret));
  await page.getByRole("button", { name: "启用并登录" }).click();
  await page.getByRole("button", { name: "已经保存，继续" }).click();
  return secret;
}

export async function readSecret(page: Page): Promise<string> {
  await page.getByRole("img", { name: "第二因素二维码" }).waitFor();
  return (await page.locator(".factor-secret").innerText()).replaceAll(/\s/g, "");
}

export async function enterCode(where: Page | Locator, code: string): Promise<void> {
  await codeField(where).fill(code);
  await where.getByRole("button", { name: "继续登录" }).click();
}

const used = new Map<string, number>();

/** A code that was not used yet: the step after is good already, and beyond that one waits as a person would. */
export async function nextCode(secret: string): Promise<string> {
  const step = (at: number) => Math.floor(at / 30_000);
  const wanted = Math.max(step(Date.now()), (used.get(secret) ?? 0) + 1);
  while (wanted > step(Date.now()) + 1) await new Promise((resolve) => setTimeout(resolve, 500));
  used.set(secret, wanted);
  return codeOf(secret, new Date(wanted * 30_000));
}
