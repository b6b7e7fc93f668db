import { expect, test } from "vitest";
import { humanCode, isId, momentOfId, newId } from "./ids.ts";

test("是第七版 UUID，记得自己的时刻", () => {
  for (const now of [0, 1, 1_678_000_000_123, 2 ** 48 - 1]) {
    const id = newId(now);
    expect(isId(id)).toBe(true);
    expect(momentOfId(id)).toBe(now);
  }
});

test("同一毫秒内递增，不同毫秒按时间排序，不重复", () => {
  const ids = [5, 5, 5, 6, 7].flatMap((now) => Array.from({ length: 2000 }, () => newId(now)));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every(isId)).toBe(true);
});

test("演示数据回到过去的时刻，编号也回到过去", () => {
  newId(2_000_000_000_000);
  expect(momentOfId(newId(1_600_000_000_000))).toBe(1_600_000_000_000);
});

test.each([[-1], [2 ** 48], [Number.NaN]])("时刻 %d 属程序错误", (now) => expect(() => newId(now)).toThrow(RangeError));

test.each([
  ["0186b0e2-1c7b-7abc-8def-0123456789ab", true],
  ["0186B0E2-1C7B-7ABC-8DEF-0123456789AB", false],
  ["0186b0e2-1c7b-4abc-8def-0123456789ab", false],
  ["0186b0e2-1c7b-7abc-cdef-0123456789ab", false],
  ["0186b0e21c7b7abc8def0123456789ab", false],
  ["0186b0e2-1c7b-7abc-8def-0123456789ab\n", false],
  ["", false],
])("%j 是编号：%s", (text, expected) => expect(isId(text)).toBe(expected));

test.each([
  ["P", 2023, 42, "P2023-0042"],
  ["P", 2023, 9999, "P2023-9999"],
  ["P", 2023, 10_000, "P2023-10000"],
  ["INC", 2024, 1, "INC2024-0001"],
])("%s %i %i → %s", (prefix, year, number, expected) => expect(humanCode(prefix, year, number)).toBe(expected));

test.each([
  ["p", 2023, 1],
  ["", 2023, 1],
  ["P", 23, 1],
  ["P", 2023, 0],
  ["P", 2023, 1.5],
  ["PPPPP", 2023, 1],
])("%s %d %d 属程序错误", (prefix, year, number) => expect(() => humanCode(prefix, year, number)).toThrow(RangeError));
