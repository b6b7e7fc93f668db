import type { Block, Cell } from "#kit/documents/document.ts";

/* 纸面的字句: what papers are put together from. */

export const line = (text: string): Block => ({ kind: "paragraph", text });

export const cells = (texts: string[], isHeader = false): Cell[] =>
  texts.map((text) => ({ text, ...(isHeader && { isHeader }) }));
