import type { Refusal } from "#kit/base/errors.ts";
import { addressKeyOf, alikeness, keyOf, type NameParts, numeralsOf, partsOf } from "../naming/rules.ts";
import { type LikeReason, likeReasons } from "./words.ts";

/**
 * 疑似重复的评分. Each thing that speaks for one company is a chance of being right; several together leave the product of
 * the chances of being wrong: similar names (0.7) at one address (0.3) are 1 − 0.3 × 0.7 = 79 分.
 *
 *   名称相同            0.95   股改 0.85；一方未写地区 0.90；两个地区 0.40（集团在各地的公司，多半是两家）
 *   与曾用名相同        0.90
 *   名称相近            (二字组相似度 − 0.5) × 2，相似度 0.6 起算，至多 0.85
 *   联系人电话相同      0.50   一个人可以替几家企业跑腿
 *   地址相同            0.30   一个园区、一处集群注册地有许多企业
 *
 * 分公司与总公司、名称中数字不同的（第一、第二）、只差“集团”的，名称不作依据。两家都有信用代码而代码不同的，打七五折：
 * 代码带校验位，不会写错一位。
 */
export interface Likened {
  names: NameParts[];
  code: string | null;
  formerCodes: string[];
  addressKey: string;
  /** By their blind index. */
  phones: string[];
}

export interface Likeness {
  score: number;
  reasons: LikeReason[];
}

/** 从此分起列为疑似. */
export const shownFrom = 60;
/** 从此分起, to enter one more takes a reason. */
export const askedFrom = 80;

const chances = { shares: 0.85, samePlace: 0.95, onePlace: 0.9, twoPlaces: 0.4, former: 0.9, phone: 0.5, address: 0.3 };
const differentCodes = 0.75;

export function likenedOf(
  company: { name: string; formerNames: string[]; creditCode: string | null; formerCodes?: string[]; address: string },
  phones: string[],
): Likened {
  return {
    names: [company.name, ...company.formerNames].map(partsOf),
    code: company.creditCode,
    formerCodes: company.formerCodes ?? [],
    addressKey: addressKeyOf(company.address),
    phones,
  };
}

export function likenessOf(one: Likened, other: Likened): Likeness {
  if (isSameCode(one, other)) return { score: 99, reasons: ["sameCode"] };
  const found: [LikeReason, number][] = [];
  const name = nameChance(one, other);
  if (name) found.push(name);
  if (one.phones.some((phone) => other.phones.includes(phone))) found.push(["samePhone", chances.phone]);
  if (one.addressKey && one.addressKey === other.addressKey) found.push(["sameAddress", chances.address]);
  const wrong = found.reduce((left, [, chance]) => left * (1 - chance), 1);
  const doubt = one.code && other.code ? differentCodes : 1;
  return { score: Math.round((1 - wrong) * doubt * 100), reasons: found.map(([reason]) => reason) };
}

const isSameCode = (one: Likened, other: Likened): boolean =>
  (one.code !== null && (one.code === other.code || other.formerCodes.includes(one.code))) ||
  (other.code !== null && one.formerCodes.includes(other.code));

/** The best that any name of one says about any name of the other; the first of each is the one it bears today. */
function nameChance(one: Likened, other: Likened): [LikeReason, number] | null {
  let best: [LikeReason, number] | null = null;
  one.names.forEach((mine, i) =>
    other.names.forEach((theirs, j) => {
      const isFormer = i + j > 0;
      const chance = chanceOf(mine, theirs) * (isFormer ? chances.former / chances.samePlace : 1);
      if (chance <= (best?.[1] ?? 0)) return;
      const isSame = keyOf(mine) === keyOf(theirs);
      best = [isSame ? (isFormer ? "formerName" : "sameName") : "similarName", chance];
    }),
  );
  return best;
}

function chanceOf(one: NameParts, other: NameParts): number {
  if (one.branch !== other.branch || numeralsOf(one) !== numeralsOf(other)) return 0;
  const isElsewhere =
    one.places.length > 0 && other.places.length > 0 && !one.places.some((place) => other.places.includes(place));
  if (one.core === other.core) {
    if (isElsewhere) return chances.twoPlaces;
    if (one.isShares !== other.isShares) return chances.shares;
    return one.places.length > 0 === other.places.length > 0 ? chances.samePlace : chances.onePlace;
  }
  if (withoutGroup(one) === withoutGroup(other)) return 0;
  const near = alikeness(one.core, other.core);
  return near < 0.6 ? 0 : Math.min(0.85, (near - 0.5) * 2) * (isElsewhere ? 0.5 : 1);
}

const withoutGroup = ({ core }: NameParts): string => core.replace("集团", "");

/** 重复对接提示: that somebody has it and whom to ask, nothing else. */
export const askDivision = (divisionName: string | null): string =>
  divisionName
    ? `另有科室在库，负责科室：${divisionName}，请先与该科室联系`
    : "库中已有相同的企业，尚未定负责科室，请先问主任";

/** What an import says of a row that is like a company in the directory. */
export const warningOf = (
  { isReadable, name, divisionName }: { isReadable: boolean; name: string; divisionName: string | null },
  { score, reasons }: Likeness,
): string =>
  isReadable
    ? `与在库的“${name}”相像（${reasons.map((reason) => likeReasons[reason]).join("、")}，${score} 分），请核对是不是同一家`
    : askDivision(divisionName);

export function whyNotEnter(
  alike: { candidates: { name: string; score: number }[]; elsewhere: { divisionName: string | null }[] },
  reason: string,
): Refusal | null {
  const [first] = alike.candidates.filter(({ score }) => score >= askedFrom);
  const [other] = alike.elsewhere;
  if (reason || !(first || other)) return null;
  const told = first ? `库中已有“${first.name}”，看来是同一家` : askDivision(other?.divisionName ?? null);
  return { code: "companies.alike", message: `${told}；确认不是同一家的，请写明仍要新增的理由` };
}
