import { addMonths } from "#kit/base/dates.ts";
import { compareYuan, fen, readable, subtractYuan } from "#kit/base/money.ts";
import { industrySections } from "#records/directory/words.ts";
import type { SitesPack } from "../pack.ts";
import { areaText } from "../rules.ts";
import {
  type MatchCriterion,
  type MatchVerdict,
  type SiteKind,
  type SiteState,
  siteUtilities,
  type SiteUtility,
} from "../words.ts";
import type { Mark, Need } from "./contract.ts";

/*
 * 匹配. Every criterion that was asked is judged by itself and says why: met, nearly (by how much), not, or unknown,
 * because nobody has written it down. The score is the weighted share of what was asked: met counts whole, nearly half,
 * unknown a quarter. Whoever misses a criterion of `must` is not listed, but counted under that criterion, so that the
 * answer always adds up: listed + left out = all that are free.
 */
export interface Space {
  kind: SiteKind;
  state: SiteState;
  freeArea: number;
  isDivisible: boolean;
  leastArea: number | null;
  ceilingHeight: number | null;
  floorLoad: number | null;
  powerCapacity: number | null;
  rent: string | null;
  landPrice: string | null;
  region: string | null;
  regionName: string | null;
  industries: string[];
  utilities: SiteUtility[];
  availableOn: string | null;
}

const worth: Record<MatchVerdict, number> = { met: 1, near: 0.5, unknown: 0.25, missed: 0 };

type Rules = SitesPack["match"];
type Told = { verdict: MatchVerdict; says: string };

/** Each criterion that was asked, in the order of the need. */
export function judge(need: Need, space: Space, { nearRate }: Rules): Mark[] {
  const told: Partial<Record<MatchCriterion, Told | null>> = {
    area: areaOf(need, space, nearRate),
    ceilingHeight: atLeast(need.ceilingHeight, space.ceilingHeight, { title: "层高", unit: "米", nearRate }),
    floorLoad: atLeast(need.floorLoad, space.floorLoad, { title: "承重", unit: "吨/㎡", nearRate }),
    powerCapacity: atLeast(need.powerCapacity, space.powerCapacity, { title: "供电", unit: "kVA", nearRate }),
    price: priceOf(need, space, nearRate),
    region: regionOf(need, space),
    industry: industryOf(need, space),
    utilities: utilitiesOf(need, space),
    availableOn: deliveryOf(need, space),
  };
  return Object.entries(told).flatMap(([criterion, each]) =>
    each ? [{ criterion: criterion as MatchCriterion, ...each }] : [],
  );
}

export function scoreOf(marks: readonly Mark[], { weights }: Rules): number {
  const all = marks.reduce((sum, { criterion }) => sum + weights[criterion], 0);
  const won = marks.reduce((sum, { criterion, verdict }) => sum + weights[criterion] * worth[verdict], 0);
  return all === 0 ? 100 : Math.round((won / all) * 100);
}

/** By what it is left out: the weightiest criterion it may not miss and does; null where it is listed. */
export function outBy(marks: readonly Mark[], { must, weights }: Rules): Mark | null {
  const missed = marks.filter(({ criterion, verdict }) => verdict === "missed" && must.includes(criterion));
  return missed.toSorted((a, b) => weights[b.criterion] - weights[a.criterion])[0] ?? null;
}

const number = (value: number): string => value.toLocaleString("zh-CN", { maximumFractionDigits: 2 });

/** Enough free area, and a piece of it not larger than wanted where it cannot be divided. */
function areaOf({ areaFrom, areaTo }: Need, space: Space, nearRate: number): Told | null {
  if (areaFrom === undefined && areaTo === undefined) return null;
  const { kind, freeArea, isDivisible, leastArea } = space;
  const has = `空闲 ${areaText(kind, freeArea)}`;
  if (areaFrom !== undefined && freeArea < areaFrom) {
    const verdict = freeArea >= areaFrom * (1 - nearRate) ? "near" : "missed";
    return { verdict, says: `${has}，差 ${areaText(kind, areaFrom - freeArea)}` };
  }
  if (areaTo === undefined || freeArea <= areaTo) return { verdict: "met", says: has };
  const least = isDivisible ? (leastArea ?? 0) : freeArea;
  if (least <= areaTo) return { verdict: "met", says: `${has}，可分割` };
  const verdict = least <= areaTo * (1 + nearRate) ? "near" : "missed";
  const why = isDivisible ? `最少要 ${areaText(kind, least)}起` : "不分割";
  return { verdict, says: `${has}，${why}，多 ${areaText(kind, least - areaTo)}` };
}

function atLeast(
  wanted: number | undefined,
  has: number | null,
  { title, unit, nearRate }: { title: string; unit: string; nearRate: number },
): Told | null {
  if (wanted === undefined) return null;
  if (has === null) return { verdict: "unknown", says: `${title}没有登记` };
  const says = `${title} ${number(has)} ${unit}`;
  if (has >= wanted) return { verdict: "met", says };
  return {
    verdict: has >= wanted * (1 - nearRate) ? "near" : "missed",
    says: `${says}，差 ${number(wanted - has)} ${unit}`,
  };
}

function priceOf({ priceTo }: Need, { kind, rent, landPrice }: Space, nearRate: number): Told | null {
  if (priceTo === undefined) return null;
  const [title, asked, unit] = kind === "landPlot" ? ["地价", landPrice, "亩"] : ["租金", rent, "㎡/月"];
  if (asked === null) return { verdict: "unknown", says: `${title}没有登记` };
  const says = `${title} ${moneyText(asked)}/${unit}`;
  if (compareYuan(asked, priceTo) <= 0) return { verdict: "met", says };
  const over = subtractYuan(asked, priceTo);
  const isNear = Number(fen(over)) <= Number(fen(priceTo)) * nearRate;
  return { verdict: isNear ? "near" : "missed", says: `${says}，高出 ${moneyText(over)}` };
}

const moneyText = (yuan: string): string => (Number(yuan) >= 10_000 ? readable(yuan) : `${number(Number(yuan))} 元`);

/** The same place or one within it is met; the same city is nearly. */
function regionOf({ region }: Need, space: Space): Told | null {
  if (region === undefined) return null;
  if (space.region === null) return { verdict: "unknown", says: "行政区划没有登记" };
  const says = `在${space.regionName ?? space.region}`;
  const wanted = region.replace(/(?:00)+$/, "");
  if (space.region.startsWith(wanted)) return { verdict: "met", says };
  const isSameCity = space.region.slice(0, 4) === region.slice(0, 4);
  return isSameCity ? { verdict: "near", says: `${says}，同市不同区` } : { verdict: "missed", says };
}

function industryOf({ industry }: Need, { industries }: Space): Told | null {
  if (industry === undefined) return null;
  if (industries.length === 0) return { verdict: "unknown", says: "没有登记产业方向" };
  if (industries.includes(industry)) return { verdict: "met", says: `面向${industrySections[industry]}` };
  const named = industries.map((each) => industrySections[each as keyof typeof industrySections]).slice(0, 3);
  return { verdict: "missed", says: `面向${named.join("、")}` };
}

function utilitiesOf({ utilities = [] }: Need, { utilities: has }: Space): Told | null {
  if (utilities.length === 0) return null;
  if (has.length === 0) return { verdict: "unknown", says: "没有登记配套" };
  const lacking = utilities.filter((each) => !has.includes(each));
  if (lacking.length === 0) return { verdict: "met", says: "配套齐全" };
  const says = `没有${lacking.map((each) => siteUtilities[each]).join("、")}`;
  return { verdict: lacking.length < utilities.length ? "near" : "missed", says };
}

/** What is finished is there now; what is being built is there on its day of delivery. */
function deliveryOf({ availableOn }: Need, { state, availableOn: ready }: Space): Told | null {
  if (availableOn === undefined)
    return state === "building"
      ? { verdict: "near", says: ready ? `在建，${ready} 可交付` : "在建，交付日期没有登记" }
      : null;
  if (ready === null)
    return state === "building"
      ? { verdict: "unknown", says: "在建，交付日期没有登记" }
      : { verdict: "met", says: "现房现地" };
  if (ready <= availableOn) return { verdict: "met", says: `${ready} 可交付` };
  const isNear = ready <= addMonths(availableOn, 3);
  return { verdict: isNear ? "near" : "missed", says: `${ready} 才可交付` };
}
