/*
 * 分条列举: “以下五项工作：一是…二是…”, “主要承担5项职能：（1）…”, “开展了四个方面的工作。” with the items in the passages below: the
 * number of marks against the number that was announced; and “上述3个问题” right behind a list against that list.
 *
 * The announcement is the last number of the sentence before the first mark, and its clause must end there (：, 。, 如下, 分别是).
 * A run whose own numbers are broken is left to the numbering; a number said in passing is left alone.
 *
 * 例：重点抓好三件事：一是…；二是…；三是…；四是… → 列有 4 项。 反例：针对上述3个问题，建议：一是…二是…（建议可以只有两条）。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { type Count, countsOf } from "../../facts/counts.ts";
import { matchesOf } from "../../facts/matches.ts";
import { type Numbered, outlineOf, type Run } from "../../facts/outline.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import type { Observation, Stretch } from "../../judgement/claim.ts";
import { agreement, doubt, type Listed } from "./countverdicts.ts";

/** Something set out in items, wherever it stands. */
interface Steps {
  count: number;
  first: Stretch;
  last: Stretch;
  all: Stretch[];
  /** Nothing marks the items but their form. */
  isPlain?: boolean;
}

export function* stepCounts(text: Text): Generator<Observation> {
  const lists = [...outlineOf(text).flatMap(stepsOf), ...itemLists(text), ...plainLists(text)];
  const told = new Set<string>();
  yield* once(told, ordinals(text));
  for (const steps of lists) yield* once(told, announced(steps, text));
  yield* once(told, recalled(lists, text));
}

/** What is nearest to its list speaks first; a number is judged once. */
function* once(told: Set<string>, found: Iterable<Observation>): Generator<Observation> {
  for (const each of found) {
    const at = each.kind === "claim" ? null : each.at;
    const key = at ? `${at.passage.index}:${at.from}` : "";
    if (told.has(key)) continue;
    told.add(key);
    yield each;
  }
}

function stepsOf({ marks }: Run): Steps[] {
  const [first] = marks;
  const last = marks.at(-1);
  if (!first || !last || marks.length < 2 || first.number !== 1) return [];
  return last.number === marks.length
    ? [{ count: marks.length, first: markAt(first), last: markAt(last), all: marks.map(markAt) }]
    : [];
}

const markAt = ({ passage, from, to }: Numbered): Stretch => ({ passage, from, to });

/** Items of lists that the document itself has set out: 1. and • of Markdown, Word and HTML. */
function* itemLists({ passages }: Text): Generator<Steps> {
  let run: Passage[] = [];
  for (const passage of [...passages, null]) {
    const [first] = run;
    if (passage?.kind === "item" && (!first || passage.level >= first.level)) {
      if (!first || passage.level === first.level) run.push(passage);
      continue;
    }
    const last = run.at(-1);
    if (first && last && run.length > 1)
      yield { count: run.length, first: headOf(first), last: headOf(last), all: run.map(headOf) };
    run = passage?.kind === "item" ? [passage] : [];
  }
}

/** 由以下5项组成：办公费…；印刷费…; or line by line: what an announcement sets out without marks. */
function* plainLists({ passages, heads }: Text): Generator<Steps> {
  for (const { index, cell, plain } of passages) {
    const first = passages[index + 1];
    if (cell || !first || first.cell || first.kind === "heading" || first.kind === "item" || heads[index + 1]) continue;
    if (!/[\d一二三四五六七八九十]\s?[一-龥]{1,12}[：:]?\s*$/.test(plain.slice(-16))) continue;
    const parts = first.plain
      .replace(/。.*$/, "")
      .split(/[；;]/)
      .filter((part) => part.trim() !== "");
    const lines = parts.length > 2 ? [] : linesFrom(index + 1, passages);
    const all = lines.length > 1 ? lines.map(headOf) : parts.map(() => headOf(first));
    const last = all.at(-1);
    if (last && all.length > 1 && (lines.length > 1 || parts.length > 2))
      yield { count: all.length, first: headOf(first), last, all, isPlain: true };
  }
}

const forms = [
  /^\s*[-•·●◆■▪○*–]\s*(?=[^\d\s-])/,
  /^[一-龥]{1,4}[1-9一二三四五六七八九十]{1,2}[：:、]/,
  /^[一-龥()、“”]{2,24}\d[\d,.]*\s*(?:[万亿]?[一-龥]{1,3}|%)(?:[，,][^。；]{0,30})?[；;。，,]?$/,
  /^[^。；;]{2,60}[；;]$/,
];

/** The lines from there on that are of one form; lines that end in ； are closed by one that does not. */
function linesFrom(from: number, passages: readonly Passage[]): Passage[] {
  const form = forms.find((each) => each.test(passages[from]?.plain ?? ""));
  const lines: Passage[] = [];
  for (let at = from; form && at < passages.length && lines.length < 60; at++) {
    const passage = passages[at];
    if (!passage || passage.cell || passage.kind === "heading" || !form.test(passage.plain)) break;
    lines.push(passage);
  }
  const next = passages[from + lines.length];
  const isClosed = form === forms[3] && next && !next.cell && /^[^。；;]{2,60}。?$/.test(next.plain);
  return isClosed ? [...lines, next] : lines;
}

const headOf = (passage: Passage): Stretch => ({ passage, from: 0, to: Math.min(6, passage.plain.length) });

/** An announcement is no longer. */
const longest = 160;

function* announced(steps: Steps, text: Text): Generator<Observation> {
  const place = introductionOf(steps.first, text);
  if (!place) return;
  const { passage, from, to } = place;
  const words = passage.plain.slice(from, to);
  const counts = [...countsOf(words), ...bareCount(words)].map((count) => ({
    ...count,
    from: count.from + from,
    to: count.to + from,
  }));
  const [nearest] = counts.slice(-1);
  const isNearest = nearest !== undefined && isOfList(nearest) && endsThere(nearest, words, from);
  // 围绕“三个聚焦”，推进四项举措。 – the number that ends the announcement is meant, whatever else was counted before.
  const meant = (isNearest ? [nearest] : counts).findLast(({ value }) => value === steps.count);
  if (meant && meant.value > 1) yield agreement(meant, passage, listedAs(steps));
  else if (
    nearest &&
    nearest.value > 1 &&
    Math.abs(nearest.value - steps.count) <= Math.max(3, steps.count / 3) &&
    isNearest &&
    !isOpen(nearest, steps, passage.plain.slice(nearest.to, to))
  )
    yield doubt(
      nearest,
      passage,
      listedAs(steps),
      !steps.isPlain && counts.filter(({ value }) => value > 1).length === 1 && passage.plain[to - 1] === "：",
    );
}

/** 主要做法有四：一是… */
function bareCount(words: string): Count[] {
  const match = /(?:有|为|如下)(?<number>[二三四五六七八九十])[：:]$/.exec(words);
  const value = parseNumeral(match?.groups?.number ?? "");
  const from = words.length - 2;
  return value ? [{ from, to: from + 1, value, unit: "点", noun: "", isChinese: true }] : [];
}

/** The sentence before the first mark: in its own passage, else the end of the passage above. */
function introductionOf({ passage, from }: Stretch, { passages }: Text): Stretch | null {
  const isLeading = from < 40 && passage.plain.slice(0, from).trim() === "";
  const holder = isLeading ? passages[passage.index - 1] : passage;
  if (!holder || holder.cell || (holder.kind === "title" && isLeading)) return null;
  const end = isLeading ? holder.plain.length : from;
  const begin = Math.max(0, end - longest);
  const words = holder.plain.slice(begin, end);
  const to = words.trimEnd().length;
  const start = Math.max(...["。", "；", "！", "？", "\n"].map((mark) => words.lastIndexOf(mark, to - 2))) + 1;
  return to - start > 1 ? { passage: holder, from: begin + start, to: begin + to } : null;
}

/** Nothing but the end of its own clause stands between the number and the list. */
function endsThere({ to }: Count, words: string, from: number): boolean {
  const rest = words.slice(to - from).trim();
  return /^\)?(?:的?[一-龥“”]{0,14})?(?:[，,]?\s*(?:分别[是为]|即|具体(?:是|为|如下)|如下|包括|主要(?:是|有|包括)|一一说明如下))?(?:\([^()]{0,20}\))?\s*(?:[，,][一-龥]{0,8}(?:逐[条项一个]|分别|依次|具体|均|已|全部|主要|集中|[表体]现)[一-龥]{0,8})?(?:如下(?:[，,][一-龥]{0,16})?)?[：:。；]?$/.test(
    rest,
  );
}

/** 兑现企业146家，主要包括：①…⑧: some of them only; all but one would be strange. */
const isOpen = ({ value }: Count, { count }: Steps, words: string): boolean =>
  /主要(?!表现|体现|集中|是|有|为|问题|任务|工作|做法|措施|内容|职[责能])|包括|重点|其中|如[：:]/.test(words) &&
  count < value &&
  !(value - count === 1 && value > 4);

const listed = /^(?:个方面|方面|个|项|条|点|类|种|件|大|步|处|份|家|次|期|批|场|款|级|环节|维度|部分|块)$/;
const isOfList = ({ unit, noun }: Count): boolean =>
  listed.test(unit) && !/^(?:月|工作日|季度|百分点|年|小时|(?:年)?度|单位(?:联合|共同))/.test(noun);

const counted = /^个?(?<word>阶段|批次?|步|期|部分|轮|环节|组|类|档|层次|件事?|项|条|点|方面)/;

/** 分为三个阶段：第一阶段…，第二阶段…，第三阶段…: what is counted, by its own numbers. */
function* ordinals({ passages }: Text): Generator<Observation> {
  for (const passage of passages) {
    if (passage.cell || !passage.plain.includes("第一")) continue;
    const counts = countsOf(passage.plain).filter(({ value }) => value > 1);
    for (const [index, count] of counts.slice(0, 60).entries()) {
      const word = counted.exec(count.unit + count.noun)?.groups?.word;
      const next =
        counts[index + 1]?.unit === count.unit && counts[index + 1]?.noun === count.noun ? counts[index + 1] : null;
      if (!word) continue;
      const behind = passage.plain.slice(count.to, Math.min(next?.from ?? Number.POSITIVE_INFINITY, count.to + 600));
      const found = numbered(behind, word);
      if (found.length < 2 || found[0]?.at === undefined || found[0].at > 30) continue;
      const all = found.map(({ at, length }) => ({ passage, from: count.to + at, to: count.to + at + length }));
      const listed = { count: found.length, because: `分列 ${found.length} 项`, operands: all };
      if (found.length === count.value) yield agreement(count, passage, listed);
      else if (
        /^[一-龥]{0,6}[。，,]?$/.test(behind.slice(0, found[0].at)) ||
        /分|为|是|即|[：:]/.test(
          behind.slice(0, found[0].at) + passage.plain.slice(Math.max(0, count.from - 4), count.from),
        )
      )
        yield doubt(count, passage, listed, false);
    }
  }
}

/** 第一阶段, 第二阶段… as far as they count on from the first. */
function numbered(words: string, word: string): { at: number; length: number }[] {
  const found: { at: number; length: number }[] = [];
  for (const { index, 0: text, 1: number } of matchesOf(
    words,
    new RegExp(`第([一二三四五六七八九十]{1,2})个?${word}`, "g"),
  ))
    if (parseNumeral(number ?? "") === found.length + 1) found.push({ at: index, length: text.length });
  return found;
}

const reference = /(?:上述|以上|前述|这|上面)$/;

/** “上述3个问题” right behind a list, in its last passage or one of the next two. */
function* recalled(lists: Steps[], text: Text): Generator<Observation> {
  const ends = new Map<number, Steps[]>();
  for (const steps of lists) {
    const at = steps.last.passage.index;
    ends.set(at, [...(ends.get(at) ?? []), steps]);
  }
  for (const passage of text.passages) {
    if (passage.cell || !/上述|以上|前述|这|上面/.test(passage.plain)) continue;
    for (const count of countsOf(passage.plain)) {
      const words = passage.plain.slice(Math.max(0, count.from - 2), count.from);
      if (count.value < 2 || !reference.test(words) || !isOfList(count)) continue;
      const near = [0, 1, 2].flatMap((back) =>
        (ends.get(passage.index - back) ?? []).filter(({ last }) => back > 0 || last.to <= count.from),
      );
      const meant = near.find((steps) => steps.count === count.value);
      const [nearest] = near;
      if (meant) yield agreement(count, passage, listedAs(meant));
      // Far into a passage of its own, what it recalls was told there.
      else if (
        nearest &&
        Math.abs(nearest.count - count.value) === 1 &&
        (nearest.last.passage === passage || count.from < 60)
      )
        yield doubt(count, passage, listedAs(nearest), false);
    }
  }
}

const listedAs = ({ count, all }: Steps): Listed => ({ count, because: `分列 ${count} 项`, operands: all });
