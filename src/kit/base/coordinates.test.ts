import { describe, expect, test } from "vitest";
import { centerOf, isWithin, parseOutline } from "./coordinates.ts";

describe("范围线", () => {
  test("一行一个点、全角标点、首尾重复的点都认得", () => {
    const outline = parseOutline("116.1，39.9\n116.2, 39.9； 116.2 39.8\n116.1,39.9");
    expect(outline).toEqual({
      points: [
        [116.1, 39.9],
        [116.2, 39.9],
        [116.2, 39.8],
      ],
    });
    expect(
      centerOf([
        [116, 39],
        [117, 40],
      ]),
    ).toEqual([116.5, 39.5]); // prettier-ignore
  });

  test("空着就是没有", () => expect(parseOutline("  \n ")).toEqual({ points: [] }));

  test.each([
    ["看不懂的字", "116.1,39.9\n东南角\n116.2,39.8", "第 2 个点“东南角”看不懂"],
    ["经纬度写反", "39.9,116.1\n39.8,116.2\n39.7,116.3", "写反了"],
    ["两个点围不成", "116.1,39.9\n116.2,39.9", "至少要 3 个点"],
    ["点太多", Array.from({ length: 201 }, (_, i) => `116.${1000 + i},39.9`).join("\n"), "最多 200 个点"],
  ])("%s：说清哪里不对", (_, text, says) => {
    const outline = parseOutline(text);
    expect("message" in outline && outline.message).toContain(says);
  });

  test("境外的点不收", () => {
    expect(isWithin([2.35, 48.85])).toBe(false);
    expect(isWithin([116.4, 39.9])).toBe(true);
  });
});
