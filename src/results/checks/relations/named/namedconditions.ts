/*
 * 合于条件的名称与个数: 超过5天的有A、B两个科室; 高于全市平均的有3个; 90分以上的有A、B、C; 唯一下降的是X; 三升一降 – against the list or column that is meant.
 *
 * The group is one that has the names, or else the nearest with the unit of the bound. Whether the bound counts itself is tried both ways. Counts by a
 * bound over tables are for conditioncounts.ts as well. Always a 疑点.
 *
 * 例：3.2天、4.6天、5.1天、7.8天，超过5天的有医保科、人才科。反例：高于上年的有3个（没有上年数）；有A、B等3个。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import { clauseAt } from "../../facts/namedclauses.ts";
import { groupsOf } from "../../facts/namedgroups.ts";
import { type Group, type Member, valueOf } from "../../facts/namedvalues.ts";
import { type Mention, mentionsIn } from "../../facts/namedindex.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { type Match, type Slip, type Stretch, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";
import { chosen, distanceTo, isOfUnit } from "./choice.ts";

export function* namedConditions(text: Text): Generator<Slip | Match> {
  for (const reading of text.readings) {
    const { passage } = reading;
    if (passage.cell || !/于|过|达到|不[足到]|以[上下]|唯一|升/.test(passage.plain)) continue;
    yield* bounded(reading, text);
    yield* onlyOnes(reading, text);
    yield* risesAndFalls(reading, text);
  }
}

const over = "不低于|不少于|高于|超过|大于|多于|突破|达到|达|快于|长于|逾";
const under = "不足|不到|低于|小于|少于|未达到|未达|达不到|慢于|短于|不高于|不超过";
const phrase = new RegExp(
  `(?:(?<under>${under})|(?<over>${over})|(?<![一-龥])(?=\\d)|在(?=\\d))(?<what>[^，。；：]{1,16}?)(?:[（(][^（()）]{0,6}[)）])?(?<side>及?以[上下])?(?:[（(][^（()）]{0,6}[)）])?(?:水平|目标|要求|线|值)?的(?<noun>[一-龥]{0,6}?)(?:分别|还|共|只|仅|就|依次)?(?:有|是|为)`,
  "g",
);
const mean = /平均|全[市省县区州]|总体/;

interface Bound {
  isUnder: boolean;
  fact: Fact | null;
  isMean: boolean;
}

function* bounded({ passage, facts }: Reading, text: Text): Generator<Slip | Match> {
  const { plain } = passage;
  for (const { index, 0: word, groups = {} } of matchesOf(plain, phrase)) {
    const end = index + word.length;
    const fact = facts.find(({ from, to }) => from >= index && to <= end) ?? null;
    const isMean = !fact && mean.test(groups.what ?? "");
    if (!fact && !isMean) continue;
    const isUnder = groups.under !== undefined || /下/.test(groups.side ?? "");
    if (groups.under === undefined && groups.over === undefined && groups.side === undefined) continue;
    const clause = clauseAt(plain, index);
    const listed = listAfter(mentionsIn(text, passage), plain, end);
    const rest = plain.slice(end, end + 60);
    const count = facts.find((each) => each.from >= end && each.from <= (listed.to || end) + 2 && each !== fact);
    const bound = { isUnder, fact, isMean };
    const measure = plain.slice(clause.from, index).replace(/^.*[、]|在$/g, "");
    const candidates = (
      listed.groups.size > 0
        ? [...listed.groups.keys()]
        : groupsOf(text).filter((group) => Math.abs(distanceTo(group, passage, text)) <= 2)
    ).filter(
      (group) => group.members.length > 2 && (fact ? isOfUnit(group.unit, fact.unit as Group["unit"]) : group.mean),
    );
    const wanted = {
      passage,
      measure,
      context: plain.slice(Math.max(0, clause.from - 30), clause.from),
      unit: fact?.unit ?? null,
    };
    const likely = chosen(candidates, wanted, text).filter(({ score }) => score >= 2.4);
    // Without names the words alone choose: what they fit best.
    const fitting = likely.filter(({ score }) => listed.groups.size > 0 || score > (likely[0]?.score ?? 0) - 0.9);
    if (fitting.length === 0 || (listed.groups.size === 0 && !count) || /^[^，。；]{0,40}等/.test(rest)) continue;
    const tried = fitting.map(({ group }) => ({ group, names: listed.groups.get(group) ?? null }));
    yield* judged(tried, bound, count ?? null, passage, {
      passage,
      from: end,
      to: Math.max(listed.to, count?.to ?? 0, end + 1),
    });
  }
}

/** Names of a group one after another from a place on. */
function listAfter(
  mentions: readonly Mention[],
  plain: string,
  from: number,
): { groups: Map<Group, Member[]>; to: number } {
  const groups = new Map<Group, Member[]>();
  const ends = new Map<Group, number>();
  for (const mention of mentions) {
    if (mention.from < from) continue;
    const last = ends.get(mention.group) ?? from;
    const between = plain.slice(last, mention.from);
    const known = groups.get(mention.group);
    if (!(known ? /^[^，。；、\d]{0,6}[、和及与][“]?$/ : /^[“：]?$/).test(between)) continue;
    groups.set(mention.group, [...(known ?? []), mention.member]);
    ends.set(mention.group, mention.to);
  }
  // A、B、C of which a group knows but A.
  for (const [group, to] of ends)
    if (/^[^，。；、\d]{0,6}[、和与][一-龥]/.test(plain.slice(to, to + 9))) groups.delete(group);
  return { groups, to: Math.max(0, ...[...groups.keys()].map((group) => ends.get(group) ?? 0)) };
}

function meeting(group: Group, { isUnder, fact, isMean }: Bound): Member[][] {
  const bound = isMean ? (group.mean?.base ?? 0) : (fact?.base ?? 0);
  const slack = Math.abs(bound) * 1e-9;
  const strict = group.members.filter((each) =>
    isUnder ? valueOf(each) < bound - slack : valueOf(each) > bound + slack,
  );
  const loose = group.members.filter((each) =>
    isUnder ? valueOf(each) <= bound + slack : valueOf(each) >= bound - slack,
  );
  return [strict, loose];
}

interface Tried {
  group: Group;
  names: Member[] | null;
}

function* judged(
  tried: readonly Tried[],
  bound: Bound,
  count: Fact | null,
  passage: Passage,
  at: Stretch,
): Generator<Slip | Match> {
  const isRight = ({ group, names }: Tried): boolean =>
    meeting(group, bound).some(
      (met) =>
        (!count || met.length === count.base) &&
        (!names || (names.length === met.length && names.every((name) => met.includes(name)))),
    );
  const right = tried.find(isRight);
  const meant = right ?? tried[0];
  const [met = []] = meant ? meeting(meant.group, bound) : [];
  const [strict, loose] = meant ? meeting(meant.group, bound) : [];
  const because = `${met.map(({ name, values }) => `${name.slice(0, 12)} ${values.map(printed).join("+")}`).join("、") || "没有"}，共 ${met.length} 个`;
  const operands = [
    ...(bound.fact ? [stretchOf(bound.fact)] : []),
    ...met.flatMap(({ values }) => values.map(stretchOf)),
  ];
  if (right) return yield { kind: "match", rule: "item-count", at, because, operands };
  if (!meant || (meant.names === null && tried.length > 1)) return;
  if (count && (count.base > meant.group.members.length || count.role === "change")) return;
  const stated = passage.text.slice(at.from, at.to);
  const expected = strict?.length === loose?.length ? `${met.length}个` : null;
  yield slip(at, stated, expected, because, operands);
}

const slip = (at: Stretch, stated: string, expected: string | null, because: string, operands: Stretch[]): Slip => ({
  kind: "slip",
  rule: "item-count",
  severity: "warning",
  at,
  stated,
  expected,
  because,
  operands,
  message: "合于条件的名称或个数与所列数字不符，请核对",
});

const only = /唯一(?<what>[^，。；]{1,14}?)的/g;
const falling = /下降|减少|负增长|为负|下滑|回落|降低/;
const rising = /增长|上升|提高|增加|为正/;
const changing = /同比|增|幅|±|变化|变动|升降|提高/;

/** 唯一下降的是X; X是唯一低于90%的一类 */
function* onlyOnes({ passage, facts }: Reading, text: Text): Generator<Slip | Match> {
  const { plain } = passage;
  if (!plain.includes("唯一")) return;
  for (const { index, 0: word, groups = {} } of matchesOf(plain, only)) {
    const end = index + word.length;
    const clause = clauseAt(plain, index);
    const what = groups.what ?? "";
    const fact = facts.find(({ from, to }) => from >= index && to <= end) ?? null;
    const isUnder = new RegExp(under).test(what);
    const moves = falling.test(what) ? -1 : rising.test(what) ? 1 : 0;
    if ((fact && !isUnder && !new RegExp(over).test(what)) || (!fact && moves === 0)) continue;
    const mentions = mentionsIn(text, passage);
    const isAfter = /^[一-龥]{0,5}[是为]/.test(plain.slice(end, clause.to));
    const [from, to] = isAfter ? [end, clause.to] : [clause.from, index];
    const said = mentions.filter((each) => each.from >= from && each.to <= to);
    const candidates = [...new Set(said.map(({ group }) => group))].filter(({ members, measure, unit }) =>
      members.length > 2 && fact ? isOfUnit(unit, fact.unit as Group["unit"]) : changing.test(measure),
    );
    const own = said[0];
    const measure = isAfter || !own ? "" : plain.slice(own.to, index).replace(/[也仍]?是$/, "");
    const wanted = { passage, measure: measure + (fact ? "" : "同比增长"), context: "", unit: fact?.unit ?? null };
    const tried = chosen(candidates, wanted, text).map(({ group }) => ({
      group,
      named: said.find((each) => each.group === group)?.member,
      met: fact
        ? (meeting(group, { isUnder, fact, isMean: false })[0] ?? [])
        : group.members.filter((each) => valueOf(each) * moves > 0),
    }));
    const right = tried.find(({ named, met }) => met.length === 1 && met[0] === named);
    const [first] = tried;
    const meant = right ?? first;
    if (!meant?.named) continue;
    const at = { passage, from: index, to: end };
    const because =
      meant.met.map(({ name, values }) => `${name.slice(0, 12)} ${values.map(printed).join("")}`).join("、") || "没有";
    const operands = [meant.named, ...meant.met].flatMap(({ values }) => values.map(stretchOf));
    if (right) yield { kind: "match", rule: "item-count", at, because, operands };
    else
      yield slip(
        at,
        meant.named.name.slice(0, 16),
        meant.met.map(({ name }) => name.slice(0, 12)).join("、"),
        because,
        operands,
      );
  }
}

const tally =
  /(?<up>[一二三四五六七八九十]{1,2}|\d{1,2})(?:项|个)?升(?:、|，)?(?<down>[一二三四五六七八九十]{1,2}|\d{1,2})(?:项|个)?降(?:(?:、|，)?(?<even>[一二三四五六七八九十]|\d{1,2})(?:项|个)?平)?/g;

/** 三升一降 */
function* risesAndFalls({ passage }: Reading, text: Text): Generator<Slip | Match> {
  if (!/升.{0,3}降/.test(passage.plain)) return;
  for (const { index, 0: word, groups = {} } of matchesOf(passage.plain, tally)) {
    const [up, down, even] = [groups.up, groups.down, groups.even].map((each) =>
      each ? (parseNumeral(each) ?? 0) : 0,
    ) as [number, number, number];
    const all = groupsOf(text).filter(
      (group) =>
        changing.test(group.measure) &&
        group.members.length === up + down + even &&
        Math.abs(distanceTo(group, passage, text)) <= 5 &&
        group.members.some((each) => valueOf(each) < 0),
    );
    const signs = ({ members }: Group) => [
      members.filter((each) => valueOf(each) > 0),
      members.filter((each) => valueOf(each) < 0),
    ];
    const isRight = (group: Group): boolean => signs(group)[0]?.length === up && signs(group)[1]?.length === down;
    const right = all.find(isRight);
    const meant = right ?? all[0];
    if (!meant) continue;
    const [ups = [], downs = []] = signs(meant);
    const at = { passage, from: index, to: index + word.length };
    const because = `${ups.length} 升 ${downs.length} 降（${downs.map(({ name }) => name).join("、")}）`;
    const operands = meant.members.slice(0, 20).flatMap(({ values }) => values.map(stretchOf));
    if (right) yield { kind: "match", rule: "item-count", at, because, operands };
    else yield slip(at, word, `${ups.length}升${downs.length}降`, because, operands);
  }
}
