/*
 * 无名之数与时点: numbers that name no things, and numbers of times whose days are told.
 *
 * 原因有三：…；…；…: the number stands bare before its colon, and what it counts are the parts of the sentence, by its highest mark (；, else ，,
 * else 、). 第30天、第60天、第90天各跟踪一次，共跟踪3次; 于1月、5月、9月分3次拨付: points of time side by side, once each.
 *
 * 举办三场：一场在甲市，一场在乙市…; 分三期建设，一期…，二期…: one clause for each.
 *
 * All are 疑点 only. A list of clauses is told only where every clause is short and goes on about nothing (导致…).
 *
 * 反例：原因有三：一是… （由分条列举来数）；3月、6月开展督查，走访企业9次；4月至6月共督查3次。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { type Count, countsOf } from "../../facts/counts.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import type { Observation } from "../../judgement/claim.ts";
import { agreement, doubt, type Listed } from "./countverdicts.ts";

export function* bareCounts(text: Text): Generator<Observation> {
  for (const { passage } of text.readings) {
    if (passage.cell) continue;
    if (/[二两三四五六七八九十][：:，,]/.test(passage.plain)) yield* ofParts(passage);
    if (/[，；：:]一[一-龥]/.test(passage.plain)) yield* ofOnes(passage);
    if (/[月日天周前后度][、，和及与]/.test(passage.plain)) yield* ofTimes(passage);
  }
}

const bare =
  /(?<=[一-龥](?:[有为是]|如下))(?<number>[二两三四五六七八九十]|十[一二])(?:[：:]|[，,](?:即|分别|主要|具体)?[为是即]?(?=[一-龥]))/g;

function* ofParts(passage: Passage): Generator<Observation> {
  for (const { index, 0: text, groups } of matchesOf(passage.plain, bare)) {
    const value = parseNumeral(groups?.number ?? "");
    const from = index + text.length;
    const words = sentenceAt(passage.plain, from);
    if (!value || words.length < 4 || /^\s*(?:一[是要、曰]|其一|首先|第一|[(（①1])/.test(words)) continue;
    const count: Count = {
      from: index,
      to: index + (groups?.number?.length ?? 1),
      value,
      unit: "",
      noun: "",
      isChinese: true,
    };
    yield* judged(count, passage, { words, from, isSure: /[：:即]/.test(text) });
  }
}

/** Up to the full stop; what stands in brackets or quotes is blotted out. */
const sentenceAt = (plain: string, from: number): string =>
  (/^[^。！？\n]{0,400}/.exec(plain.slice(from, from + 400))?.[0] ?? "").replaceAll(
    /\([^()]*\)|“[^”]*”|《[^》]*》/g,
    (inner) => "〇".repeat(inner.length),
  );

interface Parts {
  words: string;
  from: number;
  isSure: boolean;
}

function* judged(count: Count, passage: Passage, { words, from, isSure }: Parts): Generator<Observation> {
  const own = words.match(/(?:还有)?(?<!第)一[个方]面?是/g)?.length ?? 0;
  const by = (mark: RegExp) => words.split(mark).filter((part) => part.trim() !== "").length;
  const [halves, clauses, names] = [by(/[；;]/), by(/[，,；;]/), by(/[、]/)];
  const joined = names + (words.match(/[和及与]/g)?.length ?? 0);
  const natural = own > 1 ? own : halves > 1 ? halves : clauses > 1 ? clauses : names;
  const places = [{ passage, from, to: Math.min(from + words.length, passage.plain.length) }];
  const listed: Listed = { count: natural, because: `列有 ${natural} 项`, operands: places };
  const readings = own > 1 || halves > 1 ? [own, halves] : [clauses, names, joined];
  if (readings.includes(count.value)) yield agreement(count, passage, listed);
  else if (isSure && natural > 1 && Math.abs(natural - count.value) <= 2 && (own > 1 || halves > 1 || arePlain(words)))
    yield doubt(count, passage, listed, false);
}

/** Short clauses side by side, or names: none goes on about the one before it. */
const arePlain = (words: string): boolean =>
  words
    .split(/[，,；;、]/)
    .every(
      (part) => part.length < 18 && !/^\s*(?:导致|造成|致使|使|从而|且|并|影响|但|而|其中|占|合计|共)|等$/.test(part),
    );

const phased = /^(?:期|批|轮|组|档|类|标段)$/;

/** 举办三场：一场在甲市，一场在乙市，一场在丙市; 分三期建设，一期投资3亿元，二期…: one clause for each, or each by its own number. */
function* ofOnes(passage: Passage): Generator<Observation> {
  for (const count of countsOf(passage.plain).slice(0, 100)) {
    const { unit, to, value } = count;
    if (value < 2 || !/^[一-龥]$/.test(unit) || !/^[一-龥]{0,12}[，：:]\s*一/.test(passage.plain.slice(to, to + 16)))
      continue;
    const words = sentenceAt(passage.plain, to);
    const own = matchesOf(words, new RegExp(`[，；：:]\\s*([一二两三四五六七八九十])${unit}(?!以|次性)`, "g"));
    const numbers = own.map(({ 1: number }) => parseNumeral(number ?? "") ?? 0);
    const isOnes = numbers.every((number) => number === 1);
    const isNumbered = phased.test(unit) && numbers.every((number, index) => number === index + 1);
    const due = isNumbered ? numbers.length : numbers.reduce((all, each) => all + each, 0);
    if (numbers.length < 2) continue;
    const operands = own.map(({ index, 0: text }) => ({ passage, from: to + index + 1, to: to + index + text.length }));
    const listed: Listed = { count: due, because: `分列 ${numbers.length} 项`, operands };
    if (due === value) yield agreement(count, passage, listed);
    else if ((isOnes || isNumbered) && Math.abs(due - value) <= 2) yield doubt(count, passage, listed, false);
  }
}

const point =
  "(?:20\\d\\d年)?(?:第?\\d{1,3}(?:天|日|周|个月|月(?:\\d{1,2}日|[上中下]旬|底|初|末|份)?)|第?[一二三四]季度|(?:元旦|春节|清明|五一|端午|中秋|国庆|“五一”|“十一”)(?:节|前夕|期间|[前后])*)";
const pointList = new RegExp(`(?<![至到—–~\\d-])${point}(?:[、，和及与以]{1,2}${point}){1,11}(?![至到—–~-])`, "g");
const times = /^(?:场次|场|次|期|轮|批次|批|回)$/;

function* ofTimes(passage: Passage): Generator<Observation> {
  const { plain } = passage;
  for (const { index, 0: text } of matchesOf(plain, pointList)) {
    const end = index + text.length;
    const words = sentenceAt(plain, end).slice(0, 60);
    if (
      !/各|分|每|先后|依次/.test(words) &&
      !/(?:分别|先后|依次)[在于]?\s*$/.test(plain.slice(Math.max(0, index - 6), index))
    )
      continue;
    const listed = matchesOf(text, new RegExp(point, "g")).length;
    const counts = countsOf(words).filter(({ unit }) => times.test(unit));
    const [, many = "一"] = /[各每][^，。；、\d]{0,10}?(\d|[一二两三四五])[次场期轮批]/.exec(words) ?? [];
    const due = listed * (parseNumeral(many) ?? 1);
    const count = counts.find(
      ({ from }) =>
        /(?:共|合计|累计|全年|分|[一-龥]会)[一-龥]{0,8}$/.test(words.slice(0, from)) &&
        !/[各每][^，。；]{0,12}$/.test(words.slice(0, from)),
    );
    if (!count || count.value < 2) continue;
    const said = { ...count, from: count.from + end, to: count.to + end };
    const because = `所列时点 ${listed} 个${due === listed ? "" : `，每次 ${due / listed}，共 ${due}`}`;
    const all: Listed = { count: due, because, operands: [{ passage, from: index, to: end }] };
    if (due === count.value) yield agreement(said, passage, all);
    else if (Math.abs(due - count.value) <= 2) yield doubt(said, passage, all, false);
  }
}
