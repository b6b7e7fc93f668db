import type { Refusal } from "#kit/base/errors.ts";
import type { FactorState } from "./words.ts";

/** A code is good for its own thirty seconds and those beside it: clocks differ. */
export const stepSeconds = 30;
export const stepWindow = 1;

export const wrongCode: Refusal = { code: "factors.code", message: "验证码不正确" };

/** Which time step a matching code belongs to; null where that one, or a later one, was taken before. */
export function freshStep(now: Date, delta: number | null, lastStep: number): number | null {
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1000 / stepSeconds) + delta;
  return step > lastStep ? step : null;
}

/** As the person was shown it, whatever was typed between. */
export const plainCode = (typed: string): string => typed.replaceAll(/[ -]/g, "").toLowerCase();
export const isRecoveryCode = (typed: string): boolean => plainCode(typed).length === 10;

/** Letters and digits that cannot be taken for each other. */
const letters = "abcdefghjkmnpqrstuvwxyz23456789";
export const recoveryCodeCount = 10;

/** `ab2cd-ef3gh`, from random bytes; bytes past the last whole round of letters are passed over. */
export function recoveryCodeFrom(bytes: Iterable<number>): string | null {
  const whole = 256 - (256 % letters.length);
  const chosen = [...bytes].filter((each) => each < whole).map((each) => letters[each % letters.length]);
  return chosen.length < 10 ? null : `${chosen.slice(0, 5).join("")}-${chosen.slice(5, 10).join("")}`;
}

export const factorStateOf = (hasFactor: boolean, isRequired: boolean): FactorState =>
  hasFactor ? "on" : isRequired ? "missing" : "off";

export function whyNotRemove(has: { factor: boolean; isRequired: boolean }): Refusal | null {
  if (!has.factor) return { code: "factors.none", message: "还没有启用第二因素" };
  if (has.isRequired)
    return {
      code: "factors.required",
      message: "您的角色必须使用第二因素，不能停用；换手机请用“换一台手机”，手机丢失请找安全管理员重置",
    };
  return null;
}

/** 本机重置: for the three administrators only; others have a security administrator to turn to. */
export function whyNotRegain(account: { state: string; login: string; isAdministrator: boolean }): Refusal | null {
  const no = (reason: string, message: string): Refusal => ({ code: `factors.regain.${reason}`, message });
  if (account.state === "disabled")
    return no("state", `账号“${account.login}”已停用，不能重置；请由系统管理员另发账号`);
  if (!account.isAdministrator)
    return no("role", `“${account.login}”不是系统、安全、审计管理员，请安全管理员在“登录安全”里重置`);
  return null;
}

export function whyNotReset(hasFactor: boolean, isOwn: boolean): Refusal | null {
  if (isOwn) return { code: "factors.reset.self", message: "不能重置自己的第二因素，请由另一位安全管理员办理" };
  if (!hasFactor) return { code: "factors.none", message: "该账号还没有启用第二因素，不需要重置" };
  return null;
}
