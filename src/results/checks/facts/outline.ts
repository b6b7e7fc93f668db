/*
 * 编号树: the marks of a document (一、（一）1.（1）① 一是) gathered into the runs they belong to, at the head of passages and
 * inside them, in one pass.
 *
 * A run stays open until a mark of a run above it comes; a 1 always begins a new run below, so restarting under a new parent,
 * a document inside a document and a list that is cited again need no rule of their own. A mark that fits no open run, in this
 * order: belongs to a run of a look-alike style that waits for just this number (“（2）” after “（一）”: the wrong kind of
 * bracket); resumes a closed run (numbers that count on across sections); opens an outer row of documents, when the next mark
 * is 1 again; or else it is a wrong number in the innermost run of its style.
 */
import { circledBase, type Mark, type MarkStyle } from "./marks.ts";
import type { Passage } from "./passages.ts";
import type { Text } from "./text.ts";

export interface Numbered extends Mark {
  passage: Passage;
  isLeading: boolean;
}

export interface Run {
  style: MarkStyle;
  /** Marks in order; those of a look-alike style among them keep their own style. */
  marks: Numbered[];
  isLeading: boolean;
}

const depths: Record<MarkStyle, number> = {
  part: 0,
  article: 0,
  chinese: 1,
  chineseBracket: 2,
  arabic: 3,
  arabicBracket: 4,
  arabicHalfBracket: 4,
  circled: 5,
  first: 6,
};
const alike: Partial<Record<MarkStyle, MarkStyle>> = {
  chineseBracket: "arabicBracket",
  arabicBracket: "chineseBracket",
  chinese: "arabic",
  arabic: "chinese",
};
/** Styles of headings: a lone one of these is never something else. */
const isHeading = (style: MarkStyle): boolean => depths[style] <= 2;

export function outlineOf(text: Text): Run[] {
  const runs: Run[] = [];
  const outline = createOutline(runs);
  for (const { passage, marks } of text.readings) {
    if (passage.kind === "item") continue;
    if (passage.cell) {
      const own = createOutline(runs);
      for (const mark of marks) own.add({ ...mark, passage, isLeading: false }, null);
      continue;
    }
    const isUnnumbered = (passage.kind === "title" || passage.kind === "heading") && !text.heads[passage.index];
    if (isUnnumbered) outline.closeAll();
    const lead = text.heads[passage.index];
    for (const mark of marks) {
      const isLeading = mark === lead;
      outline.add({ ...mark, passage, isLeading }, isLeading ? nextHead(text, passage.index) : null);
    }
  }
  return runs;
}

/** The next mark at the head of a passage; looked for nearby, so that the whole stays linear. */
function nextHead({ heads, passages }: Text, from: number): Mark | null {
  for (let at = from + 1; at < Math.min(from + 12, heads.length); at++) {
    const mark = heads[at];
    if (mark && !passages[at]?.cell) return mark;
  }
  return null;
}

interface Outline {
  add: (mark: Numbered, next: Mark | null) => void;
  closeAll: () => void;
}

const deepest = 24;

function createOutline(runs: Run[]): Outline {
  const open: Run[] = [];
  const closed = new Map<MarkStyle, Run>();

  function closeFrom(depth: number): void {
    for (const run of open.splice(depth)) closed.set(run.style, run);
  }

  function begin(mark: Numbered): void {
    // A heading above all that is open: 一、 after （一） and 1. of a part that had no 一、 of its own.
    if (mark.isLeading && isHeading(mark.style)) {
      const below = open.findIndex((run) => run.isLeading && depths[run.style] > depths[mark.style]);
      if (below >= 0 && !open.some((run) => run.style === mark.style)) closeFrom(below);
    }
    if (open.length >= deepest) closeFrom(deepest - 1);
    const run = { style: mark.style, marks: [mark], isLeading: mark.isLeading };
    runs.push(run);
    open.push(run);
  }

  function append(at: number, mark: Numbered): void {
    closeFrom(at + 1);
    open[at]?.marks.push(mark);
  }

  /** Runs that wait for just this mark, innermost first; a heading rather goes on with headings. */
  function waiting(mark: Numbered, style: MarkStyle): number {
    const fits = (run: Run): boolean =>
      run.style === style && lastOf(run).number === mark.number - 1 && isNear(run, mark);
    const isOwn = (run: Run): boolean => fits(run) && run.isLeading === mark.isLeading;
    const same = open.findLastIndex((run) => isOwn(run) && signOf(lastOf(run)) === signOf(mark));
    if (same >= 0) return same;
    const own = open.findLastIndex(isOwn);
    return own >= 0 ? own : open.findLastIndex(fits);
  }

  function misfit(mark: Numbered): number {
    const isOwn = (run: Run): boolean =>
      run.style === mark.style && run.isLeading === mark.isLeading && isNear(run, mark);
    const alikeSign = open.findLastIndex((run) => isOwn(run) && signOf(lastOf(run)) === signOf(mark));
    const own = alikeSign >= 0 ? alikeSign : open.findLastIndex(isOwn);
    // 第一，…。第三，…: the first of them began the passage.
    const at = own >= 0 || mark.isLeading ? own : open.findLastIndex((run) => hasHead(run, mark));
    const run = open[at];
    const outer = open
      .slice(0, Math.max(at, 0))
      .findLast((each) => each.style === mark.style && each.isLeading === mark.isLeading);
    // 1 2 [1] 4: the 1 was meant to be 3.
    const last = run?.marks[0];
    if (run?.marks.length === 1 && last?.number === 1 && outer && lastOf(outer).number + 2 === mark.number) {
      runs.splice(runs.indexOf(run), 1);
      outer.marks.push(last);
      return open.indexOf(outer);
    }
    return at;
  }

  function add(mark: Numbered, next: Mark | null): void {
    const known = waiting(mark, mark.style);
    if (known >= 0) return append(known, mark);
    if (mark.number === 1) return begin(mark);
    const own = misfit(mark);
    const other = alike[mark.style];
    const lookalike = other && mark.isLeading ? waiting(mark, other) : -1;
    if (lookalike >= 0 && !isTypo(open[own], mark)) return append(lookalike, mark);
    const earlier = closed.get(mark.style);
    if (
      own < 0 &&
      earlier &&
      (lastOf(earlier).number === mark.number - 1 || (mark.isLeading && isHeading(mark.style)))
    ) {
      if (earlier.isLeading !== mark.isLeading && mark.style !== "first") return;
      earlier.marks.push(mark);
      open.push(earlier);
      return;
    }
    const isOuter = next?.style === mark.style && next.number === 1;
    if (own >= 0 && !(isOuter && mark.isLeading)) append(own, mark);
    else if (mark.isLeading) begin(mark);
  }

  return { add, closeAll: () => closeFrom(0) };
}

/** “、” or “.”: what a mark is made of beside its number. */
export function signOf({ style, passage, from, to }: Numbered): string {
  const printed = passage.plain.slice(from, to);
  if (style === "circled") return String(circledBase(printed));
  return printed.replaceAll(/[零〇一二三四五六七八九十\d\s]/g, "");
}

const hasHead = (run: Run, mark: Numbered): boolean =>
  run.style === mark.style && lastOf(run).passage === mark.passage && signOf(lastOf(run)) === signOf(mark);

const lastOf = (run: Run): Numbered => run.marks.at(-1) as Numbered;

/** Inside a passage only the marks of this passage and the one before it count on. */
const isNear = (run: Run, mark: Numbered): boolean =>
  mark.isLeading || mark.passage.index - lastOf(run).passage.index <= (run.isLeading ? 0 : 1);

/** One off in its own run: rather a wrong number than a wrong style. */
const isTypo = (run: Run | undefined, mark: Numbered): boolean =>
  run !== undefined && [0, 2].includes(mark.number - lastOf(run).number);
