import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addYuan,
  compareYuan,
  fen,
  inCapitals,
  inWan,
  inYi,
  inYuan,
  parseMoney,
  percent,
  rate,
  readable,
  subtractYuan,
} from "./money.ts";
import { sumYuan, timesRate, yuan } from "./money.ts";

const amounts = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n });

describe("精确到分的算术", () => {
  test.each([
    ["1581.89", 158_189n],
    ["0", 0n],
    ["-0.00", 0n],
    ["007.5", 750n],
    ["-0.05", -5n],
    ["999999999999999999.99", 10n ** 20n - 1n],
  ])("%s 元 = %s 分", (text, expected) => expect(fen(text)).toBe(expected));

  test.each([["1.234"], ["abc"], [""], ["1e5"], ["1000000000000000000.00"], ["1,000"], ["9".repeat(100)]])(
    "%s 不是金额，属程序错误",
    (text) => {
      expect(() => fen(text)).toThrow(RangeError);
    },
  );

  test("负零写成零", () =>
    expect([yuan(-0n), subtractYuan("5", "5.00"), timesRate("-0.01", "0.1")]).toEqual(["0.00", "0.00", "0.00"]));

  test.each([
    [["1082.46", "499.43"], "1581.89"],
    [["96.76", "40.02", "90", "200", "313", "250.32", "56.44", "19122.70"], "20169.24"],
    [["0.1", "0.2"], "0.30"],
    [[], "0.00"],
  ])("%j 合计 %s", (list, sum) => expect(sumYuan(list)).toBe(sum));

  test("写读互逆、加减互逆、比较与分一致", () => {
    fc.assert(fc.property(amounts, (a) => fen(yuan(a)) === a));
    fc.assert(fc.property(amounts, amounts, (a, b) => subtractYuan(addYuan(yuan(a), yuan(b)), yuan(b)) === yuan(a)));
    fc.assert(fc.property(amounts, amounts, (a, b) => compareYuan(yuan(a), yuan(b)) === (a < b ? -1 : a > b ? 1 : 0)));
  });
});

describe("比率", () => {
  test.each([
    ["1058.58", "21691.34", "4.88"],
    ["20632.76", "21691.34", "95.12"],
    ["15578.27", "5800.56", "268.56"],
    ["15823.41", "5867.93", "269.66"],
    ["15557.92", "5842.47", "266.29"],
    ["1121", "370", "302.97"],
    ["310.42", "341.98", "90.77"],
    ["155.62", "120", "129.68"],
    ["25459.51", "2113.81", "1204.44"],
    ["-1", "8", "-12.50"],
    ["0", "8", "0.00"],
    ["-0.00001", "1000", "0.00"],
  ])("%s / %s = %s%%", (part, whole, expected) => expect(percent(part, whole)).toBe(expected));

  test.each([
    ["1", "3", 0, "33"],
    ["2", "3", 0, "67"],
    ["1", "8", 1, "12.5"],
    ["1", "8", 0, "13"],
    ["-1", "8", 0, "-13"],
  ])("%s / %s 取 %i 位 = %s", (part, whole, decimals, expected) =>
    expect(percent(part, whole, decimals)).toBe(expected),
  );

  test("基数为零，比率不存在", () =>
    expect([percent("5", "0.00"), rate("5", "0"), percent("0", "0")]).toEqual([null, null, null]));
  test("比率用小数表示", () => expect(rate("148.23", "190")).toBe("0.7802"));
  test.each([
    ["1000000", "0.05", "50000.00"],
    ["0.10", "0.05", "0.01"],
    ["0.09", "0.05", "0.00"],
    ["-0.10", "0.05", "-0.01"],
    ["190.00", "0.87", "165.30"],
  ])("%s × %s = %s，只舍入一次", (amount, times, expected) => expect(timesRate(amount, times)).toBe(expected));
});

describe("写金额", () => {
  test.each([
    ["1234.56", "1,234.56", "0.12", "0.00", "1,234.56元"],
    ["-1234567.8", "-1,234,567.80", "-123.46", "-0.01", "-123.46万元"],
    ["9999.99", "9,999.99", "1.00", "0.00", "9,999.99元"],
    ["10000", "10,000.00", "1.00", "0.00", "1.00万元"],
    ["99999949.99", "99,999,949.99", "9,999.99", "1.00", "9,999.99万元"],
    ["99999950.00", "99,999,950.00", "10,000.00", "1.00", "1.00亿元"],
    ["24773000000.00", "24,773,000,000.00", "2,477,300.00", "247.73", "247.73亿元"],
    ["-20", "-20.00", "0.00", "0.00", "-20.00元"],
  ])("%s", (amount, asYuan, asWan, asYi, asRead) => {
    expect([inYuan(amount), inWan(amount), inYi(amount), readable(amount)]).toEqual([asYuan, asWan, asYi, asRead]);
  });

  test("位数可以指定", () =>
    expect([inWan("12345678", 0), inWan("12345678", 4), inYi("12345678", 4)]).toEqual([
      "1,235",
      "1,234.5678",
      "0.1235",
    ]));

  test.each([
    ["12300", "壹万贰仟叁佰元整"],
    ["1409.50", "壹仟肆佰零玖元伍角"],
    ["6007.14", "陆仟零柒元壹角肆分"],
    ["16409.02", "壹万陆仟肆佰零玖元零贰分"],
    ["325.04", "叁佰贰拾伍元零肆分"],
    ["0", "零元整"],
    ["0.05", "伍分"],
    ["0.50", "伍角"],
    ["10", "壹拾元整"],
    ["-100000000.01", "负壹亿元零壹分"],
  ])("%s 大写 %s", (amount, expected) => expect(inCapitals(amount)).toBe(expected));
});

describe("读人填的金额", () => {
  test.each([
    ["1,234.5", "1234.50"],
    ["１２３．４５", "123.45"],
    ["１，２３４", "1234.00"],
    ["1234.5万元", "12345000.00"],
    ["1,234.5 万元", "12345000.00"],
    ["3.2 亿", "320000000.00"],
    ["￥100", "100.00"],
    ["人民币100元整", "100.00"],
    ["-5", "-5.00"],
    ["−5", "-5.00"],
    ["-￥5", "-5.00"],
    ["¥-5", "-5.00"],
    ["+5", "5.00"],
    ["-0", "0.00"],
    ["0.00万元", "0.00"],
    ["007", "7.00"],
    [".5", "0.50"],
    ["1.500", "1.50"],
    ["0.0001亿", "10000.00"],
    ["1.23456789亿元", "123456789.00"],
    ["3千元", "3000.00"],
    [" 12 ", "12.00"],
    ["92233720368547758.07", "92233720368547758.07"],
  ])("%s → %s", (typed, expected) => expect(parseMoney(typed)).toEqual({ yuan: expected }));

  test("表头写明单位时，没写单位的按表头", () => {
    expect(parseMoney("12.5", "wan")).toEqual({ yuan: "125000.00" });
    expect(parseMoney("12.5元", "wan")).toEqual({ yuan: "12.50" });
    expect(parseMoney("12.5", "yi")).toEqual({ yuan: "1250000000.00" });
  });

  test.each([
    ["", "money.empty"],
    [" 　", "money.empty"],
    ["201,69.24", "money.grouping"],
    ["2,00万元", "money.grouping"],
    ["2,50.32", "money.grouping"],
    ["0,123", "money.grouping"],
    ["1,,234", "money.grouping"],
    ["1.234,5", "money.unreadable"],
    ["1.2.3", "money.unreadable"],
    ["1.234", "money.decimals"],
    ["1.23456789万", "money.decimals"],
    ["12万3千", "money.mixed"],
    ["5元3角", "money.mixed"],
    ["三百万", "money.unreadable"],
    ["--5", "money.unreadable"],
    ["-¥-5", "money.unreadable"],
    ["1E+05", "money.unreadable"],
    ["约5", "money.unreadable"],
    [",", "money.unreadable"],
    ["元", "money.unreadable"],
    ["5吨", "money.unit"],
    ["100美元", "money.currency"],
    ["$100", "money.currency"],
    ["92233720368547758.08", "money.range"],
    ["1000000000万亿", "money.range"],
  ])("%j 被拒绝：%s", (typed, code) => {
    const answer = parseMoney(typed);
    expect(answer).toMatchObject({ code, message: expect.stringMatching(/\p{Script=Han}/u) });
    expect(JSON.stringify(answer).length).toBeLessThan(200);
  });

  test.each([["9".repeat(100_000)], [`1${" ".repeat(100_000)}万`], [`-${",".repeat(100_000)}`]])(
    "过长的输入整个拒绝，不截断了再猜",
    (typed) => {
      expect(parseMoney(typed)).toMatchObject({
        code: "money.unreadable",
        message: expect.stringMatching(/^.{1,80}$/),
      });
    },
  );

  test("拒绝时说出可能的原意", () => {
    expect(parseMoney("201,69.24")).toMatchObject({
      message: "“201,69.24”的千分位逗号不对：应从个位起每三位一个，请核对是否应为 20,169.24",
    });
    expect(parseMoney("1.23456789万")).toMatchObject({
      message: "“1.23456789万”合 12,345.6789 元，比分还细：金额最多精确到分，请核对",
    });
  });

  test("写出来的都能读回去", () => {
    fc.assert(
      fc.property(amounts, (a) => {
        expect(parseMoney(inYuan(yuan(a)))).toEqual({ yuan: yuan(a) });
        expect(parseMoney(`${inWan(yuan(a), 6)}万元`)).toEqual({ yuan: yuan(a) });
      }),
    );
  });
});
