/*
 * 有名之数 in sentences: which figures of a sentence are told of names one after the other. See namedgroups.ts.
 */
import type { Fact } from "./fact.ts";
import type { Group } from "./namedvalues.ts";
import { matchesOf } from "./matches.ts";
import { timeForms } from "./namedforms.ts";
import type { Reading } from "./quantities.ts";
import { listFrom, type NamedFigure, respectiveLists } from "./respectivelists.ts";
import { isInName } from "./runs.ts";
import type { Text } from "./text.ts";

export function namedLists(text: Text): Group[] {
  return text.readings.flatMap((reading) =>
    reading.passage.cell || reading.facts.length < 2
      ? []
      : [...spokenLists(reading), ...respective(reading), ...inOrder(reading)],
  );
}

interface Told {
  name: string;
  /** Words between the name and the figure that recur: what is measured. */
  key: string;
  fact: Fact;
  /** Number of the list within the passage: a new one begins behind 其中 and 。 */
  list: number;
}

const opener = /其中|包括|分别|(?:如下|以下)[：]|按[^，。；：]{1,12}[，：]|从[^，。；：]{1,12}[，：]|。|^[^：]{0,40}：/;
/** Words that sum up, compare or go on about the whole. */
const breaking =
  /合计|共计|一共|总共|总计|累计|^共|[^公]共$|平均|均|同比|环比|[比较][上去年一-龥]|增长|下降|增加|减少|上年|去年|同期|剩余|相差|以上|以下|加起来|之和|目标|%|达到|超过|低于|高于|不足(?!亿)|未完成|最[高低多少大小快慢]/;
const leading =
  /^(?:\s|[①-⑳]|\(\d{1,2}\)|\d{1,2}[.)、]|[一二三四五六七八九十]是|其中|包括|主要是|以及|另有|还有|另外|此外)+/;
const gluing = /(?:来的|[为有是约的也]|达到?|仅有?|只有?|占|得|各|，|：|“|”|\(|\s)+$/;

/** Piece by piece: the last words before each figure, and the first words of its item. */
function spokenLists({ passage, facts }: Reading): Group[] {
  const { plain, depths } = passage;
  const raw: { words: string; head: string; fact: Fact; opens: boolean }[] = [];
  let previous = 0;
  for (const [index, fact] of facts.entries()) {
    if (isInName(fact, facts[index + 1], plain) || fact.unit === null) continue;
    const depth = depths[fact.from] ?? 0;
    const open = depth > 0 ? plain.lastIndexOf("(", fact.from) : -1;
    // What stands in brackets behind a figure is an aside; behind a name it is the name's figure.
    if (depth > 0 && open > 0 && plain.slice(open + 1, fact.from).trim() !== "") continue;
    if (depth > 0 && facts.some(({ to }) => to === open)) continue;
    const between = plain.slice(Math.max(previous, fact.from - 80), fact.from);
    previous = fact.to;
    const behind = /[；。：](?=[^；。：]*$)/.exec(between);
    const item = behind ? between.slice(behind.index + 1) : between;
    // 和 joins what follows a figure at once; behind a mark it begins a name: 和平街道.
    const pieces = item
      .split(/[，、\n]/)
      .map((piece, at) =>
        clean(at === 0 && !behind && raw.length > 0 ? piece.replace(/^(?:[和及与]|以及)/, "") : piece),
      );
    const words = pieces.at(-1) ?? "";
    const head = behind || raw.length === 0 ? (pieces.find((piece) => piece !== "") ?? "") : "";
    raw.push({ words, head, fact, opens: opener.test(between) });
  }
  const counts = new Map<string, number>();
  for (const { words, fact } of raw)
    if (words) counts.set(`${words} ${fact.unit?.title}`, (counts.get(`${words} ${fact.unit?.title}`) ?? 0) + 1);
  const told: Told[] = [];
  let [name, list] = ["", 0];
  const given = new Map<string, number>();
  for (const { words, head, fact, opens } of raw) {
    if (opens) list += 1;
    const isMeasure = words === "" || (counts.get(`${words} ${fact.unit?.title}`) ?? 0) > 1;
    if (isMeasure) {
      if (head && head !== words) name = head;
      // 满分20分，得19分: the second figure of one unit is of something else.
      const again = `${list} ${name} ${words} ${fact.unit?.title}`;
      given.set(again, (given.get(again) ?? 0) + 1);
      const key = words === "" && (given.get(again) ?? 0) > 1 ? `#${given.get(again)}` : words;
      if (name) told.push({ name, key, fact, list });
    } else {
      name = words;
      given.set(`${list} ${name}  ${fact.unit?.title}`, 1);
      told.push({ name, key: "", fact, list });
    }
  }
  return assembled(told, passage.plain);
}

const clean = (piece: string): string =>
  piece
    .replace(/^(?:个|家|项|件|人|次|场|处|名|户)?项目$/, "")
    .replace(leading, "")
    .replace(gluing, "")
    .replaceAll(/[“”\s]/g, "")
    .replace(/^.*\)(?=.{2})/, "");

function assembled(told: readonly Told[], plain: string): Group[] {
  const runs = new Map<string, Told[][]>();
  const isBroken = ({ name, key, fact }: Told, index: number): boolean => {
    if (fact.role === "base" || name.length > 18 || name.length === 0) return true;
    const [word] = breaking.exec(name + key) ?? [];
    if (!word) return false;
    // 甲类平均用时18天，乙类平均用时35天: what all of them say breaks nothing.
    const beside = [told[index - 1], told[index + 1]];
    return (
      /[共累总]/.test(word) ||
      !beside.some((other) => other && other.name !== name && (other.name + other.key).includes(word))
    );
  };
  for (const [index, each] of told.entries()) {
    const key = `${each.fact.unit?.title} ${each.key}`;
    const known = runs.get(key) ?? [];
    runs.set(key, known);
    const last = known.at(-1)?.at(-1);
    if (isBroken(each, index)) {
      known.push([]);
      continue;
    }
    const isNext =
      last !== undefined &&
      !isParted(known.at(-1) ?? [], each, plain) &&
      // Told by what recurs before the figures, a list goes on over the ends of its items.
      (last.list === each.list || (each.key !== "" && each.list - last.list < 3)) &&
      last.fact.role === each.fact.role &&
      !/[。\n]/.test(plain.slice(last.fact.to, each.fact.from));
    if (isNext) known.at(-1)?.push(each);
    else known.push([each]);
  }
  return [...runs.values()].flat().flatMap((run) => groupOf(run, plain) ?? []);
}

const strength = (between: string): number => (/[；。]/.test(between) ? 3 : between.includes("，") ? 2 : 1);

/** A、B、C，D: a list ends at a mark that parts more than those within it. */
function isParted(run: readonly Told[], next: Told, plain: string): boolean {
  const [first, second] = run;
  const last = run.at(-1);
  if (!first || !second || !last || next.key !== "") return false;
  const within = strength(plain.slice(first.fact.to, second.fact.from));
  return strength(plain.slice(last.fact.to, next.fact.from)) > within;
}

const endOf = (names: readonly string[]): string => {
  const [first = ""] = names;
  let length = 0;
  while (
    length < first.length - 1 &&
    names.every((name) => name.length > length + 1 && name.at(-1 - length) === first.at(-1 - length))
  )
    length += 1;
  return first.slice(first.length - length);
};

function groupOf(run: readonly Told[], plain: string): Group | null {
  const listed = withoutWhole(run);
  const [first] = listed;
  const names = listed.map(({ name }) => name);
  if (!first?.fact.unit || listed.length < 2 || new Set(names).size < names.length) return null;
  const end = endOf(names);
  // Two figures are a list only where they are told alike.
  if (listed.length === 2 && end === "" && names[0]?.[0] !== names[1]?.[0] && first.key === "") return null;
  const begin = first.fact.from - first.name.length - 30;
  const before = plain
    .slice(Math.max(0, begin), Math.max(0, first.fact.from - first.name.length))
    .replace(/^.*[。；]/s, "");
  return {
    members: listed.map(({ name, fact }) => ({ name, values: [fact] })),
    unit: first.fact.unit,
    measure: `${first.key.replace(/^#.*/, "")} ${end} ${before} ${first.fact.noun}`,
    from: first.fact.passage.index,
    to: first.fact.passage.index,
    table: null,
    whole: null,
    mean: null,
    isWhole: end.length < 3,
  };
}

/** A first or last figure that is the sum of the others is their whole. */
function withoutWhole(run: readonly Told[]): readonly Told[] {
  const sum = run.reduce((all, { fact }) => all + fact.base, 0);
  const isWhole = ({ fact }: Told): boolean =>
    run.length > 2 && Math.abs(sum - 2 * fact.base) <= fact.half * (run.length + 1) + 1e-6;
  const [first] = run;
  const last = run.at(-1);
  if (first && isWhole(first)) return run.slice(1);
  return last && run.length > 3 && isWhole(last) ? run.slice(0, -1) : run;
}

/** 甲、乙、丙分别为1、2、3 */
function respective(reading: Reading): Group[] {
  return respectiveLists(reading).flatMap((list) => {
    const [first] = list;
    const unit = first?.value.unit;
    if (!first || !unit) return [];
    const { passage } = first.value;
    const names = trimmed(list, passage.plain);
    if (new Set(names).size < list.length) return [];
    const measure = passage.plain.slice(Math.max(0, first.from - 12), first.value.from).replace(/^.*[。；]/s, "");
    return [
      {
        members: list.map(({ value }, index) => ({ name: names[index] ?? "", values: [value] })),
        unit,
        measure: `${measure} ${first.value.noun}`,
        from: passage.index,
        to: passage.index,
        table: null,
        whole: null,
        mean: null,
        isWhole: true,
      },
    ];
  });
}

/** 抽查了甲、乙、丙: the first name begins, and the last ends, where the others do. */
function trimmed(list: readonly NamedFigure[], plain: string): string[] {
  const inner = list.slice(1, -1).map(({ name }) => name);
  const length = inner[0]?.length ?? 0;
  const isEven = inner.length > 0 && inner.every((name) => name.length === length);
  const kind = inner[0]?.at(-1) ?? list[0]?.name.at(-1) ?? "";
  return list.map(({ name, from }, index) => {
    if (index === 0 && isEven && name.length > length)
      return length < 2 ? name.slice(-length) : name.replace(/^.*的(?=.{2})/, "");
    if (index < list.length - 1) return name;
    const end = plain.indexOf(kind, from + 1);
    return kind !== "" && !name.endsWith(kind) && end > from && end - from < 8 ? plain.slice(from, end + 1) : name;
  });
}

const ordered =
  /(?:(?<all>四个季度|[一1]至四季度|一季度至四季度)|(?<from>1?\d)(?:月)?[-—–~至到]{1,2}(?<to>1?\d)月份?)[^，。；、\d]{0,12}(?:分别|依次)[^，。；、\d]{0,12}/g;

/** 四个季度依次为1、2、3、4; 1—6月分别签约…: times that are counted and not named. */
function inOrder({ passage, facts }: Reading): Group[] {
  const { plain } = passage;
  if (!/季度|月/.test(plain) || !/分别|依次/.test(plain)) return [];
  return matchesOf(plain, ordered).flatMap((match) => {
    const end = match.index + match[0].length;
    const first = facts.findIndex(({ from }) => from >= end);
    const values = first < 0 || (facts[first]?.from ?? 0) > end + 1 ? [] : listFrom(facts, first, plain);
    const { all, from = "1", to = "1" } = match.groups ?? {};
    const times = all
      ? [101, 102, 103, 104]
      : Array.from({ length: Math.max(0, Number(to) - Number(from) + 1) }, (_, index) => Number(from) + index);
    const unit = values[0]?.unit;
    if (!unit || times.length !== values.length || times.length < 2) return [];
    return [
      {
        members: values.map((value, index) => ({
          name: timeForms(times[index] ?? 0)[all ? 0 : 1] ?? "",
          values: [value],
        })),
        unit,
        measure: plain.slice(Math.max(0, match.index - 12), end),
        from: passage.index,
        to: passage.index,
        table: null,
        whole: null,
        mean: null,
        isWhole: true,
      },
    ];
  });
}
