import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/* 无障碍: what a machine can find, and whether the keyboard alone reaches everything. */

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Serious and critical findings of WCAG 2.2 AA, one line each. */
export const barriers = (page: Page): Promise<string[]> => findings(page, tags);

/** The same page with the other look: nothing but its colours is another. */
export async function faintInDark(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator("html[data-look=dark]").waitFor();
  const found = await findings(page, ["color-contrast"]);
  await page.emulateMedia({ colorScheme: "light" });
  await page.locator("html[data-look=light]").waitFor();
  return found.map((each) => `深色：${each}`);
}

async function findings(page: Page, runOnly: string[]): Promise<string[]> {
  // Through the debugger, not through a script element: the page's own policy stays as it is.
  await page.evaluate(axe);
  const { violations } = (await page.evaluate(
    (values) =>
      (window as unknown as { axe: { run: (on: Document, how: object) => Promise<unknown> } }).axe.run(document, {
        runOnly: values,
        resultTypes: ["violations"],
      }),
    runOnly,
  )) as AxeResults;
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ""}`));
}

/** What stands in the tab order and is not come by when tabbing once through the page. */
export async function outOfReach(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    (window as unknown as { met: Set<Element> }).met = new Set();
  });
  for (let steps = 0; steps < 1500; steps += 1) {
    await page.keyboard.press("Tab");
    const isRound = await page.evaluate(() => {
      const { met } = window as unknown as { met: Set<Element> };
      const at = document.activeElement;
      if (!at || at === document.body) return met.size > 0;
      if (met.has(at)) return true;
      met.add(at);
      return false;
    });
    if (isRound) break;
  }
  return page.evaluate(() => {
    const { met } = window as unknown as { met: Set<Element> };
    const all = document.querySelectorAll<HTMLElement>("a[href],button,input,select,textarea,[tabindex]");
    const isOpen = (element: HTMLElement) =>
      element.tabIndex >= 0 && !element.matches(":disabled") && element.checkVisibility({ visibilityProperty: true });
    const isOneOfMany = (element: HTMLElement) => element.matches('input[type="radio"]');
    return [...all]
      .filter((element) => isOpen(element) && !isOneOfMany(element) && !met.has(element))
      .map((element) => element.outerHTML.slice(0, 160));
  });
}
