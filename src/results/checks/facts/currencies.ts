/*
 * 折算: an amount of foreign money, what it comes to in yuan, and the rates that are named: 按1美元兑7.05元, 按1:7.05的汇率, 汇率7.05.
 */
import type { Fact } from "./fact.ts";
import { matchesOf } from "./matches.ts";
import type { Reading } from "./quantities.ts";

/** Yuan for one, 2014 to 2025, with room. */
export const bands: Record<string, readonly [low: number, high: number]> = {
  usd: [6.0, 7.6],
  eur: [6.8, 8.6],
  hkd: [0.77, 0.98],
  jpy: [0.04, 0.07],
};

export interface Conversion {
  foreign: Fact;
  yuan: Fact;
  /** Where the rate stands between: every amount of the sentence that may be meant. */
  others: Fact[];
}

/** So many yuan (`price`) for so many of the foreign unit (`per`). */
export interface Rate {
  currency: string;
  price: Fact;
  per: number;
}

const dimensions: Record<string, string> = { 美: "usd", 欧: "eur", 港: "hkd", 日: "jpy" };
const rate =
  /(?:(?<![\d.])(?<per>1(?:00)?)\s*(?:(?<currency>[美欧港日])[元币])?\s*(?:兑换?|对|折合?|合|约合|等于|[=:：]|比|可?兑)\s*(?:人民币)?(?:约|为)?\s*|(?:汇率|牌价|中间价)(?:按|以|为|是|约|均为|平均|[:：]|\s){0,4}|(?<=[按以]))(?<price>\d{1,3}\.\d{1,6})(?=\s*(?:元|人民币|的?(?:汇率|比例|牌价)|[，。；)计折]|$))/g;

export function ratesIn({ facts, passage }: Reading): Rate[] {
  const { plain } = passage;
  const model = facts.find(isForeign);
  if (!model && !/[美欧港日][元币]|汇率/.test(plain)) return [];
  return matchesOf(plain, rate).flatMap(({ index, 0: text, groups = {} }) => {
    const { per = "1", currency, price = "" } = groups;
    const at = index + text.length - price.length;
    const foreign =
      facts.findLast((fact) => fact.to <= index && isForeign(fact) && isAmount(fact)) ?? facts.find(isForeign);
    const dimension = currency ? dimensions[currency] : foreign?.unit?.dimension;
    const near = facts.findLast((fact) => fact.from <= at) ?? facts[0];
    const [low, high] = bands[dimension ?? ""] ?? [1, 0];
    const each = Number(price) / Number(per);
    if (!dimension || !near || each < low * 0.8 || each > high * 1.2) return [];
    return [{ currency: dimension, price: priceAt(near, at, price, plain), per: Number(per) }];
  });
}

/** The price as a figure: 1:7.05 is none by itself. */
function priceAt(near: Fact, from: number, price: string, plain: string): Fact {
  const value = Number(price);
  const places = price.split(".")[1]?.length ?? 0;
  const half = 0.5 / 10 ** places;
  const passed = plain.slice(near.from, from);
  const sentence = near.sentence + (passed.match(/[。！？\n]/g)?.length ?? 0);
  const to = from + price.length;
  return {
    ...near,
    from,
    to,
    numberTo: to,
    number: price,
    value,
    places,
    unit: null,
    base: value,
    half,
    low: value - half,
    high: value + half,
    hedge: null,
    isMisgrouped: false,
    role: "level",
    sentence,
  };
}

const isForeign = (fact: Fact): boolean => (fact.unit?.dimension ?? "") in bands;
/** A rate is no amount: 1美元, 100日元, 7.05元. */
const isAmount = (fact: Fact): boolean => fact.base > 1000;
const isYuan = (fact: Fact): boolean => fact.unit?.dimension === "yuan";

const word = "(?:折合|约合|折算|换算|兑换|合|相当于|折)(?:成|为|约|人民币|[美欧港日]元|当时|\\s){0,4}";
const converted = new RegExp(`${word}$`);
const beside = new RegExp(`^(?!，?其中)[，,、\\s]*[(（]?\\s*[^，。；()（）\\d]{0,6}${word}$`);
const inBracket = /^\s*[(（]\s*(?:约|即|人民币){0,2}\s*$/;

/** The two amounts side by side; or 折合人民币 at a distance, behind the rate in the same sentence. */
export function conversionsIn({ facts, passage }: Reading): Conversion[] {
  const amounts = facts.filter((fact) => (isForeign(fact) || isYuan(fact)) && isAmount(fact));
  return amounts.flatMap((fact, index) => {
    const next = amounts[index + 1];
    if (!next || isForeign(fact) === isForeign(next)) return [];
    const between = passage.plain.slice(fact.to, next.from);
    const [foreign, yuan] = isForeign(fact) ? [fact, next] : [next, fact];
    const isBracket = inBracket.test(between) && /^\s*[)）]/.test(passage.plain.slice(next.to, next.to + 3));
    if (
      beside.test(between) ||
      isBracket ||
      (between.length <= 40 && !/\d|其中|；/.test(between) && converted.test(between))
    )
      return [{ foreign, yuan, others: [] }];
    if (yuan !== next || between.length > 80 || !isRated(between) || !converted.test(between)) return [];
    const others = amounts.filter(
      (each) => isForeign(each) && each.index < yuan.index && each.sentence >= yuan.sentence - 1,
    );
    const natural = others.find(
      ({ role, from, sentence }) => role === "level" && sentence === yuan.sentence && !passage.depths[from],
    );
    return [{ foreign: natural ?? foreign, yuan, others }];
  });
}

/** The rate, its word or 按…计算 stands between the two amounts. */
const isRated = (between: string): boolean => /汇率|牌价|中间价|按|以|[美欧港日]元/.test(between);

export const impliedBy = ({ foreign, yuan }: Pick<Conversion, "foreign" | "yuan">): number => yuan.base / foreign.base;
