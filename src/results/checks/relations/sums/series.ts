/*
 * 数列的再说: what is said of a series of periods behind it, figure by figure and word by word.
 *
 * The series gives each period its figure, by position or by name. 上半年, 累计 are sums of it, 环比 and 比2021年 differences and
 * rates, 占全年的 shares, 高于 and 回落 directions, 最高的是 a place. Where two series stand side by side (项目数分别为…，金额分别为…) the
 * words need not say which is meant: one that agrees was meant, and only if none does is the nearest one asked about.
 *
 * 例：四个季度分别为 12、15、9、14 个，三季度环比下降 30%（应为 40%），上半年 28 个（应为 27）。
 * 反例：三季度同比增长 5%（另有对照）；全年开工 40 个（数列说的是签约）；二季度末在库 30 个。
 */
import type { Fact } from "../../facts/fact.ts";
import { isNearOrMistyped } from "../../facts/misprints.ts";
import type { Reading } from "../../facts/quantities.ts";
import { type Clause, clausesAfter } from "../../facts/seriesclauses.ts";
import { partsIn, type Series, seriesOf, type Span, spansIn, wholeOf } from "../../facts/series.ts";
import type { Text } from "../../facts/text.ts";
import { areKin, isAdded } from "../../facts/units.ts";
import { balance, type Claim, claim, type Observation, stretchOf, type Sum, total } from "../../judgement/claim.ts";
import { isSound, judge } from "../../judgement/judge.ts";
import { numberOf, printed } from "../../judgement/print.ts";

export function* seriesSaid(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 3) continue;
    const all = seriesOf(reading, text.year).filter((series, index, every) => !isSummary(series, every[index - 1]));
    let group: Series[] = [];
    for (const [index, series] of all.entries()) {
      const next = all[index + 1];
      const [from, until] = [endOf(series), next?.parts[0]?.from ?? reading.passage.plain.length];
      group = group.filter(({ spans }) => areSameSpans(spans, series.spans)).slice(-2);
      group.push(series);
      yield* saidOf(group, reading, from, until);
    }
  }
}

/** 上半年…，下半年… behind the four quarters sum them up: no series of its own. */
function isSummary({ parts, spans }: Series, before: Series | undefined): boolean {
  const [own, other] = [spans[0], before?.spans[0]];
  return (
    own?.axis === "month" &&
    other?.axis === "month" &&
    own.to - own.from > other.to - other.from &&
    areKin(parts[0]?.unit ?? null, before?.parts[0]?.unit ?? null)
  );
}

const endOf = ({ parts }: Series): number => parts.at(-1)?.to ?? 0;
const areSameSpans = (a: Span[], b: Span[]): boolean =>
  a.length === b.length && a.every(({ axis, from }, index) => axis === b[index]?.axis && from === b[index]?.from);

function* saidOf(group: Series[], { passage, facts }: Reading, from: number, until: number): Generator<Observation> {
  let next = facts.findIndex((fact) => fact.from >= from);
  if (next < 0) next = facts.length;
  for (const clause of clausesAfter(group, passage.plain, from, until)) {
    const inside: Fact[] = [];
    while ((facts[next]?.from ?? Number.POSITIVE_INFINITY) < clause.to) inside.push(facts[next++] as Fact);
    const isFull = inside.some((fact) => fact.to > clause.from);
    if (clause.base && clause.actor) {
      for (const fact of inside) yield* moved(group, clause, fact);
      if (!isFull) yield* direction(group, clause, passage.plain);
    } else for (const fact of inside) yield* summed(group, clause, fact);
    for (const fact of inside) yield* shared(group, clause, fact);
    yield* extreme(group, clause, passage);
  }
}

/** The claim that holds, else the one that is least far off. */
function likeliest(claims: Claim[]): Claim | null {
  const off = (each: Claim): number => Math.abs(judge(each).expected - each.stated.base);
  return claims.find(isSound) ?? claims.toSorted((a, b) => off(a) - off(b))[0] ?? null;
}

const up = /(?:增长|增加|上升|提高|回升|反弹|走高|扩大|攀升|多|高|增|超)[了出于过约近]*\s*$/;
const down = /(?:下降|减少|回落|降低|下滑|走低|缩小|收窄|少|低|降|减)[了出于约近]*\s*$/;
const wayOf = (words: string): number => (up.test(words) ? 1 : down.test(words) ? -1 : 0);

const valueOf = (parts: Fact[]): number => parts.reduce((sum, { base }) => sum + base, 0);

/** (a − b) ÷ b, where each may be several parts. */
function growthOf(a: Fact[], b: Fact[]): Sum {
  const sumOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
  const bracketed = (texts: string[]) => (texts.length > 1 ? `(${texts.join(" + ")})` : (texts[0] ?? ""));
  return {
    operands: [...a, ...b],
    compute: (values) => {
      const [x, y] = [sumOf(values.slice(0, a.length)), sumOf(values.slice(a.length))];
      return (Math.abs(x - y) / Math.abs(y)) * 100;
    },
    show: (texts) => {
      const [x, y] = [bracketed(texts.slice(0, a.length)), bracketed(texts.slice(a.length))];
      return valueOf(a) >= valueOf(b) ? `(${x} − ${y}) ÷ ${y}` : `(${y} − ${x}) ÷ ${y}`;
    },
    isAdditive: false,
  };
}

function* moved(group: Series[], clause: Clause, fact: Fact): Generator<Observation> {
  const { actor, base } = clause;
  const words = fact.passage.plain.slice(clause.from, fact.from);
  const way = fact.direction || wayOf(words);
  if (!actor || !base || fact.hedge || (way === 0 && !/差/.test(words.slice(-4)))) return;
  const isRate = fact.unit?.dimension === "percent";
  const meant = likeliest(
    group.flatMap((series) => {
      const [a, b] = [partsIn(series, actor), partsIn(series, base)];
      if (a.length === 0 || b.length === 0 || (a.length + b.length > 2 && !isAddedUp(series))) return [];
      const isPoint = series.parts[0]?.unit?.dimension === "percent";
      if (isRate && !isPoint) return [claim("growth-rate", fact, growthOf(a, b), "与所列各期的数不符", false)];
      const isKin = isPoint ? fact.unit?.dimension === "point" : areKin(fact.unit, series.parts[0]?.unit ?? null);
      const [more, less] = valueOf(a) >= valueOf(b) ? [a, b] : [b, a];
      return isKin ? [claim("difference", fact, balance(more, less), "与所列各期的数不符", false)] : [];
    }),
  );
  if (!meant) yield* misnamed(group, clause, fact);
  else {
    yield meant;
    const series = group.find(({ parts }) => meant.sum.operands.every((part) => parts.includes(part)));
    if (series && isSound(meant)) yield* turned(fact, way, partsIn(series, actor), partsIn(series, base));
  }
}
const isAddedUp = ({ parts }: Series): boolean => isAdded(parts[0]?.unit ?? null);

function* turned(fact: Fact, way: number, a: Fact[], b: Fact[]): Generator<Observation> {
  const rose = Math.sign(valueOf(a) - valueOf(b));
  if (rose === 0 || way === 0) return;
  const operands = [...a, ...b].map(stretchOf);
  const because = `${a.map(printed).join(" + ")} ${rose > 0 ? ">" : "<"} ${b.map(printed).join(" + ")}`;
  if (rose === way) yield { kind: "match", rule: "direction", at: stretchOf(fact), because, operands };
  else
    yield {
      kind: "slip",
      rule: "direction",
      severity: a.length + b.length === 2 ? "error" : "warning",
      at: stretchOf(fact),
      stated: way > 0 ? "增加" : "减少",
      expected: rose > 0 ? "增加" : "减少",
      because,
      operands,
      message: "增减方向与所列各期的数不符，请核对",
    };
}

/** 2022年比2020年增加80万元, where the series begins with 2021 and 80 is what 2022 is more than 2021. */
function* misnamed(group: Series[], { actor, base }: Clause, fact: Fact): Generator<Observation> {
  if (actor?.axis !== "year" || base?.axis !== "year" || actor.from !== actor.to || base.from !== base.to) return;
  for (const series of group) {
    const [a] = partsIn(series, actor);
    const other = series.parts.find(
      (part) =>
        a &&
        part !== a &&
        areKin(part.unit, fact.unit) &&
        judge(claim("difference", fact, balance(...ordered(a, part)), "")).verdict === "holds",
    );
    const year = series.spans[other ? series.parts.indexOf(other) : -1]?.from;
    if (!a || !other || !year) continue;
    const { plain, text } = fact.passage;
    const at = plain.lastIndexOf(String(base.from), fact.from);
    yield {
      kind: "slip",
      rule: "period",
      severity: "warning",
      at: { passage: fact.passage, from: at, to: at + 4 },
      stated: text.slice(at, at + 4),
      expected: `${year}年`,
      because: `${ordered(a, other).flat().map(numberOf).join(" − ")} = ${printed(fact)}，${printed(other)}是 ${year} 年的数`,
      operands: [a, other, fact].map(stretchOf),
      message: "对照的年度与所列各年的数不符，请核对",
    };
    return;
  }
}

const ordered = (a: Fact, b: Fact): [Fact[], Fact[]] => (a.base >= b.base ? [[a], [b]] : [[b], [a]]);

/** 下半年高于上半年, 四季度环比回落: a word without a figure. */
function* direction(group: Series[], clause: Clause, plain: string): Generator<Observation> {
  const { actor, base, words } = clause;
  const last = spansIn(words).at(-1);
  const behind = words.replace(/(?:环比|有所|略有|明显|小幅|水平|的|，|\s)+/g, "");
  const match =
    /(?:高于|多于|高出|超过)|(?:低于|少于)/.exec(behind) ??
    /(?:增长|增加|上升|提高|回升|反弹|走高)$|(?:下降|减少|回落|降低|下滑|走低)$/.exec(behind);
  if (!actor || !base || !match || !last || /未|没有|不/.test(words) || plain[clause.to] === "%") return;
  const way = /高|多|超|增|升|弹/.test(match[0]) && !/降|低|落/.test(match[0].slice(-1)) ? 1 : -1;
  const pairs = group
    .map((series) => ({ a: partsIn(series, actor), b: partsIn(series, base) }))
    .filter(({ a, b }) => a.length > 0 && b.length > 0);
  const right = pairs.find(({ a, b }) => Math.sign(valueOf(a) - valueOf(b)) === way) ?? pairs[0];
  const [first] = right?.a ?? [];
  if (!right || !first) return;
  const isRight = Math.sign(valueOf(right.a) - valueOf(right.b)) === way;
  const at = { passage: first.passage, from: clause.from, to: clause.to };
  const operands = [...right.a, ...right.b].map(stretchOf);
  const because = `${right.a.map(printed).join(" + ")} 与 ${right.b.map(printed).join(" + ")}`;
  if (isRight) yield { kind: "match", rule: "direction", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "direction",
      severity: "warning",
      at,
      stated: words.trim(),
      expected: way > 0 ? "减少" : "增加",
      because,
      operands,
      message: "增减方向与所列各期的数不符，请核对",
    };
}
const totalWords = /累计|合计|共计|总计|一共|共|总/;

/** 上半年兑现…, 三年累计… : sums of the series. */
function* summed(group: Series[], clause: Clause, fact: Fact): Generator<Observation> {
  if (fact.role !== "level" || fact.hedge || /占|平均|均|最|计划|目标/.test(clause.words)) return;
  const { plain } = fact.passage;
  const words = plain.slice(clause.from, fact.from);
  const isAll = totalWords.test(words) && (/[两二三四五六]年|[四三]个?季度|各季度|各月/.test(words) || !clause.isNamed);
  const claims = group.flatMap((series) => {
    if (!areKin(series.parts[0]?.unit ?? null, fact.unit) || !isAddedUp(series) || !isOfSame(series, words)) return [];
    const parts = clause.isNamed && clause.actor ? partsIn(series, clause.actor) : isAll ? series.parts : [];
    return parts.length > 1 &&
      (isNear(fact, valueOf(parts)) || (totalWords.test(words) && isNearOrMistyped(fact, valueOf(parts))))
      ? [claim("total-parts", fact, total(parts), "累计数与各期之和不符", false)]
      : [];
  });
  const isOnly = clause.isNamed || /[两二三四五六]年|季度|月/.test(words) || claims.some(isSound);
  const meant = isOnly ? likeliest(claims) : null;
  if (meant) yield meant;
}

const isNear = ({ base }: Fact, due: number): boolean => Math.abs(base - due) <= 0.5 * due;

/** The words that name the measure are those of the series, or there are none. */
function isOfSame({ opening }: Series, words: string): boolean {
  const rest = words
    .replaceAll(/20\d\d年|全年|[上下]半年|前?[一二三四五六七八九十两\d至—-]+个?(?:季度|月|年)|\d[\d.,]*/g, "")
    .replace(totalWords, "")
    .replaceAll(/[为是达到有约近共的、，\s(]|分别|实现|完成|亿元|万元|个/g, "");
  if (rest.length < 2) return true;
  for (let at = 0; at + 2 <= rest.length; at++) if (opening.includes(rest.slice(at, at + 2))) return true;
  return false;
}

/** 占全年的40%, of the period that was spoken of last. */
function* shared(group: Series[], { actor, words, from }: Clause, fact: Fact): Generator<Observation> {
  const match = /占(?:到|了)?(?:全年|[两二三四五六]年|总|全部|累计|合计|各季度)?/.exec(words);
  if (!match || fact.unit?.dimension !== "percent" || fact.role === "growth" || fact.hedge || !actor) return;
  if (/累计|合计|共/.test(fact.passage.plain.slice(Math.max(0, from - 20), from + match.index))) return;
  const claims = group.flatMap((series) => {
    const whole = wholeOf(series);
    const parts = partsIn(series, actor);
    const isAll = whole.axis === "year" || whole.to - whole.from === 11;
    if (!isAll || parts.length === 0 || parts.length === series.parts.length || !isAddedUp(series)) return [];
    const sum: Sum = {
      operands: series.parts,
      compute: (values) => {
        const part = values.reduce((all, value, at) => all + (parts.includes(series.parts[at] as Fact) ? value : 0), 0);
        return (100 * part) / values.reduce((all, value) => all + value, 0);
      },
      show: (texts) =>
        `(${texts.filter((_, at) => parts.includes(series.parts[at] as Fact)).join(" + ")}) ÷ (${texts.join(" + ")})`,
      isAdditive: false,
    };
    return [claim("share", fact, sum, "占比与所列各期的数不符", false)];
  });
  const meant = likeliest(claims);
  if (meant && (isSound(meant) || match[0].length > 1)) yield meant;
}

/** 最高的是二季度, 三季度最多 */
function* extreme(
  group: Series[],
  { words, from, isNamed, actor }: Clause,
  passage: Fact["passage"],
): Generator<Observation> {
  const match = /(?:最[高多大]|最[低少小]|峰值|居首)/.exec(words);
  if (!match || !isNamed || !actor || /增速|增幅|同比|环比|之一|不|率/.test(words) || spansIn(words).length > 1) return;
  const isLow = /低|少|小/.test(match[0]);
  const told = group.flatMap((series) => {
    const [part, ...others] = partsIn(series, actor);
    if (!part || others.length > 0) return [];
    const best = series.parts.toSorted((a, b) => (isLow ? a.base - b.base : b.base - a.base))[0] ?? part;
    return [{ part, best, isRight: part.base === best.base }];
  });
  const meant = told.find(({ isRight }) => isRight) ?? told[0];
  if (!meant) return;
  const at = { passage, from: from + match.index, to: from + match.index + match[0].length };
  const because = `各期中${isLow ? "最小" : "最大"}的是 ${printed(meant.best)}`;
  const operands = [meant.part, meant.best].map(stretchOf);
  if (meant.isRight) yield { kind: "match", rule: "rank", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "rank",
      severity: "warning",
      at,
      stated: words.trim(),
      expected: printed(meant.best),
      because,
      operands,
      message: "说法与所列各期的数不符，请核对",
    };
}
