import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readDocument } from "#kit/documents/reading/read.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { sessionOperations } from "#records/people/sessions/contract.ts";
import { picture, setStage } from "../support/journey.ts";
import { ask, choose, enterCompany, heading, isNotWider, rowOf, rows } from "../support/steps.ts";

const { journey } = setStage();

describe("轮岗交接", () => {
  test(
    "拟清单、勾掉一项、三方签字、下载清单；企业换了责任专员，账号页说得清名下还有什么",
    journey(async ({ openAs }) => {
      const giver = await openAs("a-officer2", { to: "/shili-a/2023/handovers/new" });
      await heading(giver, "拟办交接").waitFor();
      const kept = await enterCompany(giver, { name: "澄远留存科技有限公司" });
      const moved = await enterCompany(giver, { name: "澄远移交科技有限公司" });
      const receiver = await openAs("a-officer1");
      const witness = await openAs("a-head");
      const nameOf = async (page: typeof giver) => (await ask(page, sessionOperations.current, {})).account?.name ?? "";
      const [from, to, head] = [await nameOf(giver), await nameOf(receiver), await nameOf(witness)];

      for (const [label, name] of [
        ["接收人", to],
        ["监交人", head],
      ] as const) {
        await giver.getByRole("combobox", { name: label }).fill(name);
        await choose(giver, label, name);
      }
      await giver.getByLabel("交接原因").fill("轮岗");
      await giver.getByRole("button", { name: "列出清单" }).click();
      await heading(giver, "工作交接清单").waitFor();
      await giver.getByLabel("澄远留存科技有限公司").uncheck();
      await giver.getByRole("button", { name: /^保存勾选/ }).click();
      await giver.getByText(/（本次不移交）/).waitFor();
      await expect.poll(() => giver.getByRole("button", { name: /^保存勾选/ }).count()).toBe(0);

      const address = new URL(giver.url()).pathname;
      for (const [page, role] of [
        [giver, "移交人"],
        [receiver, "接收人"],
        [witness, "监交人"],
      ] as const) {
        await page.goto(new URL(address, page.url()).toString());
        await heading(page, "工作交接清单").waitFor();
        if (role === "监交人") await picture(page, "handover.png");
        await page.getByRole("button", { name: `${role}签字` }).click();
        await page
          .getByRole("dialog")
          .getByRole("button", { name: `${role}签字` })
          .click();
        await expect.poll(() => page.getByRole("button", { name: `${role}签字` }).count()).toBe(0);
      }
      await witness.getByText("已交接", { exact: true }).first().waitFor();

      await witness.getByRole("button", { name: "下载清单" }).click();
      const [download] = await Promise.all([
        witness.waitForEvent("download"),
        witness.getByRole("menuitem", { name: /^Word/ }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^工作交接清单 J\d{4}-\d{4}\.docx$/);
      const { document } = await readDocument(readFileSync(await download.path()), "清单.docx");
      const text = JSON.stringify(document);
      expect([text.includes("澄远移交科技有限公司"), text.includes("澄远留存科技有限公司")]).toEqual([true, false]);
      for (const said of [from, to, head, "手写签名"]) expect(text).toContain(said);

      const after = await ask(witness, companyOperations.get, { id: moved.id });
      expect(after.company.officerName).toBe(to);
      expect((await ask(witness, companyOperations.get, { id: kept.id })).company.officerName).toBe(from);
      await receiver.goto(new URL(`/shili-a/2023/companies/${moved.id}`, receiver.url()).toString());
      await receiver
        .getByRole("region", { name: "时间线" })
        .getByRole("link", { name: /轮岗交接/ })
        .click();
      await heading(receiver, "工作交接清单").waitFor();

      const admin = await openAs("a-system", { to: "/shili-a/2023/accounts" });
      await heading(admin, "账号").waitFor();
      await (await rowOf(admin, from)).click();
      await admin
        .getByRole("note")
        .getByText(/名下还有责任企业 1 项/)
        .waitFor();
      await picture(admin, "holdings.png");

      const phone = await openAs("a-officer1", { to: address, size: "phone" });
      await heading(phone, "工作交接清单").waitFor();
      await isNotWider(phone);
      await picture(phone, "handover-phone.png");
    }),
  );
});

describe("个人信息删除", () => {
  test(
    "专员登记，安全管理员确认，联系人从页面消失，出具回执",
    journey(async ({ openAs }) => {
      const officer = await openAs("a-officer1", { to: "/shili-a/2023/companies" });
      const company = await enterCompany(officer, { name: "澄远联系科技有限公司" });
      await officer.goto(new URL(`/shili-a/2023/companies/${company.id}`, officer.url()).toString());
      await heading(officer, "澄远联系科技有限公司").waitFor();
      await officer.getByRole("button", { name: "新增联系人" }).click();
      await officer.getByLabel("姓名").fill("客明月");
      await officer.getByLabel("电话").fill("13800001234");
      await officer.getByRole("dialog").getByRole("button", { name: "新增联系人" }).click();
      await officer.getByText("客明月").first().waitFor();
      await officer.getByRole("button", { name: "删除个人信息" }).click();
      await officer.getByLabel("书面申请编号").fill("信访〔2026〕12号");
      await officer.getByLabel("删除理由").fill("本人要求不再留存");
      await picture(officer, "erasure-request.png");
      await officer.getByRole("dialog").getByRole("button", { name: "登记" }).click();
      await officer.getByText(/已登记 S\d{4}-\d{4}/).waitFor();

      const security = await openAs("a-security", { to: "/shili-a/2023/erasures" });
      await heading(security, "个人信息删除").waitFor();
      await rows(security).filter({ hasText: "澄远联系科技有限公司" }).getByRole("link").first().click();
      await security.getByText("客明月").first().waitFor();
      await picture(security, "erasure.png");
      await security.getByRole("button", { name: "确认删除" }).click();
      await security.getByLabel("确认意见").fill("申请属实，同意");
      await security.getByRole("form", { name: "确认删除" }).getByRole("button", { name: "确认删除" }).click();
      await security.getByText("已删除，可以下载回执").waitFor();
      await expect.poll(() => security.getByText("客明月").count()).toBe(0);
      await security.getByRole("button", { name: "下载回执" }).click();
      const [download] = await Promise.all([
        security.waitForEvent("download"),
        security.getByRole("menuitem", { name: /^PDF/ }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/^个人信息删除回执 S.*\.pdf$/);

      await officer.reload();
      await officer.getByText("应书面申请删除一位联系人的个人信息").waitFor();
      expect(await officer.getByText("客明月").count()).toBe(0);

      const phone = await openAs("a-head", { to: "/shili-a/2023/erasures", size: "phone" });
      await heading(phone, "个人信息删除").waitFor();
      await isNotWider(phone);
    }),
  );
});
