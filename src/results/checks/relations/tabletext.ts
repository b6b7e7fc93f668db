/*
 * 表文不一: the text says of a row, of several rows or of the whole table what the table says otherwise.
 *
 * A figure belongs to the row whose name stands last before it in its sentence, and to a column of its kind of unit. If any such
 * cell says the same it is held. If none does, that alone proves little: another year, another scope, planned instead of done. So
 * it is called in question only where the two are one figure mistyped (typos.ts), or where name, column and place leave no other
 * reading: the row word for word, the only column of the kind or its very title in the clause, in the section of the table. A
 * figure that is printed elsewhere too, as its cell is, has its own source and stays.
 *
 * 例：表中“会务及场地 291.98”，文中“会务及场地支出 219.98 万元”。
 * 反例：一般公共服务支出（一般公共预算口径）1642.88，表中（全部口径）1670.78。
 */
import type { Fact } from "../facts/fact.ts";
import { shareWords } from "../facts/columnwords.ts";
import { kindOf, rowLines } from "../facts/tablelines.ts";
import { type Mention, mentionsBefore, namesIn } from "../facts/tablenames.ts";
import type { Table } from "../facts/tables.ts";
import { isNaming } from "../facts/tableunits.ts";
import type { Text } from "../facts/text.ts";
import { isTypo, significant } from "../facts/typos.ts";
import { areKin } from "../facts/units.ts";
import { type Claim, claim, type Observation, same, stretchOf, type Sum, total } from "../judgement/claim.ts";
import { judge } from "../judgement/judge.ts";
import { numberOf } from "../judgement/print.ts";
import { rowCounts } from "./rowcounts.ts";
import { tableWholes } from "./tablewholes.ts";

export function* tableTexts(text: Text): Generator<Observation> {
  if (text.tables.length === 0) return;
  const names = namesIn(text.tables);
  const printed = printedIn(text);
  const spoken = new Set<Fact>();
  for (const fact of text.facts) {
    if (!isSaid(fact)) continue;
    const mentions = mentionsBefore(fact, names, text.passages[text.section[fact.passage.index] ?? -1] ?? null);
    if (mentions.length === 0) continue;
    const found = [...ofMentions(fact, mentions, text, printed)];
    if (found.length === 0) continue;
    spoken.add(fact);
    yield* found;
  }
  yield* tableWholes(text, printed, spoken);
  yield* rowCounts(text);
}

/** Figures of running text; a long cell (实际完成情况) is running text too. */
export const isSaid = (fact: Fact): boolean =>
  fact.unit !== null &&
  fact.hedge === null &&
  (fact.passage.cell === null || fact.passage.plain.length > 40) &&
  fact.passage.kind !== "title";

/** A result of the year the report is about; of another year the tables say nothing. */
export const mayBeWrong = (fact: Fact, text: Text): boolean =>
  (fact.role === "level" || fact.role === "rate") &&
  (fact.year === null || text.year === null || fact.year === text.year) &&
  !/(?:目标|计划|力争|拟|预计|预期|比上年|较上年|上年|去年|同期)[^，。；]{0,16}$/.test(fact.lead);

/** How often each figure is printed in the document, and which stand in a table. */
export interface Printed {
  counts: Map<string, number>;
  cells: Set<string>;
}

function printedIn(text: Text): Printed {
  const counts = new Map<string, number>();
  for (const fact of text.facts) counts.set(keyOf(fact), (counts.get(keyOf(fact)) ?? 0) + 1);
  const cells = text.facts.filter((fact) => fact.passage.cell && !isSaid(fact)).map(keyOf);
  return { counts, cells: new Set(cells) };
}
export const keyOf = (fact: Fact): string => `${Math.abs(fact.base).toPrecision(12)} ${fact.unit?.dimension ?? ""}`;

function* ofMentions(fact: Fact, mentions: Mention[], text: Text, printed: Printed): Generator<Observation> {
  const [last] = mentions;
  if (!last) return;
  const nearest = mentions.filter(({ to }) => last.to - to <= 2);
  if (fact.role === "share") {
    const share = shareOf(fact, nearest) ?? severalShares(fact, mentions);
    if (share) yield share;
    return;
  }
  const cells = nearest.flatMap((mention) => cellsFor(fact, mention));
  const held = cells.filter(({ cell }) => isSaidBy(fact, cell));
  if (held.length > 0) {
    const perTable = held.filter(
      ({ mention }, index) => held.findIndex((other) => other.mention.table.index === mention.table.index) === index,
    );
    for (const { cell, mention } of perTable.slice(0, 3)) yield* direction(fact, cell, mention, held);
    return;
  }
  const several = last.isFar ? null : severalRows(fact, mentions);
  if (several && judgedWell(several)) {
    yield several;
    return;
  }
  // Said of an earlier row of the sentence, word for word.
  const isEarlier = mentions.some(
    (mention) => mention.isExact && cellsFor(fact, mention).some(({ cell }) => isSaidBy(fact, cell)),
  );
  const broken = isEarlier ? null : (several ?? breach(fact, cells, text, printed));
  if (broken) yield broken;
}

/** 下降 16.12% for a cell that prints −16.12%; 增长 for it is the other way round. */
function* direction(fact: Fact, cell: Fact, mention: Mention, held: Candidate[]): Generator<Observation> {
  const isReversed = fact.direction * cell.base < 0 && (fact.role === "growth" || fact.role === "change");
  if (!isReversed || cell.base > 0) {
    yield claim("table-text", fact, unsigned(cell), "文中数字与表中不符");
    if (!isReversed) return;
  }
  if (held.some((other) => fact.direction * other.cell.base > 0)) return;
  const said = fact.direction > 0 ? "增长" : "下降";
  yield {
    kind: "slip",
    rule: "direction",
    severity: mention.isExact && significant(numberOf(fact)) > 2 ? "error" : "warning",
    at: stretchOf(fact),
    stated: said,
    expected: said === "增长" ? "下降" : "增长",
    because: `表中为 ${printedCell(cell)}`,
    operands: [stretchOf(cell)],
    message: "增减方向与表中不符，请核对",
  };
}

const printedCell = (cell: Fact): string => `${cell.passage.plain.trim()}`.slice(0, 20);
const unsigned = (cell: Fact): Sum => ({ ...same(cell), compute: ([value = 0]) => Math.abs(value) });

/** The cell says the same; a target (≥12) only if the figure is the target. */
function isSaidBy(fact: Fact, cell: Fact): boolean {
  if (cell.hedge) return fact.base === cell.base;
  return says(fact, cell.base < 0 && fact.direction !== 0 ? unsigned(cell) : same(cell));
}

interface Candidate {
  mention: Mention;
  cell: Fact;
  column: number;
  /** The clause names the column, or no other column has its unit. */
  isNamed: boolean;
}

const says = (fact: Fact, sum: Sum): boolean => judgedWell(claim("table-text", fact, sum, ""));

function judgedWell(made: Claim): boolean {
  const { verdict } = judge(made);
  return verdict === "holds" || verdict === "note";
}

const isShareTitle = (title: string): boolean => /占|比重|份额|构成/.test(title);
const isChangeTitle = (title: string): boolean => /增|同比|环比|降|变动/.test(title);

function cellsFor(fact: Fact, mention: Mention): Candidate[] {
  const { table, row } = mention;
  const columns = kinColumns(fact, table, row);
  const clause = mention.isFar ? fact.lead + fact.noun : fact.passage.plain.slice(mention.to, fact.from) + fact.noun;
  // Beside a result, a target (≥12) is no candidate unless it is said.
  const plain = columns.filter(({ cell }) => !cell.hedge).length;
  return columns.map(({ column, cell }) => {
    const title = table.columnTitle(column).split("/").at(-1) ?? "";
    const isOnly = !mention.isFar && (columns.length === 1 || (plain === 1 && !cell.hedge && fact.role !== "target"));
    return { mention, cell, column, isNamed: isOnly || shareWords(title, clause) };
  });
}

function kinColumns(fact: Fact, table: Table, row: number): { column: number; cell: Fact }[] {
  const found: { column: number; cell: Fact }[] = [];
  for (let column = table.named; column < table.columns; column++) {
    const title = table.columnTitle(column);
    const cell = isNaming(title) ? null : table.fact(row, column);
    if (
      !cell ||
      cell.passage === fact.passage ||
      !isKin(fact, cell) ||
      !fitsRole(fact, title) ||
      !fitsYear(fact, title)
    )
      continue;
    found.push({ column, cell });
  }
  return found;
}

/** 个 in the text may be 项 or unnamed in the table; a percentage is one everywhere. */
const isKin = (fact: Fact, cell: Fact): boolean =>
  areKin(fact.unit, cell.unit) || (cell.unit === null && fact.unit?.factor === 1);

function fitsRole(fact: Fact, title: string): boolean {
  if (fact.role === "growth" || fact.role === "change") return isChangeTitle(title);
  if (fact.role === "base" || fact.role === "origin")
    return /上年|去年|同期|年初|预算|目标|计划|任务|\d{4}年/.test(title);
  if (fact.role === "point" || fact.role === "times") return false;
  if (fact.role === "target") return true;
  return fact.unit?.dimension !== "percent" || !isShareTitle(title) || /占/.test(fact.lead);
}

function fitsYear(fact: Fact, title: string): boolean {
  const [, year] = /((?:19|20)\d{2})年?/.exec(title) ?? [];
  return !year || !fact.year || Number(year) === fact.year;
}

function breach(fact: Fact, cells: Candidate[], text: Text, printed: Printed): Claim | null {
  if (!mayBeWrong(fact, text)) return null;
  const named = cells.filter(
    ({ isNamed, cell, mention, column }) => isNamed && !cell.hedge && !isFormer(mention.table.columnTitle(column)),
  );
  const message = (mention: Mention) => `文中数字与表中“${mention.name.slice(0, 16)}”一行不符`;
  const mistyped = printed.cells.has(keyOf(fact))
    ? null
    : named.find((candidate) => looksMistyped(fact, candidate, text, printed));
  if (mistyped) {
    const { mention, cell } = mistyped;
    const isCertain = mention.isExact && !mention.isFar && isNear(fact, mention.table, text);
    return claim("table-text", fact, same(cell), message(mention), isCertain);
  }
  const other = named.find((candidate) => isOfOtherRow(fact, candidate, text));
  if (other)
    return {
      ...claim("table-text", fact, same(other.cell), message(other.mention), false),
      cause: "这个数是表中另一行的",
    };
  const [only, ...others] = named.filter(({ mention }) => mention.isExact && !mention.isFar);
  if (!only || others.length > 0 || !isTight(fact, only, text) || isKnown(fact, printed)) return null;
  return claim("table-text", fact, same(only.cell), message(only.mention), false);
}

/** 委托咨询执行率 89.94%, which is what the table says of another row. */
function isOfOtherRow(fact: Fact, { mention, column }: Candidate, text: Text): boolean {
  const { table, row } = mention;
  if (
    !mention.isExact ||
    mention.isFar ||
    fact.from - mention.to > 24 ||
    significant(numberOf(fact)) < 3 ||
    !isNear(fact, table, text)
  )
    return false;
  for (let other = table.body; other < table.rows; other++) {
    const cell = other === row ? null : table.fact(other, column);
    if (
      cell &&
      !cell.hedge &&
      areKin(cell.unit, fact.unit) &&
      says(fact, same(cell)) &&
      kindOf(table.labels(other).at(-1) ?? "").kind !== "total"
    )
      return true;
  }
  return false;
}

const isFormer = (title: string): boolean => /上年|去年|同期|年初|目标|计划|任务|指标值|累计/.test(title);
const isKnown = (fact: Fact, printed: Printed): boolean => (printed.counts.get(keyOf(fact)) ?? 0) > 1;

function looksMistyped(fact: Fact, { mention, cell }: Candidate, text: Text, printed: Printed): boolean {
  if (!isMistyped(fact, cell) || (isKnown(fact, printed) && isKnown(cell, printed))) return false;
  const length = Math.min(significant(numberOf(fact)), significant(numberOf(cell)));
  if (length >= 4) return true;
  return mention.isExact && !mention.isFar && (length === 3 || isNear(fact, mention.table, text)) && length >= 2;
}

/** One figure mistyped, or printed with another scale: 486.3 万元 for 486.3 亿元. */
export function isMistyped(fact: Fact, cell: Fact): boolean {
  const isOneUnit = cell.unit?.factor === fact.unit?.factor;
  if (!isOneUnit && numberOf(fact) === numberOf(cell)) return true;
  return isTypo(numberOf(fact), inUnitOf(cell, fact), isOneUnit);
}

/** The cell in the unit of the figure, so that 1.2亿元 and 12000万元 can be compared digit by digit. */
export function inUnitOf(cell: Fact, fact: Fact): string {
  if (cell.unit?.factor === fact.unit?.factor || !fact.unit || !cell.unit) return numberOf(cell);
  return String(Number((cell.base / fact.unit.factor).toPrecision(12)));
}

/** In the section of the table, or with its number. */
export function isNear(fact: Fact, table: Table, text: Text): boolean {
  const first = table.passage(0, 0)?.index ?? table.passage(table.body, 0)?.index ?? 0;
  const caption = table.heads.at(-1)?.plain ?? "";
  const [number] = /表\s*[\d一二三四五六七八九十]+(?:-\d+)?/.exec(caption) ?? [];
  if (number && fact.passage.plain.includes(number)) return true;
  return text.section[first] === text.section[fact.passage.index] && Math.abs(first - fact.passage.index) < 400;
}

/** 会务及场地支出 219 万元: nothing but the title of the column between the name and the figure. */
function isTight(fact: Fact, { mention, column }: Candidate, text: Text): boolean {
  const between = fact.passage.plain.slice(mention.to, fact.from).replaceAll(/[\s“”"()]/g, "");
  const title = (mention.table.columnTitle(column).split("/").at(-1) ?? "").replaceAll(/\([^()]*\)/g, "");
  const rest = between
    .replace(title, "")
    .replaceAll(/支出|实际|完成|为|达到?|是|项目|分别|的|其|得分?|[,，:：、]|仅|共/g, "");
  return (
    rest === "" && mention.name.length >= 4 && between.length <= title.length + 6 && isNear(fact, mention.table, text)
  );
}

/** 装备制造园占全区的 34.2%: the row over the total of the column, or as the table itself prints it. */
function shareOf(fact: Fact, mentions: Mention[]): Claim | null {
  for (const { table, row } of mentions) {
    for (const { cell, column } of everyColumn(table, row)) {
      if (cell.passage === fact.passage) continue;
      if (isShareTitle(table.columnTitle(column)) && says(fact, same(cell)))
        return claim("table-text", fact, same(cell), "文中占比与表中不符");
      const whole = totalOf(table, column);
      if (!whole || whole === cell) continue;
      const made = claim("share", fact, part([cell], whole), "占比与表中两数不符", false);
      if (judgedWell(made)) return made;
    }
  }
  return null;
}

function severalShares(fact: Fact, mentions: Mention[]): Claim | null {
  const group = listed(fact, mentions);
  const [first] = group;
  if (!first || group.length < 2) return null;
  for (const { column } of everyColumn(first.table, first.row)) {
    const cells = group.flatMap(({ table, row }) => table.fact(row, column) ?? []);
    const whole = totalOf(first.table, column);
    if (cells.length !== group.length || !whole) continue;
    const made = claim("share", fact, part(cells, whole), "占比与表中各行不符", false);
    if (judgedWell(made)) return made;
  }
  return null;
}

function everyColumn(table: Table, row: number): { column: number; cell: Fact }[] {
  const found: { column: number; cell: Fact }[] = [];
  for (let column = table.named; column < table.columns; column++) {
    const cell = table.fact(row, column);
    if (cell && !isNaming(table.columnTitle(column))) found.push({ column, cell });
  }
  return found;
}

function totalOf(table: Table, column: number): Fact | null {
  const row = totalRowOf(table);
  const whole = row === null ? null : table.fact(row, column);
  return whole && whole.base > 0 && whole.unit?.dimension !== "percent" ? whole : null;
}

const totals = new WeakMap<Table, number | null>();
export function totalRowOf(table: Table): number | null {
  const known = totals.get(table);
  if (known !== undefined) return known;
  const row = rowLines(table).findLast(({ kind }) => kind === "total")?.at ?? null;
  totals.set(table, row);
  return row;
}

const part = (cells: Fact[], whole: Fact): Sum => ({
  operands: [...cells, whole],
  compute: (values) => (values.slice(0, -1).reduce((sum, value) => sum + value, 0) / (values.at(-1) ?? 1)) * 100,
  show: (texts) => `${cells.length > 1 ? `(${texts.slice(0, -1).join(" + ")})` : texts[0]} ÷ ${texts.at(-1)}`,
  isAdditive: false,
});

/** Rows of one table named one after the other before the figure: 长三角、粤港澳、京津冀的项目共 101 个. */
function listed(fact: Fact, mentions: Mention[]): Mention[] {
  const [last] = mentions;
  if (!last) return [];
  const seen = new Set<number>();
  const group = mentions.filter(
    ({ table, row, isExact }) => table === last.table && isExact && !seen.has(row) && seen.add(row) !== null,
  );
  const kept = [group[0]].filter((mention) => mention !== undefined);
  for (const mention of group.slice(1)) {
    const before = kept.at(-1);
    if (!before) break;
    const gap = fact.passage.plain.slice(mention.to, before.to - before.name.length);
    if (!/^[^，。；\d]{0,6}[、和与及][^，。；\d]{0,4}$/.test(gap)) break;
    kept.push(mention);
  }
  return kept;
}

function severalRows(fact: Fact, mentions: Mention[]): Claim | null {
  const group = listed(fact, mentions);
  const [first] = group;
  if (!first || group.length < 2 || !["level", "rate"].includes(fact.role) || fact.unit?.dimension === "percent")
    return null;
  const between = fact.passage.plain.slice(first.to, fact.from);
  const columns = kinColumns(fact, first.table, first.row);
  const sums = columns.flatMap(({ column }) => {
    const cells = group.flatMap(({ table, row }) => table.fact(row, column) ?? []);
    return cells.length === group.length
      ? [{ made: claim("table-text", fact, total(cells), "文中合计与表中各行之和不符", false), column }]
      : [];
  });
  const held = sums.find(({ made }) => judgedWell(made));
  if (held) return held.made;
  const [only, other] = sums.filter(
    ({ column }) =>
      sums.length === 1 || shareWords(first.table.columnTitle(column).split("/").at(-1) ?? "", between + fact.noun),
  );
  return only && !other && /合计|共|总/.test(between) && between.length < 24 && !/分别|各|新增|其中/.test(between)
    ? only.made
    : null;
}
