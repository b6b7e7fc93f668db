import {
  absolute,
  compareDecimals,
  divideDecimals,
  groupThousands,
  multiplyDecimals,
  parseDecimal,
  readDecimal,
  roundDecimal,
  writeDecimal,
} from "./decimals.ts";
import type { Refusal } from "./errors.ts";
import { writeNumeral } from "./numerals.ts";
import { halfWidth, quoted } from "./text.ts";

/**
 * Money is a decimal string of yuan with two decimals, computed exactly in fen (分) as bigint.
 * 万元 and 亿元 exist only where money is typed or shown; rounding is 四舍五入, half away from zero.
 */
export function fen(yuan: string): bigint {
  const { digits, places } = readDecimal(yuan);
  if (places > 2) throw new RangeError(`more precise than a fen: ${yuan}`);
  return bounded(digits * 10n ** BigInt(2 - places));
}

export function yuan(fen: bigint): string {
  return writeDecimal({ digits: bounded(fen), places: 2 });
}

export const addYuan = (a: string, b: string): string => yuan(fen(a) + fen(b));
export const subtractYuan = (a: string, b: string): string => yuan(fen(a) - fen(b));
export const sumYuan = (list: Iterable<string>): string => yuan([...list].reduce((sum, each) => sum + fen(each), 0n));

export function compareYuan(a: string, b: string): -1 | 0 | 1 {
  const difference = fen(a) - fen(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** An amount times a rate (a fraction such as "0.0875"), rounded once, to the fen. */
export function timesRate(amount: string, rate: string): string {
  return yuan(fen(roundDecimal(multiplyDecimals(amount, rate), 2)));
}

/** 占比 as a fraction; null when the whole is zero: a rate on a zero base does not exist. */
export function rate(part: string, whole: string, decimals = 4): string | null {
  return divideDecimals(part, whole, decimals);
}

/** 百分比 without its sign: 1058.58 of 21691.34 is "4.88"; null when the whole is zero. */
export function percent(part: string, whole: string, decimals = 2): string | null {
  return divideDecimals(multiplyDecimals(part, "100"), whole, decimals);
}

export const inYuan = (yuan: string): string => groupThousands(roundDecimal(yuan, 2));
export const inWan = (yuan: string, decimals = 2): string => groupThousands(scaled(yuan, 4, decimals));
export const inYi = (yuan: string, decimals = 2): string => groupThousands(scaled(yuan, 8, decimals));

/** The unit an officer would say it in. Rounding decides: 99,999,950 is 1.00亿元, never 10,000.00万元. */
export function readable(yuan: string): string {
  const size = absolute(fen(yuan));
  if (size < 1_000_000n) return `${inYuan(yuan)}元`;
  return size < 9_999_995_000n ? `${inWan(yuan)}万元` : `${inYi(yuan)}亿元`;
}

/** 大写: 1409.50 → 壹仟肆佰零玖元伍角. 依据：《支付结算办法》附一《正确填写票据和结算凭证的基本规定》 */
export function inCapitals(yuan: string): string {
  const amount = absolute(fen(yuan));
  const sign = fen(yuan) < 0n ? "负" : "";
  const whole = amount === 0n || amount >= 100n ? `${writeNumeral(amount / 100n, "capital")}元` : "";
  const [tenths, hundredths] = [(amount / 10n) % 10n, amount % 10n];
  if (tenths === 0n && hundredths === 0n) return `${sign}${whole}整`;
  const jiao = tenths > 0n ? `${writeNumeral(tenths, "capital")}角` : whole && "零";
  return `${sign}${whole}${jiao}${hundredths > 0n ? `${writeNumeral(hundredths, "capital")}分` : ""}`;
}

/** numeric(20,2) */
const largest = 10n ** 20n - 1n;
/** What is kept must also fit the `bigint` twin that lists sort by (rules/data.md, 5), and that is narrower. */
const largestKept = 2n ** 63n - 1n;

/** Powers of ten of the unit a form or a table heading states; it counts only where the typed text names none. */
const statedUnits = { yuan: 0, wan: 4, yi: 8 } as const;
const typedUnits = new Map(
  Object.entries({
    元: 0,
    圆: 0,
    千: 3,
    千元: 3,
    万: 4,
    万元: 4,
    百万: 6,
    百万元: 6,
    千万: 7,
    千万元: 7,
    亿: 8,
    亿元: 8,
    万亿: 12,
    万亿元: 12,
  }),
);

/** Reads an amount as people type or paste it: 1,234.5、１２３．４５、1234.5万元、3.2 亿、￥100、-5. What could mean two things is refused. */
export function parseMoney(typed: string, unit: keyof typeof statedUnits = "yuan"): { yuan: string } | Refusal {
  const text = halfWidth(typed).trim();
  if (text === "") return { code: "money.empty", message: "没有填写金额" };
  if (text.length > 60) return unreadable(text.slice(0, 60));
  if (/美元|美金|港[元币]|欧元|日元|英镑|[$€£]|usd|hkd|eur|jpy|gbp/i.test(text)) {
    return { code: "money.currency", message: `${quoted(text)}是外币：这里填写人民币金额，外币请在币种中另选` };
  }
  const match = /^([+\-−]?)\s*(?:¥|人民币|cny|rmb)?\s*([+\-−]?[\d,.]+)\s*([^\d\s]*)$/i.exec(text);
  if (!match) return unreadable(text);
  const [, sign = "", number = "", suffix = ""] = match;
  const named = suffix.replace(/(元|圆)[整正]$/, "$1");
  const shift = named === "" ? statedUnits[unit] : typedUnits.get(named);
  if (shift === undefined) {
    return {
      code: "money.unit",
      message: `${quoted(suffix)}不是这里能用的金额单位：可用元、千元、万元、百万元、千万元、亿元`,
    };
  }
  const parsed = parseDecimal(sign + number);
  if ("code" in parsed) return { ...parsed, code: parsed.code.replace("number.", "money.") };
  return exact(text, multiplyDecimals(parsed.decimal, `1${"0".repeat(shift)}`));
}

function exact(text: string, amount: string): { yuan: string } | Refusal {
  const rounded = roundDecimal(amount, 2);
  if (compareDecimals(rounded, amount) !== 0) {
    const message = `${quoted(text)}合 ${groupThousands(trimmed(amount))} 元，比分还细：金额最多精确到分，请核对`;
    return { code: "money.decimals", message };
  }
  return moneyRangeProblem(rounded) ?? { yuan: rounded };
}

/** Why an exact amount with two decimals is too large to be kept, or null. */
export function moneyRangeProblem(yuan: string): Refusal | null {
  if (absolute(readDecimal(yuan).digits) <= largestKept) return null;
  return { code: "money.range", message: `${groupThousands(yuan)} 元超出可登记的金额范围：请核对单位是否选错` };
}

/** 12万3千, 5元3角 and 三百万 are readable to a person, but not beyond doubt. */
function unreadable(text: string): Refusal {
  const mixed = /\d\s*[万亿千百元].*\d/.test(text);
  const advice = mixed ? "一个金额只用一个单位" : "请填写阿拉伯数字";
  return {
    code: mixed ? "money.mixed" : "money.unreadable",
    message: `看不懂${quoted(text)}：${advice}，例如 1,234.56 或 12.3万元`,
  };
}

const trimmed = (amount: string): string => amount.replace(/0+$/, "");

function scaled(yuan: string, shift: number, decimals: number): string {
  const { digits, places } = readDecimal(yuan);
  return roundDecimal(writeDecimal({ digits, places: places + shift }), decimals);
}

function bounded(fen: bigint): bigint {
  if (absolute(fen) > largest) throw new RangeError("more than numeric(20,2) holds");
  return fen;
}
