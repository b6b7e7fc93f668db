/*
 * 计数: “7个科室”, “三大产业”, “四个方面”, “制度4项”: a number of things that may be listed nearby. Read apart from the quantities:
 * words such as 方面 are no units of measure, and a number in quotation marks (“五大行动”) counts here too.
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { matchesOf } from "./matches.ts";

export interface Count {
  from: number;
  to: number;
  value: number;
  unit: string;
  /** What is counted, as far as the words go on. */
  noun: string;
  isChinese: boolean;
}

const units =
  "个方面|方面|部分(?!析|别)|个|家|户|项|类|条|大|种|件|份|只|支|笔|例|宗|幅|股|队|点|批次|批|期|场次|场|次|处|所|名|位|部|间|座|届|组|套|本|张|款|人|块|轮|篇|幢|栋|宗|门|步|级|维度|环节|地|县|区|市|镇|省|国|链|园|者";
const pattern = new RegExp(
  `(?<number>\\d{1,3}|[一二两三四五六七八九十]{1,3})\\s*(?<unit>${units})(?=(?<noun>[一-龥]{0,10}))`,
  "g",
);
/** What makes it no plain number of things: an ordinal, a range, a share, about. */
const barred =
  /(?:第|每|其|之|(?<!合)同|某|另|(?<![主责担])任|逐|[\d.,:/×~—–-]|[零一二两三四五六七八九十百千万亿]|约|近|超|超过|逾|多于|至少|不足|不到|接近|将近|突破|多达|不[少低超多高][于过]|\d[%一-龥]{0,3}[至到])\s*$/;
const never =
  /^(?:个月|起|下|些|定|样|般|直|旦|经|并|度|级|线|手|季度|次性|体化|带一路|把手|站式|网通办|律|致|齐|贯|系列|批(?:重|优|好|高|大)|期(?!培训|班|简报|通报|专刊|活动|建设|实施|推进|投入)|位数|大(?:球|步|会|战|件))/;

export function countsOf(plain: string): Count[] {
  return matchesOf(plain, pattern).flatMap((match) => {
    const { number = "", unit = "", noun = "" } = match.groups ?? {};
    const from = match.index;
    const isChinese = !/^\d/.test(number);
    if (barred.test(plain.slice(Math.max(0, from - 6), from))) return [];
    if (isChinese && never.test(plain.slice(from + number.length, from + number.length + 4))) return [];
    const value = parseNumeral(number);
    const to = from + match[0].length;
    return value === null || value < 1 ? [] : [{ from, to, value, unit, noun, isChinese }];
  });
}
