import { describe, expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { barriers } from "../support/barriers.ts";
import { picture, setStage } from "../support/journey.ts";
import { badName, badRow, ledger, ledgerNames } from "../support/ledger.ts";
import { heading, isNotWider, rows, searchBox } from "../support/steps.ts";
import { downloaded } from "../support/tables.ts";

const { journey } = setStage();

describe("导入 20 家", () => {
  test(
    "上传、对应列、核对、确认、找得到、撤销；有误的一行带着原因退回",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: "/shili-a/2023/companies" });
      await page
        .getByRole("button", { name: /从 Excel 导入$/ })
        .first()
        .click();
      await heading(page, "导入企业").waitFor();
      const buffer = await ledger();
      await page.locator('input[type="file"]').setInputFiles({ name: "重点企业台账.xlsx", mimeType: "", buffer });

      await page.getByRole("heading", { name: "列的对应" }).waitFor();
      const line = (field: string) =>
        page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: field }) });
      expect(await page.getByRole("radio", { name: "第 3 行是标题行" }).isChecked()).toBe(true);
      for (const [field, letter] of [
        ["企业名称", "B"],
        ["统一社会信用代码", "C"],
        ["注册资本", "D"],
        ["成立日期", "E"],
        ["标签", "F"],
        ["国民经济行业", "G"],
      ] as const)
        expect(await line(field).first().innerText()).toContain(`${letter}　`);
      expect(await page.getByRole("main").innerText()).toContain("不导入的列（1）");
      await picture(page, "import-map.png");
      expect(await barriers(page)).toEqual([]);

      await page.getByRole("button", { name: "校验并预览" }).click();
      await page.getByRole("heading", { name: "共 20 行：新增 19 条，1 行有误" }).waitFor();
      await expect.poll(() => rows(page).count()).toBe(20);
      await picture(page, "import-preview.png");
      // 预览只说中文：没有一个字段以程序里的名字出现。
      expect((await page.getByRole("main").innerText()).match(/\b[a-z]+[A-Z][A-Za-z]*/g) ?? []).toEqual([]);
      expect(await barriers(page)).toEqual([]);
      await page.getByRole("tab", { name: /^有误/ }).click();
      await expect.poll(() => rows(page).count()).toBe(1);
      const bad = await rows(page).first().innerText();
      expect(bad).toMatch(new RegExp(`^${badRow}\\b`));
      expect(bad).toContain(badName);
      expect(bad).toContain("统一社会信用代码");
      const back = await downloaded(page, page.getByRole("button", { name: /下载有误的行$/ }));
      const returned = back.cells.find((row) => row.some((cell) => cell.includes(badName)));
      expect(back.cells.filter((row) => row.some((cell) => cell.includes("台账示例")))).toHaveLength(1);
      expect(returned?.at(-1)).toMatch(/统一社会信用代码.*校验/);

      await page.getByRole("button", { name: "确认导入（19 条）" }).click();
      await page.getByRole("heading", { name: /已导入：新增 19 条/ }).waitFor();
      const address = page.url();
      await page.getByRole("button", { name: "查看企业" }).click();
      await searchBox(page).fill("台账示例");
      const names = () => rows(page).locator("td:first-child").allInnerTexts();
      const entered = ledgerNames.filter((name) => name !== badName).toSorted();
      await expect.poll(async () => (await names()).toSorted()).toEqual(entered);
      const first = await rows(page)
        .filter({ hasText: ledgerNames[0] ?? "" })
        .innerText();
      for (const cell of ["1,200.00", "高新技术企业", "规上", "制造业"]) expect(first).toContain(cell);

      await page.goto(address);
      await page.getByRole("button", { name: "撤销导入" }).click();
      const window = page.getByRole("dialog", { name: "撤销导入" });
      await window.getByLabel("撤销原因").fill("文件传错了");
      await window.getByRole("button", { name: "撤销导入" }).click();
      await page.getByRole("heading", { name: "这一批已撤销" }).waitFor();
      await page.getByRole("button", { name: "查看企业" }).click();
      await searchBox(page).fill("台账示例");
      await page.getByText("没有符合条件的记录").waitFor();
    }),
  );

  test(
    "不是表格的文件说明怎么办，换一个就能接着来；手机上也能看",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { size: "phone", to: "/shili-a/2023/imports/new?kind=companies" });
      const input = page.locator('input[type="file"]');
      await heading(page, "导入企业").waitFor();
      await input.setInputFiles({ name: "台账.xlsx", mimeType: "", buffer: Buffer.from("%PDF-1.7 not a table") });
      await page
        .getByRole("main")
        .getByText(/PDF.*不能作为表格读取/)
        .waitFor();
      await isNotWider(page);
      await page.goto(new URL("/shili-a/2023/imports/new?kind=companies", page.url()).toString());
      await input.setInputFiles({ name: "台账.xlsx", mimeType: "", buffer: await ledger() });
      await page.getByRole("heading", { name: "列的对应" }).waitFor();
      await isNotWider(page);
      expect(await barriers(page)).toEqual([]);

      // 手机上也能在预览里改正，改坏了说原因，还原回到文件所写。
      await page.getByRole("button", { name: "校验并预览" }).click();
      await page.getByRole("heading", { name: /^共 20 行：.*，1 行有误$/ }).waitFor();
      await page.getByRole("tab", { name: /^有误/ }).click();
      const cell = page.getByRole("form", { name: `改正第 ${badRow} 行` }).getByLabel(/信用代码/);
      const code = await cell.inputValue();
      await isNotWider(page);
      expect(await barriers(page)).toEqual([]);
      await cell.fill("91110105MA");
      await cell.press("Enter");
      await page.getByText(`文件所写：${code}`).waitFor();
      await page.getByRole("heading", { name: /^共 20 行：.*，1 行有误$/ }).waitFor();
      await cell.fill(makeCreditCode({ region: "990101", body: "MA0GXXGX" }));
      await cell.press("Enter");
      await page.getByRole("heading", { name: /^共 20 行：[^误]*$/ }).waitFor();
      await page.getByRole("tab", { name: /^改正过/ }).click();
      await page.getByRole("button", { name: new RegExp(`^再改\\s*第 ${badRow} 行$`) }).click();
      await isNotWider(page);
      await page.getByRole("button", { name: "还原" }).click();
      await page.getByRole("heading", { name: /^共 20 行：.*，1 行有误$/ }).waitFor();
    }),
  );
});
