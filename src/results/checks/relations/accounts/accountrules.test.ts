import { describe, expect, test } from "vitest";
import type { Accounts, Column, Item, Scope } from "../../facts/accountmodel.ts";
import { accountRules, balances, basics, classTotals, incomes, spendings, threePublic } from "./accountrules.ts";
import { type Equation, grounds, tolerance } from "../sums/equations.ts";
import { carryovers, funds, limits } from "./fundrules.ts";

interface Row {
  value: number;
}

/** Accounts as work/budget would hand them over: rows, not print. */
function accounts(rows: Record<string, number>, classes: number[] = []): Accounts<Row> {
  const kept = new Map(Object.entries(rows).map(([key, value]) => [key, { value }]));
  return {
    line: (scope: Scope, item: Item, column: Column = "actual") => kept.get(`${scope}.${item}.${column}`) ?? null,
    classes: (scope, column = "actual") => ({
      amounts: scope === "general" && column === "actual" ? classes.map((value) => ({ value })) : [],
      force: "must",
    }),
  };
}

/** Which sums do not come out, within DX-13. */
function broken(equations: Equation<Row>[]): string[] {
  return equations.flatMap(({ check, force, stated, plus, minus, relation }) => {
    const sum = plus.reduce((all, { value }) => all + value, 0) - minus.reduce((all, { value }) => all + value, 0);
    const off = stated.value - sum;
    const isOff = relation === "=" ? Math.abs(off) : relation === "≤" ? off : -off;
    return isOff > tolerance(plus.length + minus.length) + 1e-9 ? [`${check} ${force} ${off.toFixed(2)}`] : [];
  });
}

const whole = {
  "all.incomeTotal.actual": 1035,
  "all.spendingTotal.actual": 1035,
  "all.income.actual": 1010,
  "all.opening.actual": 25,
  "all.reserve.actual": 0,
  "all.spending.actual": 1015,
  "all.closing.actual": 20,
  "all.distribution.actual": 0,
  "fiscal.income.actual": 1000,
  "general.income.actual": 900,
  "fund.income.actual": 100,
  "all.otherIncome.actual": 10,
  "all.basic.actual": 700,
  "all.project.actual": 315,
  "general.staff.actual": 620,
  "general.running.actual": 80,
  "general.basic.actual": 700,
  "general.spending.actual": 910,
  "fiscal.spending.actual": 1005,
  "fund.opening.actual": 0,
  "fund.spending.actual": 95,
  "fund.closing.actual": 5,
  "fiscal.three.actual": 16.5,
  "fiscal.abroad.actual": 4,
  "fiscal.car.actual": 9,
  "fiscal.carPurchase.actual": 0,
  "fiscal.carRunning.actual": 9,
  "fiscal.hospitality.actual": 3.5,
};
const changed = (rows: Record<string, number>) => accounts({ ...whole, ...rows }, [790, 100, 20]);

describe("决算勾稽（纯函数）", () => {
  test("一份平的决算没有一处不符，而且真的算过", () => {
    const all = accountRules.flatMap((rule) => rule(changed({})));
    expect(all.length).toBeGreaterThan(15);
    expect(broken(all)).toEqual([]);
  });

  test("什么都没写，就什么也不说", () => {
    expect(accountRules.flatMap((rule) => rule(accounts({})))).toEqual([]);
  });

  test("每一条都有依据", () => {
    for (const rule of accountRules)
      for (const { check } of rule(changed({}))) expect(grounds[check]).toMatch(/[＝于]/);
  });

  test.each([
    ["DX-1 收支总计", balances, { "all.spendingTotal.actual": 1053 }, ["DX-1 must -18.00", "DX-1 must 18.00"]],
    ["DX-1 年初结转", balances, { "all.opening.actual": 52 }, ["DX-1 must -27.00"]],
    ["DX-2 其他收入", incomes, { "all.otherIncome.actual": 100 }, ["DX-2 must -90.00"]],
    ["DX-2 三本预算", incomes, { "fund.income.actual": 1000 }, ["DX-2 must -900.00"]],
    ["DX-3 项目支出", spendings, { "all.project.actual": 351 }, ["DX-3 must -36.00"]],
    ["DX-4 各类之和", classTotals, { "general.spending.actual": 901 }, ["DX-4 must -9.00"]],
    ["DX-6 人员与公用", basics, { "general.staff.actual": 602 }, ["DX-6 must 18.00"]],
    ["DX-8 接待费", threePublic, { "fiscal.hospitality.actual": 5.3 }, ["DX-8 must -1.80"]],
    ["DX-8 购置与运行", threePublic, { "fiscal.carRunning.actual": 6 }, ["DX-8 must 3.00"]],
    ["DX-9 基金", funds, { "fund.closing.actual": 15 }, ["DX-9 must 10.00"]],
    ["DX-10 财政拨款大于全部", limits, { "fiscal.spending.actual": 1050 }, ["DX-10 must 35.00"]],
  ] as const)("%s", (_name, rule, rows, expected) => {
    expect(broken(rule(changed(rows)))).toEqual(expected);
  });

  test("尾差每个加数 0.01 以内不算", () => {
    expect(broken(threePublic(changed({ "fiscal.three.actual": 16.52 })))).toEqual([]);
    expect(broken(threePublic(changed({ "fiscal.three.actual": 16.55 })))).toEqual(["DX-8 must 0.05"]);
  });

  test("没写使用非财政拨款结余时，总计对不上只是要问", () => {
    const { "all.reserve.actual": _, ...rows } = { ...whole, "all.opening.actual": 20 };
    expect(broken(balances(accounts(rows)))).toEqual(["DX-1 ask 5.00"]);
  });

  test("年初结转由总计和收入推得，与上年末相比", () => {
    const rows = {
      "all.incomeTotal.actual": 120,
      "all.income.actual": 100,
      "all.incomeTotal.last": 90,
      "all.spending.last": 85,
    };
    expect(broken(carryovers(accounts(rows)))).toEqual(["DX-11 ask 15.00"]);
    expect(broken(carryovers(accounts({ ...rows, "all.spending.last": 70 })))).toEqual([]);
  });
});
