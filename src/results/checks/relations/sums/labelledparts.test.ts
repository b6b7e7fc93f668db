import { describe, expect, test } from "vitest";
import { told } from "#tests/support/told.ts";

describe("分项的同名数", () => {
  const of = (left: string) =>
    `全年支出840.00万元，资金结余36.00万元。其中：\n（1）基本支出500.00万元，执行率98.04%，结余10.00万元；\n（2）项目支出340.00万元，执行率92.90%，结余${left}万元。`;
  test("各项都叫结余的，合起来是前面的结余", () => {
    expect(told(of("26.00"), "total-parts")).toEqual([]);
    expect(told(of("62.00"), "total-parts")).toEqual(["疑点 36.00万元 → 72.00万元"]);
  });
});
