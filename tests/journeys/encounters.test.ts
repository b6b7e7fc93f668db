import { describe, expect, test } from "vitest";
import { addDays } from "#kit/base/dates.ts";
import { projectOperations } from "#records/projects/contract.ts";
import { encounterOperations } from "#records/projects/encounters/contract.ts";
import { leadOperations } from "#records/projects/leads/contract.ts";
import { barriers } from "../support/barriers.ts";
import { picture, setStage } from "../support/journey.ts";
import { fillNextStep, startVisit, today } from "../support/landing.ts";
import { ask, enterCompany, heading, isNotWider } from "../support/steps.ts";

const { journey } = setStage();
const home = "/shili-a/2023";

describe("对接与线索时限", () => {
  test(
    "手机上记一次走访：写到一半离开也不丢，存下后项目页看得到，工作台提醒下一步，办结",
    journey(async ({ openAs }) => {
      const phone = await openAs("a-officer1", { size: "phone", to: `${home}/projects` });
      const { id: company } = await enterCompany(phone, { name: "途远示例装备有限公司" });
      const project = await ask(phone, projectOperations.create, { name: "途远示例装备基地", investorId: company });
      await phone.goto(new URL(`${home}/projects/${project.id}`, phone.url()).toString());
      await heading(phone, "途远示例装备基地").waitFor();
      await startVisit(phone);
      await isNotWider(phone);
      const started = Date.now();
      await phone.getByLabel("谈了什么").fill("看了一号厂房，对方要租金和能耗的书面答复。");
      await phone
        .getByText(/已暂存/)
        .first()
        .waitFor();
      await phone.reload();
      await phone.getByText(/已恢复/).waitFor();
      expect(await phone.getByLabel("谈了什么").inputValue()).toContain("一号厂房");
      await fillNextStep(phone, "送书面答复");
      await phone.getByRole("button", { name: "保存", exact: true }).click();
      await phone.getByText("请填写下一步的期限，到期才会提醒").first().waitFor();
      await phone.getByRole("textbox", { name: "下一步期限" }).fill(addDays(today(), 2));
      await picture(phone, "encounter-phone.png");
      expect(await barriers(phone)).toEqual([]);
      await phone.getByRole("button", { name: "保存", exact: true }).click();
      await heading(phone, "途远示例装备基地").waitFor();
      expect(Date.now() - started).toBeLessThan(60_000);
      await phone.getByRole("region", { name: "对接记录" }).getByText("看了一号厂房").waitFor();
      await isNotWider(phone);

      const page = await openAs("a-officer1", { to: home });
      await page.getByText("送书面答复（途远示例装备有限公司）").first().click();
      await heading(page, /走访 途远示例装备有限公司/).waitFor();
      await picture(page, "encounter.png");
      expect(await barriers(page)).toEqual([]);
      await page.getByRole("button", { name: "办结下一步" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("办得怎样").fill("已当面送达");
      await dialog.getByRole("button", { name: "办结", exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await page.getByRole("main").getByText("已当面送达").first().waitFor();
      expect((await ask(page, encounterOperations.list, { projectId: project.id, isOpen: true })).total).toBe(0);

      await page.goto(new URL(`${home}/encounters`, page.url()).toString());
      await heading(page, "对接记录").waitFor();
      await page.getByText("看了一号厂房").first().waitFor();
      await picture(page, "encounters.png");
      expect(await barriers(page)).toEqual([]);

      await page.goto(new URL(`${home}/companies/${company}`, page.url()).toString());
      await heading(page, "途远示例装备有限公司").waitFor();
      await page
        .getByRole("link", { name: /^走访：途远示例装备有限公司/ })
        .first()
        .waitFor();
      await picture(page, "encounter-company.png");
    }),
  );

  test(
    "线索超期亮红灯，补登实际办理日期后熄灭；转专家研判期限放宽",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: `${home}/leads` });
      await heading(page, "我的线索").waitFor();
      const receivedOn = addDays(today(), -12);
      const lead = { name: "暮帆示例新材料线索", investorName: "暮帆示例集团", receivedOn } as const;
      const { id } = await ask(page, projectOperations.create, lead);
      await page.reload();
      const row = page.locator("main tbody tr").filter({ hasText: lead.name });
      await row.getByText(/答复并定人超期 \d+ 个工作日，另有 \d 项超期/).waitFor();
      await picture(page, "leads.png");
      expect(await barriers(page)).toEqual([]);
      await row.getByRole("link", { name: lead.name }).click();
      await heading(page, lead.name).waitFor();
      const clocks = page.getByRole("region", { name: "时限与停滞" });
      await clocks.getByRole("button", { name: "登记答复并定人" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("textbox", { name: "办理日期" }).fill(addDays(receivedOn, -1));
      await dialog.getByRole("button", { name: "登记", exact: true }).click();
      await dialog
        .getByText(/办理日期早于接到线索/)
        .first()
        .waitFor();
      await dialog.getByRole("textbox", { name: "办理日期" }).fill(receivedOn);
      await dialog.getByLabel("说明").fill("当天电话答复");
      await dialog.getByRole("button", { name: "登记", exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await clocks.getByText(`${receivedOn} 按期办理`).waitFor();
      await clocks.getByRole("button", { name: "转专家研判" }).click();
      await dialog.getByRole("button", { name: "登记", exact: true }).click();
      await dialog.waitFor({ state: "hidden" });
      await clocks.getByText(/5 个工作日内（专家研判）/).waitFor();
      await picture(page, "lead-clocks.png");
      const { clocks: shown } = await ask(page, leadOperations.clocks, { projectId: id });
      expect(shown.find(({ step }) => step === "answer")).toMatchObject({ isOpen: false, light: "green" });

      const phone = await openAs("a-officer1", { size: "phone", to: `${home}/leads` });
      await heading(phone, "我的线索").waitFor();
      await phone.getByText(lead.name).first().waitFor();
      await isNotWider(phone);
    }),
  );
});
