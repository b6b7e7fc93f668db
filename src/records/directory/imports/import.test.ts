import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { csvOf, openWorkshop, type Workshop, workbookOf } from "#tests/support/workshop.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { companyOperations } from "../contract.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 60_000);
afterAll(() => shop.close());

const code = (n: number) => makeCreditCode({ region: "110105", body: `MA${String(n).padStart(6, "0")}` });

describe("企业导入", () => {
  test("新增、联系人、金额单位、标签与日期的各种写法", async () => {
    const { jia, preview, say } = shop;
    const batch = await preview(
      jia.people.officer,
      "企业台账.csv",
      csvOf(
        ["示例甲区重点企业台账"],
        ["单位：万元"],
        ["序号", "企业全称", "信用代码", "企业标签", "所属行业", "注册资本（万元）", "成立时间", "联系人", "联系电话"],
        [
          "1",
          "上海落地科技有限公司",
          code(1),
          "央企、规上",
          "C26",
          "5,000",
          "2018年5月20日",
          "王明",
          "１３８００００１１１１",
        ],
        ["2", "北京启航（集团）有限公司", "", "", "信息技术服务业", "3.2亿元", "2019/3/5", "", ""],
        ["3", "坏代码有限公司", "91110105MA0000000X", "火星企业", "", "壹佰", "2019-02-30", "李雷", "abc"],
      ),
    );
    expect(batch.state).toBe("previewed");
    expect(batch.counts).toMatchObject({ create: 2, update: 0, same: 0, error: 1 });
    const failed = await say(jia.people.officer, importOperations.rows, { batchId: batch.id, outcome: "error" });
    console.log(JSON.stringify(failed, null, 1));
  });
});
