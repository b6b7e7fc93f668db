import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { halfWidth, normalize, quoted, suffixes } from "./text.ts";

describe("全角转半角", () => {
  test.each([
    ["１２３．４５", "123.45"],
    ["ＡＢＣ（ａｂｃ）", "ABC(abc)"],
    ["甲　乙，丙", "甲 乙,丙"],
    ["￥100", "¥100"],
    ["落地", "落地"],
    ["", ""],
  ])("%s → %s", (typed, expected) => expect(halfWidth(typed)).toBe(expected));
});

describe("检索用的规范文本", () => {
  test.each([
    ["  ＡＢＣ　 有限\t公司 \n", "abc 有限 公司"],
    ["落\u200b地\ufeff", "落地"],
    ["e\u0301cole", "école"],
    [" \u3000 ", ""],
  ])("%j → %j", (typed, expected) => expect(normalize(typed)).toBe(expected));

  test("再规范一次不变", () => {
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => normalize(normalize(text)) === normalize(text)));
  });

  test("十万个空格也在线性时间内", () => {
    const started = performance.now();
    normalize(`a${" ".repeat(100_000)}b`.repeat(5));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("后缀检索词", () => {
  test.each([
    ["江门市", 8, ["江门市", "门市", "市"]],
    ["abcdefghij", 4, ["abcd", "bcde", "cdef", "defg", "efgh", "fghi", "ghij", "hij", "ij", "j"]],
    ["哈哈哈", 2, ["哈哈", "哈哈", "哈"]],
    ["𠮷野家", 2, ["𠮷野", "野家", "家"]],
    ["", 8, []],
  ])("%s 每词最多 %i 字", (text, max, expected) => expect(suffixes(text, max)).toEqual(expected));

  test("不超过八个字的任何片段都是某个词的开头，反之亦然", () => {
    const texts = fc.array(fc.constantFrom(..."招商引资𠮷a1 "), { maxLength: 30 });
    fc.assert(
      fc.property(
        texts,
        fc.nat(30),
        fc.integer({ min: 1, max: 8 }),
        fc.boolean(),
        (characters, start, length, shuffled) => {
          const text = characters.join("");
          const piece = characters.slice(start, start + length);
          const query = (shuffled ? piece.reverse() : piece).join("");
          fc.pre(query !== "");
          return suffixes(text).some((token) => token.startsWith(query)) === text.includes(query);
        },
      ),
    );
  });

  test("词中没有半个字", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => suffixes(text).every((token) => !/\p{Cs}/u.test(token))),
    );
  });
});

test("引文过长时截断，不截半个字", () => {
  expect(quoted("二百万")).toBe("“二百万”");
  expect(quoted("𠮷".repeat(30), 3)).toBe("“𠮷𠮷𠮷…”");
});
