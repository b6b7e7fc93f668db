import type { ProseMaker } from "../plain/prose.ts";
import { decoded } from "./entities.ts";
import { isSpace } from "./tokens.ts";

/** What a text has before it. */
export type Gap = "none" | "space" | "line";

/**
 * Adds the text between two tags and answers what a following text has before it. White space is one space, or a line break
 * where the source has one, which between Chinese is nothing. White space written as an entity (`&#32;`) was meant, and stays.
 */
export function addWords(prose: ProseMaker, text: string, firstLine: number, before: Gap): Gap {
  let line = firstLine;
  let gap = before;
  for (let at = 0; at < text.length; ) {
    const from = at;
    while (at < text.length && !isSpace(text.charCodeAt(at))) at += 1;
    if (at > from) {
      prose.add(decoded(text.slice(from, at)), line, gap);
      gap = "none";
    }
    for (; at < text.length && isSpace(text.charCodeAt(at)); at++) {
      const isBreak =
        text.charCodeAt(at) === 0x0a || (text.charCodeAt(at) === 0x0d && text.charCodeAt(at + 1) !== 0x0a);
      if (isBreak) line += 1;
      if (isBreak) gap = "line";
      else if (gap === "none") gap = "space";
    }
  }
  return gap;
}
