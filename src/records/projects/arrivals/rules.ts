import { writeDate, yearOf } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { addYuan, compareYuan, readable, subtractYuan, sumYuan } from "#kit/base/money.ts";
import { packedArrival, type ArrivalsPack } from "./pack.ts";
import { type ArrivalKind, type ArrivalProof, arrivalKinds, arrivalProofs } from "./words.ts";

const no = (code: string, message: string): Refusal => ({ code: `arrivals.${code}`, message });

export function whyNotArrived(
  { fromOn, happenedOn }: { fromOn: string | null; happenedOn: string },
  { receivedOn }: { receivedOn: string },
  today: string,
): Refusal | null {
  if (happenedOn > today) return no("future", "到位日期还没有到：资金到了再登记，计划到位的写在承诺里");
  if (happenedOn < receivedOn) return no("order", `到位日期早于接到线索的${writeDate(receivedOn)}，请核对`);
  if (fromOn === null) return null;
  if (fromOn > happenedOn) return no("period", "期间起晚于到位日期，请核对");
  return yearOf(fromOn) === yearOf(happenedOn)
    ? null
    : no("years", "一笔到位资金不能跨年度：请按年度分开登记，各附各的凭证");
}

/** 凭证: of a kind that proves this kind of arrival here. */
export function whyNotProof(kind: ArrivalKind, proof: ArrivalProof, pack: ArrivalsPack): Refusal | null {
  const packed = packedArrival(pack, kind);
  if (!packed) return no("kind", `本地规则包没有“${arrivalKinds[kind]}”这一类到位资金，请从列表中选择`);
  if (packed.proofs.includes(proof)) return null;
  const taken = packed.proofs.map((each) => arrivalProofs[each]).join("、");
  return no("proof", `${arrivalProofs[proof]}不能证明“${arrivalKinds[kind]}”到位，可用：${taken}`);
}

interface Counting {
  kind: ArrivalKind;
  countedAmount: string | null;
  countedReason: string;
}

/** 计入金额: the whole unless said, never more, and less only with a reason. */
export function countedIn(
  { kind, countedAmount, countedReason }: Counting,
  arrived: string,
  pack: ArrivalsPack,
): { countedAmount: string; countedReason: string } | Refusal {
  if (packedArrival(pack, kind)?.isCounted === false) {
    if (countedAmount !== null && compareYuan(countedAmount, "0") > 0)
      return no("counted.kind", `按现行口径，“${arrivalKinds[kind]}”不计入到位资金：计入金额请留空或填 0`);
    return { countedAmount: "0.00", countedReason: countedReason || "按现行口径不计入" };
  }
  if (countedAmount === null) return { countedAmount: arrived, countedReason: "" };
  const order = compareYuan(countedAmount, arrived);
  if (order > 0)
    return no("counted.more", `计入金额${readable(countedAmount)}多于到位金额${readable(arrived)}，请核对`);
  if (order < 0 && countedReason.trim() === "") return no("counted.reason", "计入金额少于到位金额，请写明少计的原因");
  return { countedAmount, countedReason: order === 0 ? "" : countedReason };
}

/** 一笔超过计划总投资: 万元 typed as 元 turned round more often than a truth. */
export function askedAmount(arrived: string, totalInvestment: string | null): string | null {
  return totalInvestment !== null && compareYuan(arrived, totalInvestment) > 0
    ? `这一笔${readable(arrived)}超过计划总投资${readable(totalInvestment)}：请核对单位（元、万元、亿元），确实如此请勾选“金额已核对”再保存`
    : null;
}

interface Known {
  id: string;
  projectId: string;
  happenedOn: string;
  originalAmount: string;
  currency: string;
  proofNumber: string;
}

/** 凭证号 with the spaces out of it and in capitals: the same paper is the same however it was copied. */
export const sameNumber = (number: string): string => number.replaceAll(/\s/g, "").toUpperCase();

/**
 * 疑似重复: another row with the same proof number, or of this project with the same amount on the same day. It is asked
 * about, never silently taken and never refused: two tranches of one day do happen.
 */
export function resembled(
  typed: Omit<Known, "id">,
  others: readonly (Known & { projectName: string | null })[],
): { id: string; message: string } | null {
  const number = sameNumber(typed.proofNumber);
  const numbered = number === "" ? undefined : others.find((each) => sameNumber(each.proofNumber) === number);
  const where = (other: { projectId: string; projectName: string | null }) =>
    other.projectId === typed.projectId ? "本项目" : other.projectName ? `项目“${other.projectName}”` : "另一个项目";
  const ask = "确实不是同一笔请勾选“不是同一笔”再保存，核验时会标出";
  if (numbered)
    return {
      id: numbered.id,
      message: `凭证号${typed.proofNumber.trim()}已用在${where(numbered)}${writeDate(numbered.happenedOn)}的一笔上：${ask}`,
    };
  const alike = others.find(
    (each) =>
      each.projectId === typed.projectId &&
      each.happenedOn === typed.happenedOn &&
      each.currency === typed.currency &&
      compareYuan(each.originalAmount, typed.originalAmount) === 0,
  );
  return alike ? { id: alike.id, message: `本项目${writeDate(alike.happenedOn)}已登记过同样金额的一笔：${ask}` } : null;
}

/** 核验: once, by another person than who typed it. */
export function whyNotVerifyArrival(
  { verifiedAt, byId }: { verifiedAt: string | null; byId: string | null },
  personId: string | null,
): Refusal | null {
  if (verifiedAt !== null) return no("verify.done", "这一笔已经核验过");
  return personId === null || personId === byId
    ? no("verify.self", "登记人不能核验自己登记的到位资金，请由另一人核验")
    : null;
}

interface Row {
  happenedOn: string;
  countedAmount: string;
  verifiedAt: string | null;
}

/** 分年度: only what is verified is summed; statistics stands beside it and is never part of it. */
export function yearsOf(
  rows: readonly Row[],
  statistics: readonly { year: number; amount: string; issuedOn: string }[],
) {
  const years = new Set([...rows.map(({ happenedOn }) => yearOf(happenedOn)), ...statistics.map(({ year }) => year)]);
  return [...years]
    .sort((one, other) => other - one)
    .map((year) => {
      const own = rows.filter(({ happenedOn }) => yearOf(happenedOn) === year);
      const counted = countedOf(own);
      const waiting = sumYuan(own.filter(({ verifiedAt }) => verifiedAt === null).map((row) => row.countedAmount));
      const statistic = latestOf(statistics.filter((each) => each.year === year))?.amount ?? null;
      return { year, counted, waiting, statistic, difference: statistic && subtractYuan(counted, statistic) };
    });
}

/** The last one said; of one day the last one typed. */
const latestOf = <T extends { issuedOn: string }>(list: readonly T[]): T | undefined =>
  list.reduce<T | undefined>((last, each) => (last && last.issuedOn > each.issuedOn ? last : each), undefined);

export const countedOf = (rows: readonly Row[]): string =>
  rows.reduce((sum, row) => (row.verifiedAt === null ? sum : addYuan(sum, row.countedAmount)), "0.00");

export function whyNotStatistic({ year, issuedOn }: { year: number; issuedOn: string }, today: string): Refusal | null {
  if (issuedOn > today) return { code: "projectStatistics.future", message: "出数日期还没有到，请核对" };
  return yearOf(issuedOn) < year
    ? { code: "projectStatistics.order", message: `出数日期早于 ${year} 年，请核对年度` }
    : null;
}
