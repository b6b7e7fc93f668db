import type { Page } from "playwright-core";
import { expect } from "vitest";
import { choose, heading } from "./steps.ts";

/* 项目的一步一步: what journeys do to a project between lead and exit. Each step waits for what it brought about. */

export const pdf = (name: string) => ({
  name,
  mimeType: "application/pdf",
  buffer: Buffer.from("%PDF-1.4\n%%EOF\n"),
});

/** Of the place the demo is set in, whatever the machine believes. */
export const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());

const dialogOf = (page: Page) => page.getByRole("dialog");
const panelOf = (page: Page, name: string) => page.getByRole("region", { name });

async function attach(page: Page, label: string, name: string): Promise<void> {
  await dialogOf(page).getByLabel(`添加${label}`).setInputFiles(pdf(name));
  await dialogOf(page).getByRole("link", { name }).waitFor();
}

interface Lead {
  name: string;
  investorName: string;
  /** 类型 as the form names it. */
  track: string;
  amount: string;
  receivedOn?: string;
}

/** 线索 as typed; it is not sent yet. */
export async function fillLead(page: Page, { name, investorName, track, amount, receivedOn }: Lead): Promise<void> {
  await heading(page, "登记线索").waitFor();
  await page.getByLabel("项目名称").fill(name);
  await page.getByLabel("投资方名称").fill(investorName);
  await page.getByText(track, { exact: true }).click();
  await page.getByLabel("计划总投资").fill(amount);
  if (receivedOn) await page.getByRole("textbox", { name: "接到日期" }).fill(receivedOn);
}

export async function sendLead(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "登记线索", exact: true }).click();
  await heading(page, name).waitFor();
}

/** 记一次对接 from the page of the project. */
export async function startVisit(page: Page): Promise<void> {
  await panelOf(page, "对接记录").getByRole("button", { name: "记一次对接" }).click();
  await heading(page, "记一次对接").waitFor();
}

export async function fillNextStep(page: Page, step: string): Promise<void> {
  await page.getByRole("textbox", { name: /^下一步(?!期限)/ }).fill(step);
}

interface Referral {
  contactedOn: string;
  note: string;
  scope: string;
}

/** 首谈备案 as typed, without its proof. */
export async function fillReferral(page: Page, { contactedOn, note, scope }: Referral): Promise<void> {
  await panelOf(page, "首谈首报").getByRole("button", { name: "首谈备案" }).click();
  const dialog = dialogOf(page);
  await dialog.getByRole("textbox", { name: "首次洽谈日期" }).fill(contactedOn);
  await dialog.getByLabel("洽谈情况").fill(note);
  await dialog.getByLabel("保护范围").fill(scope);
}

export async function fileReferral(page: Page, proof: string): Promise<void> {
  const dialog = dialogOf(page);
  await dialog.locator("input[type=file]").setInputFiles(pdf(proof));
  await dialog.getByRole("link", { name: proof }).waitFor();
  await dialog.getByRole("button", { name: "首谈备案" }).click();
  await panelOf(page, "首谈首报").getByText("保护中").waitFor();
}

interface Step {
  /** As the button names it: the next stage of the track. */
  next: string;
  /** Another stage than the next one, and why those between are left out. */
  stage?: { title: string; because: string };
  happenedOn?: string;
  /** Kind and name of each file. */
  evidence?: [kind: string, file: string][];
}

/** 登记阶段; whether it was taken in is for the caller to see. */
export async function tryStage(page: Page, { next, stage, happenedOn, evidence = [] }: Step): Promise<void> {
  await page.getByRole("button", { name: `登记${next}`, exact: true }).click();
  const dialog = dialogOf(page);
  if (stage) {
    await choose(page, "阶段", stage.title);
    await dialog.getByLabel("跳过的理由").fill(stage.because);
  }
  if (happenedOn) await dialog.getByRole("textbox", { name: "发生日期" }).fill(happenedOn);
  for (const [kind, file] of evidence) await attach(page, kind, file);
  await dialog.getByRole("button", { name: "登记", exact: true }).click();
}

export const stageButton = (page: Page, title: string) =>
  page.getByRole("navigation", { name: "阶段" }).getByRole("button", { name: new RegExp(`^${title}`) });

export async function reachStage(page: Page, step: Step): Promise<void> {
  await tryStage(page, step);
  await stageButton(page, `${step.stage?.title ?? step.next}\\s*\\d{4}`).waitFor();
}

/** 核验 of a stage, by another person. */
export async function verifyStage(page: Page, title: string): Promise<void> {
  await stageButton(page, title).click();
  await dialogOf(page).getByRole("button", { name: "核验通过" }).click();
  await page.locator("nav .tag").filter({ hasText: "已核验" }).first().waitFor();
}

interface Signing {
  amount: string;
  rate: string;
  on: string;
}

/** 美元签约 as typed: refused until the rate has its day. */
export async function signInDollars(page: Page, { amount, rate, on }: Signing, event?: string): Promise<void> {
  await panelOf(page, "签约记录")
    .getByRole("button", { name: /登记签约/ })
    .click();
  const dialog = dialogOf(page);
  if (event) {
    await dialog.getByRole("textbox", { name: "签约日期" }).fill(on);
    await dialog.getByRole("combobox", { name: "招商活动" }).fill(event);
    await page.locator(".ant-select-item-option").filter({ hasText: event }).click();
  }
  await choose(page, "币种", "美元");
  await dialog.getByLabel("协议金额").fill(amount);
  await dialog.getByLabel("汇率", { exact: true }).fill(rate);
  await dialog.getByLabel("汇率来源").fill("中国外汇交易中心");
  await dialog.getByRole("button", { name: "登记签约" }).click();
  await dialog
    .getByText(/美元汇率没有写明日期/)
    .first()
    .waitFor();
  await dialog.getByRole("textbox", { name: "汇率日期" }).fill(on);
  await dialog.getByRole("button", { name: "登记签约" }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** 登记协议文本 out of a file; the agreement's own page opens. */
export async function enterAgreement(page: Page, text: string): Promise<void> {
  const dialog = dialogOf(page);
  await panelOf(page, "协议与公平竞争审查").getByRole("button", { name: "登记协议文本" }).click();
  await dialog.getByRole("textbox", { name: "协议名称" }).fill("投资协议");
  await dialog
    .getByLabel("从文件读入协议文本")
    .setInputFiles({ name: "协议.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
  await expect.poll(() => dialog.getByRole("textbox", { name: "协议文本" }).inputValue()).toContain(text.slice(0, 8));
  await dialog.getByRole("link", { name: "协议.txt" }).waitFor();
  await dialog.getByRole("button", { name: "登记协议文本" }).click();
  await heading(page, "投资协议").waitFor();
}

/** 换新文本, on the agreement's page. */
export async function mendAgreement(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: "换新文本" }).click();
  await dialogOf(page).getByRole("textbox", { name: "协议文本" }).fill(text);
  await dialogOf(page).getByRole("button", { name: "换新文本" }).click();
  await page.getByText(/^第 2 稿，.*命中 0 处/).waitFor();
}

/** 公平竞争审查 of a draft without hits, by somebody who did not write it. */
export async function passAgreement(page: Page): Promise<void> {
  const concluding = "作出审查结论";
  await page.getByRole("button", { name: concluding }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel(/征求意见情况/).fill("已征求同业企业意见，无不同意见");
  await dialog.getByLabel(/结论理由/).fill("文本没有命中");
  await dialog.getByRole("button", { name: concluding }).click();
  await page.getByText("第 2 稿：不具有排除、限制竞争效果，可以签订").waitFor();
}

/** 提交评审，征求意见，写明采纳情况: what the officer does of the chain; it then waits for 合法性审核. */
export async function startReview(page: Page, project: string): Promise<void> {
  const dialog = dialogOf(page);
  await panelOf(page, "项目评审").getByRole("button", { name: "提交评审" }).click();
  await dialog.getByRole("button", { name: "提交评审" }).click();
  await heading(page, `${project}落地评审`).waitFor();
  await page.getByRole("button", { name: "征求部门意见" }).click();
  await dialog.getByRole("combobox").fill("财政部门");
  await page.keyboard.press("Enter");
  await dialog.getByRole("heading", { name: "征求部门意见" }).click();
  await dialog.getByRole("button", { name: "征求部门意见" }).click();
  await page.getByRole("button", { name: "登记答复" }).click();
  await dialog.getByText("同意", { exact: true }).click();
  await dialog.getByRole("button", { name: "登记部门答复" }).click();
  await page.getByRole("button", { name: "写明采纳情况" }).click();
  await dialog.getByRole("button", { name: "写明采纳情况" }).click();
  await page.locator("[aria-current='step']").filter({ hasText: "合法性审核" }).waitFor();
}

/** 合法性审核与会议决定: the other half of the chain, by the head. */
export async function decideReview(page: Page, meeting: { name: string; number: string }): Promise<void> {
  const dialog = dialogOf(page);
  await page.getByRole("button", { name: "登记合法性审核意见" }).click();
  await dialog.getByText("合法", { exact: true }).click();
  await dialog.getByRole("textbox", { name: "意见" }).fill("内容合法");
  await dialog.getByRole("button", { name: "登记合法性审核意见" }).click();
  await page.getByRole("button", { name: "登记会议决定" }).click();
  await dialog.getByRole("textbox", { name: "会议", exact: true }).fill(meeting.name);
  await dialog.getByRole("textbox", { name: "会议编号" }).fill(meeting.number);
  await dialog.getByText("同意", { exact: true }).click();
  await dialog.getByRole("textbox", { name: "意见" }).fill("原则同意");
  await dialog.getByRole("button", { name: "登记会议决定" }).click();
  await page.getByText(`${meeting.name}${meeting.number}`).waitFor();
}
