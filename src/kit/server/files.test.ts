import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import { contextOf } from "#tests/support/context.ts";
import type { Context } from "./context.ts";
import { type Database, openPglite } from "./database.ts";
import { addFile, clearArriving, fileHeaders, fileName, filePath, getFile, openFile, storeFile } from "./files.ts";
import { migrate, readMigrations } from "./migrate.ts";

const place = mkdtempSync(join(tmpdir(), "luodi-files-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

async function* inPieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const store = (bytes: Uint8Array | string, name: string, maxBytes = 5_000_000) =>
  storeFile(place, inPieces(typeof bytes === "string" ? Buffer.from(bytes) : bytes), { name, maxBytes });

const office = (folder: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({ "[Content_Types].xml": strToU8("<Types/>"), [`${folder}/main.xml`]: strToU8("<x/>"), ...more });

/** The smallest OLE file: header, one table sector, directory sectors of four names each. */
function ole(...names: string[]): Buffer {
  const all = ["Root Entry", ...names];
  const sectors = Math.ceil(all.length / 4);
  const bytes = Buffer.alloc(512 * (2 + sectors));
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(bytes);
  bytes.writeUInt16LE(9, 30);
  bytes.writeUInt32LE(1, 48);
  bytes.fill(0xff, 76, 512);
  bytes.writeUInt32LE(0, 76);
  bytes.fill(0xff, 512, 1024);
  for (let i = 1; i <= sectors; i++) bytes.writeUInt32LE(i === sectors ? 0xfffffffe : i + 1, 512 + i * 4);
  all.forEach((name, i) => {
    bytes.write(name, 1024 + i * 128, "utf16le");
    bytes.writeUInt16LE((name.length + 1) * 2, 1024 + i * 128 + 64);
  });
  return bytes;
}

describe("类型由内容决定", () => {
  const gb18030 = Buffer.from("c6f3d2b5c3fbb3c62ccdb6d7cab6ee0d0a", "hex");
  test.each<[string, Uint8Array | string, string]>([
    ["pdf", "%PDF-1.7\n%\xe2\xe3", "通知.pdf"],
    ["png", Buffer.from("89504e470d0a1a0a0000", "hex"), "现场.png"],
    ["jpeg", Buffer.from("ffd8ffe000104a46", "hex"), "现场.JPG"],
    ["docx", office("word"), "报告.docx"],
    ["xlsx", office("xl"), "台账.xlsx"],
    ["pptx", office("ppt"), "汇报.pptx"],
    ["ofd", zipSync({ "OFD.xml": strToU8("<ofd/>") }), "公文.ofd"],
    ["doc", ole("WordDocument", "1Table", "Data", "CompObj", "SummaryInformation"), "旧报告.doc"],
    ["xls", ole("Workbook"), "旧台账.et"],
    ["ppt", ole("Pictures", "Current User", "a", "b", "PowerPoint Document"), "旧汇报.ppt"],
    ["text", "企业名称,投资额\r\n甲公司,100\r\n", "名单.csv"],
    ["text", gb18030, "名单.txt"],
    ["text", Buffer.from("\ufeff名称\t金额\r\n", "utf16le"), "名单.txt"],
  ])("%s", async (type, bytes, name) => {
    const stored = await store(bytes, name);
    expect(stored).toMatchObject({ type, name, size: Buffer.from(bytes).length });
    expect(stored.digest).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(readFileSync(filePath(place, stored.digest))).toEqual(Buffer.from(bytes));
  });

  test("同样的内容只存一份", async () => {
    const [first, second] = [await store("同一份", "甲.txt"), await store("同一份", "乙.txt")];
    expect(second.digest).toBe(first.digest);
    expect(readdirSync(join(place, "files", first.digest.slice(0, 2)))).toContain(first.digest);
  });
});

describe("不接收的文件说明原因，且不留下任何东西", () => {
  const encrypted = Buffer.from(office("word"));
  const entry = encrypted.indexOf(Buffer.from("PK\x01\x02", "latin1"));
  encrypted[entry + 8] = 1;
  const bomb = zipSync({ "[Content_Types].xml": strToU8("x"), "xl/a.xml": new Uint8Array(30_000_000) }, { level: 9 });
  const climbing = zipSync({ "[Content_Types].xml": strToU8("x"), "word/../../../etc/x": strToU8("x") });
  const cut = Buffer.from(office("xl")).subarray(0, 60);

  test.each<[string, string, Uint8Array | string]>([
    ["空文件", "files.empty", ""],
    ["程序", "files.type", Buffer.from("7f454c46020101000000", "hex")],
    ["压缩包", "files.archive", zipSync({ "a.txt": strToU8("a") })],
    ["有密码的压缩内容", "files.password", encrypted],
    ["有密码的 Office 文档", "files.password", ole("EncryptionInfo", "EncryptedPackage")],
    ["含宏的新版文档", "files.macros", office("word", { "word/vbaProject.bin": strToU8("x") })],
    ["含宏的旧版工作簿", "files.macros", ole("Workbook", "_VBA_PROJECT_CUR")],
    ["旧版宏表", "files.macros", office("xl", { "xl/macrosheets/sheet1.xml": strToU8("x") })],
    ["压缩炸弹", "files.bomb", bomb],
    ["路径越界的名称", "files.damaged", climbing],
    ["传到一半的文档", "files.damaged", cut],
    ["别的 OLE 文件", "files.type", ole("__properties_version1.0")],
  ])("%s", async (_what, code, bytes) => {
    const before = everything();
    await expect(store(bytes, "x.docx")).rejects.toMatchObject({ name: "Failure", code });
    expect(everything()).toEqual(before);
  });

  test("任意损坏的容器只会被拒绝，不会成为故障", async () => {
    const seeds = [ole("WordDocument", "1Table"), Buffer.from(office("xl", { "xl/b.xml": strToU8("y") }))];
    const spot = fc.record({ seed: fc.nat(1), at: fc.nat(2000), byte: fc.nat(255), length: fc.nat(2000) });
    const outcome = async (bytes: Buffer) =>
      store(bytes, "x").then(
        ({ type }) => type,
        (error: unknown) => error,
      );
    await fc.assert(
      fc.asyncProperty(fc.array(spot, { minLength: 1, maxLength: 6 }), async (spots) => {
        const bytes = Buffer.from(seeds[spots[0]?.seed ?? 0] ?? "");
        for (const { at, byte } of spots) bytes[at % bytes.length] = byte;
        const kept = bytes.subarray(0, Math.max(1, bytes.length - ((spots[0]?.length ?? 0) % 300)));
        const found = await outcome(kept);
        expect(typeof found === "string" || found instanceof Failure).toBe(true);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  test("超过大小时边收边停", async () => {
    let sent = 0;
    async function* endless() {
      for (;;) {
        sent += 1;
        yield Buffer.alloc(1000, 65);
      }
    }
    const before = everything();
    await expect(storeFile(place, endless(), { name: "a.txt", maxBytes: 10_000 })).rejects.toMatchObject({
      code: "files.size",
    });
    expect(sent).toBe(11);
    expect(everything()).toEqual(before);
  });

  test("发送中断时不留下半份", async () => {
    const before = everything();
    async function* broken() {
      yield Buffer.from("前一半");
      throw new Error("connection lost");
    }
    await expect(storeFile(place, broken(), { name: "a.txt", maxBytes: 100 })).rejects.toThrow("connection lost");
    expect(everything()).toEqual(before);
  });

  const everything = () => readdirSync(place, { recursive: true }).map(String).sort();
});

describe("名称", () => {
  test.each([
    ["../../etc/passwd", "text", "passwd.txt"],
    ["C:\\Users\\王\\报告.docx", "docx", "报告.docx"],
    ["合同\u202efdp.exe", "pdf", "合同fdp.exe.pdf"],
    ["病毒.exe", "docx", "病毒.exe.docx"],
    ["  ..  ", "png", "附件.png"],
    ["a<b>:c?.XLSX", "xlsx", "a_b__c_.XLSX"],
    ["名".repeat(300), "pdf", `${"名".repeat(100)}.pdf`],
    [`${"名".repeat(300)}.pdf`, "pdf", `${"名".repeat(100)}.pdf`],
  ] as const)("%s 存为 %s", (sent, type, name) => {
    expect(fileName(sent, type)).toBe(name);
  });

  test("下载头总是附件", () => {
    const headers = fileHeaders({ name: "招商(一)'s 报告.docx", type: "docx", size: 3, digest: "ab" });
    expect(headers["Content-Disposition"]).toBe(
      "attachment; filename*=UTF-8''%E6%8B%9B%E5%95%86%28%E4%B8%80%29%27s%20%E6%8A%A5%E5%91%8A.docx",
    );
    expect(headers["X-Content-Type-Options"]).toBe("nosniff");
  });
});

test("没有收完的旧文件在启动时清理，正在收的不动", async () => {
  const [old, young] = [join(place, "files", ".arriving-old"), join(place, "files", ".arriving-young")];
  for (const path of [old, young]) writeFileSync(path, "x");
  utimesSync(old, new Date("2023-01-01"), new Date("2023-01-01"));
  await clearArriving(place, new Date());
  const names = readdirSync(join(place, "files"));
  expect(names).not.toContain(".arriving-old");
  expect(names).toContain(".arriving-young");
});

describe("附件记录", () => {
  const [mine, other] = ["0193a000-0000-7000-8000-00000000000a", "0193a000-0000-7000-8000-00000000000b"];
  const account = "0193a000-0000-7000-8000-0000000000aa";
  let database: Database;
  beforeAll(async () => {
    database = await openPglite(null);
    await migrate(database, readMigrations("migrations"), new Date());
  }, 60_000);
  afterAll(() => database.close());
  const inAgency = <T>(agencyId: string, work: (ctx: Context) => Promise<T>) =>
    database.transaction({ role: "app", agencyId }, (db) =>
      work(contextOf(db, agencyId, account, new Date("2023-03-05T02:00:00Z"))),
    );

  test("取回的内容与存入的一致，外机构看不到", async () => {
    const stored = await store("内容", "说明.txt");
    const { id } = await inAgency(mine, (ctx) => addFile(ctx, stored));
    const { stream, headers } = await inAgency(mine, (ctx) => openFile(ctx, place, id));
    expect((await buffer(stream)).toString()).toBe("内容");
    expect(headers["Content-Length"]).toBe("6");
    await expect(inAgency(other, (ctx) => openFile(ctx, place, id))).rejects.toMatchObject({ code: "files.missing" });
  });

  test("敏感附件只给有权查看的人", async () => {
    const stored = await store("身份证", "证件.txt");
    const { id } = await inAgency(mine, (ctx) => addFile(ctx, stored, { class: "sensitive" }));
    await expect(inAgency(mine, (ctx) => getFile(ctx, id))).rejects.toMatchObject({ code: "files.unseen" });
  });

  test("内容不在盘上时说明去哪里找回", async () => {
    const stored = await store("会丢失", "丢.txt");
    const { id } = await inAgency(mine, (ctx) => addFile(ctx, stored));
    rmSync(filePath(place, stored.digest));
    await expect(inAgency(mine, (ctx) => openFile(ctx, place, id))).rejects.toMatchObject({ code: "files.lost" });
  });
});
