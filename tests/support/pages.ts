import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Page as Window } from "playwright-core";
import { anyone, signedIn } from "#kit/base/operation.ts";
import type { Page } from "#kit/ui/frame/pages.ts";
import { sessionOperations } from "#records/people/sessions/contract.ts";
import { ask, askRaw } from "./steps.ts";

/* 全部页面: every page any module has, with an address that really opens it and somebody who may. */

const source = fileURLToPath(new URL("../../src/", import.meta.url));

export async function allPages(): Promise<Page[]> {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(`${sep}screens${sep}pages.tsx`),
  );
  const modules = await Promise.all(files.sort().map((file) => import(pathToFileURL(join(source, file)).href)));
  return modules.flatMap(({ pages }: { pages: Page[] }) => pages);
}

/** Whether this person may open it; pages outside the sign-in are everybody's. */
export async function mayOpen(window: Window, { permission }: Page): Promise<boolean> {
  const { agency } = await ask(window, sessionOperations.current, {});
  return permission === anyone || permission === signedIn || agency?.grants[permission] !== undefined;
}

/** Pages whose address is shorter than the noun of what they show. */
const listedAs: Record<string, string> = { reporting: "projectReports" };

/** `companies/$id` with the id of a company that is there; null where there is none to show. */
export async function addressOf(window: Window, { address }: Page, root = "/shili-a/2023"): Promise<string | null> {
  const whole = address.startsWith("/") ? address : `${root}/${address}`;
  const [, noun, name] = /([a-z]+)\/\$([a-zA-Z]+)/.exec(whole) ?? [];
  if (!noun || !name) return whole;
  if (name === "token") return whole.replace("$token", "a".repeat(43));
  type Rows = Record<string, string>[];
  const answer = (await askRaw(window, `${listedAs[noun] ?? noun}.list`, {})) as Rows | { rows: Rows };
  const [first] = Array.isArray(answer) ? answer : answer.rows;
  return first ? whole.replace(`$${name}`, String(first[name])) : null;
}

/** Opens an address and waits until nothing is still on its way. */
export async function settle(window: Window, address: string): Promise<void> {
  await window.goto(new URL(address, window.url()).toString());
  await window.getByRole("heading", { level: 1 }).first().waitFor();
  await window.waitForLoadState("networkidle");
  await window.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
}
