import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { companyOperations } from "#records/directory/contract.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { csvOf, openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { projectOperations } from "../contract.ts";
import { encounterOperations } from "../encounters/contract.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 180_000);
afterAll(() => shop.close());

describe("对接记录导入", () => {
  test("台账导入：企业对上、项目进展随之、有误的说清；再导一次不重复；撤销即作废", async () => {
    const { officer } = shop.jia.people;
    const company = await shop.say(officer, companyOperations.create, { name: "示例台账云帆公司" });
    const project = await shop.say(officer, projectOperations.create, {
      name: "示例台账项目",
      investorName: "示例投资方",
      receivedOn: "2026-01-05",
    });
    const ledger = () =>
      csvOf(
        ["走访时间", "方式", "走访企业", "项目编号", "对方参加人员", "走访情况", "下一步", "期限"],
        [
          "2026年2月3日",
          "拜访",
          "示例台账云帆公司、示例未入库公司",
          project.code,
          "王示例 总经理",
          "谈了选址",
          "送资料",
          "2026-03-20",
        ],
        ["2026-02-04", "电话", "示例台账云帆公司", "", "", "问了进度", "", ""],
        ["2030-02-04", "电话", "示例台账云帆公司", "", "", "还没有到", "", ""],
        ["2026-02-05", "", "", "P2020-9999", "", "没有的项目", "", ""],
        ["2026-02-06", "", "示例台账云帆公司", "", "", "有下一步没有期限", "再约", ""],
      );
    const batch = await shop.preview(officer, "走访台账.csv", ledger(), {}, "encounters");
    expect(batch.counts).toMatchObject({ create: 2, error: 3 });
    const failed = await shop.say(officer, importOperations.rows, { batchId: batch.id, outcome: "error" });
    const said = failed.rows.flatMap(({ problems }) => problems.map(({ message }) => message)).join("；");
    expect(said).toMatch(/日期还没有到.*没有编号为“P2020-9999”的项目.*请填写下一步的期限/);

    await shop.say(officer, importOperations.commit, { id: batch.id, version: batch.version });
    const done = await shop.settled(officer, batch.id);
    expect([done.state, done.message]).toEqual(["committed", null]);
    const held = () => shop.say(officer, encounterOperations.list, { sort: "happenedOn" });
    const { rows } = await held();
    expect(
      rows.map(({ kind, companyNames, projectNames, divisionName }) => [
        kind,
        companyNames,
        projectNames,
        divisionName,
      ]),
    ).toEqual([
      ["visit", "示例台账云帆公司、示例未入库公司", "示例台账项目", "项目一科"],
      ["call", "示例台账云帆公司", "", "项目一科"],
    ]);
    const about = await shop.say(officer, projectOperations.get, { id: project.id });
    expect(about.project.activeOn).toBe("2026-02-03");
    expect(about.timeline.rows[0]?.title).toContain("导入对接记录：走访：示例台账云帆公司");
    const met = await shop.say(officer, companyOperations.get, { id: company.id });
    expect(met.timeline.rows.some(({ title }) => title.includes("导入对接记录：电话"))).toBe(true);

    const again = await shop.preview(officer, "走访台账.csv", ledger(), {}, "encounters");
    expect(again.counts).toMatchObject({ create: 0, error: 3 });
    await shop.say(officer, importOperations.revert, { id: batch.id, reason: "导错了" });
    expect((await shop.settled(officer, batch.id)).state).toBe("reverted");
    expect((await held()).total).toBe(0);
    const gone = await shop.say(officer, encounterOperations.get, { id: rows[0]?.id ?? "" });
    expect(gone.encounter.voidReason).toBe("撤销导入");
  }, 180_000);
});
