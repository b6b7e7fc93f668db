import { describe, expect, test } from "vitest";
import { addressKeyOf, alikeness, keyOf, keysOf, numeralsOf, partsOf } from "./rules.ts";

const key = (name: string) => keyOf(partsOf(name));

describe("企业名称的比对键", () => {
  test.each([
    ["示例云帆科技有限公司", "示例云帆科技（北京）有限公司"],
    ["示例云帆科技(北京)有限公司", "北京示例云帆科技有限责任公司"],
    ["示例云帆科技有限公司", "北京市示例云帆科技股份有限公司"],
    ["示例云帆科技有限公司", "示例云帆科技有限公司（筹）"],
    ["示例云帆科技有限公司", " 示例 云帆科技　有限公司"],
    ["示例Ｙｕｎ帆科技有限公司", "示例YUN帆科技有限公司"],
    ["武汉市江岸区示例云帆商贸有限公司", "示例云帆商贸有限公司"],
    ["昆山市示例云帆商贸有限公司", "示例云帆商贸有限公司"],
    ["示例·云帆企业管理合伙企业（有限合伙）", "示例云帆企业管理合伙企业"],
  ])("%s 与 %s 是同一个键", (one, other) => expect(key(one)).toBe(key(other)));

  test.each([
    ["分公司与总公司", "示例云帆科技有限公司", "示例云帆科技有限公司武汉分公司"],
    ["两地的分公司", "示例云帆科技有限公司武汉分公司", "示例云帆科技有限公司宜昌分公司"],
    ["集团与成员企业", "示例云帆集团有限公司", "示例云帆有限公司"],
    ["不同行业", "示例云帆科技有限公司", "示例云帆商贸有限公司"],
    ["不同字号", "示例云帆科技有限公司", "示例云航科技有限公司"],
  ])("%s：%s 与 %s 不是", (_, one, other) => expect(key(one)).not.toBe(key(other)));

  test("地区另记：说了哪里，从名称首和括号里都认得", () => {
    expect(partsOf("北京示例云帆科技有限公司").places).toEqual(["北京"]);
    expect(partsOf("示例云帆科技（北京）有限公司").places).toEqual(["北京"]);
    expect(partsOf("湖北省武汉市示例云帆科技有限公司").places).toEqual(["武汉", "湖北"]);
    expect(partsOf("示例云帆科技有限公司").places).toEqual([]);
  });

  test("字号太短的，地区不去掉：北京银行不是银行；智慧城市不是地名", () => {
    expect(partsOf("北京银行股份有限公司").core).toBe("北京银行");
    expect(partsOf("智慧城市科技有限公司").core).toBe("智慧城市科技");
  });

  test("名称里的数字，汉字与阿拉伯数字相通", () => {
    expect(numeralsOf(partsOf("示例第一建筑有限公司"))).toBe("1");
    expect(numeralsOf(partsOf("示例第1建筑有限公司"))).toBe("1");
    expect(numeralsOf(partsOf("示例建筑有限公司第二分公司"))).toBe("2");
  });

  test("地址没有门牌号的不作比对", () => {
    expect(addressKeyOf("示例市示例区示例路 １号院2号楼")).toBe("示例市示例区示例路1号院2号楼");
    expect(addressKeyOf("示例市示例区示例路")).toBe("");
  });

  test("相近程度：同文为 1，无一相同为 0", () => {
    expect(alikeness("云帆科技", "云帆科技")).toBe(1);
    expect(alikeness("云帆科技", "远山商贸")).toBe(0);
    expect(alikeness("示例云帆信息技术", "示例云帆信息技术服务")).toBeCloseTo(0.875, 2);
  });

  test("键不多：每个名称一个整键和几个四字片段", () => {
    expect(keysOf({ name: "示例云帆科技有限公司", formerNames: ["示例远山有限公司"], address: "" })).toEqual([
      "=name:示例云帆科技",
      "=name:示例远山",
      "=part:示例云帆",
      "=part:例云帆科",
      "=part:云帆科技",
      "=part:示例远山",
    ]);
  });
});
