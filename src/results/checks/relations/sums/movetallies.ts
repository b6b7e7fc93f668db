/*
 * 升降的个数: how many rose and how many fell, as a saying (五大市场四增一降, 三项指标两升一平) or in words behind the list (三个县实现增长), against
 * the numbers of things that was said with it, the moves told in the same or the next passages, and the moves in a column of a table.
 *
 * Where the moves are told is not said, so each place is tried and one that agrees was meant. A place is held against the saying only if it has as many
 * moves as the saying counts: other lists tell of other things. Always a 疑点.
 *
 * 例：三项指标两升一降：签约额增长10.2%，到位额下降6.5%，开工率下降2.1%。反例：“双增双减”；六大行业五升一降，其中食品增长4.2%（只说一个）。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Table } from "../../facts/table.ts";
import { rowLines } from "../../facts/tablelines.ts";
import type { Text } from "../../facts/text.ts";
import { type Observation, type Stretch, stretchOf } from "../../judgement/claim.ts";

export function* moveTallies(text: Text): Generator<Observation> {
  let tabled: Told[] | null = null;
  for (const reading of text.readings) {
    const { passage } = reading;
    if (passage.cell || !/[增升涨降减跌落平]/.test(passage.plain)) continue;
    for (const said of sayingsIn(reading)) {
      tabled ??= text.tables.slice(0, 40).flatMap(inColumns);
      yield* judged(said, [...behind(said, text), ...tabled]);
    }
    yield* inWords(reading);
  }
}

/** How many rose, stayed and fell: [3, 0, 1]. */
type Moves = readonly [up: number, flat: number, down: number];

interface Said {
  at: Stretch;
  moves: Moves;
  /** Of how many things, where that stands right before: 五大市场. */
  whole: number | null;
}

interface Told {
  moves: Moves;
  operands: Stretch[];
  where: string;
}

const number = "[一二两三四五六七八九十]{1,2}|\\d{1,2}";
const saying = new RegExp(
  `(?:(?<whole>${number})(?:大|个|项|类|家|种)[一-龥]{0,8}?[“"\\s]*(?:呈现?|实现|保持|同比)?[“"]?)?(?<![\\d.一二两三四五六七八九十])(?<first>${number})(?:个|项)?(?<one>[增升涨降减跌平])[、，]?(?<second>${number})(?:个|项)?(?<two>[增升涨降减跌平])(?![幅速])(?:[、，]?(?<third>${number})(?:个|项)?(?<three>[增升涨降减跌平])(?![幅速]))?`,
  "g",
);
const place = (word: string): 0 | 1 | 2 => (word === "平" ? 1 : /[增升涨]/.test(word) ? 0 : 2);
const sum = (moves: Moves): number => moves[0] + moves[1] + moves[2];

function sayingsIn({ passage }: Reading): Said[] {
  return matchesOf(passage.plain, saying).flatMap(({ index, 0: words, groups = {} }) => {
    const { first, one = "", second, two = "", third, three = "" } = groups;
    const moves: [number, number, number] = [0, 0, 0];
    for (const [value = "", word] of [
      [first, one],
      [second, two],
      [third, three],
    ] as const)
      if (value) moves[place(word)] += parseNumeral(value) ?? 0;
    if (place(one) === place(two)) return [];
    const length = words.length - words.lastIndexOf(`${first ?? ""}`, words.indexOf(one));
    const to = index + words.length;
    return [{ at: { passage, from: to - length, to }, moves, whole: parseNumeral(groups.whole ?? "") }];
  });
}

function* judged(said: Said, places: readonly Told[]): Generator<Observation> {
  const { at, moves, whole } = said;
  const kin = places.filter((each) => sum(each.moves) === sum(moves));
  const meant = kin.find((each) => each.moves.every((value, index) => value === moves[index]));
  const [other] = kin;
  const isWhole = whole === null || whole === sum(moves);
  if (meant && isWhole)
    yield { kind: "match", rule: "item-count", at, because: wordsOf(meant), operands: meant.operands };
  else if (!isWhole)
    yield slip(at, String(whole), `${moves.filter((value) => value > 0).join(" + ")} = ${sum(moves)}`, []);
  else if (other) yield slip(at, null, wordsOf(other), other.operands);
}

const wordsOf = ({ moves: [up, flat, down], where }: Told): string =>
  `${where}${up} 升${flat > 0 ? `、${flat} 平` : ""}、${down} 降`;

const slip = (at: Stretch, expected: string | null, because: string, operands: Stretch[]): Observation => ({
  kind: "slip",
  rule: "item-count",
  severity: "warning",
  at,
  stated: at.passage.text.slice(at.from, at.to),
  expected,
  because,
  operands,
  message: "升降的个数与所列不符，请核对",
});

/** The moves behind the saying: of its own sentence and the next, else of the next passages. */
function behind({ at }: Said, { readings }: Text): Told[] {
  const own = readings[at.passage.index]?.facts.filter((fact) => fact.from >= at.to) ?? [];
  const [first] = own;
  const near = first ? own.filter((fact) => fact.sentence <= first.sentence) : [];
  const next = [1, 2, 3].flatMap((step) => {
    const reading = readings[at.passage.index + step];
    return reading && !reading.passage.cell ? [reading.facts] : [];
  });
  return [near, own, ...(own.length > 0 ? [] : next)].flatMap(tellings);
}

/** The moves among figures: the rates; with the points, where those are the only moves of some. */
function tellings(facts: readonly Fact[]): Told[] {
  const rates = facts.filter(({ role, direction }) => role === "growth" && direction !== 0);
  const both = facts.filter(({ role, direction }) => (role === "growth" || role === "point") && direction !== 0);
  return (rates.length === both.length ? [rates] : [rates, both])
    .filter((moved) => moved.length > 1)
    .map((moved) => ({ moves: movesOf(moved), operands: moved.slice(0, 20).map(stretchOf), where: "所列为 " }));
}

const movesOf = (facts: readonly Fact[]): Moves => {
  const up = facts.filter(({ direction }) => direction > 0).length;
  return [up, 0, facts.length - up];
};

/** A column of growth: the signs of its rows, without totals; 其他 may be one of the things or not. */
function inColumns(table: Table): Told[] {
  return Array.from({ length: table.columns }, (_, column) => column).flatMap((column) => {
    const title = table.columnTitle(column);
    if (!/同比|增速|增幅|增减|增长|升降/.test(title) || /百分点|占比/.test(title)) return [];
    const rows = rowLines(table).flatMap(({ at, kind }) => {
      const fact = kind === "total" ? null : table.fact(at, column);
      return fact ? [{ fact, isRest: /其他|其它|其余/.test(table.rowTitle(at)) }] : [];
    });
    const named = rows.filter(({ isRest }) => !isRest);
    return [named, rows].map((each) =>
      toldBy(
        each.map(({ fact }) => fact),
        title,
      ),
    );
  });
}

function toldBy(facts: readonly Fact[], title: string): Told {
  const [up, flat] = [facts.filter(({ base }) => base > 0).length, facts.filter(({ base }) => base === 0).length];
  return {
    moves: [up, flat, facts.length - up - flat],
    operands: facts.slice(0, 20).map(stretchOf),
    where: `“${title}”一列为 `,
  };
}

const spoken = new RegExp(
  `(?<![\\d.第前后一二两三四五六七八九十])(?<number>${number})(?:个|家|项|类)[一-龥]{0,6}?(?:实现|保持|呈|出现|同比){0,2}(?<move>正?增长|上升|提高|负增长|下降|回落|下滑)(?=[，。；])`,
  "g",
);

/** 甲县增长8.2%，乙县下降2.0%，丙县增长3.5%，两个县实现增长 */
function* inWords({ passage, facts }: Reading): Generator<Observation> {
  if (facts.length < 3) return;
  for (const { index, 0: words, groups = {} } of matchesOf(passage.plain, spoken)) {
    const begin = passage.plain.lastIndexOf("。", index) + 1;
    const before = facts.filter(
      ({ from, to, role, direction }) => from >= begin && to <= index && role === "growth" && direction !== 0,
    );
    const value = parseNumeral(groups.number ?? "");
    if (before.length < 3 || !value || passage.plain.slice(begin, index).includes("；")) continue;
    const [up, , down] = movesOf(before);
    const due = /负|降|落|滑/.test(groups.move ?? "") ? down : up;
    const at = { passage, from: index, to: index + words.length };
    const because = `所列为 ${up} 升、${down} 降`;
    const operands = before.map(stretchOf);
    if (due === value) yield { kind: "match", rule: "item-count", at, because, operands };
    else if (Math.abs(due - value) === 1 && isOneMeasure(before)) yield slip(at, String(due), because, operands);
  }
}

/** Each figure is of a thing of its own: the words before it differ in the name only. */
const isOneMeasure = (facts: readonly Fact[]): boolean =>
  new Set(facts.map(({ lead }) => lead.trim().length)).size <= 3 &&
  facts.every(({ lead }) => /^[\s，、和及其中]*[一-龥]{2,10}(?:同比)?(?:增长|下降|上升|回落|降低|提高)\s*$/.test(lead));
