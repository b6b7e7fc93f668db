import { addDays } from "#kit/base/dates.ts";
import type { FieldClass } from "#kit/base/classes.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { type ScopeKind, scopes } from "../words.ts";
import { permissionWords } from "./words.ts";

/**
 * 三员分立. 依据：GB/T 22239-2019 第三级 安全管理中心（系统管理、审计管理、安全管理）。
 * What each of the three may hold at most is what the rule pack gives its role; what nobody but one of the three holds in
 * the pack is an administrator's alone. So a new module's permissions need no list of their own here.
 */
export interface PackRole {
  title: string;
  administrator: boolean;
  grants: Readonly<Record<string, ScopeKind>>;
  classes: readonly FieldClass[];
}
type PackRoles = Readonly<Record<string, PackRole>>;

const wordOf = (permission: string): string =>
  `“${Object.hasOwn(permissionWords, permission) ? permissionWords[permission] : permission}”`;

/** 业务权限: what some business role of the pack holds. */
export function businessPermissions(pack: PackRoles): Set<string> {
  return new Set(
    Object.values(pack)
      .filter(({ administrator }) => !administrator)
      .flatMap(({ grants }) => Object.keys(grants)),
  );
}

/** What the grants of a role may be chosen from. */
export function choicesFor(administrator: string | null, pack: PackRoles): string[] {
  return administrator === null ? [...businessPermissions(pack)] : Object.keys(pack[administrator]?.grants ?? {});
}

interface Wanted {
  administrator: string | null;
  grants: readonly { permission: string }[];
  classes: readonly FieldClass[];
}

export function whyNotGrants({ administrator, grants, classes }: Wanted, pack: PackRoles): Refusal | null {
  const no = (message: string): Refusal => ({ code: "roles.grants", message });
  const open = new Set(choicesFor(administrator, pack));
  const business = businessPermissions(pack);
  const known = new Set(Object.values(pack).flatMap((role) => Object.keys(role.grants)));
  const strange = grants.find(({ permission }) => !open.has(permission));
  if (strange && !known.has(strange.permission)) return no(`没有${wordOf(strange.permission)}这项权限，请从列表中选择`);
  if (strange && administrator !== null)
    return no(`“${titleOf(administrator, pack)}”是三员之一，不能持有${wordOf(strange.permission)}，请去掉这一项`);
  if (strange) return no(`${wordOf(strange.permission)}只由三员持有，业务角色不能授予，请去掉这一项`);
  const twice = grants.find(
    ({ permission }, index) => grants.findIndex((each) => each.permission === permission) !== index,
  );
  if (twice) return no(`${wordOf(twice.permission)}写了两次，请只保留一个范围`);
  const duty = [...open].find(
    (permission) =>
      administrator !== null && !business.has(permission) && !grants.some((each) => each.permission === permission),
  );
  if (duty && administrator) return no(`${wordOf(duty)}是“${titleOf(administrator, pack)}”的本职，不能去掉`);
  if (classes.includes("classified")) return no("涉密信息禁止录入本系统，不能授予任何角色查看");
  const own = administrator === null ? null : pack[administrator]?.classes;
  if (own && classes.some((each) => !own.includes(each)))
    return no(`“${titleOf(administrator ?? "", pack)}”是三员之一，不能查看敏感、涉税信息`);
  return null;
}

type Content = Pick<PackRole, "title" | "grants" | "classes">;

export function isAsPacked(role: Content, packed: Content): boolean {
  const said = ({ title, grants, classes }: Content) =>
    JSON.stringify([title, Object.entries(grants).sort(([a], [b]) => (a < b ? -1 : 1)), [...classes].sort()]);
  return said(role) === said(packed);
}

interface HeldRole extends Content {
  code: string;
  isChanged: boolean;
}

/**
 * 角色随规则包: what an agency's roles become when the pack has changed: roles of the pack it lacks are new, those it never
 * changed follow. What it changed, and a name it has given to a role of its own, stay as they are.
 */
export function followersOf<R extends HeldRole>(held: readonly R[], pack: PackRoles) {
  const byCode = new Map(held.map((role) => [role.code, role]));
  const isTaken = (title: string, code: string) => held.some((role) => role.title === title && role.code !== code);
  const entries = Object.entries(pack).filter(([code, { title }]) => !isTaken(title, code));
  return {
    added: entries.filter(([code]) => !byCode.has(code)),
    followed: entries.flatMap(([code, packed]) => {
      const role = byCode.get(code);
      return role && !role.isChanged && !isAsPacked(role, packed) ? [{ role, packed }] : [];
    }),
  };
}

const titleOf = (code: string, pack: PackRoles): string => pack[code]?.title ?? code;

export interface Held {
  title: string;
  /** Which of the three; null for a business role. */
  administrator: string | null;
  code: string;
  fromOn: string;
  toOn: string | null;
}

/** Two postings touch where one day belongs to both. */
export const overlaps = (a: Pick<Held, "fromOn" | "toOn">, b: Pick<Held, "fromOn" | "toOn">): boolean =>
  (a.toOn === null || a.toOn >= b.fromOn) && (b.toOn === null || b.toOn >= a.fromOn);

/** 授予: one of the three never meets anything else in the same person, by whatever account and on whatever day. */
export function whyNotGive(wanted: Held, held: readonly Held[]): Refusal | null {
  const no = (code: string, message: string): Refusal => ({ code: `postings.give.${code}`, message });
  if (wanted.toOn !== null && wanted.toOn < wanted.fromOn) return no("days", "最后一天早于起始日期，请检查");
  const meeting = held.filter((each) => (each.toOn === null || each.toOn >= each.fromOn) && overlaps(wanted, each));
  const same = meeting.find(({ code }) => code === wanted.code);
  if (same) return no("twice", `这个人在${span(same)}已经是“${same.title}”，无需再授`);
  const met = meeting.find(({ administrator }) => administrator !== null || wanted.administrator !== null);
  if (!met) return null;
  const [one, other] = wanted.administrator !== null ? [wanted, met] : [met, wanted];
  return no(
    "combined",
    `“${one.title}”不能与“${other.title}”由同一人担任（这个人在${span(met)}是“${met.title}”），请先收回，或另选一人`,
  );
}

const span = ({ fromOn, toOn }: Pick<Held, "fromOn" | "toOn">): string =>
  toOn ? `${fromOn} 至 ${toOn} ` : `${fromOn} 起`;

/** 收回: at once is to yesterday; a last day lies neither before that nor before today's yesterday. */
export function lastDayOf(wanted: string | null, { toOn, today }: { toOn: string | null; today: string }) {
  const no = (message: string): Refusal => ({ code: "postings.withdraw.days", message });
  const yesterday = addDays(today, -1);
  const day = wanted ?? yesterday;
  if (toOn !== null && toOn < today) return no(`这个任职已于 ${toOn} 结束`);
  if (day < yesterday) return no("已经过去的日子不能改，最后一天请填今天或以后；要立即收回就空着");
  if (toOn !== null && day > toOn) return no(`这个任职到 ${toOn} 为止，最后一天不能晚于它`);
  return { day };
}

/** 三员不缺位: nobody takes away the last one who can act as such. */
export function whyNotLast(gone: readonly { title: string; others: number }[]): Refusal | null {
  const last = gone.find(({ others }) => others === 0);
  return last
    ? {
        code: "postings.last",
        message: `这是最后一位正常在用的“${last.title}”，拿走后无人履职；请先让接任者启用账号并担任“${last.title}”，再办理`,
      }
    : null;
}

interface Explained {
  personName: string;
  leftOn: string | null;
  accounts: readonly { login: string; state: string }[];
  postings: readonly {
    roleTitle: string;
    fromOn: string;
    toOn: string | null;
    isHeld: boolean;
    isAdministrator: boolean;
    scope: ScopeKind | null;
  }[];
  roles: readonly string[];
  isAdministrators: boolean;
}

/** 为什么能、为什么不能: the answer first, then each reason in the order in which it decides. */
export function explain(asked: Explained, permission: string): { may: boolean; lines: string[] } {
  const { personName, accounts, postings, roles, isAdministrators } = asked;
  const word = wordOf(permission);
  const held = postings.filter(({ isHeld }) => isHeld);
  const giving = held.filter(({ scope }) => scope !== null);
  const active = accounts.some(({ state }) => state === "active");
  const lines: string[] = [];
  if (accounts.length === 0) lines.push(`${personName}没有账号，不能登录；账号由系统管理员发放。`);
  else if (!active)
    lines.push(
      accounts.some(({ state }) => state === "invited")
        ? "账号还没有启用：本人要先用一次性链接设置密码。"
        : "账号已停用，不能登录。",
    );
  for (const { roleTitle, scope } of giving)
    lines.push(`担任的“${roleTitle}”授予${word}，范围为${scopes[scope ?? "own"]}。`);
  if (giving.length > 1) lines.push("几个角色都授予时，取最大的范围。");
  if (giving.length > 0) return { may: active, lines };
  const other = held.map(({ roleTitle }) => `“${roleTitle}”`).join("、");
  lines.push(other ? `现在担任${other}，都没有授予${word}。` : "现在没有担任任何角色。");
  for (const { roleTitle, fromOn, toOn, scope, isHeld } of postings)
    if (!isHeld && scope !== null)
      lines.push(`“${roleTitle}”授予这项权限，但这个任职为${span({ fromOn, toOn })}，今天不在其中。`);
  if (held.some(({ isAdministrator }) => isAdministrator) && !isAdministrators)
    lines.push("三员不能持有业务权限，需要办理业务的请另派人员。");
  if (isAdministrators) lines.push("这项权限只由三员持有，业务角色不能授予。");
  lines.push(
    roles.length > 0 ? `持有这项权限的角色：${roles.join("、")}。由安全管理员授予。` : "本机构没有角色持有这项权限。",
  );
  return { may: false, lines };
}
