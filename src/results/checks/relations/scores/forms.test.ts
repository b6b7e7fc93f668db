import { describe, expect, test } from "vitest";
import { sheet } from "#tests/support/sheets.ts";
import { holding, told } from "#tests/support/told.ts";

const fundHead = "项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分";
const funds = (whole: string) =>
  sheet(
    fundHead,
    ` | 年度资金总额 | ${whole}`,
    " | 其中：当年财政拨款 | 400.00 | 448.50 | 423.10 | — | 94.34% | —",
    " | 上年结转资金 | 20.00 | 20.00 | 18.62 | — | 93.10% | —",
    " | 其他资金 | 0 | 0 | 0 | — |  | —",
  );

describe("自评表资金与执行率得分", () => {
  test("都对", () => {
    const source = funds("420.00 | 468.50 | 441.72 | 10 | 94.28% | 9.43");
    expect(told(source)).toEqual([]);
    expect(holding(source, "form-funds")).toHaveLength(3);
    expect(holding(source, "execution-score")).toEqual(["10分 × 94.28% = 9.43分"]);
  });

  test.each([
    ["总额少了结转", "400.00 | 468.50 | 441.72 | 10 | 94.28% | 9.43", "form-funds", ["错误 400.00 → 420.00万元"]],
    ["总额为零而分项不为零", "0 | 468.50 | 441.72 | 10 | 94.28% | 9.43", "form-funds", ["错误 0 → 420.00万元"]],
    ["得分写反", "420.00 | 468.50 | 441.72 | 10 | 94.28% | 9.34", "execution-score", ["错误 9.34 → 9.43分"]],
    ["执行率高而得满分，可能分档", "420.00 | 468.50 | 441.72 | 10 | 94.28% | 10", "execution-score", ["疑点 10 → 9分"]],
  ] as const)("%s", (_, whole, rule, expected) => {
    expect(told(funds(whole), rule)).toEqual(expected);
  });
});

const indicatorHead = "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施";
const form = (...rows: string[]) => sheet(indicatorHead, ...rows);
const clean = [
  "产出指标（50分） | 数量指标 | 举办活动 | ≥12场 | 13场 | 20 | 20.00 | ",
  " | 质量指标 | 项目履约率 | ≥80% | 76.92% | 20 | 19.23 | 用地手续滞后",
  " | 成本指标 | 单场成本 | ≤25万元 | 22.46万元 | 10 | 10.00 | ",
  "效益指标（40分） | 经济效益指标 | 到位资金 | ≥15亿元 | 16.20亿元 | 40 | 40.00 | ",
  "满意度指标（10分） | 服务对象满意度 | 企业满意度 | ≥90% | 93.6% | 10 | 10.00 | ",
];

describe("绩效指标表", () => {
  test("都对", () => {
    const source = form(...clean, "总分 |  |  |  |  | 100 | 99.23 | ");
    expect(told(source)).toEqual([]);
    expect(holding(source, "weights")).toEqual(["20 + 20 + 10 + 40 + 10 = 100分", "20 + 20 + 10 = 50分"]);
    expect(holding(source, "score")).toContain("20分 × 76.92% ÷ 80% = 19.23分");
  });

  const changed = (at: number, row: string) =>
    form(...clean.map((line, index) => (index === at ? row : line)), "总分 |  |  |  |  | 100 | 99.23 | ");
  test.each([
    [
      "分值之和不符",
      0,
      "产出指标（50分） | 数量指标 | 举办活动 | ≥12场 | 13场 | 25 | 20.00 | ",
      "weights",
      ["错误 50分 → 55分", "错误 100 → 105分"],
    ],
    [
      "得分之和不符",
      0,
      "产出指标（50分） | 数量指标 | 举办活动 | ≥12场 | 13场 | 20 | 18.00 | 有一场未达要求",
      "score",
      ["错误 99.23 → 97.23分"],
    ],
    [
      "得分高于分值",
      4,
      "满意度指标（10分） | 服务对象满意度 | 企业满意度 | ≥90% | 93.6% | 10 | 12.00 | ",
      "score",
      ["错误 12.00 → 不超过 10.00分", "错误 99.23 → 101.23分"],
    ],
    [
      "未达标得满分",
      3,
      "效益指标（40分） | 经济效益指标 | 到位资金 | ≥15亿元 | 13.20亿元 | 40 | 40.00 | 正在催办",
      "target-actual",
      ["疑点 13.20亿元 → 不少于 15亿元"],
    ],
    ["未达标没有原因", 1, " | 质量指标 | 项目履约率 | ≥80% | 76.92% | 20 | 19.23 | ", "form-reason", ["疑点 76.92%"]],
    [
      "超过三成没有原因",
      0,
      "产出指标（50分） | 数量指标 | 举办活动 | ≥12场 | 30场 | 20 | 20.00 | ",
      "form-reason",
      ["疑点 30场"],
    ],
    ["成本越低越好", 2, " | 成本指标 | 单场成本 | ≤25万元 | 12.00万元 | 10 | 10.00 | ", "form-reason", []],
    [
      "一格多项",
      0,
      "产出指标（50分） | 数量指标 | （1）举办活动；（2）外出招商；（3）编制图谱 | 100% | 100% | 20 | 20.00 | ",
      "form-measure",
      ["提示 （1）举办活动；（2）外出招商；（3）编制图谱"],
    ],
    [
      "没有单位",
      0,
      "产出指标（50分） | 数量指标 | 注册企业 | ≥200 | 205 | 20 | 20.00 | ",
      "form-measure",
      ["提示 200"],
    ],
  ] as const)("%s", (_, at, row, rule, expected) => {
    expect(told(changed(at, row), rule)).toEqual(expected);
  });

  test("总分一栏空着；全部满分", () => {
    const full = clean.map((row) => row.replace("76.92% | 20 | 19.23 | 用地手续滞后", "82% | 20 | 20.00 | "));
    const source = form(...full, "总分 |  |  |  |  | 100 |  | ");
    expect(told(source, "score")).toEqual(["疑点 总分 → 100分"]);
    expect(told(source, "question")).toEqual(["提示 10.00"]);
  });

  test("没有合计行：各项分值之和应为 100", () => {
    expect(told(form(...clean.slice(0, 3)), "weights")).toEqual([]);
    expect(told(form(...clean), "weights")).toEqual([]);
    const odd = clean.map((row) => row.replace("| 40 | 40.00 |", "| 35 | 35.00 |").replace("（40分）", ""));
    expect(told(form(...odd), "weights")).toEqual(["疑点 10 → 100"]);
  });
});
