import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { picture, setStage } from "../support/journey.ts";
import { divisionLedger, investorLedger, largeLedger, ledgerFile, nameAt, rareNames } from "../support/ledgers.ts";
import { ask, rows, searchBox, sendFile } from "../support/steps.ts";

const { journey } = setStage();
const codeOf = (n: number) => makeCreditCode({ region: "990101", body: `MAL${String(n).padStart(5, "0")}` });
const waiting = { timeout: 400_000 };
const place = (page: Page, to: string) => page.goto(new URL(`/shili-a/2023/${to}`, page.url()).toString());

/** Seconds that something took, as whoever sits before the screen counts them. */
async function timed(what: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await what();
  return Math.round((performance.now() - started) / 100) / 10;
}

async function upload(page: Page, buffer: Buffer) {
  await place(page, "imports/new?kind=companies");
  await page.locator('input[type="file"]').setInputFiles({ name: "全区企业.xlsx", mimeType: "", buffer });
  await page.getByRole("heading", { name: "列的对应" }).waitFor(waiting);
}

/** The same without the screen: what the search is to be tried among. */
async function bringIn(page: Page, buffer: Buffer) {
  const fileId = await sendFile(page, "其余企业.xlsx", buffer);
  const { id } = await ask(page, importOperations.start, { kind: "companies", fileId });
  const settled = async (state: string) => {
    await expect
      .poll(async () => (await ask(page, importOperations.get, { id })).state, { ...waiting, interval: 500 })
      .toBe(state);
    return ask(page, importOperations.get, { id });
  };
  const { sheets } = await settled("mapping");
  const { name: sheet = "", headerRow = 1, proposed: mapping = {} } = sheets[0] ?? {};
  await ask(page, importOperations.map, { id, sheet, headerRow, mapping });
  const { version } = await settled("previewed");
  await ask(page, importOperations.commit, { id, version });
  await settled("committed");
}

const quantile = (times: number[], part: number): number =>
  Math.round(times.toSorted((a, b) => a - b)[Math.ceil(times.length * part) - 1] ?? 0);

/** Milliseconds over HTTP of the questions this page asked to an operation, the last ones. */
const answers = (page: Page, address: string): Promise<number[]> =>
  page.evaluate(
    (wanted) =>
      (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
        .filter(({ name }) => name.includes(wanted))
        .map(({ requestStart, responseEnd }) => responseEnd - requestStart),
    address,
  );

const total = async (page: Page) => (await ask(page, companyOperations.list, { limit: 1 })).total;

test(
  "一万行的乱台账：建议的对应直接可用，有误的两行在预览里改正，一次导入；两万家里按两个字和首字母找得到；整批撤销",
  journey(async ({ openAs }) => {
    const page = await openAs("a-head", { to: "/shili-a/2023/companies" });
    const before = await total(page);
    const wrong = [17, 4321];
    const took: Record<string, number> = {};
    const file = ledgerFile(largeLedger({ count: 10_000, codeOf, wrong }));
    took["读取"] = await timed(() => upload(page, file));
    expect(await page.getByRole("radio", { name: "第 3 行是标题行" }).isChecked()).toBe(true);
    took["校验"] = await timed(async () => {
      await page.getByRole("button", { name: "校验并预览" }).click();
      await page.getByRole("heading", { name: /^共 [\d,]+ 行：/ }).waitFor(waiting);
    });
    const heading = () => page.getByRole("heading", { name: /^共 / }).innerText();
    expect(await heading()).toContain("新增 9,998 条");
    expect(await heading()).toContain("2 行有误");

    await page.getByRole("tab", { name: /^有误/ }).click();
    await expect.poll(() => rows(page).count()).toBe(2);
    await picture(page, "import-amend.png");
    took["改正一行"] = await timed(async () => {
      const row = rows(page).filter({ hasText: nameAt(17) });
      await row.getByLabel("信用代码").fill("91110105MA00000000");
      await row.getByRole("button", { name: "改正" }).click();
      await row.getByText("文件所写").waitFor();
      await row.getByLabel("信用代码").fill(codeOf(17));
      await row.getByLabel("信用代码").press("Enter");
      await expect.poll(heading).toContain("新增 9,999 条");
    });
    const row = rows(page).filter({ hasText: nameAt(4321) });
    await row.getByLabel("信用代码").fill(codeOf(4321));
    await row.getByLabel("信用代码").press("Enter");
    await expect.poll(heading).toContain("新增 10,000 条");
    expect(await heading()).not.toContain("有误");
    await page.getByText("在预览里改正过 2 行").waitFor();

    took["写入"] = await timed(async () => {
      await page.getByRole("button", { name: "确认导入（10,000 条）" }).click();
      await page.getByRole("heading", { name: /已导入：新增 10,000 条/ }).waitFor(waiting);
    });
    const batch = page.url();
    expect(await total(page)).toBe(before + 10_000);
    const capitals = ["120000000.00", "35000000.00", "200000000.00"];
    const days = ["2023-03-05", "2019-11-01", "2021-07-01", "2020-12-28"];
    for (const n of [0, 17, 4321, 5002, 9999]) {
      const found = await ask(page, companyOperations.list, { search: nameAt(n), limit: 5 });
      expect(found.rows).toMatchObject([
        { name: nameAt(n), creditCode: codeOf(n), registeredCapital: capitals[n % 3], foundedOn: days[n % 4] },
      ]);
    }

    took["其余一万家"] = await timed(() =>
      bringIn(page, ledgerFile(largeLedger({ count: 10_000, from: 10_000, codeOf, rare: rareNames }))),
    );
    expect(await total(page)).toBe(before + 20_000);
    console.log("一万行台账（秒）", JSON.stringify(took));
    await tellSearch(page);

    await page.goto(batch);
    await page.getByRole("button", { name: "撤销导入" }).click();
    await page.getByLabel("撤销原因").fill("给错了文件");
    took["撤销"] = await timed(async () => {
      await page.getByRole("dialog").getByRole("button", { name: "撤销导入" }).click();
      await page.getByRole("heading", { name: "这一批已撤销" }).waitFor(waiting);
    });
    expect(await total(page)).toBe(before + 10_000);
    console.log("整批撤销（秒）", took["撤销"]);
  }),
  1_800_000,
);

test(
  "另两张乱台账：单位写在表头上方、纵向合并、两个“姓名”各归其人；专员不认识的行在预览里改正",
  journey(async ({ openAs }) => {
    const page = await openAs("a-head", { to: "/shili-a/2023/companies" });
    const preview = async (file: Buffer) => {
      await upload(page, file);
      await page.getByRole("button", { name: "校验并预览" }).click();
      await page.getByRole("heading", { name: /^共 [\d,]+ 行：/ }).waitFor(waiting);
    };
    const bring = async (count: number) => {
      await page.getByRole("button", { name: `确认导入（${count} 条）` }).click();
      await page.getByRole("heading", { name: `已导入：新增 ${count} 条` }).waitFor(waiting);
    };
    const capitalOf = async (search: string) =>
      (await ask(page, companyOperations.list, { search, limit: 2 })).rows.map((row) => row.registeredCapital);

    await preview(ledgerFile(divisionLedger()));
    await page.getByRole("heading", { name: /3 行有误/ }).waitFor();
    await page.getByRole("tab", { name: /^有误/ }).click();
    for (const [at, name] of ["青禾农业", "北斗导航", "长风物流"].entries()) {
      const cell = rows(page).filter({ hasText: name }).getByLabel("专员");
      await cell.fill("");
      await cell.press("Enter");
      await page.getByRole("heading", { name: new RegExp(`新增 ${at + 1} 条`) }).waitFor();
    }
    await bring(3);
    expect(await capitalOf("北斗导航股份")).toEqual(["12000000.00"]);

    await preview(ledgerFile(investorLedger([codeOf(90_001), codeOf(90_002)])));
    await page.getByRole("heading", { name: "共 4 行：新增 2 条，2 行不是记录、略去" }).waitFor();
    await bring(2);
    expect(await capitalOf("扬帆控股（集团）")).toEqual(["320000000.00"]);
    await page.getByRole("button", { name: "撤销导入" }).click();
    await page.getByLabel("撤销原因").fill("给错了文件");
    await page.getByRole("dialog").getByRole("button", { name: "撤销导入" }).click();
    await page.getByRole("heading", { name: "这一批已撤销" }).waitFor(waiting);
    expect(await capitalOf("扬帆控股（集团）")).toEqual([]);
  }),
  600_000,
);

/** Each name by its two rare characters, then each by initials: no search has the answer of the one before. */
const searches = [
  ...rareNames.map(({ name, two }) => ({ name, typed: two })),
  ...rareNames.map(({ name, initials }) => ({ name, typed: initials })),
];

/** 检索: in the list and in the command menu; the answer is the one company, and how long it took is told. */
async function tellSearch(page: Page) {
  await place(page, "companies");
  await rows(page).first().waitFor();
  await page.evaluate(() => performance.setResourceTimingBufferSize(2000));
  await page.evaluate(() => performance.clearResourceTimings());
  const felt: number[] = [];
  for (const { name, typed } of searches) {
    const started = performance.now();
    await searchBox(page).fill(typed);
    await expect.poll(() => rows(page).locator("td:first-child").allInnerTexts(), { interval: 10 }).toEqual([name]);
    felt.push(performance.now() - started);
  }
  const wire = await answers(page, companyOperations.list.address);
  expect(wire.length).toBeGreaterThanOrEqual(searches.length);

  const menu: number[] = [];
  for (const { name, typed } of searches) {
    await page.keyboard.press("Control+k");
    const started = performance.now();
    await page.getByRole("combobox", { name: "查找与命令" }).fill(typed);
    await page.getByRole("option", { name }).waitFor();
    menu.push(performance.now() - started);
    await page.keyboard.press("Escape");
  }
  const told = (times: number[]) => `p50 ${quantile(times, 0.5)} ms，p95 ${quantile(times, 0.95)} ms`;
  console.log(
    `两万家里检索（${felt.length} 次）：应答 ${told(wire)}；列表看得到 ${told(felt)}；命令菜单 ${told(menu)}`,
  );
}
