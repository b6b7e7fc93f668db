import { describe, expect, test } from "vitest";
import { entrustable, type Standing, stateOf, type Wanted, whyNotDelegation, whyNotEnd } from "./rules.ts";

const who = (name: string) => ({ personId: name, name, isActive: true, isAdministrator: false });
const wanted = (changed: Partial<Wanted> = {}): Wanted => ({
  giver: who("甲"),
  receiver: who("乙"),
  fromOn: "2026-10-01",
  untilOn: "2026-10-08",
  permissions: ["companies.manage"],
  entrustable: ["companies.manage", "companies.read"],
  ...changed,
});
const standing = (from: string, to: string, changed: Partial<Standing> = {}): Standing => ({
  fromPersonId: from,
  fromName: from,
  toPersonId: to,
  toName: to,
  fromOn: "2026-10-05",
  untilOn: "2026-10-20",
  permissions: ["companies.manage"],
  ...changed,
});
const on = { today: "2026-09-28", longestDays: 90 };
const code = (...given: Parameters<typeof whyNotDelegation>) => whyNotDelegation(...given)?.code ?? null;

describe("能否委托", () => {
  test.each<[string, Partial<Wanted>, string | null]>([
    ["国庆八天，委托给同事", {}, null],
    ["委托给自己", { receiver: who("甲") }, "delegations.self"],
    ["从昨天开始", { fromOn: "2026-09-27" }, "delegations.past"],
    ["今天开始", { fromOn: "2026-09-28" }, null],
    ["截止早于开始", { untilOn: "2026-09-30" }, "delegations.days"],
    ["正好九十天", { untilOn: "2026-12-29" }, null],
    ["九十一天", { untilOn: "2026-12-30" }, "delegations.tooLong"],
    ["对方账号停用", { receiver: { ...who("乙"), isActive: false } }, "delegations.receiver"],
    ["自己账号停用", { giver: { ...who("甲"), isActive: false } }, "delegations.giver"],
    ["对方是管理员", { receiver: { ...who("乙"), isAdministrator: true } }, "delegations.administrator"],
    ["自己是管理员", { giver: { ...who("甲"), isAdministrator: true } }, "delegations.administrator"],
    ["没有可委托的权限", { permissions: [] }, "delegations.nothing"],
    ["不是自己的权限", { permissions: ["metrics.read"] }, "delegations.foreign"],
  ])("%s", (_, changed, refusal) => {
    expect(code(wanted(changed), [], on)).toBe(refusal);
  });

  test.each<[string, Standing, string | null]>([
    ["同一权限同一天已委托给别人", standing("甲", "丙"), "delegations.overlap"],
    ["首尾同一天也算重叠", standing("甲", "丙", { fromOn: "2026-10-08" }), "delegations.overlap"],
    ["次日才开始的不算", standing("甲", "丙", { fromOn: "2026-10-09" }), null],
    ["另一权限不算", standing("甲", "丙", { permissions: ["metrics.read"] }), null],
    ["对方已反过来委托给我", standing("乙", "甲"), "delegations.circle"],
    ["对方自己也不在", standing("乙", "丙"), "delegations.receiverAway"],
    ["受托的不能转委托", standing("丙", "甲"), "delegations.passedOn"],
    ["对方同时受别人委托无妨", standing("丙", "乙"), null],
  ])("%s", (_, beside, refusal) => {
    expect(code(wanted(), [beside], on)).toBe(refusal);
  });

  test("可委托的：自己的业务权限；管理员也有的、须本人办理的不在内", () => {
    const own = ["companies.read", "people.read", "delegations.manage", "handovers.manage", "erasures.request"];
    expect(entrustable(own, new Set(["people.read", "accounts.manage"]))).toEqual(["companies.read"]);
  });

  test.each([
    ["2026-09-30", null, "planned"],
    ["2026-10-01", null, "active"],
    ["2026-10-08", null, "active"],
    ["2026-10-09", null, "over"],
    ["2026-10-05", "2026-10-03", "ended"],
  ])("%s，终止于 %s：%s", (today, endedOn, state) => {
    expect(stateOf({ fromOn: "2026-10-01", untilOn: "2026-10-08", endedOn }, today)).toBe(state);
  });

  test("终止：委托人、受托人、主任可以；旁人不可以；到期与已终止的不必", () => {
    const given = { ...wanted(), endedOn: null, fromPersonId: "甲", toPersonId: "乙" };
    const end = (personId: string, today = "2026-10-02", isHead = false) =>
      whyNotEnd(given, { today, personId, isHead })?.code ?? null;
    expect([end("甲"), end("乙"), end("丙"), end("丙", "2026-10-02", true), end("甲", "2026-10-09")]).toEqual([
      null,
      null,
      "delegations.end.whose",
      null,
      "delegations.end.over",
    ]);
    expect(
      whyNotEnd({ ...given, endedOn: "2026-10-01" }, { today: "2026-10-02", personId: "甲", isHead: false })?.code,
    ).toBe("delegations.end.state");
  });
});
