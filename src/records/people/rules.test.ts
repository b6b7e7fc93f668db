import { describe, expect, test } from "vitest";
import { lockAfterFailure, passwordProblem, whyNotRoles } from "./rules.ts";

const policy = { minLength: 8, classes: 3, lockAfter: 5, lockMinutes: 30 };

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

describe("角色", () => {
  const known = [
    { code: "head", title: "主任", administrator: false },
    { code: "officer", title: "招商专员", administrator: false },
    { code: "systemAdministrator", title: "系统管理员", administrator: true },
    { code: "auditAdministrator", title: "审计管理员", administrator: true },
  ];
  test.each<[string, string[], string | null]>([
    ["业务角色可以兼任", ["head", "officer"], null],
    ["管理员可以单独担任", ["systemAdministrator"], null],
    ["管理员不能兼业务角色", ["officer", "systemAdministrator"], "accounts.role.combined"],
    ["三员不能互兼", ["systemAdministrator", "auditAdministrator"], "accounts.role.combined"],
    ["写了两遍的管理员也不算单独", ["systemAdministrator", "systemAdministrator"], "accounts.role.combined"],
    ["没有的角色", ["officer", "emperor"], "accounts.role.missing"],
    ["对象自带的名字不是角色", ["constructor"], "accounts.role.missing"],
  ])("%s", (_, wanted, code) => {
    expect(whyNotRoles(wanted, known)?.code ?? null).toBe(code);
  });
});
