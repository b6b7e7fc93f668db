import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Operation, Output, Sent } from "#kit/base/operation.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { sessionOperations } from "#records/people/sessions/contract.ts";

/* 常用步骤: what several journeys do on the way to what they are about. */

/** Asks an operation as the person at this window, without the screen; for what a journey begins with or compares with. */
export async function ask<O extends Operation>(page: Page, operation: O, input: Sent<O>): Promise<Output<O>> {
  return (await askRaw(page, operation.address, input)) as Output<O>;
}

export async function askRaw(page: Page, address: string, input: unknown): Promise<unknown> {
  return post(page, address, { data: input });
}

/** Sends a file in as the person at this window. */
export async function sendFile(page: Page, name: string, buffer: Buffer): Promise<string> {
  const stored = await post(page, "files.upload", {
    multipart: { file: { name, mimeType: "application/octet-stream", buffer } },
  });
  return (stored as { id: string }).id;
}

async function post(
  page: Page,
  address: string,
  body: { data?: unknown; multipart?: { file: object } },
): Promise<unknown> {
  const agency = /^\/([a-z0-9-]+)\/\d{4}/.exec(new URL(page.url()).pathname)?.[1] ?? "shili-a";
  const to = (each: string) => new URL(`/api/${each}`, page.url()).toString();
  const headers = { "x-luodi-agency": agency };
  const session = await page.request.post(to(sessionOperations.current.address), { data: {}, headers });
  const { csrf } = (await session.json()) as Output<typeof sessionOperations.current>;
  const options = { ...body, headers: { ...headers, ...(csrf && { "x-luodi-csrf": csrf }) } } as Parameters<
    typeof page.request.post
  >[1];
  const answer = await page.request.post(to(address), options);
  if (!answer.ok()) throw new Error(`${address}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

/** A company of the person at this window's own. */
export async function enterCompany(
  page: Page,
  typed: Partial<Sent<typeof companyOperations.create>> & { name: string },
) {
  const session = await ask(page, sessionOperations.current, {});
  return ask(page, companyOperations.create, { officerId: session.agency?.personId ?? null, ...typed });
}

export const heading = (page: Page, name: string | RegExp) =>
  page.getByRole("heading", { level: 1, name, exact: true });

export const mainMenu = (page: Page) => page.getByRole("navigation", { name: "主菜单" });

export const searchBox = (page: Page) => page.getByRole("textbox", { name: /^查找：/ });

/** Rows of the list on the page, without its head. */
export const rows = (page: Page) => page.locator("main tbody").getByRole("row");

/** Waits until the list shows exactly these names in its first column. */
export async function showsOnly(page: Page, names: string[]): Promise<void> {
  await expect.poll(() => rows(page).locator("td:first-child").allInnerTexts()).toEqual(names);
}

/** The row that says so, on whichever page of the list it stands. */
export async function rowOf(page: Page, text: string): Promise<Locator> {
  const row = rows(page).filter({ hasText: text });
  const more = page.getByRole("button", { name: /^再看/ });
  await rows(page).first().waitFor();
  while ((await row.count()) === 0) {
    const before = await rows(page).count();
    await more.click();
    await expect.poll(() => rows(page).count()).toBeGreaterThan(before);
  }
  return row;
}

/** Picks from a list that opens below its field. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: label }).click();
  await page.locator(".ant-select-item-option").filter({ hasText: option }).click();
}

/** Walks by Tab alone until the keyboard stands there. */
export async function tabTo(page: Page, goal: Locator, most = 60): Promise<void> {
  const isThere = () => goal.evaluate((element) => element === document.activeElement);
  for (let steps = 0; steps < most; steps += 1) {
    if (await isThere()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`not reached by ${most} tabs: ${String(goal)}`);
}

/** 横向滚动: the page is never wider than its window. */
export async function isNotWider(page: Page): Promise<void> {
  const wide = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const all = [...document.querySelectorAll<HTMLElement>("body *")].filter(
      (each) => each.getBoundingClientRect().right > width + 1,
    );
    return [
      `${document.documentElement.scrollWidth} > ${width}`,
      ...all.slice(0, 5).map((each) => `${each.tagName}.${each.className}`),
    ];
  });
  expect(wide).toEqual([]);
}
