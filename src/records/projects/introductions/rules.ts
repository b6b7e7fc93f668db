import { daysBetween, writeDate } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { type Declaration, declarations, type IntermediaryState } from "#records/intermediaries/words.ts";

const no = (code: string, message: string): Refusal => ({ code: `introductions.${code}`, message });

/** The day a project was signed: what a filing has to come before. */
export interface Signed {
  signedOn: string | null;
}

/**
 * 引荐备案 comes before the agreement, and only the first referrer's stands.
 * 依据：各地招商中介奖励办法（武汉市蔡甸区、清远、江门等）：签约前备案、一个项目一个引荐人。
 */
export function whyNotFileNow({
  signedOn,
  standing,
}: Signed & { standing: { number: string } | null }): Refusal | null {
  if (standing) return no("file.first", `项目已有引荐备案（${standing.number}），只认第一引荐人；登错的请先作废`);
  return signedOn ? no("file.signed", `项目已于${writeDate(signedOn)}签约，引荐备案应在签约之前，不再受理`) : null;
}

export function whyNotIntroduced(introducedOn: string, receivedOn: string, today: string): Refusal | null {
  if (introducedOn > today) return no("file.future", "引荐日期还没有到，请核对");
  return daysBetween(introducedOn, receivedOn) > 730
    ? no("file.early", `引荐日期早于接到线索两年以上（接到日期${writeDate(receivedOn)}），请核对`)
    : null;
}

interface Referrer {
  state: IntermediaryState;
  declaration: Declaration;
  declaredOn: string | null;
}

/** 回避: public servants and related parties are no referrers; everybody else says so first, on a day before the filing. */
export function whyNotReferrer({ state, declaration, declaredOn }: Referrer, today: string, goodFor: number) {
  if (state !== "active") return no("file.removed", "这家机构已出册，恢复在册后才能备案");
  if (declaration === "publicServant" || declaration === "related")
    return no("file.excluded", `引荐方已声明属于“${declarations[declaration]}”，按规定不能作为引荐人备案`);
  if (declaration === "none" || !declaredOn)
    return no("file.undeclared", "引荐方还没有回避声明，请先在中介机构页登记声明，再备案");
  return daysBetween(declaredOn, today) > goodFor
    ? no("file.declaredLongAgo", `引荐方的回避声明（${declaredOn}）已超过 ${goodFor} 天，请重新取得声明`)
    : null;
}

/** After the agreement a filing decides about money: only who may decide exceptions takes it away. */
export function whyNotAnnul({ signedOn, mayDecide }: Signed & { mayDecide: boolean }): Refusal | null {
  return signedOn && !mayDecide
    ? no("annul.signed", `项目已于${writeDate(signedOn)}签约，引荐备案由科长或主任作废`)
    : null;
}

/** 项目的中介机构 is the referrer of its filing: it is not typed over. */
export const whyNotRetype = (standing: { number: string }): Refusal =>
  no("retype", `中介机构由引荐备案（${standing.number}）决定，要改请先作废备案`);
