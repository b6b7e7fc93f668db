/*
 * Who a comparison or a sum speaks of: one name, several that are joined (A、B两区合计), the first or last of a group (首位, 最低的), its mean, 前者 and 后者,
 * or whoever the sentence spoke of last.
 */
import type { Fact } from "../../facts/fact.ts";
import { type Bounds, clauseBefore } from "../../facts/namedclauses.ts";
import { type Group, valueOf } from "../../facts/namedvalues.ts";
import type { Mention } from "../../facts/namedindex.ts";

/** One side of a comparison in one group. */
export interface Party {
  group: Group;
  values: readonly Fact[];
  /** Where it is named. */
  from: number;
  to: number;
  isExtreme?: boolean;
}

const partyOf = ({ group, member, from, to }: Mention): Party => ({ group, values: member.values, from, to });

const joint = /^[^，。；、\d]{0,6}?(?:、|和|与|及|同|加上?)(?:“|第)?$/;

/** Names of one group that are joined up to `to`, at least two: 北关、南津两区. */
export function joinedBefore(mentions: readonly Mention[], from: number, to: number, plain: string): Party[] {
  const parties: Party[] = [];
  for (const [group, own] of byGroup(mentions, from, to)) {
    const last = own.at(-1);
    if (!last || own.length < 2 || !/^[^，。；\d、]{0,16}$/.test(plain.slice(last.to, to))) continue;
    let first = own.length - 1;
    while (first > 0 && joint.test(plain.slice(own[first - 1]?.to, own[first]?.from))) first -= 1;
    const listed = own.slice(first);
    const names = new Set(listed.map(({ member }) => member.name));
    if (listed.length < 2 || names.size < listed.length) continue;
    // A、B两区 of which only one is known to the group.
    const said = /^[^，。；\d]{0,3}?([两二三四五六七八九])(?:个|大|类|项|地|县|区|市|者|家|所|镇|乡)/.exec(
      plain.slice(last.to, to),
    )?.[1];
    const count = said === "两" ? 2 : "一二三四五六七八九".indexOf(said ?? " ") + 1;
    const isMore = /[一-龥A-Z]、$/.test(plain.slice(from, listed[0]?.from));
    if ((said && count !== listed.length) || (!said && isMore)) continue;
    parties.push({
      group,
      values: listed.flatMap(({ member }) => member.values),
      from: listed[0]?.from ?? 0,
      to: last.to,
    });
  }
  return parties;
}

function byGroup(mentions: readonly Mention[], from: number, to: number): Map<Group, Mention[]> {
  const groups = new Map<Group, Mention[]>();
  for (const mention of mentions)
    if (mention.from >= from && mention.to <= to) {
      const known = groups.get(mention.group);
      if (known) known.push(mention);
      else groups.set(mention.group, [mention]);
    }
  return groups;
}

const top = /^(?:第一名?|首位|榜首|最[高多大快长](?:者|的)?)$/;
const bottom = /^(?:最后一名|末位|末尾|最[低少小慢短](?:者|的)?|倒数第一)$/;
const mean = /平均|全[市省县区州国盟旗部]|总体|整体/;

/** The first and the last of a group as a party. */
export function extremeOf(group: Group, sign: 1 | -1, at: number): Party {
  const [best] = group.members.toSorted((a, b) => sign * (valueOf(b) - valueOf(a)));
  return { group, values: best?.values ?? [], from: at, to: at, isExtreme: true };
}

/** Whom the words from one place to another name: the name itself, or 第一名, 全市平均, of each group in question. */
export function namedIn(
  mentions: readonly Mention[],
  { from, to }: Bounds,
  plain: string,
  groups: Iterable<Group>,
): Party[] {
  const words = plain.slice(from, to);
  const named = [...byGroup(mentions, from, to)].flatMap(([, own]) =>
    own[0] && own.length === 1 ? [partyOf(own[0])] : [],
  );
  const known = new Set(named.map(({ group }) => group));
  const isTop = top.test(words);
  const spoken = [...groups].flatMap((group): Party[] => {
    if (known.has(group) || words.length > 12) return [];
    if (mean.test(words)) return group.mean ? [{ group, values: [group.mean], from, to }] : [];
    if (isTop || bottom.test(words)) return [extremeOf(group, isTop ? 1 : -1, from)];
    return [];
  });
  return [...named, ...spoken];
}

/** Who stands before a place: joined names, the last name of the clause, or of the clause before. */
export function subjectBefore(mentions: readonly Mention[], clause: Bounds, at: number, plain: string): Party[] {
  const own = inClause(mentions, { from: clause.from, to: at }, plain);
  if (own.length > 0) return own;
  let former = clauseBefore(plain, clause);
  for (let step = 0; former && step < 2; step++) {
    const found = inClause(mentions, former, plain);
    if (found.length > 0) return found;
    former = clauseBefore(plain, former);
  }
  return [];
}

function inClause(mentions: readonly Mention[], { from, to }: Bounds, plain: string): Party[] {
  const joined = joinedBefore(mentions, from, to, plain);
  const groups = new Set(joined.map(({ group }) => group));
  const single = [...byGroup(mentions, from, to)].flatMap(([group, own]) => {
    const last = own.at(-1);
    return groups.has(group) || !last || (own.length > 1 && own.some(({ member }) => member !== last.member))
      ? []
      : [partyOf(last)];
  });
  return [...(/合计|之和|加起来|一共|共/.test(plain.slice(from, to)) ? joined : []), ...single];
}
