/*
 * 分别: several things at once. “签约 48 个、247.90 亿元，分别比上年增加 7 个和 44.40 亿元（上年为 41 个、203.50 亿元）”, and columns of
 * figures that answer each other: “时限分别为 20、15、7 天，用时分别为 15.2、11.4、5.6 天，分别压缩 4.8、3.6、1.4 天”.
 *
 * Groups of one length stand in one sentence. If every place but one says the same of the groups (a difference, a share), the
 * odd one is asked about; if all do, it holds. Two places are enough when the words say what the third group is (增加, 增长).
 */
import type { Fact } from "../../facts/fact.ts";
import { former } from "../../facts/formertime.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import {
  type Claim,
  claim,
  gap,
  growth,
  type Observation,
  percentage,
  stretchOf,
  type Sum,
} from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";
import { printed } from "../../judgement/print.ts";
import type { Rule } from "../../words.ts";

export function* respectively(text: Text): Generator<Observation> {
  for (const reading of text.readings)
    if (!reading.passage.cell && /分别|依次/.test(reading.passage.plain))
      for (const groups of groupsOf(reading)) yield* ofGroups(groups, reading.facts);
}

/** Runs of figures that only 、 和 及 part, sentence by sentence. */
function groupsOf({ passage, facts }: Reading): Fact[][][] {
  const sentences = new Map<number, Fact[][]>();
  let previous: Fact | null = null;
  for (const fact of facts) {
    const groups: Fact[][] = sentences.get(fact.sentence) ?? [];
    const between = previous ? passage.plain.slice(previous.to, fact.from) : "";
    const isNext =
      previous?.sentence === fact.sentence &&
      /^[^，,；;。：:（()）]{0,24}$/.test(between) &&
      /^\s*[、和及与]|^[^，]{0,8}[、和及与]/.test(between);
    if (isNext) groups.at(-1)?.push(fact);
    else groups.push([fact]);
    sentences.set(fact.sentence, groups);
    previous = fact;
  }
  const lists = [...sentences.values()].map((groups) => groups.filter((group) => group.length > 1));
  // 上年同期完成12.5亿元、40.0亿元。今年…，分别增长…: the former figures may be those of the sentence before.
  return lists.map((groups, index) =>
    groups.length > 1 && groups.length < 3 ? [...(lists[index - 1] ?? []).slice(-1), ...groups] : groups,
  );
}

/** 签约48个，协议投资247.90亿元，分别比上年增加…: what is compared stands before, one figure a clause. */
function levelsOf(results: Fact[], said: readonly Fact[]): Fact[] | null {
  const [first] = results;
  if (!first) return null;
  // 分别比上年的105个、324亿元增长14.3%和16.7%: the former figures stand between the word and the rates.
  const { plain } = first.passage;
  const words = plain.slice(Math.max(0, first.from - 60), first.from);
  const than = /(?:^|[，；])[^，；。\d]{0,6}分别[比较][^，；。]{2,40}$/.exec(words);
  const until = than ? first.from - words.length + than.index : first.from;
  if (!than && !/分别[^，。；]{0,4}(?:比|较|同比|增长|增加|下降|减少)/.test(first.lead)) return null;
  const before = said
    .filter(
      ({ index, to, sentence, role }) =>
        index < first.index && to <= until + 1 && sentence === first.sentence && role === "level",
    )
    .filter((fact) => !isAside(fact) && !formerWord.test(fact.lead));
  const levels = results.map((result, index) =>
    result.unit?.title === "%"
      ? before.at(index - results.length)
      : before.findLast(({ unit }) => unit?.title === result.unit?.title),
  );
  const found = levels.filter((level): level is Fact => level !== undefined);
  return found.length === results.length && new Set(found).size === found.length ? found : null;
}

type Meaning = (result: Fact, a: Fact, b: Fact) => { rule: Rule; sum: Sum } | null;

const difference: Meaning = (result, a, b) =>
  areKin(a.unit, b.unit) && areKin(result.unit, a.unit) ? { rule: "difference", sum: gap(a, b) } : null;
const rate: Meaning = (result, a, b) =>
  result.unit?.title === "%" && areKin(a.unit, b.unit) && b.base !== 0
    ? { rule: "growth-rate", sum: growth(a, b) }
    : null;
const portion: Meaning = (result, a, b) =>
  result.unit?.title === "%" && areKin(a.unit, b.unit) && b.base !== 0
    ? { rule: "ratio", sum: percentage(a, b) }
    : null;

function* ofGroups(groups: Fact[][], said: readonly Fact[]): Generator<Observation> {
  for (const [at, results] of groups.entries()) {
    const others = groups.filter((group, index) => index !== at && group.length === results.length);
    const levels = levelsOf(results, said);
    if (levels) others.push(levels);
    const columns = others.flatMap((a) =>
      others
        .filter((b) => b !== a)
        .flatMap((b) => [difference, rate, portion].map((meaning) => claimsOf(results, a, b, meaning))),
    );
    const told = columns
      .filter((column) => column.length === results.length)
      .map((column) => ({ column, odd: column.filter((each) => !isSound(each)) }));
    const best = told.toSorted((a, b) => a.odd.length - b.odd.length)[0];
    const isSaid = results.some(({ role }) => role === "change" || role === "growth");
    if (best && (best.odd.length === 0 || (best.odd.length === 1 && (results.length > 2 || isSaid))))
      for (const each of best.column) {
        yield best.odd.length === 0 ? each : { ...each, isCertain: false };
        yield* misdirected(each, results[0]?.direction ?? 0);
      }
  }
}

/** 分别比上年减少7个 of 48 against 41: which is the former is told by its words or a bracket, or by the rate that only it gives. */
function* misdirected(each: Claim, first: -1 | 0 | 1): Generator<Observation> {
  const { rule, stated, sum } = each;
  const direction = stated.direction || first;
  const [a, b] = rule === "growth-rate" && isSound(each) ? sum.operands : [];
  const [level, base] = rule === "difference" ? inTime(sum.operands) : [a, b];
  if (!level || !base || direction === 0 || Math.sign(level.base - base.base) * direction >= 0) return;
  yield {
    kind: "slip",
    rule: "direction",
    severity: "warning",
    at: stretchOf(stated),
    stated: direction > 0 ? "增加" : "减少",
    expected: direction > 0 ? "减少" : "增加",
    because: `${printed(level)} ${level.base > base.base ? ">" : "<"} ${printed(base)}`,
    operands: [stretchOf(level), stretchOf(base)],
    message: "增减方向与前后两数不符，请核对",
  };
}

const isAside = ({ passage, from }: Fact): boolean => (passage.depths[from] ?? 0) > 0;
const formerWord = new RegExp(`${former.source}|20\\d\\d年`);

/** The later of two figures first; nothing where it is not said which that is. */
function inTime([a, b]: readonly Fact[]): readonly Fact[] {
  if (!a || !b) return [];
  const isFormer = (fact: Fact): boolean => formerWord.test(fact.lead) || formerWord.test(fact.period) || isAside(fact);
  return isFormer(a) === isFormer(b) ? [] : isFormer(a) ? [b, a] : [a, b];
}

const claimsOf = (results: Fact[], a: Fact[], b: Fact[], meaning: Meaning): Claim[] =>
  results.flatMap((result, index) => {
    const [x, y] = [a[index], b[index]];
    const meant = x && y ? meaning(result, x, y) : null;
    return meant ? [claim(meant.rule, result, meant.sum, "分别列出的几组数对不上")] : [];
  });

const isSound = (each: Claim): boolean => judge(each).verdict === "holds";
