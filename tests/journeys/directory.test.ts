import { expect, describe, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { barriers } from "../support/barriers.ts";
import { picture, setStage } from "../support/journey.ts";
import { ledgerFile, projectLedger } from "../support/ledgers.ts";
import { choose, enterCompany, heading, isNotWider, rowOf, rows, searchBox, showsOnly } from "../support/steps.ts";

const { journey } = setStage();
const code = (number: number) => makeCreditCode({ region: "990101", body: `MAJ${String(number).padStart(5, "0")}` });

describe("集团与外部数据", () => {
  test(
    "挂接上级企业，分级包联从总部继承；登记外部数据，清单里按营业收入筛出",
    journey(async ({ openAs }) => {
      const page = await openAs("a-head", { to: "/shili-a/2023/companies" });
      const top = await enterCompany(page, { name: "曜岚控股有限公司", creditCode: code(1) });
      const low = await enterCompany(page, { name: "曜岚光电有限公司", creditCode: code(2) });
      await page.goto(page.url().replace(/companies.*/, `companies/${top.id}`));
      const panel = page.getByRole("region", { name: "集团", exact: true });
      await panel.getByRole("button", { name: "登记为集团总部" }).click();
      const asking = page.getByRole("dialog");
      await asking.getByLabel("集团名称").fill("曜岚集团");
      await choose(page, "分级包联", "区领导包联");
      await asking.getByRole("button", { name: "登记集团" }).click();
      await panel.getByText("本企业是集团总部").waitFor();

      await page.goto(page.url().replace(/companies.*/, `companies/${low.id}`));
      await panel.getByRole("button", { name: "挂接上级企业" }).click();
      const picker = asking.getByRole("combobox", { name: "上级企业" });
      await picker.click();
      await picker.fill("曜岚控股");
      await page.locator(".ant-select-item-option").filter({ hasText: "曜岚控股" }).click();
      await asking.getByLabel("持股比例").fill("51");
      await asking.getByRole("button", { name: "挂接上级企业" }).click();
      await panel.getByText("继承自 曜岚集团").waitFor();
      expect(await panel.innerText()).toContain("持股 51.00%");

      const facts = page.getByRole("region", { name: "外部数据" });
      await facts.getByRole("button", { name: "登记外部数据" }).click();
      await asking.getByLabel("年度").fill("2023");
      await choose(page, "数据", "营业收入");
      await asking.getByLabel("数值").fill("98.7亿");
      await asking.getByLabel("来源单位").fill("示例统计局");
      await asking.getByRole("button", { name: "登记外部数据" }).click();
      await facts.getByText("98.70亿元").waitFor();
      expect(await barriers(page)).toEqual([]);

      await panel.getByRole("link", { name: "曜岚集团" }).click();
      await heading(page, "曜岚集团").waitFor();
      await page.getByText("您看到的 2 家合计").waitFor();
      await picture(page, "group.png");
      await page.goto(page.url().replace(/groups.*/, "companies?revenueFrom=9000000000"));
      await showsOnly(page, ["曜岚光电有限公司"]);
    }),
  );

  test(
    "涉税数据说明用途后才看得到，看过的留痕；没有权限的人没有这个按钮",
    journey(async ({ openAs }) => {
      const page = await openAs("a-finance", { to: "/shili-a/2023/groups" });
      await rows(page).first().waitFor();
      const group = rows(page).filter({ hasNotText: "曜岚" }).first().getByRole("link").first();
      const name = await group.innerText();
      await group.click();
      await heading(page, name).waitFor();
      await page.getByRole("table").getByRole("link").first().click();
      const facts = page.getByRole("region", { name: "外部数据" });
      await facts.getByText("涉税，说明用途后可看").first().waitFor();
      await facts.getByRole("button", { name: "查看涉税数据" }).click();
      await page.getByRole("dialog").getByLabel("查看用途").fill("政策兑现核验");
      await page.getByRole("dialog").getByRole("button", { name: "查看涉税数据" }).click();
      await expect.poll(() => facts.getByText("涉税，说明用途后可看").count()).toBe(0);
    }),
  );
});

describe("客商与目标企业", () => {
  test(
    "找到联系人，登记撤回同意，电话随即不再显示",
    journey(async ({ openAs }) => {
      const page = await openAs("a-head", { to: "/shili-a/2023/contacts" });
      await rows(page).first().waitFor();
      await picture(page, "contacts.png");
      expect(await barriers(page)).toEqual([]);
      await (await rowOf(page, "已同意")).first().locator("td").nth(2).click();
      const panel = page.getByRole("complementary").filter({ hasText: "其他任职" });
      await panel.getByRole("button", { name: "登记同意" }).click();
      const asking = page.getByRole("dialog");
      await asking.getByText("已撤回").click();
      await asking.getByLabel("方式").fill("来电要求");
      await asking.getByRole("button", { name: "登记个人信息同意" }).click();
      await panel.getByText("本人已撤回同意").waitFor();
    }),
  );

  test(
    "列入一家目标企业，转入企业库，落地",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: "/shili-a/2023/prospects" });
      await rows(page).first().waitFor();
      await picture(page, "prospects.png");
      await page.getByRole("button", { name: "列入目标企业" }).first().click();
      const asking = page.getByRole("dialog");
      await asking.getByLabel("企业名称").fill("曜川医药有限公司");
      await asking.getByLabel("清单主题").fill("生物医药补链");
      await asking.getByRole("button", { name: "列入目标企业" }).click();
      await heading(page, "曜川医药有限公司").waitFor();
      await page.getByRole("button", { name: "转入企业库" }).click();
      await asking.getByRole("button", { name: "转入企业库" }).click();
      await page.getByRole("region", { name: "外部数据" }).waitFor();
      await page.goBack();
      await page.getByRole("button", { name: "更新状态" }).click();
      await choose(page, "状态", "落地");
      await asking.getByRole("button", { name: "更新跟进状态" }).click();
      await page.getByText("未接触 → 落地").waitFor();
      expect(await barriers(page)).toEqual([]);
    }),
  );
});

describe("乱台账", () => {
  test(
    "两行表头的台账：对应列、看略去的行、确认、按两个字和首字母找到、撤销",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: "/shili-a/2023/imports/new?kind=companies" });
      const buffer = ledgerFile({
        ...projectLedger([code(7), code(8), code(9)]),
        rows: projectLedger([code(7), code(8), code(9)]).rows.map((row) =>
          row.map((cell) => (cell === "一科专员" ? null : cell)),
        ),
      });
      await page.locator('input[type="file"]').setInputFiles({ name: "在谈企业.xlsx", mimeType: "", buffer });
      await page.getByRole("heading", { name: "列的对应" }).waitFor();
      expect(await page.getByRole("radio", { name: "第 4 行是标题行" }).isChecked()).toBe(true);
      await page.getByRole("button", { name: "校验并预览" }).click();
      await page.getByRole("heading", { name: "共 7 行：新增 3 条，4 行不是记录、略去" }).waitFor();
      await page.getByRole("tab", { name: /^略去/ }).click();
      await expect.poll(() => rows(page).count()).toBe(4);
      await picture(page, "import-asides.png");
      await page.getByRole("button", { name: "确认导入（3 条）" }).click();
      await page.getByRole("heading", { name: /已导入：新增 3 条/ }).waitFor();
      const address = page.url();
      await page.goto(address.replace(/imports.*/, "companies"));
      for (const typed of ["远山", "slysxc"]) {
        await searchBox(page).fill(typed);
        await showsOnly(page, ["示例远山新材有限公司"]);
      }
      await page.goto(address);
      await page.getByRole("button", { name: "撤销导入" }).click();
      await page.getByLabel("撤销原因").fill("给错了文件");
      await page.getByRole("dialog").getByRole("button", { name: "撤销导入" }).click();
      await page.getByRole("heading", { name: "这一批已撤销" }).waitFor();
    }),
  );
});

describe("各种宽度", () => {
  test(
    "平板上企业库默认的列放得下",
    journey(async ({ openAs }) => {
      const page = await openAs("a-head", { size: "tablet", to: "/shili-a/2023/companies" });
      await rows(page).first().waitFor();
      const scroll = page.locator(".list-scroll");
      expect(await scroll.evaluate((each) => each.scrollWidth <= each.clientWidth)).toBe(true);
    }),
  );

  test.each(["desktop", "tablet", "phone"] as const)("%s：新的页面都不横向滚动", async (size) => {
    const seen: string[] = [];
    await journey(async ({ openAs }) => {
      for (const to of ["companies", "contacts", "groups", "prospects"]) {
        const page = await openAs("a-head", { size, to: `/shili-a/2023/${to}` });
        await page.getByRole("status").filter({ hasText: /^共/ }).waitFor();
        await isNotWider(page);
        seen.push(to);
        if (to === "groups") {
          if (size !== "phone") await (await rowOf(page, "系")).first().getByRole("link").first().click();
          else await page.getByRole("main").getByRole("link").first().click();
          await page.getByText(/您看到的 \d+ 家合计/).waitFor();
          await isNotWider(page);
        }
      }
    })({ task: { name: `宽 ${size}` } } as never);
    expect(seen).toHaveLength(4);
  });
});
