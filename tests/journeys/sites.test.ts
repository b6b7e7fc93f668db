import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readDocument } from "#kit/documents/reading/read.ts";
import { siteOperations } from "#records/sites/contract.ts";
import { barriers } from "../support/barriers.ts";
import { picture, setStage } from "../support/journey.ts";
import { pagesOf } from "../support/paper.ts";
import { ask, heading, isNotWider, rows, searchBox, showsOnly } from "../support/steps.ts";

const { journey } = setStage();
const list = "/shili-a/2023/sites";

describe("空间资源", () => {
  test(
    "登记园区和里面的厂房，筛选找得到，占用一部分，图上点得到",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: list });
      await heading(page, "空间资源").waitFor();
      await rows(page).first().waitFor();
      await picture(page, "sites.png");
      expect(await barriers(page)).toEqual([]);

      await page.getByRole("button", { name: "新增空间资源" }).click();
      await page.getByRole("button", { name: "园区", exact: true }).click();
      await page.getByLabel("名称").fill("云岭先进制造园");
      await page.getByLabel("规划面积（亩）").fill("1200");
      await page.getByLabel("经度").fill("90.31");
      await page.getByLabel("纬度").fill("40.27");
      await page.getByRole("button", { name: "新增空间资源", exact: true }).click();
      await heading(page, "云岭先进制造园").waitFor();

      await page.getByRole("button", { name: "在里面新增" }).click();
      await page.getByRole("button", { name: "厂房", exact: true }).click();
      await page.getByLabel("名称").fill("云岭一号厂房");
      await page.getByLabel(/^面积（㎡）/).fill("6000");
      await page.getByLabel("层高").fill("9.5");
      await page.getByLabel("租金").fill("18");
      await page.getByLabel("经度").fill("90.312");
      await page.getByLabel("纬度").fill("40.271");
      await page.getByRole("button", { name: "新增空间资源", exact: true }).click();
      await heading(page, "云岭一号厂房").waitFor();
      await page.getByRole("button", { name: "登记占用" }).click();
      const window = page.getByRole("dialog", { name: /^登记占用/ });
      await window.getByLabel("占用面积（㎡）").fill("7000");
      await window.getByLabel("使用单位").fill("示例装备公司");
      await window.getByRole("button", { name: "登记", exact: true }).click();
      await window.getByText("只剩 6,000 ㎡，不够 7,000 ㎡").first().waitFor();
      await window.getByLabel("占用面积（㎡）").fill("2000");
      await window.getByRole("button", { name: "登记", exact: true }).click();
      await page.getByRole("main").getByText("出租 2,000 ㎡：示例装备公司").first().waitFor();
      await picture(page, "site.png");
      expect(await barriers(page)).toEqual([]);

      await page.goto(new URL(list, page.url()).toString());
      await searchBox(page).fill("ylyh");
      // The first column is the one to choose by.
      await expect.poll(() => rows(page).locator("td:nth-child(2)").allInnerTexts()).toEqual(["云岭一号厂房"]);
      expect(await rows(page).first().innerText()).toContain("4,000 ㎡");

      await page.goto(new URL(`${list}/map?search=${encodeURIComponent("云岭")}`, page.url()).toString());
      await page.getByText("图上 2 处").waitFor();
      await showsOnly(page, ["云岭先进制造园", "云岭一号厂房"]);
      const mark = page.getByRole("button", { name: /^云岭一号厂房/ });
      await mark.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("region", { name: "选中的空间" }).getByText("空闲 4,000 ㎡").waitFor();
      await page.goto(new URL(`${list}/map`, page.url()).toString());
      await page.getByText(/^图上 \d+ 处/).waitFor();
      await page.getByRole("button", { name: "放大" }).click();
      await page.getByRole("button", { name: "看全部" }).click();
      await picture(page, "site-map.png");
      expect(await barriers(page)).toEqual([]);
    }),
  );

  test(
    "按需求匹配，说明理由和未列出的；推介单页下载后打得开",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: `${list}/match?kind=factorySpace` });
      await heading(page, "按需求匹配空间").waitFor();
      await page.getByLabel("面积不少于（㎡）").fill("1000");
      await page.getByLabel("层高不低于").fill("7");
      await page.getByText(/另有 \d+ 处因层高不符合未列出/).waitFor();
      const found = page.getByRole("region", { name: "匹配结果" });
      await found.getByText("层高符合").first().waitFor();
      await picture(page, "site-match.png");
      expect(await barriers(page)).toEqual([]);
      await found.getByRole("checkbox").first().check();
      await found.getByRole("button", { name: "生成推介单页（1）" }).click();
      const window = page.getByRole("dialog", { name: "生成推介单页" });
      await window.getByLabel("推介给").fill("示例投资集团");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        window.getByRole("button", { name: "下载 Word" }).click(),
      ]);
      expect(download.suggestedFilename()).toBe("空间资源推介单 示例投资集团.docx");
      const read = await readDocument(readFileSync(await download.path()), download.suggestedFilename());
      const text = JSON.stringify(read);
      for (const each of ["示例投资集团：", "可用面积", "层高", "是否符合：面积"]) expect(text).toContain(each);
      const [paper] = await Promise.all([
        page.waitForEvent("download"),
        window.getByRole("button", { name: "下载 PDF" }).click(),
      ]);
      expect(paper.suggestedFilename()).toBe("空间资源推介单 示例投资集团.pdf");
      const pages = await pagesOf(new Uint8Array(readFileSync(await paper.path())));
      expect(pages.map(({ text: said }) => said.includes("是否符合：面积"))).toEqual([true]);
    }),
  );

  test(
    "手机上：列表、地图、匹配和一处空间都不横向滚动",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { size: "phone", to: list });
      await heading(page, "空间资源").waitFor();
      await page
        .getByRole("status")
        .filter({ hasText: /^共 \d+ 条/ })
        .waitFor();
      await isNotWider(page);
      const {
        rows: [first],
      } = await ask(page, siteOperations.list, { kind: "landPlot" });
      for (const to of ["map", "match", "new?kind=landPlot", String(first?.id)]) {
        await page.goto(new URL(`${list}/${to}`, page.url()).toString());
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.waitForLoadState("networkidle");
        await isNotWider(page);
        expect(await barriers(page)).toEqual([]);
      }
    }),
  );
});
