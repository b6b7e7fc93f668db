import { halfWidth } from "#kit/base/text.ts";
import { type Cell, emptyCell, type Row, textCell } from "#kit/documents/cells.ts";

/**
 * 认表头、配列: an office's table begins with a banner, a note, a line of units; its titles are spelled its own way, stand
 * in merged cells over two rows, or occur twice. All of it is a guess that the user sees and may correct before a row is read.
 */
export interface SheetRow {
  number: number;
  cells: string[];
}

export interface SheetColumn {
  index: number;
  letter: string;
  title: string;
  samples: string[];
}

interface Field {
  field: string;
  title: string;
  aliases: string[];
}

/** The row of column titles: the one that names most fields; where none does, the first that looks like titles. */
export function guessHeaderRow(rows: SheetRow[], fields: Field[]): number {
  const known = new Set(fields.flatMap(({ title, aliases }) => [title, ...aliases]).map(plainTitle));
  const named = (row: SheetRow) => row.cells.filter((cell) => known.has(plainTitle(cell))).length;
  const best = rows.reduce<SheetRow | null>((top, row) => (named(row) > (top ? named(top) : 0) ? row : top), null);
  if (!best) return (rows.find(looksLikeTitles) ?? rows[0])?.number ?? 1;
  // 两行表头: 联系人 over 姓名、电话. Under a title of two rows' height nothing stands, as no row of data has it.
  let header = best;
  for (const row of rows.slice(rows.indexOf(best) + 1)) {
    const told = row.cells.filter(Boolean).length;
    if (row.number === header.number + 1 && told > 0 && row.cells.filter(Boolean).every(isUnit)) return row.number;
    const hasGap = header.cells.some((cell, i) => cell !== "" && !row.cells[i]);
    if (row.number !== header.number + 1 || !hasGap || named(row) * 2 < told || named(row) === 0) break;
    header = row;
  }
  return header.number;
}

/** A second title row may hold nothing but units: 注册资本 over （万元）. */
const isUnit = (cell: string): boolean =>
  /^(?:百|千)?(?:万|亿)?(?:美元|元|人|家|个|亩|%|平方米|㎡|吨|次)$/.test(halfWidth(cell).replace(/[\s()（）]/g, ""));

function looksLikeTitles({ cells }: SheetRow): boolean {
  const told = cells.filter(Boolean);
  return told.length >= 2 && new Set(told).size === told.length && told.every((cell) => !/^[\d.,%-]+$/.test(cell));
}

/** The columns under a title row; a blank title takes what stands above it in a merged cell. */
export function columnsOf(rows: SheetRow[], headerRow: number): SheetColumn[] {
  const header = rows.find(({ number }) => number === headerRow);
  if (!header) return [];
  const above = rows.findLast(({ number, cells }) => number < headerRow && cells.filter(Boolean).length > 1);
  const below = rows.filter(({ number }) => number > headerRow);
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const titles = titlesOf(header, above, width);
  return titles
    .map((title, index) => {
      const samples = below.map(({ cells }) => cells[index] ?? "").filter(Boolean);
      return { index, letter: letterOf(index), title, samples: samples.slice(0, 3) };
    })
    .filter(({ title, samples }) => title !== "" || samples.length > 0);
}

/**
 * 姓名 that stands twice says whose only with the merged cell above it: 法定代表人·姓名, 联系人·姓名; a unit alone says nothing
 * without it: 注册资本（万元）.
 */
function titlesOf(header: SheetRow, above: SheetRow | undefined, width: number): string[] {
  const own = Array.from({ length: width }, (_, index) => header.cells[index] ?? "");
  if (!above || above.number !== header.number - 1)
    return own.map((title, index) => title || (above?.cells[index] ?? ""));
  let group = "";
  return own.map((title, index) => {
    const over = above.cells[index] ?? "";
    if (over || !title) group = over;
    if (!title) return over;
    if (isUnit(title)) return over ? `${over}（${title.replace(/[()（）]/g, "")}）` : title;
    return group && own.filter((each) => each === title).length > 1 ? `${group}${title}` : title;
  });
}

/** 略去的行: what stands among the data and is no record; the reason in words, or null for a record. */
export function asideOf(cells: string[], titles: ReadonlyMap<number, string>): string | null {
  const filled = cells.map((text, index) => ({ text: text.trim(), index })).filter(({ text }) => text !== "");
  const inColumns = filled.filter(({ index }) => titles.has(index));
  const words = filled
    .map(({ text }) => halfWidth(text).replace(/\s/g, ""))
    .filter((text) => !/^[\d.,%-]+$/.test(text));
  if (words.some((text) => totals.test(text))) return "合计行";
  const repeated = inColumns.filter(
    ({ text, index }) => plainTitle(text) === plainTitle(titles.get(index) ?? ""),
  ).length;
  if (repeated >= 2 && repeated * 2 >= inColumns.length) return "重复的表头";
  if (words.length > 0 && words.every((text) => signatures.test(text))) return "说明行";
  if (filled.length === 1 && words.some((text) => headings.test(text))) return "分段标题";
  if (inColumns.length > 0) return null;
  return words.length === 0 ? "只有序号，没有内容" : "说明行，不在所对应的列里";
}

const totals = /^[^，。;；]{0,12}(?:合计|总计|小计|共计|累计)(?:\([^)]*\))?[:：]?(?:\d+[家户个项条])?$/;
const signatures =
  /^(?:[*※]|注(?:[:：\d]|$)|附?说明[:：]|备注[:：]|(?:填报|填表|制表|审核|复核|经办|负责|联系|单位负责)(?:单位|部门|人|时间|日期|电话)?[:：]|数据来源|截至|日期[:：])/;
const headings = /^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十]+[批部类])/;

/** 单位：万元 in the lines above the titles: what bare amounts are in. */
export function statedUnit(rows: SheetRow[], headerRow: number): "yuan" | "wan" | "yi" | null {
  const lines = rows.filter(({ number }) => number < headerRow).flatMap(({ cells }) => cells);
  const named = lines
    .map((text) => /(?:金额)?单位[:：为]?(?:人民币)?(亿元|万元|元)/.exec(text.replace(/\s/g, ""))?.[1])
    .find(Boolean);
  return named === "万元" ? "wan" : named === "亿元" ? "yi" : named === "元" ? "yuan" : null;
}

/** 纵向合并的单元格: one value for several rows. Row and column → the row that holds it. */
export function mergedDown(ranges: readonly string[], headerRow: number): (row: number, index: number) => number {
  const tops = new Map<string, number>();
  for (const range of ranges) {
    const [, left = "", top = "", right = "", bottom = ""] = /^([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)$/.exec(range) ?? [];
    const [first, last] = [Number(top), Number(bottom)];
    // Wider than a column is a heading; higher than a few hundred rows is formatting, not a value.
    if (left !== right || first <= headerRow || last - first > 500) continue;
    for (let row = first + 1; row <= last; row += 1) tops.set(`${row} ${indexOf(left)}`, first);
  }
  return (row, index) => (tops.size === 0 ? row : (tops.get(`${row} ${index}`) ?? row));
}

const indexOf = (letters: string): number =>
  [...letters].reduce((at, each) => at * 26 + each.charCodeAt(0) - 64, 0) - 1;

export function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterOf(Math.floor(index / 26) - 1) + letter;
}

/** Which column is which field, best match first; each field and each column at most once. */
export function proposeMapping(columns: SheetColumn[], fields: Field[]): Record<string, number> {
  const pairs = columns.flatMap(({ index, title }) =>
    fields.map((field, order) => ({ index, order, field: field.field, score: likeness(title, field) })),
  );
  const mapping: Record<string, number> = {};
  const taken = new Set<number>();
  for (const { index, field, score } of pairs.sort(
    (a, b) => b.score - a.score || a.order - b.order || a.index - b.index,
  )) {
    if (score < 0.6) break;
    if (field in mapping || taken.has(index)) continue;
    mapping[field] = index;
    taken.add(index);
  }
  return mapping;
}

/** 1 for a title or alias itself, less the further the words are from one. */
function likeness(title: string, { title: own, aliases }: Field): number {
  const written = plainTitle(title);
  if (written === "") return 0;
  return Math.max(
    ...[own, ...aliases].map((name, order) => closeness(written, plainTitle(name)) - (order > 0 ? 0.01 : 0)),
  );
}

function closeness(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  // 企业名称（全称）holds 企业名称; two characters alone (名称, 电话) are too little to go by.
  if (short.length >= 3 && long.includes(short)) return 0.7 + (0.25 * short.length) / long.length;
  const [pairsA, pairsB] = [pairsOf(a), pairsOf(b)];
  const shared = [...pairsA].filter((pair) => pairsB.has(pair)).length;
  return pairsA.size + pairsB.size === 0 ? 0 : (0.9 * 2 * shared) / (pairsA.size + pairsB.size);
}

const pairsOf = (text: string): Set<string> => new Set([...text].slice(1).map((_, i) => text.slice(i, i + 2)));

/** A title without what only decorates it: the unit, the star of a required column, spaces, numbering. */
export function plainTitle(title: string): string {
  return halfWidth(title)
    .toLowerCase()
    .replace(/[([【][^)\]】]*(?:元|必填|选填|人民币|单位)[^)\]】]*[)\]】]/g, "")
    .replace(/^[\d一二三四五六七八九十]+[、.]/, "")
    .replace(/[\s*:：_\-/、()（）【】[\]]/g, "");
}

/** 金额单位 a title states: 注册资本（万元）, 投资额/万美元; "" where it states none. */
export function unitOf(title: string): string {
  const plain = halfWidth(title);
  const named = /(?:万亿|千万|百万|[千万亿])?(?:美元|美金|港元|港币|欧元|日元|英镑|元)/.exec(plain)?.[0];
  return named ?? /\(([万亿])\)/.exec(plain)?.[1] ?? "";
}

/** The same titles in the same order are the same form. */
export const formOf = (columns: SheetColumn[]): string =>
  columns.map(({ index, title }) => `${index}:${plainTitle(title)}`).join("|");

/** 手机号、身份证号 in samples: enough to recognise the column by. */
export const maskedSample = (text: string): string =>
  text
    .replace(/(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g, "$1****$2")
    .replace(/(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?![\dXx])/g, "$1********$2");

/** A cell of the file as far as it is needed to be read again. */
export type FileCell = Pick<Cell, "kind" | "text" | "result">;

/** The row as it is read: what was typed stands before what the file says. */
export function amendedRow(row: Row, typed: ReadonlyMap<number, string> | undefined): Row {
  if (!typed) return row;
  const width = Math.max(row.cells.length, ...[...typed.keys()].map((column) => column + 1));
  const cells = Array.from({ length: width }, (_, column) => {
    const text = typed.get(column);
    return text === undefined ? (row.cells[column] ?? emptyCell) : textCell(text);
  });
  return { ...row, cells };
}

/** What the file says in the mapped cells, in the form that is kept. */
export function fileCells(row: Row, mapping: Record<string, number>): Record<string, FileCell> {
  const cells = Object.entries(mapping).flatMap(([field, column]) => {
    const cell = row.cells[column];
    if (!cell || cell.text === "") return [];
    const { kind, text, result } = cell;
    return [[field, { kind, text: text.slice(0, mostKept), ...(result && { result }) }]];
  });
  return Object.fromEntries(cells);
}

/** Longer than any field may be, so that what is too long stays so. */
const mostKept = 4000;

/** The row of the file from what was kept of it. */
export function keptRow(number: number, cells: Record<string, FileCell>, mapping: Record<string, number>): Row {
  const row: Row = { number, cells: [] };
  for (const [field, column] of Object.entries(mapping)) {
    const cell = cells[field];
    if (cell) row.cells[column] = { ...cell, value: cell.text };
  }
  row.cells = Array.from(row.cells, (cell) => cell ?? emptyCell);
  return row;
}

export const twinProblem = ({ field, what }: { field: string | null; what: string }, row: number) => ({
  field,
  message: `与第 ${row} 行是${what}，请合并后再导入`,
});
