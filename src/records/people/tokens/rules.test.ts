import { describe, expect, test } from "vitest";
import { choicesOf, whyNotToken } from "./rules.ts";

test("可选的权限是自己的减去不许用于接口的", () => {
  expect(choicesOf(["people.read", "accounts.manage", "companies.read"], ["accounts.manage"])).toEqual([
    "companies.read",
    "people.read",
  ]);
});

describe("接口令牌", () => {
  const bounds = { choices: ["companies.read"], today: "2026-03-05", longestDays: 365, held: 0 };
  const wanted = { permissions: ["companies.read"], until: "2026-06-30" };
  test.each<[string, Partial<typeof wanted>, Partial<typeof bounds>, string | null]>([
    ["自己的权限，一年以内", {}, {}, null],
    ["今天到期也可以", { until: "2026-03-05" }, {}, null],
    ["正好一年", { until: "2027-03-05" }, {}, null],
    ["超过一年", { until: "2027-03-06" }, {}, "tokens.until"],
    ["已经过去", { until: "2026-03-04" }, {}, "tokens.until"],
    ["自己没有的权限", { permissions: ["companies.read", "people.read"] }, {}, "tokens.permission"],
    ["太多了", {}, { held: 20 }, "tokens.many"],
  ])("%s", (_, differs, more, code) => {
    expect(whyNotToken({ ...wanted, ...differs }, { ...bounds, ...more })?.code ?? null).toBe(code);
  });
});
