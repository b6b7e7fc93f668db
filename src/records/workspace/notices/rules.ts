import type { FieldClass } from "#kit/base/classes.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { type MailRhythm, type NoticeKind, noticeKinds } from "./words.ts";

interface Told {
  kind: NoticeKind;
  class: FieldClass;
  title: string;
}

/** 手机与座机号、证件号、邮箱: what must not leave although somebody wrote it into a name. */
const personal = [
  /(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/,
  /(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/,
  /(?<!\d)\d{17}[\dXx](?!\d)/,
  /[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}/,
];

/**
 * 对外的一句话. What leaves the installation is a title and a link, of class 内部 at most and without personal data; of
 * anything else only what kind of notice it is.
 */
export function outwardTitle({ kind, class: level, title }: Told): string {
  const isOpen = (level === "public" || level === "internal") && !personal.some((each) => each.test(title));
  return isOpen ? title : `您有一条“${noticeKinds[kind]}”消息，请登录后查看`;
}

export interface Timing {
  rhythm: MailRhythm;
  dailyAt: number;
  quietFrom: number | null;
  quietTo: number | null;
}

const hour = 3_600_000;
/** The agency's clock runs eight hours ahead of UTC and has no summer time. */
const ahead = 8 * hour;

/** When a notice may leave: at once, after 免打扰, or with the daily mail. 账号安全 waits for nobody. */
export function dueAt(now: Date, kind: NoticeKind, by: "mail" | "robot", timing: Timing): Date {
  if (kind === "account") return now;
  if (by === "mail" && timing.rhythm === "daily") return nextAt(now, timing.dailyAt);
  const { quietFrom, quietTo } = timing;
  if (quietFrom === null || quietTo === null || quietFrom === quietTo) return now;
  const at = new Date(now.getTime() + ahead).getUTCHours();
  const isQuiet = quietFrom < quietTo ? at >= quietFrom && at < quietTo : at >= quietFrom || at < quietTo;
  return isQuiet ? nextAt(now, quietTo) : now;
}

/** The next time the agency's clock strikes this hour. */
function nextAt(now: Date, at: number): Date {
  const local = now.getTime() + ahead;
  const struck = Math.floor(local / (24 * hour)) * 24 * hour + at * hour;
  return new Date((struck > local ? struck : struck + 24 * hour) - ahead);
}

interface Wanted extends Pick<Timing, "quietFrom" | "quietTo"> {
  mailAddress: string | null;
  mailKinds: NoticeKind[];
}

/** 收件邮箱 must be of the agency's own domains: notices are not a way to forward its business elsewhere. */
export function whyNotPreference(
  { mailAddress, mailKinds, quietFrom, quietTo }: Wanted,
  domains: string[],
): Refusal | null {
  const no = (reason: string, message: string) => ({ code: `noticePreferences.${reason}`, message });
  if (mailKinds.length > 0 && !mailAddress) return no("mailAddress", "选择了发邮件的消息，请先填写收件邮箱");
  const problem = mailAddress && addressProblem(mailAddress, domains);
  if (problem) return no("mailDomain", problem);
  if ((quietFrom === null) !== (quietTo === null)) return no("quiet", "免打扰的开始和结束应同时填写，或都不填");
  return null;
}

export function addressProblem(address: string, domains: string[]): string | null {
  const domain = address.split("@").at(-1)?.toLowerCase() ?? "";
  if (domains.length === 0 || domains.some((each) => domain === each || domain.endsWith(`.${each}`))) return null;
  return `收件邮箱应为本机构允许的域：${domains.join("、")}。如需增加，请联系系统管理员`;
}
