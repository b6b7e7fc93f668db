import type { Finding, Span } from "../contract.ts";
import type { Severity } from "../words.ts";

/** A questioned stretch of a passage. */
export interface Mark {
  from: number;
  to: number;
  /** Number of the finding as it is shown. */
  number: number;
  severity: Severity;
}

/** A stretch that belongs to what is selected: the figure itself, or one it was computed from. */
export interface Lit {
  from: number;
  to: number;
  isOperand: boolean;
}

/** A run of text under the same marks. */
export interface Piece {
  from: number;
  text: string;
  marks: Mark[];
  /** Marks whose stretch ends here; their numbers are shown behind it. */
  ends: Mark[];
  lit: "figure" | "operand" | null;
}

/** 分段: marks may overlap, HTML elements may not; so the text is cut wherever one begins or ends. */
export function piecesOf(text: string, marks: readonly Mark[], lit: readonly Lit[]): Piece[] {
  const within = (at: number) => Math.min(Math.max(0, at), text.length);
  const cuts = [...marks, ...lit].flatMap(({ from, to }) => [within(from), within(to)]);
  const edges = [...new Set([0, ...cuts, text.length])].sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? text.length;
    const covers = (each: { from: number; to: number }) => each.from <= from && within(each.to) >= to;
    const here = marks.filter(covers);
    const lights = lit.filter(covers);
    return {
      from,
      text: text.slice(from, to),
      marks: here,
      ends: here.filter((mark) => within(mark.to) === to),
      lit: lights.some(({ isOperand }) => !isOperand) ? "figure" : lights.length > 0 ? "operand" : null,
    };
  });
}

const weight: Record<Severity, number> = { error: 2, warning: 1, note: 0 };

export const worstOf = (marks: readonly Mark[]): Mark | undefined =>
  [...marks].sort((a, b) => weight[b.severity] - weight[a.severity] || a.number - b.number)[0];

export type ByPassage<T> = ReadonlyMap<number, readonly T[]>;

export function marksOf(shown: readonly { number: number; finding: Finding }[]): ByPassage<Mark> {
  return grouped(
    shown.map(({ number, finding: { at, severity } }) => [at.passage, { from: at.from, to: at.to, number, severity }]),
  );
}

export function litOf(at: Span | null, operands: readonly Span[]): ByPassage<Lit> {
  const one = (span: Span, isOperand: boolean): [number, Lit] => [
    span.passage,
    { from: span.from, to: span.to, isOperand },
  ];
  return grouped([...(at ? [one(at, false)] : []), ...operands.map((span) => one(span, true))]);
}

function grouped<T>(pairs: [number, T][]): ByPassage<T> {
  const all = new Map<number, T[]>();
  for (const [passage, each] of pairs) all.set(passage, [...(all.get(passage) ?? []), each]);
  return all;
}
