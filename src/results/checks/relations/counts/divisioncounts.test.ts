import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("分成几类", () => {
  test.each([
    ["培训分四期举办，首期41人，第二期52人，第三期47人，第四期60人，共培训200人。", []],
    ["培训分五期举办，首期41人，第二期52人，第三期47人，第四期60人，共培训200人。", ["疑点 五期 → 四期"]],
    ["梳理问题三类十四个：政策方面六个、资金方面五个、服务方面三个。", []],
    // 四个季度, of which two make up the half.
    ["四个季度分别签约12个、15个、18个、20个，其中上半年合计27个。", []],
  ])("%s", (source, expected) => {
    expect(told(source, "item-count")).toEqual(expected);
  });
});
