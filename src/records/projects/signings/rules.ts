import { amountProblem, type Currency, convert } from "#kit/base/currencies.ts";
import { writeDate } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { sumYuan } from "#kit/base/money.ts";
import { isJump, jumpSentence } from "../rules.ts";
import { type SigningKind, signingKinds } from "../words.ts";

interface Agreed {
  currency: Currency;
  amount: string;
  exchangeRate: string | null;
  ratedOn: string | null;
  rateSource: string;
}

/** 折算: an agreement in another currency without a dated, sourced rate is not taken in. */
export function agreedIn({ currency, amount, exchangeRate, ratedOn, rateSource }: Agreed) {
  const original = { value: amount, currency };
  if (currency === "CNY") {
    const problem = amountProblem(original);
    return problem ?? { yuan: amount, exchangeRate: null, ratedOn: null, rateSource: "" };
  }
  const rate =
    exchangeRate === null ? null : { currency, perUnit: exchangeRate, date: ratedOn ?? "", source: rateSource };
  const converted = convert(original, rate);
  return "code" in converted ? converted : { yuan: converted.yuan, exchangeRate, ratedOn, rateSource };
}

export function whyNotSigned(
  happenedOn: string,
  { receivedOn }: { receivedOn: string },
  today: string,
): Refusal | null {
  if (happenedOn > today) return { code: "signings.future", message: "签约日期还没有到，请核对" };
  return happenedOn < receivedOn
    ? { code: "signings.order", message: `签约日期早于接到线索的${writeDate(receivedOn)}，请核对` }
    : null;
}

/** 协议额 beside the planned total: a thousandfold apart is a wrong unit more often than a truth. */
export function agreedJump(amount: string, totalInvestment: string | null): string | null {
  return totalInvestment !== null && isJump(amount, totalInvestment)
    ? jumpSentence("协议投资额与计划总投资相差悬殊：计划总投资", totalInvestment, amount)
    : null;
}

/** By kind, in the order of the words; 正式 alone makes the agreed amount of the project. */
export function totalsOf(rows: readonly { kind: SigningKind; signedAmount: string }[]) {
  return (Object.keys(signingKinds) as SigningKind[]).flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    return own.length === 0
      ? []
      : [{ kind, count: own.length, amount: sumYuan(own.map(({ signedAmount }) => signedAmount)) }];
  });
}

/** 正式协议 behind a registered 签约 stays, or its stage goes first. */
export function whyNotAnnulSigning(
  kind: SigningKind,
  others: readonly { kind: SigningKind }[],
  isSigned: boolean,
): Refusal | null {
  if (kind !== "formal" || !isSigned || others.some((each) => each.kind === "formal")) return null;
  return {
    code: "signings.annul.stage",
    message: "项目已登记签约，这是它唯一的正式协议：请先登记正确的协议，或先作废签约阶段",
  };
}
