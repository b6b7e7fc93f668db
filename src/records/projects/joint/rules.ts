import { writeDate } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { normalize } from "#kit/base/text.ts";

const no = (code: string, message: string): Refusal => ({ code: `jointPromotions.${code}`, message });

export interface Shared {
  name: string;
  share: number;
}

/** 份额合计 100%: what is agreed leaves nothing open and gives nothing twice. */
export function whyNotShares(ownShare: number, partners: readonly Shared[]): Refusal | null {
  const given = partners.reduce((sum, { share }) => sum + share, 0);
  return ownShare + given === 100
    ? null
    : no("shares", `我方 ${ownShare}% 加合作方 ${given}% 共 ${ownShare + given}%，份额合计应为 100%，请核对`);
}

export function whyNotPartners(partners: readonly Shared[], own: string): Refusal | null {
  const names = partners.map(({ name }) => normalize(name));
  const twin = partners.find((_, at) => names.indexOf(names[at] ?? "") < at);
  if (twin) return no("twice", `“${twin.name}”出现了两次，请合并为一行`);
  return names.includes(normalize(own)) ? no("own", "合作方不能是本机构，我方的份额填在“我方份额”里") : null;
}

export function whyNotAgree({ agreedOn }: { agreedOn: string }, standing: { agreedOn: string } | null, today: string) {
  if (standing)
    return no("standing", `项目已有${writeDate(standing.agreedOn)}的联合招商约定，份额有变的先作废原约定再登记`);
  return agreedOn > today ? no("future", "约定日期还没有到，请核对") : null;
}

/** Rows of a ledger rest on the shares: they go first. */
export const whyNotAnnul = (countedRows: number): Refusal | null =>
  countedRows > 0
    ? no("counted", `计数台账已有 ${countedRows} 行按这份约定的份额登记，请先作废台账行，再作废约定`)
    : null;

interface Counted {
  isEntering: boolean;
  isShared: boolean;
  credit: number;
  holder: string;
}

/** 分享不叠加: a project is counted once, at our agreed share; what partners hold is told beside it and adds nothing. */
export function whyNotCredited(
  agreement: { ownShare: number; partners: readonly Shared[] } | null,
  { isEntering, isShared, credit, holder }: Counted,
): Refusal | null {
  if (!agreement) return null;
  const { ownShare, partners } = agreement;
  if (isEntering && credit !== ownShare)
    return no("credit", `联合招商约定我方份额 ${ownShare}%，计入的贡献份额应为 ${ownShare}%；不填即按约定`);
  if (!isShared) return null;
  const partner = partners.find(({ name }) => normalize(name) === normalize(holder));
  const agreed = partners.map(({ name, share }) => `${name} ${share}%`).join("、");
  return partner?.share === credit ? null : no("share", `分享应按联合招商约定登记：${agreed}，请核对份额归属和份额`);
}

/** 示例丙区 30%、示例丁区 20% */
export const partnersText = (partners: readonly Shared[]): string =>
  partners.map(({ name, share }) => `${name} ${share}%`).join("、");
