import { describe, expect, test } from "vitest";
import { contactOperations } from "#records/directory/contract.ts";
import { duplicateOperations } from "#records/directory/duplicates/contract.ts";
import { picture, setStage } from "../support/journey.ts";
import { ask, enterCompany, heading, isNotWider, rowOf } from "../support/steps.ts";

const { journey } = setStage();
const root = "/shili-a/2023";
const name = "曜穹示例光伏新材有限公司";
const twin = "曜穹示例光伏新材（北京）有限责任公司";

describe("疑似重复与合并", () => {
  test(
    "别科室已有的，录入时告诉该问哪个科室；夜间查出，主任比对、合并，再撤销",
    journey(async ({ openAs }) => {
      const theirs = await openAs("a-officer6", { to: `${root}/companies` });
      const { id } = await enterCompany(theirs, { name, address: "示例市示例区示例路1号院2号楼" });
      await ask(theirs, contactOperations.create, { companyId: id, name: "客秋收", phone: "13800001234" });

      const officer = await openAs("a-officer1", { to: `${root}/companies/new` });
      await heading(officer, "新增企业").waitFor();
      await officer.getByLabel("企业名称").fill(twin);
      const warning = officer.getByRole("status", { name: "相像的企业" });
      await warning.getByText(/^另有科室在库，负责科室：项目促进.科，请先与该科室联系/).waitFor();
      expect(await warning.innerText()).not.toContain(name);
      await officer.getByRole("button", { name: "新增企业", exact: true }).click();
      await officer.getByText("请写明与在库的那家有何不同").first().waitFor();
      await officer.getByLabel("仍要新增的理由").fill("对方说是在北京新设的一家");
      await picture(officer, "duplicate-warning.png");
      await officer.getByRole("button", { name: "新增企业", exact: true }).click();
      await heading(officer, twin).waitFor();
      const old = officer.url();

      const head = await openAs("a-head", { to: `${root}/duplicates` });
      await heading(head, "疑似重复").waitFor();
      await head.getByRole("button", { name: "立即查重" }).first().click();
      await head.getByText("查重完成，清单已更新").waitFor({ timeout: 60_000 });
      await (await rowOf(head, twin)).waitFor();
      await picture(head, "duplicates.png");
      const { rows } = await ask(head, duplicateOperations.list, { sort: "score", descending: true });
      const pair = rows.find(({ oneName, otherName }) => [oneName, otherName].includes(twin));
      await head.goto(new URL(`${root}/duplicates/${pair?.id}`, head.url()).toString());
      await heading(head, "比对疑似重复").waitFor();
      await head.getByRole("cell", { name: twin }).waitFor();
      await picture(head, "duplicate-pair.png");
      await head.getByRole("button", { name: "合并", exact: true }).click();

      await heading(head, "合并企业").waitFor();
      await head.getByRole("radio", { name: "企业名称取留下的一条" }).waitFor();
      if (!head.url().includes(`companies/${id}/merge`)) await head.getByRole("button", { name: "换一条留下" }).click();
      await expect.poll(() => head.url()).toContain(`companies/${id}/merge`);
      await head.getByRole("radio", { name: "企业名称取并入的一条" }).check();
      await head.getByText(/^移到留下的一条：时间线 1/).waitFor();
      await head.getByLabel("合并的理由").fill("同一家企业，两个科室各登记了一次");
      await picture(head, "merge.png");
      await head.getByRole("button", { name: "确认合并" }).click();
      await heading(head, twin).waitFor();
      await head.getByText(/并入这一家.+以前可以撤销/).waitFor();
      await picture(head, "merged.png");

      const late = await openAs("a-head", { to: new URL(old).pathname });
      await heading(late, twin).waitFor();
      await late.getByText("您打开的是旧地址：那条记录已并入这一家。").waitFor();
      expect(new URL(late.url()).pathname).toBe(`${root}/companies/${id}`);

      await head.getByRole("button", { name: "撤销合并" }).click();
      await head.getByLabel("撤销的理由").fill("查明确是两家");
      await head.getByRole("dialog").getByRole("button", { name: "撤销合并" }).click();
      await heading(head, name).waitFor();
      await late.goto(old);
      await heading(late, twin).waitFor();
      await late.getByText("撤销合并，恢复为单独一条：查明确是两家").waitFor();
    }),
  );

  test(
    "手机上比对和取舍都看得全，不横向滚动；不是重复的记下理由，不再列出",
    journey(async ({ openAs }) => {
      const page = await openAs("a-head", { to: `${root}/duplicates`, size: "phone" });
      await heading(page, "疑似重复").waitFor();
      const { rows } = await ask(page, duplicateOperations.list, { sort: "score", descending: true });
      const [pair] = rows;
      await page.goto(new URL(`${root}/duplicates/${pair?.id}`, page.url()).toString());
      await heading(page, "比对疑似重复").waitFor();
      await page.getByRole("table").waitFor();
      await isNotWider(page);
      await picture(page, "duplicate-pair-phone.png");
      await page.getByRole("button", { name: "合并", exact: true }).click();
      await page.getByRole("button", { name: "确认合并" }).waitFor();
      await isNotWider(page);
      await picture(page, "merge-phone.png");
      await page.goBack();
      await page.getByRole("button", { name: "不是重复" }).click();
      await page.getByLabel("为什么不是").fill("股东与注册地不同的两家");
      await page.getByRole("dialog").getByRole("button", { name: "不是重复" }).click();
      await heading(page, "疑似重复").waitFor();
      const left = await ask(page, duplicateOperations.list, {});
      expect(left.rows.map(({ id }) => id)).not.toContain(pair?.id);
    }),
  );
});
