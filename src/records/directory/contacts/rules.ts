import type { Refusal } from "#kit/base/errors.ts";
import { type ConsentState, consentStates } from "../words.ts";

interface Consent {
  consent: ConsentState;
  consentOn: string | null;
  consentHow: string;
  consentEvidence: string;
}

const no = (code: string, message: string): Refusal => ({ code: `contacts.${code}`, message });

/** 同意 must be shown when asked for: when and how it was given or taken back, in writing what it stands on. */
export function whyNotConsent(wanted: Consent, today: string): Refusal | null {
  const word = consentStates[wanted.consent];
  if (wanted.consent === "none") return null;
  if (!wanted.consentOn) return no("consent.date", `请填写“${word}”的日期`);
  if (wanted.consentOn > today) return no("consent.future", "日期晚于今天，请核对");
  if (!wanted.consentHow) return no("consent.how", "请写明方式，例如：当面签署、电话告知、邮件回复");
  if (wanted.consent === "given" && !wanted.consentEvidence)
    return no("consent.evidence", "书面同意须写明凭据，例如：知情同意书编号、邮件日期；没有凭据的请选“口头同意”");
  return null;
}

interface Post {
  fromOn: string | null;
  toOn: string | null;
}

export function whyNotPost({ fromOn, toOn }: Post): Refusal | null {
  return fromOn && toOn && toOn < fromOn ? no("post.order", "离任日期早于到任日期，请核对") : null;
}

/** A text that can only be meant as a telephone number. */
export const phoneIn = (text: string): string | null => {
  const digits = text.replace(/[ -]/g, "");
  return /^\+?\d{7,20}$/.test(digits) ? digits : null;
};
