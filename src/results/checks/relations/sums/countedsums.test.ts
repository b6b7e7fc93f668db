import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("几项合计", () => {
  test.each([
    ["南区收入64亿元，占全县的32%；北区48亿元，占24%；两区合计112亿元。", []],
    ["南区收入64亿元，占全县的32%；北区48亿元，占24%；两区合计121亿元。", ["疑点 121亿元 → 112亿元"]],
    ["按客源地看，沿江47个、沿海35个、省会圈26个、其他18个。三大客源地（沿江、沿海、省会圈）合计108个。", []],
    [
      "按客源地看，沿江47个、沿海35个、省会圈26个、其他18个。三大客源地（沿江、沿海、省会圈）合计180个。",
      ["疑点 180个 → 108个"],
    ],
    ["按客源地看，沿江47个、沿海35个、省会圈26个、其他18个，前三位合计108个。", []],
    // How many there are is no part: 三个 are the towns.
    ["三个镇分别建成18个、14个、11个，合计43个。", []],
    // Together a share of a whole, no sum.
    ["南北两区分别完成36.0亿元、24.0亿元，两区合计占全县150亿元的40%。", []],
  ])("%s", (source, expected) => {
    expect(told(source, "total-parts")).toEqual(expected);
  });
});
