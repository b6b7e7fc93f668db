/*
 * 有线表格: a table whose lines are drawn. The lines of a page that touch one another make a frame; where a line is missing
 * between two fields of the frame they are one merged cell, so a table comes out as it was printed, wrapped words included.
 */
import { linesOf } from "./lines.ts";
import type { Run, Stroke } from "./page.ts";
import { gapBetween } from "../plain/prose.ts";

export interface GridCell {
  text: string;
  row: number;
  column: number;
  rows: number;
  columns: number;
}

export interface Grid {
  top: number;
  bottom: number;
  /** Where the columns begin, and where the last one ends. */
  xs: number[];
  rowCount: number;
  cells: GridCell[];
}

/** Ends of lines that are meant to meet miss each other by so much. */
const slack = 3;
const mostFields = 20_000;

/** Takes the texts inside of drawn tables away from `runs`; what is left stands outside. */
export function takeGrids(runs: Run[], strokes: Stroke[]): { grids: Grid[]; rest: Run[] } {
  let rest = runs;
  const grids: Grid[] = [];
  for (const frame of framesOf(joinedStrokes(strokes))) {
    const inside = rest.filter((run) => isInside(run, frame));
    const grid = gridOf(frame, inside);
    if (!grid) continue;
    grids.push(grid);
    const taken = new Set(inside);
    rest = rest.filter((run) => !taken.has(run));
  }
  return { grids, rest };
}

/** One line from many pieces: dashes, the edges of neighboring cells, a border drawn twice. */
function joinedStrokes(strokes: Stroke[]): Stroke[] {
  const sorted = [...strokes].sort(
    (a, b) => Number(a.isLevel) - Number(b.isLevel) || Math.round(a.at) - Math.round(b.at) || a.from - b.from,
  );
  const found: Stroke[] = [];
  for (const stroke of sorted) {
    const last = found.at(-1);
    const continues =
      last?.isLevel === stroke.isLevel && Math.abs(last.at - stroke.at) <= 1.5 && stroke.from <= last.to + slack;
    if (last && continues) last.to = Math.max(last.to, stroke.to);
    else found.push({ ...stroke });
  }
  return found.filter(({ from, to }) => to - from > 8);
}

interface Frame {
  level: Stroke[];
  upright: Stroke[];
  xs: number[];
  ys: number[];
}

function framesOf(strokes: Stroke[]): Frame[] {
  const level = strokes.filter(({ isLevel }) => isLevel);
  const upright = strokes.filter(({ isLevel }) => !isLevel);
  const groups = new Map<Stroke, Set<Stroke>>(strokes.map((stroke) => [stroke, new Set([stroke])]));
  for (const one of level)
    for (const other of upright) {
      const [a, b] = [groups.get(one), groups.get(other)];
      if (!a || !b || a === b || !meet(one, other)) continue;
      for (const member of b) groups.set(member, a.add(member));
    }
  return [...new Set(groups.values())].flatMap((group) => frameOf([...group]) ?? []);
}

function meet(level: Stroke, upright: Stroke): boolean {
  const reaches = ({ from, to }: Stroke, at: number) => at >= from - slack && at <= to + slack;
  return reaches(level, upright.at) && reaches(upright, level.at);
}

function frameOf(strokes: Stroke[]): Frame | null {
  const level = strokes.filter(({ isLevel }) => isLevel);
  const upright = strokes.filter(({ isLevel }) => !isLevel);
  if (level.length < 2 || upright.length === 0) return null;
  // Tables are often left open at their sides: there the level lines end.
  const ends = level.flatMap(({ from, to }) => [from, to]);
  const xs = distinct([...upright.map(({ at }) => at), Math.min(...ends), Math.max(...ends)]);
  const ys = distinct(level.map(({ at }) => at));
  return xs.length > 2 || ys.length > 2 ? { level, upright, xs, ys } : null;
}

function distinct(values: number[]): number[] {
  const found: number[] = [];
  for (const value of values.sort((a, b) => a - b)) {
    if (value - (found.at(-1) ?? Number.NEGATIVE_INFINITY) > slack + 1) found.push(value);
  }
  return found;
}

function isInside(run: Run, { xs, ys }: Frame): boolean {
  const { x, y } = middleOf(run);
  const within = (value: number, edges: number[]) => value > (edges[0] ?? 0) && value < (edges.at(-1) ?? 0);
  return within(x, xs) && within(y, ys);
}

function middleOf({ x, y, width, size }: Run): { x: number; y: number } {
  return { x: x + width / 2, y: y - size * 0.35 };
}

function gridOf(frame: Frame, runs: Run[]): Grid | null {
  const { xs, ys } = frame;
  // A drawing without words is no table, and squared paper neither.
  if (runs.length === 0 || xs.length * ys.length > mostFields) return null;
  const { cells, owners } = cellsOf(frame);
  if (cells.length < 2) return null;
  const inside = new Map<GridCell, Run[]>();
  for (const run of runs.flatMap((one) => cut(one, frame))) {
    const { x, y } = middleOf(run);
    const owner = owners[indexOf(y, ys)]?.[indexOf(x, xs)];
    if (owner) inside.set(owner, [...(inside.get(owner) ?? []), run]);
  }
  for (const [cell, texts] of inside) cell.text = textOf(texts);
  return { top: ys[0] ?? 0, bottom: ys.at(-1) ?? 0, xs, rowCount: ys.length - 1, cells };
}

function indexOf(value: number, edges: number[]): number {
  return edges.findLastIndex((edge) => edge <= value);
}

/** The cells, and for every field of the frame the cell it belongs to. */
function cellsOf({ level, upright, xs, ys }: Frame): { cells: GridCell[]; owners: GridCell[][] } {
  const cells: GridCell[] = [];
  const owners: GridCell[][] = ys.slice(1).map(() => []);
  const isDrawn = (strokes: Stroke[], at = 0, middle = 0) =>
    strokes.some((stroke) => Math.abs(stroke.at - at) <= slack + 1 && stroke.from < middle && stroke.to > middle);
  const middle = (edges: number[], i: number) => ((edges[i] ?? 0) + (edges[i + 1] ?? 0)) / 2;
  for (let row = 0; row < ys.length - 1; row++)
    for (let column = 0; column < xs.length - 1; column++) {
      if (owners[row]?.[column]) continue;
      let right = column + 1;
      while (right < xs.length - 1 && !owners[row]?.[right] && !isDrawn(upright, xs[right], middle(ys, row)))
        right += 1;
      let below = row + 1;
      while (below < ys.length - 1 && !isDrawn(level, ys[below], middle(xs, column))) below += 1;
      const cell = { text: "", row, column, rows: below - row, columns: right - column };
      cells.push(cell);
      for (const line of owners.slice(row, below)) for (let i = column; i < right; i++) line[i] = cell;
    }
  return { cells, owners };
}

/** Two figures close to an upright line may arrive as one piece of text; it is cut at the space nearest to the line. */
function cut(run: Run, { xs, upright }: Frame): Run[] {
  const { y } = middleOf(run);
  const end = run.x + run.width;
  const isCrossing = ({ at, from, to }: Stroke) => at > run.x + 2 && at < end - 2 && from < y && to > y;
  const line = run.text.includes(" ") ? upright.find(isCrossing) : undefined;
  if (!line) return [run];
  const letters = [...run.text].map((letter) => ({ letter, width: letter < "\u2000" ? 1 : 2 }));
  const unit = run.width / letters.reduce((sum, { width }) => sum + width, 0);
  let x = run.x;
  let nearest = { i: 0, x: Number.NEGATIVE_INFINITY };
  letters.forEach(({ letter, width }, i) => {
    if (letter === " " && Math.abs(x - line.at) < Math.abs(nearest.x - line.at)) nearest = { i, x };
    x += width * unit;
  });
  const [left, right] = [run.text.slice(0, nearest.i), run.text.slice(nearest.i + 1)];
  if (left.trim() === "" || right.trim() === "") return [run];
  const before = { ...run, text: left, width: Math.min(nearest.x, line.at) - run.x };
  const start = Math.max(nearest.x + unit, line.at);
  const rest = { ...run, text: right, x: start, width: end - start };
  return [before, ...cut(rest, { xs, ys: [], level: [], upright })];
}

/** A list inside of a cell keeps its lines. */
const listMark = /^(?:\d{1,2}[.、．](?!\d)|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|[①-⑳●·])/;

function textOf(runs: Run[]): string {
  const texts = linesOf(runs).map(({ text }) => text);
  return texts.reduce((all, text) => all + (listMark.test(text) ? "\n" : gapBetween(all, text, "wrap")) + text);
}
