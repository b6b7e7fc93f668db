import { describe, expect, test } from "vitest";
import { readText } from "#kit/documents/reading/text.ts";
import { checkDocument } from "../../rules.ts";

/** What is asked, one line a question. */
const asked = (source: string): string[] =>
  checkDocument(readText(source))
    .findings.filter(({ rule, message }) => rule === "question" && message.startsWith("审计"))
    .map(({ severity, at, because }) => `${severity} ${at.quote}：${because}`);

const publicSpending = (hospitality: string, spent: string) => `一、“三公”经费支出决算情况
“三公”经费预算20.00万元，决算${spent}万元，主要是落实过紧日子要求。
1.公务接待费预算15.00万元，决算${hospitality}万元。`;

describe("审计设问：决算", () => {
  test("没有接待费，却接待数百家次", () => {
    const visits = "\n二、招商工作\n全年走访、接待企业400余家次。";
    expect(asked(publicSpending("0", "15.00") + visits)).toEqual(["note 0万元：公务接待费 0万元，文中接待 400余家次"]);
    expect(asked(publicSpending("4.28", "15.00") + visits)).toEqual([]);
    expect(asked(publicSpending("0", "15.00") + visits.replace("400", "30"))).toEqual([]);
  });

  test("三公远低于预算，只有套话", () => {
    expect(asked(publicSpending("5.00", "6.00"))).toEqual([
      "note 6.00万元：6.00万元 ÷ 20.00万元 = 30.00%，原因只写“过紧日子”",
    ]);
    expect(asked(publicSpending("5.00", "6.00").replace("落实过紧日子要求", "取消两个出国团组"))).toEqual([]);
  });

  test("项目多，采购少", () => {
    const source = (amount: string) =>
      `三、政府采购支出情况\n政府采购支出总额${amount}万元。\n四、绩效\n实行绩效考核的项目10个，项目金额296.88万元。`;
    expect(asked(source("10.96"))).toEqual(["note 10.96万元：政府采购 10.96万元，项目 296.88万元，只占 3.69%"]);
    expect(asked(source("110.96"))).toEqual([]);
  });

  test("成倍增长没有写原因", () => {
    const source = (tail: string) => `二、收支情况\n全年支出总计217万元，比上年58万元增加159万元，增长274.14%${tail}。`;
    expect(asked(source(""))).toHaveLength(1);
    expect(asked(source("，主要原因是追加政策兑现资金"))).toEqual([]);
    expect(asked("全年支出总计76万元，比上年58万元增加18万元，增长31.03%。")).toEqual([]);
    expect(asked("全年支出总计76万元，比年初预算58万元增加18万元，增长31.03%。")).toHaveLength(1);
  });
});

const programs = (rates: string[]) =>
  [
    "项目\t年初预算（万元）\t全年预算（万元）\t执行数（万元）\t执行率",
    ...rates.map(
      (rate, index) => `项目${index}号\t2${index}.00\t2${index}.00\t${((20 + index) * Number(rate)) / 100}\t${rate}%`,
    ),
  ].join("\n");

describe("审计设问：项目与指标", () => {
  test("每个项目都恰好用完", () => {
    expect(asked(programs(["100", "100", "100", "100"]))).toEqual(["note 100%：4 个项目的执行率都是 100%"]);
    expect(asked(programs(["100", "100", "100", "90"]))).toEqual([]);
    expect(asked(programs(["100", "100"]))).toEqual([]);
  });

  test("全年预算恰好调整到与支出相等", () => {
    const source = (spent: string) =>
      `项目\t年初预算（万元）\t全年预算（万元）\t执行数（万元）\n甲项目\t380.00\t492.06\t${spent}\n乙项目\t100.00\t100.00\t100.00`;
    expect(asked(source("492.06"))).toEqual(["note 492.06：年初预算 380.00万元，全年预算 492.06万元，执行 492.06万元"]);
    expect(asked(source("480.00"))).toEqual([]);
  });

  test("满意度没有样本数", () => {
    expect(asked("企业满意度为96.5%，服务得到好评。")).toEqual(["note 96.5%：满意度 96.5%，文中没有调查对象和样本数"]);
    expect(asked("发放问卷240份，收回228份，企业满意度为96.5%。")).toEqual([]);
    expect(asked("企业满意度目标不低于90%。")).toEqual([]);
  });

  test("指标都恰好完成", () => {
    const source = (last: string) =>
      `指标名称\t年度指标值\t实际完成值\t分值\t得分\n活动场次\t8场\t8场\t10\t10\n签约项目\t20个\t20个\t10\t10\n走访企业\t50家\t50家\t10\t10\n专报篇数\t12篇\t${last}篇\t10\t10`;
    expect(asked(source("12"))).toEqual(["note 8场：4 项指标的完成值都恰等于指标值"]);
    expect(asked(source("15"))).toEqual([]);
  });

  test("支出集中在第四季度", () => {
    expect(asked("项目支出四季度执行624万元，占全年项目支出的56%。")).toHaveLength(1);
    expect(asked("项目支出四季度执行424万元，占全年项目支出的38%。")).toEqual([]);
  });

  test("一家企业得到一半以上", () => {
    const source = (amount: string) =>
      `兑现政策奖励资金，主要包括：①甲公司奖励${amount}万元；②乙公司奖励40万元；③丙公司补贴60万元。`;
    expect(asked(source("300"))).toEqual(["note 300万元：300万元，占所列的 75.00%"]);
    expect(asked(source("50"))).toEqual([]);
  });
});
