import type { Cell } from "../document.ts";

const figure = /\d/;
/** “2025年”, “1月”, “一季度” head a column although there is a digit in them. */
const period =
  /^(?:(?:19|20)\d\d\s*年?(?:度|末|底)?|\d{1,2}月份?|\d{4}[-—至]\d{4}年?|(?:19|20)\d\d年\d{1,2}([-—至]\d{1,2})?月份?)/;

/** 表头: the rows at the top that only name what stands below them, as many as a cell of the first one reaches down. */
export function markHeaders(rows: Cell[][]): Cell[][] {
  const [first = []] = rows;
  const height = Math.max(1, ...first.map((cell) => cell.rows ?? 1));
  const top = rows.slice(0, height);
  if (height >= rows.length || first.length < 2 || !top.flat().every(isName)) return rows;
  return rows.map((row, i) => (i < height ? row.map((cell) => ({ ...cell, isHeader: true })) : row));
}

function isName({ text }: Cell): boolean {
  return !figure.test(
    text
      .replace(period, "")
      .replace(/[（(].*?[）)]/g, "")
      .replace(/\p{Script=Han}+\d$/u, ""),
  );
}
