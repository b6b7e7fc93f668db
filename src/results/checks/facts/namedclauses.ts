/** 分句: where the clause and the sentence of a place in a passage begin and end. */
const clauseEnds = /[，。；：！？\n]/;

export interface Bounds {
  from: number;
  to: number;
}

export function clauseAt(plain: string, at: number): Bounds {
  let from = at;
  while (from > 0 && at - from < 80 && !clauseEnds.test(plain[from - 1] ?? "")) from -= 1;
  let to = at;
  while (to < plain.length && to - at < 80 && !clauseEnds.test(plain[to] ?? "")) to += 1;
  return { from, to };
}

/** The clause right before one, in the same sentence and not parted by a semicolon; null where there is none. */
export function clauseBefore(plain: string, { from }: Bounds): Bounds | null {
  return plain[from - 1] === "，" ? clauseAt(plain, from - 1 - 1 < 0 ? 0 : from - 2) : null;
}

export const sentenceStart = (plain: string, at: number): number =>
  Math.max(plain.lastIndexOf("。", at - 1), plain.lastIndexOf("\n", at - 1), -1) + 1;
