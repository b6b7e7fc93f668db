import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Sent } from "#kit/base/operation.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { memberOperations } from "#records/projects/team/contract.ts";
import { barriers } from "../support/barriers.ts";
import { setStage } from "../support/journey.ts";
import { pdf, stageButton } from "../support/landing.ts";
import { ask, choose, heading, isNotWider } from "../support/steps.ts";

const { journey } = setStage();
const list = "/shili-a/2023/projects";

const dialogOf = (page: Page) => page.getByRole("dialog");
const panelOf = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const dayIn = (dialog: Locator, name: string) => dialog.getByRole("textbox", { name });

/** A project of the officer at this window, with its page open. */
async function openProject(
  page: Page,
  name: string,
  more: Partial<Sent<typeof projectOperations.create>> = {},
): Promise<string> {
  await heading(page, "线索与项目").waitFor();
  const typed = { name, investorName: "曜穹集团", receivedOn: "2023-01-10", ...more };
  const { id } = await ask(page, projectOperations.create, typed);
  await page.goto(new URL(`${list}/${id}`, page.url()).toString());
  await heading(page, name).waitFor();
  return id;
}

/** Refused in the words of the rule: on top of the form, and beside the field it is about. */
async function isRefused(dialog: Locator, message: string | RegExp, field?: string): Promise<void> {
  await dialog.getByRole("alert").getByText(message).first().waitFor();
  if (field) await dialog.locator(`#field-${field} .field-problem`).filter({ hasText: message }).waitFor();
}

describe("项目页上的办理窗口", () => {
  test(
    "推进状态：流失要有原因和流向，改了状态原来选的原因不跟着走；结束的由主任写明理由恢复",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: list });
      const id = await openProject(page, "曜穹状态示例项目");
      const dialog = dialogOf(page);
      await page.getByRole("button", { name: "推进状态" }).click();
      await choose(page, "推进状态", "延期");
      await choose(page, "原因", "用地未落实");
      await choose(page, "推进状态", "流失");
      await expect.poll(() => dialog.locator("#field-reason").innerText()).not.toContain("用地未落实");
      await dayIn(dialog, "自哪天起").fill("2023-03-01");
      await dialog.getByLabel("说明").fill("外省给出了更低的地价");
      const save = dialog.getByRole("button", { name: "保存" });
      await save.click();
      await isRefused(dialog, /请选择“流失”的原因：落户其他地区/, "reason");
      await choose(page, "原因", "落户其他地区");
      await save.click();
      await isRefused(dialog, /请填写流向/, "wentTo");
      expect(await dialog.getByLabel("说明").inputValue()).toBe("外省给出了更低的地价");
      expect(await barriers(page)).toEqual([]);
      await dialog.getByLabel("流向").fill("示例丁市");
      await save.click();
      await dialog.waitFor({ state: "hidden" });
      await page.getByText("转为流失：落户其他地区，流向示例丁市，外省给出了更低的地价").waitFor();

      await page.getByRole("button", { name: "推进状态" }).click();
      await choose(page, "推进状态", "推进中");
      await dialog.getByLabel("说明").fill("重新接洽");
      await save.click();
      await isRefused(dialog, /由科长或主任恢复/);

      const head = await openAs("a-head", { size: "phone", to: `${list}/${id}` });
      const asking = dialogOf(head);
      await head.getByRole("button", { name: "推进状态" }).click();
      await choose(head, "推进状态", "推进中");
      await asking.getByRole("button", { name: "保存" }).click();
      await isRefused(asking, "恢复已结束的项目，请在说明里写明为什么", "note");
      await isNotWider(head);
      await asking.getByLabel("说明").fill("投资方重新提出");
      await asking.getByRole("button", { name: "保存" }).click();
      await asking.waitFor({ state: "hidden" });
      const { project } = await ask(head, projectOperations.get, { id });
      expect([project.standing, project.standingReason]).toEqual(["ongoing", null]);
    }),
  );

  test(
    "团队与批示：包联领导同时只有一位，换人先登记退出；日期没到的批示不收，登错的作废",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: list });
      const id = await openProject(page, "曜穹团队示例项目");
      const panel = panelOf(page, "团队与批示");
      const dialog = dialogOf(page);
      const join = async (name: string, post: string) => {
        await panel.getByRole("button", { name: "加入团队" }).click();
        await choose(page, "身份", "区（县）包联领导");
        await dialog.getByLabel("姓名").fill(name);
        await dialog.getByLabel("职务").fill(post);
        await dayIn(dialog, "自").fill("2023-02-01");
        await dialog.getByRole("button", { name: "加入团队" }).click();
      };
      await join("示例领导甲", "副区长");
      await panel.getByText("示例领导甲").waitFor();
      await join("示例领导乙", "区委常委");
      await isRefused(dialog, "区（县）包联领导现为示例领导甲，请先登记其退出日期，再加入新的", "role");
      expect(await dialog.getByLabel("姓名").inputValue()).toBe("示例领导乙");
      expect(await barriers(page)).toEqual([]);
      await dialog.getByRole("button", { name: "取消" }).click();

      await panel.getByRole("button", { name: "退出" }).click();
      await dayIn(dialog, "至").fill("2023-01-31");
      await dialog.getByRole("button", { name: "退出团队" }).click();
      await isRefused(dialog, "退出日期早于加入的2023年2月1日，请核对", "toOn");
      await dayIn(dialog, "至").fill("2023-06-30");
      await dialog.getByRole("button", { name: "退出团队" }).click();
      await panel.getByText("2023-02-01 至 2023-06-30").waitFor();

      // What was typed for the one refused has been kept.
      await panel.getByRole("button", { name: "加入团队" }).click();
      await expect.poll(() => dialog.getByLabel("姓名").inputValue()).toBe("示例领导乙");
      await dayIn(dialog, "自").fill("2023-07-01");
      await dialog.getByRole("button", { name: "加入团队" }).click();
      await panel.getByText("2023-07-01 至 今").waitFor();

      await panel.getByRole("button", { name: "登记批示" }).click();
      await dialog.getByLabel("批示领导").fill("示例领导丙");
      await dialog.getByLabel("职务").fill("区长");
      await dialog.getByLabel("批示内容").fill("请抓紧推进，每周报一次");
      await dayIn(dialog, "批示日期").fill("2099-01-01");
      await dialog.getByRole("button", { name: "登记领导批示" }).click();
      await isRefused(dialog, "批示日期还没有到，请核对", "happenedOn");
      await dayIn(dialog, "批示日期").fill("2023-07-05");
      await dialog.getByRole("button", { name: "登记领导批示" }).click();
      await panel.getByText("请抓紧推进，每周报一次").waitFor();

      await panel.getByRole("button", { name: "作废" }).click();
      await dialog.getByRole("button", { name: "作废批示" }).click();
      await isRefused(dialog, "请填写作废原因", "reason");
      await dialog.getByLabel("作废原因").fill("登错了项目");
      await dialog.getByRole("button", { name: "作废批示" }).click();
      await dialog.waitFor({ state: "hidden" });
      const { members, instructions } = await ask(page, memberOperations.list, { projectId: id });
      expect([members.map(({ name, toOn }) => [name, toOn]), instructions]).toEqual([
        expect.arrayContaining([
          ["示例领导甲", "2023-06-30"],
          ["示例领导乙", null],
        ]),
        [],
      ]);
    }),
  );

  test(
    "关口例外：缺项登记不了，已填的带进申请；自己不能批，不同意要写意见，同意后阶段随即登记",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: list });
      const id = await openProject(page, "曜穹例外示例项目");
      const dialog = dialogOf(page);
      const overrides = panelOf(page, "关口例外");
      await page.getByRole("button", { name: "登记在谈" }).click();
      await dayIn(dialog, "发生日期").fill("2023-02-20");
      await dialog.getByLabel("说明").fill("首次会谈");
      await dialog.getByRole("button", { name: "登记", exact: true }).click();
      await isRefused(dialog, /还不能登记在谈，还差 3 项/);
      await dialog.getByRole("button", { name: "有缺项要申请例外" }).click();
      const send = dialog.getByRole("button", { name: "申请例外", exact: true });
      await send.waitFor();
      const kept = async () => [
        await dayIn(dialog, "发生日期").inputValue(),
        await dialog.getByLabel("说明").inputValue(),
      ];
      expect(await kept()).toEqual(["2023-02-20", "首次会谈"]);
      await send.click();
      await isRefused(dialog, "请填写例外理由", "reason");
      expect(await kept()).toEqual(["2023-02-20", "首次会谈"]);
      expect(await barriers(page)).toEqual([]);
      await dialog.getByLabel("例外理由").fill("投资方资料月底才到");
      await send.click();
      await overrides.getByText("待批准").waitFor();
      for (const step of ["同意例外", "不同意"])
        expect(await overrides.getByRole("button", { name: step, exact: true }).getAttribute("aria-disabled")).toBe(
          "true",
        );

      const head = await openAs("a-head", { to: `${list}/${id}` });
      const asking = dialogOf(head);
      const asked = panelOf(head, "关口例外");
      const refuse = asking.getByRole("button", { name: "不同意", exact: true });
      await asked.getByRole("button", { name: "不同意", exact: true }).click();
      await refuse.click();
      await isRefused(asking, "不同意的，请写明意见", "decision");
      await asking.getByLabel("批准意见").fill("先把行业门类问清楚");
      await refuse.click();
      await asked.getByText("未批准").waitFor();

      await page.reload();
      await page.getByRole("button", { name: "登记在谈" }).click();
      await expect.poll(() => dialog.getByLabel("说明").inputValue()).toBe("首次会谈");
      await dialog.getByRole("button", { name: "有缺项要申请例外" }).click();
      await dialog.getByLabel("例外理由").fill("行业门类为制造业，资料月底补齐");
      await send.click();
      await overrides.getByText("待批准").waitFor();
      await head.reload();
      await asked.getByRole("button", { name: "同意例外" }).click();
      await asking.getByRole("button", { name: "同意例外" }).click();
      await stageButton(head, "在谈\\s*2023-02-20").waitFor();
      const { project } = await ask(head, projectOperations.get, { id });
      expect(project.stage).toBe("negotiating");
    }),
  );

  test(
    "外部认定与更正：认定早于发生的不收，已认定的专员不能改；更正后按新内容另登，须重新认定",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: list });
      const id = await openProject(page, "曜穹认定示例项目", {
        brief: "储能电池",
        capital: "domestic",
        industry: "C",
        totalInvestment: "300000000",
      });
      const dialog = dialogOf(page);
      await page.getByRole("button", { name: "登记在谈" }).click();
      await dayIn(dialog, "发生日期").fill("2023-02-20");
      await dialog.getByRole("button", { name: "登记", exact: true }).click();
      await stageButton(page, "在谈\\s*2023-02-20").click();
      const annul = dialog.getByRole("button", { name: "作废" });
      expect(await annul.getAttribute("aria-disabled")).toBe(null);
      await dialog.getByRole("button", { name: "关闭" }).click();
      await stageButton(page, "线索").click();
      expect(await annul.getAttribute("aria-disabled")).toBe("true");

      const head = await openAs("a-head", { to: `${list}/${id}` });
      const asking = dialogOf(head);
      await stageButton(head, "在谈").click();
      await asking.getByRole("button", { name: "登记外部认定" }).click();
      const recognize = asking.getByRole("button", { name: "登记", exact: true });
      await asking.getByLabel("认定单位").fill("示例区商务局");
      await dayIn(asking, "认定日期").fill("2023-02-01");
      await recognize.click();
      await isRefused(asking, "请选择认定文件", "file");
      await asking.locator("input[type=file]").setInputFiles(pdf("认定函.pdf"));
      await asking.getByRole("link", { name: "认定函.pdf" }).waitFor();
      await recognize.click();
      await isRefused(asking, "认定日期早于发生日期（2023年2月20日），请核对", "recognizedOn");
      expect(await asking.getByLabel("认定单位").inputValue()).toBe("示例区商务局");
      await asking.getByRole("link", { name: "认定函.pdf" }).waitFor();
      expect(await barriers(head)).toEqual([]);
      await dayIn(asking, "认定日期").fill("2023-03-15");
      await recognize.click();
      await stageButton(head, "在谈").getByText("已认定").waitFor();

      await page.reload();
      await stageButton(page, "在谈").click();
      expect(await dialog.getByRole("button", { name: "更正" }).getAttribute("aria-disabled")).toBe("true");

      await stageButton(head, "在谈").click();
      expect(await asking.getByRole("button", { name: "登记外部认定" }).getAttribute("aria-disabled")).toBe("true");
      await asking.getByRole("button", { name: "更正" }).click();
      await dayIn(asking, "发生日期").fill("2023-01-01");
      await asking.getByLabel("更正原因").fill("会谈日期记错");
      await asking.getByRole("button", { name: "更正" }).click();
      await isRefused(asking, /在谈日期2023年1月1日早于线索（2023年1月10日）/, "happenedOn");
      expect(await asking.getByLabel("更正原因").inputValue()).toBe("会谈日期记错");
      await dayIn(asking, "发生日期").fill("2023-02-22");
      await asking.getByRole("button", { name: "更正" }).click();
      await stageButton(head, "在谈\\s*2023-02-22").waitFor();
      const { rail } = await ask(head, projectOperations.get, { id });
      expect(rail.find(({ stage }) => stage === "negotiating")?.fact).toMatchObject({
        happenedOn: "2023-02-22",
        recognizedAt: null,
      });
    }),
  );
});
