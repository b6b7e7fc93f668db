import { describe, expect, test } from "vitest";
import { codeOf, whyNotDecide, whyNotFormer, whyNotReceipt, whyNotRequest } from "./rules.ts";
import type { ErasureState } from "./words.ts";

describe("个人信息删除", () => {
  test("登记：申请日期不晚于今天，同一人不重复受理", () => {
    const on = (appliedOn: string, isPending = false) =>
      whyNotRequest({ appliedOn }, { today: "2026-03-05", isPending })?.code ?? null;
    expect([on("2026-03-05"), on("2026-03-06"), on("2026-03-05", true)]).toEqual([
      null,
      "erasures.future",
      "erasures.pending",
    ]);
  });

  test.each<[string, number, string | null]>([
    ["active", 0, "erasures.inForce"],
    ["invited", 0, "erasures.inForce"],
    ["disabled", 2, "erasures.holding"],
    ["disabled", 0, null],
  ])("离职人员：账号 %s，名下 %i 项", (state, heldCount, code) => {
    expect(whyNotFormer({ state, heldCount })?.code ?? null).toBe(code);
  });

  test.each<[ErasureState, string, string | null]>([
    ["requested", "另一人", null],
    ["requested", "受理人", "erasures.decide.self"],
    ["done", "另一人", "erasures.decide.done"],
    ["rejected", "另一人", "erasures.decide.rejected"],
  ])("确认：%s，由%s", (state, accountId, code) => {
    expect(whyNotDecide({ state, requestedAccountId: "受理人" }, { accountId })?.code ?? null).toBe(code);
  });

  test("删除后才有回执；编号四位", () => {
    expect([whyNotReceipt({ state: "requested" })?.code, whyNotReceipt({ state: "done" })]).toEqual([
      "erasures.receipt.state",
      null,
    ]);
    expect(codeOf({ year: 2026, number: 12 })).toBe("S2026-0012");
  });
});
