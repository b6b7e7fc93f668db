import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { approvalOperations } from "#records/approvals/contract.ts";
import { accountOperations } from "#records/people/contract.ts";
import { barriers } from "../support/barriers.ts";
import { picture, setStage } from "../support/journey.ts";
import { ask, heading, isNotWider, mainMenu, rowOf, rows } from "../support/steps.ts";

const { journey } = setStage();
const year = "/shili-a/2026";

const dialog = (page: Page) => page.getByRole("dialog");
const step = (page: Page, name: string) =>
  page.getByRole("region", { name: "审批步骤" }).getByRole("listitem").filter({ hasText: name }).first();
const tag = (page: Page, word: string) => page.getByRole("main").locator(".page-tags").getByText(word);

/** Opens the first matter that waits for the person at this window, by its title. */
async function openTodo(page: Page, title: string): Promise<void> {
  await page.goto(new URL(`${year}/approvals`, page.url()).toString());
  await heading(page, "审批").waitFor();
  const row = await rowOf(page, title);
  await row.getByRole("link").first().click();
  await heading(page, title).waitFor();
}

async function press(page: Page, name: "同意" | "退回" | "不同意", opinion: string): Promise<void> {
  await page.locator(".page-acts").getByRole("button", { name, exact: true }).click();
  await dialog(page).waitFor();
  await dialog(page).locator("textarea, input[type=text]").first().fill(opinion);
  await dialog(page).getByRole("button", { name, exact: true }).click();
  await dialog(page).waitFor({ state: "detached" });
}

describe("请示与审批", () => {
  test(
    "写请示、科长退回、改后再交、分管同意、班子三人两票通过，下载签报单",
    journey(async ({ openAs }) => {
      const title = "关于举办示例产业对接会的请示";
      const officer = await openAs("a-officer1", { to: `${year}/memos/new` });
      await heading(officer, "写请示").waitFor();
      await officer.getByLabel("标题").fill(title);
      await officer.getByLabel("请示金额").fill("66万");
      await officer.getByLabel("正文").fill("拟举办产业对接会一场。\n\n经费从招商活动经费中列支。");
      await officer.getByText(/已暂存/).waitFor();
      await officer.reload();
      await officer.getByText(/已恢复/).waitFor();
      await officer.locator('input[type="file"]').setInputFiles({
        name: "对接会方案.txt",
        mimeType: "text/plain",
        buffer: Buffer.from("方案正文", "utf8"),
      });
      await officer.getByRole("link", { name: "对接会方案.txt" }).waitFor();
      await picture(officer, "memo-form.png");
      await officer.getByRole("button", { name: "提交审批" }).click();
      await heading(officer, title).waitFor();
      await step(officer, "科室负责人审核").getByText("待审批").waitFor();

      const chief = await openAs("a-chief1", { to: `${year}/approvals` });
      await openTodo(chief, title);
      const file = chief.getByRole("link", { name: "对接会方案.txt" });
      const sent = await chief.request.get(new URL((await file.getAttribute("href")) ?? "", chief.url()).toString());
      expect([sent.status(), await sent.text()]).toEqual([200, "方案正文"]);
      await press(chief, "退回", "请补充拟邀企业数量");
      await tag(chief, "已退回").waitFor();

      await officer.reload();
      await officer.getByRole("button", { name: "修改", exact: true }).click();
      await heading(officer, "修改请示").waitFor();
      await officer.getByLabel("正文").fill("拟举办产业对接会一场，邀请企业 80 家。\n\n经费从招商活动经费中列支。");
      await officer.getByRole("button", { name: "保存", exact: true }).click();
      await heading(officer, title).waitFor();
      await officer.getByRole("button", { name: "重新提交" }).click();
      await dialog(officer).getByRole("button", { name: "重新提交" }).click();
      await officer
        .getByText(/第 2 轮/)
        .first()
        .waitFor();

      await openTodo(chief, title);
      await chief.getByRole("region", { name: "案卷" }).getByText("邀请企业 80 家").waitFor();
      await press(chief, "同意", "已补充，同意。");
      const head = await openAs("a-head", { to: `${year}/approvals` });
      await openTodo(head, title);
      await press(head, "同意", "同意，请按采购程序办理。");
      await step(head, "班子票决").getByText("等您审批").waitFor();
      await press(head, "同意", "同意。");
      const deputy = await openAs("a-head2", { to: `${year}/approvals` });
      await openTodo(deputy, title);
      await step(deputy, "班子票决").getByText("3 人中 2 人同意").waitFor();
      await picture(deputy, "approval.png");
      expect(await barriers(deputy)).toEqual([]);
      await press(deputy, "同意", "");
      await tag(deputy, "已同意").waitFor();
      await step(deputy, "班子票决").getByText("无需办理").waitFor();

      await officer.reload();
      await tag(officer, "已同意").waitFor();
      await officer.getByRole("link", { name: "打开原件" }).click();
      const paper = officer.getByRole("article", { name: "签报单" });
      await paper.getByText("陆拾陆万元整").waitFor();
      for (const word of ["请补充拟邀企业数量", "同意，请按采购程序办理。", "（第2轮）"])
        await paper.getByText(word).first().waitFor();
      await picture(officer, "memo.png");
      expect(await barriers(officer)).toEqual([]);
      const download = officer.waitForEvent("download");
      await officer.getByRole("button", { name: "下载签报单" }).click();
      await officer.getByRole("menuitem", { name: /^Word/ }).click();
      expect((await download).suggestedFilename()).toBe(`签报单 ${title}.docx`);
    }),
  );

  test(
    "催办一次后变灰并说明；撤回后审批人不能再办，改好可以重新发起",
    journey(async ({ openAs }) => {
      const title = "关于更换会议室投影设备的请示";
      const officer = await openAs("a-officer1", { to: `${year}/memos/new` });
      await officer.getByLabel("标题").fill(title);
      await officer.getByLabel("正文").fill("投影设备老化，拟更换一台。");
      await officer.getByRole("button", { name: "提交审批" }).click();
      await heading(officer, title).waitFor();
      const chief = await openAs("a-chief1", { to: `${year}/approvals` });
      await openTodo(chief, title);

      await officer.getByRole("button", { name: "催办" }).click();
      const urge = officer.getByRole("button", { name: "催办" });
      await expect.poll(() => urge.getAttribute("aria-disabled")).toBe("true");
      await officer.mouse.move(0, 0);
      await urge.hover();
      await officer.getByText("这一步今天已经催办过，每天最多一次").first().waitFor();
      await officer.getByRole("button", { name: "撤回" }).click();
      await dialog(officer).getByLabel("撤回原因").fill("预算未定");
      await dialog(officer).getByRole("button", { name: "撤回" }).click();
      await tag(officer, "已撤回").waitFor();

      // The page was open before: the server answers, whatever the button says.
      await chief.locator(".page-acts").getByRole("button", { name: "同意", exact: true }).click();
      await dialog(chief).getByRole("button", { name: "同意", exact: true }).click();
      await dialog(chief).getByText("发起人已经撤回，不能再办理").first().waitFor();

      await officer.getByRole("link", { name: "打开原件" }).click();
      await officer.getByRole("button", { name: "重新发起" }).click();
      await step(officer, "科室负责人审核").getByText("待审批").waitFor();
    }),
  );

  test(
    "流程页、时效页、列表在三种宽度下都不出横向滚动",
    journey(async ({ openAs }) => {
      const head = await openAs("a-head", { to: `${year}/approvals?tab=all` });
      await rows(head).first().waitFor();
      await picture(head, "approvals.png");
      for (const width of [1440, 1024, 390]) {
        await head.setViewportSize({ width, height: 900 });
        for (const [to, name] of [
          ["approvals", "审批"],
          ["approvals/flows", "审批流程"],
          ["approvals/timing", "审批时效"],
          ["memos", "请示"],
          ["memos/new", "写请示"],
        ] as const) {
          await head.goto(new URL(`/shili-a/2026/${to}`, head.url()).toString());
          await heading(head, name).waitFor();
          await head.getByRole("main").locator(".paper, .list").first().waitFor();
          await isNotWider(head);
        }
      }
      expect(await barriers(head)).toEqual([]);
      const [first] = (await ask(head, approvalOperations.list, { tab: "all", state: "pending" })).rows;
      for (const width of [1440, 390]) {
        await head.setViewportSize({ width, height: 900 });
        await head.goto(new URL(`${year}/approvals/${first?.id}`, head.url()).toString());
        await heading(head, first?.title ?? "").waitFor();
        await isNotWider(head);
        if (width === 390) await picture(head, "approval-phone.png");
      }
    }),
  );

  test(
    "审批人停用：发起人看得到卡在谁那里，系统管理员换上符合规定的人，看不到案卷",
    journey(async ({ openAs }) => {
      const title = "关于印制招商手册的请示";
      const officer = await openAs("a-officer2", { to: `${year}/memos/new` });
      await officer.getByLabel("标题").fill(title);
      await officer.getByLabel("正文").fill("拟印制招商手册 500 册。");
      await officer.getByRole("button", { name: "提交审批" }).click();
      await heading(officer, title).waitFor();

      const system = await openAs("a-system", { to: `${year}/approvals/stuck` });
      await system.getByText("没有卡住的审批").waitFor();
      expect(await mainMenu(system).getByRole("link", { name: "请示" }).count()).toBe(0);
      const accounts = await ask(system, accountOperations.list, { limit: 500 });
      const chief = accounts.rows.find(({ login }) => login === "a-chief2");
      await ask(system, accountOperations.disable, { id: String(chief?.id), version: 1, reason: "调离" });
      await officer.reload();
      await step(officer, "科室负责人审核")
        .getByText(/已不在岗或已无审批权限/)
        .waitFor();

      await system.reload();
      const stuck = system.getByRole("main").getByRole("listitem").filter({ hasText: title });
      await stuck.getByText(/不能再审批“科室负责人审核”/).waitFor();
      await picture(system, "stuck.png");
      await stuck.getByRole("button", { name: "更换审批人" }).click();
      await dialog(system).getByRole("radio").first().check();
      await dialog(system).getByLabel("更换原因").fill("原科长调离");
      await dialog(system).getByRole("button", { name: "更换审批人" }).click();
      await stuck.waitFor({ state: "detached" });
      await officer.reload();
      await step(officer, "科室负责人审核").getByText("待审批").waitFor();
    }),
  );
});
