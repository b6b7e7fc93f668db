import { describe, expect, test } from "vitest";
import { industryOf, officerOf, regionOf } from "./rules.ts";

describe("国民经济行业", () => {
  test.each([
    ["C", "C", null],
    ["c26", "C", "26"],
    ["C 制造业", "C", null],
    ["2614", "C", "2614"],
    ["制造", "C", null],
    ["电力、热力、燃气及水生产和供应业", "D", null],
    ["信息技术服务业", "I", null],
    ["医药制造业", "C", "27"],
    ["医药制造", "C", "27"],
    ["软件和信息技术服务业", "I", "65"],
    ["教育", "P", null],
    ["64", "I", "64"],
    ["97", "T", "97"],
  ])("“%s”是 %s %s", (text, section, code) => expect(industryOf(text)).toEqual({ value: { section, code } }));
  test.each(["服务业", "98", "A26", "火星业", "业", "c267890"])("“%s”说不清，不猜", (text) =>
    expect(industryOf(text)).toHaveProperty("problem"),
  );
});

describe("行政区划", () => {
  const places = [
    { code: "110000", name: "北京市" },
    { code: "110105", name: "朝阳区" },
    { code: "220000", name: "吉林省" },
    { code: "220100", name: "长春市" },
    { code: "220104", name: "朝阳区" },
    { code: "421202", name: "咸安区" },
  ];
  test.each([
    ["110105", "110105"],
    ["咸安区", "421202"],
    ["北京市朝阳区", "110105"],
    ["吉林省长春市朝阳区", "220104"],
  ])("“%s”是 %s", (text, code) => expect(regionOf(text, places)).toEqual({ value: code }));
  test("两个同名的区，没写省市就不猜", () => {
    expect(regionOf("朝阳区", places)).toEqual({
      problem: "叫“朝阳区”的行政区划有 2 个，请写上省市，或填写六位区划代码",
    });
    expect(regionOf("月球", places)).toHaveProperty("problem");
  });
});

describe("责任专员", () => {
  const people = [
    { id: "a", name: "李丽", divisionId: "1", divisionName: "项目一科" },
    { id: "b", name: "王芳", divisionId: "1", divisionName: "项目一科" },
    { id: "c", name: "王芳", divisionId: "2", divisionName: "项目二科" },
  ];
  const id = (name: string, division: string | null) => {
    const found = officerOf(name, division, people);
    return "value" in found ? found.value.id : found.problem;
  };
  test("唯一的姓名不必写科室，重名的要写", () => {
    expect(id("李丽", null)).toBe("a");
    expect(id("王芳", "项目二科")).toBe("c");
    expect(id("王芳", null)).toBe("叫“王芳”的有 2 人，请在“科室”列写明科室");
  });
  test("没有这个人、科室对不上，都说出来", () => {
    expect(id("赵四", null)).toBe("本机构没有叫“赵四”的人员，请核对姓名，或先在人员中登记");
    expect(id("李丽", "项目二科")).toBe("李丽不在“项目二科”，而在项目一科，请核对");
  });
});
