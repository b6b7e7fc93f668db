import { describe, expect, test } from "vitest";
import {
  factorStateOf,
  freshStep,
  isRecoveryCode,
  plainCode,
  recoveryCodeFrom,
  whyNotRemove,
  whyNotReset,
} from "./rules.ts";

describe("时间步", () => {
  const now = new Date("2026-03-05T09:30:00+08:00");
  const step = now.getTime() / 30_000;
  test.each<[string, number | null, number, number | null]>([
    ["不匹配", null, 0, null],
    ["正当时", 0, 0, step],
    ["手机慢半分钟", -1, 0, step - 1],
    ["手机快半分钟", 1, 0, step + 1],
    ["用过的不收", 0, step, null],
    ["比用过的更早的也不收", -1, step, null],
    ["用过之后的下一步可以", 1, step, step + 1],
  ])("%s", (_, delta, last, fresh) => expect(freshStep(now, delta, last)).toBe(fresh));
});

describe("恢复码", () => {
  test("十个不易看错的字，中间一横；字节不够则没有", () => {
    expect(recoveryCodeFrom(Array.from({ length: 24 }, (_, i) => i))).toBe("abcde-fghjk");
    expect(recoveryCodeFrom([0, 1, 2])).toBeNull();
    // 248 以上的字节会使前几个字多出现，跳过。
    expect(recoveryCodeFrom([255, 250, 248, ...Array.from({ length: 10 }, () => 30)])).toBe("99999-99999");
  });
  test.each<[string, string, boolean]>([
    ["123 456", "123456", false],
    ["AB2CD-EF3GH", "ab2cdef3gh", true],
    ["ab2cdef3gh", "ab2cdef3gh", true],
  ])("%s", (typed, plain, isRecovery) => {
    expect([plainCode(typed), isRecoveryCode(typed)]).toEqual([plain, isRecovery]);
  });
});

describe("停用与重置", () => {
  test.each<[string, { factor: boolean; isRequired: boolean }, string | null]>([
    ["自愿启用的可以停用", { factor: true, isRequired: false }, null],
    ["角色要求的不能停用", { factor: true, isRequired: true }, "factors.required"],
    ["没有的不用停用", { factor: false, isRequired: false }, "factors.none"],
  ])("%s", (_, has, code) => expect(whyNotRemove(has)?.code ?? null).toBe(code));
  test.each<[boolean, boolean, string | null]>([
    [true, false, null],
    [true, true, "factors.reset.self"],
    [false, false, "factors.none"],
  ])("有：%s，自己的：%s", (has, own, code) => expect(whyNotReset(has, own)?.code ?? null).toBe(code));
  test.each<[boolean, boolean, string]>([
    [true, true, "on"],
    [true, false, "on"],
    [false, true, "missing"],
    [false, false, "off"],
  ])("有：%s，应有：%s", (has, required, state) => expect(factorStateOf(has, required)).toBe(state));
});
