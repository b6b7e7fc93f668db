/*
 * 分条列举: “以下五项工作：一是…二是…”, “主要承担5项职能：（1）…”, “开展了四个方面的工作。” with the items in the passages below: the
 * number of marks against the number that was announced; and “上述3个问题” right behind a list against that list.
 *
 * The announcement is the last number of the sentence before the first mark, and its clause must end there (：, 。, 如下, 分别是).
 * A run whose own numbers are broken is left to the numbering; a number said in passing is left alone.
 *
 * 例：重点抓好三件事：一是…；二是…；三是…；四是… → 列有 4 项。 反例：针对上述3个问题，建议：一是…二是…（建议可以只有两条）。
 */
import { writeNumeral } from "#kit/base/numerals.ts";
import { type Count, countsOf } from "../facts/counts.ts";
import { type Numbered, outlineOf, type Run } from "../facts/outline.ts";
import type { Passage } from "../facts/passages.ts";
import type { Text } from "../facts/text.ts";
import type { Observation, Stretch } from "../judgement/claim.ts";

/** Something set out in items, wherever it stands. */
interface Steps {
  count: number;
  first: Stretch;
  last: Stretch;
  all: Stretch[];
}

export function* stepCounts(text: Text): Generator<Observation> {
  const lists = [...outlineOf(text).flatMap(stepsOf), ...itemLists(text)];
  const told = new Set<string>();
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

const headOf = (passage: Passage): Stretch => ({ passage, from: 0, to: Math.min(6, passage.plain.length) });

function* announced(steps: Steps, text: Text): Generator<Observation> {
  const place = introductionOf(steps.first, text);
  if (!place) return;
  const { passage, from, to } = place;
  const counts = countsOf(passage.plain.slice(from, to)).map((count) => ({
    ...count,
    from: count.from + from,
    to: count.to + from,
  }));
  const meant = counts.findLast(({ value }) => value === steps.count);
  const [nearest] = counts.slice(-1);
  if (meant && meant.value > 1) yield agreement(meant, passage, steps);
  else if (nearest && nearest.value > 1 && endsThere(nearest, passage.plain.slice(0, to)) && isOfList(nearest))
    yield breach(
      nearest,
      passage,
      steps,
      counts.length === 1 && Math.abs(nearest.value - steps.count) <= 3 && passage.plain[to - 1] === "：",
    );
}

/** The sentence before the first mark: in its own passage, else the end of the passage above. */
function introductionOf({ passage, from }: Stretch, { passages }: Text): Stretch | null {
  const own = passage.plain.slice(0, from);
  const holder = own.trim() === "" ? passages[passage.index - 1] : passage;
  if (!holder || holder.cell || (holder.kind === "title" && holder !== passage)) return null;
  const words = holder === passage ? own : holder.plain;
  const to = words.trimEnd().length;
  const start = Math.max(...["。", "；", "！", "？", "\n"].map((mark) => words.lastIndexOf(mark, to - 2))) + 1;
  return to - start > 1 ? { passage: holder, from: Math.max(start, to - 160), to } : null;
}

/** Nothing but the end of its own clause stands between the number and the list. */
function endsThere({ to }: Count, words: string): boolean {
  const rest = words.slice(to).trim();
  return /^(?:的?[\p{Script=Han}“”]{0,14})?(?:[，,]?\s*(?:分别[是为]|即|具体(?:是|为|如下)|如下|包括|主要(?:是|有|包括)|一一说明如下))?(?:\([^()]{0,20}\))?\s*(?:如下(?:[，,][\p{Script=Han}]{0,16})?)?[：:。；]?$/u.test(
    rest,
  );
}

const listed = /^(?:个方面|方面|个|项|条|点|类|种|件|大|步|处|份|家|次|期|批|场|款|级|环节|维度)$/;
const isOfList = ({ unit, noun }: Count): boolean =>
  listed.test(unit) && !/^(?:月|工作日|季度|百分点|年|小时|(?:年)?度|单位(?:联合|共同))/.test(noun);

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
      if (meant) yield agreement(count, passage, meant);
      else if (nearest && Math.abs(nearest.count - count.value) === 1) yield breach(count, passage, nearest, false);
    }
  }
}

const agreement = (count: Count, passage: Passage, { all }: Steps): Observation => ({
  kind: "match",
  rule: "item-count",
  at: { passage, from: count.from, to: count.to },
  because: `分列 ${count.value} 项`,
  operands: all,
});

const breach = (count: Count, passage: Passage, steps: Steps, isCertain: boolean): Observation => ({
  kind: "slip",
  rule: "item-count",
  severity: isCertain ? "error" : "warning",
  at: { passage, from: count.from, to: count.to },
  stated: passage.text.slice(count.from, count.to),
  expected: (count.isChinese ? spoken(steps.count) : String(steps.count)) + count.unit,
  because: `分列 ${steps.count} 项`,
  operands: steps.all,
  message: `写的是 ${count.value}，分列的是 ${steps.count}，请核对`,
});

const spoken = (value: number): string => (value === 2 ? "两" : writeNumeral(value));
