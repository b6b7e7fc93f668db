import { describe, expect, test } from "vitest";
import { holding, told } from "#tests/support/told.ts";

describe("占比", () => {
  test.each([
    ["采购总额10.96万元，其中授予中小企业8.22万元，占采购总额的75%。", []],
    ["采购总额10.96万元，其中授予中小企业8.22万元，占采购总额的85%。", ["错误 85% → 75%"]],
    ["基本支出1058.58万元，占支出合计21691.34万元的4.88%。", []],
    ["基本支出1058.58万元，占支出合计21691.34万元的5.88%。", ["错误 5.88% → 4.88%"]],
    ["推送240篇，其中原创168篇、转载72篇，原创占70%。", []],
    ["有效问卷150份，其中满意114份、较满意28份、一般8份，满意和较满意合计占94.67%。", []],
    // The whole of the city stands nowhere in the text.
    ["现场签约6个，占全市签约项目的60%。", []],
    // What the sentence is about, counted before.
    ["参训学员240名。参训学员中，女学员87名，占36.25%。", []],
    ["参训学员240名。参训学员中，女学员87名，占32.65%。", ["错误 32.65% → 36.25%"]],
    // Shares in a row, each of the figure at its place.
    ["分别安排96万元、52万元和52万元，占总投资200万元的比重依次为48%、26%和26%。", []],
    ["分别安排96万元、54万元和50万元，占总投资200万元的比重依次为48.0%、72.0%和25.0%。", ["疑点 72.0% → 27.0%"]],
    // Of money that is not printed, not of the projects before it; of the money of the things in the phrase.
    ["签约项目96个。亿元以下项目46个，占签约项目的47.9%，但协议投资额仅占2.8%。", []],
    ["全年计划投资360亿元。上述6个项目计划投资31.5亿元，占96个重大项目的8.75%。", []],
    // Named beside it, though another whole would make it right.
    ["96个项目已开工84个，开工率87.50%；已投产21个，占已开工项目的21.88%。", ["疑点 21.88% → 25.00%"]],
    // Two shares added up, rounding allowed.
    ["甲类占41.26%，乙类占22.15%，两者合计占63.42%。", []],
    ["甲类占41.26%，乙类占22.15%，两者合计占64.31%。", ["疑点 64.31% → 63.41%"]],
  ])("%s", (source, expected) => {
    expect(told(source, "share")).toEqual(expected);
  });

  test("未写明总数的几个占比，须与各自的数成同一比例", () => {
    const source =
      "主要用于：一般公共服务1642.88万元，占74.83%；卫生健康152.36万元，占6.94%；住房保障118.75万元，占5.41%。";
    expect(told(source, "share")).toEqual([]);
    expect(told(source.replace("6.94%", "6.24%"), "share")).toEqual(["疑点 6.24% → 6.94%"]);
  });

  test("第一项说了总数，后面的不再说", () => {
    const source = "自筹1.5亿元，占总投资的30%；银行贷款2.5亿元，占50%；专项债1.0亿元，占20%。";
    expect(told(source, "share")).toEqual([]);
    expect(told(source.replace("占50%", "占55%"), "share")).toEqual(["疑点 55% → 50%"]);
  });

  test("合计占", () => {
    const source = "南北两市分别完成36.0亿元、24.0亿元，两市合计占全省150亿元的40.00%。";
    expect(told(source)).toEqual([]);
    expect(told(source.replace("40.00%", "44.00%"), "share")).toEqual(["疑点 44.00% → 40.00%"]);
  });

  test("各项占比之和", () => {
    expect(holding("制造业占45%，服务业占35%，其他占20%。", "shares-total")).toEqual(["45 + 35 + 20 = 100"]);
    expect(told("来源分别占53.0%、43.8%和7.2%。", "shares-total")).toEqual(["疑点 7.2% → 100%"]);
    // Of two different wholes.
    expect(told("新建仓库18座、面积36.5万平方米，分别占全县的52.7%和58.3%。", "shares-total")).toEqual([]);
  });
});
