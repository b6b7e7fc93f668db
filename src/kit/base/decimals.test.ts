import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  groupThousands,
  multiplyDecimals,
  parseDecimal,
  placesOf,
  readDecimal,
  roundDecimal,
  subtractDecimals,
  sumDecimals,
  writeDecimal,
} from "./decimals.ts";

const decimals = fc
  .record({ digits: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), places: fc.nat(8) })
  .map(writeDecimal);

describe("精确小数", () => {
  test("加减乘除", () => {
    expect(addDecimals("0.1", "0.20")).toBe("0.30");
    expect(subtractDecimals("1", "1.0")).toBe("0.0");
    expect(sumDecimals(["4.88", "95.11"])).toBe("99.99");
    expect(sumDecimals([])).toBe("0");
    expect(multiplyDecimals("-1.5", "0.2")).toBe("-0.30");
    expect(divideDecimals("1", "3", 4)).toBe("0.3333");
    expect(divideDecimals("1", "0.00", 4)).toBeNull();
    expect(compareDecimals("-0", "0.000")).toBe(0);
    expect(placesOf("12.50")).toBe(2);
  });

  test.each([
    ["2.5", 0, "3"],
    ["-2.5", 0, "-3"],
    ["2.4999999", 0, "2"],
    ["-0.4", 0, "0"],
    ["95.1198", 2, "95.12"],
    ["0.4849", 2, "0.48"],
    ["1.005", 2, "1.01"],
    ["12", 2, "12.00"],
    ["00012.3", 1, "12.3"],
  ])("%s 四舍五入到 %i 位 = %s", (text, places, expected) => expect(roundDecimal(text, places)).toBe(expected));

  test.each([[""], ["."], ["1."], [".5"], ["+1"], ["1e3"], ["１"], ["1,000"], ["1".repeat(65)], ["1\n"]])(
    "%j 不是小数，属程序错误",
    (text) => {
      expect(() => readDecimal(text)).toThrow(RangeError);
    },
  );

  test("读写互逆、加减互逆、乘除互逆、与比较一致", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        expect(writeDecimal(readDecimal(a))).toBe(a);
        expect(compareDecimals(subtractDecimals(addDecimals(a, b), b), a)).toBe(0);
        expect(compareDecimals(a, b)).toBe(0 - compareDecimals(b, a) + 0);
        const divisor = compareDecimals(b, "0") === 0 ? "7" : b;
        expect(compareDecimals(divideDecimals(multiplyDecimals(a, divisor), divisor, 8) ?? "", a)).toBe(0);
      }),
    );
  });

  test("舍入误差不超过末位的一半", () => {
    fc.assert(
      fc.property(decimals, fc.nat(4), (a, places) => {
        const error = subtractDecimals(roundDecimal(a, places), a).replace("-", "");
        const half = writeDecimal({ digits: 5n, places: places + 1 });
        expect(compareDecimals(error, half)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe("千分位", () => {
  test.each([
    ["1234567.891", "1,234,567.891"],
    ["-123", "-123"],
    ["-1234", "-1,234"],
    ["0.1234", "0.1234"],
  ])("%s → %s", (text, expected) => expect(groupThousands(text)).toBe(expected));

  test("写了千分位的都能读回去，印出的位数不变", () => {
    fc.assert(
      fc.property(decimals, (a) => {
        expect(parseDecimal(groupThousands(a))).toEqual({ decimal: a });
      }),
    );
  });

  test.each([
    ["", "number.empty"],
    ["百分之五", "number.unreadable"],
    ["1 234", "number.unreadable"],
    ["12,34", "number.grouping"],
    ["1,2345", "number.grouping"],
    ["1234,567", "number.grouping"],
  ])("%j 被拒绝：%s", (typed, code) => expect(parseDecimal(typed)).toMatchObject({ code }));
});
