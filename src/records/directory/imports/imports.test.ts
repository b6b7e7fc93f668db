import { afterAll, beforeAll, expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import type { Actor } from "#kit/server/context.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { divisionLedger, investorLedger, type Ledger, ledgerFile, projectLedger } from "#tests/support/ledgers.ts";
import { openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { companyOperations, contactOperations } from "../contract.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(() => shop.close());

const code = (number: number) => makeCreditCode({ region: "110105", body: `MB${String(number).padStart(6, "0")}` });

async function bringIn(actor: Actor, ledger: Ledger) {
  const previewed = await shop.preview(actor, "台账.xlsx", ledgerFile(ledger), {
    options: { moneyUnit: "wan" },
  });
  const { rows } = await shop.say(actor, importOperations.rows, { batchId: previewed.id, limit: 100 });
  await shop.say(actor, importOperations.commit, { id: previewed.id, version: previewed.version });
  const batch = await shop.settled(actor, previewed.id);
  const asides = rows.filter(({ outcome }) => outcome === "aside");
  return { batch, rows, asides: asides.map(({ number, warnings }) => [number, warnings[0]?.message]) };
}

const found = async (actor: Actor, search: string) => {
  const [company] = (await shop.say(actor, companyOperations.list, { search })).rows;
  return (await shop.say(actor, companyOperations.get, { id: company?.id ?? "" })) as never as {
    company: Record<string, unknown>;
    contacts: { id: string; name: string; phone: string | null }[];
  };
};

test("两行表头、亿元、文字日期、全角数字、小计合计与落款：数据都对，略去的都列出", async () => {
  const { officer } = shop.jia.people;
  const { batch, asides, rows } = await bringIn(officer, projectLedger([code(1), code(2), code(3)]));
  expect(batch.sheets[0]).toMatchObject({ headerRow: 4, moneyUnit: "wan" });
  expect(batch.sheets[0]?.columns.find(({ index }) => index === 3)?.title).toBe("注册资本（亿元）");
  expect(batch.counts).toMatchObject({ create: 3, aside: 4, error: 0 });
  expect(asides).toEqual([
    [7, "合计行"],
    [10, "只有序号，没有内容"],
    [11, "合计行"],
    [12, "说明行"],
  ]);
  expect(rows.find(({ number }) => number === 6)?.warnings.map(({ message }) => message)).toEqual([
    "只写到月，按当月第一天 2019-11-01 登记",
    "单元格里有几个号码，只登记第一个",
  ]);
  const cloud = await found(officer, "云帆");
  expect(cloud.company).toMatchObject({
    registeredCapital: "120000000.00",
    foundedOn: "2023-03-05",
    industry: "I",
    industryCode: "65",
    officerName: "一科专员",
  });
  expect(cloud.contacts).toMatchObject([{ name: "王明", phone: "138****1111" }]);
  expect((await found(officer, "远山")).company).toMatchObject({ foundedOn: "2019-11-01", industryCode: "27" });
  expect((await found(officer, "启航")).company).toMatchObject({ registeredCapital: "200000000.00", industry: "C" });
});

test("纵向合并的科室与专员逐行补上，占位的“无”“/”不当内容，分段标题和重复表头略去", async () => {
  const { head } = shop.jia.people;
  const { batch, asides } = await bringIn(head, divisionLedger());
  expect(batch.counts).toMatchObject({ create: 3, aside: 5, error: 0 });
  expect(asides.map(([, reason]) => reason)).toEqual(["分段标题", "重复的表头", "分段标题", "合计行", "说明行"]);
  expect((await found(head, "青禾")).company).toMatchObject({
    registeredCapital: "5000000.00",
    tags: ["aboveScale", "highTech"],
    note: "",
  });
  expect((await found(head, "北斗")).company).toMatchObject({
    registeredCapital: "12000000.00",
    foundedOn: "2016-01-01",
    address: "",
    officerName: "一科专员",
    divisionName: "项目一科",
  });
  expect((await found(head, "长风")).company).toMatchObject({
    registeredCapital: "8000000.00",
    officerName: "二科专员",
  });
});

test("两个“姓名”“电话”各归其人，隔着空行的两行表头也认得", async () => {
  const { head } = shop.jia.people;
  const { batch, asides } = await bringIn(head, investorLedger([code(8), code(9)]));
  expect(batch.counts).toMatchObject({ create: 2, aside: 2, error: 0 });
  expect(asides.map(([, reason]) => reason)).toEqual(["合计行", "说明行"]);
  const sail = await found(head, "扬帆控股");
  expect(sail.company).toMatchObject({ name: "上海示例扬帆控股（集团）有限公司", registeredCapital: "320000000.00" });
  expect(sail.contacts.map(({ name, phone }) => [name, phone])).toEqual([
    ["赵敏", "138****3333"],
    ["钱进", "138****4444"],
  ]);
  const [first] = sail.contacts;
  const whole = await shop.say(head, contactOperations.reveal, { id: first?.id ?? "" });
  expect(whole.phone).toBe("13800003333");
});

test("选了逐行读取，合计行就当作一条记录", async () => {
  const { officer } = shop.jia.people;
  const previewed = await shop.preview(officer, "台账.xlsx", ledgerFile(projectLedger([code(1), code(2), code(3)])), {
    options: { onAside: "read" },
  });
  expect(previewed.counts).toMatchObject({ aside: 0 });
  expect(previewed.counts.create + previewed.counts.error).toBeGreaterThan(0);
});
