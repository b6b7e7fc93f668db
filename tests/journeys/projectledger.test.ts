import { describe, expect, test } from "vitest";
import { projectOperations } from "#records/projects/contract.ts";
import { barriers } from "../support/barriers.ts";
import { picture, setStage } from "../support/journey.ts";
import { ledgerFile } from "../support/ledgers.ts";
import { ask, heading, isNotWider, rows, searchBox, showsOnly } from "../support/steps.ts";
import { downloaded } from "../support/tables.ts";

const { journey } = setStage();
const list = "/shili-a/2023/projects";

/** 两行表头, 合并单元格, 亿元与万元, 日期写成文字, 全角数字, 合计. */
const messy = {
  name: "项目台账",
  rows: [
    ["示例甲区２０２３年招商项目台账"],
    ["序号", "项目名称", "投资方", "类别", "总投资", "签约金额（万元）", "进度", null, null, "项目进度"],
    [null, null, null, null, "（亿元）", null, "对接时间", "洽谈时间", "签约时间", null],
    [1, "星澜台账一号", "星澜储能", "制造业", "１２．５", "118000", "2023.1.5", "2023年2月1日", "2023-03-01", "已签约"],
    [2, "星澜台账二号", "星澜数据", "总部经济", "0.8", null, "2023-01-10", "2023-02-10", null, "在谈"],
    [3, "星澜台账三号", "星澜材料", "制造业", "3", null, "2023-02-01", "2023-03-01", "2023-02-15", "签约"],
    [null, "合计", null, null, "16.3", null, null, null, null, null],
  ],
  merges: ["A1:J1", "G2:I2", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "F2:F3", "J2:J3"],
};

describe("招商项目台账", () => {
  test(
    "乱台账导入：倒了的日期在预览里改正，阶段随之入库；按筛选导出台账；整批撤销后不见",
    journey(async ({ openAs }) => {
      const page = await openAs("a-head", { to: list });
      await heading(page, "线索与项目").waitFor();
      await page.getByRole("button", { name: /从 Excel 导入$/ }).click();
      await heading(page, "导入招商项目台账").waitFor();
      const buffer = ledgerFile(messy);
      await page.locator('input[type="file"]').setInputFiles({ name: "项目台账.xlsx", mimeType: "", buffer });
      await page.getByRole("heading", { name: "列的对应" }).waitFor();
      await page.getByRole("button", { name: "校验并预览" }).click();
      await page.getByRole("heading", { name: /^共 4 行：新增 2 条.*1 行有误/ }).waitFor();
      await page.getByRole("tab", { name: /^有误/ }).click();
      const wrong = rows(page).filter({ hasText: "星澜台账三号" });
      await wrong.getByText(/签约日期2023年2月15日早于在谈/).waitFor();
      await picture(page, "project-ledger-preview.png");
      expect(await barriers(page)).toEqual([]);
      await wrong.getByLabel("签约时间").fill("2023-03-15");
      await wrong.getByLabel("签约时间").press("Enter");
      await page.getByRole("heading", { name: /^共 4 行：新增 3 条/ }).waitFor();
      await page.getByRole("button", { name: "确认导入（3 条）" }).click();
      await page.getByRole("heading", { name: /已导入：新增 3 条/ }).waitFor();
      const batch = page.url();

      await page.getByRole("button", { name: "查看招商项目台账" }).click();
      await heading(page, "线索与项目").waitFor();
      await searchBox(page).fill("星澜");
      await showsOnly(page, ["星澜台账三号", "星澜台账二号", "星澜台账一号"]);
      const made = await downloaded(page, page.getByRole("button", { name: /导出台账$/ }));
      expect(made.cells[0]?.[0]).toMatch(/招商项目台账$/);
      const flat = made.cells.map((row) => row.join("|"));
      for (const name of ["星澜台账一号", "星澜台账二号", "星澜台账三号"])
        expect(flat.filter((row) => row.includes(name))).toHaveLength(1);
      expect(flat.at(-1)).toContain("163000");
      await page.getByRole("link", { name: "星澜台账一号" }).click();
      await heading(page, "星澜台账一号").waitFor();
      await page.getByRole("button", { name: /^签约\s*2023/ }).waitFor();

      await page.goto(batch);
      await page.getByRole("button", { name: "撤销导入" }).click();
      const dialog = page.getByRole("dialog", { name: "撤销导入" });
      await dialog.getByLabel("撤销原因").fill("报错了台账");
      await dialog.getByRole("button", { name: "撤销导入" }).click();
      await page.getByRole("heading", { name: "这一批已撤销" }).waitFor();
      expect((await ask(page, projectOperations.list, { search: "星澜" })).total).toBe(0);
    }),
  );

  test(
    "要素需求：在项目上登记、答复、办结，总表按期限排；手机上也办得了",
    journey(async ({ openAs }) => {
      const page = await openAs("a-officer1", { to: list });
      await heading(page, "线索与项目").waitFor();
      const { id } = await ask(page, projectOperations.create, { name: "星澜保障项目", investorName: "星澜集团" });
      const phone = await openAs("a-officer1", { size: "phone", to: `${list}/${id}` });
      await heading(phone, "星澜保障项目").waitFor();
      const panel = phone.getByRole("region", { name: "要素保障" });
      await panel.getByRole("button", { name: "登记要素需求" }).click();
      const dialog = phone.getByRole("dialog");
      await dialog.getByLabel("需求", { exact: true }).fill("一期用地");
      await dialog.getByLabel("数量").fill("120");
      await dialog.getByLabel("单位").fill("亩");
      await dialog.getByLabel("牵头部门").fill("规划资源局");
      await isNotWider(phone);
      await dialog.getByRole("button", { name: "登记要素需求" }).click();
      await panel.getByText("一期用地").waitFor();
      await panel.getByText(/还剩 10 个工作日/).waitFor();
      await isNotWider(phone);
      await picture(phone, "project-support-phone.png");
      await panel.getByRole("button", { name: "登记答复" }).click();
      await dialog.getByLabel("答复内容").fill("同意供地，本周挂牌");
      await dialog.getByRole("button", { name: "登记答复" }).click();
      await panel.getByText("同意供地，本周挂牌").waitFor();

      await page.goto(new URL(`${list}/supports`, page.url()).toString());
      await heading(page, "要素保障").waitFor();
      await page.getByText("一期用地").first().waitFor();
      expect(await barriers(page)).toEqual([]);
      await picture(page, "project-supports.png");
      await panel.getByRole("button", { name: "办结", exact: true }).click();
      await dialog.getByLabel("办理结果").fill("已挂牌成交");
      await dialog.getByRole("button", { name: "办结", exact: true }).click();
      await panel.getByText("结果：已挂牌成交").waitFor();
    }),
  );
});
