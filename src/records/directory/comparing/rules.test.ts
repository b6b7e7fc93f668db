import { describe, expect, test } from "vitest";
import { askedFrom, likenedOf, likenessOf, shownFrom, whyNotEnter } from "./rules.ts";

interface Side {
  name: string;
  code?: string;
  was?: string[];
  wasCode?: string[];
  at?: string;
  phone?: string;
}
const of = ({ name, code, was = [], wasCode = [], at = "", phone }: Side) =>
  likenedOf(
    { name, creditCode: code ?? null, formerNames: was, formerCodes: wasCode, address: at },
    phone ? [phone] : [],
  );
const between = (one: Side, other: Side) => likenessOf(of(one), of(other));

const road = "示例市示例区示例路1号院2号楼";
const cloud = "示例云帆科技有限公司";

describe("疑似重复的评分", () => {
  test.each<[string, Side, Side, string[]]>([
    [
      "括号与地区写法不同",
      { name: "示例云帆科技（北京）有限公司" },
      { name: "北京示例云帆科技有限责任公司" },
      ["sameName"],
    ],
    ["一方没有写地区", { name: cloud }, { name: "北京示例云帆科技有限公司" }, ["sameName"]],
    ["全角与半角", { name: "示例Ｋ１云帆科技有限公司" }, { name: "示例K1云帆科技有限公司" }, ["sameName"]],
    ["股改前后", { name: cloud }, { name: "示例云帆科技股份有限公司" }, ["sameName"]],
    ["筹建时先登记过", { name: "示例云帆科技有限公司（筹）" }, { name: cloud, code: "A" }, ["sameName"]],
    ["用旧名又登记了一次", { name: cloud }, { name: "示例远山数据有限公司", was: [cloud] }, ["formerName"]],
    ["信用代码相同", { name: cloud, code: "A" }, { name: "示例远山有限公司", code: "A" }, ["sameCode"]],
    [
      "是并入那家的旧代码",
      { name: cloud, code: "A" },
      { name: "示例远山有限公司", code: "B", wasCode: ["A"] },
      ["sameCode"],
    ],
    ["多写了两个字", { name: "示例云帆信息技术有限公司" }, { name: "示例云帆信息技术服务有限公司" }, ["similarName"]],
    [
      "写错一个字，同一地址",
      { name: "示例云帆信息技术有限公司", at: road },
      { name: "示例云凡信息技术有限公司", at: road },
      ["similarName", "sameAddress"],
    ],
    [
      "简称，同一电话和地址",
      { name: "示例云帆", phone: "x", at: road },
      { name: "示例云帆供应链管理有限公司", phone: "x", at: road },
      ["samePhone", "sameAddress"],
    ],
    ["同一家分公司", { name: `${cloud}武汉分公司` }, { name: `${cloud}（北京）武汉分公司` }, ["sameName"]],
    ["代码不同而全名相同，仍要看一眼", { name: cloud, code: "A" }, { name: cloud, code: "B" }, ["sameName"]],
  ])("是：%s", (_, one, other, reasons) => {
    const found = between(one, other);
    expect(found.reasons).toEqual(reasons);
    expect(found.score).toBeGreaterThanOrEqual(shownFrom);
    expect(between(other, one)).toEqual(found);
  });

  test.each<[string, Side, Side]>([
    ["分公司与总公司", { name: cloud }, { name: `${cloud}武汉分公司` }],
    ["两地的分公司", { name: `${cloud}武汉分公司` }, { name: `${cloud}宜昌分公司` }],
    ["数字不同", { name: "示例第一建筑工程有限公司" }, { name: "示例第二建筑工程有限公司" }],
    ["一期与二期的项目公司", { name: "示例云帆一期产业园管理有限公司" }, { name: "示例云帆二期产业园管理有限公司" }],
    ["集团与成员企业", { name: "示例云帆集团有限公司" }, { name: "示例云帆有限公司" }],
    ["同一集团在两地的公司", { name: "北京示例云帆科技有限公司" }, { name: "上海示例云帆科技有限公司" }],
    ["字号差一个字", { name: cloud }, { name: "示例云航科技有限公司" }],
    ["同一字号，不同行业", { name: cloud }, { name: "示例云帆商贸有限公司" }],
    ["同一行业，不同字号", { name: "云帆信息技术有限公司" }, { name: "远山信息技术有限公司" }],
    ["只是同一个园区", { name: cloud, at: road }, { name: "示例远山商贸有限公司", at: road }],
    ["只是同一个代办电话", { name: cloud, phone: "x" }, { name: "示例远山商贸有限公司", phone: "x" }],
    [
      "名称相近而两家各有代码",
      { name: "示例云帆信息技术有限公司", code: "A" },
      { name: "示例云帆信息科技有限公司", code: "B" },
    ],
  ])("不是：%s", (_, one, other) => expect(between(one, other).score).toBeLessThan(shownFrom));

  test("几样依据合起来算：都错的机会相乘", () => {
    const [name, at] = [
      between({ name: cloud }, { name: cloud }),
      between({ name: cloud, at: road }, { name: cloud, at: road }),
    ];
    expect([name.score, at.score]).toEqual([95, 97]);
  });
});

describe("新增前的提示", () => {
  test("八十分起，或另有科室在库，没有理由不能新增", () => {
    const like = (score: number) => ({ candidates: [{ name: "示例甲", score }], elsewhere: [] });
    expect(whyNotEnter(like(askedFrom), "")?.message).toMatch(/库中已有“示例甲”.+请写明仍要新增的理由/);
    expect(whyNotEnter(like(askedFrom - 1), "")).toBeNull();
    expect(whyNotEnter(like(askedFrom), "同名，注册地不同")).toBeNull();
    expect(whyNotEnter({ candidates: [], elsewhere: [{ divisionName: "项目二科" }] }, "")?.message).toMatch(
      /^另有科室在库，负责科室：项目二科，请先与该科室联系/,
    );
  });
});
