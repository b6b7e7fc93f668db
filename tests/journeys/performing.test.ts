import { describe, expect, test } from "vitest";
import { projectOperations } from "#records/projects/contract.ts";
import { arrivalOperations } from "#records/projects/arrivals/contract.ts";
import { commitmentOperations } from "#records/projects/commitments/contract.ts";
import { picture, setStage } from "../support/journey.ts";
import { ask, choose, heading, isNotWider, rowOf } from "../support/steps.ts";

const { journey } = setStage();
const list = "/shili-a/2023/projects";
const pdf = (name: string) => ({ name, mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") });
const name = "曜穹履约示例基地";

describe("到位与履约", () => {
  test(
    "凭进账凭证登记到位，另一人核验后计入；承诺逾期违约，催告之后建议清退，项目转为清退",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: list });
      await heading(page, "线索与项目").waitFor();
      const { id } = await ask(page, projectOperations.create, {
        name,
        investorName: "曜穹集团",
        totalInvestment: "300000000",
        receivedOn: "2022-01-05",
      });
      await page.goto(new URL(`${list}/${id}`, page.url()).toString());
      await heading(page, name).waitFor();

      const funds = page.getByRole("region", { name: "到位资金" });
      const dialog = page.getByRole("dialog");
      await funds.getByRole("button", { name: "登记到位资金" }).click();
      await dialog.getByRole("textbox", { name: "到位日期" }).fill("2022-06-01");
      await dialog.getByLabel("到位金额").fill("5000万");
      await dialog.getByText("银行进账凭证", { exact: true }).click();
      await dialog.getByLabel("凭证号").fill("JZ-001");
      await dialog.getByRole("button", { name: "登记到位资金" }).click();
      await dialog
        .getByText(/请附凭证/)
        .first()
        .waitFor();
      await dialog.getByLabel("添加附件").setInputFiles(pdf("进账单.pdf"));
      await dialog.getByRole("link", { name: "进账单.pdf" }).waitFor();
      await picture(page, "arrival-new.png");
      await dialog.getByRole("button", { name: "登记到位资金" }).click();
      await funds.getByText("待核验", { exact: true }).first().waitFor();
      const verify = funds.getByRole("button", { name: "核验通过" });
      expect(await verify.getAttribute("aria-disabled")).toBe("true");

      const head = await openAs("a-head", { to: `${list}/${id}` });
      const seen = head.getByRole("region", { name: "到位资金" });
      await seen.getByRole("button", { name: "核验通过" }).click();
      await head.getByRole("dialog").getByRole("button", { name: "核验通过" }).click();
      await seen.getByText("已核验", { exact: true }).waitFor();
      await seen.getByRole("row", { name: /2022 年 5,000.00万元/ }).waitFor();
      expect((await ask(head, arrivalOperations.list, { projectId: id })).counted).toBe("50000000.00");

      const kept = page.getByRole("region", { name: "承诺与履约" });
      await kept.getByRole("button", { name: "登记承诺" }).click();
      await dialog.getByLabel("承诺年度").fill("2022");
      await dialog.getByLabel("目标").fill("2亿");
      await dialog.getByRole("textbox", { name: "期限" }).fill("2022-12-31");
      await dialog.getByLabel("出处").fill("投资协议第五条");
      await dialog.getByRole("textbox", { name: "协议日期" }).fill("2022-02-01");
      await choose(page, "承诺事项", "税收");
      await dialog.getByRole("button", { name: "登记承诺" }).click();
      await dialog
        .getByText(/不得以缴纳税收/)
        .first()
        .waitFor();
      await choose(page, "承诺事项", "固定资产投资");
      await dialog.getByRole("button", { name: "登记承诺" }).click();
      await kept.getByText("违约", { exact: true }).waitFor();
      await kept.getByRole("button", { name: "登记完成情况" }).click();
      await dialog.getByLabel("完成数").fill("8000万");
      await dialog.getByRole("textbox", { name: "截至" }).fill("2022-12-31");
      await dialog.getByLabel("添加附件").setInputFiles(pdf("投资统计表.pdf"));
      await dialog.getByRole("link", { name: "投资统计表.pdf" }).waitFor();
      await dialog.getByRole("button", { name: "登记完成情况" }).click();
      await kept.getByText(/固定资产投资差1.20亿元（完成 40.00%），已过期限 \d+ 天/).waitFor();

      const alerts = await openAs("a-officer1", { to: "/shili-a/2023/commitments?isAlert=true" });
      await heading(alerts, "履约预警").waitFor();
      await (await rowOf(alerts, name)).waitFor();
      await picture(alerts, "commitments.png");

      for (const [kind, decision] of [
        ["催告", "书面催告补足投资"],
        ["清退建议", "建议清退，收回用地"],
      ] as const) {
        await kept.getByRole("button", { name: "登记处置" }).click();
        await dialog.getByText(kind, { exact: true }).click();
        await dialog.getByLabel("决定单位").fill("招商联席会议");
        await dialog.getByRole("textbox", { name: "决定日期" }).fill("2023-03-01");
        await dialog.getByLabel("决定事项").fill(decision);
        await dialog.getByRole("button", { name: "登记处置" }).click();
        await kept.getByText(decision).waitFor();
      }
      await kept.getByText(/同意清退的/).waitFor();
      await picture(page, "commitments-project.png");
      const phone = await openAs("a-officer1", { size: "phone", to: `${list}/${id}` });
      await phone.getByRole("region", { name: "承诺与履约" }).getByText("建议清退，收回用地").scrollIntoViewIfNeeded();
      await isNotWider(phone);
      await picture(phone, "commitments-phone.png");

      await page.getByRole("button", { name: "推进状态" }).click();
      await choose(page, "推进状态", "清退");
      await choose(page, "原因", "未履行协议");
      await dialog.getByRole("button", { name: "保存" }).click();
      await kept.getByText("项目已结束", { exact: true }).waitFor();
      const { rows } = await ask(page, commitmentOperations.list, { isAlert: true, limit: 500 });
      expect(rows.filter(({ projectId }) => projectId === id)).toEqual([]);
    }),
  );
});
