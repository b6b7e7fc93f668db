import { describe, expect, test } from "vitest";
import { whyNotRoles, whyNotUnlock } from "./rules.ts";

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

describe("解锁", () => {
  const locked = { id: "a", lockedUntil: "2026-03-05T02:00:00.000Z" };
  test.each<[string, typeof locked | { id: string; lockedUntil: null }, string, string | null]>([
    ["锁定的账号由他人解锁", locked, "b", null],
    ["不能给自己解锁", locked, "a", "accounts.unlock.self"],
    ["没有锁定的不用解锁", { id: "a", lockedUntil: null }, "b", "accounts.unlock.state"],
  ])("%s", (_, account, by, code) => {
    expect(whyNotUnlock(account, by)?.code ?? null).toBe(code);
  });
});
