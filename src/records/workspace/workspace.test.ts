import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import type { Actor } from "#kit/server/context.ts";
import { csvOf, openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { draftOperations, fileOperations, jobOperations, timelineOperations, viewOperations } from "./contract.ts";
import { exportOperations } from "./exports/contract.ts";
import { historyOperations } from "./history/contract.ts";
import { importOperations } from "./imports/contract.ts";

let shop: Workshop;
let companyId: string;
beforeAll(async () => {
  shop = await openWorkshop();
  const { officer } = shop.jia.people;
  const batch = await shop.preview(
    officer,
    "企业.csv",
    csvOf(
      ["企业名称", "标签", "注册资本", "成立日期", "联系人", "电话"],
      ["扬帆有限公司", "央企、规上", "5000万元", "2018-05-20", "王明", "13800001111"],
      ...Array.from({ length: 1200 }, (_, i) => [`第${i}有限公司`, "", "", "", "", ""]),
    ),
  );
  await shop.say(officer, importOperations.commit, { id: batch.id, version: batch.version });
  await shop.settled(officer, batch.id);
  const { rows } = await shop.say(officer, importOperations.rows, { batchId: batch.id, limit: 1 });
  companyId = rows[0]?.recordId ?? "";
}, 180_000);
afterAll(() => shop.close());

const asked: Workshop["sayAt"] = (actor, address, sent) => shop.sayAt(actor, address, sent);

const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("应被拒绝"),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return error;
    },
  );

describe("草稿", () => {
  test("各人各机构各表单一份，覆盖、取回、丢弃", async () => {
    const { officer, colleague } = shop.jia.people;
    const form = "companies.create";
    expect(await shop.say(officer, draftOperations.get, { form })).toBeNull();
    await shop.say(officer, draftOperations.save, { form, values: { name: "甲" } });
    await shop.say(officer, draftOperations.save, { form, values: { name: "甲公司", tags: ["listed"] } });
    expect((await shop.say(officer, draftOperations.get, { form }))?.values).toEqual({
      name: "甲公司",
      tags: ["listed"],
    });
    expect(await shop.say(colleague, draftOperations.get, { form })).toBeNull();
    await shop.say(officer, draftOperations.drop, { form });
    expect(await shop.say(officer, draftOperations.get, { form })).toBeNull();
  });
  test("超过 64 KB 拒绝", async () => {
    const values = { text: "字".repeat(30_000) };
    const error = await refusal(
      shop.say(shop.jia.people.officer, draftOperations.save, { form: "companies.create", values }),
    );
    expect(error.message).toBe("草稿超过 64 KB，请缩短后再试");
  });
});

test("常用视图：同名覆盖，只有自己看得见、删得掉", async () => {
  const { officer, colleague } = shop.jia.people;
  const list = "companies.list";
  const first = await shop.say(officer, viewOperations.save, { list, name: "央企", state: { tag: "centralState" } });
  const again = await shop.say(officer, viewOperations.save, {
    list,
    name: "央企",
    state: { tag: "centralState", sort: "name" },
  });
  expect(again.id).toBe(first.id);
  expect(await shop.say(officer, viewOperations.list, { list })).toEqual([again]);
  expect(await shop.say(colleague, viewOperations.list, { list })).toEqual([]);
  expect((await refusal(shop.say(colleague, viewOperations.drop, { id: first.id }))).kind).toBe("missing");
  await shop.say(officer, viewOperations.drop, { id: first.id });
  expect(await shop.say(officer, viewOperations.list, { list })).toEqual([]);
});

test("任务与文件只给发起的人看", async () => {
  const { officer, colleague } = shop.jia.people;
  const [job] = await shop.say(officer, jobOperations.list, {});
  expect(job).toMatchObject({ kind: "imports.commit", title: "导入", state: "done" });
  expect(await shop.say(colleague, jobOperations.list, {})).toEqual([]);
  expect((await refusal(shop.say(colleague, jobOperations.cancel, { id: job?.id ?? "" }))).kind).toBe("missing");
  expect((await refusal(shop.say(officer, jobOperations.cancel, { id: job?.id ?? "" }))).code).toBe("jobs.finished");
  const id = await shop.upload(officer, "附件.csv", csvOf(["甲"]));
  expect(await shop.say(officer, fileOperations.get, { id })).toMatchObject({
    name: "附件.csv",
    type: "text",
    size: 3,
  });
  expect((await refusal(shop.say(colleague, fileOperations.get, { id }))).kind).toBe("missing");
});

describe("导出", () => {
  test("行数与列表总数相同，单位与代码用中文，谁导出的有留痕", async () => {
    const { officer, audit } = shop.jia.people;
    const sent = { state: "active", sort: "registeredCapital", descending: true };
    const { total } = (await asked(officer, "companies.list", sent)) as { total: number };
    expect(total).toBe(1201);
    const { jobId } = await shop.say(officer, exportOperations.start, { list: "companies.list", input: sent });
    const job = await shop.finished(officer, jobId);
    expect(job).toMatchObject({ state: "done", done: total, result: { fileName: "企业.xlsx", rows: total } });
    const sheet = await shop.fetched(officer, String(job.result?.fileId));
    expect(sheet).toHaveLength(total + 1);
    expect(new Set(sheet.map(([name]) => name)).size).toBe(total + 1);
    const row = Object.fromEntries((sheet[0] ?? []).map((title, i) => [title, sheet[1]?.[i]]));
    expect(row).toMatchObject({
      企业名称: "扬帆有限公司",
      标签: "央企、规上",
      "注册资本（元）": "50000000.00",
      成立日期: "2018-05-20",
      状态: "在库",
    });

    const history = await shop.say(audit, historyOperations.list, { subjectKind: "export" });
    expect(history.rows[0]).toMatchObject({ actionTitle: "导出列表", accountName: "一科专员", subjectTitle: "导出" });
    expect(history.rows[0]?.changes).toContainEqual(expect.objectContaining({ title: "行数", after: String(total) }));
  });

  test("按所选的列与次序；筛选照旧；他科看不到的导不出", async () => {
    const { officer, other } = shop.jia.people;
    const start = (actor: Actor, input: Record<string, unknown>, columns?: string[]) =>
      shop.say(actor, exportOperations.start, { list: "companies.list", input, ...(columns ? { columns } : {}) });
    const job = await shop.finished(officer, (await start(officer, { search: "扬帆" }, ["officerName", "name"])).jobId);
    expect(await shop.fetched(officer, String(job.result?.fileId))).toEqual([
      ["责任专员", "企业名称"],
      ["一科专员", "扬帆有限公司"],
    ]);
    const none = await shop.finished(other, (await start(other, { search: "扬帆" })).jobId);
    expect(none.result).toMatchObject({ rows: 0 });
  });

  test("不是列表、没有权限、条件不对、没有列，当场拒绝", async () => {
    const { officer, finance } = shop.jia.people;
    const start = (actor: Actor, list: string, more = {}) =>
      refusal(shop.say(actor, exportOperations.start, { list, ...more }));
    expect((await start(officer, "companies.get")).code).toBe("exports.list");
    expect((await start(officer, "accounts.list")).kind).toBe("forbidden");
    expect((await start(finance, "companies.list")).kind).toBe("forbidden");
    expect((await start(officer, "companies.list", { input: { wrong: 1 } })).code).toBe("exports.input");
    expect((await start(officer, "companies.list", { columns: ["nothing"] })).code).toBe("exports.columns");
  });
});

describe("时间线", () => {
  test("看得见记录的人看得见；看不见的、别的机构的、没有这类的，都拒绝", async () => {
    const { officer, colleague, other } = shop.jia.people;
    const sent = { subjectKind: "company", subjectId: companyId };
    const { rows, next } = await shop.say(officer, timelineOperations.list, sent);
    expect(rows.map(({ title, by }) => [title, by])).toEqual([["导入入库", "一科专员"]]);
    expect(next).toBeNull();
    expect((await refusal(shop.say(shop.yi.people.head, timelineOperations.list, sent))).kind).toBe("missing");
    expect((await refusal(shop.say(shop.jia.people.audit, timelineOperations.list, sent))).kind).toBe("forbidden");
    expect((await refusal(shop.say(officer, timelineOperations.list, { ...sent, subjectKind: "nothing" }))).code).toBe(
      "timeline.kind",
    );
    expect((await refusal(shop.say(other, timelineOperations.list, sent))).kind).toBe("missing");
    expect((await shop.say(colleague, timelineOperations.list, sent)).rows).toHaveLength(1);
  });
  test("翻页", async () => {
    const { officer } = shop.jia.people;
    for (const [i, note] of ["一", "二", "三"].entries()) {
      await asked(officer, "companies.update", { id: companyId, version: i + 1, changes: { note } });
    }
    const sent = { subjectKind: "company", subjectId: companyId, limit: 3 };
    const first = await shop.say(officer, timelineOperations.list, sent);
    const second = await shop.say(officer, timelineOperations.list, { ...sent, after: first.next ?? "" });
    expect([...first.rows, ...second.rows].map(({ title }) => title)).toEqual([
      "修改：备注",
      "修改：备注",
      "修改：备注",
      "导入入库",
    ]);
    expect(second.next).toBeNull();
  });
});

describe("留痕", () => {
  test("谁改了什么，用表单的话说；今天无权看的字段只说改过", async () => {
    const { audit, officer } = shop.jia.people;
    const { rows } = await shop.say(audit, historyOperations.list, { subjectId: companyId, descending: true });
    const created = rows.find(({ action }) => action === "imports.commit");
    expect(created).toMatchObject({
      subjectTitle: "企业",
      actionTitle: "确认导入",
      accountName: "一科专员",
      via: "任务",
    });
    const told = Object.fromEntries(created?.changes.map(({ title, after }) => [title, after]) ?? []);
    expect(told).toMatchObject({
      企业名称: "扬帆有限公司",
      标签: "央企、规上",
      注册资本: "50,000,000.00元",
      责任专员: "一科专员",
    });

    const contacts = (await shop.say(audit, historyOperations.list, { subjectKind: "contact" })).rows;
    const phone = contacts[0]?.changes.find(({ field }) => field === "phone");
    expect(phone).toMatchObject({ title: "电话", before: null, after: null, withheld: "class" });
    const sensitive: Actor = { ...audit, classes: new Set(["public", "internal", "sensitive"]) };
    const opened = (await shop.say(sensitive, historyOperations.list, { subjectKind: "contact" })).rows[0]?.changes;
    expect(opened?.find(({ field }) => field === "phone")).toMatchObject({ after: "138****1111", withheld: null });
    expect(opened?.find(({ field }) => field === "name")).toMatchObject({ after: "王明" });
    expect((await refusal(shop.say(officer, historyOperations.list, {}))).kind).toBe("forbidden");
    expect((await shop.say(shop.yi.people.audit, historyOperations.list, { subjectId: companyId })).total).toBe(0);
  });

  test("按人、按日期筛选，翻页不重不漏", async () => {
    const { audit, officer } = shop.jia.people;
    const mine = { accountId: officer.accountId ?? "" };
    const { total } = await shop.say(audit, historyOperations.list, { ...mine, from: "2026-03-05", to: "2026-03-05" });
    expect(total).toBeGreaterThan(1200);
    expect((await shop.say(audit, historyOperations.list, { ...mine, to: "2026-03-04" })).total).toBe(0);
    const seen = new Set<string>();
    for (let after: string | undefined; ; ) {
      const page = await shop.say(audit, historyOperations.list, {
        ...mine,
        limit: 500,
        descending: true,
        ...(after ? { after } : {}),
      });
      for (const { id } of page.rows) seen.add(id);
      if (!page.next) break;
      after = page.next;
    }
    expect(seen.size).toBe(total);
  });
});
