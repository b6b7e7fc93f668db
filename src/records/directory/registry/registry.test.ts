import { afterAll, beforeAll, expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { csvOf, openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { companyOperations } from "../contract.ts";
import { factOperations } from "../facts/contract.ts";
import { mergeOperations } from "../merging/contract.ts";
import { refreshed, registryStateOf } from "./rules.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(() => shop.close());

const code = (number: number) => makeCreditCode({ region: "110105", body: `MD${String(number).padStart(6, "0")}` });

test("登记信息：更名的留曾用名，变了状态的提醒，写法之差不算更名", () => {
  const held = {
    name: "示例（北京）有限公司",
    formerNames: ["示例旧名"],
    state: "active",
    registryState: null,
  } as const;
  const spell = (name: string) => [name, name.replaceAll("(", "（").replaceAll(")", "）")];
  const same = refreshed({ ...held, formerNames: [...held.formerNames] }, { name: "示例(北京)有限公司" }, spell);
  expect([same.after.name, same.warnings]).toEqual([held.name, []]);
  const renamed = refreshed(
    { ...held, formerNames: [...held.formerNames] },
    { name: "示例新名有限公司", registryState: "revoked" },
    spell,
  );
  expect(renamed.after.formerNames).toEqual(["示例旧名", "示例（北京）有限公司"]);
  expect(renamed.warnings.map(({ message }) => message)).toEqual([
    "已更名，原名“示例（北京）有限公司”记为曾用名",
    "登记状态变为“吊销”，请考虑归档或回访",
  ]);
});

test.each([
  ["存续（在营、开业、在册）", "open"],
  ["吊销，未注销", "revoked"],
  ["吊销，已注销", "cancelled"],
  ["迁往市外", "moved"],
  ["火星", null],
])("登记状态“%s”是 %s", (text, state) => expect(registryStateOf(text)).toBe(state));

test("按信用代码更新，库外的略过并说明，预览写清改了什么，撤销后回到原样", async () => {
  const { officer } = shop.jia.people;
  const { id } = await shop.say(officer, companyOperations.create, {
    name: "示例旧名科技有限公司",
    creditCode: code(1),
    registeredCapital: "1000000",
  });
  const file = csvOf(
    ["统一社会信用代码", "企业名称", "注册资本(万元)", "住所", "企业状态"],
    [code(1), "示例新名科技有限公司", "500", "示例甲区光华路 8 号", "存续（在营、开业、在册）"],
    [code(2), "示例库外有限公司", "1", "", "注销"],
  );
  const batch = await shop.preview(officer, "登记.csv", file, {}, "registry");
  expect(batch.counts).toMatchObject({ create: 0, update: 1, same: 1, error: 0 });
  const { rows } = await shop.say(officer, importOperations.rows, { batchId: batch.id, limit: 10 });
  expect(rows[0]?.values.map(({ title }) => title).sort()).toEqual(
    ["企业名称", "曾用名", "地址", "注册资本", "登记状态"].sort(),
  );
  expect(rows[1]?.warnings[0]?.message).toBe("企业库里没有这个信用代码，不导入");
  await shop.say(officer, importOperations.commit, { id: batch.id, version: batch.version });
  await shop.settled(officer, batch.id);
  const shown = async () => (await shop.say(officer, companyOperations.get, { id })).company;
  expect(await shown()).toMatchObject({
    name: "示例新名科技有限公司",
    formerNames: ["示例旧名科技有限公司"],
    registeredCapital: "5000000.00",
    registryState: "open",
  });
  expect((await shop.say(officer, companyOperations.list, { search: "旧名科技" })).total).toBe(1);
  await shop.say(officer, importOperations.revert, { id: batch.id, reason: "给错了文件" });
  expect((await shop.settled(officer, batch.id)).state).toBe("reverted");
  expect(await shown()).toMatchObject({ name: "示例旧名科技有限公司", formerNames: [], registryState: null });
});

test("合并以后，原代码的登记信息与外部数据都记到并入后的那一家，不改它的名称与状态", async () => {
  const { officer, head } = shop.jia.people;
  const enter = (name: string, creditCode: string) =>
    shop.say(officer, companyOperations.create, { name, creditCode, duplicateReason: "演练" });
  const survivor = await enter("示例并入后有限公司", code(11));
  const merged = await enter("示例并入前有限公司", code(12));
  await shop.say(head, mergeOperations.merge, {
    survivorId: survivor.id,
    mergedId: merged.id,
    survivorVersion: 1,
    mergedVersion: 1,
    reason: "同一家",
    choices: {},
  });
  const registry = csvOf(
    ["统一社会信用代码", "企业名称", "住所", "企业状态"],
    [code(12), "示例并入前有限公司", "示例甲区新华路 9 号", "注销"],
    [code(11), "示例并入后有限公司", "示例甲区新华路 9 号", "存续"],
  );
  const batch = await shop.preview(head, "登记.csv", registry, {}, "registry");
  const { rows } = await shop.say(head, importOperations.rows, { batchId: batch.id });
  expect(rows.map(({ outcome, recordId }) => [outcome, recordId])).toEqual([
    ["update", survivor.id],
    ["error", null],
  ]);
  expect(rows[1]?.problems[0]?.message).toContain("与第 2 行是同一家企业");
  expect(rows[0]?.warnings.map(({ message }) => message)).toEqual([
    "这是已并入“示例并入后有限公司”的企业的原代码，更新到“示例并入后有限公司”",
    "是原代码的登记状态，不更新",
  ]);
  await shop.say(head, importOperations.commit, { id: batch.id, version: batch.version });
  await shop.settled(head, batch.id);
  const { company } = await shop.say(head, companyOperations.get, { id: survivor.id });
  expect(company).toMatchObject({
    name: "示例并入后有限公司",
    address: "示例甲区新华路 9 号",
    creditCode: code(11),
    registryState: null,
  });

  const facts = csvOf(
    ["统一社会信用代码", "企业名称", "年度", "营业收入（万元）", "来源单位"],
    [code(12), "示例并入前有限公司", "2024", "500", "统计局"],
    ["", "示例并入前有限公司", "2023", "400", "统计局"],
    [code(11), "示例并入后有限公司", "2024", "600", "统计局"],
  );
  const told = await shop.preview(head, "数据.csv", facts, {}, "facts");
  expect(told.counts).toMatchObject({ create: 2, error: 1 });
  await shop.say(head, importOperations.commit, { id: told.id, version: told.version });
  await shop.settled(head, told.id);
  const known = await shop.say(head, factOperations.list, { companyId: survivor.id, limit: 10 });
  expect(known.rows.map(({ year, value }) => `${year} ${value}`).toSorted()).toEqual([
    "2023 4000000.00",
    "2024 5000000.00",
  ]);
});
