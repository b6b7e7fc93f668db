/*
 * 约数: a share said once as a figure and once in words: 占65.24%，超过六成；46.49%，未过半；23.1%，不足四分之一; a change in words: 由21个
 * 缩短到14个，缩短三分之一; 18家，上年9家，翻一番.
 *
 * Words are loose, so each has its room: 近六成 is 54 to 60.5, 约 five points either way. 超过 and 不足 have an edge: on the
 * wrong side of it nothing helps, and where a percentage stands right before, that is an error.
 *
 * 例：59.2%，接近七成；75%，占三分之一；由21缩短到14，缩短一半。反例：49.6%，近五成；近三成企业（没有比率）。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Match, type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed, rounded } from "../../judgement/print.ts";

export function* approximations(text: Text): Generator<Slip | Match> {
  for (const reading of text.readings)
    if (!reading.passage.cell && reading.facts.length > 0) {
      for (const phrase of phrasesOf(reading.passage.plain)) yield* judged(phrase, reading, text);
      yield* doublings(reading);
    }
}

interface Phrase {
  from: number;
  to: number;
  word: string;
  /** In percent. */
  low: number;
  high: number;
  /** 缩短三分之一: it is the change that is said in words. */
  isChange: boolean;
}

const digits: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 };
const phrase =
  /(?<change>缩短|减少|下降|压缩|降低|增长|增加|提高)?(?:了)?(?<word>超过|超|逾|突破|高于|接近|将近|近|不足|不到|低于|未达|约为?|大约|正好|恰好|占了?|达到?|未|已|尚未|不)?(?:了)?(?:(?<half>一半|半数|过半|超半)|(?<tenths>[一二两三四五六七八九])成(?<five>半)?(?![员立功为本长果交品绩分就])|(?<under>[二三四五六七八九十])分之(?<over>[一二两三四五六七八九]))(?<more>多|还多|以上|左右)?/g;

function* phrasesOf(plain: string): Generator<Phrase> {
  for (const match of matchesOf(plain, phrase)) {
    const [low, high] = roomOf(match.groups ?? {}) ?? [];
    if (low === undefined || high === undefined) continue;
    const from = match.index;
    const { change, word = "" } = match.groups ?? {};
    yield { from, to: from + match[0].length, word, low, high, isChange: change !== undefined };
  }
}

/** From where to where a share may lie that is said so; null where the words say no share. */
function roomOf(groups: Record<string, string | undefined>): [low: number, high: number] | null {
  const { change, word = "", half, more = "" } = groups;
  const value = half ? 50 : fractionOf(groups);
  const isOver = half === "过半" || half === "超半";
  if (isOver && /不|未/.test(word)) return [0, value];
  if (isOver || /超|逾|突破|高于/.test(word) || /多|以上/.test(more)) return [value, 100];
  if (/不足|不到|低于|未/.test(word)) return [0, value];
  if (/近/.test(word)) return [value - 6, value + 0.5];
  if (/正好|恰好/.test(word)) return [value - 0.5, value + 0.5];
  if (/约/.test(word) || more === "左右") return [value - 5, value + 5];
  return /占|达/.test(word) || change ? [value - 4, value + 4] : null;
}

function fractionOf({ tenths, five, under = "", over = "" }: Record<string, string | undefined>): number {
  if (tenths) return (digits[tenths] ?? 0) * 10 + (five ? 5 : 0);
  return ((digits[over] ?? 0) / (digits[under] ?? 1)) * 100;
}

function* judged(said: Phrase, { facts, passage }: Reading, text: Text): Generator<Slip | Match> {
  const before = facts.filter(
    (fact) =>
      fact.to <= said.from && said.from - fact.to < 60 && !/[。；;]/.test(passage.plain.slice(fact.to, said.from)),
  );
  const last = before.at(-1);
  const days = said.isChange ? daysBefore(passage.plain, said.from) : null;
  if (!last && !days) return;
  const words = last ? passage.plain.slice(last.to, said.from) : "";
  const seen = said.isChange
    ? (changeOf(before, passage.plain, said.from) ?? days)
    : !last
      ? null
      : (rateOf(last, words, said.word) ?? partOf(last, words, said, text));
  if (!seen) return;
  const { rate, because } = seen;
  const operands = seen.operands.map(stretchOf);
  const at = { passage, from: said.from, to: said.to };
  const slack = (last?.unit?.dimension === "percent" ? last.half : 0.05) + 1e-9;
  if (rate >= said.low - slack && rate <= said.high + slack)
    yield { kind: "match", rule: "comparison", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "comparison",
      severity: hasEdge(said) && operands.length === 1 ? "error" : "warning",
      at,
      stated: passage.text.slice(said.from, said.to),
      expected: null,
      because,
      operands,
      message: "文字说的比例与数字不符，请核对",
    };
}

const hasEdge = ({ low, high }: Phrase): boolean => low === 0 || high === 100;

interface Seen {
  rate: number;
  operands: Fact[];
  because: string;
}

/** 占65.24%，超过六成: the percentage right before, in the same breath. */
function rateOf(last: Fact, between: string, word: string): Seen | null {
  if (last.unit?.dimension !== "percent" || last.role === "growth" || last.role === "target" || last.hedge) return null;
  const isBeside = /^\s*[)）]?\s*[，,、]?\s*(?:已|也|均|仍|还|即|约为|占比|占|，){0,2}$/.test(between);
  if (!isBeside || (word === "" && !/占/.test(between))) return null;
  return { rate: last.base, operands: [last], because: printed(last) };
}

/** 1236条里有309条进入洽谈，正好四分之一: a count and the only whole it may be a part of, in its passage or the one before. */
function partOf(part: Fact, between: string, said: Phrase, text: Text): Seen | null {
  const isCount =
    part.unit && part.role === "level" && !part.hedge && !["percent", "point", "times"].includes(part.unit.dimension);
  if (!isCount || said.word === "" || !/^[^，。；]{0,8}[，,]?\s*$/.test(between) || part.base === 0) return null;
  const own = wholesIn(text.readings[part.passage.index]?.facts ?? [], part);
  const earlier = /其中/.test(part.lead) ? wholesIn(text.readings[part.passage.index - 1]?.facts ?? [], part) : [];
  const seen = (own.length > 0 ? own : earlier).map((whole) => {
    const rate = (part.base / whole.base) * 100;
    return { rate, operands: [part, whole], because: `${printed(part)} ÷ ${printed(whole)} = ${rounded(rate, 1)}%` };
  });
  const fitting = seen.find(({ rate }) => rate >= said.low - 0.1 && rate <= said.high + 0.1);
  return fitting ?? (seen.length === 1 ? (seen[0] ?? null) : null);
}

const wholesIn = (facts: readonly Fact[], part: Fact): Fact[] => {
  const larger = facts.filter(
    (fact) =>
      fact.index < part.index &&
      fact.unit?.dimension === part.unit?.dimension &&
      fact.base > part.base &&
      fact.role === "level",
  );
  return larger.filter((fact, index) => larger.findIndex((other) => other.base === fact.base) === index).slice(-4);
};

/** 由21个工作日缩短到14个工作日，缩短三分之一 */
function changeOf(before: readonly Fact[], plain: string, at: number): Seen | null {
  const [from, to] = before.slice(-2);
  if (!from || !to || from.base === 0 || to.sentence !== from.sentence) return null;
  if (!areKin(from.unit, to.unit)) return null;
  if (from.role !== "origin" || !/^[，,\s]*$/.test(plain.slice(to.to, at))) return null;
  const rate = (Math.abs(to.base - from.base) / from.base) * 100;
  const because = `由 ${printed(from)} 到 ${printed(to)}，变化 ${rounded(rate, 1)}%`;
  return { rate, operands: [from, to], because };
}

const fromDays =
  /[由从][^，。；\d]{0,10}(\d{1,4})\s*([日月年])[^，。；\d]{0,10}(?:至|到|为)\s*(\d{1,4})\s*([日月年])[^，。；\d]{0,4}[，,]?\s*$/;

/** 由30日压缩至20日: days of a month are no figures, but here they are lengths of time. */
function daysBefore(plain: string, at: number): Seen | null {
  const [, a = "", unit, b = "", same] = fromDays.exec(plain.slice(Math.max(0, at - 48), at)) ?? [];
  const [from, to] = [Number(a), Number(b)];
  if (from === 0 || unit === undefined || unit !== same) return null;
  const rate = (Math.abs(to - from) / from) * 100;
  return { rate, operands: [], because: `由 ${a}${unit} 到 ${b}${unit}，变化 ${rounded(rate, 1)}%` };
}

const former = /上年|去年|上期|同期|由|从|年初|比/;

/** 新设18家，上年为9家，实现翻一番: n 番 is 2ⁿ times. */
function* doublings({ facts, passage }: Reading): Generator<Slip | Match> {
  for (const match of matchesOf(passage.plain, /翻(?:了)?(一|两|二|三|四)?番(还多|多|以上)?/g)) {
    const before = facts.filter((fact) => fact.to <= match.index && match.index - fact.to < 60);
    // 翻了两番，由120家增加到480家
    const behind = facts.filter((fact) => fact.from >= match.index && fact.from - match.index < 24).slice(0, 2);
    const isAfter =
      before.length < 2 &&
      /[由从][^，。；]{0,6}$/.test(behind[0]?.lead ?? "") &&
      /^(?:增|升|扩|提|发展|达?到|至)/.test(behind[0]?.tail ?? "");
    const [a, b] = isAfter ? behind : before.slice(-2);
    const isPair = a && b && areKin(a.unit, b.unit) && a.sentence === b.sentence;
    if (!isPair || (!isAfter && /[；;。]/.test(passage.plain.slice(b.to, match.index))) || a.base === 0 || b.base === 0)
      continue;
    if (![a, b].some((fact) => former.test(fact.lead))) continue;
    const times = Math.max(a.base, b.base) / Math.min(a.base, b.base);
    const due = 2 ** (digits[match[1] ?? ""] ?? 1);
    const isRight = match[2] ? times > due && times < due * 2 : times > due * 0.9 && times < due * 1.3;
    const at = { passage, from: match.index, to: match.index + match[0].length };
    const because = `${printed(a)} 与 ${printed(b)} 是 ${rounded(times, 2)} 倍，“${match[0]}”是 ${due} 倍`;
    const operands = [a, b].map(stretchOf);
    if (isRight) yield { kind: "match", rule: "comparison", at, because, operands };
    else
      yield {
        kind: "slip",
        rule: "comparison",
        severity: "warning",
        at,
        stated: match[0],
        expected: null,
        because,
        operands,
        message: "翻番的说法与前后两数不符，请核对",
      };
  }
}
