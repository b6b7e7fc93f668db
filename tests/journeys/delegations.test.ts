import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { addDays } from "#kit/base/dates.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { sessionOperations } from "#records/people/sessions/contract.ts";
import { setClock } from "../support/clock.ts";
import { picture, setStage } from "../support/journey.ts";
import { ask, choose, enterCompany, heading, isNotWider, rows } from "../support/steps.ts";

const clock = setClock();
const { journey } = setStage({ settings: clock.settings });
const name = "曜穹光伏新材有限公司";
const banner = (page: Page) => page.getByRole("banner").getByText(/^代 /);

describe("委托", () => {
  test(
    "休假前委托同事，假期里由其代办，留下“代谁”，假期一过自动收回",
    journey(async ({ openAs }) => {
      const giver = await openAs("a-officer1", { to: "/shili-a/2023/delegations/new" });
      await heading(giver, "新建委托").waitFor();
      const company = await enterCompany(giver, { name });
      const session = await ask(giver, sessionOperations.current, {});
      const receiver = await openAs("a-officer2", { to: "/shili-a/2023/companies" });
      const standIn = (await ask(receiver, sessionOperations.current, {})).account?.name ?? "";
      expect((await ask(receiver, companyOperations.list, { search: name })).total).toBe(0);

      await giver.getByRole("combobox", { name: "受托人" }).fill(standIn);
      await choose(giver, "受托人", standIn);
      await giver.getByLabel("委托原因").fill("国庆休假");
      await giver.getByRole("textbox", { name: "开始日期" }).fill(addDays(session.today, 1));
      await giver.getByRole("textbox", { name: "截止日期" }).fill(addDays(session.today, 8));
      await picture(giver, "delegation-form.png");
      await giver.getByRole("button", { name: "新建委托", exact: true }).click();
      await heading(giver, "委托").waitFor();
      await rows(giver).filter({ hasText: standIn }).filter({ hasText: "未开始" }).waitFor();
      await picture(giver, "delegations.png");

      clock.moveTo(2);
      const onDuty = await openAs("a-officer2", { to: `/shili-a/2023/companies/${company.id}` });
      await heading(onDuty, name).waitFor();
      expect(await banner(onDuty).innerText()).toMatch(new RegExp(`^代 ${session.account?.name} 办理至 \\d+月\\d+日$`));
      await onDuty.getByRole("button", { name: "修改", exact: true }).first().click();
      await onDuty.getByLabel("地址").fill("示例甲区光华路 8 号");
      await onDuty.getByRole("button", { name: "保存", exact: true }).click();
      await heading(onDuty, name).waitFor();
      const timeline = onDuty.getByRole("region", { name: "时间线" });
      await timeline.getByText(`${standIn}（代 ${session.account?.name}）`).waitFor();
      await picture(onDuty, "delegation-acting.png");

      const phone = await openAs("a-officer2", { to: "/shili-a/2023/delegations", size: "phone" });
      await heading(phone, "委托").waitFor();
      await phone.getByText("生效中").first().waitFor();
      await isNotWider(phone);
      await picture(phone, "delegations-phone.png");

      clock.moveTo(9);
      const back = await openAs("a-officer2", { to: `/shili-a/2023/companies/${company.id}` });
      await back.getByText("企业不存在，或不在您的数据范围内").waitFor();
      expect(await banner(back).count()).toBe(0);
      const auditor = await openAs("a-audit", { to: "/shili-a/2023/history" });
      await auditor.getByText(`${standIn}（代 ${session.account?.name}）`).first().waitFor();
    }),
  );

  test(
    "提前返岗：任一方终止，立即失效",
    journey(async ({ openAs }) => {
      clock.moveTo(20);
      const giver = await openAs("a-officer1", { to: "/shili-a/2023/delegations/new" });
      await heading(giver, "新建委托").waitFor();
      const receiver = await openAs("a-officer2");
      const standIn = (await ask(receiver, sessionOperations.current, {})).account?.name ?? "";
      const { today } = await ask(giver, sessionOperations.current, {});
      await giver.getByRole("combobox", { name: "受托人" }).fill(standIn);
      await choose(giver, "受托人", standIn);
      await giver.getByLabel("委托原因").fill("外出学习");
      await giver.getByRole("textbox", { name: "截止日期" }).fill(addDays(today, 3));
      await giver.getByLabel("查看企业").check();
      await giver.getByRole("button", { name: "新建委托", exact: true }).click();
      await rows(giver).filter({ hasText: "生效中" }).filter({ hasText: "外出学习" }).click();
      await giver.getByRole("button", { name: "终止委托" }).click();
      await giver.getByLabel("终止原因").fill("提前返岗");
      await giver.getByRole("form", { name: "终止委托" }).getByRole("button", { name: "终止委托" }).click();
      await rows(giver).filter({ hasText: "提前终止" }).filter({ hasText: "外出学习" }).waitFor();
      const after = await ask(receiver, sessionOperations.current, {});
      expect(after.agency?.actsFor).toEqual([]);
    }),
  );
});
