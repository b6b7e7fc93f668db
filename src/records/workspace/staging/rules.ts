import { halfWidth } from "#kit/base/text.ts";

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
    const hasGap = header.cells.some((cell, i) => cell !== "" && !row.cells[i]);
    if (row.number !== header.number + 1 || !hasGap || named(row) * 2 < told || named(row) === 0) break;
    header = row;
  }
  return header.number;
}

function looksLikeTitles({ cells }: SheetRow): boolean {
  const told = cells.filter(Boolean);
  return told.length >= 2 && new Set(told).size === told.length && told.every((cell) => !/^[\d.,%-]+$/.test(cell));
}

/** The columns under a title row; a blank title takes what stands above it in a merged cell. */
export function columnsOf(rows: SheetRow[], headerRow: number): SheetColumn[] {
  const header = rows.find(({ number }) => number === headerRow);
  if (!header) return [];
  const above = rows.filter(({ number, cells }) => number < headerRow && cells.filter(Boolean).length > 1).slice(-1);
  const below = rows.filter(({ number }) => number > headerRow);
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, index) => {
    const samples = below.map(({ cells }) => cells[index] ?? "").filter(Boolean);
    const title = header.cells[index] || above.map(({ cells }) => cells[index] ?? "").find(Boolean) || "";
    return { index, letter: letterOf(index), title, samples: samples.slice(0, 3) };
  }).filter(({ title, samples }) => title !== "" || samples.length > 0);
}

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
