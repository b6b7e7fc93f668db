import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Actor } from "#kit/server/context.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { csvOf, openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { companyOperations, contactOperations } from "../contract.ts";
import { mergeOperations } from "../merging/contract.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(() => shop.close());

let last = 0;
const newCode = () => makeCreditCode({ region: "110105", body: `MA${String(++last).padStart(6, "0")}` });

const rowsOf = async (actor: Actor, batchId: string) =>
  (await shop.say(actor, importOperations.rows, { batchId, limit: 500 })).rows;

async function bringIn(actor: Actor, ...rows: string[][]) {
  const batch = await shop.preview(actor, "企业.csv", csvOf(...rows));
  await shop.say(actor, importOperations.commit, { id: batch.id, version: batch.version });
  return shop.settled(actor, batch.id);
}

const found = async (actor: Actor, search: string, state: "active" | "archived" = "active") =>
  (await shop.say(actor, companyOperations.list, { search, state })).rows;
const pageOf = (actor: Actor, id: string) => shop.say(actor, companyOperations.get, { id });

const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("应被拒绝"),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return error;
    },
  );

test("各种写法的一张台账：新增的企业、联系人、标签、金额、日期都对，留痕一条不差", async () => {
  const { officer, head } = shop.jia.people;
  const code = newCode();
  const done = await bringIn(
    officer,
    ["示例甲区重点企业台账"],
    ["单位：万元"],
    [
      "序号",
      "企业全称",
      "信用代码",
      "企业标签",
      "所属行业",
      "所在区县",
      "注册资本（万元）",
      "成立时间",
      "责任人",
      "联系人",
      "联系电话",
      "联系人",
      "联系电话",
    ],
    [
      "1",
      "上海扬帆科技有限公司",
      ` ${code} `,
      "央企、规上企业",
      "C26",
      "北京市朝阳区",
      "5,000",
      "2018年5月20日",
      "一科同事",
      "王明",
      "１３８００００１１１１",
      "李雷",
      "010-6655 4433",
    ],
    ["2", "北京启航（集团）有限公司", "", "", "信息技术服务业", "", "3.2亿元", "43525", "", "", "", "", ""],
  );
  expect(done).toMatchObject({ state: "committed", counts: { create: 2, update: 0, same: 0, error: 0 } });

  const [company] = await found(officer, "扬帆");
  const { company: shown, contacts, timeline } = await pageOf(officer, company?.id ?? "");
  expect(shown).toMatchObject({
    name: "上海扬帆科技有限公司",
    creditCode: code,
    tags: ["centralState", "aboveScale"],
    industry: "C",
    region: "110105",
    registeredCapital: "50000000.00",
    foundedOn: "2018-05-20",
    officerName: "一科同事",
    divisionName: "项目一科",
    version: 1,
  });
  expect(contacts.map(({ name, phone }) => [name, phone])).toEqual([
    ["王明", "138****1111"],
    ["李雷", "010****4433"],
  ]);
  expect(timeline.rows.map(({ title }) => title)).toEqual(["导入入库"]);
  const [other] = await found(officer, "jt");
  expect(other).toMatchObject({
    registeredCapital: "320000000.00",
    foundedOn: "2019-03-01",
    industry: "I",
    officerName: "一科专员",
  });
  expect(await shop.say(officer, companyOperations.list, { tag: "aboveScale" })).toMatchObject({ total: 1 });

  const revealed = await shop.say(head, contactOperations.reveal, { id: contacts[0]?.id ?? "" });
  expect(revealed.phone).toBe("13800001111");
  const report = await shop.database.transaction({ role: "owner", agencyId: shop.jia.id }, (db) =>
    verifyChain(db, shop.jia.id),
  );
  expect(report.problems).toEqual([]);
});

test("有误的行逐格说明，改好的照常导入", async () => {
  const { officer } = shop.jia.people;
  const batch = await shop.preview(
    officer,
    "有误.csv",
    csvOf(
      ["企业名称", "统一社会信用代码", "标签", "注册资本", "成立日期", "责任专员", "联系人", "电话"],
      ["好企业有限公司", newCode(), "", "100万元", "2020-01-01", "", "", ""],
      ["坏企业有限公司", "91110105MA0000000X", "火星企业", "壹佰", "2019-02-30", "查无此人", "李雷", "abc"],
      ["", "", "", "", "", "", "", "13800001111"],
      ["好企业有限公司", "", "", "", "", "", "", ""],
    ),
  );
  expect(batch.counts).toMatchObject({ create: 1, error: 3 });
  const [, bad, bare, twin] = await rowsOf(officer, batch.id);
  expect(bad?.problems.map(({ column }) => column)).toEqual([
    "标签",
    "注册资本",
    "成立日期",
    "责任专员",
    "统一社会信用代码",
    "电话",
  ]);
  expect(bad?.values.map(({ title }) => title)).not.toContain("电话");
  expect(bare?.problems).toContainEqual({ field: "name", column: "企业名称", message: "请填写企业名称" });
  expect(twin?.problems).toEqual([
    { field: "name", column: "企业名称", message: "与第 2 行是同一家企业，请合并后再导入" },
  ]);

  const { jobId } = await shop.say(officer, importOperations.failedRows, { id: batch.id });
  const job = await shop.finished(officer, jobId);
  expect(job).toMatchObject({ state: "done", result: { fileName: "有误-有误的行.xlsx", rows: 3 } });
  const sheet = await shop.fetched(officer, String(job.result?.fileId));
  expect(sheet[0]?.at(-1)).toBe("有误原因");
  expect(sheet[1]?.slice(0, 2)).toEqual(["坏企业有限公司", "91110105MA0000000X"]);
  expect(sheet[1]?.at(-1)).toContain("标签：不认识“火星企业”");
  expect(sheet).toHaveLength(4);
});

describe("已在库的企业", () => {
  test("按信用代码更新，只改不同的字段；再导一次就无变化", async () => {
    const { officer } = shop.jia.people;
    const code = newCode();
    await bringIn(
      officer,
      ["企业名称", "信用代码", "注册资本", "联系人", "电话"],
      ["旧名有限公司", code, "100万元", "王明", "13800001111"],
    );
    const sheet = [
      ["企业名称", "信用代码", "注册资本", "备注", "联系人", "电话", "邮箱"],
      ["新名有限公司", code, "", "重点跟踪", "王明", "13800002222", "wang@example.cn"],
    ];
    const batch = await shop.preview(officer, "更新.csv", csvOf(...sheet));
    expect(batch.counts).toMatchObject({ create: 0, update: 1, warned: 1 });
    const [row] = await rowsOf(officer, batch.id);
    expect(row?.values).toEqual([
      { field: "company.name", title: "企业名称", value: "新名有限公司", before: "旧名有限公司" },
      { field: "company.note", title: "备注", value: "重点跟踪", before: null },
      { field: "contact.phone", title: "联系人·电话", value: "138****2222", before: "138****1111" },
      { field: "contact.email", title: "联系人·邮箱", value: "w***@example.cn", before: null },
    ]);
    await shop.say(officer, importOperations.commit, { id: batch.id, version: batch.version });
    await shop.settled(officer, batch.id);
    expect(await found(officer, "新名")).toMatchObject([
      { name: "新名有限公司", registeredCapital: "1000000.00", version: 2 },
    ]);
    expect(await found(officer, "旧名")).toEqual([]);
    expect((await shop.preview(officer, "更新.csv", csvOf(...sheet))).counts).toMatchObject({ update: 0, same: 1 });
  });

  test("空白可以选择清空；可以选择跳过已有的", async () => {
    const { officer } = shop.jia.people;
    await bringIn(officer, ["企业名称", "备注", "标签"], ["清空有限公司", "旧备注", "规上"]);
    const sheet = csvOf(["企业名称", "备注", "标签"], ["清空有限公司", "", ""]);
    const keep = await shop.preview(officer, "空白.csv", sheet);
    expect(keep.counts).toMatchObject({ same: 1 });
    const skip = await shop.preview(officer, "空白.csv", sheet, { options: { onMatch: "skip", onBlank: "clear" } });
    expect(skip.counts).toMatchObject({ same: 1 });
    const clear = await shop.preview(officer, "空白.csv", sheet, { options: { onBlank: "clear" } });
    expect(clear.counts).toMatchObject({ update: 1 });
    await shop.say(officer, importOperations.commit, { id: clear.id, version: clear.version });
    await shop.settled(officer, clear.id);
    const [company] = await found(officer, "清空");
    expect(company).toMatchObject({ tags: [] });
    expect((await pageOf(officer, company?.id ?? "")).company.note).toBe("");
  });

  test("全半角括号不同是同一家；同名而代码不同要核对；他人范围内的不能改", async () => {
    const { officer, other } = shop.jia.people;
    const code = newCode();
    await bringIn(officer, ["企业名称", "信用代码"], ["括号（中国）有限公司", code]);
    const same = await shop.preview(officer, "括号.csv", csvOf(["企业名称"], ["括号(中国)有限公司"]));
    expect(same.counts).toMatchObject({ same: 1 });
    const differs = await shop.preview(
      officer,
      "括号.csv",
      csvOf(["企业名称", "信用代码"], ["括号（中国）有限公司", newCode()]),
    );
    expect((await rowsOf(officer, differs.id))[0]?.problems[0]?.message).toContain(
      `库中同名企业的统一社会信用代码是 ${code}`,
    );
    const foreign = await shop.preview(
      other,
      "二科.csv",
      csvOf(["企业名称", "备注"], ["括号（中国）有限公司", "想改"]),
    );
    expect((await rowsOf(other, foreign.id))[0]?.problems).toEqual([
      { field: null, column: null, message: "这家企业已在库，但不在您的办理范围内，请联系责任专员或主任" },
    ]);
    const given = await shop.preview(
      other,
      "二科.csv",
      csvOf(["企业名称", "责任专员"], ["另一家有限公司", "一科专员"]),
    );
    expect((await rowsOf(other, given.id))[0]?.problems[0]?.message).toContain("只能把企业交给自己办理范围内的专员");
  });
});

describe("预览之后有人动过", () => {
  test("被改过的、被抢先登记的，都重新校验而不写入", async () => {
    const { officer, colleague } = shop.jia.people;
    await bringIn(officer, ["企业名称", "备注"], ["并发甲有限公司", "一"]);
    const batch = await shop.preview(
      officer,
      "并发.csv",
      csvOf(["企业名称", "备注"], ["并发甲有限公司", "二"], ["并发乙有限公司", "新"]),
    );
    const [company] = await found(officer, "并发甲");
    const { id = "", version = 1 } = company ?? {};
    await shop.say(colleague, companyOperations.update, { id, version, changes: { note: "同事改的" } });
    await shop.say(colleague, companyOperations.create, { name: "并发乙有限公司" });
    await shop.say(officer, importOperations.commit, { id: batch.id, version: batch.version });
    const again = await shop.settled(officer, batch.id);
    expect(again.state).toBe("previewed");
    expect(again.message).toBe("预览之后，第 2、3 行对应的记录被他人新增或修改。已按最新情况重新校验，请再次确认");
    expect(again.counts).toMatchObject({ create: 0, update: 2 });
    expect(
      await refusal(shop.say(officer, importOperations.commit, { id: batch.id, version: batch.version })),
    ).toMatchObject({ code: "imports.version" });
    await shop.say(officer, importOperations.commit, { id: again.id, version: again.version });
    expect((await shop.settled(officer, batch.id)).state).toBe("committed");
    expect((await pageOf(officer, id)).company).toMatchObject({ note: "二", version: 3 });
  });
});

describe("撤销导入", () => {
  test("新增的归档，改过的还原，联系人移除，标签事实作废，留痕完整；再次导入可恢复", async () => {
    const { officer } = shop.jia.people;
    await bringIn(officer, ["企业名称", "标签", "备注"], ["还原有限公司", "规上", "原来的"]);
    const sheet = csvOf(
      ["企业名称", "标签", "备注", "联系人", "电话"],
      ["还原有限公司", "央企", "导入的", "王明", "13800001111"],
      ["误传有限公司", "央企", "", "李雷", "13900002222"],
    );
    const batch = await shop.preview(officer, "误传.csv", sheet);
    await shop.say(officer, importOperations.commit, { id: batch.id, version: batch.version });
    await shop.settled(officer, batch.id);
    const [wrong] = await found(officer, "误传");
    await shop.say(officer, importOperations.revert, { id: batch.id, reason: "传错了文件" });
    expect(await shop.settled(officer, batch.id)).toMatchObject({ state: "reverted", message: null });

    const [restored] = await found(officer, "还原");
    const page = await pageOf(officer, restored?.id ?? "");
    expect(page.company).toMatchObject({ tags: ["aboveScale"], note: "原来的", version: 3 });
    expect(page.contacts).toEqual([]);
    expect(page.timeline.rows.map(({ title }) => title)).toContain("撤销导入：传错了文件");
    expect(await found(officer, "误传")).toEqual([]);
    const [archived] = await found(officer, "误传", "archived");
    expect(archived).toMatchObject({ id: wrong?.id, state: "archived", version: 2 });
    expect((await shop.say(officer, companyOperations.list, { tag: "centralState", search: "还原" })).total).toBe(0);
    expect((await shop.say(officer, companyOperations.list, { tag: "aboveScale", search: "还原" })).total).toBe(1);

    const again = await shop.preview(officer, "误传.csv", sheet);
    expect(again.counts).toMatchObject({ create: 0, update: 2, warned: 1 });
    await shop.say(officer, importOperations.commit, { id: again.id, version: again.version });
    await shop.settled(officer, again.id);
    expect(await found(officer, "误传")).toMatchObject([{ id: wrong?.id, tags: ["centralState"] }]);
    expect((await shop.say(officer, companyOperations.list, { tag: "centralState", search: "误传" })).total).toBe(1);
    const report = await shop.database.transaction({ role: "owner", agencyId: shop.jia.id }, (db) =>
      verifyChain(db, shop.jia.id),
    );
    expect(report.problems).toEqual([]);
  });

  test("导入后被人改过的，按行号说明，一条也不撤", async () => {
    const { officer, colleague } = shop.jia.people;
    const done = await bringIn(officer, ["企业名称"], ["不撤甲有限公司"], ["不撤乙有限公司"]);
    const [company] = await found(officer, "不撤乙");
    await shop.say(colleague, companyOperations.update, {
      id: company?.id ?? "",
      version: 1,
      changes: { note: "已经联系" },
    });
    await shop.say(officer, importOperations.revert, { id: done.id, reason: "想撤" });
    const kept = await shop.settled(officer, done.id);
    expect(kept.state).toBe("committed");
    expect(kept.message).toContain("第 3 行的记录在导入后已被修改，不能撤销");
    expect(await found(officer, "不撤")).toHaveLength(2);
  });
});

describe("查重与合并之后", () => {
  const warnings = async (batchId: string) =>
    (await rowsOf(shop.jia.people.officer, batchId)).map((row) => row.warnings.map(({ message }) => message));

  test("与在库的相像，逐行提醒；别科室的只说该问哪个科室", async () => {
    const { officer, other } = shop.jia.people;
    await bringIn(officer, ["企业名称"], ["查重云帆科技有限公司"]);
    await bringIn(other, ["企业名称"], ["查重远山数据有限公司"]);
    const sheet = csvOf(
      ["企业名称"],
      ["北京查重云帆科技有限责任公司"],
      ["查重远山数据（上海）有限公司"],
      ["查重无关商贸有限公司"],
    );
    const batch = await shop.preview(officer, "名单.csv", sheet);
    expect(batch.counts).toMatchObject({ create: 3, warned: 2 });
    expect(await warnings(batch.id)).toEqual([
      ["与在库的“查重云帆科技有限公司”相像（名称相同，90 分），请核对是不是同一家"],
      ["另有科室在库，负责科室：项目二科，请先与该科室联系"],
      [],
    ]);
  });

  test("表里写的是并入的那家的名称或代码，对应到留下的一家，不改回旧名旧码", async () => {
    const { officer, head } = shop.jia.people;
    const [kept, gone] = [newCode(), newCode()];
    await bringIn(officer, ["企业名称", "信用代码"], ["并后甲有限公司", kept], ["并后乙有限公司", gone]);
    const idOf = async (search: string) => String((await found(officer, search))[0]?.id);
    const both = { survivorId: await idOf("并后甲"), mergedId: await idOf("并后乙") };
    await shop.say(head, mergeOperations.merge, { ...both, survivorVersion: 1, mergedVersion: 1, reason: "演练" });
    for (const row of [
      ["并后乙有限公司", "", "按名称"],
      ["并后乙有限公司", gone, "按代码"],
    ]) {
      const done = await bringIn(officer, ["企业名称", "信用代码", "备注"], row);
      expect(done).toMatchObject({ state: "committed", counts: { create: 0, update: 1, error: 0 } });
      expect((await pageOf(officer, both.survivorId)).company).toMatchObject({
        name: "并后甲有限公司",
        creditCode: kept,
        note: row[2],
      });
    }
  });
});
