import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("批复与公开", () => {
  test.each([
    ["决算于2025年8月12日经财政局批复，于8月28日在门户网站公开。", 0],
    ["决算于2025年8月12日经财政局批复，于7月28日在门户网站公开。", 1],
    ["预算于2024年2月20日公开，由财政局于2024年2月5日批复，公开时间在批复后20日内。", 0],
    ["预算于2024年3月20日公开，由财政局于2024年2月5日批复，公开时间在批复后20日内。", 1],
  ])("%s", (source, count) => {
    expect(told(source, "date-order")).toHaveLength(count);
  });
});
