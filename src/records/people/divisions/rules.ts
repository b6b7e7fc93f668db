import type { Refusal } from "#kit/base/errors.ts";

/** 科室树 as rows: whose parent is whose. */
interface Branch {
  id: string;
  name: string;
  parentId: string | null;
  closedOn: string | null;
}

/** A division is neither its own parent nor its own ancestor, and nothing hangs on one that is closed. */
export function whyNotParent(id: string | null, parentId: string | null, all: readonly Branch[]): Refusal | null {
  if (parentId === null) return null;
  const no = (message: string): Refusal => ({ code: "divisions.parent", message });
  const parent = all.find((each) => each.id === parentId);
  if (!parent) return no("上级科室不存在，请重新选择");
  if (parent.closedOn) return no(`“${parent.name}”已于 ${parent.closedOn} 撤销，不能作上级科室，请另选一个`);
  if (id === parentId) return no("科室不能做自己的上级，请另选一个上级科室");
  const met = new Set<string>();
  for (let above: Branch | undefined = parent; above && !met.has(above.id); ) {
    if (above.id === id)
      return no(`“${parent.name}”在这个科室之下，不能反过来做它的上级；请先把“${parent.name}”移出去`);
    met.add(above.id);
    const next: string | null = above.parentId;
    above = all.find((each) => each.id === next);
  }
  return null;
}

interface Inside {
  name: string;
  closedOn: string | null;
  /** 在岗的人, by name. */
  people: readonly string[];
  /** Open divisions below. */
  below: readonly string[];
  /** 尚未撤销的岗位 */
  posts: readonly string[];
}

/** 撤销科室: only an empty one; who or what is still in it is said by name, and where to take it. */
export function whyNotClose({ closedOn, people, below, posts }: Inside): Refusal | null {
  const no = (code: string, message: string): Refusal => ({ code: `divisions.close.${code}`, message });
  if (closedOn) return no("state", `科室已于 ${closedOn} 撤销`);
  if (below.length > 0) return no("below", `下面还有${some(below, "个科室")}，请先撤销或移到别的科室之下`);
  if (people.length > 0) return no("people", `科室里还有${some(people, "人")}，请先在人员页为他们办理调岗或离开`);
  if (posts.length > 0) return no("posts", `科室还有${some(posts, "个岗位")}，请先在机构与编制页撤销或改到别的科室`);
  return null;
}

function some(names: readonly string[], unit: string): string {
  const shown = names.slice(0, 3).join("、");
  return ` ${names.length} ${unit}（${shown}${names.length > 3 ? "等" : ""}）`;
}

/** Each followed by what belongs to it, siblings in their order; what hangs on nothing stands on the first level. */
export function inTreeOrder<T extends { id: string; parentId: string | null }>(
  all: readonly T[],
): (T & { depth: number })[] {
  const ids = new Set(all.map(({ id }) => id));
  const under = new Map<string | null, T[]>();
  for (const each of all) {
    const parent = each.parentId && ids.has(each.parentId) ? each.parentId : null;
    under.set(parent, [...(under.get(parent) ?? []), each]);
  }
  const walk = (parent: string | null, depth: number): (T & { depth: number })[] =>
    (under.get(parent) ?? []).flatMap((each) => [{ ...each, depth }, ...walk(each.id, depth + 1)]);
  return walk(null, 0);
}

/** The ids in their new order, with one of them put before another or at the end. */
export function reordered(ids: readonly string[], id: string, beforeId: string | null): string[] {
  const others = ids.filter((each) => each !== id);
  const at = beforeId === null ? -1 : others.indexOf(beforeId);
  return at < 0 ? [...others, id] : [...others.slice(0, at), id, ...others.slice(at)];
}
