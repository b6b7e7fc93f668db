import { describe, expect, test } from "vitest";
import { isLocked, isPasswordOld, lockAfterFailure, passwordProblem } from "./rules.ts";

const policy = { minLength: 8, classes: 3, lockAfter: 5, lockMinutes: 30, history: 5, longestDays: 90 };

describe("口令复杂度", () => {
  test.each<[string, string, string | null]>([
    ["三类字符，正好八位", "Abcdef12", null],
    ["三类字符，含符号", "abc_1234", null],
    ["七位", "Abcde12", "密码至少 8 位"],
    ["空", "", "密码至少 8 位"],
    ["只有两类", "abcdefgh12", "密码应包含大写字母、小写字母、数字、符号中的至少 3 类"],
    ["只有数字", "1234567890", "密码应包含大写字母、小写字母、数字、符号中的至少 3 类"],
    ["汉字不算任何一类", "示例示例示例示例a1", "密码应包含大写字母、小写字母、数字、符号中的至少 3 类"],
    ["空格是符号", "abc 1234", null],
    ["按字而不按编码单元计长：七个生僻字加不足", "𠮷𠮷𠮷Aa1", "密码至少 8 位"],
    ["含登录名", "Xwang.li9!", "密码不能包含登录名"],
    ["含大写的登录名", "1WANG.LI!a", "密码不能包含登录名"],
  ])("%s", (_, password, problem) => {
    expect(passwordProblem(password, "wang.li", policy)?.message ?? null).toBe(problem);
  });
});

describe("登录失败锁定", () => {
  const now = new Date("2026-03-05T09:30:00+08:00");
  test.each([
    [1, null],
    [4, null],
    [5, "2026-03-05T02:00:00.000Z"],
    [6, "2026-03-05T02:00:00.000Z"],
  ])("连错 %i 次", (failures, until) => {
    expect(lockAfterFailure(failures, now, policy)?.toISOString() ?? null).toBe(until);
  });
});

describe("锁定与期限", () => {
  const now = new Date("2026-03-05T09:30:00+08:00");
  test.each<[string | null, boolean]>([
    [null, false],
    ["2026-03-05T01:29:59.000Z", false],
    ["2026-03-05T01:30:00.000Z", false],
    ["2026-03-05T01:30:01.000Z", true],
  ])("锁定至 %s", (until, locked) => expect(isLocked(until, now)).toBe(locked));

  test.each<[string, string | null, number, boolean]>([
    ["没有记下设置时间的不算", null, 90, false],
    ["正好九十天", "2025-12-05T01:30:00.000Z", 90, false],
    ["九十天零一秒", "2025-12-05T01:29:59.000Z", 90, true],
    ["不限期", "2020-01-01T00:00:00.000Z", 0, false],
  ])("%s", (_, setAt, longestDays, old) => expect(isPasswordOld(setAt, now, { ...policy, longestDays })).toBe(old));
});
