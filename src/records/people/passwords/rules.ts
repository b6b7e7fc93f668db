import type { Refusal } from "#kit/base/errors.ts";
import type { PeoplePack } from "../pack.ts";

type Policy = PeoplePack["password"];

/**
 * 口令复杂度: length, kinds of characters, and not the login itself.
 * 依据：GB/T 22239-2019 第三级 身份鉴别；位数与类别数为规则包设置。
 */
export function passwordProblem(password: string, login: string, policy: Policy): Refusal | null {
  const no = (message: string): Refusal => ({ code: "session.password", message });
  if ([...password].length < policy.minLength) return no(`密码至少 ${policy.minLength} 位`);
  const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length;
  if (kinds < policy.classes) return no(`密码应包含大写字母、小写字母、数字、符号中的至少 ${policy.classes} 类`);
  if (password.toLowerCase().includes(login)) return no("密码不能包含登录名");
  return null;
}

/** 不得重复使用: told as its own sentence, so that nobody tries the same one with a digit more. */
export function usedBefore(policy: Policy): Refusal {
  return { code: "session.password.used", message: `新密码与最近 ${policy.history} 次用过的相同，请换一个没有用过的` };
}

/** 登录失败锁定. 依据：GB/T 22239-2019 第三级 身份鉴别（登录失败处理）。 */
export function lockAfterFailure(failures: number, now: Date, policy: Policy): Date | null {
  return failures >= policy.lockAfter ? new Date(now.getTime() + policy.lockMinutes * 60_000) : null;
}

export const isLocked = (lockedUntil: string | null, now: Date): boolean =>
  lockedUntil !== null && Date.parse(lockedUntil) > now.getTime();

/** 定期更换. 依据：GB/T 22239-2019 第三级 身份鉴别；天数为规则包设置，0 为不限。 */
export function isPasswordOld(setAt: string | null, now: Date, { longestDays }: Policy): boolean {
  return longestDays > 0 && setAt !== null && now.getTime() - Date.parse(setAt) > longestDays * 86_400_000;
}

/** One sentence for a wrong password, an unknown login and a locked account: a stranger learns nothing from it. */
export function signInRefusal({ lockAfter, lockMinutes }: Policy): Refusal {
  return {
    code: "session.wrong",
    message: `登录名或密码不正确。连续输错 ${lockAfter} 次锁定 ${lockMinutes} 分钟，锁定期间正确的密码也不能登录，可请系统管理员解锁`,
  };
}

/** For whoever is known already: by a voucher, or by being signed in. */
export function lockRefusal({ lockMinutes }: Policy): Refusal {
  return {
    code: "session.locked",
    message: `连续出错次数过多，账号已锁定，请 ${lockMinutes} 分钟后再试，或请系统管理员解锁`,
  };
}
