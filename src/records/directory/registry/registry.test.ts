import { afterAll, beforeAll, expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { csvOf, openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { companyOperations } from "../contract.ts";
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
