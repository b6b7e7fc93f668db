/* 线条: the level and upright lines drawn on a page, out of which tables are made. */
import type { PDFPageProxy } from "unpdf/pdfjs";
import type { Matrix, Pdfjs, Stroke } from "./page.ts";

/** Pages with more lines than that are drawings, and their lines no tables. */
const mostStrokes = 4000;
/** A line is often drawn as a filled box; a thicker box is a background. */
const thickest = 3;
const shortest = 4;

export async function readStrokes(page: PDFPageProxy, { OPS, Util }: Pdfjs): Promise<Stroke[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  const stroking: number[] = [OPS.stroke, OPS.closeStroke];
  const filling: number[] = [OPS.fill, OPS.eoFill];
  const both: number[] = [OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke];
  const strokes: Stroke[] = [];
  const saved: Matrix[] = [];
  let matrix = page.getViewport({ scale: 1 }).transform as Matrix;
  for (const [i, operation] of fnArray.entries()) {
    const given: unknown = argsArray[i];
    if (operation === OPS.save) saved.push(matrix);
    else if (operation === OPS.restore) matrix = saved.pop() ?? matrix;
    else if (operation === OPS.transform) matrix = Util.transform([...matrix], given as number[]) as Matrix;
    else if (operation === OPS.paintFormXObjectBegin) {
      saved.push(matrix);
      const [inner] = given as [number[] | null];
      if (inner) matrix = Util.transform([...matrix], inner) as Matrix;
    } else if (operation === OPS.paintFormXObjectEnd) matrix = saved.pop() ?? matrix;
    else if (operation === OPS.constructPath) {
      const [paint, [path]] = given as [number, [ArrayLike<number> | null]];
      for (const corners of path ? subpaths(path, matrix) : []) {
        if (stroking.includes(paint) || both.includes(paint)) strokes.push(...edges(corners));
        else if (filling.includes(paint)) strokes.push(...thinBox(corners));
      }
      if (strokes.length > mostStrokes) return [];
    }
  }
  return strokes;
}

type Point = readonly [x: number, y: number];
const pathSteps = { move: 0, line: 1, curve: 2, quadratic: 3, close: 4 };

/** The corners of each part of a path; a part with a curve in it has none. */
function subpaths(path: ArrayLike<number>, [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: Matrix): Point[][] {
  const found: Point[][] = [];
  let corners: Point[] = [];
  let isCurved = false;
  const finish = () => {
    if (!isCurved && corners.length > 1) found.push(corners);
    isCurved = false;
  };
  const point = (at: number): Point => {
    const [x = 0, y = 0] = [path[at], path[at + 1]];
    return [a * x + c * y + e, b * x + d * y + f];
  };
  for (let at = 0; at < path.length; ) {
    const step = path[at];
    if (step === pathSteps.move) {
      finish();
      corners = [point(at + 1)];
      at += 3;
    } else if (step === pathSteps.line) {
      corners.push(point(at + 1));
      at += 3;
    } else if (step === pathSteps.close) {
      if (corners[0]) corners.push(corners[0]);
      at += 1;
    } else {
      isCurved = true;
      at += step === pathSteps.curve ? 7 : 5;
    }
  }
  finish();
  return found;
}

function edges(corners: Point[]): Stroke[] {
  return corners.slice(1).flatMap((to, i) => strokeBetween(corners[i] ?? to, to) ?? []);
}

function strokeBetween([x1, y1]: Point, [x2, y2]: Point): Stroke | null {
  const [across, down] = [Math.abs(x2 - x1), Math.abs(y2 - y1)];
  if (Math.max(across, down) < shortest || Math.min(across, down) > 1) return null;
  if (across > down) return { isLevel: true, at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) };
  return { isLevel: false, at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) };
}

function thinBox(corners: Point[]): Stroke[] {
  const [left, right] = extent(corners.map(([x]) => x));
  const [top, bottom] = extent(corners.map(([, y]) => y));
  const [across, down] = [right - left, bottom - top];
  if (Math.min(across, down) > thickest || Math.max(across, down) < shortest) return [];
  if (across > down) return [{ isLevel: true, at: (top + bottom) / 2, from: left, to: right }];
  return [{ isLevel: false, at: (left + right) / 2, from: top, to: bottom }];
}

function extent(values: number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}
