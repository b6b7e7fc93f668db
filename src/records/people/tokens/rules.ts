import { addDays } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";

/** Known by its beginning, also to whoever finds one where it should not be. */
export const tokenMark = "luodi_";

/** What of one's own rights a token may carry. */
export const choicesOf = (granted: Iterable<string>, never: readonly string[]): string[] =>
  [...granted].filter((permission) => !never.includes(permission)).sort();

interface Wanted {
  permissions: string[];
  until: string;
}
interface Bounds {
  choices: readonly string[];
  today: string;
  longestDays: number;
  held: number;
}

const most = 20;

export function whyNotToken(
  { permissions, until }: Wanted,
  { choices, today, longestDays, held }: Bounds,
): Refusal | null {
  const beyond = permissions.find((permission) => !choices.includes(permission));
  if (beyond)
    return {
      code: "tokens.permission",
      message: `接口令牌不能含有权限 ${beyond}：只能从您自己的、允许用于接口的权限中选择`,
    };
  if (until < today) return { code: "tokens.until", message: "有效期不能早于今天" };
  const latest = addDays(today, longestDays);
  if (until > latest)
    return { code: "tokens.until", message: `有效期最长 ${longestDays} 天，不能晚于 ${latest}；到期前可以另建一个` };
  if (held >= most) return { code: "tokens.many", message: `您已有 ${most} 个接口令牌，请先作废不用的` };
  return null;
}
