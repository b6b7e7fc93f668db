import { describe, expect, test } from "vitest";
import { approvedOn, balance, totalOf, whyNotClosePost } from "./rules.ts";

const row = (
  number: number,
  on: string,
  voidedAt: string | null = null,
  kind: "institution" | "logistics" = "institution",
) => ({
  kind,
  number,
  approvedOn: on,
  document: `示编〔${on.slice(0, 4)}〕1号`,
  voidedAt,
});
const rows = [
  row(30, "2020-01-01"),
  row(32, "2023-06-01"),
  row(99, "2024-01-01", "2024-02-01T00:00:00.000Z"),
  row(2, "2021-01-01", null, "logistics"),
];

describe("某日有效的批复", () => {
  test.each([
    ["2019-12-31", null],
    ["2020-01-01", 30],
    ["2023-05-31", 30],
    ["2023-06-01", 32],
    ["2026-01-01", 32],
  ])("截至 %s", (day, number) => expect(approvedOn(rows, "institution", day)?.number ?? null).toBe(number));
  test("同一天再登记的为准", () => {
    expect(approvedOn([...rows, row(33, "2023-06-01")], "institution", "2023-06-01")?.number).toBe(33);
  });
});

describe("超缺", () => {
  test.each([
    [{ number: 30, actual: 28 }, "缺编 2"],
    [{ number: 28, actual: 28 }, "满编"],
    [{ number: 28, actual: 31 }, "超编 3"],
    [{ number: null, actual: 3 }, null],
  ])("%o", (line, word) => expect(balance(line)?.word ?? null).toBe(word));

  test("合计只算占编的；聘用在外", () => {
    const lines = [
      { kind: "institution" as const, isEstablished: true, number: 30, actual: 28 },
      { kind: "logistics" as const, isEstablished: true, number: null, actual: 1 },
      { kind: "contracted" as const, isEstablished: false, number: 10, actual: 9 },
    ];
    expect(totalOf(lines)).toEqual({ number: 30, actual: 29 });
    expect(totalOf(lines.slice(1)).number).toBeNull();
  });
});

test("有人的岗位不能撤销，说出是谁", () => {
  expect(whyNotClosePost({ closedOn: null, holders: "张三" })?.message).toBe(
    "岗位上还有张三，请先在人员页为他们办理调岗或离开",
  );
  expect(whyNotClosePost({ closedOn: null, holders: "" })).toBeNull();
  expect(whyNotClosePost({ closedOn: "2025-01-01", holders: "" })?.code).toBe("posts.close.state");
});
