import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseNumeral, writeDigits, writeNumeral, writeOrdinal } from "./numerals.ts";

describe("写中文数字", () => {
  test.each([
    [0, "零", "零"],
    [2, "二", "贰"],
    [10, "十", "壹拾"],
    [12, "十二", "壹拾贰"],
    [26, "二十六", "贰拾陆"],
    [100, "一百", "壹佰"],
    [105, "一百零五", "壹佰零伍"],
    [110, "一百一十", "壹佰壹拾"],
    [1005, "一千零五", "壹仟零伍"],
    [10_005, "一万零五", "壹万零伍"],
    [100_010, "十万零一十", "壹拾万零壹拾"],
    [107_000, "十万七千", "壹拾万柒仟"],
    [32_000_000, "三千二百万", "叁仟贰佰万"],
    [100_000_005, "一亿零五", "壹亿零伍"],
    [100_050_000, "一亿零五万", "壹亿零伍万"],
    [1_010_000_000, "十亿一千万", "壹拾亿壹仟万"],
    [1_000_000_000_000, "一万亿", "壹万亿"],
    [-3, "负三", "负叁"],
  ])("%i", (value, common, capital) => {
    expect(writeNumeral(value)).toBe(common);
    expect(writeNumeral(value, "capital")).toBe(capital);
  });

  test("序数与逐位写法", () => {
    expect(writeOrdinal(26)).toBe("第二十六");
    expect(writeDigits(2023)).toBe("二〇二三");
  });
});

describe("读中文数字", () => {
  test.each([
    ["三", 3],
    ["二十六", 26],
    ["第二十六", 26],
    ["第１２", 12],
    ["两", 2],
    ["两百", 200],
    ["一百零五", 105],
    ["一百〇五", 105],
    ["一百十", 110],
    ["三千二百万", 32_000_000],
    ["3200万", 32_000_000],
    ["1亿2000万", 120_000_000],
    ["三万二千", 32_000],
    ["廿六", 26],
    ["卅", 30],
    ["壹贰叁", 123],
    ["壹万贰仟叁佰", 12_300],
    ["壹萬貳仟", 12_000],
    ["二〇二三", 2023],
    ["二零二三", 2023],
    ["十万零七千", 107_000],
    ["十亿零一万", 1_000_010_000],
    ["负三", -3],
    ["０", 0],
    ["007", 7],
    [" 26 ", 26],
  ])("%s → %i", (text, value) => expect(parseNumeral(text)).toBe(value));

  test.each([
    [""],
    ["第"],
    ["负"],
    ["三千二"],
    ["一万五"],
    ["一百五"],
    ["3万25"],
    ["万"],
    ["百"],
    ["一百零"],
    ["二百三千"],
    ["一万二万"],
    ["三亿万"],
    ["三点五"],
    ["1,234"],
    ["1e5"],
    ["若干"],
    ["第第二"],
    ["99999999999999999999"],
    ["一亿亿"],
    ["零万"],
    ["一".repeat(41)],
  ])("不猜：%j", (text) => expect(parseNumeral(text)).toBeNull());

  test("写出来的都能读回去", () => {
    const numbers = fc.oneof(
      fc.nat(99_999),
      fc.maxSafeNat(),
      fc.maxSafeInteger(),
      fc.nat(9999).map((n) => n * 10_000 + 5),
    );
    fc.assert(
      fc.property(numbers, (value) => {
        for (const style of ["common", "capital"] as const)
          expect(parseNumeral(writeNumeral(value, style))).toBe(value);
      }),
    );
  });

  test("任何文字都不会抛错，读出的都是可靠的整数", () => {
    const texts = fc.string({ unit: fc.constantFrom(..."一二十百千万亿零廿第负3 "), maxLength: 40 });
    fc.assert(fc.property(texts, (text) => Number.isSafeInteger(parseNumeral(text) ?? 0)));
  });
});
