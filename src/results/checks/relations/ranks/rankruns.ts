/*
 * 依次排列: ranks told one by one with their figures (青山区完成42.6亿元，位居第一；碧水县完成38.1亿元，位居第二), and lists said to go from the highest down
 * (排名前三的是甲区（52.3亿元）、乙县（47.6亿元）…; 由高到低依次为…): the figures must go as the ranks do.
 *
 * Ranks are set against each other only where one measure of several places is told: figures of one unit, the same words right before them, each
 * after the name of a place. Two ranks may go up with the figures or down; three or more show which.
 *
 * 反例：工业增加值增长8%，居全市第2位；投资增长6%，居全市第1位（两项指标）；后三位为…。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Reading } from "../../facts/quantities.ts";
import { type Ranking, rankingsOf } from "../../facts/rankings.ts";
import type { Text } from "../../facts/text.ts";
import { type Observation, type Stretch, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* rankRuns(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    const { passage, facts } = reading;
    if (passage.cell || facts.length < 2) continue;
    if (/第\s*[\d一二三四五六七八九十]|[居列排]首|次之/.test(passage.plain))
      for (const group of groupsOf(reading)) yield* inOrder(group);
    if (/前[二三四五六七八九十\d]|[由从][高大多]到/.test(passage.plain)) yield* descending(reading);
  }
}

interface Ranked {
  ranking: Ranking;
  value: Fact;
}

const place = /^[\s，、；(]*(?:其中)?[一-龥“”]{1,8}?(?:[县区市州镇乡园局院校街]|公司|片区)/;

/** With those that are said without a number: 居首位, 次之. */
function ranksOf(passage: Passage): Ranking[] {
  const words = matchesOf(
    passage.plain,
    /(?:[位居排列名]{1,2}首位?|(?:[位居排列]{0,2}次[席位]|次之|紧随其后))(?=[，。；、])/g,
  );
  const spoken = words.map(({ index, 0: word }) => ({
    passage,
    from: index,
    to: index + word.length,
    scope: "",
    among: null,
    lead: "",
    rank: word.includes("首") ? 1 : 2,
  }));
  return [...rankingsOf(passage), ...spoken].toSorted((a, b) => a.from - b.from);
}

/** Ranks of one measure: the unit and the words before the figure are the same. */
function groupsOf({ passage, facts }: Reading): Ranked[][] {
  const groups = new Map<string, Ranked[]>();
  let floor = 0;
  for (const ranking of ranksOf(passage)) {
    const value = facts.findLast((fact) => fact.to <= ranking.from && fact.from >= floor);
    const begin = floor;
    floor = ranking.to;
    if (!value || ranking.from - value.to > 12 || /[。；]/.test(passage.plain.slice(value.to, ranking.from))) continue;
    const lead = passage.plain.slice(Math.max(begin, value.from - 24), value.from).replace(/^.*[。；，、]/, "");
    if (!place.test(lead) || !["level", "rate", "growth"].includes(value.role)) continue;
    // The measure is what stands behind the name of the place: nothing, in 青山区42.6亿元，列第1位.
    const key = `${value.unit?.title} ${ranking.scope} ${lead
      .replace(place, "")
      .replace(/以\s*$/, "")
      .trim()
      .slice(-2)}`;
    groups.set(key, [...(groups.get(key) ?? []), { ranking, value }]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Do two go as their ranks do? */
const agree = (a: Ranked, b: Ranked, sign: number): boolean =>
  a.value.base === b.value.base
    ? Math.abs(a.ranking.rank - b.ranking.rank) < 2
    : Math.sign(b.ranking.rank - a.ranking.rank) === Math.sign(a.value.base - b.value.base) * sign;

function* inOrder(group: Ranked[]): Generator<Observation> {
  const wrongIn = (sign: number) =>
    group.map((own) => group.filter((other) => other !== own && !agree(own, other, sign)).length);
  const [down, up] = [wrongIn(1), wrongIn(-1)];
  const count = (wrong: number[]) => wrong.reduce((all, each) => all + each, 0);
  const wrong = count(down) <= count(up) || group.length < 3 ? down : up;
  const most = Math.max(...wrong);
  const odd = group[wrong.indexOf(most)];
  const [first] = group;
  if (!odd || !first) return;
  const because = group.map(({ ranking, value }) => `${printed(value)} 第${ranking.rank}`).join("，");
  const { passage } = first.ranking;
  if (most === 0)
    yield {
      kind: "match",
      rule: "rank",
      at: { passage, from: first.ranking.from, to: first.ranking.to },
      because,
      operands: group.map(({ value }) => stretchOf(value)),
    };
  else if (!/用时|成本|降幅|下降|投诉|能耗|越低/.test(passage.plain))
    yield slip(
      { passage, from: odd.ranking.from, to: odd.ranking.to },
      `第${odd.ranking.rank}`,
      because,
      [odd.value],
      "位次与所列各数的大小不符，请核对",
    );
}

const opening =
  /(?:前(?:[二三四五六七八九十]|\d{1,2})(?:名|位|强|家|个)?|[由从][高大多]到[低小少])[^，。；\d后]{0,24}?(?:是|为|有|：)/g;

/** 排名前三的是甲区（52.3亿元）、乙县（47.6亿元）、丙县（39.8亿元） */
function* descending({ passage, facts }: Reading): Generator<Observation> {
  for (const match of matchesOf(passage.plain, opening)) {
    const end = match.index + match[0].length;
    if (/最低|最少|降幅|下降|用时/.test(passage.plain.slice(Math.max(0, match.index - 16), end))) continue;
    const list = namedList(facts, end, passage.plain);
    if (list.length < 3) continue;
    const at = list.findIndex((fact, index) => index > 0 && fact.base > (list[index - 1]?.base ?? 0));
    const odd = list[at];
    const because = list.map(printed).join("、");
    if (!odd)
      yield { kind: "match", rule: "rank", at: stretchOf(list[0] as Fact), because, operands: list.map(stretchOf) };
    else yield slip(stretchOf(odd), printed(odd), because, list, "所列各数没有从高到低排列，请核对");
  }
}

/** Names with a figure each, one unit, parted by 、 or 和. */
function namedList(facts: readonly Fact[], begin: number, plain: string): Fact[] {
  const list: Fact[] = [];
  for (const fact of facts) {
    if (fact.from < begin) continue;
    const last = list.at(-1);
    const words = plain.slice(last?.to ?? begin, Math.min(fact.from, (last?.to ?? begin) + 40));
    const isNext = last
      ? last.unit?.title === fact.unit?.title &&
        !/合计|共|总|平均/.test(words) &&
        /^\)?[、和及]\s*[一-龥A-Za-z“”]{2,18}\(?$/.test(words)
      : /^[\s：]*[一-龥A-Za-z“”]{2,18}\(?$/.test(words);
    if (!isNext) break;
    list.push(fact);
  }
  return list;
}

const slip = (at: Stretch, stated: string, because: string, facts: Fact[], message: string): Observation => ({
  kind: "slip",
  rule: "rank",
  severity: "warning",
  at,
  stated,
  expected: null,
  because,
  operands: facts.map(stretchOf),
  message,
});
