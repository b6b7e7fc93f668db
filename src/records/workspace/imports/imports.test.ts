import { sql } from "drizzle-orm";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { csvOf, openWorkshop, type Workshop, workbookOf } from "#tests/support/workshop.ts";
import { importOperations } from "./contract.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(() => shop.close());

const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("应被拒绝"),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return error;
    },
  );

async function countOf(
  table: "import_row" | "import_record" | "import_batch" | "secret_key" | "search_token" | "company",
) {
  const { rows } = await shop.database.transaction({ role: "owner" }, (db) =>
    db.execute<{ total: string }>(sql.raw(`select count(*) as total from ${table} where agency_id = '${shop.jia.id}'`)),
  );
  return Number(rows[0]?.total);
}

const started = async (name: string, bytes: Uint8Array, kind = "companies") => {
  const { officer } = shop.jia.people;
  const { id } = await shop.say(officer, importOperations.start, {
    kind,
    fileId: await shop.upload(officer, name, bytes),
  });
  return shop.settled(officer, id);
};

describe("认表与配列", () => {
  test("标题行、样例与建议的对应；对应过的下次照用", async () => {
    const { officer } = shop.jia.people;
    const sheet = csvOf(["台账"], ["单位", "公司名称", "电话"], ["1", "甲公司", "13800001111"]);
    const batch = await started("首次.csv", sheet);
    expect(batch).toMatchObject({ state: "mapping", kindTitle: "企业", byName: "一科专员" });
    const [head] = batch.sheets;
    expect(head).toMatchObject({ headerRow: 2, isRemembered: false, proposed: { name: 1, contact1Phone: 2 } });
    expect(head?.columns[2]).toEqual({ index: 2, letter: "C", title: "电话", samples: ["138****1111"] });
    await shop.say(officer, importOperations.map, {
      id: batch.id,
      sheet: head?.name ?? "",
      headerRow: 2,
      mapping: { name: 1 },
    });
    await shop.settled(officer, batch.id);
    expect((await started("再次.csv", sheet)).sheets[0]).toMatchObject({ isRemembered: true, proposed: { name: 1 } });
  });

  test("必填的列没有对应、列不存在、字段不认识、重复对应，都拒绝", async () => {
    const { officer } = shop.jia.people;
    const { id, sheets } = await started("拒绝.csv", csvOf(["企业名称", "电话"], ["甲公司", "1"]));
    const sheet = sheets[0]?.name ?? "";
    const map = (mapping: Record<string, number>, more = {}) =>
      refusal(shop.say(officer, importOperations.map, { id, sheet, headerRow: 1, mapping, ...more }));
    expect((await map({ contact1Phone: 1 })).message).toBe("请先对应“企业名称”所在的列");
    expect((await map({ name: 7 })).code).toBe("imports.mapping");
    expect((await map({ name: 0, wrong: 1 })).code).toBe("imports.mapping");
    expect((await map({ name: 0, note: 0 })).message).toContain("同一列不能对应两个字段");
    expect((await map({ name: 0 }, { sheet: "没有" })).code).toBe("imports.sheet");
    expect((await map({ name: 0 }, { headerRow: 60 })).code).toBe("imports.headerRow");
    expect((await refusal(shop.say(officer, importOperations.commit, { id, version: 2 }))).code).toBe(
      "imports.commit.state",
    );
  });
});

describe("读不了的文件说明原因，什么也不留下", () => {
  const zip = (files: Record<string, string>) =>
    zipSync({
      "[Content_Types].xml": strToU8("<Types/>"),
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
    });
  test.each<[string, string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ["损坏的工作簿", "坏.xlsx", () => zip({ "xl/workbook.xml": "<workbook" }), "文件已损坏"],
    ["Word 文档", "文档.docx", () => zip({ "word/document.xml": "<x/>" }), "这是 Word 文档"],
    ["其实是网页", "网页.csv", () => Buffer.from("<html><table></table></html>"), "这个文件其实是网页"],
    ["没有内容", "空.xlsx", () => workbookOf([], []), "文件里没有内容"],
  ])("%s", async (_title, name, bytes, sentence) => {
    const batch = await started(name, await bytes());
    expect(batch.state).toBe("failed");
    expect(batch.message).toContain(sentence);
    expect(batch.may.map?.code).toBe("imports.map.unread");
    await shop.say(shop.jia.people.officer, importOperations.discard, { id: batch.id });
  });

  test("公式取结果并提示；没有结果的公式拒绝整张表", async () => {
    const { officer } = shop.jia.people;
    const bytes = (cell: string) =>
      sheetOf(
        `<row r="1">${text("A1", "企业名称")}${text("B1", "备注")}</row><row r="2">${text("A2", "公式有限公司")}${cell}</row>`,
      );
    const good = await shop.preview(
      officer,
      "公式.xlsx",
      bytes('<c r="B2" t="str"><f>"一"&amp;"二"</f><v>一二</v></c>'),
    );
    expect(good.counts).toMatchObject({ create: 1, warned: 1 });
    const { rows } = await shop.say(officer, importOperations.rows, { batchId: good.id, isWarned: true });
    expect(rows[0]?.warnings).toEqual([{ field: "note", column: "备注", message: "是公式，取其结果“一二”" }]);
    const bad = await started("无结果.xlsx", bytes('<c r="B2"><f>NOW()</f></c>'));
    expect(bad.message).toContain("是公式，但文件里没有它的结果");
  });

  test("读到一半才坏的，回到对应列，不留半截", async () => {
    const { officer } = shop.jia.people;
    const rows = Array.from({ length: 12_000 }, (_, i) => `第${i}号有限公司,备注`).join("\n");
    const batch = await shop.preview(officer, "半截.csv", Buffer.from(`企业名称,备注\n${rows}\n"没有成对`));
    expect(batch).toMatchObject({ state: "mapping", counts: { create: 0 } });
    expect(batch.message).toContain("第 12002 行起有一个引号没有成对");
    await shop.say(officer, importOperations.discard, { id: batch.id });
  });
});

test("放弃：行、记录、密钥都不留下", async () => {
  const { officer } = shop.jia.people;
  const before = await Promise.all(
    ["import_row", "import_record", "import_batch", "secret_key", "search_token"].map((table) =>
      countOf(table as "import_row"),
    ),
  );
  const batch = await shop.preview(
    officer,
    "放弃.csv",
    csvOf(["企业名称", "联系人", "电话"], ["放弃有限公司", "王明", "13800001111"]),
  );
  expect(await countOf("secret_key")).toBeGreaterThan(before[3] ?? 0);
  await shop.say(officer, importOperations.discard, { id: batch.id });
  expect(
    await Promise.all(
      ["import_row", "import_record", "import_batch", "secret_key", "search_token"].map((table) =>
        countOf(table as "import_row"),
      ),
    ),
  ).toEqual(before);
  expect((await refusal(shop.say(officer, importOperations.get, { id: batch.id }))).kind).toBe("missing");
});

test("取消校验：回到对应列，可以重新来过", async () => {
  const { officer } = shop.jia.people;
  const bytes = await workbookOf(
    ["企业名称"],
    Array.from({ length: 3000 }, (_, i) => [`取消${i}有限公司`]),
  );
  const batch = await started("取消.xlsx", bytes);
  const map = () =>
    shop.say(officer, importOperations.map, { id: batch.id, sheet: "企业", headerRow: 1, mapping: { name: 0 } });
  const { jobId } = await map();
  expect((await refusal(map())).code).toBe("imports.map.working");
  await shop.sayAt(officer, "jobs.cancel", { id: jobId });
  const cancelled = await shop.settled(officer, batch.id);
  expect(cancelled).toMatchObject({ state: "mapping", message: "已由发起人取消" });
  await map();
  expect(await shop.settled(officer, batch.id)).toMatchObject({ state: "previewed", counts: { create: 3000 } });
  const page = await shop.say(officer, importOperations.rows, { batchId: batch.id, outcome: "create", limit: 3 });
  expect(page.rows.map(({ number, title }) => [number, title])).toEqual([
    [2, "取消0有限公司"],
    [3, "取消1有限公司"],
    [4, "取消2有限公司"],
  ]);
  const next = await shop.say(officer, importOperations.rows, {
    batchId: batch.id,
    outcome: "create",
    limit: 3,
    ...(page.next ? { after: page.next } : {}),
  });
  expect([page.total, next.rows[0]?.number]).toEqual([3000, 5]);
});

test("同一任务再跑一次，不会多写一条", async () => {
  const { officer } = shop.jia.people;
  const batch = await shop.preview(officer, "两次.csv", csvOf(["企业名称"], ["两次甲有限公司"], ["两次乙有限公司"]));
  await shop.say(officer, importOperations.commit, { id: batch.id, version: batch.version });
  const done = await shop.settled(officer, batch.id);
  const counts = await Promise.all([countOf("company"), countOf("search_token")]);
  // As after a crash between the last step and the note that it was done.
  await shop.database.transaction({ role: "owner" }, (db) =>
    db.execute(sql`update job set state = 'queued' where id = ${done.jobId}`),
  );
  const job = await shop.finished(officer, done.jobId ?? "");
  expect(job).toMatchObject({ state: "done", result: { created: 2 } });
  expect(await Promise.all([countOf("company"), countOf("search_token")])).toEqual(counts);
  expect((await shop.settled(officer, batch.id)).version).toBe(done.version);
  expect(
    (await refusal(shop.say(officer, importOperations.commit, { id: batch.id, version: done.version }))).code,
  ).toBe("imports.commit.state");
});

describe("谁的导入", () => {
  test("别的机构看不见；同事看不见我的；主任看得见全机构的；财务不能导入", async () => {
    const { officer, colleague, head, finance } = shop.jia.people;
    const batch = await shop.preview(officer, "谁的.csv", csvOf(["企业名称"], ["谁的有限公司"]));
    const get = { id: batch.id };
    expect((await refusal(shop.say(shop.yi.people.head, importOperations.get, get))).kind).toBe("missing");
    expect((await refusal(shop.say(colleague, importOperations.get, get))).kind).toBe("missing");
    expect((await refusal(shop.say(colleague, importOperations.rows, { batchId: batch.id }))).kind).toBe("missing");
    expect((await shop.say(head, importOperations.get, get)).byName).toBe("一科专员");
    expect((await shop.say(head, importOperations.list, { state: "previewed" })).rows.map(({ id }) => id)).toContain(
      batch.id,
    );
    expect((await shop.say(colleague, importOperations.list, {})).total).toBe(0);
    expect((await refusal(shop.say(finance, importOperations.kinds, {}))).kind).toBe("forbidden");
    const fileId = await shop.upload(head, "别人的.csv", csvOf(["企业名称"], ["甲"]));
    expect((await refusal(shop.say(officer, importOperations.start, { kind: "companies", fileId }))).kind).toBe(
      "missing",
    );
  });

  test("模板的列就是能导入的列", async () => {
    const { officer } = shop.jia.people;
    const { jobId } = await shop.say(officer, importOperations.template, { kind: "companies" });
    const job = await shop.finished(officer, jobId);
    const [titles] = await shop.fetched(officer, String(job.result?.fileId));
    const [kind] = await shop.say(officer, importOperations.kinds, {});
    expect(titles).toEqual(kind?.fields.map(({ title }) => title));
  });
});

const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;

/** The smallest workbook whose cells we choose. */
function sheetOf(rows: string): Uint8Array {
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packaged = "http://schemas.openxmlformats.org/package/2006/relationships";
  const parts = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": `<Relationships xmlns="${packaged}"><Relationship Id="r" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns:r="${office}"><sheets><sheet name="企业" sheetId="1" r:id="r"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packaged}"><Relationship Id="r" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, strToU8(content)])));
}
