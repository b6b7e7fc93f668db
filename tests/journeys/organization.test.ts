import { describe, expect, test } from "vitest";
import { barriers } from "../support/barriers.ts";
import { picture, setStage } from "../support/journey.ts";
import { badRows, rollbook } from "../support/rollbook.ts";
import { choose, heading, isNotWider, mainMenu, rowOf, rows, searchBox } from "../support/steps.ts";

const { journey } = setStage();

describe("机构与人员", () => {
  test(
    "小型单位：两员由外单位托管，处处标明；菜单短了，查找还找得到；托管的人只做这一件事",
    journey(async ({ openAs }) => {
      const admin = await openAs("e-system", { to: "/shili-e/2023/agency" });
      await heading(admin, "本机构").waitFor();
      const hosted = admin.getByRole("region", { name: "托管" });
      await hosted.getByText("示例戊县数据局托管").waitFor();
      await picture(admin, "small-office.png");
      expect(await mainMenu(admin).getByRole("link").allInnerTexts()).not.toContain("机构与编制");
      await admin.keyboard.press("Control+k");
      await admin.getByRole("combobox", { name: "查找与命令" }).fill("机构与编制");
      await admin.getByRole("option", { name: "机构与编制" }).click();
      await heading(admin, "机构与编制").waitFor();
      await admin.getByRole("button", { name: /^事业实有数 9/ }).waitFor();

      await admin.goto(new URL("/shili-e/2023/agency", admin.url()).toString());
      await hosted.getByRole("button", { name: "登记托管" }).click();
      const form = admin.getByRole("dialog", { name: "登记托管" });
      await choose(admin, "托管的角色", "财务");
      await form.getByLabel("托管单位").fill("示例戊县会计核算中心");
      await form.getByLabel("对方联系岗位").fill("核算股");
      await form.getByLabel("依据文件").fill("示例协议1号");
      await form.getByRole("button", { name: "登记托管" }).click();
      const accounting = hosted.getByRole("listitem").filter({ hasText: "会计核算中心" });
      await accounting.getByRole("button", { name: "登记派驻人员" }).click();
      const post = admin.getByRole("dialog", { name: "示例戊县会计核算中心：财务" });
      await post.getByLabel("姓名").fill("核算甲");
      await post.getByLabel("登录名").fill("e-hosted");
      await post.getByRole("button", { name: "登记派驻人员" }).click();
      await hosted.getByText("链接只显示这一次", { exact: false }).waitFor();
      await admin.goto(new URL("/shili-e/2023/persons?state=hosted", admin.url()).toString());
      await expect.poll(() => rows(admin).count()).toBe(3);
      expect(await rows(admin).allInnerTexts()).toEqual(
        expect.arrayContaining([expect.stringContaining("示例戊县会计核算中心托管")]),
      );
      await isNotWider(admin);

      const security = await openAs("e-security", { to: "/shili-e/2023/roles" });
      await heading(security, "角色与权限").waitFor();
      await security.getByRole("button", { name: /^我：/ }).click();
      await security.getByText("安全管理员（示例戊县数据局托管）", { exact: false }).first().waitFor();
      expect(await mainMenu(security).getByRole("link").allInnerTexts()).not.toContain("企业库");
    }),
  );

  test(
    "三员不能办业务，业务也办不了三员：改角色、授角色都拦下，还说得出为什么",
    journey(async ({ openAs }) => {
      const security = await openAs("a-security", { to: "/shili-a/2023/roles" });
      await heading(security, "角色与权限").waitFor();
      await picture(security, "roles.png");
      await security.getByRole("link", { name: "招商专员" }).click();
      await heading(security, "招商专员").waitFor();
      expect(await security.getByRole("group", { name: "授予角色、修改权限" }).count()).toBe(0);
      const reveal = security.getByRole("group", { name: "查看完整联系方式" });
      await reveal.getByLabel("没有").check();
      await picture(security, "role-edit.png");
      await security.getByRole("button", { name: "保存" }).click();
      await security.getByText("已保存“招商专员”", { exact: false }).waitFor();
      expect(await barriers(security)).toEqual([]);

      await security.goto(new URL("/shili-a/2023/persons", security.url()).toString());
      await (await rowOf(security, "招商专员")).first().getByRole("link").first().click();
      await security.getByRole("button", { name: "授予角色" }).click();
      await choose(security, "角色", "审计管理员");
      await security.getByRole("dialog").getByRole("button", { name: "授予角色" }).click();
      await security.getByRole("dialog").getByText("不能与“招商专员”由同一人担任", { exact: false }).first().waitFor();
      await security.getByRole("dialog").getByRole("button", { name: "取消" }).click();
      await security.getByRole("link", { name: "能做什么、为什么" }).click();
      await heading(security, "谁能做什么").waitFor();
      await security
        .getByText("现在担任", { exact: false })
        .or(security.getByText("授予“查看机构与人员”", { exact: false }))
        .first()
        .waitFor();
      await picture(security, "rights.png");
      expect(await barriers(security)).toEqual([]);

      const system = await openAs("a-system", { to: "/shili-a/2023/companies" });
      expect(await system.getByRole("alert").innerText()).toContain("您的角色不能打开“企业库”");
    }),
  );

  test(
    "科室树：新增、移动、拒绝撤销有人的科室，空的可以撤",
    journey(async ({ openAs }) => {
      const head = await openAs("a-head", { to: "/shili-a/2023/divisions" });
      await heading(head, "科室").waitFor();
      const row = (name: string) => head.getByRole("listitem").filter({ hasText: name });
      await head.getByRole("button", { name: /新增科室$/ }).click();
      const form = head.getByRole("dialog", { name: "新增科室" });
      await form.getByLabel("科室名称").fill("示例一组");
      await choose(head, "上级科室", "综合科");
      await form.getByRole("button", { name: "新增科室" }).click();
      await row("示例一组").waitFor();
      expect(await row("示例一组").getAttribute("data-depth")).toBe("1");
      await picture(head, "divisions.png");

      await row("综合科").getByRole("button", { name: "移动" }).click();
      await choose(head, "上级科室", "示例一组");
      await head.getByRole("dialog").getByRole("button", { name: "移动", exact: true }).click();
      await head.getByRole("dialog").getByText("不能反过来做它的上级", { exact: false }).first().waitFor();
      await head.getByRole("dialog").getByRole("button", { name: "取消" }).click();

      const shut = row("办公室").getByRole("button", { name: "撤销" });
      await shut.hover();
      await head.getByText("请先在人员页为他们办理调岗或离开", { exact: false }).first().waitFor();
      await row("示例一组").getByRole("button", { name: "撤销" }).click();
      const closing = head.getByRole("dialog", { name: "撤销 示例一组" });
      await closing.getByLabel("撤销依据").fill("示例方案");
      await closing.getByRole("button", { name: "撤销", exact: true }).click();
      await expect.poll(() => row("示例一组").count()).toBe(0);
      expect(await barriers(head)).toEqual([]);

      await head.goto(new URL("/shili-a/2023/establishment", head.url()).toString());
      await head.getByRole("button", { name: /^事业实有数 28/ }).click();
      await expect.poll(() => rows(head).count()).toBeGreaterThan(10);
      await head.getByText("缺编 4").first().waitFor();
      await picture(head, "establishment.png");
      expect(await barriers(head)).toEqual([]);
      await head.setViewportSize({ width: 390, height: 844 });
      await isNotWider(head);
    }),
  );

  test(
    "成批登记三十人：两行有误退回，其余开号；链接一次打印，撤销前的都能反悔",
    journey(async ({ openAs }) => {
      const admin = await openAs("a-system", { to: "/shili-a/2023/persons" });
      await heading(admin, "人员").waitFor();
      await picture(admin, "persons.png");
      await admin
        .getByRole("button", { name: /从 Excel 导入$/ })
        .first()
        .click();
      await heading(admin, "导入人员与账号").waitFor();
      const buffer = await rollbook();
      await admin.locator('input[type="file"]').setInputFiles({ name: "名册.xlsx", mimeType: "", buffer });
      await admin.getByRole("heading", { name: "列的对应" }).waitFor();
      await admin.getByRole("button", { name: "校验并预览" }).click();
      await admin.getByRole("heading", { name: "共 30 行：新增 28 条，2 行有误" }).waitFor();
      await admin.getByRole("tab", { name: /^有误/ }).click();
      await expect.poll(() => rows(admin).count()).toBe(2);
      const bad = await rows(admin).allInnerTexts();
      expect(bad.map((text) => Number(/^\d+/.exec(text)?.[0]))).toEqual(badRows);
      expect(bad.join()).toContain("没有叫“没有的科”的科室");
      expect(bad.join()).toContain("不能与其他角色由同一人担任");
      await admin.getByRole("button", { name: "确认导入（28 条）" }).click();
      await admin.getByRole("heading", { name: /已导入：新增 28 条/ }).waitFor();
      await admin.getByRole("button", { name: "查看人员与账号" }).click();
      await heading(admin, "人员").waitFor();
      await searchBox(admin).fill("qmc");
      await expect.poll(() => rows(admin).count()).toBeGreaterThan(0);

      await admin.goto(new URL("/shili-a/2023/accounts/links", admin.url()).toString());
      await admin.getByRole("button", { name: "生成 21 条链接" }).click();
      await heading(admin, "一次性链接 21 条").waitFor();
      expect(await admin.locator(".slip code").count()).toBe(21);
      await picture(admin, "slips.png");
      expect(await barriers(admin)).toEqual([]);
      await admin.setViewportSize({ width: 390, height: 844 });
      await isNotWider(admin);
    }),
  );
});
