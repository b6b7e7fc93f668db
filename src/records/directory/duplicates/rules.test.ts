import { describe, expect, test } from "vitest";
import { basisOf, whyNotDecide } from "./rules.ts";

describe("处理", () => {
  test("改了名称或代码，才再问一次", () => {
    const before = basisOf([
      { name: "甲", creditCode: null },
      { name: "乙", creditCode: "A" },
    ]);
    expect(before).not.toBe(
      basisOf([
        { name: "甲", creditCode: "B" },
        { name: "乙", creditCode: "A" },
      ]),
    );
  });

  test("定过的不再定", () => {
    expect(whyNotDecide({ state: "open" })).toBeNull();
    expect(whyNotDecide({ state: "distinct" })?.message).toBe("这一对已处理为“不是重复”，无需再定");
  });
});
