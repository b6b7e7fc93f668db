/*
 * 所指的名称: where a text speaks of the names of a group (namedgroups.ts), in full or shortened (namedforms.ts). One index a document; a passage is
 * searched once, and only if a relation asks for it.
 */
import { formsOf, timeOf } from "./namedforms.ts";
import { groupsOf } from "./namedgroups.ts";
import type { Group, Member } from "./namedvalues.ts";
import { once } from "./once.ts";
import type { Passage } from "./passages.ts";
import type { Text } from "./text.ts";

export interface Mention {
  group: Group;
  member: Member;
  from: number;
  to: number;
}

interface Entry {
  group: Group;
  member: Member;
  isShort: boolean;
}

interface Index {
  forms: Map<string, Entry[]>;
  /** How long the forms are that begin with these two characters. */
  heads: Map<string, number>;
  found: WeakMap<Passage, Mention[]>;
}

const mostGroups = 400;

const indexOf = once((text: Text): Index => {
  const index: Index = { forms: new Map(), heads: new Map(), found: new WeakMap() };
  const add = (form: string, entry: Entry) => {
    const known = index.forms.get(form);
    if (known) known.push(entry);
    else index.forms.set(form, [entry]);
    const head = form.slice(0, 2);
    index.heads.set(head, Math.max(index.heads.get(head) ?? 0, form.length));
  };
  for (const group of groupsOf(text).slice(0, mostGroups)) {
    if (group.members.length > 60) continue;
    const names = group.members.map(({ name }) => name);
    group.members.forEach((member, at) => {
      for (const { form, isShort } of formsOf(member.name, names.toSpliced(at, 1), group.isWhole))
        add(form, { group, member, isShort });
    });
    for (const member of spansOf(group)) add(member.name, { group, member, isShort: false });
  }
  return index;
});

/** 上半年 of four quarters, 后三个月 of six months: what is made of several of its members. */
function spansOf({ members }: Group): Member[] {
  const times = members.map((member) => ({ member, time: timeOf(member.name) }));
  if (times.some(({ time }) => time === null)) return [];
  const span = (name: string, from: number, to: number): Member[] => {
    const own = times.filter(({ time }) => (time ?? 0) >= from && (time ?? 0) <= to);
    return own.length === to - from + 1 && own.length > 1
      ? [{ name, values: own.flatMap(({ member }) => member.values) }]
      : [];
  };
  const first = times[0]?.time ?? 0;
  const last = times.at(-1)?.time ?? 0;
  const counted = [..."两三四五"].flatMap((word, index) => [
    ...span(`前${word}个月`, first, first + index + 1),
    ...span(`后${word}个月`, last - index - 1, last),
  ]);
  if (first > 100) return [...span("上半年", 101, 102), ...span("下半年", 103, 104), ...span("前三季度", 101, 103)];
  return [
    ...counted,
    ...span("一季度", 1, 3),
    ...span("二季度", 4, 6),
    ...span("三季度", 7, 9),
    ...span("四季度", 10, 12),
    ...span("上半年", 1, 6),
    ...span("下半年", 7, 12),
  ];
}

/** All names said in a passage; of one group the longest at its place. */
export function mentionsIn(text: Text, passage: Passage): readonly Mention[] {
  const { forms, heads, found } = indexOf(text);
  const known = found.get(passage);
  if (known) return known;
  const { plain } = passage;
  const mentions: Mention[] = [];
  const ends = new Map<Group, number>();
  for (let at = 0; at < plain.length; at++) {
    const longest = heads.get(plain.slice(at, at + 2)) ?? (heads.has(plain[at] ?? "") ? 1 : 0);
    for (let length = longest; length > 0; length--) {
      const entries = forms.get(plain.slice(at, at + length));
      if (!entries || !isApart(plain, at, length)) continue;
      for (const { group, member, isShort } of entries) {
        if ((ends.get(group) ?? 0) > at || (isShort && !isAlone(plain, at))) continue;
        ends.set(group, at + length);
        mentions.push({ group, member, from: at, to: at + length });
      }
    }
    if (heads.has(plain[at] ?? ""))
      for (const { group, member, isShort } of forms.get(plain[at] ?? "") ?? [])
        if (isShort && (ends.get(group) ?? 0) <= at && isAlone(plain, at)) {
          ends.set(group, at + 1);
          mentions.push({ group, member, from: at, to: at + 1 });
        }
  }
  found.set(passage, mentions);
  return mentions;
}

/** 2月 is not in 12月, 一月 not in 十一月. */
const isApart = (plain: string, at: number, length: number): boolean =>
  length < 2 || !(/^[\d一二]/.test(plain[at] ?? "") && /[\d十.]/.test(plain[at - 1] ?? ""));

/** 甲、乙两个, 是丙项目: a name of one sign stands between marks or before the word of its kind. */
const isAlone = (plain: string, at: number): boolean =>
  /^(?:$|[、，。；和与及加比的最两三]|[类组队园区县镇乡片栋号项企公单楼班标])/.test(plain.slice(at + 1, at + 2)) &&
  /(?:^|[、，。；：的是为和与及比加在过于由了)(]|中)$/.test(plain.slice(Math.max(0, at - 1), at));
