import { afterAll, describe, expect, test } from "vitest";
import { companyOperations } from "#records/directory/contract.ts";
import { sessionOperations } from "#records/people/sessions/contract.ts";
import { picture, setStage } from "../support/journey.ts";
import { openMailbox, openRobotDesk } from "../support/receivers.ts";
import { ask, heading, isNotWider, rows } from "../support/steps.ts";

const [box, desk] = await Promise.all([openMailbox(), openRobotDesk()]);
afterAll(() => Promise.all([box.close(), desk.close()]));
const settings = {
  LUODI_OUTBOUND: `127.0.0.1:${box.port},127.0.0.1:${desk.port}`,
  LUODI_ADDRESS: "https://luodi.example.com",
};
const { journey } = setStage({ settings });
const at = (address: string) => `/shili-a/2023/${address}`;

describe("消息", () => {
  test(
    "管理员设好邮件与机器人并试发；企业交给专员，铃铛、邮件、群里都收到，点开就到企业",
    journey(async ({ openAs }) => {
      const admin = await openAs("a-system", { to: at("settings") });
      await heading(admin, "机构设置").waitFor();
      await admin.getByRole("button", { name: "设置邮件" }).click();
      await admin.getByLabel("启用").check();
      await admin.getByLabel("SMTP 服务器").fill("127.0.0.1");
      await admin.getByRole("textbox", { name: "端口" }).fill(String(box.port));
      await admin.getByLabel("不加密").check();
      await admin.getByLabel("发件地址").fill("luodi@example.com");
      await picture(admin, "channel-mail.png");
      await admin.getByRole("button", { name: "保存", exact: true }).click();
      await admin.getByText(`经 127.0.0.1:${box.port} 以 luodi@example.com 发出`).waitFor();
      await admin.getByRole("button", { name: "发送测试消息" }).click();
      await admin.getByLabel("收件邮箱").fill("admin@example.com");
      await admin.getByRole("dialog").getByRole("button", { name: "发送测试消息" }).click();
      await admin.getByText("已经送出，请到收件的一端查看。").waitFor();
      expect(box.letters.map(({ to }) => to)).toEqual([["admin@example.com"]]);
      await admin.keyboard.press("Escape");

      await admin.getByRole("button", { name: "设置企业微信" }).click();
      await admin.getByLabel("启用").check();
      await admin.getByLabel("Webhook 地址").fill("http://192.168.1.8/hook");
      await admin.getByRole("button", { name: "保存", exact: true }).click();
      await admin.getByText("不是企业微信机器人的地址").first().waitFor();
      await admin.getByLabel("Webhook 地址").fill(desk.address);
      await admin.getByRole("button", { name: "保存", exact: true }).click();
      await admin.getByText(`127.0.0.1:${desk.port} …0001`).waitFor();
      desk.answers.push({ body: { errcode: 93000, errmsg: "invalid webhook url" } });
      await admin
        .getByRole("region", { name: "企业微信群机器人" })
        .getByRole("button", { name: "发送测试消息" })
        .click();
      await admin.getByText("没有送出：机器人的地址已失效，请系统管理员重新填写（93000）").waitFor();
      await admin.keyboard.press("Escape");
      await rows(admin).filter({ hasText: "机器人的地址已失效" }).waitFor();
      await isNotWider(admin);
      await picture(admin, "settings.png");
      await admin.getByRole("button", { name: "重发" }).click();
      await admin.getByRole("dialog").getByRole("button", { name: "重发" }).click();
      await expect.poll(() => desk.heard.length).toBe(2);

      const officer = await openAs("a-officer1", { to: at("notices/settings") });
      await heading(officer, "消息设置").waitFor();
      await officer.getByLabel("收件邮箱").fill("officer@elsewhere.org");
      await choose(officer, "发邮件的消息", "交由我负责");
      await choose(officer, "发企业微信群的消息", "交由我负责");
      await officer.getByRole("button", { name: "保存", exact: true }).click();
      await officer.getByText("收件邮箱应为本机构允许的域：example.com").first().waitFor();
      await officer.getByLabel("收件邮箱").fill("officer@example.com");
      await officer.getByRole("button", { name: "保存", exact: true }).click();
      await officer.getByText("消息设置已保存").waitFor();
      await picture(officer, "notice-settings.png");

      const head = await openAs("a-head", { to: at("companies") });
      await heading(head, "企业库").waitFor();
      const me = await ask(officer, sessionOperations.current, {});
      await ask(head, companyOperations.create, {
        name: "示例铃铛科技有限公司",
        officerId: me.agency?.personId ?? null,
      });
      const title = "企业“示例铃铛科技有限公司”交由您负责";
      await expect.poll(() => box.letters.length).toBe(2);
      expect(box.letters[1]?.to).toEqual(["officer@example.com"]);
      await expect.poll(() => desk.heard.length).toBe(3);
      expect(JSON.stringify(desk.heard[2]?.body)).toContain(`[${title}](https://luodi.example.com/shili-a/`);

      await officer.reload();
      const bell = officer.getByRole("button", { name: /^消息/ });
      const unread = async () => Number(/\d+/.exec((await bell.getAttribute("aria-label")) ?? "")?.[0] ?? 0);
      await expect.poll(unread).toBeGreaterThan(0);
      const before = await unread();
      await bell.click();
      await officer.getByRole("link", { name: title }).waitFor();
      await picture(officer, "bell.png");
      await officer.getByRole("link", { name: title }).click();
      await heading(officer, "示例铃铛科技有限公司").waitFor();
      await expect.poll(unread).toBe(before - 1);
      await officer.getByRole("button", { name: "修改记录" }).click();
      await officer.getByRole("dialog").getByText("新增企业").waitFor();
      await picture(officer, "record-history.png");
      await officer.keyboard.press("Escape");
    }),
  );

  test(
    "手机上：铃铛、消息、任务、设置都放得下",
    journey(async ({ openAs }) => {
      const officer = await openAs("a-officer2", { to: at("notices"), size: "phone" });
      await heading(officer, "消息").waitFor();
      await isNotWider(officer);
      await officer.getByRole("button", { name: /^消息/ }).click();
      await officer.getByRole("link", { name: "消息设置" }).waitFor();
      await isNotWider(officer);
      await officer.getByRole("link", { name: "消息设置" }).click();
      await heading(officer, "消息设置").waitFor();
      await isNotWider(officer);
      const admin = await openAs("a-system", { to: at("settings"), size: "phone" });
      await admin.getByRole("button", { name: "设置邮件" }).waitFor();
      await isNotWider(admin);
      expect(await admin.getByRole("button", { name: /^设置/ }).count()).toBe(4);
    }),
  );
});

describe("任务", () => {
  test(
    "导出做完了在铃铛里，也在任务页下载；留痕按操作筛选并导出",
    journey(async ({ openAs }) => {
      const audit = await openAs("a-audit", { to: at("history") });
      await heading(audit, "留痕").waitFor();
      await rows(audit).first().waitFor();
      await isNotWider(audit);
      await picture(audit, "history.png");
      await audit.getByRole("button", { name: /导出/ }).first().click();
      await audit.getByRole("button", { name: "消息，1 条未读" }).waitFor();
      await audit.goto(new URL(at("jobs"), audit.url()).toString());
      await heading(audit, "任务").waitFor();
      await rows(audit)
        .first()
        .getByRole("link", { name: /^下载 留痕/ })
        .waitFor();
      await isNotWider(audit);
      await picture(audit, "jobs.png");
      expect(await rows(audit).count()).toBe(1);
    }),
  );
});

describe("规则包", () => {
  test(
    "看得到内容，与本机构现行设置比对",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: at("packs") });
      await heading(page, "规则包").waitFor();
      await picture(page, "packs.png");
      await page
        .getByRole("link", { name: /^全国 2020年起/ })
        .first()
        .click();
      await heading(page, /^全国 2020年起/).waitFor();
      await page.getByText("角色 · 主任").click();
      await page.getByText("可见信息分级").first().waitFor();
      await isNotWider(page);
      await picture(page, "pack.png");
      await page.getByRole("button", { name: "与本机构现行设置比对" }).click();
      await heading(page, "比对规则包").waitFor();
      await page.getByRole("status").filter({ hasText: "没有不同之处。" }).waitFor();
      await page.getByLabel("相同的也列出").check();
      await page.getByText("最少位数").waitFor();
      await isNotWider(page);
      await picture(page, "pack-compare.png");
      const small = await openAs("a-officer1", { to: `${at("packs/compare")}?all=true`, size: "phone" });
      await small.getByText("最少位数").waitFor();
      await isNotWider(small);
      expect(await small.getByText("不同", { exact: true }).count()).toBe(0);
    }),
  );
});

/** Adds one to a field that takes several. */
async function choose(page: Parameters<typeof heading>[0], label: string, option: string): Promise<void> {
  await page.getByRole("combobox", { name: label }).click();
  await page.locator(".ant-select-dropdown:visible .ant-select-item-option").filter({ hasText: option }).click();
  await page.keyboard.press("Escape");
}
