import { compareDecimals, groupThousands, multiplyDecimals, placesOf, roundDecimal } from "./decimals.ts";
import { isDate, writeDate } from "./dates.ts";
import type { Refusal } from "./errors.ts";
import { moneyRangeProblem } from "./money.ts";
import { halfWidth } from "./text.ts";

/** 币种, by ISO 4217 code. `minorUnits` is how many decimals an amount of it may have. */
export const currencies = {
  CNY: { title: "人民币", aliases: ["元", "人民币元", "RMB", "¥"], minorUnits: 2 },
  USD: { title: "美元", aliases: ["美金", "US$"], minorUnits: 2 },
  EUR: { title: "欧元", aliases: ["€"], minorUnits: 2 },
  HKD: { title: "港元", aliases: ["港币", "HK$"], minorUnits: 2 },
  JPY: { title: "日元", aliases: ["日圆"], minorUnits: 0 },
  GBP: { title: "英镑", aliases: ["£"], minorUnits: 2 },
  KRW: { title: "韩元", aliases: ["韩圆", "韩币"], minorUnits: 0 },
  SGD: { title: "新加坡元", aliases: ["新元", "新币"], minorUnits: 2 },
  TWD: { title: "新台币", aliases: ["台币", "NT$"], minorUnits: 2 },
  MOP: { title: "澳门元", aliases: ["澳门币"], minorUnits: 2 },
  AUD: { title: "澳大利亚元", aliases: ["澳元"], minorUnits: 2 },
  CAD: { title: "加拿大元", aliases: ["加元"], minorUnits: 2 },
  CHF: { title: "瑞士法郎", aliases: ["瑞郎"], minorUnits: 2 },
  NZD: { title: "新西兰元", aliases: ["纽元"], minorUnits: 2 },
  SEK: { title: "瑞典克朗", aliases: [], minorUnits: 2 },
  NOK: { title: "挪威克朗", aliases: [], minorUnits: 2 },
  DKK: { title: "丹麦克朗", aliases: [], minorUnits: 2 },
  THB: { title: "泰铢", aliases: [], minorUnits: 2 },
  MYR: { title: "马来西亚林吉特", aliases: ["林吉特", "马币"], minorUnits: 2 },
  VND: { title: "越南盾", aliases: [], minorUnits: 0 },
  RUB: { title: "俄罗斯卢布", aliases: ["卢布"], minorUnits: 2 },
  AED: { title: "阿联酋迪拉姆", aliases: ["迪拉姆"], minorUnits: 2 },
  SAR: { title: "沙特里亚尔", aliases: [], minorUnits: 2 },
} as const satisfies Record<string, { title: string; aliases: readonly string[]; minorUnits: number }>;
export type Currency = keyof typeof currencies;

export interface ForeignAmount {
  value: string;
  currency: Currency;
}

/** 汇率 on a date, with who published it. `perUnit` is yuan for one unit; a quotation per 100 (日元) is divided before it is kept. */
export interface ExchangeRate {
  currency: Currency;
  perUnit: string;
  date: string;
  source: string;
}

export const isCurrency = (code: string): code is Currency => Object.hasOwn(currencies, code);

/** The code for a currency as people write it (美金, usd, 港币), or null. */
export const findCurrency = (written: string): Currency | null =>
  codes.get(halfWidth(written).trim().toUpperCase()) ?? null;

/** Into yuan, rounded once to the fen. An amount without a dated, sourced rate is not converted: nobody could check it later. */
export function convert(amount: ForeignAmount, rate: ExchangeRate | null): { yuan: string } | Refusal {
  const problem = amountProblem(amount) ?? rateProblem(rate, amount.currency);
  if (problem) return problem;
  const perUnit = amount.currency === "CNY" ? "1" : (rate?.perUnit ?? "1");
  const yuan = roundDecimal(multiplyDecimals(amount.value, perUnit), 2);
  return moneyRangeProblem(yuan) ?? { yuan };
}

/** 按2023年3月5日中国外汇交易中心汇率（1美元=6.8951元）折算 */
export const describeRate = ({ currency, perUnit, date, source }: ExchangeRate): string =>
  `按${writeDate(date)}${source}汇率（1${currencies[currency].title}=${perUnit}元）折算`;

/** 日元 and 韩元 have no decimals; a figure that has them was probably typed under the wrong currency. */
export function amountProblem({ value, currency }: ForeignAmount): Refusal | null {
  const { title, minorUnits } = currencies[currency];
  if (placesOf(value) <= minorUnits || compareDecimals(value, roundDecimal(value, minorUnits)) === 0) return null;
  const limit = minorUnits === 0 ? "没有小数" : `最多 ${minorUnits} 位小数`;
  return {
    code: "currency.decimals",
    message: `${title}金额${limit}，现为 ${groupThousands(value)}：请核对币种和金额`,
  };
}

function rateProblem(rate: ExchangeRate | null, currency: Currency): Refusal | null {
  if (currency === "CNY") return null;
  const { title } = currencies[currency];
  if (!rate) return { code: "currency.rate", message: `没有${title}的汇率：请先登记汇率、日期和来源，再折算人民币` };
  if (rate.currency !== currency) {
    const other = currencies[rate.currency].title;
    return { code: "currency.mismatch", message: `金额是${title}，汇率却是${other}的：请换用${title}汇率` };
  }
  if (!isDate(rate.date))
    return { code: "currency.rateDate", message: `${title}汇率没有写明日期：请补填是哪一天的汇率` };
  if (rate.source.trim() === "")
    return { code: "currency.rateSource", message: `${title}汇率没有写明来源：请补填公布机构` };
  if (compareDecimals(rate.perUnit, "0") > 0) return null;
  return { code: "currency.rateValue", message: `${title}汇率应大于 0，现为 ${rate.perUnit}：请核对` };
}

const codes = new Map(
  Object.entries(currencies).flatMap(([code, { title, aliases }]) =>
    [code, title, ...aliases].map((written) => [halfWidth(written).toUpperCase(), code as Currency]),
  ),
);
