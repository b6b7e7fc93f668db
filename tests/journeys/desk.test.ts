import { describe, expect, test } from "vitest";
import { memoOperations } from "#records/approvals/memos/contract.ts";
import { barriers } from "../support/barriers.ts";
import { picture, setStage } from "../support/journey.ts";
import { ask, enterCompany, heading, isNotWider, mainMenu, rows } from "../support/steps.ts";

const { journey } = setStage();
const block = (page: import("playwright-core").Page, name: string | RegExp) => page.getByRole("region", { name });

describe("工作台", () => {
  test(
    "专员登录就到工作台：自己的缺项、全年数字、刚发生的变化；点待办到那张列表",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1");
      await heading(page, "工作台").waitFor();
      const name = "曜穹光伏新材有限公司";
      await enterCompany(page, { name, tags: ["highTech"] });
      await page.reload();
      const todo = block(page, "待办").getByRole("link", { name: /我的企业还有缺项/ });
      const count = /(\d+) 件/.exec(await todo.innerText())?.[1] ?? "";
      expect(Number(count)).toBeGreaterThan(0);
      expect(await block(page, /以来的变化$/).innerText()).toContain(name);
      expect(await block(page, "各科室的逾期与缺口").count()).toBe(0);
      await picture(page, "desk.png");

      await todo.click();
      await heading(page, "企业库").waitFor();
      await page
        .getByRole("status")
        .filter({ hasText: `共 ${count} 条` })
        .waitFor();
      expect(page.url()).toContain("lacks=any");
      await rows(page).filter({ hasText: name }).first().waitFor();

      await page.goBack();
      await page.getByRole("button", { name: /^高新技术企业 .*查看来源/ }).click();
      await page.getByRole("complementary", { name: "高新技术企业" }).getByText("口径", { exact: true }).waitFor();
    }),
  );

  test(
    "主任按科室看，数字点开是那个科室的；科长看等自己审批的",
    journey(async ({ openAs }) => {
      const head = await openAs("a-head");
      await heading(head, "工作台").waitFor();
      const table = block(head, "各科室的逾期与缺口").last();
      const cell = table.locator("td a").first();
      await cell.waitFor();
      await picture(head, "desk-head.png");
      const count = (await cell.innerText()).replaceAll(",", "");
      await cell.click();
      await head
        .getByRole("status")
        .filter({ hasText: `共 ${count} 条` })
        .first()
        .waitFor();
      expect(head.url()).toMatch(/divisionId=/);

      const chief = await openAs("a-chief1");
      await heading(chief, "工作台").waitFor();
      await block(chief, "待办").waitFor();
      expect(await block(chief, "各科室的逾期与缺口").count()).toBe(0);
      const officer = await openAs("a-officer1");
      const title = "关于赴外地对接企业的请示";
      await ask(officer, memoOperations.submit, { title, body: "拟赴外地对接三家企业。" });
      await chief.reload();
      await block(chief, "待办")
        .getByRole("link", { name: /^等您审批/ })
        .click();
      await heading(chief, "审批").waitFor();
      await rows(chief).filter({ hasText: title }).waitFor();
    }),
  );

  test(
    "系统管理员只看到自己的事：没有业务，没有变化和数字",
    journey(async ({ openAs }) => {
      for (const login of ["a-system", "a-audit", "a-security"]) {
        const page = await openAs(login);
        await heading(page, "工作台").waitFor();
        await block(page, "待办").waitFor();
        expect(await page.getByRole("main").getByRole("region").count()).toBe(1);
        expect(await mainMenu(page).getByRole("link", { name: "企业库" }).count()).toBe(0);
      }
    }),
  );

  test(
    "Ctrl-K：两个字、首字母找到企业，回车打开；再打开先列最近的；只用键盘",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1");
      await heading(page, "工作台").waitFor();
      const name = "琼宇精密仪器有限公司";
      await enterCompany(page, { name });
      const menu = page.getByRole("dialog", { name: "查找与命令" });
      for (const typed of ["琼宇", "qyjm"]) {
        await page.keyboard.press("Control+K");
        await menu.getByRole("combobox").waitFor();
        await page.keyboard.type(typed);
        const hit = menu.getByRole("option", { name });
        await hit.waitFor();
        await expect.poll(() => hit.getAttribute("aria-selected")).toBe("true");
        if (typed === "琼宇") await picture(page, "command-menu.png");
        await page.keyboard.press("Enter");
        await heading(page, name).waitFor();
        await page.keyboard.press("Control+K");
        await menu.getByRole("option", { name: "工作台" }).first().waitFor();
        await page.keyboard.press("Enter");
        await heading(page, "工作台").waitFor();
      }
    }),
  );

  for (const look of ["light", "dark"] as const)
    test(
      `手机宽度，${look}：不横向滚动，没有严重的无障碍问题`,
      journey(async ({ openAs }) => {
        const page = await openAs("a-head", { size: "phone", look });
        await heading(page, "工作台").waitFor();
        await block(page, "待办").waitFor();
        await isNotWider(page);
        expect(await barriers(page)).toEqual([]);
        await picture(page, `desk-phone-${look}.png`);
      }),
    );
});
