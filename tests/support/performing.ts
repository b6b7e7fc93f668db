import type { Page } from "playwright-core";
import { pdf } from "./landing.ts";
import { choose } from "./steps.ts";

/* 到位、履约、退出: what journeys do to a project that has been signed. */

const dialogOf = (page: Page) => page.getByRole("dialog");
export const funds = (page: Page) => page.getByRole("region", { name: "到位资金" });
export const kept = (page: Page) => page.getByRole("region", { name: "承诺与履约" });

async function attach(page: Page, name: string): Promise<void> {
  await dialogOf(page).getByLabel("添加附件").setInputFiles(pdf(name));
  await dialogOf(page).getByRole("link", { name }).waitFor();
}

/** 到位资金 as typed: refused until its proof is there. `seen` looks at it before it is sent. */
export async function enterArrival(
  page: Page,
  { on, amount, number }: { on: string; amount: string; number: string },
  seen: () => Promise<void> = async () => {},
): Promise<void> {
  const dialog = dialogOf(page);
  await funds(page).getByRole("button", { name: "登记到位资金" }).click();
  await dialog.getByRole("textbox", { name: "到位日期" }).fill(on);
  await dialog.getByLabel("到位金额").fill(amount);
  await dialog.getByText("银行进账凭证", { exact: true }).click();
  await dialog.getByLabel("凭证号").fill(number);
  await dialog.getByRole("button", { name: "登记到位资金" }).click();
  await dialog
    .getByText(/请附凭证/)
    .first()
    .waitFor();
  await attach(page, "进账单.pdf");
  await seen();
  await dialog.getByRole("button", { name: "登记到位资金" }).click();
  await funds(page).getByText("待核验", { exact: true }).first().waitFor();
}

/** 核验 of what arrived, by another person. */
export async function verifyArrival(page: Page): Promise<void> {
  await funds(page).getByRole("button", { name: "核验通过" }).click();
  await dialogOf(page).getByRole("button", { name: "核验通过" }).click();
  await funds(page).getByText("已核验", { exact: true }).waitFor();
}

interface Commitment {
  year: string;
  target: string;
  dueOn: string;
  agreedOn: string;
}

/** 承诺: one in tax is refused, the same in investment is taken in. */
export async function enterCommitment(page: Page, { year, target, dueOn, agreedOn }: Commitment): Promise<void> {
  const dialog = dialogOf(page);
  await kept(page).getByRole("button", { name: "登记承诺" }).click();
  await dialog.getByLabel("承诺年度").fill(year);
  await dialog.getByLabel("目标").fill(target);
  await dialog.getByRole("textbox", { name: "期限" }).fill(dueOn);
  await dialog.getByLabel("出处").fill("投资协议第五条");
  await dialog.getByRole("textbox", { name: "协议日期" }).fill(agreedOn);
  await choose(page, "承诺事项", "税收");
  await dialog.getByRole("button", { name: "登记承诺" }).click();
  await dialog
    .getByText(/不得以缴纳税收/)
    .first()
    .waitFor();
  await choose(page, "承诺事项", "固定资产投资");
  await dialog.getByRole("button", { name: "登记承诺" }).click();
  await kept(page).getByText("违约", { exact: true }).waitFor();
}

export async function enterActual(page: Page, { amount, on }: { amount: string; on: string }): Promise<void> {
  const dialog = dialogOf(page);
  await kept(page).getByRole("button", { name: "登记完成情况" }).click();
  await dialog.getByLabel("完成数").fill(amount);
  await dialog.getByRole("textbox", { name: "截至" }).fill(on);
  await attach(page, "投资统计表.pdf");
  await dialog.getByRole("button", { name: "登记完成情况" }).click();
}

/** 处置 by kind, as the joint meeting decided it. */
export async function handleBreach(
  page: Page,
  { kind, decision, on }: { kind: string; decision: string; on: string },
): Promise<void> {
  const dialog = dialogOf(page);
  await kept(page).getByRole("button", { name: "登记处置" }).click();
  await dialog.getByText(kind, { exact: true }).click();
  await dialog.getByLabel("决定单位").fill("招商联席会议");
  await dialog.getByRole("textbox", { name: "决定日期" }).fill(on);
  await dialog.getByLabel("决定事项").fill(decision);
  await dialog.getByRole("button", { name: "登记处置" }).click();
  await kept(page).getByText(decision).waitFor();
}

/** 清退: 推进状态 with its reason. */
export async function clearOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "推进状态" }).click();
  await choose(page, "推进状态", "清退");
  await choose(page, "原因", "未履行协议");
  await dialogOf(page).getByRole("button", { name: "保存" }).click();
  await kept(page).getByText("项目已结束", { exact: true }).waitFor();
}
