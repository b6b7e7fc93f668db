import { describe, expect, test } from "vitest";
import { picture, setStage } from "../support/journey.ts";
import { rows } from "../support/steps.ts";
import { downloaded, taskCenter } from "../support/tables.ts";

const { journey } = setStage();

describe("导出", () => {
  test(
    "导出的就是筛选后看到的这些行，顺序也一样；离开再回来还能下载",
    journey(async ({ openAs }) => {
      const page = await openAs("a-head", { to: "/shili-a/2023/companies?tag=highTech&sort=name" });
      await rows(page).first().waitFor();
      for (const more = page.getByRole("button", { name: /^再看/ }); (await more.count()) > 0; ) {
        const before = await rows(page).count();
        await more.click();
        await expect.poll(() => rows(page).count()).toBeGreaterThan(before);
      }
      const names = await rows(page).locator("td:first-child").allInnerTexts();
      const days = await rows(page).locator("td:last-child").allInnerTexts();
      const heads = await page.locator("main thead th").allInnerTexts();
      expect(names.length).toBeGreaterThan(20);

      await page.getByRole("button", { name: /导出$/ }).click();
      await page.getByRole("button", { name: "去看看" }).click();
      const link = taskCenter(page).getByRole("link", { name: /^下载 .*\.xlsx$/ });
      await link.waitFor();
      await picture(page, "tasks.png");
      const { name, cells } = await downloaded(page, link);
      expect(name).toContain("企业");
      // 演示库的导出件盖“演示数据”章，列名之上可以另有一行。
      const head = cells.findIndex((row) => row.includes("企业名称"));
      const table = cells.slice(head + 1);
      const titles = cells[head] ?? [];
      expect(titles.map((each) => each.replace(/（.*）/, ""))).toEqual(heads.map((each) => each.replace(/（.*）/, "")));
      expect(table.map((row) => row[titles.indexOf("企业名称")])).toEqual(names);
      expect(table.map((row) => row[titles.indexOf("入库日期")])).toEqual(days);

      await page.goto(new URL("/shili-a/2023/roles", page.url()).toString());
      await page.getByRole("button", { name: /^任务中心/ }).click();
      await taskCenter(page).getByRole("link", { name: /^下载/ }).waitFor();
    }),
  );
});
