/*
 * 位次: a rank must lie within the number ranked, move as its words say, and be the one the table's figures give.
 *
 * “6个县区中排名第7” and “第5位，较上年的第8位前移2位” contradict themselves: errors. A column 位次 must order its rows as the column it ranks does;
 * which that is stands in its title (完成率位次), in the line above (按2024年金额由高到低), or is the one column that orders all rows but one. One measure
 * of one scope with two ranks in a text is a 疑点: the second may be of another time.
 *
 * 例：完成率 114.00、105.50、116.63，位次 2、3、2 → 第三行应为 1。反例：并列；多项指标综合排名（没有一列对得上）；第一产业；第十四届。
 */
import type { Fact } from "../../facts/fact.ts";
import { type Ranking, rankingsOf } from "../../facts/rankings.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import type { Match, Slip, Stretch } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* ranks(text: Text): Generator<Slip | Match> {
  const known = new Map<string, Ranking>();
  for (const passage of text.passages) {
    if (passage.cell) continue;
    const said = rankingsOf(passage);
    for (const ranking of said) yield* within(ranking);
    yield* moves(said);
    yield* climbs(said);
    for (const ranking of said) yield* again(ranking, known);
  }
  for (const table of text.tables) yield* inTable(table);
}

const stretch = ({ passage, from, to }: Ranking): Stretch => ({ passage, from, to });

function* within(ranking: Ranking): Generator<Slip | Match> {
  const { among, rank, passage } = ranking;
  if (!among) return;
  const operands = [{ passage, from: among.from, to: among.to }];
  const because = `共 ${among.count} 个，位次是第 ${rank}`;
  if (rank <= among.count) yield { kind: "match", rule: "rank", at: stretch(ranking), because, operands };
  else
    yield slip(
      stretch(ranking),
      "error",
      `第${rank}`,
      `不超过 ${among.count}`,
      because,
      operands,
      "位次超过了参加排名的数目，请核对",
    );
}

const forward = /前移|上升|提升|前进|提高|进位|跃升/;

/** 第5位，较上年同期的第8位前移3位 */
function* moves(said: readonly Ranking[]): Generator<Slip | Match> {
  for (const [index, now] of said.entries()) {
    const before = said[index + 1];
    if (!before || before.from - now.to > 24) continue;
    // 列第12位，比上年前移5位（上年第17位）: the move may stand between the two; behind ； another place is told of.
    const between = now.passage.plain.slice(now.to, before.from);
    if (/[；。]/.test(between) || !/比|较|由|从/.test(between)) continue;
    const move = between.search(
      /(?:前移|上升|提升|前进|提高|进位|跃升|后移|下降|后退|下滑|退后|回落)了?\s*[\d一二两三四五六七八九十]/,
    );
    const start = move >= 0 ? now.to + move : before.to;
    yield* stepsOf(before, now, start);
  }
}

/** 前移2位, right behind a place. */
function* stepsOf(before: Ranking, now: Ranking, start: number): Generator<Slip | Match> {
  const move =
    /^\s*[，,]?\s*(前移|上升|提升|前进|提高|进位|跃升|后移|下降|后退|下滑|退后|回落)(?:了)?\s*(\d{1,2}|[一二两三四五六七八九十])\s*(?:位|个?位次|名)/.exec(
      now.passage.plain.slice(start, start + 14),
    );
  if (!move) return;
  const steps = /\d/.test(move[2] ?? "")
    ? Number(move[2])
    : " 一二三四五六七八九十".indexOf((move[2] ?? "").replace("两", "二"));
  const due = before.rank - now.rank;
  const isRight = due === (forward.test(move[1] ?? "") ? steps : -steps);
  const at = { passage: now.passage, from: start, to: start + move[0].length };
  const because = `由第 ${before.rank} 到第 ${now.rank}，${due >= 0 ? "前移" : "后移"} ${Math.abs(due)} 位`;
  const operands = [stretch(now), stretch(before)];
  if (isRight) yield { kind: "match", rule: "rank", at, because, operands };
  else
    yield slip(
      at,
      "error",
      move[0].trim(),
      `${due >= 0 ? "前移" : "后移"} ${Math.abs(due)} 位`,
      because,
      operands,
      "位次的变动与前后位次不符，请核对",
    );
}

/** 由第8位上升至第5位，前进3个位次: the verb between the two ranks. */
function* climbs(said: readonly Ranking[]): Generator<Slip | Match> {
  for (const [index, before] of said.entries()) {
    const now = said[index + 1];
    if (!now || now.rank === before.rank || now.from - before.to > 8) continue;
    const between = now.passage.plain.slice(before.to, now.to);
    const [, rose, fell] =
      /^\s*(?:(上升|前移|提升|跃升|进位|前进|升)|(下降|后移|下滑|退后?|回落|降))[至到]/.exec(between) ?? [];
    if (!rose && !fell) continue;
    const at = { passage: now.passage, from: before.to, to: now.to };
    const because = `由第 ${before.rank} 到第 ${now.rank}`;
    const operands = [stretch(before)];
    const due = now.rank < before.rank ? "上升" : "下降";
    if ((rose !== undefined) === now.rank < before.rank) yield { kind: "match", rule: "rank", at, because, operands };
    else yield slip(at, "error", between.trim(), due, because, operands, "位次的升降与前后位次不符，请核对");
    yield* stepsOf(before, now, now.to);
  }
}

/** The same measure, scope and time twice. */
function* again(ranking: Ranking, known: Map<string, Ranking>): Generator<Slip | Match> {
  const { plain } = ranking.passage;
  const measure = /([一-龥]{4,14})$/
    .exec(
      ranking.lead
        .replace(/(?:全[国省市区县州]|自贸区)?(?:排名?|位?居|位?列|名列|位次|位于|排在)?(?:为|在)?\s*$/, "")
        .trim(),
    )?.[1]
    ?.replace(/^(?:其中|全年|本年|今年以来|目前)/, "");
  const sentence = plain.slice(Math.max(0, plain.lastIndexOf("。", ranking.from)), ranking.from);
  if (!measure || !ranking.scope || /上年|去年|由|从|同期|季度|\d月|累计/.test(sentence)) return;
  const key = `${ranking.scope}|${measure}`;
  const other = known.get(key);
  if (!other) known.set(key, ranking);
  else if (other.rank === ranking.rank)
    yield {
      kind: "match",
      rule: "rank",
      at: stretch(ranking),
      because: "与前面所说的位次一致",
      operands: [stretch(other)],
    };
  else
    yield slip(
      stretch(ranking),
      "warning",
      `第${ranking.rank}`,
      `第${other.rank}`,
      `前面说${measure}${ranking.scope}第 ${other.rank}`,
      [stretch(other)],
      "同一指标前后位次不一，请核对",
    );
}

interface Row {
  rank: number;
  cell: Stretch;
  index: number;
}

function* inTable(table: Table): Generator<Slip | Match> {
  for (let column = 0; column < table.columns; column++) {
    const title = table.columnTitle(column);
    if (!/(?:位次|排名|名次|排序)(?:[(（][^()（）]*[)）])?$/.test(title)) continue;
    const rows = rowsOf(table, column);
    // Ranks beyond the rows, and one twice: these are places among others.
    const isElsewhere =
      rows.some(({ rank }) => rank > rows.length) && new Set(rows.map(({ rank }) => rank)).size < rows.length;
    if (rows.length < 3 || isElsewhere) continue;
    const ranked = rankedColumn(table, column, title, rows);
    if (!ranked) continue;
    yield* ordered(rows, ranked.values, ranked.title, ranked.isSure);
  }
}

function rowsOf(table: Table, column: number): Row[] {
  return Array.from({ length: Math.max(0, table.rows - table.body) }, (_, row) => row + table.body).flatMap((index) => {
    const passage = table.isOwn(index, column) ? table.passage(index, column) : null;
    const written = /^\s*(?:第\s*)?(\d{1,3})(?:\s*[位名])?\s*$/.exec(passage?.plain ?? "");
    const isTotal = /合计|总计|小计|平均|全[省市州区县]$/.test(table.rowTitle(index));
    if (!passage || !written || isTotal) return [];
    return [{ rank: Number(written[1]), cell: { passage, from: 0, to: passage.text.length }, index }];
  });
}

interface Ranked {
  values: (Fact | null)[];
  title: string;
  isSure: boolean;
}

/** The column that is ranked: named, or the only one that orders all rows but one. */
function rankedColumn(table: Table, own: number, title: string, rows: readonly Row[]): Ranked | null {
  const name =
    title
      .replace(/(?:位次|排名|名次|排序).*$/, "")
      .split("/")
      .at(-1) ?? "";
  const head = table.heads.map((each) => each.plain).join(" ");
  const said =
    /(?:位次|排名|名次|排序)?按([^，。；()（）]{2,16}?)(?:由高到低|从高到低|由大到小|降序|排序|排列|排名)/.exec(
      head,
    )?.[1] ?? "";
  const columns = Array.from({ length: table.columns }, (_, column) => column).filter((column) => column !== own);
  const read = (column: number): (Fact | null)[] => rows.map((row) => table.fact(row.index, column));
  const filled = columns.filter(
    (column) => read(column).every((fact) => fact !== null) && !/序号|位次|排名/.test(table.columnTitle(column)),
  );
  const plainTitle = (column: number): string => table.columnTitle(column).replace(/[(（].*$/, "");
  const exact = filled.filter((column) => plainTitle(column) === name);
  const named = exact.length > 0 || !name ? exact : filled.filter((column) => plainTitle(column).endsWith(name));
  const [first] = named;
  if (first !== undefined && named.length === 1)
    return { values: read(first), title: table.columnTitle(first), isSure: true };
  const scored = filled
    .map((column) => ({ column, wrong: misplaced(rows, read(column)).length }))
    .sort((a, b) => a.wrong - b.wrong);
  const [best] = scored;
  // Of three rows one may be out of order by chance, but not where that leaves a place taken twice.
  const isTwice = new Set(rows.map(({ rank }) => rank)).size < rows.length;
  if (!best || best.wrong > 1 || (best.wrong === 1 && rows.length < 4 && !isTwice)) return null;
  return { values: read(best.column), title: table.columnTitle(best.column), isSure: said !== "" };
}

/** Rows whose rank is not the one their value gives, from the highest down or, where that fits better, from the lowest up. */
function misplaced(rows: readonly Row[], values: readonly (Fact | null)[]): { row: Row; due: number }[] {
  const wrongIn = (sign: 1 | -1) =>
    rows.flatMap((row, index) => {
      const own = values[index]?.base ?? 0;
      const above = values.filter((value) => value && sign * (value.base - own) > 0).length;
      const equal = values.filter((value) => value && value.base === own).length;
      return row.rank > above && row.rank <= above + equal ? [] : [{ row, due: above + 1 }];
    });
  const [down, up] = [wrongIn(1), wrongIn(-1)];
  return down.length <= up.length ? down : up;
}

function* ordered(
  rows: readonly Row[],
  values: readonly (Fact | null)[],
  title: string,
  isSure: boolean,
): Generator<Slip | Match> {
  const wrong = misplaced(rows, values);
  const [first] = rows;
  if (wrong.length === 0 && first) {
    yield {
      kind: "match",
      rule: "rank",
      at: first.cell,
      because: `${rows.length} 个位次与“${title}”的大小一致`,
      operands: [],
    };
    return;
  }
  if (wrong.length > Math.max(2, rows.length / 3)) return;
  for (const { row, due } of wrong) {
    const value = values[rows.indexOf(row)];
    yield slip(
      row.cell,
      isSure ? "error" : "warning",
      String(row.rank),
      String(due),
      `${value ? printed(value) : ""} 在“${title}”一列中排第 ${due}`,
      value ? [{ passage: value.passage, from: value.from, to: value.to }] : [],
      "位次与所排的数字不符，请核对",
    );
  }
}

const slip = (
  at: Stretch,
  severity: Slip["severity"],
  stated: string,
  expected: string,
  because: string,
  operands: Stretch[],
  message: string,
): Slip => ({
  kind: "slip",
  rule: "rank",
  severity,
  at,
  stated,
  expected,
  because,
  operands,
  message,
});
