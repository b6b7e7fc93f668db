import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openArchive } from "#kit/documents/archive.ts";
import { barriers } from "../support/barriers.ts";
import { picture, setStage } from "../support/journey.ts";
import { heading, isNotWider, mainMenu } from "../support/steps.ts";
import { downloaded } from "../support/tables.ts";

const { journey } = setStage();

const report = [
  "示例区投资促进中心2023年工作总结",
  "全年总收入100万元，其中：租金收入60万元，服务收入30万元。",
  "实际利用外资由上年的94.21亿元增至101.93亿元，增长9.14%。",
  "全年签约项目126个，其中：先进制造61个，现代服务45个，文化旅游20个。",
].join("\n");

/** Lets go of a file over the page, as from a folder on the desk. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([named, content]) => {
      const held = new DataTransfer();
      held.items.add(new File([content ?? ""], named ?? ""));
      return held;
    },
    [name, text],
  );
  await page.dispatchEvent("main", "dragover", { dataTransfer });
  await page.getByRole("heading", { name: "松手就开始核对" }).waitFor();
  await page.dispatchEvent("main", "drop", { dataTransfer });
}

const card = (page: Page, text: string | RegExp) => page.locator(".finding").filter({ hasText: text }).first();
const marked = (page: Page, text: string) => page.locator(".sheet mark").filter({ hasText: text }).first();
const choose = (page: Page, file: string, buffer: Buffer | string) =>
  page.locator('input[type="file"]').setInputFiles({ name: file, mimeType: "", buffer: Buffer.from(buffer) });

const isInView = (place: Locator) =>
  place.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });

describe("核对，不登录", () => {
  test(
    "登录页上有一条路；示例里的矛盾都列出来，选中一条，算式里的数在原文上亮起，数字表里都有",
    journey(async ({ open }) => {
      const page = await open();
      await page.getByRole("link", { name: "不登录也可以核对一份报告" }).click();
      await page.waitForURL(/\/check$/);
      await heading(page, "核对").waitFor();
      await page.getByRole("button", { name: "看一个示例" }).click();
      await page.getByRole("heading", { name: "示例报告.md", exact: true }).waitFor();
      for (const planted of ["9.14%", "128 个", "6.5%", "四项", "91.07%", "2,313.00", "2 月 30 日"])
        await marked(page, planted).waitFor();
      await picture(page, "check-result.png");

      const total = card(page, "128个");
      await total.click();
      await expect.poll(() => page.locator('.sheet mark[data-lit="operand"]').allInnerTexts()).toHaveLength(3);
      expect(await total.getByRole("list", { name: "相关各处" }).getByRole("button").count()).toBe(3);
      await picture(page, "check-finding.png");

      await page.getByRole("tab", { name: /^数字表/ }).click();
      await page.getByRole("button", { name: /在原文中看 61 ?个/ }).waitFor();
      expect(await barriers(page)).toEqual([]);
      await picture(page, "check-facts.png");
    }),
  );

  test(
    "拖进一份报告，看到疑点，跳到有关的数，筛选，看数字表，导出；重新载入后什么都不剩",
    journey(async ({ open }) => {
      const page = await open({ to: "/check" });
      await heading(page, "核对").waitFor();
      await page.getByText("严禁上传涉密、内部资料").waitFor();
      await page.getByText("不保存、不留内容").waitFor();
      expect(await barriers(page)).toEqual([]);
      await picture(page, "check-start.png");

      await drop(page, "工作总结.txt", report);
      await page.getByRole("heading", { name: "工作总结.txt", exact: true }).waitFor();
      await page.getByText("严禁上传涉密、内部资料").waitFor();
      await page.getByText(/^核对通过 \d+ 处 · 错误 \d+ · 疑点 \d+ · 提示 \d+/).waitFor();
      const sum = card(page, "总数与分项");
      expect(await sum.innerText()).toMatch(/写的 100 ?万元\s+算得 90 ?万元/);
      expect(await card(page, "增长率").innerText()).toMatch(/9\.14%[\s\S]*8\.19%/);
      expect(await marked(page, "100万元").count()).toBe(1);

      await sum.click();
      await sum.getByRole("button", { name: /^60万元/ }).click();
      await expect.poll(() => marked(page, "60万元").getAttribute("data-lit")).toBe("operand");
      await expect.poll(() => isInView(marked(page, "60万元"))).toBe(true);
      expect(await marked(page, "100万元").getAttribute("data-lit")).toBe("figure");
      expect(await barriers(page)).toEqual([]);

      await marked(page, "9.14%").click();
      await expect.poll(() => card(page, "增长率").getAttribute("data-selected")).toBe("true");
      await page.keyboard.press("k");
      await expect.poll(() => sum.getAttribute("data-selected")).toBe("true");
      await page.keyboard.press("ArrowDown");
      await expect.poll(() => card(page, "增长率").getAttribute("data-selected")).toBe("true");

      await page.getByRole("button", { name: "按规则筛选" }).click();
      await page.getByRole("menuitemradio", { name: /^增长率/ }).click();
      await expect.poll(() => page.locator(".finding").count()).toBe(1);
      expect(page.url()).toContain("rule=growth-rate");
      await page.getByRole("button", { name: "导出疑点清单" }).click();
      await page.getByText("疑点清单，筛选出的 1 条").waitFor();
      const sheet = await downloaded(page, page.getByRole("menuitem", { name: /^Excel/ }));
      expect(sheet.name).toBe("工作总结-疑点清单.xlsx");
      expect(sheet.cells[1]?.join()).toMatch(/增长率.*第 3 行.*9\.14%.*8\.19%/);

      await page.getByRole("button", { name: "按规则筛选" }).click();
      await page.getByRole("menuitemradio", { name: "全部规则" }).click();
      await page.getByRole("button", { name: "导出疑点清单" }).click();
      const words = await savedWords(page, page.getByRole("menuitem", { name: /^Word/ }));
      expect(words).toMatch(/总数与分项.*增长率/);

      await page.getByRole("tab", { name: /^数字表/ }).click();
      await page.getByRole("textbox", { name: "查找数字" }).fill("服务收入");
      await page.getByRole("button", { name: /在原文中看 30万元/ }).click();
      await expect.poll(() => marked(page, "30万元").getAttribute("data-lit")).toBe("figure");
      await page.getByRole("tab", { name: /^核对通过/ }).click();
      await page.locator(".held-one").filter({ hasText: "126" }).first().click();
      await expect.poll(() => marked(page, "126个").getAttribute("data-lit")).toBe("figure");
      expect(await barriers(page)).toEqual([]);

      await page.reload();
      await page.getByText("文件不保存，请重新选择").waitFor();
      expect(await page.getByText("租金收入").count()).toBe(0);
    }),
  );

  test(
    "可以取消；读不了的文件、空的文件说清楚怎么办，接着换一份就能核对",
    journey(async ({ open }) => {
      const page = await open({ to: "/check" });
      await page.route("**/api/checks.check", () => {});
      await choose(page, "慢的.txt", report);
      await page.getByRole("heading", { name: "正在核对 慢的.txt" }).waitFor();
      await page.getByRole("button", { name: "取消" }).click();
      await page.getByRole("heading", { name: "把报告拖到这里" }).waitFor();
      await page.unroute("**/api/checks.check");

      await choose(page, "坏的.pdf", "%PDF-1.7\nnot really a document");
      const said = page.getByRole("alert");
      await said.getByText("“坏的.pdf”没有核对成").waitFor();
      expect(await said.innerText()).toMatch(/请/);
      await page.getByRole("button", { name: /选择文件/ }).waitFor();
      expect(await barriers(page)).toEqual([]);
      await choose(page, "空的.txt", "");
      await said.getByText("文件是空的，请重新选择").waitFor();
      await choose(page, "工作总结.txt", report);
      await card(page, "增长率").waitFor();
      await page.getByRole("button", { name: "换一份" }).click();
      await page.getByRole("heading", { name: "把报告拖到这里" }).waitFor();
      expect(new URL(page.url()).search).toBe("");
    }),
  );

  test(
    "手机上：示例、逐条看原文，一路不横向滚动",
    journey(async ({ open }) => {
      const page = await open({ size: "phone", to: "/check" });
      await page.getByRole("button", { name: "看一个示例" }).click();
      await page.getByRole("heading", { name: "示例报告.md", exact: true }).waitFor();
      await isNotWider(page);
      // Near the edge of a phone a menu must still open inside of it.
      await page.getByRole("button", { name: "导出疑点清单" }).click();
      const box = await page.getByRole("menu", { name: "导出疑点清单" }).boundingBox();
      expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
      await page.keyboard.press("Escape");
      const first = page.locator(".finding").first();
      await first.click();
      await first.getByRole("button", { name: "在原文中看" }).click();
      const selected = page.locator('.sheet mark[data-lit="figure"]').first();
      await expect.poll(() => isInView(selected)).toBe(true);
      await page.getByRole("button", { name: "下一条" }).click();
      await page.getByText(/^2 \/ \d+$/).waitFor();
      await isNotWider(page);
      await picture(page, "check-phone.png");
      expect(await barriers(page)).toEqual([]);
      await page.getByRole("tab", { name: /^数字表/ }).click();
      await isNotWider(page);
    }),
  );
});

describe("核对，登录以后", () => {
  test(
    "从菜单进入，粘贴一段文字先看一眼再核对",
    journey(async ({ openAs }) => {
      const page = await openAs("a-head", { to: "/shili-a/2023/roles" });
      await mainMenu(page).getByRole("link", { name: "核对" }).click();
      await page.getByLabel("或者粘贴文字").waitFor();
      await page.evaluate((text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      }, report);
      await expect.poll(() => page.getByLabel("或者粘贴文字").inputValue()).toBe(report);
      await page.getByRole("button", { name: "核对这段文字" }).click();
      await page.getByRole("heading", { name: "粘贴的文字.txt", exact: true }).waitFor();
      await card(page, "总数与分项").waitFor();
      expect(page.url()).toContain("/shili-a/2023/checks");
    }),
  );
});

async function savedWords(page: Page, click: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), click.click()]);
  expect(download.suggestedFilename()).toBe("工作总结-疑点清单.docx");
  const pieces: Uint8Array[] = [];
  for await (const piece of openArchive(readFileSync(await download.path())).read("word/document.xml"))
    pieces.push(piece);
  return Buffer.concat(pieces)
    .toString()
    .replaceAll(/<[^>]+>/g, "");
}
