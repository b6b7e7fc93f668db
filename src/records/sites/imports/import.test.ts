import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { csvOf, openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { siteOperations } from "../contract.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(() => shop.close());

const ledger = () =>
  csvOf(
    ["示例甲区载体台账", "", "", "", "", "", "", "", ""],
    [
      "名称",
      "载体类型",
      "所在园区",
      "建筑面积（㎡）",
      "已出租面积",
      "承租企业",
      "租金（元/㎡/天）",
      "层高（米）",
      "现状",
    ],
    ["示例台账厂房一", "标准厂房", "示例台账产业园", "1.2万㎡", "2000", "示例精密公司", "0.8", "8.1", "空置"],
    ["示例台账厂房二", "标准厂房", "示例台账产业园", "3000", "", "示例装备公司", "0.6", "6", "已租"],
    ["示例台账3号地块", "", "示例台账产业园", "100亩", "", "", "", "", "未出让"],
    ["示例台账产业园", "园区", "", "800亩", "", "", "", "", ""],
    ["示例台账厂房三", "标准厂房", "没有的园区", "3000", "5000", "", "面议", "6", "空置"],
  );

describe("空间资源导入", () => {
  test("单位换算、园区写在后面也认得、占用随之登记；有误的说清；撤销后退出", async () => {
    const { head } = shop.jia.people;
    const batch = await shop.preview(head, "载体台账.csv", ledger(), {}, "sites");
    expect(batch.counts).toMatchObject({ create: 4, error: 1 });
    const failed = await shop.say(head, importOperations.rows, { batchId: batch.id, outcome: "error" });
    expect(failed.rows[0]?.problems.map(({ message }) => message).join("；")).toMatch(/面议.*没有叫“没有的园区”的园区/);

    await shop.say(head, importOperations.commit, { id: batch.id, version: batch.version });
    const done = await shop.settled(head, batch.id);
    expect([done.state, done.message]).toEqual(["committed", null]);
    const { rows } = await shop.say(head, siteOperations.list, { search: "示例台账", sort: "name", limit: 50 });
    const told = rows.map(({ name, kind, area, freeArea, state, rent, parkName }) => [
      name,
      kind,
      area,
      freeArea,
      state,
      rent,
      parkName,
    ]);
    expect(told).toEqual(
      expect.arrayContaining([
        ["示例台账厂房一", "factorySpace", 12000, 10000, "free", "24.33", "示例台账产业园"],
        ["示例台账厂房二", "factorySpace", 3000, 0, "leased", "18.25", "示例台账产业园"],
        ["示例台账3号地块", "landPlot", 100, 100, "free", null, "示例台账产业园"],
        ["示例台账产业园", "park", 800, 0, "free", null, null],
      ]),
    );
    const stock = await shop.say(head, siteOperations.stock, {});
    expect(stock.rows.find(({ kind }) => kind === "factorySpace")).toMatchObject({
      total: 15000,
      used: 5000,
      free: 10000,
    });
    const second = rows.find(({ name }) => name === "示例台账厂房二");
    const page = await shop.say(head, siteOperations.get, { id: second?.id ?? "" });
    expect(page.occupations).toMatchObject([{ kind: "leased", area: 3000, userName: "示例装备公司" }]);
    expect(page.timeline.rows.map(({ title }) => title)).toEqual(["导入入库"]);

    const again = await shop.preview(head, "载体台账.csv", ledger(), {}, "sites");
    expect(again.counts).toMatchObject({ create: 0, error: 1 });
    await shop.say(head, importOperations.revert, { id: batch.id, reason: "导错了" });
    expect((await shop.settled(head, batch.id)).state).toBe("reverted");
    expect((await shop.say(head, siteOperations.list, { search: "示例台账" })).total).toBe(0);
    const empty = await shop.say(head, siteOperations.stock, {});
    expect(empty.rows.find(({ kind }) => kind === "factorySpace")).toMatchObject({ total: 0, used: 0, free: 0 });
  }, 180_000);
});
