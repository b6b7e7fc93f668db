import { matchesOf } from "./matches.ts";
import { once } from "./once.ts";
/*
 * 列举: a whole and its items, however they are set out: after 其中、包括、分别为; as ①②③ or （1）（2） inside a sentence; as
 * numbered passages under an introducing one. What the items say about the whole (a sum, a number of items, shares) is for
 * the relations; here it is only found which figures belong to which item, and which figures may be the whole.
 */
import type { Fact } from "./fact.ts";
import type { Mark } from "./marks.ts";
import type { Passage } from "./passages.ts";
import type { Reading } from "./quantities.ts";
import { isInName } from "./runs.ts";
import type { Text } from "./text.ts";

export interface Item {
  passage: Passage;
  from: number;
  to: number;
  /** Its figures outside brackets and before any list of its own, in order. */
  facts: Fact[];
}

export interface Listing {
  /** Figures said before the items, nearest first: one of them may be the whole. */
  wholes: Fact[];
  items: Item[];
  /** The same list read as going on over its semicolons: 其中A…，B…；C…。 Only for clauses. */
  wider: Item[];
  /** The word that opens the list: 其中, 包括, 分别为; empty where numbers alone set it out. */
  opener: string;
  style: "clauses" | "marks" | "passages";
  /** 主要、等、重点: the list does not claim to be complete. */
  isOpen: boolean;
  /** The words before the items, in which the whole is named. */
  introduction: { passage: Passage; from: number; to: number };
}

/** 分别为, 由…组成 claim to be complete; 其中 and 包括 may be. */
const openers =
  /其中[:：，,]?|(?:主要|具体)?(?:包括|包含|涉及|分布在)[:：]?|主要用于|分别[为是]?[:：]?|分为[:：]?|(?:具体|依次|构成|组成|明细|情况)(?:为|是|如下)?[:：]|(?:如下|以下)[^，。；]{0,12}[:：]/g;
const openWords = /主要(?!是因为)|等[^级于待]|等$|重点|典型|部分|例如|如[:：]|尤其|特别是/;

/** Every list of a text. */
export const listingsOf = once((text: Text): Listing[] => [
  ...text.readings.flatMap((reading) => [...markedLists(reading, text), ...clauseLists(reading, text)]),
  ...passageLists(text),
  ...bulletLists(text),
]);

/** ①…；②…；③… */
function* markedLists(reading: Reading, text: Text): Generator<Listing> {
  const { passage, marks } = reading;
  for (const run of runsOf(marks.filter((mark) => mark.style !== "chinese" && mark.style !== "part"))) {
    const [first] = run;
    if (!first || run.length < 2 || !/\S/.test(passage.plain.slice(0, first.from))) continue;
    const from = sentenceStart(passage.plain, first.from);
    const introduction = { passage, from, to: first.from };
    yield {
      ...opened(introduction),
      wholes: wholesBefore(reading, first.from, text),
      items: run.map((mark, index) => {
        const to = run[index + 1]?.from ?? sentenceEnd(passage.plain, mark.to);
        return itemOf(reading, mark.to, to);
      }),
      wider: [],
      style: "marks",
      introduction,
    };
  }
}

/** Runs of one style counting 1, 2, 3… */
export function runsOf(marks: readonly Mark[]): Mark[][] {
  const runs: Mark[][] = [];
  for (const mark of marks) {
    const run = runs.findLast((each) => each[0]?.style === mark.style);
    if (run && run.at(-1)?.number === mark.number - 1) run.push(mark);
    else if (mark.number === 1) runs.push([mark]);
  }
  return runs;
}

/** 其中A…，B…；C… */
function* clauseLists(reading: Reading, text: Text): Generator<Listing> {
  const { passage, marks } = reading;
  if (reading.facts.length === 0) return;
  for (const match of matchesOf(passage.plain, openers)) {
    const from = match.index + match[0].length;
    // A list set out by marks is read as one.
    if (marks.some((mark) => mark.from >= from && mark.from - from <= 2)) continue;
    const to = Math.min(
      sentenceEnd(passage.plain, from),
      marks.find((mark) => mark.from > from)?.from ?? passage.plain.length,
    );
    const start = sentenceStart(passage.plain, match.index);
    const introduction = { passage, from: start, to: from };
    const items = clauseItems(reading, from, Math.min(to, segmentEnd(passage.plain, from)));
    const wider = segmentItems(reading, from, to);
    if (items.length > 0 || wider.length > 1)
      yield {
        ...opened(introduction, passage.plain.slice(from, to)),
        wholes: wholesBefore(reading, match.index, text),
        items,
        wider,
        style: "clauses",
        introduction,
      };
  }
}

/** One item a figure. The first stands in the first clause: after it comes “包括甲、乙、丙，投资5亿元”, a list of names. */
function clauseItems(reading: Reading, from: number, to: number): Item[] {
  const { plain } = reading.passage;
  const facts = factsIn(reading, from, nestedAt(plain, from, to)).filter(
    (fact) => itemRoles.has(fact.role) && !isInName(fact, reading.facts[reading.facts.indexOf(fact) + 1], plain),
  );
  const [first] = facts;
  if (!first || /[，,]/.test(plain.slice(from, first.from).replace(/^\s*[，,:：]/, ""))) return [];
  const isShare = first.unit?.dimension === "percent";
  const end = facts.findIndex((fact, index) => index > 0 && ending.test(fact.lead));
  const listed = facts
    .slice(0, end < 0 ? facts.length : end)
    .filter((fact) => isShare || fact.unit?.dimension !== "percent");
  return listed.map((fact) => ({
    passage: reading.passage,
    from: Math.max(from, fact.from - fact.lead.length),
    to: fact.to,
    facts: [fact],
  }));
}

/** Words with which a sentence goes on about the whole. */
const ending = /^\s*共|上年|去年|同期|比|较(?!为?满意|好|差)|完成|合计|共计|累计|总计|超过|达到/;
const itemRoles = new Set<Fact["role"]>(["level", "target", "share", "rate"]);

/** One item between two semicolons. */
function segmentItems(reading: Reading, from: number, to: number): Item[] {
  const cuts = matchesOf(reading.passage.plain.slice(from, to), /[；;]/g).map(({ index }) => from + index + 1);
  const bounds = [from, ...cuts, to];
  if (cuts.length === 0) return [];
  return bounds.slice(0, -1).map((begin, index) => itemOf(reading, begin, bounds[index + 1] ?? to));
}

function segmentEnd(plain: string, from: number): number {
  const end = plain.slice(from).search(/[；;]/);
  return end < 0 ? plain.length : from + end;
}

function itemOf(reading: Reading, from: number, to: number): Item {
  return {
    passage: reading.passage,
    from,
    to,
    facts: factsIn(reading, from, nestedAt(reading.passage.plain, from, to)),
  };
}

function nestedAt(plain: string, from: number, to: number): number {
  const nested = /其中|包括/.exec(plain.slice(from, to));
  return nested ? from + nested.index : to;
}

function factsIn({ passage, facts }: Reading, from: number, to: number): Fact[] {
  const depth = passage.depths;
  return facts.filter((fact) => fact.from >= from && fact.to <= to && (depth[fact.from] ?? 0) === (depth[from] ?? 0));
}

/** Numbered passages 1. 2. 3. under an introducing passage; deeper passages between them belong to the item above. */
function* passageLists(text: Text): Generator<Listing> {
  const { passages, heads, readings } = text;
  const open: { mark: Mark; at: number[] }[] = [];
  const close = function* (down: number): Generator<Listing> {
    for (const { at } of open.splice(down)) if (at.length > 1) yield ofPassages(text, at);
  };
  for (const [index, passage] of passages.entries()) {
    const mark = heads[index];
    if (passage.cell || !mark || !readings[index]) continue;
    const known = open.findIndex((each) => each.mark.style === mark.style);
    const run = open[known];
    if (run && run.mark.number === mark.number - 1 && index - (run.at.at(-1) ?? 0) <= 12) {
      yield* close(known + 1);
      run.mark = mark;
      run.at.push(index);
    } else {
      yield* close(known < 0 ? open.length : known);
      if (mark.number === 1) open.push({ mark, at: [index] });
    }
  }
  yield* close(0);
}

const bullet = /^\s*[-•·●◆■▪○*–]\s*(?=[^\d\s-])/;

/** Bullets side by side under a passage that ends by introducing them. */
function* bulletLists(text: Text): Generator<Listing> {
  const { passages, heads } = text;
  const isBullet = ({ kind, plain, index }: Passage) => !heads[index] && (kind === "item" || bullet.test(plain));
  for (let index = 1; index < passages.length; index++) {
    const passage = passages[index] as Passage;
    if (passage.cell || !isBullet(passage)) continue;
    const begin = index;
    for (; index < passages.length && !passages[index]?.cell && isBullet(passages[index] as Passage); index++);
    const at = Array.from({ length: index - begin }, (_, step) => begin + step);
    const before = passages[begin - 1];
    if (at.length > 1 && before && !before.cell && /[：:]\s*$|其中[，,]?\s*$/.test(before.plain))
      yield ofPassages(text, at);
  }
}

function ofPassages(text: Text, at: number[]): Listing {
  const { passages, readings } = text;
  const [first = 0] = at;
  const before = passages[first - 1];
  const introduction = { passage: before ?? (passages[first] as Passage), from: 0, to: before?.plain.length ?? 0 };
  const wholes = [readings[first - 1], readings[first - 2]].flatMap((reading) => [...(reading?.facts ?? [])].reverse());
  return {
    ...opened(introduction),
    wholes: wholes.filter((fact) => !fact.passage.cell).slice(0, 8),
    items: at.map((index) => {
      const reading = readings[index] as Reading;
      const { plain } = reading.passage;
      return itemOf(reading, text.heads[index]?.to ?? bullet.exec(plain)?.[0].length ?? 0, sentenceEnd(plain, 0));
    }),
    wider: [],
    style: "passages",
    introduction,
  };
}

/** The figures before `at` in its sentence, else in the sentence or passage before, nearest first. */
function wholesBefore(reading: Reading, at: number, text: Text): Fact[] {
  const { passage } = reading;
  const start = sentenceStart(passage.plain, at);
  // 5亿元以上项目18个: a bound in a name is no whole.
  const facts = reading.facts.filter((fact, index, all) => !isInName(fact, all[index + 1], passage.plain));
  const own = facts.filter((fact) => fact.to <= at && fact.from >= start).reverse();
  const earlier = facts
    .filter((fact) => fact.to <= start)
    .slice(-8)
    .reverse();
  const before = text.readings[passage.index - 1];
  const outside = before && !before.passage.cell && !passage.cell ? before.facts.slice(-4).reverse() : [];
  return [...own, ...earlier, ...outside].slice(0, 12);
}

function opened({ passage, from, to }: Listing["introduction"], listed = ""): Pick<Listing, "opener" | "isOpen"> {
  const words = passage.plain.slice(from, to);
  const found = matchesOf(words, openers).at(-1)?.[0] ?? "";
  return { opener: found.replace(/[:：，,]/g, ""), isOpen: openWords.test(found) || openWords.test(listed.slice(-12)) };
}

function sentenceStart(plain: string, at: number): number {
  const last = Math.max(plain.lastIndexOf("。", at - 1), plain.lastIndexOf("\n", at - 1));
  return at === 0 ? 0 : last + 1;
}

function sentenceEnd(plain: string, at: number): number {
  const end = plain.slice(at).search(/[。！？\n]/);
  return end < 0 ? plain.length : at + end;
}
