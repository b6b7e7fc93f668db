import type { Refusal } from "#kit/base/errors.ts";
import type { PeoplePack } from "./pack.ts";
import type { ScopeKind } from "./words.ts";

/**
 * 口令复杂度: length, kinds of characters, and not the login itself.
 * 依据：GB/T 22239-2019 第三级 身份鉴别；位数与类别数为规则包设置。
 */
export function passwordProblem(password: string, login: string, policy: PeoplePack["password"]): Refusal | null {
  const no = (message: string): Refusal => ({ code: "session.password", message });
  if ([...password].length < policy.minLength) return no(`密码至少 ${policy.minLength} 位`);
  const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length;
  if (kinds < policy.classes) return no(`密码应包含大写字母、小写字母、数字、符号中的至少 ${policy.classes} 类`);
  if (password.toLowerCase().includes(login)) return no("密码不能包含登录名");
  return null;
}

/** 登录失败锁定. 依据：GB/T 22239-2019 第三级 身份鉴别（登录失败处理）。 */
export function lockAfterFailure(failures: number, now: Date, policy: PeoplePack["password"]): Date | null {
  return failures >= policy.lockAfter ? new Date(now.getTime() + policy.lockMinutes * 60_000) : null;
}

interface RoleKind {
  code: string;
  title: string;
  administrator: boolean;
}

/** 三员分立: an administrator's role stands alone. 依据：GB/T 22239-2019 第三级 安全管理中心。 */
export function whyNotRoles(wanted: string[], known: RoleKind[]): Refusal | null {
  const missing = wanted.find((code) => !known.some((role) => role.code === code));
  if (missing) return { code: "accounts.role.missing", message: `没有“${missing}”这个角色，请从列表中选择` };
  const administrator = known.find((role) => role.administrator && wanted.includes(role.code));
  if (administrator && wanted.length > 1) {
    return {
      code: "accounts.role.combined",
      message: `“${administrator.title}”不能与其他角色由同一人担任，请只保留一个`,
    };
  }
  return null;
}

/** The first parts of an address that are not an agency's. */
const reserved = ["api", "assets", "files", "healthz", "link", "local", "sign-in"];

/** 机构代码 is the first part of every address of the agency, and never changes. */
export function whyNotAgencyCode(code: string): Refusal | null {
  const isSound = /^[a-z0-9-]{2,30}$/.test(code) && !reserved.includes(code);
  return isSound
    ? null
    : {
        code: "agencies.code",
        message: `机构代码“${code}”不可用：应为 2 至 30 位小写字母、数字或 -，且不能是 ${reserved.join("、")}`,
      };
}

const breadth: ScopeKind[] = ["own", "division", "agency"];

/** 多个角色取其宽: of two scopes of one permission the wider. */
export const widest = (a: ScopeKind | undefined, b: ScopeKind): ScopeKind =>
  a && breadth.indexOf(a) > breadth.indexOf(b) ? a : b;
