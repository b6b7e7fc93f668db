import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareQuantities, convertQuantity, findUnit, parseQuantity, writeQuantity } from "./quantities.ts";
import { measureUnits, type UnitCode } from "./units.ts";

const codes = Object.keys(measureUnits) as UnitCode[];

test("每种写法只属于一个单位", () => {
  const written = Object.values(measureUnits).flatMap(({ title, aliases }) => [title, ...aliases]);
  expect(new Set(written).size).toBe(written.length);
  expect(codes.map((code) => findUnit(measureUnits[code].title))).toEqual(codes);
});

describe("读数量", () => {
  test.each([
    ["1,234.50万元", "1234.50", "wanYuan"],
    ["35.39 亿美元", "35.39", "yiUsd"],
    ["９６．５％", "96.5", "percent"],
    ["-3个百分点", "-3", "point"],
    ["300亩", "300", "mu"],
    ["12m2", "12", "squareMeter"],
    ["5个工作日", "5", "workday"],
    ["33个", "33", "each"],
    ["350万元/亩", "350", "wanYuanPerMu"],
  ])("%s", (typed, value, unit) => {
    const quantity = parseQuantity(typed);
    expect(quantity).toEqual({ value, unit });
  });

  test.each([
    ["33", "quantity.unreadable"],
    ["万元", "quantity.unreadable"],
    ["", "quantity.unreadable"],
    ["5 蒲式耳", "quantity.unit"],
    ["201,69.24万元", "number.grouping"],
    [`5${"万".repeat(200)}`, "quantity.unreadable"],
  ])("%j 被拒绝：%s", (typed, code) => expect(parseQuantity(typed)).toMatchObject({ code }));

  test("写出来的都能读回去，印出的位数不变", () => {
    const values = fc
      .tuple(fc.integer(), fc.constantFrom("", ".0", ".50", ".125"))
      .map(([whole, fraction]) => `${whole}${fraction}`);
    fc.assert(
      fc.property(values, fc.constantFrom(...codes), (value, unit) => {
        expect(parseQuantity(writeQuantity({ value, unit }))).toEqual({ value, unit });
      }),
    );
  });
});

describe("换算", () => {
  test.each([
    ["15", "mu", "hectare", 2, "1.00"],
    ["1", "mu", "squareMeter", 2, "666.67"],
    ["1", "hectare", "mu", 0, "15"],
    ["1.5", "yiYuan", "wanYuan", 2, "15000.00"],
    ["12345678.9", "yuan", "wanYuan", 2, "1234.57"],
    ["1", "wanYuanPerMu", "yuanPerSquareMeter", 2, "15.00"],
    ["2", "fold", "percent", 0, "200"],
    ["-12.345", "percent", "percent", 2, "-12.35"],
  ] as const)("%s %s → %s", (value, unit, to, decimals, expected) => {
    expect(convertQuantity({ value, unit }, to, decimals)).toEqual({ value: expected, unit: to });
  });

  test.each([
    ["mu", "wanYuan"],
    ["usd", "yuan"],
    ["percent", "point"],
    ["firm", "each"],
  ] as const)("%s 不能换算成 %s", (unit, to) => {
    expect(convertQuantity({ value: "1", unit }, to)).toMatchObject({ code: "quantity.conversion" });
    expect(compareQuantities({ value: "1", unit }, { value: "1", unit: to })).toBeNull();
  });

  test("同一种量精确比较", () => {
    expect(compareQuantities({ value: "0.3", unit: "yiYuan" }, { value: "3000.00", unit: "wanYuan" })).toBe(0);
    expect(compareQuantities({ value: "1", unit: "hectare" }, { value: "15.01", unit: "mu" })).toBe(-1);
    expect(compareQuantities({ value: "667", unit: "squareMeter" }, { value: "1", unit: "mu" })).toBe(1);
  });
});
