import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { readTable } from "#kit/documents/workbook.ts";

/* 下载的表格: what an officer finds on opening the file. */

/** Clicks what downloads, and reads the first sheet of what came: its cells as text, row by row. */
export async function downloaded(page: Page, click: Locator): Promise<{ name: string; cells: string[][] }> {
  const [download] = await Promise.all([page.waitForEvent("download"), click.click()]);
  const name = download.suggestedFilename();
  const { sheets } = await readTable(readFileSync(await download.path()), name);
  const cells: string[][] = [];
  for await (const row of sheets[0]?.rows() ?? []) cells.push(row.cells.map(({ text }) => text));
  return { name, cells };
}

export const taskCenter = (page: Page) => page.getByRole("complementary", { name: "任务中心" });
