import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import type { Failure } from "#kit/base/errors.ts";
import type { Actor } from "#kit/server/context.ts";
import { csvOf, openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { timelineOperations } from "../contract.ts";
import { historyOperations } from "../history/contract.ts";
import { importOperations } from "../imports/contract.ts";
import { amendOperations } from "./contract.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(() => shop.close());

const code = (number: number) => makeCreditCode({ region: "110105", body: `GX${String(number).padStart(6, "0")}` });
const wrong = (number: number) => `${code(number).slice(0, -1)}？`;
const titles = ["企业名称", "统一社会信用代码", "注册资本", "联系人", "电话"];

const rowsOf = async (actor: Actor, batchId: string) => {
  const { rows } = await shop.say(actor, importOperations.rows, { batchId });
  return new Map(rows.map((row) => [row.number, row]));
};

/** Amends by the version that the batch has now. */
async function amend(actor: Actor, id: string, row: number, values: Record<string, string | null>) {
  const { version } = await shop.say(actor, importOperations.get, { id });
  return shop.say(actor, amendOperations.amend, { id, row, values, version });
}

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable("应被拒绝"),
    (error: Failure) => [error.kind, error.code],
  );

describe("改正企业台账的行", () => {
  test("改好的一行进来；写着谁改了什么；文件所写可以还原", async () => {
    const { officer } = shop.jia.people;
    const file = csvOf(
      titles,
      ["改正甲有限公司", wrong(1), "五百大洋", "王明", "13800001111"],
      ["改正乙有限公司", code(2), "500万元", "", ""],
    );
    const batch = await shop.preview(officer, "改正.csv", file);
    expect(batch.counts).toMatchObject({ create: 1, error: 1 });
    expect(batch.may.amend).toBeNull();
    const bad = (await rowsOf(officer, batch.id)).get(2);
    expect(bad?.problems.map(({ field }) => field).toSorted()).toEqual(["creditCode", "registeredCapital"]);
    const cellOf = (field: string) => bad?.cells.find((each) => each.field === field);
    expect(cellOf("registeredCapital")).toMatchObject({ text: "五百大洋", isAmended: false, inFile: null });
    // 号码从不重复给人看，也不以明文留在暂存里。
    expect(cellOf("contact1Phone")).toMatchObject({ title: "电话", text: null });
    const stored = await shop.database.transaction({ role: "owner" }, (db) =>
      db.execute<{ cells: unknown }>(sql`select cells from import_row where batch_id = ${batch.id} and number = 2`),
    );
    expect(JSON.stringify(stored.rows)).not.toContain("13800001111");

    const half = await amend(officer, batch.id, 2, { creditCode: code(1) });
    expect([half.outcome, half.batch.counts.error, half.batch.amended]).toEqual(["error", 1, 1]);
    const whole = await amend(officer, batch.id, 2, { registeredCapital: "500万元" });
    expect([whole.outcome, whole.batch.counts]).toEqual(["create", { ...batch.counts, create: 2, error: 0 }]);
    const now = (await rowsOf(officer, batch.id)).get(2);
    expect(now).toMatchObject({ isAmended: true, problems: [] });
    expect(now?.cells.find(({ field }) => field === "creditCode")).toMatchObject({
      text: code(1),
      isAmended: true,
      inFile: wrong(1),
    });

    const back = await amend(officer, batch.id, 2, { creditCode: null, registeredCapital: null });
    expect([back.outcome, back.batch.amended, back.batch.counts]).toEqual(["error", 0, batch.counts]);
    await amend(officer, batch.id, 2, { creditCode: code(1), registeredCapital: "500万元" });

    const ready = await shop.say(officer, importOperations.get, { id: batch.id });
    await shop.say(officer, importOperations.commit, { id: batch.id, version: ready.version });
    expect(await shop.settled(officer, batch.id)).toMatchObject({ state: "committed", amended: 1 });
    const id = (await rowsOf(officer, batch.id)).get(2)?.recordId ?? "";
    const { company } = (await shop.sayAt(officer, "companies.get", { id })) as never as {
      company: { creditCode: string; registeredCapital: string };
    };
    expect([company.creditCode, company.registeredCapital]).toEqual([code(1), "5000000.00"]);
    const { rows: story } = await shop.say(officer, timelineOperations.list, { subjectKind: "company", subjectId: id });
    expect(story.map(({ title }) => title)).toContain("导入入库（预览中改正：统一社会信用代码、注册资本）");
    const { rows: told } = await shop.say(shop.jia.people.audit, historyOperations.list, {
      subjectKind: "importBatch",
      action: "imports.amend",
    });
    expect(told.length).toBeGreaterThanOrEqual(4);
  });

  test("与别的行是同一家的照样认；那一行改开了，另一行也跟着放行", async () => {
    const { officer } = shop.jia.people;
    const file = csvOf(
      titles,
      ["同家甲有限公司", code(11), "", "", ""],
      ["同家乙有限公司", code(11), "", "", ""],
      ["同家丙有限公司", wrong(12), "", "", ""],
    );
    const batch = await shop.preview(officer, "同家.csv", file);
    expect(batch.counts).toMatchObject({ create: 1, error: 2 });
    expect((await amend(officer, batch.id, 4, { creditCode: code(11) })).outcome).toBe("error");
    expect((await rowsOf(officer, batch.id)).get(4)?.problems[0]?.message).toBe(
      "与第 2 行是同一家企业，请合并后再导入",
    );
    expect((await amend(officer, batch.id, 4, { creditCode: code(12) })).outcome).toBe("create");
    expect((await rowsOf(officer, batch.id)).get(3)?.outcome).toBe("error");
    // 第 3 行改成第 2 行那一家以外的，第 2 行不受影响。
    const { batch: after } = await amend(officer, batch.id, 3, { creditCode: code(13) });
    expect(after.counts).toMatchObject({ create: 3, error: 0 });
    // 改回去：后一行说与前一行相同。
    await amend(officer, batch.id, 3, { creditCode: null });
    expect((await rowsOf(officer, batch.id)).get(3)?.problems[0]?.message).toContain("与第 2 行是同一家企业");
  });

  test("前一行改开了，说与它相同的那一行放行", async () => {
    const { officer } = shop.jia.people;
    const file = csvOf(
      titles,
      ["让开甲有限公司", code(21), "五百大洋", "", ""],
      ["让开乙有限公司", code(21), "", "", ""],
    );
    const batch = await shop.preview(officer, "让开.csv", file);
    expect(batch.counts).toMatchObject({ create: 0, error: 2 });
    const { batch: after } = await amend(officer, batch.id, 2, { creditCode: code(22), registeredCapital: "" });
    expect(after.counts).toMatchObject({ create: 2, error: 0 });
  });

  test("重新对应列以后，改正的内容还在；换了工作表才作废", async () => {
    const { officer } = shop.jia.people;
    const batch = await shop.preview(
      officer,
      "再对应.csv",
      csvOf(titles, ["再对应有限公司", wrong(31), "", "李雷", "1"]),
    );
    await amend(officer, batch.id, 2, { creditCode: code(31), contact1Phone: "13800002222" });
    const [sheet] = batch.sheets;
    await shop.say(officer, importOperations.map, {
      id: batch.id,
      sheet: sheet?.name ?? "",
      headerRow: 1,
      mapping: batch.mapping ?? {},
    });
    const again = await shop.settled(officer, batch.id);
    expect([again.counts.create, again.amended]).toEqual([1, 1]);
    const row = (await rowsOf(officer, batch.id)).get(2);
    expect(row?.cells.find(({ field }) => field === "contact1Phone")).toMatchObject({ text: null, isAmended: true });
    await shop.say(officer, importOperations.discard, { id: batch.id });
    const { rows } = await shop.database.transaction({ role: "owner" }, (db) =>
      db.execute(sql`select 1 from secret_key where subject_id = ${batch.id}`),
    );
    expect(rows).toEqual([]);
  });

  test("没有问题的行、没有的行、没有对应的列、旧的版本、别人的批次、已导入的，都说明原因", async () => {
    const { officer, colleague, head } = shop.jia.people;
    const file = csvOf(["企业名称", "注册资本"], ["拒绝甲有限公司", "100万"], ["拒绝乙有限公司", "许多"]);
    const { id, version } = await shop.preview(officer, "拒绝.csv", file);
    const say = (actor: Actor, row: number, values: Record<string, string>, at = version) =>
      refused(shop.say(actor, amendOperations.amend, { id, row, values, version: at }));
    expect(await say(officer, 2, { name: "甲" })).toEqual(["refused", "imports.amend.fine"]);
    expect(await say(officer, 9, { name: "甲" })).toEqual(["missing", "imports.row"]);
    expect(await say(officer, 3, { creditCode: code(1) })).toEqual(["refused", "imports.amend.column"]);
    expect(await say(officer, 3, { name: "甲" }, version + 1)).toEqual(["refused", "imports.version"]);
    expect(await say(colleague, 3, { name: "甲" })).toEqual(["missing", "imports.missing"]);
    expect(await say(head, 3, { name: "甲" })).toEqual(["missing", "imports.amend.other"]);
    expect((await shop.say(head, importOperations.get, { id })).may.amend?.code).toBe("imports.amend.other");
    await shop.say(officer, importOperations.commit, { id, version });
    await shop.settled(officer, id);
    expect(await say(officer, 3, { registeredCapital: "1万" })).toEqual(["refused", "imports.amend.state"]);
  });
});

test("科室的行互为上级：改好上级，下级一并放行", async () => {
  const administrator = shop.jia.people.system;
  const file = csvOf(["科室名称", "上级科室"], ["改正下科", "改正上处"], ["改正上处", "没有这个局"]);
  const batch = await shop.preview(administrator, "科室.csv", file, {}, "divisions");
  expect(batch.counts).toMatchObject({ create: 0, error: 2 });
  const { batch: after, outcome } = await amend(administrator, batch.id, 3, { parentName: "" });
  expect([outcome, after.counts.create, after.counts.error]).toEqual(["create", 2, 0]);
  await shop.say(administrator, importOperations.commit, { id: batch.id, version: after.version });
  expect((await shop.settled(administrator, batch.id)).state).toBe("committed");
});
