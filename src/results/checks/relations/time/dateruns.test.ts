import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("一串日期", () => {
  test.each([
    ["date-order", "本次自评自2025年3月3日开始，3月28日结束；自评报告4月11日经会议审定，4月18日公开。", []],
    [
      "date-order",
      "本次自评自2025年3月3日开始，3月28日结束；自评报告3月11日经会议审定，4月18日公开。",
      ["疑点 3月11日"],
    ],
    ["date-order", "先后于7月26日、8月19日、6月30日召开会议。", ["疑点 6月30日"]],
    ["date-order", "5月举办甲会，4月举办乙会，6月举办丙会。", []],
    ["date-order", "汛期（5月1日至9月30日）共遭遇强降雨7轮，其中6月3轮、7月3轮、8月1轮。", []],
  ] as const)("%s：%s", (rule, source, expected) => {
    expect(told(source, rule)).toEqual(expected);
  });
});
