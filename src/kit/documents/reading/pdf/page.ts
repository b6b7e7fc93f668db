/* 版面: what one page of a PDF shows, measured in points from its upper left corner. */
import type * as pdfjs from "unpdf/pdfjs";

export type Pdfjs = typeof pdfjs;
export type Matrix = readonly number[];

/** A piece of text of one size on one baseline. */
export interface Run {
  text: string;
  x: number;
  /** Of the baseline. */
  y: number;
  width: number;
  size: number;
}

/** A drawn line, level or upright: `at` is its y or x, `from` and `to` its ends the other way. */
export interface Stroke {
  isLevel: boolean;
  at: number;
  from: number;
  to: number;
}

export interface Page {
  width: number;
  height: number;
  runs: Run[];
  strokes: Stroke[];
}

/** 文字: what the page says, upright and readable. */
export async function readRuns(page: pdfjs.PDFPageProxy, { Util }: Pdfjs): Promise<Run[]> {
  const { transform } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  return items.flatMap((item) => {
    if (!("str" in item) || item.str.trim() === "") return [];
    return runOf(item.str, item.width, Util.transform(transform, item.transform) as Matrix) ?? [];
  });
}

/** Slanted text is a watermark, upright text stands at a fold (装订线): neither is said by the document. */
function runOf(text: string, width: number, [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0]: Matrix): Run | null {
  const size = Math.hypot(c, d);
  if (a <= 0 || Math.abs(b) > a / 50 || size === 0) return null;
  return { text: plainText(text), x, y, width, size };
}

/** Radicals that stand for whole characters: fonts share their shapes, and a PDF names the shape by either (⼯ 工, ⻓ 长). */
const radicals = "⺟母⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";

function plainText(text: string): string {
  return text.replace(/[\u2e80-\u2fd5]/g, (radical) => {
    const at = radicals.indexOf(radical);
    return at >= 0 && at % 2 === 0 ? (radicals[at + 1] ?? radical) : radical.normalize("NFKC");
  });
}
