/*
 * 折行续接: lines of paper that the reader of the file took for paragraphs, because figures that may not be broken (1254.70万元) leave their right edge
 * ragged by half a figure. A sentence cut in two loses its list, its base and its sum, so it is worth a second look; here all blocks are asked at
 * once, and the evidence is another: nearly every block that stops in mid-sentence is about equally long, and none is longer.
 *
 * A block joins the one before it only if that one stops in mid-sentence near the edge, stands on the line right above, and nothing begins anew (（一）、表1).
 */
import type { Block, Piece, Prose } from "#kit/documents/document.ts";

const fewest = 8;
const narrowest = 28;
const widest = 60;
/** Of the edge: the longest figure or word that was not broken. */
const ragged = 0.72;
/** The same where the reader has joined most lines. */
const nearEdge = 0.85;

export function unwrapped(blocks: readonly Block[]): readonly Block[] {
  const wrapped = wrappedEdge(blocks);
  const edge = wrapped ?? edgeOf(blocks);
  if (edge === null) return blocks;
  const least = edge * (wrapped === null ? ragged : nearEdge);
  const joined: Block[] = [];
  let last: Block | null = null;
  /** Of the line last read, not of what it was joined to. */
  let width = 0;
  for (const block of blocks) {
    if (last && isText(last) && isText(block) && isOpen(last, block) && width >= least) {
      last = { kind: "paragraph", ...together(last, block) };
      joined[joined.length - 1] = last;
    } else {
      last = block;
      joined.push(block);
    }
    width = isText(block) ? block.text.trim().length - (wrapped === null ? 0 : (block.pieces?.at(-1)?.at ?? 0)) : 0;
  }
  return joined;
}

type TextBlock = Extract<Block, { kind: "paragraph" | "heading" }>;
const isText = (block: Block | undefined): block is TextBlock =>
  block?.kind === "paragraph" || block?.kind === "heading";

/**
 * 占惠及企业的／三分之一: most lines were joined by the reader of the file, and a few that end two or three characters short were not. How long the joined ones
 * are tells where the edge is.
 */
function wrappedEdge(blocks: readonly Block[]): number | null {
  const widths = blocks.filter(isText).flatMap(({ pieces = [] }) =>
    pieces.slice(1).flatMap(({ at, place }, index) => {
      const before = pieces[index];
      return before?.place.line !== undefined && place.line === before.place.line + 1 ? [at - before.at] : [];
    }),
  );
  const edge = Math.max(0, ...widths);
  if (widths.length < 2 * fewest || edge > widest || edge < narrowest) return null;
  return widths.filter((width) => width >= edge * nearEdge).length >= widths.length * 0.9 ? edge : null;
}

/** How long a line is at most, where the blocks are lines; null where they are paragraphs. */
function edgeOf(blocks: readonly Block[]): number | null {
  const texts = blocks.filter(isText);
  const open = blocks.flatMap((block, index) => {
    const next = blocks[index + 1];
    return isText(block) && next && isOpen(block, next) ? [block.text.trim().length] : [];
  });
  const long = open.filter((width) => width >= narrowest).sort((a, b) => a - b);
  const edge = long.at(-1) ?? 0;
  if (long.length < fewest || long.length < open.length * 0.8 || edge > widest) return null;
  const even = long.filter((width) => width >= edge * ragged).length;
  const isBeyond = texts.some(({ text }) => text.trim().length > edge + 4);
  return even >= long.length * 0.9 && !isBeyond ? edge : null;
}

const anew =
  /^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}(?:[、）)]|[.．](?!\d))|第[一二三四五六七八九十\d]{1,3}[章节部条]|[①-⑳]|[表图附注]|[-—–*•·]{1,2}|[^，。；：:]{2,8}[:：])/;

function isOpen(block: Block, next: Block): boolean {
  if (!isText(block) || next.kind !== "paragraph") return false;
  const text = block.text.trimEnd();
  if (/[。！？!?；;：:|][”’"』」）)]{0,3}$/.test(text) || anew.test(next.text)) return false;
  if (block.kind === "heading" && text.length < narrowest) return false;
  const [above, below] = [block.pieces?.at(-1)?.place.line, next.pieces?.[0]?.place.line];
  return above === undefined || below === undefined || below === above + 1;
}

function together(first: Prose, second: Prose): Prose {
  const text = first.text.trimEnd();
  const rest = second.text.trimStart();
  // Two words of letters keep their space; Chinese and figures have none.
  const joint = /[A-Za-z]$/.test(text) && /^[A-Za-z]/.test(rest) ? " " : "";
  const shift = text.length + joint.length - (second.text.length - rest.length);
  const pieces: Piece[] = [
    ...(first.pieces ?? []),
    ...(second.pieces ?? []).map(({ at, place }) => ({ at: Math.max(text.length, at + shift), place })),
  ];
  return { text: text + joint + rest, pieces };
}
