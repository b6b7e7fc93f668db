import { describe, expect, test } from "vitest";
import type { MemberRole } from "../words.ts";
import { whyNotInstructed, whyNotJoin, whyNotLeave } from "./rules.ts";

const today = "2026-03-05";
const leader = { role: "districtLeader", name: "示例领导甲", fromOn: "2026-02-01", toOn: null } as const;

describe("项目团队", () => {
  test.each<[string, { role: MemberRole; name: string; fromOn: string }, string | null, string?]>([
    ["协办专员可以有多位", { role: "assistant", name: "示例乙", fromOn: today }, null],
    ["包联领导只有一位", { role: "districtLeader", name: "示例乙", fromOn: today }, "members.add.single", "role"],
    ["同一身份不登记两次", { ...leader, fromOn: today }, "members.add.twice", "role"],
    ["日期还没有到", { role: "expert", name: "示例乙", fromOn: "2026-03-06" }, "members.add.future", "fromOn"],
  ])("加入：%s", (_, wanted, code, field) => {
    const refusal = whyNotJoin(wanted, [leader], today);
    expect([refusal?.code ?? null, refusal?.field]).toEqual([code, field]);
  });

  test("退出的包联领导让出位置", () => {
    const left = { ...leader, toOn: "2026-02-20" };
    expect(whyNotJoin({ role: "districtLeader", name: "示例乙", fromOn: "2026-02-21" }, [left], today)).toBeNull();
  });

  test.each<[string, string | null, string, string | null]>([
    ["当天", null, today, null],
    ["早于加入", null, "2026-01-31", "members.end.order"],
    ["日期还没有到", null, "2026-03-06", "members.end.future"],
    ["已经退出", "2026-02-20", today, "members.end.done"],
  ])("退出：%s", (_, toOn, wantedOn, code) => {
    expect(whyNotLeave({ ...leader, toOn }, wantedOn, today)?.code ?? null).toBe(code);
  });

  test("批示日期不在今天之后", () => {
    expect(whyNotInstructed(today, today)).toBeNull();
    expect(whyNotInstructed("2026-03-06", today)?.field).toBe("happenedOn");
  });
});
