import { describe, expect, test } from "vitest";
import { neighborDay, periodFor, sheetTitle, spansFor, stageText, toldText } from "./rules.ts";

describe("周报月报的期间", () => {
  test.each([
    ["2026-03-05", "2026-03-02", "2026-03-08", "2026年3月2日至3月8日"],
    ["2026-03-08", "2026-03-02", "2026-03-08", "2026年3月2日至3月8日"],
    ["2026-01-01", "2025-12-29", "2026-01-04", "2025年12月29日至2026年1月4日"],
  ])("%s 所在的一周从星期一到星期日", (day, from, to, title) => {
    expect(periodFor("week", day)).toEqual({ from, to, title });
  });

  test("月按自然月；累计从期末那年的一月一日起", () => {
    expect(periodFor("month", "2024-02-10")).toMatchObject({ from: "2024-02-01", to: "2024-02-29" });
    expect(spansFor("week", "2025-12-30").yearToDate).toMatchObject({ from: "2026-01-01", to: "2026-01-04" });
  });

  test("上一期、下一期相接", () => {
    expect(neighborDay("week", "2026-03-05", -1)).toBe("2026-03-01");
    expect(neighborDay("week", "2026-03-05", 1)).toBe("2026-03-09");
    expect(neighborDay("month", "2026-03-05", -1)).toBe("2026-02-28");
  });

  test("表名、阶段与进展的写法", () => {
    expect(sheetTitle("month", periodFor("month", "2026-03-05"))).toBe("招商工作月报（2026年3月）");
    expect(stageText({ stage: "signed", standing: "delayed" })).toBe("签约（延期）");
    expect(toldText({ told: "甲", more: 0 })).toBe("甲");
    expect(toldText({ told: "甲", more: 3 })).toBe("甲\n另有 3 条");
  });
});
