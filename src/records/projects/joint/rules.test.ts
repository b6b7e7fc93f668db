import { describe, expect, test } from "vitest";
import { partnersText, whyNotAgree, whyNotAnnul, whyNotCredited, whyNotPartners, whyNotShares } from "./rules.ts";

const partners = [
  { name: "示例丙区", share: 30 },
  { name: "示例丁区", share: 10 },
];
const agreement = { ownShare: 60, partners };

describe("联合招商的规则", () => {
  test("份额合计 100%，多一分少一分都不行", () => {
    expect(whyNotShares(60, partners)).toBeNull();
    expect(whyNotShares(61, partners)?.message).toBe("我方 61% 加合作方 40% 共 101%，份额合计应为 100%，请核对");
    expect(whyNotShares(59, partners)?.code).toBe("jointPromotions.shares");
  });

  test("同一方不列两次，也不列自己", () => {
    expect(whyNotPartners(partners, "示例甲区")).toBeNull();
    expect(whyNotPartners([...partners, { name: "示例 丙区 ".replaceAll(" ", ""), share: 1 }], "示例甲区")?.code).toBe(
      "jointPromotions.twice",
    );
    expect(whyNotPartners(partners, "示例丁区")?.code).toBe("jointPromotions.own");
  });

  test("已有约定的先作废；没到的日子不收；台账已按份额登记的不能作废", () => {
    expect(whyNotAgree({ agreedOn: "2026-03-05" }, { agreedOn: "2026-01-01" }, "2026-03-05")?.code).toBe(
      "jointPromotions.standing",
    );
    expect(whyNotAgree({ agreedOn: "2026-03-06" }, null, "2026-03-05")?.code).toBe("jointPromotions.future");
    expect(whyNotAnnul(2)?.message).toContain("2 行");
    expect(whyNotAnnul(0)).toBeNull();
  });

  test.each([
    ["按我方份额计入", { isEntering: true, isShared: false, credit: 60, holder: "" }, null],
    ["全额计入", { isEntering: true, isShared: false, credit: 100, holder: "" }, "jointPromotions.credit"],
    ["按约定分享", { isEntering: false, isShared: true, credit: 30, holder: "示例丙区" }, null],
    ["分享多了", { isEntering: false, isShared: true, credit: 40, holder: "示例丙区" }, "jointPromotions.share"],
    ["分享给别人", { isEntering: false, isShared: true, credit: 30, holder: "示例戊县" }, "jointPromotions.share"],
    ["增资不论份额", { isEntering: false, isShared: false, credit: 0, holder: "" }, null],
  ] as const)("%s", (_, row, code) => {
    expect(whyNotCredited(agreement, row)?.code ?? null).toBe(code);
    expect(whyNotCredited(null, row)).toBeNull();
  });

  test("各方一句话", () => expect(partnersText(partners)).toBe("示例丙区 30%、示例丁区 10%"));
});
