import type { Refusal } from "#kit/base/errors.ts";
import type { BudgetLevel, ScopeKind } from "./words.ts";

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

/** 解锁 is another administrator's to do: whoever guesses an administrator's password must not free himself. */
export function whyNotUnlock(
  account: { id: string; lockedUntil: string | null },
  byAccountId: string | null,
): Refusal | null {
  if (account.id === byAccountId)
    return { code: "accounts.unlock.self", message: "不能给自己解锁，请由另一位系统管理员办理" };
  if (account.lockedUntil === null)
    return { code: "accounts.unlock.state", message: "账号没有锁定，不需要解锁；忘记密码请重新发放链接" };
  return null;
}

/** 主管单位: a second-level unit has one, a first-level one has none. */
export function whyNotSuperior({
  level,
  superiorName,
}: {
  level: BudgetLevel;
  superiorName: string | null;
}): Refusal | null {
  const no = (message: string): Refusal => ({ code: "agencies.superior", message });
  if (level === "second" && superiorName === null) return no("二级预算单位请填写主管单位");
  if (level === "first" && superiorName !== null)
    return no("一级预算单位没有主管单位，请清空主管单位，或改为二级预算单位");
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
