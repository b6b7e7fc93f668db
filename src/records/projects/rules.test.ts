import { describe, expect, test } from "vitest";
import national from "../../../packs/national/2020.json" with { type: "json" };
import { ProjectsPack } from "./pack.ts";
import { amountJump, invested, sizeOf, sizesFrom, whyNotProject, whyNotRetrack } from "./rules.ts";

const { sizes } = ProjectsPack.parse(national.projects);
const of = (totalInvestment: string | null) => sizeOf(sizes, { totalInvestment, agreedInvestment: null });

describe("规模", () => {
  test.each([
    ["5000000000", "first"],
    ["4999999999.99", "second"],
    ["1000000000", "second"],
    ["500000000", "third"],
    ["100000000", "fourth"],
    ["99999999.99", "below"],
    ["0", "below"],
    [null, "unknown"],
  ] as const)("%s 元是 %s", (amount, size) => {
    expect(of(amount)).toBe(size);
  });

  test("各档累计：十亿以上含五十亿以上", () => {
    expect(sizesFrom(sizes, "second")).toEqual(["first", "second"]);
    expect(sizesFrom(sizes, "unknown")).toEqual(["unknown"]);
  });
});

describe("外币与汇率", () => {
  const dollars = {
    currency: "USD",
    originalInvestment: "1000000",
    exchangeRate: "7.0827",
    ratedOn: "2023-12-29",
    rateSource: "中国外汇交易中心",
    totalInvestment: null,
  } as const;
  test("按有日期、有来源的汇率折成人民币，原币照存", () => {
    expect(invested(dollars)).toMatchObject({ totalInvestment: "7082700.00", originalInvestment: "1000000" });
  });
  test.each([
    [{ ratedOn: null }, "currency.rateDate"],
    [{ rateSource: "" }, "currency.rateSource"],
    [{ exchangeRate: null }, "currency.rate"],
    [{ originalInvestment: null }, "projects.amount.original"],
    [{ currency: "JPY", originalInvestment: "10.5" }, "currency.decimals"],
  ] as const)("%j 说清缺什么", (change, code) => {
    expect(invested({ ...dollars, ...change })).toMatchObject({ code });
  });
  test("人民币没有汇率，也没有原币", () => {
    expect(invested({ ...dollars, currency: "CNY", totalInvestment: "5.00" })).toMatchObject({
      totalInvestment: "5.00",
      originalInvestment: null,
      ratedOn: null,
    });
  });
});

describe("金额悬殊", () => {
  const before = { totalInvestment: "120000000.00", fixedAssetInvestment: null };
  test.each([
    ["万元错填为元", "12000.00", true],
    ["元错填为万元", "1200000000000.00", true],
    ["翻一倍", "240000000.00", false],
    ["没有改", "120000000.00", false],
    ["清空", null, false],
  ] as const)("%s", (_, totalInvestment, asks) => {
    expect(amountJump(before, { totalInvestment }) !== null).toBe(asks);
  });
  test("以前各阶段用过的金额不再问；第一次填写不问", () => {
    expect(amountJump(before, { totalInvestment: "12000.00" }, ["12000.00"])).toBeNull();
    expect(amountJump({ totalInvestment: null }, { totalInvestment: "12000.00" })).toBeNull();
  });
  test("问话说清差多少、怎么办", () => {
    expect(amountJump(before, { totalInvestment: "12000.00" })?.message).toMatch(
      /原为1.20亿元，现填1.20万元，只有原来的 10000 分之一：请核对单位/,
    );
  });
});

test("停下的项目先恢复推进再办理；休眠的仍可修改", () => {
  expect(whyNotProject("move", { standing: "delayed" })).toBeNull();
  expect(whyNotProject("update", { standing: "dormant" })).toBeNull();
  expect(whyNotProject("move", { standing: "dormant" })?.message).toContain("休眠");
  expect(whyNotProject("update", { standing: "lost" })?.code).toBe("projects.update.standing");
});

test("有了后续阶段不能再改类型", () => {
  expect(whyNotRetrack([{ stage: "lead" }])).toBeNull();
  expect(whyNotRetrack([{ stage: "lead" }, { stage: "negotiating" }])?.code).toBe("projects.track.moved");
});
