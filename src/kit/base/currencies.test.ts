import { describe, expect, test } from "vitest";
import { convert, currencies, describeRate, type ExchangeRate, findCurrency, isCurrency } from "./currencies.ts";

const rate: ExchangeRate = { currency: "USD", perUnit: "7.0000", date: "2023-03-05", source: "中国外汇交易中心" };

describe("折算人民币", () => {
  test("35.39亿美元按 7.0000 合 247.73亿元", () => {
    expect(convert({ value: "3539000000", currency: "USD" }, rate)).toEqual({ yuan: "24773000000.00" });
  });

  test.each([
    ["0.01", "6.8951", "0.07"],
    ["100.00", "6.8951", "689.51"],
    ["-100", "6.89515", "-689.52"],
    ["1.500", "7", "10.50"],
  ])("%s 美元 × %s = %s 元，只舍入一次", (value, perUnit, yuan) => {
    expect(convert({ value, currency: "USD" }, { ...rate, perUnit })).toEqual({ yuan });
  });

  test("人民币不需要汇率", () => expect(convert({ value: "5", currency: "CNY" }, null)).toEqual({ yuan: "5.00" }));

  test.each([
    ["没有汇率", null, "currency.rate"],
    ["没有日期", { ...rate, date: "" }, "currency.rateDate"],
    ["日期不存在", { ...rate, date: "2023-02-30" }, "currency.rateDate"],
    ["没有来源", { ...rate, source: " " }, "currency.rateSource"],
    ["币种不符", { ...rate, currency: "EUR" }, "currency.mismatch"],
    ["汇率为零", { ...rate, perUnit: "0.00" }, "currency.rateValue"],
    ["汇率为负", { ...rate, perUnit: "-7" }, "currency.rateValue"],
  ] as const)("%s，拒绝折算", (_, bad, code) => {
    expect(convert({ value: "1", currency: "USD" }, bad)).toMatchObject({
      code,
      message: expect.stringContaining("美元"),
    });
  });

  test("日元没有小数，金额过大也拒绝", () => {
    const yen: ExchangeRate = { ...rate, currency: "JPY", perUnit: "0.0512" };
    expect(convert({ value: "100.5", currency: "JPY" }, yen)).toMatchObject({ code: "currency.decimals" });
    expect(convert({ value: "100.00", currency: "JPY" }, yen)).toEqual({ yuan: "5.12" });
    expect(convert({ value: "99999999999999999", currency: "USD" }, rate)).toMatchObject({ code: "money.range" });
  });
});

test.each([
  ["美金", "USD"],
  [" usd ", "USD"],
  ["ＨＫＤ", "HKD"],
  ["港币", "HKD"],
  ["元", "CNY"],
  ["￥", "CNY"],
  ["比特币", null],
  ["constructor", null],
])("%s → %s", (written, code) => expect(findCurrency(written)).toBe(code));

test("代码三个大写字母，中文名不重复", () => {
  expect(Object.keys(currencies).every((code) => /^[A-Z]{3}$/.test(code) && isCurrency(code))).toBe(true);
  expect(isCurrency("toString")).toBe(false);
  const written = Object.values(currencies).flatMap(({ title, aliases }) => [title, ...aliases]);
  expect(new Set(written).size).toBe(written.length);
});

test("说明折算依据", () => expect(describeRate(rate)).toBe("按2023年3月5日中国外汇交易中心汇率（1美元=7.0000元）折算"));
