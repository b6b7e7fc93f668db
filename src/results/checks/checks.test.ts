import { describe, expect, test } from "vitest";
import type { Input, Sent } from "#kit/base/operation.ts";
import { openArchive } from "#kit/documents/archive.ts";
import { readDocument } from "#kit/documents/reading/read.ts";
import { readTable } from "#kit/documents/workbook.ts";
import { type Actor, nobody } from "#kit/server/context.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { pagesOf } from "#tests/support/paper.ts";
import { type CheckReport, checkOperations, largestDocument, type ListedFinding } from "./contract.ts";
import type { Checking } from "./queries.ts";
import { checkServer } from "./server.ts";

const officer: Actor = { ...nobody, accountId: "01900000-0000-7000-8000-000000000001", name: "一科专员" };
const empty: CheckReport = {
  format: "text",
  unread: [],
  characters: 0,
  passages: [],
  findings: [],
  held: [],
  facts: [],
};

/** Nothing here may reach a database. */
const house = {
  database: { transaction: () => Promise.reject(new Error("opened a transaction")) },
} as unknown as House;

interface Seen {
  bytes: Uint8Array;
  name: string;
}

function open({ isPublic }: { isPublic: boolean }) {
  const seen: Seen[] = [];
  const readied: string[] = [];
  const checking: Checking = {
    isPublic: () => isPublic,
    makeReady: () => readied.push("thread"),
    checkFile: async (file) => {
      seen.push(file);
      return { ...empty, characters: file.bytes.length };
    },
  };
  const served = checkServer(checking);
  return {
    seen,
    readied,
    check: (actor: Actor, sent: Sent<typeof checkOperations.check>) =>
      ask(house, served, actor, checkOperations.check, sent),
    offer: (actor: Actor) => ask(house, served, actor, checkOperations.offer, {}),
    save: (actor: Actor, sent: Sent<typeof checkOperations.export>) =>
      ask(house, served, actor, checkOperations.export, sent),
  };
}

const base64 = (text: string | Buffer) => Buffer.from(text).toString("base64");
const text = { name: "报告.txt", content: base64("总计100万元，其中：A 60万元，B 30万元") };
const code = (asked: Promise<unknown>) =>
  asked.then(
    () => "办成",
    (failure: { code: string }) => failure.code,
  );

describe("核对文件", () => {
  test("登录与否都能核对，文件原样交给引擎，不开事务", async () => {
    const door = open({ isPublic: true });
    for (const actor of [nobody, officer]) await door.check(actor, text);
    expect(door.seen.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual(
      Array(2).fill(["报告.txt", "总计100万元，其中：A 60万元，B 30万元"]),
    );
  });

  test("没有开放时，未登录的人得到去登录的话，核对和导出都不行", async () => {
    const door = open({ isPublic: false });
    expect(await door.offer(nobody)).toEqual({ isOpen: false, bytes: largestDocument.stranger });
    expect(door.readied).toEqual([]);
    expect(await door.offer(officer)).toEqual({ isOpen: true, bytes: largestDocument.known });
    expect(door.readied).toHaveLength(1);
    const listed = { name: "报告.txt", format: "xlsx" as const, held: 0, findings: [] };
    expect([await code(door.check(nobody, text)), await code(door.save(nobody, listed))]).toEqual([
      "checks.closed",
      "checks.closed",
    ]);
    expect([await code(door.check(officer, text)), await code(door.save(officer, listed))]).toEqual(["办成", "办成"]);
    expect(door.seen).toHaveLength(1);
  });

  test("未登录至多 10 MB，登录后 20 MB，再大在读之前就拒绝", async () => {
    const door = open({ isPublic: true });
    const large = { name: "大.docx", content: base64(Buffer.alloc(largestDocument.stranger + 1)) };
    const largest = { name: "大.docx", content: base64(Buffer.alloc(largestDocument.known)) };
    const beyond = { name: "大.docx", content: base64(Buffer.alloc(largestDocument.known + 3)) };
    expect([await code(door.check(nobody, large)), await code(door.check(officer, large))]).toEqual([
      "checks.large",
      "办成",
    ]);
    expect([await code(door.check(officer, largest)), await code(door.check(officer, beyond))]).toEqual([
      "办成",
      "input.invalid",
    ]);
    await expect(door.check(nobody, large)).rejects.toThrow("登录后核对");
  });

  test.each([
    ["空文件", { ...text, content: "" }, "checks.empty"],
    ["不是 base64", { ...text, content: "总计" }, "input.invalid"],
    ["没有名字", { ...text, name: " " }, "input.invalid"],
    ["名字太长", { ...text, name: "长".repeat(201) }, "input.invalid"],
  ])("%s 说清楚", async (_, sent, expected) => {
    expect(await code(open({ isPublic: true }).check(nobody, sent))).toBe(expected);
  });
});

const finding: ListedFinding = {
  severity: "error",
  rule: "growth-rate",
  place: "第 41 行",
  quote: "增长9.14%",
  message: "增长率与前后两数不符，请核对",
  stated: "9.14%",
  expected: "8.19%",
  because: "(101.93 − 94.21) ÷ 94.21 = 8.19%",
  operands: "第 41 行 101.93万元；第 41 行 94.21万元",
  cause: "=1+1",
};
const listed = { name: "年度报告.docx", held: 221, findings: [finding, { ...finding, severity: "note" as const }] };

describe("导出疑点清单", () => {
  const save = async (format: "docx" | "pdf" | "xlsx", more: Partial<Input<typeof checkOperations.export>> = {}) => {
    const { name, content } = await open({ isPublic: true }).save(nobody, { ...listed, format, ...more });
    return { name, bytes: Buffer.from(content, "base64") };
  };

  test("Excel：一条一行，词语、位置、算式都在；陌生人的等号不成公式", async () => {
    const { name, bytes } = await save("xlsx");
    expect(name).toBe("年度报告-疑点清单.xlsx");
    const { sheets } = await readTable(bytes, name);
    const rows: string[][] = [];
    for await (const row of sheets[0]?.rows() ?? []) rows.push(row.cells.map((cell) => cell.text));
    expect(rows[0]).toEqual([
      "序号",
      "轻重",
      "规则",
      "位置",
      "原文",
      "写的",
      "算得",
      "请核对",
      "算式",
      "可能原因",
      "相关各处",
    ]);
    expect(rows[1]?.slice(0, 7)).toEqual(["1", "错误", "增长率", "第 41 行", "增长9.14%", "9.14%", "8.19%"]);
    expect(rows[1]?.[9]).toBe("=1+1");
    expect(rows[2]?.[1]).toBe("提示");
  });

  test("Word：结果一行，清单一张表", async () => {
    const { name, bytes } = await save("docx");
    expect(name).toBe("年度报告-疑点清单.docx");
    const pieces: Uint8Array[] = [];
    for await (const piece of openArchive(bytes).read("word/document.xml")) pieces.push(piece);
    const words = Buffer.concat(pieces)
      .toString()
      .replaceAll(/<[^>]+>/g, "");
    expect(words).toContain("核对通过 221 处 · 错误 1 · 疑点 0 · 提示 1");
    for (const part of ["错误：增长率", "第 41 行：“增长9.14%”", "写的 9.14%，算得 8.19%", "(101.93 − 94.21)"])
      expect(words).toContain(part);
  });

  test("PDF：横版，清单读回来一格不少", async () => {
    const { name, bytes } = await save("pdf");
    expect(name).toBe("年度报告-疑点清单.pdf");
    const [page] = await pagesOf(new Uint8Array(bytes));
    expect(page && page.width > page.height).toBe(true);
    const { document } = await readDocument(new Uint8Array(bytes), name);
    const table = document.blocks.find((block) => block.kind === "table");
    expect(table?.rows.map((row) => row.length)).toEqual([5, 5, 5]);
    expect(table?.rows[1]?.map(({ text }) => text)).toEqual([
      "1",
      "错误：增长率",
      "第 41 行：“增长9.14%”",
      expect.stringContaining("写的 9.14%，算得 8.19%"),
      "(101.93 − 94.21) ÷ 94.21 = 8.19%",
    ]);
  });

  test("一条也没有时照样成文", async () => {
    expect((await save("docx", { findings: [] })).bytes.length).toBeGreaterThan(1000);
    expect((await save("pdf", { findings: [] })).bytes.length).toBeGreaterThan(1000);
    expect((await save("xlsx", { findings: [] })).bytes.length).toBeGreaterThan(1000);
  });
});
