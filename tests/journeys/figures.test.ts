import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { picture, setStage } from "../support/journey.ts";
import { heading } from "../support/steps.ts";
import { downloaded, taskCenter } from "../support/tables.ts";

const { journey } = setStage();
const metrics = "/shili-a/2023/metrics";
const figure = (page: Page) => page.getByRole("button", { name: /^高新技术企业 全年 \d+，查看来源$/ });
const drawer = (page: Page) => page.getByRole("complementary", { name: "高新技术企业 全年" });

/** Opens the figure and all rows behind it: what it says, which companies, how many are not shown. */
async function open(page: Page) {
  await heading(page, "指标取数").waitFor();
  const value = Number(/ (\d+)，/.exec((await figure(page).getAttribute("aria-label")) ?? "")?.[1]);
  await figure(page).click();
  const panel = drawer(page);
  await panel.getByRole("heading", { name: /^来源/ }).waitFor();
  const more = panel.getByRole("button", { name: /^再看一些/ });
  const rows = panel.locator("tbody tr");
  while ((await more.count()) > 0) {
    const before = await rows.count();
    await more.click();
    await expect.poll(() => rows.count()).toBeGreaterThan(before);
  }
  const names = await rows.locator("td:first-child").allInnerTexts();
  const hidden = Number(/另有 (\d+) 条/.exec(await panel.innerText())?.[1] ?? 0);
  return { value, names, hidden };
}

/** Opens the first month that has any. */
async function openMonth(page: Page) {
  const cell = page.getByRole("button", { name: /^高新技术企业 \d+月 \d+，查看来源$/ }).first();
  await cell.waitFor();
  const [, month = "", value = ""] = / (\d+)月 (\d+)，/.exec((await cell.getAttribute("aria-label")) ?? "") ?? [];
  await cell.click();
  const panel = page.getByRole("complementary", { name: `高新技术企业 ${month}月` });
  return { panel, month, value: Number(value) };
}

describe("指标", () => {
  test(
    "按标签和月份看企业数，点开就是这些企业，行数加起来等于这个数",
    journey(async ({ openAs }) => {
      const page = await openAs("a-head", { to: metrics });
      await figure(page).waitFor();
      await picture(page, "figure.png");
      const { value, names, hidden } = await open(page);
      await picture(page, "evidence.png");
      expect(value).toBeGreaterThan(1);
      expect(new Set(names).size).toBe(value);
      expect(hidden).toBe(0);
      const address = page.url();

      await drawer(page).getByRole("link").first().click();
      await heading(page, names[0] ?? "").waitFor();
      await page.goBack();
      await expect.poll(() => page.url()).toBe(address);
      await drawer(page).getByRole("heading", { name: /^来源/ }).waitFor();
      await page.keyboard.press("Escape");
      await drawer(page).waitFor({ state: "hidden" });
    }),
  );

  test(
    "范围小的人看到同一个数，看不到的行说明有多少",
    journey(async ({ openAs }) => {
      const [head, officer] = [await openAs("a-head", { to: metrics }), await openAs("a-officer1", { to: metrics })];
      const [whole, own] = [await open(head), await open(officer)];
      expect(own.value).toBe(whole.value);
      expect(own.hidden).toBeGreaterThan(0);
      expect(own.names.length).toBeGreaterThan(0);
      expect(own.names.length + own.hidden).toBe(whole.names.length);
      for (const name of own.names) expect(whole.names).toContain(name);
    }),
  );

  test(
    "某月的数只由这个月的行组成",
    journey(async ({ openAs }) => {
      const page = await openAs("a-head", { to: metrics });
      const { panel, month, value } = await openMonth(page);
      const rows = panel.locator("tbody tr");
      await expect.poll(() => rows.count()).toBe(value);
      const days = await rows
        .locator("time")
        .evaluateAll((all) => all.map((each) => each.getAttribute("datetime") ?? ""));
      expect(days.length).toBeGreaterThanOrEqual(value);
      for (const day of days) expect(day.slice(0, 7)).toBe(`2023-${month.padStart(2, "0")}`);
    }),
  );

  test(
    "来源明细导出的就是这些行",
    journey(async ({ openAs }) => {
      const page = await openAs("a-head", { to: metrics });
      const { panel, value } = await openMonth(page);
      const rows = panel.locator("tbody tr");
      await expect.poll(() => rows.count()).toBe(value);
      const names = await rows.locator("td:first-child").allInnerTexts();
      await panel.getByRole("button", { name: /导出这些行$/ }).click();
      await page.getByRole("button", { name: "去看看" }).click();
      const { cells } = await downloaded(page, taskCenter(page).getByRole("link", { name: /^下载 .*\.xlsx$/ }));
      const head = cells.findIndex((row) => row.includes("企业名称"));
      expect(cells.slice(head + 1).map((row) => row[cells[head]?.indexOf("企业名称") ?? 0])).toEqual(names);
    }),
  );
});
