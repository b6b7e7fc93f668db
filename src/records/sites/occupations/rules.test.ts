import { describe, expect, test } from "vitest";
import { whyNotBeside, whyNotEnd, whyNotEndOn, whyNotTaken } from "./rules.ts";

const site = { kind: "factorySpace", createdOn: "2023-01-01" } as const;
const wanted = { kind: "leased", companyId: null, userName: "示例公司", fromOn: "2023-05-01", untilOn: null } as const;

describe("登记占用", () => {
  test.each([
    ["写清了的", {}, null],
    ["没说给谁", { userName: null }, "sites.occupy.user"],
    ["自用不用说给谁", { kind: "selfUsed", userName: null }, null],
    ["厂房不能出让", { kind: "transferred" }, "sites.occupy.transferred"],
    ["预留没有期限", { kind: "reserved" }, "sites.occupy.until"],
    ["还没到的日子", { fromOn: "2023-06-02" }, "sites.occupy.future"],
    ["到期早于开始", { untilOn: "2023-04-30" }, "sites.occupy.period"],
  ])("%s", (_, change, code) => {
    expect(whyNotTaken(site, { ...wanted, ...change } as never, "2023-06-01")?.code ?? null).toBe(code);
  });
});

describe("补登以前的占用", () => {
  const whole = { kind: "factorySpace", area: 1000 } as const;
  const others = [
    { area: 600, fromOn: "2022-01-01", endedOn: "2022-12-31" },
    { area: 500, fromOn: "2023-02-01", endedOn: null },
  ];

  test("与当时的占用重叠超出的，说清是哪一天", () => {
    expect(whyNotBeside(whole, others, { area: 500, fromOn: "2022-06-01" })?.message).toContain(
      "2022-06-01 那天只剩 400 ㎡",
    );
    expect(whyNotBeside(whole, others, { area: 501, fromOn: "2023-01-01" })?.message).toContain(
      "2023-02-01 那天只剩 500 ㎡",
    );
  });

  test("腾退当日就空出来了", () => {
    expect(whyNotBeside(whole, others, { area: 500, fromOn: "2022-12-31" })).toBeNull();
  });
});

test("腾退只办一次，日期在占用之后、今天以前", () => {
  const open = { fromOn: "2023-05-01", endedOn: null, voidedAt: null };
  expect(whyNotEnd(open)).toBeNull();
  expect(whyNotEnd({ ...open, endedOn: "2023-06-01" })?.code).toBe("sites.vacate.ended");
  expect(whyNotEnd({ ...open, voidedAt: "2023-06-01T00:00:00Z" })?.code).toBe("sites.vacate.voided");
  expect(whyNotEndOn(open, "2023-04-30", "2023-06-01")?.code).toBe("sites.vacate.early");
  expect(whyNotEndOn(open, "2023-06-02", "2023-06-01")?.code).toBe("sites.vacate.future");
  expect(whyNotEndOn(open, "2023-06-01", "2023-06-01")).toBeNull();
});
