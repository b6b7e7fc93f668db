/*
 * 表格的形状: which rows of a grid are a head, and where one grid holds several tables: a form whose blocks have heads of their
 * own (资金, then 绩效指标), and accounts that print income and spending side by side (项目 | 金额 | 项目 | 金额).
 */
import type { Passage } from "./passages.ts";

type Places = (Passage | null)[][];

/** A part of a grid: rows and columns from the first to before the second. */
export interface Area {
  top: number;
  bottom: number;
  left: number;
  right: number;
  /** How many rows at its top are the head. */
  head: number;
}

/** Does a place hold one figure and nothing else? */
type IsFigure = (passage: Passage | null | undefined) => boolean;

const headWord =
  /预算|执行|支出|分值|得分|权重|目标|指标|完成|金额|数量|合计|小计|单位|名称|项目|类别|备注|占比|比重|率$|同比|增[减长幅加]|\d年|科目|编码|序号|原因|收入|面积|人数|个数/;

export function areasOf(places: Places, isFigure: IsFigure): Area[] {
  const width = places[0]?.length ?? 0;
  const starts = [0, ...laterHeads(places, isFigure)];
  return starts.flatMap((top, index) => {
    const bottom = starts[index + 1] ?? places.length;
    const head = headRows(places.slice(top, bottom), isFigure);
    const rows = { top, bottom, head };
    const cuts = [0, ...panelStarts(places, rows, isFigure), width];
    return cuts.slice(1).map((right, at) => ({ ...rows, left: cuts[at] ?? 0, right }));
  });
}

const ownCells = (places: Places, row: number): Passage[] =>
  (places[row] ?? []).filter(
    (passage, column): passage is Passage =>
      passage !== null &&
      passage !== places[row]?.[column - 1] &&
      passage.cell?.row === row &&
      passage.plain.trim() !== "",
  );

/** Rows further down that read like a head, with figures right below. */
function laterHeads(places: Places, isFigure: IsFigure): number[] {
  const starts: number[] = [];
  let hasFigures = false;
  for (let row = 0; row < places.length - 1; row++) {
    const cells = ownCells(places, row);
    const isHead = isHeadRow(cells, isFigure) && ownCells(places, row + 1).filter(isFigure).length > 1;
    // The first head with nothing but titles above it belongs to them.
    if (isHead && (hasFigures || row > 4 || (row > 1 && isHeadOfForm(cells)))) {
      starts.push(row);
      hasFigures = false;
    }
    hasFigures ||= cells.some(isFigure);
  }
  return starts;
}

const isHeadRow = (cells: Passage[], isFigure: IsFigure): boolean =>
  cells.length >= 3 &&
  !cells.some((cell) => isFigure(cell) || cell.plain.length > 24) &&
  cells.filter((cell) => headWord.test(cell.plain.replaceAll(/\s/g, ""))).length >= Math.max(2, cells.length / 2);

const isHeadOfForm = (cells: Passage[]): boolean =>
  cells.filter((cell) => /预算|执行|指标|分值|得分/.test(cell.plain)).length >= 3;

const mostHeadRows = 6;

/** The head: marked rows, else rows at the top in which no place holds a figure (a year is a name there). */
function headRows(places: Places, isFigure: IsFigure): number {
  const first = places[0] ?? [];
  const isMarked = first.some((passage) => passage?.cell?.isHeader);
  let [row, spanned, hasTitles] = [0, 0, false];
  for (; row < Math.min(mostHeadRows, places.length - 1); row++) {
    const line = places[row] ?? [];
    const cells = line.filter(
      (passage, column): passage is Passage => passage !== null && passage !== line[column - 1],
    );
    const said = cells.filter((passage) => passage.plain.trim() !== "");
    if (isNumbering(said) && row > 0) continue;
    if (said.some((passage) => isFigure(passage) && !isYear(passage))) break;
    const isCovered = row < spanned || isContinued(places, row);
    if (isMarked && row > 0 && !isCovered && !said.every((passage) => passage.cell?.isHeader)) break;
    // Below the head, a row with one cell only is the title of a group of rows.
    if (hasTitles && said.length <= 1 && !isCovered) break;
    if (!isMarked && hasTitles && !isCovered) break;
    hasTitles ||= said.length > 1;
    spanned = Math.max(spanned, headDepth(cells, row));
  }
  return row;
}

/** Merged cells that came apart: below a head with gaps, a row that begins with a gap and fills others. */
function isContinued(places: Places, row: number): boolean {
  const text = (at: number, column: number) => (places[at]?.[column]?.plain ?? "").trim();
  const width = places[row]?.length ?? 0;
  if (row === 0 || text(row, 0) !== "" || text(row - 1, 0) === "") return false;
  let [filled, gaps] = [0, 0];
  for (let column = 1; column < width; column++) {
    if (text(row, column) !== "") filled += 1;
    if (text(row, column) !== "" && text(row - 1, column) === "") gaps += 1;
  }
  return filled > 1 && gaps > 0;
}

/** How far down the head must reach: below a title that spans columns stand its parts; a title may span rows itself. */
function headDepth(cells: Passage[], row: number): number {
  if (cells.length < 2) return 0;
  return cells.some((passage) => (passage.cell?.columns ?? 1) > 1 && passage.plain.trim() !== "")
    ? row + 2
    : row +
        Math.max(
          ...cells.map((passage) =>
            passage.cell?.columns === 1 ? (passage.cell.rows > 3 ? 1 : passage.cell.rows) : 1,
          ),
        );
}

/** 栏次 1 2 3 4 */
const isNumbering = (cells: Passage[]): boolean =>
  cells.length > 2 &&
  cells.every((passage) =>
    /^(?:栏次|行次|序号|\d{1,2}(?:=[\d+\-*/×÷=]+)?|[A-Z甲乙丙丁])$/.test(passage.plain.replaceAll(/\s/g, "")),
  );

const isYear = (passage: Passage): boolean => /^(?:19|20)\d{2}年?度?$/.test(passage.plain.replaceAll(/\s/g, ""));

const panelTitle =
  /^(?:项目|支出|收入|科目|功能|名称|指标|单位|区[县域]|企业|园区|姓名|经济分类|[^，。]{0,6}(?:科目|名称))/;

/** The lowest row of a head that says more than 栏次 1 2 3. */
function lowestTitles(places: Places, top: number, head: number): number {
  for (let row = top + head - 1; row > top; row--) {
    const said = (places[row] ?? []).filter(
      (passage): passage is Passage => passage !== null && passage.plain.trim() !== "",
    );
    if (!isNumbering(said)) return row;
  }
  return top;
}

/** Columns at which a second table begins beside the first: names again, right of figures. */
function panelStarts(
  places: Places,
  { top, bottom, head }: Pick<Area, "top" | "bottom" | "head">,
  isFigure: IsFigure,
): number[] {
  if (head === 0) return [];
  const width = places[top]?.length ?? 0;
  const lowest = lowestTitles(places, top, head);
  const title = (column: number) => (places[lowest]?.[column]?.plain ?? "").replaceAll(/\s/g, "");
  const counts = Array.from({ length: width }, () => ({ figures: 0, words: 0 }));
  for (let row = top + head; row < bottom; row++)
    for (let column = 0; column < width; column++) {
      const passage = places[row]?.[column];
      const count = counts[column];
      if (!passage || !count || passage === places[row]?.[column - 1]) continue;
      if (isFigure(passage)) count.figures += 1;
      else if (/[一-龥]/.test(passage.plain)) count.words += 1;
    }
  const starts: number[] = [];
  let last = 0;
  for (let column = 1; column < width - 1; column++) {
    const count = counts[column];
    if (!count || count.words === 0 || count.figures > 0 || !panelTitle.test(title(column))) continue;
    const isCoded = /编码|代码|行次|序号/.test(title(column - 1));
    if (counts[column - 1]?.words !== 0 && !isCoded && !/备注|说明/.test(title(column - 1))) continue;
    const hasFigures = (from: number, to: number) => counts.slice(from, to).some(({ figures }) => figures > 0);
    if (!hasFigures(last, isCoded ? column - 1 : column) || !hasFigures(column + 1, width)) continue;
    if (title(column) !== title(0) && !/支出|收入|科目|项目/.test(title(column))) continue;
    // Its own numbers stand before its names.
    const start =
      /^(?:序号|行次|科?目?编码|代码)$/.test(title(column - 1)) && /^(?:序号|行次|科?目?编码|代码)$/.test(title(0))
        ? column - 1
        : column;
    starts.push(start);
    last = start;
  }
  return starts;
}
