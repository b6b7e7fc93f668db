import { describe, expect, test } from "vitest";
import type { Finding } from "../contract.ts";
import { ListedFinding } from "../contract.ts";
import type { Severity } from "../words.ts";
import { chosen, entriesOf, folded, listed, summaryOf } from "./listing.ts";

const finding = (passage: number, severity: Severity, group: number | null = null): Finding => ({
  rule: "growth-rate",
  severity,
  at: { passage, from: 3, to: 8, line: passage + 1, place: null, quote: "9.14%" },
  stated: "9.14%",
  expected: "8.19%",
  because: "(101.93 − 94.21) ÷ 94.21 = 8.19%",
  operands: [{ passage, from: 10, to: 18, line: passage + 1, place: null, quote: "101.93亿元" }],
  message: "增长率与前后两数不符",
  cause: null,
  group,
});

describe("疑点清单", () => {
  const findings = [finding(7, "error"), finding(2, "note"), finding(9, "warning", 0), finding(9, "error", 0)];
  const entries = entriesOf(findings);

  test("按原文先后编号，筛选后编号不变", () => {
    expect(entries.map((each) => [each.number, each.finding.at.passage])).toEqual([
      [1, 2],
      [2, 7],
      [3, 9],
      [4, 9],
    ]);
    expect(chosen(entries, { severity: "error", rule: null }).map(({ number }) => number)).toEqual([2, 4]);
    expect(chosen(entries, { severity: null, rule: "share" })).toEqual([]);
  });

  test("同一原因的收在第一条之下；第一条被筛去时，由其次的带头", () => {
    const shape = (shown: typeof entries) =>
      folded(shown).map(({ number, followers }) => [number, followers.map((each) => each.number)]);
    expect(shape(entries)).toEqual([
      [1, []],
      [2, [3, 4]],
    ]);
    expect(shape(entries.slice(2))).toEqual([[3, [4]]]);
  });

  test("一行说清结果", () => {
    expect(summaryOf({ held: [], findings })).toBe("核对通过 0 处 · 错误 2 · 疑点 1 · 提示 1");
  });

  test("导出的一行总在契约的边界之内，控制字符和半个字符都不带", () => {
    const [first] = entries;
    if (!first) throw new Error("no entry");
    const wild = {
      ...first.finding,
      message: `\u0000甲\ud800${"长".repeat(3000)}`,
      operands: Array.from({ length: 900 }, () => first.finding.at),
    };
    expect(ListedFinding.safeParse(listed({ finding: wild })).success).toBe(true);
    expect(listed(first)).toMatchObject({ place: "第 3 行", operands: "第 3 行 101.93亿元" });
  });
});
