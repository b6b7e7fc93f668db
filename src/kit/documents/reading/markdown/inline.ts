/*
 * 行内标记: what Markdown writes within a text and nobody reads aloud, `**`, `[…](…)`, backticks, is taken out; every other character
 * stays, each stretch with its line. The text is walked once. A mark with no partner is no mark, and neither is the star of
 * 5*3: a figure must never lose a character.
 */
import type { Prose } from "../../document.ts";
import { decoded } from "../markup/entities.ts";
import { ProseMaker, proseOf } from "../plain/prose.ts";
import type { SourceLine } from "../plain/source.ts";

export function inlineProse(lines: readonly SourceLine[]): Prose {
  const source = lines.map(({ text }) => text.trim()).join("\n");
  if (!/[\\`*_~[\]<&]/.test(source)) return proseOf(lines);
  const isHidden = marksOf(source);
  const prose = new ProseMaker();
  let line = 0;
  let isFirst = true;
  for (let at = 0; at < source.length; ) {
    if (source[at] === "\n") {
      line += 1;
      isFirst = true;
    }
    const from = at;
    const hidden = isHidden[at] || source[at] === "\n";
    while (at < source.length && !hidden && !isHidden[at] && source[at] !== "\n") at += 1;
    if (at > from) {
      prose.add(decoded(source.slice(from, at)), lines[line]?.number ?? 0, isFirst ? "line" : "none");
      isFirst = false;
    } else at += 1;
  }
  return prose.done();
}

const tagPattern =
  /<\/?(?:br|sup|sub|b|i|u|em|strong|del|span|font|center|p|div)(?:[\s/][^<>]{0,200})?>|<!--[^<>]{0,1000}-->/iy;
const notePattern = /\[\^[^\]\s]{1,40}\]/y;
const linkPattern = /<[a-z]{3,6}:[^\s<>]{1,500}>/iy;

/** 1 at every character that is a mark. */
function marksOf(source: string): Uint8Array {
  const hidden = new Uint8Array(source.length);
  const closingTicks = codeEnds(source);
  const emphasis = createEmphasis(source, hidden);
  const brackets: number[] = [];
  let parenthesis = -1;

  function matches(pattern: RegExp, at: number): number {
    pattern.lastIndex = at;
    return pattern.test(source) ? pattern.lastIndex : -1;
  }

  /** `](` and what follows, to the closing parenthesis; -1 when it is no address. */
  function addressEnd(at: number): number {
    if (source[at + 1] !== "(") return -1;
    if (parenthesis < at && parenthesis !== source.length) parenthesis = source.indexOf(")", at);
    if (parenthesis < 0) parenthesis = source.length;
    if (parenthesis === source.length || parenthesis - at > 2000) return -1;
    return isAddress(source.slice(at + 2, parenthesis)) ? parenthesis + 1 : -1;
  }

  function step(at: number): number {
    const mark = source[at];
    if (mark === "\\" && /[!-/:-@[-`{-~\n]/.test(source[at + 1] ?? "")) return hide(at, at + 1) + 1;
    if (mark === "`") return tick(at);
    if (mark === "<") {
      const end = matches(tagPattern, at);
      if (end > 0) return hide(at, end);
      const close = matches(linkPattern, at);
      if (close > 0) hide(close - 1, close);
      return close > 0 ? hide(at, at + 1) : at + 1;
    }
    if (mark === "[") {
      const end = matches(notePattern, at);
      if (end > 0) return hide(at, end);
      brackets.push(at);
    }
    if (mark === "]") {
      const open = brackets.pop();
      const end = open === undefined ? -1 : addressEnd(at);
      if (open !== undefined && end > 0) {
        hide(source[open - 1] === "!" ? open - 1 : open, open + 1);
        return hide(at, end);
      }
    }
    return mark === "*" || mark === "_" || mark === "~" ? emphasis(at) : at + 1;
  }

  function tick(at: number): number {
    const run = runLength(source, at);
    const close = closingTicks(at, run);
    if (close < 0) return at + run;
    hide(at, at + run);
    return hide(close, close + run);
  }

  function hide(from: number, to: number): number {
    hidden.fill(1, from, to);
    return to;
  }

  const marks = /[\\`<[\]*_~]/g;
  for (let mark = marks.exec(source); mark; mark = marks.exec(source)) marks.lastIndex = step(mark.index);
  return hidden;
}

function isAddress(text: string): boolean {
  const [address = ""] = text.trim().split(/\s/, 1);
  return address === "" || /[/#]|^[a-z]{2,9}:|\.[a-z]{2,5}$/i.test(address);
}

function runLength(source: string, at: number): number {
  let end = at + 1;
  while (source[end] === source[at]) end += 1;
  return end - at;
}

/** Where a run of as many backticks comes next. Each list of runs is walked forward only. */
function codeEnds(source: string): (at: number, run: number) => number {
  const runs = new Map<number, number[]>();
  for (let at = source.indexOf("`"); at >= 0; ) {
    const run = runLength(source, at);
    const places = runs.get(run) ?? [];
    if (places.length === 0) runs.set(run, places);
    places.push(at);
    at = source.indexOf("`", at + run);
  }
  const next = new Map<number, number>();
  return (at, run) => {
    const places = runs.get(run) ?? [];
    let index = next.get(run) ?? 0;
    while (index < places.length && (places[index] ?? 0) <= at) index += 1;
    next.set(run, index);
    return places[index] ?? -1;
  };
}

/** Stars and strokes: a run closes what an earlier one opened, mark for mark. */
function createEmphasis(source: string, hidden: Uint8Array): (at: number) => number {
  const opened = new Map<string, { at: number; length: number }[]>();
  return (at) => {
    const mark = source[at] ?? "";
    const run = runLength(source, at);
    const [before = " ", after = " "] = [source[at - 1], source[at + run]];
    const isWord = (character: string) => run === 1 && /[A-Za-z\d]/.test(character);
    const open = opened.get(mark) ?? [];
    if (open.length === 0) opened.set(mark, open);
    if (mark === "~" && run < 2) return at + run;
    let left = run;
    if (/\S/.test(before) && !isWord(after)) {
      for (let last = open.at(-1); left > 0 && last; last = open.at(-1)) {
        const pairs = Math.min(left, last.length);
        hidden.fill(1, last.at + last.length - pairs, last.at + last.length);
        hidden.fill(1, at + run - left, at + run - left + pairs);
        last.length -= pairs;
        left -= pairs;
        if (last.length === 0) open.pop();
      }
    }
    if (left > 0 && /\S/.test(after) && !isWord(before)) open.push({ at: at + run - left, length: left });
    return at + run;
  };
}
