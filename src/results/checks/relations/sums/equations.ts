/*
 * 勾稽式: a sum over lines of the accounts, with the ground it stands on; who asks decides whether it holds.
 */
import type { Column, Force } from "../../facts/accountmodel.ts";
import type { Rule } from "../../words.ts";

export type Check = "DX-1" | "DX-2" | "DX-3" | "DX-4" | "DX-5" | "DX-6" | "DX-7" | "DX-8" | "DX-9" | "DX-10" | "DX-11";

/** 依据 */
export const grounds: Record<Check, string> = {
  "DX-1":
    "财决01表：收入总计＝支出总计；总计＝本年收入＋使用非财政拨款结余＋年初结转和结余＝本年支出＋结余分配＋年末结转和结余",
  "DX-2": "本年收入＝财政拨款＋上级补助＋事业＋经营＋附属单位上缴＋其他收入",
  "DX-3": "本年支出＝基本＋项目＋上缴上级＋经营＋对附属单位补助支出",
  "DX-4": "功能分类：各类之和＝支出合计；类＝各款之和，款＝各项之和",
  "DX-5": "财政拨款＝一般公共预算＋政府性基金＋国有资本经营；总计＝本年收入＋年初结转＝本年支出＋年末结转",
  "DX-6": "一般公共预算财政拨款支出＝基本支出＋项目支出；基本支出＝人员经费＋公用经费",
  "DX-7": "人员经费＝工资福利＋对个人和家庭的补助；公用经费＝商品和服务＋资本性支出",
  "DX-8": "“三公”经费＝因公出国（境）＋公务用车购置及运行＋公务接待，预算数与决算数各自相符",
  "DX-9": "年初结转和结余＋本年收入－本年支出＝年末结转和结余",
  "DX-10": "财政拨款支出不大于本年支出，差额由非财政拨款或结转资金说明",
  "DX-11": "年初结转和结余＝上年末结转和结余，不等应说明（差错更正、收回、调入调出）",
};

export interface Equation<A> {
  check: Check;
  rule: Rule;
  stated: A;
  plus: A[];
  minus: A[];
  relation: "=" | "≤" | "≥";
  force: Force;
  message: string;
}

export type Sides<A> = Pick<Equation<A>, "check" | "rule" | "message"> &
  Partial<Pick<Equation<A>, "relation" | "force">>;
export type Told<A> = A | null;

export const columns: readonly Column[] = ["actual", "last", "budget", "adjusted"];
export const told = <A>(lines: readonly Told<A>[]): A[] =>
  lines.filter((line): line is A & {} => line !== null && line !== undefined);

/** A sum of lines all of which are told, else nothing. */
export function sum<A>(sides: Sides<A>, stated: Told<A>, plus: Told<A>[], minus: Told<A>[] = []): Equation<A>[] {
  const [adds, takes] = [told(plus), told(minus)];
  if (stated === null || adds.length < plus.length || takes.length < minus.length || adds.includes(stated)) return [];
  return [{ relation: "=", force: "must", ...sides, stated, plus: adds, minus: takes }];
}

/** DX-13: how far rounding may go where amounts are rows and not print, in 万元. */
export const tolerance = (addends: number): number => 0.01 * addends;
