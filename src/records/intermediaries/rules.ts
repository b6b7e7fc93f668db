import { addDays, daysBetween } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import type { LightDays } from "./pack.ts";
import { type Declaration, declarations, type IntermediaryState, type MandateState } from "./words.ts";

const no = (code: string, message: string): Refusal => ({ code: `intermediaries.${code}`, message });

export function whyNotIntermediary(
  step: "update" | "remove" | "restore",
  { state }: { state: IntermediaryState },
): Refusal | null {
  if (step === "restore") return state === "active" ? no("restore.active", "机构在册，无需恢复") : null;
  if (state === "active") return null;
  return step === "remove"
    ? no("remove.removed", "机构已经出册")
    : no("update.removed", "机构已出册，恢复在册后才能办理");
}

export const whyNotRemove = (inForce: number): Refusal | null =>
  inForce > 0 ? no("remove.mandated", `还有 ${inForce} 份有效的委托协议，请先终止委托再出册`) : null;

/** A person is called by a name, an organization by its code; a natural person has none. */
export function whyNotTyped({
  kind,
  creditCode,
  companyId,
}: {
  kind: string;
  creditCode: string | null;
  companyId: string | null;
}): Refusal | null {
  if (kind === "person" && (creditCode || companyId))
    return no("person.code", "个人引荐人没有统一社会信用代码，也不对应企业；以公司名义引荐的请选公司所属的类型");
  return null;
}

interface Declared {
  declaration: Declaration;
  declaredOn: string | null;
}

export function whyNotDeclared({ declaration, declaredOn }: Declared, today: string): Refusal | null {
  if (declaration !== "none" && !declaredOn) return no("declare.day", "请填写声明日期");
  return declaredOn && declaredOn > today ? no("declare.future", "声明日期不能晚于今天") : null;
}

/**
 * 回避: who is in public service or related to the investor is neither mandated nor rewarded, and everybody says so first.
 * 依据：各地招商中介奖励办法的除外条款（如武汉市蔡甸区、清远、湘潭高新区）。
 */
export function whyNotMandated(
  { declaration, declaredOn }: Declared,
  signedOn: string,
  goodFor: number,
): Refusal | null {
  if (declaration === "publicServant" || declaration === "related")
    return no("mandate.excluded", `已声明属于“${declarations[declaration]}”，按规定不能签订委托协议，也不参与奖励`);
  if (declaration === "none" || !declaredOn)
    return no("mandate.undeclared", "还没有回避声明，请先取得并登记声明，再签委托协议");
  if (declaredOn > signedOn)
    return no("mandate.declaredLater", `回避声明（${declaredOn}）晚于签订日期，请核对；声明应在签订之前`);
  return daysBetween(declaredOn, signedOn) > goodFor
    ? no("mandate.declaredLongAgo", `回避声明（${declaredOn}）到签订日已超过 ${goodFor} 天，请重新取得声明`)
    : null;
}

interface Term {
  fromOn: string;
  toOn: string;
  endedOn: string | null;
}

/** 委托的状态 on a day: told from its dates, so that nobody has to keep it. */
export function mandateStateOn({ fromOn, toOn, endedOn }: Term, day: string): MandateState {
  if (endedOn !== null && endedOn <= day) return "ended";
  if (day < fromOn) return "upcoming";
  return day > toOn ? "expired" : "inForce";
}

export interface Lit {
  state: "green" | "yellow" | "red" | "none";
  text: string;
  rule: string;
}

/** 亮灯 toward an end: yellow and red so many days before it, as the pack says; over, it is red and says so. */
export function endLight(last: string, today: string, { ending, urgent }: LightDays): Lit {
  const left = daysBetween(today, last);
  const rule = `到期前 ${ending} 日亮黄灯，${urgent} 日亮红灯；依据：规则包“中介机构”`;
  if (left < 0) return { state: "red", text: `已届满 ${-left} 天`, rule };
  const state = left <= urgent ? "red" : left <= ending ? "yellow" : "green";
  return { state, text: left === 0 ? "今天到期" : `还剩 ${left} 天`, rule };
}

/** 亮灯 of a mandate; null where it is not in force. */
export function mandateLight(term: Term, today: string, days: LightDays): Lit | null {
  if (mandateStateOn(term, today) !== "inForce") return null;
  return endLight(term.endedOn !== null && term.endedOn < term.toOn ? term.endedOn : term.toOn, today, days);
}

export function whyNotTerm(
  { signedOn, fromOn, toOn }: { signedOn: string; fromOn: string; toOn: string },
  today: string,
): Refusal | null {
  if (toOn < fromOn) return no("mandate.order", "到期日期早于生效日期，请核对");
  if (signedOn > today) return no("mandate.future", "签订日期不能晚于今天；还没有签的先不登记");
  return toOn > addDays(fromOn, 365 * 5 + 2) ? no("mandate.long", "一份委托最长 5 年，期满可以续签") : null;
}

interface Other extends Term {
  number: string;
  scope: string;
}

/** 一个机构同一范围同时只有一份有效委托. */
export function whyNotOverlapping(term: Term & { scope: string }, others: readonly Other[]): Refusal | null {
  const until = (each: Term) => (each.endedOn !== null && each.endedOn < each.toOn ? each.endedOn : each.toOn);
  const twin = others.find(
    (each) => each.scope === term.scope && each.fromOn <= term.toOn && term.fromOn <= until(each),
  );
  return twin
    ? no(
        "mandate.overlap",
        `同一委托范围已有协议 ${twin.number}（${twin.fromOn} 至 ${until(twin)}），请先终止它，或从它到期之后起算`,
      )
    : null;
}

export function whyNotEnd(term: Term, endedOn: string, today: string): Refusal | null {
  const state = mandateStateOn(term, today);
  if (term.endedOn !== null) return no("mandate.ended", "这份委托已经终止");
  if (state === "expired") return no("mandate.expired", "这份委托已到期，无需终止");
  if (endedOn > today) return no("mandate.endFuture", "终止日期不能晚于今天");
  return endedOn < term.fromOn ? no("mandate.endEarly", "终止日期早于生效日期，请核对") : null;
}
