import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { csvOf, openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { projectOperations } from "../contract.ts";
import { ledgerOperations } from "./contract.ts";
import { inWan } from "./rules.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(() => shop.close());

const head = () => shop.jia.people.head;

describe("招商项目台账", () => {
  test("台账就是筛选出的列表：标题、单位、分组表头、合计；原样读回一处不变，改了的只变改了的", async () => {
    const batch = await shop.preview(
      head(),
      "台账.csv",
      csvOf(
        [
          "项目名称",
          "投资方",
          "类型",
          "总投资（万元）",
          "固投（万元）",
          "签约金额（万元）",
          "对接时间",
          "洽谈时间",
          "签约时间",
          "行业",
          "属地",
          "建设内容",
        ],
        [
          "出表一号",
          "示例储能",
          "制造业",
          "125000.123456",
          "9000",
          "118000",
          "2023-03-01",
          "2023-03-20",
          "2023-06-01",
          "制造业",
          "北京市朝阳区",
          "第一行\n第二行",
        ],
        ["出表二号", "示例总部", "总部", "8000", "", "", "2023-02-01", "2023-02-10", "", "", "", "=1+1"],
        ["不在表里", "示例外项目", "总部", "8000", "", "", "2023-02-01", "", "", "", "", ""],
      ),
      {},
      "projects",
    );
    expect(batch.counts).toMatchObject({ create: 3, error: 0 });
    await shop.say(head(), importOperations.commit, { id: batch.id, version: batch.version });
    await shop.settled(head(), batch.id);

    const { jobId } = await shop.say(head(), ledgerOperations.write, {
      search: "出表",
      sort: "name",
      descending: true,
    });
    const made = await shop.finished(head(), jobId);
    expect(made).toMatchObject({ state: "done", result: { rows: 2 } });
    const fileId = String(made.result?.fileId);
    const sheet = await shop.fetched(head(), fileId);
    expect(sheet[0]?.[0]).toMatch(/招商项目台账$/);
    expect(sheet[1]?.filter(Boolean)).toEqual(["单位：万元", expect.stringMatching(/^截至 .*共 2 个项目$/)]);
    expect(sheet[2]?.filter(Boolean)).toEqual(["项目基本情况", "投资（万元）", "进度", "责任"]);
    const column = (title: string) => (sheet[3] ?? []).indexOf(title);
    const cells = (title: string) => sheet.slice(4).map((row) => row[column(title)]);
    expect(cells("项目名称").filter(Boolean).map(String).toSorted()).toEqual(["出表一号", "出表二号"]);
    expect(cells("计划总投资（万元）").at(-1)).toBe("133000.123456");
    expect(sheet.at(-1)?.[0]).toBe("合计");

    const read = async () => {
      const started = await shop.say(head(), importOperations.start, { kind: "projects", fileId });
      const { sheets } = await shop.settled(head(), started.id);
      const [found] = sheets;
      if (!found) throw new Error("no sheet was read");
      const { name, headerRow, proposed: mapping } = found;
      expect(headerRow).toBe(4);
      await shop.say(head(), importOperations.map, { id: started.id, sheet: name, headerRow, mapping });
      return shop.settled(head(), started.id);
    };
    expect((await read()).counts).toEqual({ create: 0, update: 0, same: 2, aside: 1, error: 0, warned: 0 });

    const [one] = (await shop.say(head(), projectOperations.list, { search: "出表一号" })).rows;
    await shop.say(head(), projectOperations.update, {
      id: one?.id ?? "",
      version: one?.version ?? 0,
      changes: { totalInvestment: "1300000000" },
    });
    const again = await read();
    expect(again.counts).toMatchObject({ update: 1, same: 1, error: 0 });
  }, 180_000);

  test("万元写到分，读回还是那么多元", () => {
    expect([inWan("1250001234.56"), inWan("80000000.00"), inWan("0.00"), inWan(null)]).toEqual([
      "125000.123456",
      "8000",
      "0",
      null,
    ]);
  });
});
