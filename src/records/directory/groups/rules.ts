import type { Refusal } from "#kit/base/errors.ts";
import type { CompanyState } from "../words.ts";

interface Place {
  id: string;
  name: string;
  state: CompanyState;
}

interface Attaching {
  company: Place;
  parent: Place;
  /** The parent's own parents, up to the head. */
  ancestors: readonly string[];
  /** Under whom the company stands today. */
  current: { parentName: string } | null;
}

const no = (code: string, message: string): Refusal => ({ code: `groups.attach.${code}`, message });

/** Why this company cannot be put under that one, or null. A tree that bites its own tail has no head. */
export function whyNotAttach({ company, parent, ancestors, current }: Attaching): Refusal | null {
  for (const { name, state } of [company, parent])
    if (state === "merged") return no("merged", `${name}已并入另一条记录，请改用留下的那一条`);
  if (company.id === parent.id) return no("self", "企业不能做自己的上级，请另选一家");
  if (company.state !== "active") return no("archived", "企业已归档，恢复后才能挂接");
  if (parent.state !== "active") return no("archivedParent", `${parent.name}已归档，恢复后才能作为上级企业`);
  if (ancestors.includes(company.id))
    return no("cycle", `${parent.name}本身在${company.name}之下，这样挂接会绕成一圈，请核对谁是上级`);
  if (current) return no("taken", `${company.name}已挂在${current.parentName}之下，请先解除再改挂`);
  return null;
}

export function whyNotDetach(current: unknown): Refusal | null {
  return current ? null : { code: "groups.detach.none", message: "企业没有上级企业，无需解除" };
}

/** 分级包联 comes from the rule pack of the year. */
export function whyNotTier(tier: string | null | undefined, tiers: readonly { code: string }[]): Refusal | null {
  if (!tier || tiers.some(({ code }) => code === tier)) return null;
  return { code: "groups.tier", message: "所选的分级包联不在今年的规则包里，请重新选择" };
}

export interface Node {
  id: string;
  parentId: string | null;
}

/** The members in the order of a tree, each with its depth; whose parent is not among them stands at the top. */
export function inTreeOrder<Member extends Node>(members: readonly Member[]): (Member & { depth: number })[] {
  const known = new Set(members.map(({ id }) => id));
  const below = (parentId: string | null, depth: number): (Member & { depth: number })[] =>
    members
      .filter((each) => (each.parentId !== null && known.has(each.parentId) ? each.parentId : null) === parentId)
      .flatMap((each) => [{ ...each, depth }, ...below(each.id, depth + 1)]);
  return below(null, 0);
}
