import { describe, expect, test } from "vitest";
import { eventOperations } from "#records/events/contract.ts";
import { guestOperations } from "#records/events/guests/contract.ts";
import { surveyOperations } from "#records/events/surveys/contract.ts";
import { barriers } from "../support/barriers.ts";
import { picture, setStage } from "../support/journey.ts";
import { today } from "../support/landing.ts";
import { ask, choose, heading, isNotWider, sendFile } from "../support/steps.ts";

const { journey } = setStage();

describe("招商活动与中介", () => {
  test(
    "一场活动：筹备、分工、导入到会名单、登记举办、安排跟进；日历上看得到",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: "/shili-a/2023/events/new" });
      await page.getByLabel("活动名称").fill("旅程示例推介会");
      await choose(page, "活动类型", "宣传推介会");
      await page.getByRole("textbox", { name: "开始日期" }).fill(today());
      await page.getByRole("textbox", { name: "结束日期" }).fill(today());
      await page.getByRole("button", { name: "新增活动" }).click();
      await heading(page, "旅程示例推介会").waitFor();
      expect(await barriers(page)).toEqual([]);

      const id = page.url().split("/").at(-1) ?? "";
      await page.getByRole("button", { name: "安排分工" }).click();
      const asking = page.getByRole("dialog");
      await asking.getByLabel("事项").fill("联系会场");
      await asking.getByRole("textbox", { name: "完成期限" }).fill(today());
      await asking.getByRole("button", { name: "安排分工" }).click();
      await page.getByText("联系会场").first().waitFor();

      const sheet = "单位名称,姓名,职务\n旅程陌生企业甲,客甲,经理\n旅程陌生企业乙,客乙,总监\n";
      await sendFile(page, "签到表.csv", Buffer.from(sheet));
      await page.getByRole("button", { name: "导入到会名单" }).click();
      await page
        .locator("input[type=file]")
        .setInputFiles({ name: "签到表.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) });
      await page
        .getByRole("button", { name: /校验|预览|下一步/ })
        .first()
        .click();
      await page
        .getByRole("button", { name: /^导入|确认导入/ })
        .last()
        .click();
      await expect
        .poll(async () => (await ask(page, guestOperations.list, { eventId: id })).total, { timeout: 30_000 })
        .toBe(2);

      await page.goto(new URL(`/shili-a/2023/events/${id}`, page.url()).toString());
      await page.getByRole("button", { name: "登记举办" }).click();
      await asking.getByLabel("实到人数").fill("2");
      await asking.getByRole("button", { name: "登记举办" }).click();
      await page.getByText("已举办").first().waitFor();
      await picture(page, "event.png");
      await page.goto(new URL("/shili-a/2023/events/calendar", page.url()).toString());
      await page
        .getByRole("link", { name: /旅程示例推介会/ })
        .first()
        .waitFor()
        .catch(async () => {
          await page.getByRole("button", { name: "本月" }).click();
          await page
            .getByRole("link", { name: /旅程示例推介会/ })
            .first()
            .waitFor();
        });
      await picture(page, "event-calendar.png");
    }),
  );

  test(
    "问卷：手机上不登录、不用脚本作答，第二次被拒绝",
    journey(async ({ openAs, open }) => {
      const officer = await openAs("a-officer1", { to: "/shili-a/2023/events" });
      const day = today();
      const { id: eventId } = await ask(officer, eventOperations.create, {
        name: "问卷示例活动",
        kind: "promotion",
        fromOn: day,
        toOn: day,
      });
      const questions = [{ kind: "score5" as const, text: "总体满意吗", isOverall: true }];
      const { id } = await ask(officer, surveyOperations.create, {
        eventId,
        title: "问卷示例",
        questions,
        closesOn: day,
      });
      await ask(officer, guestOperations.add, { eventId, companyName: "问卷示例单位", attendance: "attended" });
      await ask(officer, surveyOperations.publish, { id, version: 1 });
      const { links } = await ask(officer, surveyOperations.invite, { id, version: 2 });
      const to = links[0]?.link ?? "";
      const guest = await open({ size: "phone", to });
      await guest.getByRole("heading", { name: "问卷示例" }).waitFor();
      await isNotWider(guest);
      expect(await guest.locator("script").count()).toBe(0);
      expect(await barriers(guest)).toEqual([]);
      await picture(guest, "survey-phone.png");
      await guest.getByRole("radio", { name: "5" }).check();
      await guest.getByRole("button", { name: "提交答卷" }).click();
      await guest.getByRole("heading", { name: "谢谢您" }).waitFor();
      await guest.goto(new URL(to, guest.url()).toString());
      await guest.getByText("一个链接只收一份").waitFor();
      await officer.goto(new URL(`/shili-a/2023/surveys/${id}`, officer.url()).toString());
      await officer.getByText("满意率 100.00%（1 / 1）").waitFor();
      await picture(officer, "survey.png");
    }),
  );

  test(
    "手机上登记外出招商的一站",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { size: "phone", to: "/shili-a/2023/events" });
      const { id } = await ask(page, eventOperations.create, {
        name: "旅程外出招商",
        kind: "outboundTrip",
        fromOn: today(),
        toOn: today(),
      });
      await page.goto(new URL(`/shili-a/2023/events/${id}`, page.url()).toString());
      await page.getByRole("button", { name: "登记一站" }).click();
      const asking = page.getByRole("dialog");
      await asking.getByLabel("拜访单位").fill("旅程拜访企业");
      await asking.getByLabel("洽谈结果").fill("同意下月来访");
      await asking.getByRole("button", { name: "登记一站" }).click();
      await page.getByText("同意下月来访").first().waitFor();
      await isNotWider(page);
      await expect.poll(() => page.getByText("旅程拜访企业").count()).toBeGreaterThan(0);
      await picture(page, "trip-phone.png");
    }),
  );

  test(
    "中介机构：没有声明不能签委托，登记声明之后签订，亮出有效期",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: "/shili-a/2023/intermediaries" });
      await page.getByRole("button", { name: "登记中介机构" }).click();
      const asking = page.getByRole("dialog");
      await asking.getByRole("combobox", { name: "类型" }).click();
      await page.locator(".ant-select-item-option").filter({ hasText: "商协会" }).click();
      await asking.getByLabel("名称").fill("旅程示例商会");
      await asking.getByRole("button", { name: "登记中介机构" }).click();
      await heading(page, "旅程示例商会").waitFor();
      expect(await page.getByRole("button", { name: "签订委托" }).getAttribute("aria-disabled")).toBe("true");
      await page.getByRole("button", { name: "登记声明" }).click();
      await asking.getByText("声明无回避情形").click();
      await asking.getByRole("textbox", { name: "声明日期" }).fill(today());
      await asking.getByRole("button", { name: "登记回避声明" }).click();
      await expect.poll(() => page.getByRole("button", { name: "签订委托" }).getAttribute("aria-disabled")).toBe(null);
      await page.getByRole("button", { name: "签订委托" }).click();
      await asking.getByLabel("协议编号").fill("旅程委托1号");
      await asking.getByLabel("委托范围").fill("装备制造");
      for (const field of ["签订日期", "生效日期"]) await asking.getByRole("textbox", { name: field }).fill(today());
      await asking.getByRole("textbox", { name: "到期日期" }).fill(`${Number(today().slice(0, 4)) + 1}-01-31`);
      await asking.getByRole("button", { name: "签订委托" }).click();
      await page.getByText("旅程委托1号").first().waitFor();
      expect(await barriers(page)).toEqual([]);
      await picture(page, "intermediary.png");
    }),
  );
});
