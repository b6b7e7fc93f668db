import { describe, expect, test } from "vitest";
import { type CompanyStep, maskedEmail, maskedPhone, missingOf, whyNotCompany } from "./rules.ts";
import type { CompanyState } from "./words.ts";

describe("企业的状态", () => {
  test.each<[CompanyStep, CompanyState, string | null]>([
    ["update", "active", null],
    ["archive", "active", null],
    ["restore", "archived", null],
    ["update", "archived", "企业已归档，恢复后才能修改"],
    ["archive", "archived", "企业已经归档"],
    ["restore", "active", "企业在库，无需恢复"],
  ])("%s 在 %s 时", (step, state, message) => {
    expect(whyNotCompany(step, { state })).toEqual(message && { code: `companies.${step}.state`, message });
  });
});

describe("还差什么", () => {
  const whole = { creditCode: "x", industry: "C", region: "110105", registeredCapital: "0.00", officerId: "x" };
  test("都有了就什么也不差，注册资本为零也算有", () => expect(missingOf(whole)).toEqual([]));
  test("差的按次序说出名称", () => {
    expect(missingOf({ ...whole, officerId: null, creditCode: null }).map(({ title }) => title)).toEqual([
      "统一社会信用代码",
      "责任专员",
    ]);
  });
});

describe("脱敏", () => {
  test.each([
    ["13812345678", "138****5678"],
    ["+86 138 1234 5678", "+86*******5678"],
    ["010-8888 6666", "010****6666"],
    ["88886666", "888*6666"],
    ["8888666", "*******"],
    ["110", "***"],
  ])("电话 %s 显示为 %s", (phone, shown) => {
    expect(maskedPhone(phone)).toBe(shown);
  });

  test("任何电话都盖住中间，短号全盖", () => {
    for (let length = 1; length <= 24; length++) {
      const shown = maskedPhone("9".repeat(length));
      expect([length, shown.length, shown.includes("*")]).toEqual([length, length, true]);
      expect([...shown].filter((each) => each === "9").length).toBeLessThanOrEqual(7);
    }
  });

  test.each([
    ["someone@example.com", "s***@example.com"],
    ["a@b.cn", "a***@b.cn"],
  ])("邮箱 %s 显示为 %s", (email, shown) => expect(maskedEmail(email)).toBe(shown));
});
