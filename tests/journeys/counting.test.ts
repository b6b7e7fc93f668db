import { describe, expect, test } from "vitest";
import { projectOperations } from "#records/projects/contract.ts";
import { countingOperations } from "#records/projects/counting/contract.ts";
import { signingOperations } from "#records/projects/signings/contract.ts";
import { stageOperations } from "#records/projects/stages/contract.ts";
import { picture, setStage } from "../support/journey.ts";
import { ask, heading, isNotWider, rows } from "../support/steps.ts";

const { journey } = setStage();
const home = "/shili-a/2023";

describe("计数口径与计数台账", () => {
  test(
    "从样本建两个口径，成批计入；一个项目计入两个口径，首次签约只计一次，两个口径逐项核对",
    journey(async ({ openAs }) => {
      const page = await openAs("a-head", { to: `${home}/schemes` });
      await heading(page, "计数口径").waitFor();
      const name = "曜穹储能基地";
      const { id: projectId } = await ask(page, projectOperations.create, {
        name,
        investorName: "曜穹集团",
        totalInvestment: "1200000000",
        receivedOn: "2023-02-01",
        brief: "储能电池",
        capital: "domestic",
        industry: "C",
      });
      await ask(page, stageOperations.move, { projectId, stage: "negotiating", happenedOn: "2023-02-10" });
      const signing = { projectId, counterpart: "曜穹集团", happenedOn: "2023-05-08" };
      await ask(page, signingOperations.create, { ...signing, amount: "500000000" });

      for (const scheme of ["在谈项目统计", "年度签约考核"]) {
        await page.goto(new URL(`${home}/schemes/new`, page.url()).toString());
        await heading(page, "新建计数口径").waitFor();
        await page.getByRole("button", { name: `${scheme}（计数口径）` }).click();
        await expect.poll(() => page.getByRole("textbox", { name: "名称", exact: true }).inputValue()).toBe(scheme);
        await page.getByRole("button", { name: "新建计数口径", exact: true }).click();
        await heading(page, scheme).waitFor();
        await page.getByRole("tab", { name: "可计入" }).click();
        await page.getByRole("checkbox", { name: `选中 ${name}` }).waitFor();
        if (scheme === "在谈项目统计") await picture(page, "counting-candidates.png");
        await page.getByRole("button", { name: /^计入选中的 \d+ 个$/ }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByRole("button", { name: /^计入选中的 \d+ 个$/ }).click();
        await page.getByText(/^已计入 \d+ 个/).waitFor();
        await page.getByRole("tab", { name: "台账" }).click();
        await page.getByText(/^您范围内 \d+ 行/).waitFor();
        await rows(page).first().waitFor();
      }
      await picture(page, "counting-ledger.png");

      await page.goto(new URL(`${home}/projects/${projectId}`, page.url()).toString());
      await heading(page, name).waitFor();
      const panel = page.getByRole("region", { name: "计数口径" });
      const signed = panel.getByRole("listitem").filter({ hasText: "年度签约考核" }).first();
      await signed.getByText("自 2023-05-08").waitFor();
      await ask(page, signingOperations.create, { ...signing, happenedOn: "2023-08-08", amount: "200000000" });
      await page.reload();
      await signed.getByRole("button", { name: "再登记" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByText("增资", { exact: true }).click();
      await dialog.getByRole("textbox", { name: "发生日期" }).fill("2023-08-08");
      await dialog.getByLabel("计入金额").fill("3亿");
      await dialog.getByRole("button", { name: "计入台账" }).click();
      await dialog
        .getByText(/只能再计入增加的 2\.00亿元/)
        .first()
        .waitFor();
      await dialog.getByLabel("计入金额").fill("2亿");
      await dialog.getByRole("button", { name: "计入台账" }).click();
      await dialog.waitFor({ state: "hidden" });
      await signed.getByText("7.00亿元").first().waitFor();
      await picture(page, "counting-panel.png");

      const { schemes } = await ask(page, countingOperations.ofProject, { projectId });
      const idOf = (wanted: string) => schemes.find((scheme) => scheme.name === wanted)?.id ?? "";
      const [oneId, otherId] = [idOf("在谈项目统计"), idOf("年度签约考核")];
      const again = { schemeId: otherId, projectId, kind: "first", happenedOn: "2023-08-08", isChecked: true } as const;
      await expect(ask(page, countingOperations.count, again)).rejects.toThrow("同一项目只计一次");

      await page.goto(new URL(`${home}/reconciliation?one=${oneId}&other=${otherId}`, page.url()).toString());
      await heading(page, "口径核对").waitFor();
      const row = page.getByRole("row").filter({ hasText: name });
      await row.getByText(/两边都计入，金额相差 5\.00亿元/).waitFor();
      await picture(page, "counting-reconciliation.png");

      const phone = await openAs("a-head", { size: "phone", to: `${home}/schemes/${otherId}` });
      await heading(phone, "年度签约考核").waitFor();
      await phone.getByText(/^您范围内 \d+ 行/).waitFor();
      await isNotWider(phone);
      await picture(phone, "counting-phone.png");
      await phone.goto(new URL(`${home}/projects/${projectId}`, phone.url()).toString());
      await heading(phone, name).waitFor();
      await phone.getByRole("region", { name: "计数口径" }).getByText("自 2023-05-08").waitFor();
      await isNotWider(phone);
      await phone.goto(new URL(`${home}/reconciliation?one=${oneId}&other=${otherId}`, phone.url()).toString());
      await phone.getByText(/^差异 \d+/).waitFor();
      await isNotWider(phone);
      await phone.goto(new URL(`${home}/schemes/new`, phone.url()).toString());
      await heading(phone, "新建计数口径").waitFor();
      await isNotWider(phone);
    }),
  );

  test(
    "示例乙区的“两区”项目库：入库、在库、落地率写明分母；名单粘贴只写新的，矛盾的说清哪一行",
    journey(async ({ openAs }) => {
      const page = await openAs("b-head", { to: "/shili-b/2023/schemes" });
      await page.getByRole("link", { name: "“两区”项目库" }).click();
      await heading(page, "“两区”项目库").waitFor();
      const figures = page.getByRole("region", { name: "进度" });
      await figures.getByText("1,121", { exact: true }).waitFor();
      await figures.getByText("63.0%", { exact: true }).waitFor();
      await figures.getByText(/843 \/ 期末在库项目 1,338/).waitFor();
      await rows(page).first().waitFor();
      await picture(page, "counting-library.png");
      await page.getByRole("button", { name: "登记名单" }).click();
      const dialog = page.getByRole("dialog");
      const list = dialog.getByRole("textbox", { name: "名单" });
      await list.fill("LQ2023-9001\t示例新入库项目\t五千\t2023-12-30");
      await dialog.getByRole("button", { name: "登记", exact: true }).click();
      await dialog.getByText("第 1 行：预计投入“五千”应为以万元计的数字").waitFor();
      await list.fill("LQ2023-9001\t示例新入库项目\t5000\t2023-12-30");
      await dialog.getByRole("button", { name: "登记 1 行" }).click();
      await dialog.waitFor({ state: "hidden" });
      await figures.getByText("1,122", { exact: true }).waitFor();
      await page.getByRole("button", { name: "登记名单" }).click();
      await list.fill("LQ2023-9001\t示例新入库项目\t5000\t2023-12-31");
      await dialog.getByRole("button", { name: "登记 1 行" }).click();
      await dialog.getByText(/编号 LQ2023-9001：台账登记的入库日期是 2023-12-30/).waitFor();
      expect(await figures.getByText("1,122", { exact: true }).count()).toBe(1);
    }),
  );
});
