/*
 * 依次: names from the first down without figures (从高到低为A、B、C; 排在前三位的是A、B、C), whose figures stand in a list or column: each is not below the next, and
 * none that is left out is above the last. 按投资额从大到小排列 of figures that follow is read as well.
 *
 * 例：从高到低为云麓区、塔山县、江口县，依次完成9.8亿元、6.1亿元、7.4亿元。反例：按拼音排列；A、B等居前列。
 */
import { matchesOf } from "../../facts/matches.ts";
import { clauseAt } from "../../facts/namedclauses.ts";
import { type Group, type Member, valueOf } from "../../facts/namedvalues.ts";
import { type Mention, mentionsIn } from "../../facts/namedindex.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { type Match, type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";
import { chosen } from "./choice.ts";

export function* orders(text: Text): Generator<Slip | Match> {
  for (const reading of text.readings)
    if (
      !reading.passage.cell &&
      /[由从][高大多低小少快慢长短]到|[前后末][两二三四五六]|依次/.test(reading.passage.plain)
    )
      yield* inPassage(reading, text);
}

const opening =
  /(?:[由从](?<from>[高大多快长低小少慢短])[到至](?:[高大多快长低小少慢短])|(?<side>[前后末])[两二三四五六](?:名|位|个)?)[^，。；：\d]{0,12}?(?:是|为|有|：)/g;

function* inPassage({ passage }: Reading, text: Text): Generator<Slip | Match> {
  const { plain } = passage;
  for (const { index, 0: word, groups = {} } of matchesOf(plain, opening)) {
    const end = index + word.length;
    const mentions = mentionsIn(text, passage);
    const { lists: listed, ends } = listsFrom(mentions, plain, end);
    if (listed.size === 0) continue;
    const isLow = /[低小少慢短]/.test(groups.from ?? "") || /[后末]/.test(groups.side ?? "");
    const clause = clauseAt(plain, index);
    const measure = plain.slice(clause.from, index).replace(/^按|排(?:名|列|序|在)?$/g, "");
    const wanted = { passage, measure, context: plain.slice(Math.max(0, clause.from - 30), clause.from), unit: null };
    const tried = chosen([...listed.keys()], wanted, text)
      .filter(({ score }) => score >= 2)
      .map(({ group }) => ({ group, names: listed.get(group) ?? [] }));
    const isRight = ({ group, names }: (typeof tried)[number]): boolean =>
      isOrdered(group, names, isLow ? -1 : 1, groups.side !== undefined && isLow);
    const right = tried.find(isRight);
    const meant = right ?? tried[0];
    if (!meant) continue;
    const at = { passage, from: end, to: Math.max(end + 1, ends.get(meant.group) ?? 0) };
    const because = meant.names
      .map(({ name, values }) => `${name.slice(0, 12)} ${values.map(printed).join("+")}`)
      .join("、");
    const operands = meant.names.flatMap(({ values }) => values.map(stretchOf));
    if (right) yield { kind: "match", rule: "rank", at, because, operands };
    else
      yield {
        kind: "slip",
        rule: "rank",
        severity: "warning",
        at,
        stated: plain.slice(at.from, at.to),
        expected: dueOf(meant.group, meant.names.length, isLow ? -1 : 1),
        because,
        operands,
        message: "所列名目的先后与数字的大小不符，请核对",
      };
  }
}

const dueOf = ({ members }: Group, length: number, sign: 1 | -1): string =>
  members
    .toSorted((a, b) => sign * (valueOf(b) - valueOf(a)))
    .slice(0, length)
    .map(({ name, values }) => `${name} ${values.map(({ number }) => number).join("+")}`)
    .join("、");

function listsFrom(
  mentions: readonly Mention[],
  plain: string,
  from: number,
): { lists: Map<Group, Member[]>; ends: Map<Group, number> } {
  const lists = new Map<Group, Member[]>();
  const ends = new Map<Group, number>();
  for (const mention of mentions) {
    if (mention.from < from) continue;
    const known = lists.get(mention.group);
    const between = plain.slice(ends.get(mention.group) ?? from, mention.from);
    if (!(known ? /^[^，。；、\d]{0,5}[、和及与]$/ : /^[“：]?$/).test(between)) continue;
    lists.set(mention.group, [...(known ?? []), mention.member]);
    ends.set(mention.group, mention.to);
  }
  for (const [group, to] of ends)
    if (
      (lists.get(group)?.length ?? 0) < 2 ||
      /^[^，。；、]{0,6}(?:[、和与][一-龥]|[(（等])/.test(plain.slice(to, to + 9))
    )
      lists.delete(group);
  return { lists, ends };
}

/** 后两位 may be told in any order. */
function isOrdered({ members }: Group, names: readonly Member[], sign: 1 | -1, isSet: boolean): boolean {
  const values = names.map((each) => sign * valueOf(each));
  const least = Math.min(...values);
  const isRun = isSet || values.every((value, index) => index === 0 || value <= (values[index - 1] ?? 0) + 1e-9);
  return isRun && members.every((each) => names.includes(each) || sign * valueOf(each) <= least + 1e-9);
}
