/*
 * 升降、持平: the word between two figures says which way it went: 由21个缩短到14个; 比上年的5.21亿元略有下降; 与上年的18场持平. No figure of
 * the change need be printed. 略有 of a change by half, 大幅 of one by two percent are asked about; 基本持平 and 相当 leave five percent.
 *
 * 例：5.06亿元，比上年的5.21亿元大幅上升 → 5.06 < 5.21；由68.4%下降到75.2%。反例：较上年的18场有所增加，主要是…（没有本年数）。
 */
import type { Comparison } from "../../facts/comparisons.ts";
import type { Fact } from "../../facts/fact.ts";
import { bareMove, isOfDegree, level as levelWord, type Move, moveTowards } from "../../facts/moves.ts";
import { areKin } from "../../facts/units.ts";
import { type Observation, type Stretch, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* movesIn({ level, base, levels, change, growth }: Comparison): Generator<Observation> {
  if (!base) return;
  const { plain } = base.passage;
  const behind = plain.slice(base.to, base.to + 40);
  if (level && level.passage === base.passage && level.index === base.index + 1) {
    const move = areKin(level.unit, base.unit) && !isRank(base) ? moveTowards(plain.slice(base.to, level.from)) : null;
    if (move) yield* moved(level, base, move, "error");
    const after = move && !change && !growth ? bareMove(plain.slice(level.to, level.to + 24)) : null;
    if (after) yield* moved(level, base, after, "warning", level.to);
    return;
  }
  const nearest = level ?? levels[0] ?? null;
  if (change || growth || !nearest || !isComparable(nearest, base)) return;
  const move = bareMove(behind);
  if (move) yield* moved(nearest, base, move, levels.length > 1 ? "warning" : "error");
  else yield* still(nearest, base, behind);
}

/** 由369位上升到235位: the fewer the better. */
const isRank = ({ unit, tail, lead }: Fact): boolean =>
  unit?.title === "位" || unit?.title === "名" || /^\s*(?:位|名次)/.test(tail) || /第\s*$/.test(lead);

/** What is far off is not what was compared. */
const isComparable = (a: Fact, b: Fact): boolean =>
  areKin(a.unit, b.unit) && !isRank(b) && b.base > 0 && a.base / b.base < 5 && a.base / b.base > 0.2;

/** `offset`: where the words of the move were read from. */
export function* moved(
  a: Fact,
  b: Fact,
  move: Move,
  severity: "error" | "warning",
  offset = b.to,
): Generator<Observation> {
  const at = { passage: b.passage, from: offset + move.from, to: offset + move.to };
  const because = `${printed(a)} ${signBetween(a, b)} ${printed(b)}`;
  const operands = [a, b].map(stretchOf);
  if (a.hedge && b.hedge) return;
  const isRight = a.base !== b.base && a.base > b.base === move.sign > 0;
  if (isRight && isOfDegree(move, a.base, b.base)) yield { kind: "match", rule: "direction", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "direction",
      severity: isRight ? "warning" : severity,
      at,
      stated: wordsAt(at),
      expected: a.base === b.base ? "持平" : a.base > b.base ? "上升" : "下降",
      because,
      operands,
      message: isRight ? "升降的程度与前后两数不符，请核对" : "升降的说法与前后两数不符，请核对",
    };
}

/** 与上年的18场持平; 基本持平 and 相当 within five percent. */
export function* still(a: Fact, b: Fact, behind: string): Generator<Observation> {
  const match = levelWord.exec(behind);
  if (!match) return;
  const isLoose = match.groups?.loose !== undefined || match.groups?.near !== undefined;
  const printRoom = a.places === b.places && a.unit?.factor === b.unit?.factor ? 0 : a.half + b.half;
  const room = (isLoose ? Math.abs(b.base) * 0.05 : printRoom) + 1e-9;
  const at = { passage: b.passage, from: b.to, to: b.to + match[0].length };
  const because = `${printed(a)} ${signBetween(a, b)} ${printed(b)}`;
  const operands = [a, b].map(stretchOf);
  if (Math.abs(a.base - b.base) <= room) yield { kind: "match", rule: "difference", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "difference",
      severity: "error",
      at,
      stated: wordsAt(at),
      expected: a.base > b.base ? "增加" : "减少",
      because,
      operands,
      message: "写的是持平，前后两数却不相等，请核对",
    };
}

const wordsAt = ({ passage, from, to }: Stretch): string => passage.text.slice(from, to).trim();

export const signBetween = (a: Fact, b: Fact): string => (a.base > b.base ? ">" : a.base < b.base ? "<" : "=");
