import { describe, expect, test } from "vitest";
import { normalize } from "#kit/base/text.ts";
import { tokensOf } from "./search.ts";

const hits = (text: string, names: string[], codes: string[] = []) =>
  tokensOf({ names, codes }).some((token) => token.some((side) => side.startsWith(normalize(text))));

describe("检索词", () => {
  test.each<[string, boolean]>([
    ["示例", true],
    ["云帆", true],
    ["帆科技", true],
    ["科技（北京）", true],
    ["京）有限", true],
    ["slyf", true],
    ["yfkj", true],
    ["北京有限", false],
    ["云科", false],
    ["yfbj", false],
  ])("名称里连着的一段“%s”找得到，不连着的找不到", (text, found) => {
    expect(hits(text, ["示例云帆科技（北京）有限公司"])).toBe(found);
  });

  test("代码只从头找，名称从任何地方找", () => {
    const code = "91110105MA0000015X".toLowerCase();
    expect([hits("9111", [], [code]), hits("0105", [], [code]), hits(code, [], [code])]).toEqual([true, false, true]);
  });

  test("每个名称都进：曾用名也找得到；一个字也找得到", () => {
    expect([hits("远山", ["示例云帆", "示例远山"]), hits("山", ["示例云帆", "示例远山"])]).toEqual([true, true]);
  });

  test("长名称只存八字的片段，数目与名称同长，不随平方增长", () => {
    const long = "示".repeat(120);
    const tokens = tokensOf({ names: [long], codes: [] });
    expect(Math.max(...tokens.flat().map((side) => [...side].length))).toBe(8);
    expect(tokens.length).toBeLessThanOrEqual(120);
  });

  test("名称的每一段与它的首字母并排：一字一个，空格不算", () => {
    expect(tokensOf({ names: ["示例 AB（北）"], codes: [] }).slice(0, 4)).toEqual([
      ["示例 ab(北)", "slab(b)"],
      ["例 ab(北)", "lab(b)"],
      [" ab(北)", "ab(b)"],
      ["ab(北)", "ab(b)"],
    ]);
  });

  test("同一段在两个名称里读音不同，两种首字母都找得到", () => {
    const typed = tokensOf({ names: ["示例银行", "行"], codes: [] }).map(([, initials]) => initials);
    expect(typed.toSorted()).toEqual(["h", "lyh", "slyh", "x", "yh"]);
  });

  test("空名称、空代码不产生检索词", () => expect(tokensOf({ names: ["", " "], codes: [""] })).toEqual([]));
});
