import { type Currency, convert, currencies } from "#kit/base/currencies.ts";
import { compareDecimals, divideDecimals, multiplyDecimals } from "#kit/base/decimals.ts";
import { Failure, type Refusal } from "#kit/base/errors.ts";
import { compareYuan, readable } from "#kit/base/money.ts";
import type { ProjectsPack } from "./pack.ts";
import { type Size, type Stage, type Standing, standings, type Track } from "./words.ts";

/** 仍在推进 or only late: its facts and fields may be worked on. 休眠 must be taken up again first, an ended one reopened. */
const open: readonly Standing[] = ["ongoing", "delayed"];
export const isOpen = ({ standing }: { standing: Standing }): boolean => open.includes(standing);

export function whyNotProject(step: "update" | "move" | "sign", { standing }: { standing: Standing }): Refusal | null {
  if (isOpen({ standing }) || (step === "update" && standing === "dormant")) return null;
  return {
    code: `projects.${step}.standing`,
    message: `项目已“${standings[standing]}”，先在“推进状态”里恢复推进再办理`,
  };
}

export function whyNotReceived(receivedOn: string, today: string): Refusal | null {
  return receivedOn > today ? { code: "projects.received", message: "接到日期还没有到，请核对" } : null;
}

export function whyNotTrack(pack: Pick<ProjectsPack, "tracks">, track: Track): Refusal | null {
  return pack.tracks[track] ? null : { code: "projects.track", message: "本地规则包没有这个项目类型，请从列表中选择" };
}

/** 改类型 only while nothing but the lead stands: later stages were proven by the gates of the old track. */
export function whyNotRetrack(facts: readonly { stage: Stage }[]): Refusal | null {
  if (facts.every(({ stage }) => stage === "lead")) return null;
  return { code: "projects.track.moved", message: "项目已登记后续阶段，不能再改类型；类型选错的，先作废后续阶段再改" };
}

/** 规模: the largest band the amount reaches. 依据：规则包“规模”。 */
export function sizeOf(
  { by, bands }: ProjectsPack["sizes"],
  project: { totalInvestment: string | null; agreedInvestment: string | null },
): Size {
  const amount = project[by];
  if (amount === null) return "unknown";
  return bands.find(({ from }) => compareYuan(amount, from) >= 0)?.size ?? "below";
}

/** 该档及以上: the bands a cumulative count takes together. */
export function sizesFrom({ bands }: ProjectsPack["sizes"], size: Size): Size[] {
  const at = bands.findIndex((band) => band.size === size);
  return at < 0 ? [size] : bands.slice(0, at + 1).map((band) => band.size);
}

interface Invested {
  currency: Currency;
  originalInvestment: string | null;
  exchangeRate: string | null;
  ratedOn: string | null;
  rateSource: string;
  totalInvestment: string | null;
}

/**
 * 折算: an investment in another currency is kept in it, and in yuan by a rate that has a day and a source. In yuan itself
 * there is neither rate nor original.
 */
export function invested<T extends Invested>(typed: T): Invested | Refusal {
  const { currency, originalInvestment, exchangeRate, ratedOn, rateSource } = typed;
  if (currency === "CNY")
    return {
      currency,
      originalInvestment: null,
      exchangeRate: null,
      ratedOn: null,
      rateSource: "",
      totalInvestment: typed.totalInvestment,
    };
  const { title } = currencies[currency];
  if (originalInvestment === null)
    return { code: "projects.amount.original", message: `币种是${title}：请填写${title}金额，人民币金额由汇率折算` };
  const rate =
    exchangeRate === null ? null : { currency, perUnit: exchangeRate, date: ratedOn ?? "", source: rateSource };
  const converted = convert({ value: originalInvestment, currency }, rate);
  if ("code" in converted) return converted;
  return { currency, originalInvestment, exchangeRate, ratedOn, rateSource, totalInvestment: converted.yuan };
}

/** Which field a refusal about an amount or its rate is about. */
export function ratePath(code: string, amount: string): string {
  const fields: Record<string, string> = {
    "currency.rate": "exchangeRate",
    "currency.rateValue": "exchangeRate",
    "currency.rateDate": "ratedOn",
    "currency.rateSource": "rateSource",
  };
  return fields[code] ?? amount;
}

const moneyFields = { totalInvestment: "计划总投资", fixedAssetInvestment: "固定资产投资" } as const;
type Amounts = { [Field in keyof typeof moneyFields]?: string | null | undefined };

/** 万元 typed as 元 is off by 10,000; a thousandfold already says so, even where the amount was changed as well. */
const jump = "1000";

/** A thousandfold apart. */
export const isJump = (a: string, b: string): boolean => {
  if (compareDecimals(a, "0") <= 0 || compareDecimals(b, "0") <= 0) return false;
  return compareDecimals(a, multiplyDecimals(b, jump)) >= 0 || compareDecimals(b, multiplyDecimals(a, jump)) >= 0;
};

/**
 * 金额悬殊: an amount a thousand times the last one, or a thousandth of it, is asked about and not refused. `earlier` are
 * the amounts the project's facts were counted at.
 */
export function amountJump(before: Amounts, after: Amounts, earlier: readonly string[] = []) {
  for (const field of Object.keys(moneyFields) as (keyof typeof moneyFields)[]) {
    const now = after[field];
    if (now === undefined || now === null || now === before[field]) continue;
    const known = [before[field], ...(field === "totalInvestment" ? earlier : [])].filter(
      (each) => each !== null && each !== undefined,
    );
    if (known.includes(now)) continue;
    const far = known.find((each) => isJump(now, each));
    if (far) return { field, message: jumpSentence(moneyFields[field], far, now) };
  }
  return null;
}

export function jumpSentence(title: string, before: string, now: string): string {
  const isMore = compareYuan(now, before) > 0;
  const [large, small] = isMore ? [now, before] : [before, now];
  const times = divideDecimals(large, small, 0) ?? "";
  const far = `${title}原为${readable(before)}，现填${readable(now)}，${isMore ? "是原来的 " : "只有原来的 "}`;
  return `${far}${isMore ? `${times} 倍` : `${times} 分之一`}：请核对单位（元、万元、亿元），确实如此请勾选“金额已核对”再保存`;
}

/** What figures group by, as it stands now: copied onto every fact. */
export function countedOf<
  T extends {
    track: unknown;
    capital: unknown;
    industry: unknown;
    region: unknown;
    source: unknown;
    size: unknown;
    totalInvestment: string | null;
    officerId: string | null;
    divisionId: string | null;
  },
>(project: T) {
  const { track, capital, industry, region, source, size, totalInvestment: amount, officerId, divisionId } = project;
  return { track, capital, industry, region, source, size, amount, officerId, divisionId } as Pick<
    T,
    "track" | "capital" | "industry" | "region" | "source" | "size" | "officerId" | "divisionId"
  > & { amount: string | null };
}

/** Refused beside a field; `check` is the box that confirms what was only asked about. */
export function refusedAt(path: string, { code, message }: Refusal, check?: string): Failure {
  const fields = [{ path, message }, ...(check ? [{ path: check, message: "核对无误后勾选" }] : [])];
  return new Failure("refused", code, message, { fields });
}
