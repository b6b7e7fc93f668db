import { addDays, addMonths, daysBetween, writeDate } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { fen } from "#kit/base/money.ts";
import type { Stage, Standing } from "../words.ts";
import type { ReferralPack } from "./pack.ts";
import { type ReferralMatch, type ReferralOutcome, type ReferralState, referralStates } from "./words.ts";

const no = (code: string, message: string): Refusal => ({ code: `referrals.${code}`, message });

interface Dated {
  expiresOn: string;
  reportDueOn: string;
  disputedOn: string | null;
  outcome: ReferralOutcome | null;
  standing: Standing;
}

const ended: readonly Standing[] = ["lost", "terminated", "withdrawn"];
export const isEnded = (standing: Standing): boolean => ended.includes(standing);

/** 状态 on a day: told from dates, so that nobody has to keep it. A dispute stops the clock until it is decided. */
export function referralStateOn(
  { expiresOn, reportDueOn, disputedOn, outcome, standing }: Dated,
  day: string,
): ReferralState {
  if (outcome !== null) return outcome;
  if (disputedOn !== null) return "disputed";
  if (isEnded(standing)) return "released";
  if (day > expiresOn) return "expired";
  return day > reportDueOn ? "lapsed" : "protected";
}

/** 仍占着首谈: others are refused or raise a dispute. */
export const isHeld = (state: ReferralState): boolean => state === "protected" || state === "disputed";

export interface Claim {
  investorId: string | null;
  creditCode: string | null;
  investorKey: string;
  region: string | null;
  amount: string | null;
}

/**
 * 同一投资方: by the company or its code; else by name, place and an amount that is near, within the months of the pack.
 * A place inside the other is the same place; what is not known speaks for nothing.
 */
export function matchOf(
  earlier: Claim & { happenedOn: string },
  later: Claim,
  day: string,
  { sameWithin, samePercent }: Pick<ReferralPack, "sameWithin" | "samePercent">,
): ReferralMatch | null {
  if (earlier.investorId !== null && earlier.investorId === later.investorId) return "sameInvestor";
  if (earlier.creditCode !== null && later.creditCode !== null)
    return earlier.creditCode === later.creditCode ? "sameCode" : null;
  if (earlier.investorKey !== later.investorKey || addMonths(earlier.happenedOn, sameWithin) < day) return null;
  const isNear = isSamePlace(earlier.region, later.region) && isSameAmount(earlier.amount, later.amount, samePercent);
  return isNear ? "sameProject" : null;
}

const isSamePlace = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && (a.startsWith(b) || b.startsWith(a));

function isSameAmount(a: string | null, b: string | null, percent: number): boolean {
  if (a === null || b === null) return false;
  const [one, other] = [fen(a), fen(b)];
  const apart = one > other ? one - other : other - one;
  return apart * 100n <= one * BigInt(percent);
}

/**
 * 备案 comes after the talks began and before the agreement, with proof of the contact.
 * 依据：norms §8.3（首谈首报、首谈保护），保护期等参数在规则包。
 */
export function whyNotFile(
  project: { region: string | null; totalInvestment: string | null },
  { contactedOn, months, files }: { contactedOn: string; months: number; files: readonly unknown[] },
  { today, isSigned, own, pack }: { today: string; isSigned: boolean; own: ReferralState | null; pack: ReferralPack },
): Refusal | null {
  return (
    whyNotFileNow({ isSigned, own }) ??
    whyNotFileFor(project) ??
    whyNotContact(contactedOn, today, files) ??
    whyNotMonths(months, pack)
  );
}

export function whyNotFileNow({ isSigned, own }: { isSigned: boolean; own: ReferralState | null }): Refusal | null {
  if (isSigned) return no("file.signed", "项目已签约，首谈首报应在签约之前备案");
  return own !== null && isHeld(own)
    ? no("file.held", `本项目已有首谈备案（${referralStates[own]}），不必重复备案；要更长时间请申请延期`)
    : null;
}

function whyNotFileFor({ region, totalInvestment }: { region: string | null; totalInvestment: string | null }) {
  const open = [...(region === null ? ["意向落位"] : []), ...(totalInvestment === null ? ["计划总投资"] : [])];
  return open.length > 0
    ? no("file.missing", `首谈备案按投资方、落位和金额查重：请先在项目里填写${open.join("、")}`)
    : null;
}

function whyNotContact(contactedOn: string, today: string, files: readonly unknown[]): Refusal | null {
  if (contactedOn > today) return no("file.future", "首次洽谈日期还没有到，请在洽谈之后备案");
  return files.length === 0 ? no("file.files", "请附上洽谈证明：会谈纪要、往来函件、照片或来访登记") : null;
}

function whyNotMonths(months: number, { protect }: ReferralPack): Refusal | null {
  return months < protect.least || months > protect.most
    ? no("file.months", `保护期为 ${protect.least} 至 ${protect.most} 个月`)
    : null;
}

/** 保护期与报告期限 of a filing made today. */
export const termOf = (today: string, months: number, { reportDays }: ReferralPack) => ({
  expiresOn: addMonths(today, months),
  reportDueOn: addDays(today, reportDays),
});

const why: Partial<Record<ReferralState, string>> = {
  lapsed: "已超过进展报告期限，保护失效；仍在洽谈的请重新备案",
  expired: "保护期已过；仍在洽谈的请重新备案",
};

export function whyNotReport(state: ReferralState): Refusal | null {
  return isHeld(state) ? null : no("report.state", why[state] ?? `首谈备案${referralStates[state]}，不能再报告进展`);
}

export function whyNotExtend(
  { state, extensionCount }: { state: ReferralState; extensionCount: number },
  months: number,
  { extendMonths, extensions }: Pick<ReferralPack, "extendMonths" | "extensions">,
): Refusal | null {
  if (state === "disputed") return no("extend.disputed", "争议裁定前不办延期；争议期间不计入保护期");
  const shut = whyNotReport(state);
  if (shut) return { ...shut, code: "referrals.extend.state" };
  if (extensionCount >= extensions)
    return no("extend.times", `已延期 ${extensionCount} 次，按规定最多 ${extensions} 次`);
  return months < 1 || months > extendMonths
    ? no("extend.months", `一次最多延长 ${extendMonths} 个月，至少 1 个月`)
    : null;
}

export const whyNotWithdraw = (state: ReferralState): Refusal | null =>
  isHeld(state) ? null : no("withdraw.state", `首谈备案${referralStates[state]}，无需撤回`);

export function whyNotTransfer(
  state: ReferralState,
  {
    giverId,
    receiverId,
    percent,
    held,
    files,
  }: {
    giverId: string | null;
    receiverId: string;
    percent: number;
    /** What the giver's credit is now. */
    held: number;
    files: readonly unknown[];
  },
): Refusal | null {
  if (state !== "protected") return no("transfer.state", `首谈备案${referralStates[state]}，保护中的才能流转`);
  if (giverId === receiverId) return no("transfer.self", "接手专员就是现在的责任专员，请另选");
  if (percent < 1 || percent > held)
    return no("transfer.percent", `接手方的记功比例应在 1% 至 ${held}% 之间（现任专员持有 ${held}%）`);
  return files.length === 0 ? no("transfer.files", "请附上双方签字的流转协议") : null;
}

/** 亮灯: the nearer of the two clocks; yellow when it is near, red on the last seven days. */
export function referralLight(
  { state, expiresOn, reportDueOn }: { state: ReferralState; expiresOn: string; reportDueOn: string },
  today: string,
  remindDays: number,
): { state: "green" | "yellow" | "red" | "none"; text: string; rule: string } {
  const rule = `${writeDate(expiresOn)}保护到期；${writeDate(reportDueOn)}前须报告进展，逾期失效`;
  if (state === "disputed") return { state: "yellow", text: "争议中，停止计时", rule };
  if (state !== "protected") return { state: "none", text: referralStates[state], rule };
  const isReport = reportDueOn < expiresOn;
  const left = daysBetween(today, isReport ? reportDueOn : expiresOn);
  const told = `${isReport ? "报进展" : "到期"}${left === 0 ? "就在今天" : `还剩 ${left} 天`}`;
  if (left <= 7) return { state: "red", text: told, rule };
  return { state: left <= remindDays ? "yellow" : "green", text: told, rule };
}

/** 签约关口: nobody signs while a dispute is open, nor over another's protection. */
export function findingsFor(
  stage: Stage,
  { id, own, elsewhere }: { id: string; own: ReferralState | null; elsewhere: readonly (string | null)[] },
) {
  const finding = (message: string) => [
    { kind: "rule" as const, key: "referral", title: "首谈首报", message, fix: `projects/${id}?section=referral` },
  ];
  if (stage !== "signed") return [];
  if (own === "disputed") return finding("首谈争议还没有裁定，裁定后才能签约");
  if (own === "protected" || elsewhere.length === 0) return [];
  const whom = elsewhere.map((name) => name ?? "办公室").join("、");
  return finding(`投资方已由他方首谈备案并在保护中，请与${whom}商定流转，或备案后由办公室裁定`);
}
