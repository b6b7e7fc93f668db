/*
 * 比例: several amounts told to stand to each other as whole numbers do: 三者之比为3∶2∶1; 按5:3:2的比例分担，分别为4500万元、2700万元和1800万元; 师生比为1:15;
 * 城乡居民收入比为2.00:1.
 *
 * The amounts are as many of one kind next to each other, right before the ratio or right behind it; of two, either may be the first. Those
 * that stand so were meant. Where none do, the row right behind it (分别为), or right before it, is asked about; of two only where both
 * stand in its sentence and nothing else of their kind does.
 *
 * 反例：比例尺1:500；8:30开始；中签比例为1:3（没有两数）；由12:41:47调整为（上年的）。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import type { Observation } from "../../judgement/claim.ts";
import { stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

const ratio = /(?<![\d.:∶：])\d{1,6}(?:\.\d{1,4})?(?:\s*[:∶：]\s*\d{1,6}(?:\.\d{1,4})?){1,5}(?![\d:∶：])/g;
const before =
  /(?:比例?|比重|结构|比值|按照?|配比)[^，。；\d]{0,8}$|(?:比例?|结构)[^，。；]{0,20}(?:调整|优化|变|转)[^，。；\d]{0,3}$/;
const behind = /^\s*的?(?:比例|比重|标准|结构|配比)/;

export function* proportions(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    const { plain, cell } = reading.passage;
    if (cell || reading.facts.length < 2 || !/[:∶：]\s*\d/.test(plain) || !/比|结构/.test(plain)) continue;
    for (const match of matchesOf(plain, ratio)) yield* ofRatio(match, reading, text);
  }
}

function* ofRatio(match: RegExpExecArray, { passage, facts }: Reading, text: Text): Generator<Observation> {
  const { plain } = passage;
  const to = match.index + match[0].length;
  const words = plain.slice(Math.max(0, match.index - 30), match.index);
  if (!before.test(words) && !behind.test(plain.slice(to, to + 6))) return;
  // 由12:41:47调整为…: what it was.
  if (
    /^[^，。；]{0,2}(?:调整|优化|变|转|提高|上升|下降)/.test(plain.slice(to, to + 6)) ||
    /目标|要求|标准|不低于|不高于|兑换|汇率|比例尺/.test(words)
  )
    return;
  const terms = match[0].split(/[:∶：]/).map(Number);
  const shape = terms.map((term) => ({ term, half: halfOf(term, terms, match[0]) }));
  if (terms.some((term) => !(term > 0))) return;
  const amounts = facts.filter(
    ({ unit, base, role, from, to: end }) =>
      unit !== null &&
      base > 0 &&
      !["percent", "point", "times"].includes(unit.dimension) &&
      (role === "level" || role === "target") &&
      (end <= match.index || from >= to),
  );
  const previous = (text.readings[passage.index - 1]?.facts ?? []).filter(
    ({ passage: { cell }, unit, role }) => !cell && unit && role === "level",
  );
  const rows = rowsOf([...previous, ...amounts], terms.length);
  const held = rows.find((row) => stands(row, shape));
  const at = { passage, from: match.index, to };
  if (held) {
    yield { kind: "match", rule: "ratio", at, because: held.map(printed).join(" : "), operands: held.map(stretchOf) };
    return;
  }
  const sentence = sentenceOf(facts, match.index, plain);
  const own = rows.filter((row) => row.every((fact) => fact.passage === passage && fact.sentence === sentence));
  const told = terms.length > 2 ? nearestOf(own, match.index, to) : onlyOf(own, amounts, sentence, match.index);
  if (!told) return;
  yield {
    kind: "slip",
    rule: "ratio",
    severity: "warning",
    at,
    stated: match[0],
    expected: null,
    because: `${told.map(printed).join(" : ")} 不成 ${match[0]}`,
    operands: told.map(stretchOf),
    message: "比例与所列各数不符，请核对",
  };
}

/** 5∶3∶2 is meant to the letter; 11:40:49 was rounded. */
function halfOf(term: number, terms: readonly number[], all: string): number {
  const places = Math.max(0, ...matchesOf(all, /\.(\d+)/g).map(([, digits = ""]) => digits.length));
  if (!Number.isInteger(term) || places > 0) return 0.5 / 10 ** places;
  return terms.length > 2 && terms.reduce((sum, each) => sum + each, 0) < 30 ? 0.012 * term : 0.5;
}

/** As many next to each other of one kind, in one paragraph. */
function rowsOf(facts: readonly Fact[], length: number): Fact[][] {
  return facts.flatMap((first, at) => {
    const row = facts.slice(at, at + length);
    const isRow =
      row.length === length && row.every(({ unit, passage }) => areKin(unit, first.unit) && passage === first.passage);
    return isRow ? [row] : [];
  });
}

/** As the terms stand to each other, each rounded to its print; two in either order. */
function stands(row: readonly Fact[], shape: readonly { term: number; half: number }[]): boolean {
  const orders = row.length === 2 ? [row, [...row].reverse()] : [row];
  const sum = shape.reduce((all, { term }) => all + term, 0);
  return orders.some((order) => {
    const total = order.reduce((all, { base }) => all + base, 0);
    if (order.length > 2)
      return order.every(
        ({ base }, at) => Math.abs((base / total) * sum - (shape[at]?.term ?? 0)) <= (shape[at]?.half ?? 0) + 1e-6,
      );
    const [a, b] = [order[0]?.base ?? 0, order[1]?.base ?? 1];
    const [x, y] = shape;
    if (!x || !y) return false;
    // The larger term was rounded, the other is what it is counted in: 1:15, 2.00:1.
    const [due, large] = x.term >= y.term ? [(a / b) * y.term, x] : [(b / a) * x.term, y];
    return Math.abs(due - large.term) <= large.half + 1e-9;
  });
}

function sentenceOf(facts: readonly Fact[], at: number, plain: string): number {
  const near =
    facts.findLast(({ from, to }) => to <= at && !/[。！？]/.test(plain.slice(from, at))) ??
    facts.find(({ from }) => from >= at);
  return near?.sentence ?? -1;
}

/** 的比例分担，分别为…: the row that begins right behind; else the one that ends right before. */
function nearestOf(rows: readonly Fact[][], from: number, to: number): Fact[] | null {
  const next = rows.find(([first]) => first && first.from >= to && first.from - to < 30);
  const last = rows.findLast((row) => (row.at(-1)?.to ?? to) <= from && from - (row.at(-1)?.to ?? 0) < 24);
  return next ?? last ?? null;
}

function onlyOf(rows: readonly Fact[][], amounts: readonly Fact[], sentence: number, at: number): Fact[] | null {
  const own = amounts.filter((fact) => fact.sentence === sentence);
  return rows.length === 1 && own.length === 2 && own.every(({ to }) => to <= at) ? (rows[0] ?? null) : null;
}
