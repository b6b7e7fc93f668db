import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { picture, setStage } from "../support/journey.ts";
import { ledgerFile, largeLedger } from "../support/ledgers.ts";
import { rows, searchBox } from "../support/steps.ts";
import { downloaded } from "../support/tables.ts";

const { journey } = setStage();
const codeOf = (n: number) => makeCreditCode({ region: "990101", body: `MAL${String(n).padStart(5, "0")}` });
const waiting = { timeout: 240_000 };

/** Seconds that something took, as whoever sits before the screen counts them. */
async function timed(what: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await what();
  return Math.round((performance.now() - started) / 100) / 10;
}

async function upload(page: Page, buffer: Buffer) {
  await page.goto(new URL("/shili-a/2023/imports/new?kind=companies", page.url()).toString());
  await page.locator('input[type="file"]').setInputFiles({ name: "全区企业.xlsx", mimeType: "", buffer });
  await page.getByRole("heading", { name: "列的对应" }).waitFor(waiting);
}

async function preview(page: Page) {
  await page.getByRole("button", { name: "校验并预览" }).click();
  await page.getByRole("heading", { name: /^共 [\d,]+ 行：/ }).waitFor(waiting);
}

async function commit(page: Page) {
  await page.getByRole("button", { name: /^确认导入/ }).click();
  await page.getByRole("heading", { name: /已导入：新增/ }).waitFor(waiting);
}

/** How long the answers to the list took since, over HTTP. */
const answers = (page: Page): Promise<number[]> =>
  page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .filter(({ name }) => name.includes("companies.list"))
      .map(({ requestStart, responseEnd }) => responseEnd - requestStart),
  );

test(
  "一万行的乱台账：建议的对应直接可用，有误的三行改正后补导，导完两万家里按两个字和首字母都找得到，整批撤销",
  journey(async ({ openAs }) => {
    const page = await openAs("a-head", { to: "/shili-a/2023/companies" });
    const wrong = [17, 4321, 9998];
    const took: Record<string, number> = {};
    const first = ledgerFile(largeLedger({ count: 10_000, codeOf, wrong }));
    took.upload = await timed(() => upload(page, first));
    expect(await page.getByRole("radio", { name: "第 3 行是标题行" }).isChecked()).toBe(true);
    took.preview = await timed(() => preview(page));
    const heading = await page.getByRole("heading", { name: /^共 / }).innerText();
    expect(heading).toContain("新增 9,997 条");
    expect(heading).toContain("3 行有误");
    await picture(page, "import-large.png");
    const back = await downloaded(page, page.getByRole("button", { name: /下载有误的行$/ }));
    expect(back.cells.filter((row) => row.some((cell) => cell.includes("精工有限公司")))).toHaveLength(3);
    took.commit = await timed(() => commit(page));
    const batch = page.url();

    // 改正: the three rows again, with codes that can be.
    const mended = wrong.flatMap((n) => largeLedger({ count: 1, from: n, codeOf }).rows[3] ?? []);
    const titles = largeLedger({ count: 0, codeOf });
    const three = [0, 1, 2].map((at) => mended.slice(at * 8, at * 8 + 8));
    await upload(page, ledgerFile({ ...titles, rows: [...titles.rows, ...three] }));
    await preview(page);
    await page.getByRole("heading", { name: "共 3 行：新增 3 条" }).waitFor();
    await commit(page);

    await upload(page, ledgerFile(largeLedger({ count: 10_000, from: 10_000, codeOf })));
    await preview(page);
    await commit(page);

    await page.goto(new URL("/shili-a/2023/companies", page.url()).toString());
    await rows(page).first().waitFor();
    const typed = ["云远", "slyyy", "精工", "jggs", "青海", "slqh"];
    const rounds: number[] = [];
    for (let round = 0; round < 3; round++) {
      await page.evaluate(() => performance.clearResourceTimings());
      for (const text of typed) {
        const answered = page.waitForResponse((response) => response.url().includes("companies.list"));
        await searchBox(page).fill(text);
        await answered;
        await page.getByRole("status").filter({ hasText: /^共/ }).waitFor();
      }
      rounds.push(Math.max(...(await answers(page))));
    }
    took.search = Math.round(Math.min(...rounds));
    await searchBox(page).fill("示例青海云");
    await expect.poll(() => rows(page).first().innerText()).toContain("示例青海云精工有限公司");
    await picture(page, "companies-20000.png");

    await page.goto(batch);
    await page.getByRole("button", { name: "撤销导入" }).click();
    await page.getByLabel("撤销原因").fill("给错了文件");
    took.revert = await timed(async () => {
      await page.getByRole("dialog").getByRole("button", { name: "撤销导入" }).click();
      await page.getByRole("heading", { name: "这一批已撤销" }).waitFor(waiting);
    });
    console.log("一万行台账（秒；检索为毫秒）", JSON.stringify(took));
    // 检索: p95 ≤ 80 ms over HTTP; of three rounds the calmest, for the other processes of the machine only add to it.
    expect(took.search).toBeLessThanOrEqual(80);
  }),
  900_000,
);
