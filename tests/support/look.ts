import type { BrowserContext } from "playwright-core";
import { accountOperations } from "#records/people/contract.ts";
import type { OpenBrowser } from "./browser.ts";
import { type Luodi, startLuodi } from "./running.ts";
import { ask } from "./steps.ts";
import { codeOf } from "./totp.ts";

interface Entered {
  awaits: string | null;
  voucher: string | null;
}

async function post(context: BrowserContext, address: string, operation: string, data: object): Promise<Entered> {
  const answer = await context.request.post(`${address}/api/${operation}`, { data });
  if (!answer.ok()) throw new Error(`${operation}: ${await answer.text()}`);
  return (await answer.json()) as Entered;
}

/** 第二因素: administrators and the head set theirs up before anything else. */
async function passFactor(context: BrowserContext, address: string, { awaits, voucher }: Entered): Promise<void> {
  if (awaits !== "factor") return;
  const offer = await post(context, address, "session.beginFactor", { voucher });
  const code = codeOf(String((offer as unknown as { secret: string }).secret));
  await post(context, address, "session.confirmFactor", { voucher, code });
}

export { openBrowser, sizes } from "./browser.ts";
export { addressOf, allPages, mayOpen, settle } from "./pages.ts";

/* 看样: an installation to look at, and the people who between them may open every page. */

interface Sight {
  name: string;
  root: string;
  luodi: Luodi;
  /** One set a person: whoever sees most comes first. */
  cookies: Awaited<ReturnType<BrowserContext["cookies"]>>[];
}

export async function openDemo(browser: OpenBrowser): Promise<Sight> {
  const luodi = await startLuodi();
  const cookies = [];
  for (const login of ["a-head", "a-system", "a-audit", "a-security"]) {
    const context = await browser.context();
    await context.request.post(`${luodi.address}/api/session.signInAsDemo`, { data: { login } });
    cookies.push(await context.cookies());
    await context.close();
  }
  return { name: "demo", root: "/shili-a/2023", luodi, cookies };
}

/** 空库: the administrator comes by the first link, and makes the others' accounts. */
export async function openEmpty(browser: OpenBrowser): Promise<Sight> {
  const luodi = await startLuodi({ isDemo: false });
  const root = `/main/${new Date().getFullYear()}`;
  const enter = async (link: string) => {
    const context = await browser.context();
    const data = { token: link.split("/").at(-1), password: "Luodi-Look-2026" };
    await passFactor(context, luodi.address, await post(context, luodi.address, "session.useLink", data));
    const window = await context.newPage();
    await window.goto(`${luodi.address}${root}`);
    return { window, cookies: await context.cookies() };
  };
  const first = /首次启动：\S+ (\S+) /.exec(luodi.said())?.[1] ?? "";
  const { window, cookies: administrator } = await enter(first);
  const others = [];
  for (const role of ["head", "auditAdministrator", "securityAdministrator"]) {
    const { link } = await ask(window, accountOperations.create, {
      login: role.toLowerCase(),
      name: role,
      roles: [role],
    });
    others.push((await enter(link)).cookies);
  }
  return { name: "empty", root, luodi, cookies: [others[0] ?? [], administrator, ...others.slice(1)] };
}
