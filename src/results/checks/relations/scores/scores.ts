/*
 * 得分: the points of a text. Earned points make the total score; points given make the full score (满分 100); what was earned is
 * what could be had less what was taken away; spending earns its weight times the rate of execution.
 *
 * Points belong together by name (产出指标 50 分 … 产出指标得 49.50 分), by their bracket (（二）产出指标（50分）), or because a
 * passage speaks of one item only. A sum that holds under any plausible reading was meant.
 *
 * 例：执行率得 9.43，产出 49.69，效益 29.04，满意度 10.00，总分 98.16；分值 18 分，得 16.50 分，扣 0.5 分，扣 1 分。
 * 反例：90 分（含）以上为优；只列扣分原因中的一部分（等）；得分高于上年 2 分。
 */
import { type Score, type ScoreKind, scoresOf } from "../../facts/scores.ts";
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Text } from "../../facts/text.ts";
import {
  balance,
  type Claim,
  claim,
  exact,
  given,
  type Observation,
  same,
  type Sum,
  total,
} from "../../judgement/claim.ts";
import { isSound, judge } from "../../judgement/judge.ts";
import { executionRates, inText } from "./executions.ts";
import { hundred, partScores } from "./partscores.ts";

export function* scores(text: Text): Generator<Observation> {
  const rates = executionRates(text);
  const passages = text.readings.map((reading) =>
    reading.facts.length > 0 && /分/.test(reading.passage.plain) ? scoresOf(reading) : [],
  );
  for (const found of passages) {
    if (found.length < 2) continue;
    yield* weights(found);
    yield* totals(found);
    yield* deducted(found);
    yield* proportional(found, text);
  }
  yield* besideTables(text, passages.flat());
  yield* ofColumns(text, passages.flat());
  yield* inText(text, passages, rates);
  yield* partScores(text, passages);
}

const of = (found: Score[], ...kinds: ScoreKind[]): Score[] => found.filter(({ kind }) => kinds.includes(kind));
const factsOf = (found: Score[]): Fact[] => found.map(({ fact }) => fact);

/** 产出指标扣1.10分, where a table gives 产出指标 50 points and 48.90 of them; nothing where two rows bear the name. */
function* besideTables({ tables }: Text, found: Score[]): Generator<Claim> {
  for (const { fact, name, kind } of found) {
    if (kind !== "deduction" || name.length < 2 || fact.passage.cell) continue;
    const rows = tables.flatMap((table) => {
      const [weight, score] = [/^(?:标准)?(?:分值|满分|权重)/, /^(?:自评|评价)?(?:得分|评分)(?!率)/].map((title) =>
        Array.from({ length: table.columns }, (_, at) => at).find((at) => title.test(table.headPath(at).at(-1) ?? "")),
      );
      if (weight === undefined || score === undefined) return [];
      const row = Array.from({ length: table.rows }, (_, at) => at).filter((at) => table.labels(at).at(-1) === name);
      const [full, earned] = [table.fact(row[0] ?? 0, weight), table.fact(row[0] ?? 0, score)];
      return row.length === 1 && full && earned ? [{ full, earned }] : [];
    });
    const [only] = rows;
    if (only && rows.length === 1)
      yield claim("score", fact, balance([given(only.full)], [only.earned]), "扣分与表中分值、得分之差不符", false);
  }
}

/** 有5个园区获得加分，合计5.80分: all of the column of that name; asked about where it is near, for the text may speak of some. */
function* ofColumns({ tables }: Text, found: Score[]): Generator<Claim> {
  for (const { fact } of found) {
    const { passage, from, lead } = fact;
    if (passage.cell || !/[合共总]计[^，。；]{0,4}$/.test(lead)) continue;
    const [before = ""] = /[^。；]*$/.exec(passage.plain.slice(Math.max(0, from - 60), from)) ?? [];
    const named = matchesOf(before, /[加扣减]分/g).at(-1)?.[0];
    if (!named) continue;
    const columns = tables.flatMap((table) => {
      const at = Array.from({ length: table.columns }, (_, column) => column).filter((column) =>
        (table.headPath(column).at(-1) ?? "").startsWith(named),
      );
      const rows = Array.from({ length: table.rows - table.body }, (_, row) => row + table.body).filter(
        (row) => !/合计|总计|平均|小计/.test(table.rowTitle(row)),
      );
      return at.length === 1 ? [rows.flatMap((row) => table.figure(row, at[0] ?? 0) ?? [])] : [];
    });
    const [parts] = columns;
    if (columns.length === 1 && parts && parts.length > 2)
      yield claim("total-parts", fact, total(parts), `合计与表中${named}各行之和不符`, false);
  }
}

/** 满分 100 分，其中决策 20 分、过程 20 分、产出 30 分、效益 30 分 */
function* weights(found: Score[]): Generator<Observation> {
  for (const whole of of(found, "full")) {
    // 得分…合计88.5分；四个方面的满分分别是15分…: what was earned in all is no full score.
    if (/得分|得/.test(scoreWords(whole.fact))) continue;
    // 决策17.6分（满分20分）、产出31.5分（满分40分）: each of them is the full score of its own part.
    if (of(found, "full").filter(({ fact }) => fact.sentence === whole.fact.sentence).length > 1) continue;
    const parts = of(found, "weight").filter(({ fact }) => fact.sentence === whole.fact.sentence);
    if (parts.length < 2 || parts.some(({ fact }) => fact.base >= whole.fact.base)) continue;
    const [stated = whole.fact, ...items] = exact([whole.fact, ...factsOf(parts)]);
    yield claim("weights", stated, total(items), "各项分值之和与满分不符", parts.length > 2);
  }
  if (of(found, "full").length > 0) return;
  const sentences = new Map<number, Score[]>();
  for (const score of of(found, "weight"))
    sentences.set(score.fact.sentence, [...(sentences.get(score.fact.sentence) ?? []), score]);
  for (const parts of sentences.values()) yield* hundred(parts);
}

const scoreWords = ({ passage, from }: Fact): string =>
  /[^；。]*$/.exec(passage.plain.slice(Math.max(0, from - 50), from))?.[0].replace(/^.*(?:分值|权重|满分)/, "") ?? "";

/** Scores of one passage and their total, before or after it. */
function* totals(found: Score[]): Generator<Observation> {
  const parts = of(found, "score");
  const named = [...new Map(parts.map((part) => [part.name || part.fact.index, part])).values()];
  for (const whole of of(found, "total")) {
    const smaller = named.filter(({ fact }) => fact.base < whole.fact.base);
    const [before, after] = [
      smaller.filter(({ fact }) => fact.from < whole.fact.from),
      smaller.filter(({ fact }) => fact.from > whole.fact.from),
    ];
    const meant = [before, after, smaller].filter((list) => list.length > 1).map((list) => sumOf(whole.fact, list));
    const holding = meant.find((each) => judge(each).verdict === "holds");
    const natural = before.length > 1 ? before : after;
    if (holding) yield holding;
    else if (
      !isUntold(whole.fact, natural) &&
      (natural.length > 2 || (natural.length === 2 && isNear(whole.fact, natural)))
    )
      yield sumOf(whole.fact, natural);
  }
  for (const whole of of(found, "deductions")) {
    const list = of(found, "deduction").filter(
      ({ fact }) => fact.sentence === whole.fact.sentence && fact.from < whole.fact.from,
    );
    if (list.length > 1) yield claim("score", whole.fact, total(factsOf(list)), "扣分合计与各处扣分之和不符", false);
  }
}

/** 满意度得满分: one of the parts is told without its figure. 与上年得分88.10分相比: compared with, no sum of these. */
function isUntold(whole: Fact, parts: Score[]): boolean {
  const [first, last] = [parts[0]?.fact, parts.at(-1)?.fact];
  if (/^[^，。；\d]{0,4}相比/.test(whole.tail)) return true;
  const words = first && last ? first.passage.plain.slice(first.from, last.to + 60).replace(/。[^。]*$/, "") : "";
  const sum = parts.reduce((all, { fact }) => all + fact.base, 0);
  return sum < whole.base && /(?:[得为是]|均)满分|未扣分/.test(words);
}

const sumOf = (whole: Fact, parts: Score[]): Claim =>
  claim("score", whole, total(factsOf(parts)), "总分与各项得分之和不符", parts.length > 2);
const isNear = (whole: Fact, parts: Score[]): boolean =>
  Math.abs(whole.base - parts.reduce((sum, { fact }) => sum + fact.base, 0)) < whole.base * 0.15;

/** What could be had, less what was taken away. */
function* deducted(found: Score[]): Generator<Observation> {
  const [weight, ...others] = of(found, "weight");
  const [score] = of(found, "score", "total");
  const taken = of(found, "deduction");
  if (
    weight &&
    others.length === 0 &&
    score &&
    of(found, "score", "total").length === 1 &&
    score.fact.base <= weight.fact.base
  ) {
    if (taken.length > 0) {
      const [stated = score.fact, ...less] = exact([score.fact, ...factsOf(taken)]);
      const of = (some: Fact[]) =>
        claim("score", stated, balance([given(weight.fact)], some), "得分与分值减去扣分不符", less.length < 3);
      // 扣1.50分…，其中甲扣1分、乙扣0.5分: what was taken away is said as a whole and in parts.
      const readings = [less, less.slice(0, 1), less.slice(1)].filter((some) => some.length > 0).map(of);
      yield readings.find(isSound) ?? of(less);
    } else yield { ...claim("score", score.fact, same(weight.fact), "得分高于分值"), relation: "≤" };
    return;
  }
  for (const [index, each] of found.entries()) {
    const next = found[index + 1];
    const last = found[index - 1];
    if (each.kind !== "deduction") continue;
    // 甲得3分，扣1分；乙得4分，扣2分: taken from what was said right before it; 超期扣1分，得9分: or right behind.
    const isLast = last?.kind === "score" && /^[，,、（(]?\s*[扣失丢]/.test(between(last.fact, each.fact));
    const beside = isLast ? [last] : [next, last];
    const earned = beside.find((near) => near?.kind === "score" && areClose(near.fact, each.fact)) ?? null;
    const full = earned ? (weightFor(each.name || earned.name, found) ?? weightFor(earned.name, found)) : null;
    if (earned && full)
      yield claim("score", earned.fact, balance([given(full)], [each.fact]), "得分与分值减去扣分不符", earned === next);
  }
  for (const each of of(found, "score")) {
    const full = weightFor(each.name, found);
    if (full && full.base >= each.fact.base * 0.2)
      yield { ...claim("score", each.fact, same(full), "得分高于分值"), relation: "≤" };
  }
}

const between = (a: Fact, b: Fact): string => a.passage.plain.slice(Math.min(a.to, b.to), Math.max(a.from, b.from));
const areClose = (a: Fact, b: Fact): boolean => a.sentence === b.sentence && !/[；;]/.test(between(a, b));

function weightFor(name: string, found: Score[]): Fact | null {
  if (name.length < 2) return null;
  return (
    of(found, "weight").find(
      (weight) =>
        weight.name.length > 1 && (weight.name === name || weight.name.includes(name) || name.startsWith(weight.name)),
    )?.fact ?? null
  );
}

/** 完成率92%…，该指标分值10分，按完成率得9.2分 */
function* proportional(found: Score[], text: Text): Generator<Observation> {
  for (const [index, score] of found.entries()) {
    const weight = found[index - 1];
    if (score.kind !== "score" || weight?.kind !== "weight" || weight.fact.sentence !== score.fact.sentence) continue;
    const rate = text.readings[score.fact.passage.index]?.facts.findLast(
      (fact) =>
        fact.unit?.title === "%" &&
        fact.from < score.fact.from &&
        fact.role !== "growth" &&
        fact.base <= 100 &&
        score.fact.from - fact.from < 60,
    );
    const isSaid = /按(?:照)?(?:完成|实际|达成|执行)?(?:比例|率|比率)/.test(
      score.fact.passage.plain.slice(weight.fact.to, score.fact.from),
    );
    if (!rate) continue;
    const made = claim("score", score.fact, shareOf(weight.fact, rate), "得分与分值、完成率不符");
    if (isSaid || judge(made).verdict === "holds") yield made;
  }
}

const shareOf = (weight: Fact, rate: Fact): Sum => ({
  operands: [given(weight), rate],
  compute: ([points = 0, percent = 0]) => (points * percent) / 100,
  show: ([points, percent]) => `${points} × ${percent}`,
  isAdditive: false,
});
