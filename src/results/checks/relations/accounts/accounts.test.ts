import { describe, expect, test } from "vitest";
import { readHtml } from "#kit/documents/reading/html.ts";
import { holding, told } from "#tests/support/told.ts";
import { checkDocument } from "../../rules.ts";

const report = `样例区投资服务中心2023年度部门决算说明
一、收入支出决算总体情况说明
2023年度收入总计1,234.00万元，支出总计1,234.00万元。与2022年度1,150.00万元相比，收、支总计各增加84.00万元，增长7.30%。
二、收入决算情况说明
本年收入合计1,200.00万元，其中：财政拨款收入1,180.00万元，占98.33%；上级补助收入0万元；其他收入20.00万元，占1.67%。
三、支出决算情况说明
本年支出合计1,210.00万元，其中：基本支出800.00万元，占66.12%；项目支出410.00万元，占33.88%。上年支出1,116.00万元。
四、财政拨款收入支出决算总体情况说明
财政拨款收、支总计各1,190.00万元。其中，本年财政拨款收入1,180.00万元，年初财政拨款结转和结余10.00万元；本年财政拨款支出1,185.00万元，年末财政拨款结转和结余5.00万元。
五、一般公共预算财政拨款支出决算情况说明
（一）总体情况
一般公共预算财政拨款支出1,185.00万元，占本年支出合计1,210.00万元的97.93%。
（二）结构情况
主要用于以下方面：一般公共服务（类）支出950.00万元，占80.17%；社会保障和就业（类）支出125.00万元，占10.55%；卫生健康（类）支出50.00万元，占4.22%；住房保障（类）支出60.00万元，占5.06%。
六、一般公共预算财政拨款基本支出决算情况说明
基本支出790.00万元，其中：人员经费690.00万元，主要包括基本工资、津贴补贴；公用经费100.00万元，主要包括办公费、差旅费。
七、政府性基金预算财政拨款收入支出决算情况说明
本部门没有政府性基金预算财政拨款收入和支出。
八、“三公”经费支出决算情况说明
“三公”经费预算20.00万元，决算15.50万元，比预算减少4.50万元。
1.因公出国（境）费预算6.00万元，决算5.00万元。
2.公务用车购置及运行维护费预算8.00万元，决算6.00万元。其中：购置费0万元；运行维护费6.00万元。
3.公务接待费预算6.00万元，决算4.50万元。其中国内公务接待费4.30万元，国（境）外公务接待费0.20万元。
九、政府采购支出情况
政府采购支出总额100.00万元，其中：货物支出50.00万元、服务支出50.00万元。`;

const edited = (from: string, to: string) => report.replace(from, to);

describe("部门决算勾稽：文字", () => {
  test("平的说明没有错误和疑点，各条勾稽都核对过", () => {
    expect(told(report).filter((each) => !each.startsWith("提示"))).toEqual([]);
    expect(holding(report, "accounts-balance")).toContain("1,234.00万元 = 1,234.00万元");
    expect(holding(report, "accounts-income")).toContain("1,180.00 + 0 + 20.00 = 1,200.00万元");
    expect(holding(report, "accounts-spending")).toContain("800.00 + 410.00 = 1,210.00万元");
    expect(holding(report, "accounts-classes")).toContain("950.00 + 125.00 + 50.00 + 60.00 = 1,185.00万元");
    expect(holding(report, "accounts-fiscal")).toContain("1,180.00 + 10.00 = 1,190.00万元");
    expect(holding(report, "basic-spending")).toContain("690.00 + 100.00 = 790.00万元");
    expect(holding(report, "three-public")).toContain("5.00 + 6.00 + 4.50 = 15.50万元");
    expect(holding(report, "three-public")).toContain("6.00 + 8.00 + 6.00 = 20.00万元");
    expect(holding(report, "carryover")).toContain("1,200.00 + 1,150.00 − 1,116.00 = 1,234.00万元");
  });

  test.each([
    ["accounts-balance", "支出总计1,234.00万元", "支出总计1,243.00万元", "错误 1,234.00万元 → 1,243.00万元"],
    ["accounts-income", "其他收入20.00万元", "其他收入200.00万元", "错误 1,200.00万元 → 1,380.00万元"],
    ["accounts-spending", "项目支出410.00万元", "项目支出401.00万元", "错误 1,210.00万元 → 1,201.00万元"],
    ["accounts-classes", "住房保障（类）支出60.00", "住房保障（类）支出66.00", "错误 1,185.00万元 → 1,191.00万元"],
    [
      "accounts-fiscal",
      "年末财政拨款结转和结余5.00",
      "年末财政拨款结转和结余50.00",
      "错误 1,190.00万元 → 1,235.00万元",
    ],
    ["basic-spending", "公用经费100.00", "公用经费110.00", "错误 790.00万元 → 800.00万元"],
    ["three-public", "公务接待费预算6.00", "公务接待费预算9.00", "错误 20.00万元 → 23.00万元"],
    ["carryover", "上年支出1,116.00", "上年支出1,016.00", "疑点 1,234.00万元 → 1,334.00万元"],
  ] as const)("%s：%s 写成 %s", (rule, from, to, expected) => {
    expect(told(edited(from, to), rule)).toContain(expected);
  });

  test("政府性基金：年初、收入、支出、年末", () => {
    const source =
      "七、政府性基金预算财政拨款收支情况\n年初结转和结余0万元，本年收入310.00万元，本年支出296.40万元，年末结转和结余13.60万元。";
    expect(holding(source, "fund-balance")).toContain("0 + 310.00 − 296.40 = 13.60万元");
    expect(told(source.replace("13.60", "16.30"), "fund-balance")).toEqual(["错误 16.30万元 → 13.60万元"]);
  });

  test("财政拨款支出大于本年支出", () => {
    const source = report.replaceAll("本年支出合计1,210.00", "本年支出合计1,120.00");
    expect(told(source, "fiscal-limit")).toContain("错误 1,185.00万元 → 不超过 1,120.00万元");
  });

  test("采购总额、所属单位的收支、占本年支出合计的那个数，都不是本表的行", () => {
    const source = `${report}\n所属服务中心本年收入合计300.00万元，支出合计290.00万元。`;
    expect(told(source).filter((each) => !each.startsWith("提示"))).toEqual([]);
  });

  test("不是决算的文件不读成决算", () => {
    const source = "甲项目支出100万元，其中基本支出一项20万元。\n乙项目收入总计50万元，支出总计40万元。";
    expect(told(source, "accounts-balance")).toEqual([]);
  });
});

const sheet = (title: string, rows: string[][]) =>
  `<p>${title}</p><p>单位：万元</p><table>${rows
    .map(
      (cells, row) => `<tr>${cells.map((cell) => (row === 0 ? `<th>${cell}</th>` : `<td>${cell}</td>`)).join("")}</tr>`,
    )
    .join("")}</table>`;

const found = (html: string, rule: string) =>
  checkDocument(readHtml(html))
    .findings.filter((finding) => finding.rule === rule)
    .map(({ severity, at, expected }) => `${severity} ${at.quote} ${expected}`);

const spending = [
  ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
  ["", "合计", "920.00", "600.00", "320.00"],
  ["201", "一般公共服务支出", "800.00", "580.00", "220.00"],
  ["20113", "商贸事务", "800.00", "580.00", "220.00"],
  ["2011301", "行政运行", "580.00", "580.00", ""],
  ["2011308", "招商引资", "220.00", "", "220.00"],
  ["212", "城乡社区支出", "100.00", "", "100.00"],
  ["21208", "国有土地使用权出让收入安排的支出", "100.00", "", "100.00"],
  ["221", "住房保障支出", "20.00", "20.00", ""],
  ["22102", "住房改革支出", "20.00", "20.00", ""],
];
const rows = (edit: (cell: string) => string) => spending.map((cells) => cells.map(edit));

describe("部门决算勾稽：报表", () => {
  const balance = [
    ["项目", "行次", "金额", "项目", "行次", "金额"],
    ["栏次", "", "1", "栏次", "", "2"],
    ["一、一般公共预算财政拨款收入", "1", "900.00", "一、一般公共服务支出", "29", "800.00"],
    ["八、其他收入", "2", "10.00", "二、城乡社区支出", "30", "100.00"],
    ["", "3", "", "三、住房保障支出", "31", "20.00"],
    ["本年收入合计", "4", "910.00", "本年支出合计", "32", "920.00"],
    ["年初结转和结余", "5", "25.00", "年末结转和结余", "33", "15.00"],
    ["总计", "6", "935.00", "总计", "34", "935.00"],
  ];
  const total = (edit: (cell: string) => string) =>
    sheet(
      "收入支出决算总表",
      balance.map((cells) => cells.map(edit)),
    );

  test("01表两栏并列，左右两边的总计相等", () => {
    expect(found(total(String), "accounts-balance")).toEqual([]);
    const source = total((cell) => (cell === "25.00" ? "52.00" : cell));
    expect(found(source, "accounts-balance")).toEqual(["warning 935.00 962.00万元"]);
  });

  test("略去款的表，项归到类", () => {
    const rest = spending.filter(([code]) => code !== "22102" && code !== "20113");
    const lines = [
      ...rest,
      ["2210201", "住房公积金", "12.00", "12.00", ""],
      ["2210203", "购房补贴", "8.00", "8.00", ""],
    ];
    expect(found(sheet("支出决算表", lines), "accounts-classes")).toEqual([]);
  });

  test("03表按编码逐级汇总", () => {
    const clean = sheet("支出决算表", spending);
    expect(found(clean, "accounts-classes")).toEqual([]);
    const wrong = sheet(
      "支出决算表",
      rows((cell) => (cell === "商贸事务" ? "商贸事务" : cell)).map((cells) =>
        cells[0] === "2011308" ? ["2011308", "招商引资", "202.00", "", "202.00"] : cells,
      ),
    );
    expect(found(wrong, "accounts-classes")).toContain("error 800.00 782.00万元");
  });

  test("编码不在自己的上级之下", () => {
    const source = sheet(
      "支出决算表",
      rows((cell) => (cell === "22102" ? "20902" : cell)),
    );
    expect(found(source, "accounts-classes")).toContain("warning 20902 221 开头");
  });

  test("下级只列了一行，只是要问", () => {
    const source = sheet(
      "支出决算表",
      spending.filter(([code]) => code !== "2011301" && code !== "221" && code !== "22102"),
    );
    expect(found(source, "accounts-classes").filter((each) => each.includes("800.00"))).toEqual([
      "warning 800.00 220.00万元",
    ]);
  });

  test("空白的基金表要有一句话", () => {
    const blank = sheet("政府性基金预算财政拨款收入支出决算表", [
      ["科目编码", "科目名称", "年初结转和结余", "本年收入", "本年支出", "年末结转和结余"],
      ["", "合计", "", "", "", ""],
    ]);
    expect(found(blank, "fund-balance")).toEqual(["note 合计 本年度无政府性基金预算财政拨款收支"]);
    expect(found(`${blank}<p>本单位没有政府性基金预算财政拨款收入和支出。</p>`, "fund-balance")).toEqual([]);
  });
});
