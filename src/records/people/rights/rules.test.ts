import { describe, expect, test } from "vitest";
import {
  followersOf,
  isAsPacked,
  type Held,
  explain,
  lastDayOf,
  type PackRole,
  whyNotGive,
  whyNotGrants,
  whyNotLast,
} from "./rules.ts";

const role = (
  title: string,
  administrator: boolean,
  permissions: string[],
  classes: PackRole["classes"],
): PackRole => ({
  title,
  administrator,
  grants: Object.fromEntries(permissions.map((each) => [each, "agency" as const])),
  classes,
});
const pack = {
  head: role("主任", false, ["people.read", "people.manage", "companies.manage"], ["public", "internal", "sensitive"]),
  officer: role("招商专员", false, ["people.read", "companies.manage"], ["public", "internal", "sensitive"]),
  systemAdministrator: role(
    "系统管理员",
    true,
    ["people.read", "people.manage", "accounts.manage"],
    ["public", "internal"],
  ),
  securityAdministrator: role("安全管理员", true, ["people.read", "rights.manage"], ["public", "internal"]),
};

describe("角色能持有什么", () => {
  const wanted = (administrator: string | null, permissions: string[], classes: PackRole["classes"] = ["public"]) => ({
    administrator,
    grants: permissions.map((permission) => ({ permission })),
    classes,
  });
  test.each<[string, ReturnType<typeof wanted>, string | null]>([
    ["业务角色持有业务权限", wanted(null, ["companies.manage", "people.manage"]), null],
    ["业务角色什么也不持有", wanted(null, []), null],
    [
      "业务角色持有三员的权限",
      wanted(null, ["rights.manage"]),
      "“授予角色、修改权限”只由三员持有，业务角色不能授予，请去掉这一项",
    ],
    ["没有的权限", wanted(null, ["moon.walk"]), "没有“moon.walk”这项权限，请从列表中选择"],
    ["对象自带的名字不是权限", wanted(null, ["constructor"]), "没有“constructor”这项权限，请从列表中选择"],
    ["同一权限两个范围", wanted(null, ["people.read", "people.read"]), "“查看机构与人员”写了两次，请只保留一个范围"],
    [
      "三员持有业务权限",
      wanted("securityAdministrator", ["people.read", "rights.manage", "companies.manage"]),
      "“安全管理员”是三员之一，不能持有“登记和修改企业”，请去掉这一项",
    ],
    [
      "三员持有另一员的权限",
      wanted("securityAdministrator", ["rights.manage", "accounts.manage"]),
      "“安全管理员”是三员之一，不能持有“管理账号”，请去掉这一项",
    ],
    [
      "三员丢掉本职",
      wanted("securityAdministrator", ["people.read"]),
      "“授予角色、修改权限”是“安全管理员”的本职，不能去掉",
    ],
    ["三员可以去掉旁的权限", wanted("systemAdministrator", ["accounts.manage"]), null],
    [
      "三员看敏感信息",
      wanted("systemAdministrator", ["accounts.manage"], ["public", "sensitive"]),
      "“系统管理员”是三员之一，不能查看敏感、涉税信息",
    ],
    ["涉密谁也不给", wanted(null, [], ["classified"]), "涉密信息禁止录入本系统，不能授予任何角色查看"],
  ])("%s", (_, asked, message) => expect(whyNotGrants(asked, pack)?.message ?? null).toBe(message));
});

describe("授予角色", () => {
  const held = (code: string, fromOn: string, toOn: string | null = null): Held => ({
    code,
    title: code,
    administrator: code.endsWith("Administrator") ? code : null,
    fromOn,
    toOn,
  });
  const officer = held("officer", "2026-01-01");
  test.each<[string, Held, Held[], string | null]>([
    ["第一个角色", officer, [], null],
    ["两个业务角色", held("head", "2026-02-01"), [officer], null],
    ["同一角色再授", held("officer", "2026-02-01"), [officer], "postings.give.twice"],
    ["同一角色前后相接", held("officer", "2026-02-01"), [held("officer", "2025-01-01", "2026-01-31")], null],
    ["三员与业务同日", held("securityAdministrator", "2026-02-01"), [officer], "postings.give.combined"],
    ["业务与三员同日", officer, [held("auditAdministrator", "2025-01-01")], "postings.give.combined"],
    [
      "三员互兼",
      held("securityAdministrator", "2026-02-01"),
      [held("auditAdministrator", "2025-01-01")],
      "postings.give.combined",
    ],
    [
      "将来才开始也算重叠",
      held("securityAdministrator", "2026-02-01"),
      [held("officer", "2027-01-01")],
      "postings.give.combined",
    ],
    ["到期之前让位", held("securityAdministrator", "2026-02-01", "2026-12-31"), [held("officer", "2027-01-01")], null],
    [
      "只差一天也算重叠",
      held("securityAdministrator", "2026-02-01", "2027-01-01"),
      [held("officer", "2027-01-01")],
      "postings.give.combined",
    ],
    ["已收回的不算", held("securityAdministrator", "2026-02-01"), [held("officer", "2025-01-01", "2026-01-31")], null],
    [
      "当天授当天收、从未生效的不算",
      held("securityAdministrator", "2026-02-01"),
      [held("officer", "2026-02-01", "2026-01-31")],
      null,
    ],
    ["日期写反", held("officer", "2026-02-01", "2026-01-01"), [], "postings.give.days"],
  ])("%s", (_, wanted, before, code) => expect(whyNotGive(wanted, before)?.code ?? null).toBe(code));

  test("拒绝的话说清是谁与谁、什么时候", () => {
    expect(whyNotGive(held("securityAdministrator", "2026-02-01"), [officer])?.message).toBe(
      "“securityAdministrator”不能与“officer”由同一人担任（这个人在2026-01-01 起是“officer”），请先收回，或另选一人",
    );
  });
});

describe("收回角色", () => {
  const today = "2026-03-05";
  test.each([
    [null, null, { day: "2026-03-04" }],
    ["2026-03-05", null, { day: "2026-03-05" }],
    ["2026-12-31", null, { day: "2026-12-31" }],
    ["2026-03-03", null, "postings.withdraw.days"],
    [null, "2026-01-01", "postings.withdraw.days"],
    ["2026-12-31", "2026-06-30", "postings.withdraw.days"],
    [null, "2026-06-30", { day: "2026-03-04" }],
  ])("最后一天 %s，原定 %s", (wanted, toOn, told) => {
    const answer = lastDayOf(wanted, { toOn, today });
    expect("code" in answer ? answer.code : answer).toEqual(told);
  });
  test("三员不缺位", () => {
    expect(whyNotLast([])).toBeNull();
    expect(whyNotLast([{ title: "安全管理员", others: 1 }])).toBeNull();
    expect(whyNotLast([{ title: "安全管理员", others: 0 }])?.message).toContain("最后一位正常在用的“安全管理员”");
  });
});

describe("为什么能、为什么不能", () => {
  const posting = {
    roleTitle: "招商专员",
    fromOn: "2026-01-01",
    toOn: null,
    isHeld: true,
    isAdministrator: false,
    scope: null,
  };
  const person = {
    personName: "示例人",
    leftOn: null,
    accounts: [{ login: "x", state: "active" }],
    postings: [{ ...posting, scope: "division" as const }],
    roles: ["主任", "招商专员"],
    isAdministrators: false,
  };
  test.each([
    ["能", person, true, "担任的“招商专员”授予“登记和修改企业”，范围为本科室。"],
    ["没有账号", { ...person, accounts: [], postings: [] }, false, "示例人没有账号，不能登录；账号由系统管理员发放。"],
    [
      "账号没启用",
      { ...person, accounts: [{ login: "x", state: "invited" }] },
      false,
      "账号还没有启用：本人要先用一次性链接设置密码。",
    ],
    ["账号停用", { ...person, accounts: [{ login: "x", state: "disabled" }] }, false, "账号已停用，不能登录。"],
    ["角色没有", { ...person, postings: [posting] }, false, "现在担任“招商专员”，都没有授予“登记和修改企业”。"],
    [
      "任职还没开始",
      { ...person, postings: [{ ...posting, isHeld: false, scope: "own" as const }] },
      false,
      "“招商专员”授予这项权限，但这个任职为2026-01-01 起，今天不在其中。",
    ],
    [
      "三员",
      { ...person, postings: [{ ...posting, roleTitle: "安全管理员", isAdministrator: true }] },
      false,
      "三员不能持有业务权限，需要办理业务的请另派人员。",
    ],
    [
      "要三员的权限",
      { ...person, postings: [posting], isAdministrators: true },
      false,
      "这项权限只由三员持有，业务角色不能授予。",
    ],
  ])("%s", (_, asked, may, line) => {
    const answer = explain(asked, "companies.manage");
    expect(answer.may).toBe(may);
    expect(answer.lines).toContain(line);
  });
});

describe("角色随规则包", () => {
  const packed = { title: "专员", administrator: false, grants: { "a.read": "own" }, classes: ["public"] } as const;
  const now = { ...packed, grants: { "a.read": "own", "b.read": "own" } } as const;
  const held = (changed: object = {}) => ({
    code: "officer",
    title: "专员",
    grants: { "a.read": "own" as const },
    classes: ["public" as const],
    isChanged: false,
    ...changed,
  });

  test("没改过的跟着变，改过的不动；没有的补上，名称已被机构自己的角色用了的不补", () => {
    expect(followersOf([held()], { officer: now }).followed.map(({ role }) => role.code)).toEqual(["officer"]);
    expect(followersOf([held({ isChanged: true })], { officer: now }).followed).toEqual([]);
    expect(followersOf([held()], { officer: packed }).followed).toEqual([]);
    expect(followersOf([], { officer: now }).added.map(([code]) => code)).toEqual(["officer"]);
    expect(followersOf([held({ code: "own1" })], { officer: now })).toEqual({ added: [], followed: [] });
  });

  test("一致与先后无关", () => {
    const turned = { ...now, grants: { "b.read": "own", "a.read": "own" } } as const;
    expect([isAsPacked(turned, now), isAsPacked(packed, now)]).toEqual([true, false]);
  });
});
