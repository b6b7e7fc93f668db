import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { picture, setStage } from "../support/journey.ts";
import { enterCompany, heading } from "../support/steps.ts";

const { journey } = setStage();

const edit = async (page: Page, id: string) => {
  await page.goto(new URL(`/shili-a/2023/companies/${id}/edit`, page.url()).toString());
  await heading(page, "修改企业").waitFor();
};
const save = (page: Page) => page.getByRole("button", { name: "保存", exact: true }).click();

describe("两人改同一条", () => {
  test(
    "改了同一处：说明是谁改的，选了再存，选的那个留下",
    journey(async ({ openAs }) => {
      const [officer, head] = [await openAs("a-officer1"), await openAs("a-head")];
      const { id, name } = await enterCompany(officer, { name: "同改示例有限公司", address: "旧址" });
      await Promise.all([edit(officer, id), edit(head, id)]);
      await officer.getByLabel("地址").fill("专员填的新址");
      await save(officer);
      await heading(officer, name).waitFor();

      await head.getByLabel("地址").fill("主任填的新址");
      await save(head);
      const window = head.getByRole("dialog", { name: "有人先改了同一处" });
      await window.waitFor();
      const told = await window.innerText();
      for (const word of ["地址", "旧址", "主任填的新址", "专员填的新址"]) expect(told).toContain(word);
      await picture(head, "conflict.png");
      expect(await window.getByRole("button", { name: "还有 1 处未选" }).isDisabled()).toBe(true);
      await window.getByRole("radio", { name: /用我填的/ }).check();
      await window.getByRole("button", { name: "按所选保存" }).click();
      await heading(head, name).waitFor();
      await head.getByRole("main").getByText("主任填的新址").waitFor();

      await officer.reload();
      await heading(officer, name).waitFor();
      await officer.getByRole("main").getByText("主任填的新址").waitFor();
      expect(await officer.getByRole("main").getByText("专员填的新址").count()).toBe(0);
    }),
  );

  test(
    "改的不是同一处：两处都留下，谁也不被打断",
    journey(async ({ openAs }) => {
      const [officer, head] = [await openAs("a-officer1"), await openAs("a-head")];
      const { id, name } = await enterCompany(officer, { name: "各改示例有限公司" });
      await Promise.all([edit(officer, id), edit(head, id)]);
      await officer.getByLabel("地址").fill("专员填的地址");
      await head.getByLabel("备注").fill("主任写的备注");
      await save(officer);
      await heading(officer, name).waitFor();
      await save(head);
      await heading(head, name).waitFor();
      await head.getByRole("main").getByText("专员填的地址").waitFor();
      await head.getByRole("main").getByText("主任写的备注").waitFor();
      expect(await head.getByRole("dialog").count()).toBe(0);
    }),
  );
});
