import { describe, expect, test } from "vitest";
import { sheet } from "#tests/support/sheets.ts";
import { holding, told } from "#tests/support/told.ts";

describe("文中的分数", () => {
  test.each([
    ["执行率得9.43分，产出指标得49.69分，效益指标得29.04分，满意度指标得10.00分，总分98.16分。", "score", []],
    [
      "执行率得9.43分，产出指标得49.69分，效益指标得29.04分，满意度指标得10.00分，总分89.16分。",
      "score",
      ["错误 89.16分 → 98.16分"],
    ],
    ["项目得分92.41分，其中决策得16.50分、过程得19.61分、产出得30.20分、效益得26.10分。", "score", []],
    [
      "项目得分92.41分，其中决策得16.50分、过程得19.61分、产出得33.20分、效益得26.10分。",
      "score",
      ["错误 92.41分 → 95.41分"],
    ],
    ["分值18分，得16.50分。目标未量化，扣0.5分；指标不明确，扣1分。", "score", []],
    ["分值18分，得16.50分。目标未量化，扣0.5分；指标不明确，扣2分。", "score", ["错误 16.50分 → 15.50分"]],
    ["满分100分，其中产出指标50分、效益指标30分、满意度指标20分。产出指标因报送延迟扣0.50分，得49.50分。", "score", []],
    [
      "满分100分，其中产出指标50分、效益指标30分、满意度指标20分。产出指标因报送延迟扣0.50分，得45.90分。",
      "score",
      ["错误 45.90分 → 49.50分"],
    ],
    ["满分100分，其中决策20分、过程20分、产出30分、效益30分。", "weights", []],
    ["满分100分，其中决策20分、过程25分、产出30分、效益30分。", "weights", ["错误 100分 → 105分"]],
    ["指标权重：决策20分，过程20分，产出30分，效益25分。", "weights", ["疑点 25分 → 100"]],
    ["得分90分（含）以上为优，80分（含）至90分为良，60分（含）至80分为中，60分以下为差。", "weights", []],
    ["逾期未办结每项扣0.5分，超期办结每项扣0.2分。全年逾期扣2.0分、超期扣2.4分，合计扣4.4分。", "score", []],
    ["全年逾期扣2.0分、超期扣2.4分，合计扣5.4分。", "score", ["疑点 5.4分 → 4.4分"]],
  ] as const)("%s", (source, rule, expected) => {
    expect(told(source, rule)).toEqual(expected);
  });

  const parts = (total: string) =>
    [
      "（一）预算执行（10分）。全年预算2,846.90万元，执行2,708.90万元，执行率95.15%，得9.52分。",
      "（二）产出指标（50分）。外出招商完成率92%，该指标分值10分，按完成率得9.2分，产出指标共得49.20分。",
      "（三）效益指标（30分）。新增就业2,860人，得30.00分。",
      "（四）满意度指标（10分）。满意度95.6%，得10.00分。",
      `整体自评总分${total}分。`,
    ].join("\n");
  test("各段得分与总分", () => {
    expect(told(parts("98.72"), "score")).toEqual([]);
    expect(holding(parts("98.72"), "score")).toContain("9.52 + 49.20 + 30.00 + 10.00 = 98.72分");
    expect(holding(parts("98.72"), "execution-score")).toEqual(["10分 × 95.15% = 9.52分"]);
    expect(told(parts("97.82"), "score")).toEqual(["错误 97.82分 → 98.72分"]);
    expect(told(parts("98.72").replace("得9.52分", "得9.25分"), "execution-score")).toEqual(["错误 9.25分 → 9.52分"]);
  });
});

describe("评分表", () => {
  const short = (score: string) =>
    sheet("一级指标 | 分值 | 得分", `决策 | 8 | ${score}`, "过程 | 10 | 9.61", "合计 | 18 | 17.11");
  const detail = sheet(
    "一级指标 | 三级指标 | 分值 | 得分",
    "决策 | 立项规范 | 4 | 4.00",
    "决策 | 目标合理 | 4 | 3.50",
    "过程 | 预算执行率 | 6 | 5.61",
    "过程 | 制度执行 | 4 | 4.00",
  );
  test("明细表各组之和与汇总表", () => {
    expect(told(`${short("7.50")}\n表2\n${detail}`, "score")).toEqual([]);
    expect(holding(`${short("7.50")}\n表2\n${detail}`, "score")).toContain("4.00 + 3.50 = 7.50分");
    expect(told(`${short("5.70")}\n表2\n${detail}`, "score")).toEqual(["错误 5.70 → 7.50分", "错误 17.11 → 15.31分"]);
  });
  test("文中的扣分与表中的分值、得分", () => {
    const text = (taken: string) => `${short("7.50")}\n\n从上表看，决策扣${taken}分。`;
    expect(told(text("0.50"), "score")).toEqual([]);
    expect(told(text("0.05"), "score")).toEqual(["疑点 0.05分 → 0.50分"]);
  });
  test("表中的执行率得分", () => {
    const source = (rate: string) => `预算执行率${rate}。\n${detail}`;
    expect(holding(source("93.50%"), "execution-score")).toEqual(["6分 × 93.50% = 5.61分"]);
    expect(told(source("95.30%"), "execution-score")).toEqual(["疑点 5.61 → 5.72分"]);
  });
  test("权重之和", () => {
    const source = (last: string) =>
      sheet("项目 | 得分 | 权重", "甲 | 92.7 | 35%", "乙 | 86.9 | 30%", "丙 | 95.8 | 25%", `丁 | 70.5 | ${last}`);
    expect(told(source("10%"), "weights")).toEqual([]);
    expect(told(source("15%"), "weights")).toEqual(["疑点 15% → 100%"]);
  });
  test("得分高于表头的分值", () => {
    const source = (score: string) =>
      sheet(
        "项目 | 决策（20分） | 过程（20分） | 产出（60分）",
        `甲 | ${score} | 18.2 | 55.0`,
        "乙 | 18.0 | 17.1 | 52.5",
      );
    expect(told(source("18.5"), "score")).toEqual([]);
    expect(told(source("28.5"), "score")).toEqual(["错误 28.5 → 不超过 20.0分"]);
  });
});
