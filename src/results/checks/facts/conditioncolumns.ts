/*
 * 条件的对象: the figures that a condition may speak of – a column of a table, the difference of two of its columns (本期 – 上年同期, 完成值 – 目标值),
 * a list in the passage, or the items of the passages above – and how surely each is meant.
 */
import { isChange, shareWords } from "./columnwords.ts";
import type { Condition } from "./conditions.ts";
import type { Fact } from "./fact.ts";
import { once } from "./once.ts";
import type { Line } from "./tablelines.ts";
import { rowLines } from "./tablelines.ts";
import type { Table } from "./table.ts";
import type { Text } from "./text.ts";
import { areKin } from "./units.ts";

/** One figure for each thing: what is compared with the bound, and where it is printed. */
export interface Member {
  value: number;
  at: Fact;
}

export interface Column {
  title: string;
  members: Member[];
  /** How surely this is what the condition speaks of. */
  score: number;
  /** May it be told when it does not agree? */
  isPlain: boolean;
}

/** -3.2% right behind a name is a rate below zero. */
export const memberOf = (fact: Fact): Member => ({
  value: fact.base > 0 && fact.passage.plain[fact.from - 1] === "-" ? -fact.base : fact.base,
  at: fact,
});

const longestTable = 120;
export const itemsOf = once((table: Table) =>
  rowLines(table)
    .filter(({ kind }) => kind === "item")
    .slice(0, longestTable),
);

const placeOfTable = once((table: Table): number => {
  for (let column = 0; column < table.columns; column++) {
    const passage = table.passage(0, column);
    if (passage) return passage.index;
  }
  return 0;
});

/** The three nearest; a text speaks of the table beside it. */
export function tablesNear({ index }: { index: number }, tables: readonly Table[]): Table[] {
  const distance = (table: Table): number => Math.abs(placeOfTable(table) - index);
  return tables.toSorted((a, b) => distance(a) - distance(b)).slice(0, 3);
}

export function columnsFor(condition: Condition, table: Table, year: number | null): Column[] {
  const lines = itemsOf(table);
  const isPlain =
    areRows(condition, table, lines) && !isPart(condition, lines.length) && isOfYear(condition.count, year, table);
  const words = condition.measure + (condition.kind === "growth" ? "" : condition.context.slice(-24));
  const found: Column[] = [];
  for (let column = table.named; column < table.columns; column++) {
    const title = table.columnTitle(column);
    const whole = condition.kind === "mean" ? wholeOf(table, column) : 0;
    if (whole === null) continue;
    const members = lines
      .flatMap(({ at }) => table.fact(at, column) ?? [])
      .map(memberOf)
      .map(({ value, at }) => ({ value: value - whole, at }));
    if (members.length < Math.max(3, lines.length * 0.8) || !isOfKind(condition, title, members)) continue;
    found.push({ title: `表中“${title.slice(0, 20)}”`, members, score: likeness(words, title), isPlain });
  }
  if (found.length === 0)
    return condition.kind === "bound" || condition.kind === "mean" ? [] : compared(condition, table, lines, isPlain);
  const best = Math.max(0, ...found.map(({ score }) => score));
  const top = found.filter(({ score }) => score === best);
  if (best < 4 && !measuresNothing(condition)) return [];
  return top.map((column) => ({ ...column, isPlain: isPlain && top.length === 1 }));
}

/** 2023年执行率低于90%的项目有3个: of another year than the table's. */
const isOfYear = (count: Fact, reporting: number | null, table: Table): boolean =>
  count.year === null ||
  count.year === reporting ||
  table.heads.some(({ plain }) => plain.includes(String(count.year)));

/** What the row of the whole says of a rate: that is the mean its rows are compared with. */
function wholeOf(table: Table, column: number): number | null {
  const line = rowLines(table).findLast(({ kind }) => kind === "total" || kind === "mean");
  const fact = line ? table.fact(line.at, column) : null;
  return fact && (line?.kind === "mean" || fact.unit?.dimension === "percent") ? memberOf(fact).value : null;
}

const goal = /目标|任务|计划|指标值|预期/;
const done = /完成|实际|到位|实现/;
const former = /上年|去年|同期|上期/;

/** 完成值 with 目标值, 本期 with 上年同期: where the table prints no rate, the two columns tell as much. */
function compared(
  { kind, measure, noun }: Condition,
  table: Table,
  lines: readonly Line[],
  isPlain: boolean,
): Column[] {
  const titles = Array.from({ length: table.columns }, (_, column) => table.columnTitle(column));
  const isBase = (title: string): boolean => (kind === "goal" ? goal : former).test(title) && !/率|比/.test(title);
  const said = titles.flatMap((title, column) => (column >= table.named && isBase(title) ? [column] : []));
  const bases = said.length > 0 || kind === "goal" ? said : earliest(titles, table.named);
  const [base] = bases;
  const own = titles.findIndex(
    (title, column) =>
      column >= table.named &&
      column !== base &&
      !/率|比|分值|得分|权重/.test(title) &&
      (kind === "goal"
        ? done.test(title)
        : shareWords(title, titles[base ?? 0] ?? "") || /本[年期]|\d{4}年/.test(title)),
  );
  if (base === undefined || bases.length > 1 || own < 0) return [];
  const members = lines.flatMap(({ at }) => {
    const [a, b] = [table.fact(at, own), table.fact(at, base)];
    if (!a || !b || !areKin(a.unit, b.unit)) return [];
    const rate = b.hedge === "most" ? (b.base / a.base) * 100 : (a.base / b.base) * 100;
    return [{ value: kind === "goal" ? rate : a.base - b.base, at: a }];
  });
  const isWhole = members.length === lines.length;
  const title = `表中“${(titles[own] ?? "").slice(0, 14)}”与“${(titles[base] ?? "").slice(0, 14)}”`;
  const caption = table.heads.map(({ plain }) => plain).join("");
  const isSaid = kind === "goal" || measuresNothing({ kind, measure, noun }) || shareWords(measure, caption);
  return members.length > 2 && isSaid ? [{ title, members, score: 2, isPlain: isPlain && isWhole }] : [];
}

/** 2024年 | 2023年: of two years the earlier one. */
function earliest(titles: readonly string[], from: number): number[] {
  const years = titles.flatMap((title, column) => {
    const [year] = /20\d{2}(?=年)/.exec(title) ?? [];
    return year && column >= from ? [{ column, year: Number(year) }] : [];
  });
  const [first, second] = years.toSorted((a, b) => a.year - b.year);
  return years.length === 2 && first && second?.year === first.year + 1 ? [first.column] : [];
}

/** The words name no measure beside the condition itself: 6个县区实现正增长, 90分以上的3个. */
const measuresNothing = ({ measure, noun, kind }: Pick<Condition, "measure" | "noun" | "kind">): boolean =>
  (noun === measure ? measure : measure.replace(noun, ""))
    .replaceAll(
      /其中|从[^，。]*看|同比|增[速幅长]|实现|保持|均|都|的|个|有|项目|县区|县|区|单位|园区|企业|责任|部门|乡镇/g,
      "",
    )
    .replaceAll(/[^一-龥]/g, "").length < (kind === "bound" ? 2 : 3);

function isOfKind({ kind, bound, measure }: Condition, title: string, members: readonly Member[]): boolean {
  const dimension = bound?.unit?.dimension ?? (kind === "mean" ? members[0]?.at.unit?.dimension : "percent");
  if (!members.every(({ at }) => at.unit?.dimension === dimension)) return false;
  if (kind === "growth") return isChange(title);
  if (kind === "pace") return /完成|达成|进度|执行|支出/.test(title) && !isChange(title);
  if (kind === "goal") return /完成|达成|达标|进度|实现/.test(title) && !isChange(title);
  return isChange(title) === /增|降|比/.test(bound?.lead ?? measure);
}

/** Twice the longest run of characters both have. */
function likeness(said: string, title: string): number {
  const own = title.replaceAll(/[(（][^()（）]*[)）]/g, "");
  let longest = 0;
  for (let at = 0; at < own.length; at++)
    while (at + longest < own.length && said.includes(own.slice(at, at + longest + 1))) longest += 1;
  return longest * 2 + (longest === own.length ? 1 : 0);
}

/** What is counted is what the rows are: by the title over their names, by the names' endings, or by the whole that was said before. */
function areRows({ noun, count, context }: Condition, table: Table, lines: readonly Line[]): boolean {
  const own = /^[快慢高低超未达实完落滞领不好优均有]/.test(count.noun) ? "" : count.noun;
  const counted = (noun || own).replaceAll(/[“”]/g, "").slice(0, 4);
  const heads = Array.from({ length: table.named }, (_, column) => table.columnTitle(column)).join("");
  if (counted === "")
    return shareWords(context, heads) || saysNumber(lines.length, context) || isRightBehind(table, count);
  const ends = lines.filter(({ name }) => counted.includes(name.slice(-1))).length;
  return [...counted].some((each) => heads.includes(each)) || ends * 2 > lines.length;
}

/** In one of the two passages behind the table, which they speak of. */
function isRightBehind(table: Table, { passage, unit }: Fact): boolean {
  const last = Array.from({ length: table.columns }, (_, column) => table.passage(table.rows - 1, column)?.index ?? 0);
  const after = passage.index - Math.max(...last);
  return after > 0 && after < 3 && /^[个家户项]$/.test(unit?.title ?? "");
}

/** 新开工项目中，…: a part of the rows only; 8个县区中 is all of them. */
function isPart({ context, measure }: Condition, rows: number): boolean {
  const clause = context.replace(/^.*；/, "") + measure;
  const [, picked = ""] =
    /([^，。；]{0,16})(?:(?<![\d一二三四五六七八九十“])中|里|当中|之中)[，,]?(?:其中)?[^，。；]{0,12}$/.exec(clause) ??
    [];
  if (/^$|其$/.test(picked)) return /[^，。；]{0,12}$/.exec(context)?.[0].includes("、") ?? false;
  return !saysNumber(rows, picked) && !/^(?:全部|所有|上述|以上|表)/.test(picked);
}

const digits = "零一二三四五六七八九十";
const saysNumber = (rows: number, words: string): boolean =>
  new RegExp(`(?<![\\d.])${rows}[个家项条户]`).test(words) ||
  (rows < 20 && words.includes(rows <= 10 ? `${digits[rows]}个` : `十${digits[rows - 10]}个`)) ||
  (rows <= 10 && new RegExp(`${digits[rows]}[项家条户]`).test(words));

/** Figures side by side before the count in its passage: 执行率分别为98.2%、95.0%、88.6%，其中低于90%的有1个. */
export function listBefore({ bound, count, kind }: Condition, { readings }: Text): Column[] {
  const { facts, passage } = readings[count.passage.index] ?? { facts: [], passage: count.passage };
  const end = Math.min(bound?.from ?? count.from, count.from);
  // …，平均10.8亿元，3个县高于平均水平: the mean is told behind its list.
  const mean =
    kind === "mean" ? facts.findLast((fact) => fact.to <= end && /平均[^，。；]{0,6}$/.test(fact.lead)) : null;
  if (kind === "mean" && (!mean || mean.hedge || mean.sentence !== count.sentence)) return [];
  const dimension = (bound ?? mean)?.unit?.dimension ?? "percent";
  const lists: Fact[][] = [];
  for (const fact of facts) {
    if (fact.to > end || fact.unit?.dimension !== dimension || fact.hedge || fact === mean) continue;
    const last = lists.at(-1)?.at(-1);
    const between = last ? passage.plain.slice(last.to, fact.from) : "";
    const isNext =
      last?.sentence === fact.sentence && /^(?:\([^()]{0,20}\))?[、，；和及][^，。；、]{0,16}$/.test(between);
    if (isNext) lists.at(-1)?.push(fact);
    else lists.push([fact]);
  }
  const near = lists.at(-1);
  const [first] = near ?? [];
  if (!near || !first || near.length < 3 || first.sentence < count.sentence - 1) return [];
  const opening = passage.plain.slice(Math.max(0, first.from - 40), first.from);
  if ((kind === "growth" && !/增[速幅长]|同比/.test(opening)) || (kind === "goal" && !opening.includes("完成")))
    return [];
  const isPlain = /分别|依次|[:：]/.test(opening) || /率|分|额/.test(first.lead);
  const members = near.map((fact) => ({ ...memberOf(fact), value: memberOf(fact).value - (mean?.base ?? 0) }));
  return [{ title: "所列数字", members, score: 1, isPlain }];
}

const mostItems = 30;

/** 六个项目中，…: of the passages above that set out six items, the first figure of each. */
export function itemsAbove({ bound, count, context }: Condition, { readings, heads }: Text): Column[] {
  const dimension = bound?.unit?.dimension;
  if (!dimension) return [];
  const above: Fact[] = [];
  for (let at = count.passage.index - 1; at >= 0 && above.length < mostItems; at--) {
    const reading = readings[at];
    const isItem =
      reading?.passage.kind === "item" ||
      heads[at] ||
      /^(?:[-•·●▪*]\s|[一-龥]{2}[一二三四五六七八九十\d]{1,3}[、：:.])/.test(reading?.passage.plain ?? "");
    const fact = isItem ? reading?.facts.find(({ unit, hedge }) => unit?.dimension === dimension && !hedge) : null;
    if (!fact) break;
    above.unshift(fact);
  }
  if (above.length < 3 || !saysNumber(above.length, context)) return [];
  return [{ title: "上文各项", members: above.map(memberOf), score: 1, isPlain: true }];
}
