import { describe, expect, test } from "vitest";
import national from "../../../../packs/national/2020.json" with { type: "json" };
import { SitesPack } from "../pack.ts";
import { judge, outBy, scoreOf, type Space } from "./rules.ts";
import type { Need } from "./contract.ts";

const rules = SitesPack.parse(national.sites).match;
const space: Space = {
  kind: "factorySpace",
  state: "free",
  freeArea: 5000,
  isDivisible: true,
  leastArea: 1000,
  ceilingHeight: 8,
  floorLoad: 2,
  powerCapacity: 630,
  rent: "22.00",
  landPrice: null,
  region: "990101",
  regionName: "示例甲区",
  industries: ["C"],
  utilities: ["water", "gas"],
  availableOn: null,
};
const need = (asked: Partial<Need>): Need => ({ kind: "factorySpace", ...asked });

describe("每一项都说理由", () => {
  test.each<[string, Partial<Need>, Partial<Space>, string, string]>([
    ["够大", { areaFrom: 4000 }, {}, "met", "空闲 5,000 ㎡"],
    ["差一点", { areaFrom: 5400 }, {}, "near", "空闲 5,000 ㎡，差 400 ㎡"],
    ["差得多", { areaFrom: 6000 }, {}, "missed", "差 1,000 ㎡"],
    ["太大但可分割", { areaTo: 2000 }, {}, "met", "可分割"],
    ["太大又不分割", { areaTo: 2000 }, { isDivisible: false }, "missed", "不分割，多 3,000 ㎡"],
    ["起租面积太大", { areaTo: 950 }, {}, "near", "最少要 1,000 ㎡起，多 50 ㎡"],
    ["层高够", { ceilingHeight: 8 }, {}, "met", "层高 8 米"],
    ["层高接近", { ceilingHeight: 8.5 }, {}, "near", "层高 8 米，差 0.5 米"],
    ["层高不够", { ceilingHeight: 10 }, {}, "missed", "差 2 米"],
    ["承重没有登记", { floorLoad: 1 }, { floorLoad: null }, "unknown", "承重没有登记"],
    ["供电不够", { powerCapacity: 1000 }, {}, "missed", "供电 630 kVA，差 370 kVA"],
    ["租金合适", { priceTo: "25" }, {}, "met", "租金 22 元/㎡/月"],
    ["租金略高", { priceTo: "20" }, {}, "near", "高出 2 元"],
    ["租金太高", { priceTo: "15" }, {}, "missed", "高出 7 元"],
    ["本区", { region: "990101" }, {}, "met", "在示例甲区"],
    ["全市都行", { region: "990100" }, {}, "met", "在示例甲区"],
    ["同市不同区", { region: "990102" }, {}, "near", "同市不同区"],
    ["外地", { region: "980101" }, {}, "missed", "在示例甲区"],
    ["产业对口", { industry: "C" }, {}, "met", "面向制造业"],
    ["产业不对口", { industry: "J" }, {}, "missed", "面向制造业"],
    ["配套齐", { utilities: ["water"] }, {}, "met", "配套齐全"],
    ["配套缺一样", { utilities: ["water", "steam"] }, {}, "near", "没有蒸汽"],
    ["现房", { availableOn: "2024-06-01" }, {}, "met", "现房现地"],
    [
      "在建赶得上",
      { availableOn: "2024-06-01" },
      { state: "building", availableOn: "2024-05-01" },
      "met",
      "2024-05-01 可交付",
    ],
    [
      "在建晚两个月",
      { availableOn: "2024-06-01" },
      { state: "building", availableOn: "2024-08-01" },
      "near",
      "才可交付",
    ],
    [
      "在建晚一年",
      { availableOn: "2024-06-01" },
      { state: "building", availableOn: "2025-06-01" },
      "missed",
      "才可交付",
    ],
  ])("%s", (_, asked, change, verdict, says) => {
    const [mark] = judge(need(asked), { ...space, ...change }, rules);
    expect(mark).toMatchObject({ verdict });
    expect(mark?.says).toContain(says);
  });

  test("没问的不评；在建的即使没问也要说", () => {
    expect(judge(need({}), space, rules)).toEqual([]);
    expect(judge(need({}), { ...space, state: "building" }, rules)).toMatchObject([
      { verdict: "near", criterion: "availableOn" },
    ]);
  });

  test("地块按地价比", () => {
    const plot: Space = { ...space, kind: "landPlot", landPrice: "320000.00", rent: null };
    const [mark] = judge({ kind: "landPlot", priceTo: "300000" }, plot, rules);
    expect(mark).toMatchObject({ verdict: "near", says: expect.stringContaining("地价 32") });
  });
});

describe("匹配度与未列出", () => {
  test("都符合是 100；未登记的不如接近的，接近的不如符合的", () => {
    const asked = need({ areaFrom: 1000, ceilingHeight: 8 });
    const scored = (ceilingHeight: number | null) => scoreOf(judge(asked, { ...space, ceilingHeight }, rules), rules);
    expect(scored(8)).toBe(100);
    expect(scored(8)).toBeGreaterThan(scored(7.5));
    expect(scored(7.5)).toBeGreaterThan(scored(null));
    expect(scoreOf([], rules)).toBe(100);
  });

  test("必须符合的差得多才不列，按分值最大的一项说；价格再高也列出来", () => {
    const out = (asked: Partial<Need>) => outBy(judge(need(asked), space, rules), rules)?.criterion ?? null;
    expect(out({ areaFrom: 9000, ceilingHeight: 12 })).toBe("area");
    expect(out({ ceilingHeight: 12 })).toBe("ceilingHeight");
    expect(out({ ceilingHeight: 8.5, priceTo: "5" })).toBeNull();
  });
});
