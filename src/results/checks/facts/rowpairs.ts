/*
 * 两行之差: the figures of two rows of one table that a difference speaks of by name only: 丙区执行率最低，比甲区低26.32个百分点; 甲园最高，乙园最低，两者相差…;
 * 签约额占40.0%，比居第二位的乙产业高…. Both rows must be named in the sentence. Of several columns the one that is meant holds the figure just told of the first
 * row, or shares most of its title with the sentence; else only a difference that is right tells the column.
 */
import type { Fact } from "./fact.ts";
import { former, formerTime } from "./formertime.ts";
import { once } from "./once.ts";
import type { Table } from "./table.ts";
import type { Text } from "./text.ts";
import { areKin } from "./units.ts";

export interface RowPair {
  level: Fact;
  base: Fact;
}

const comparedRow =
  /(?<!占)[比较与和同](?<reference>[^，。；比较\d]{2,20}?)(?:水平)?(?:相比)?[，]?(?:提高|上升|下降|降低|增加|减少|[高低快慢多少差])?(?:出|了)?\s*$|[高低快慢多少][于出](?<than>[^，。；比较\d]{2,20}?)(?:水平)?\s*$/;
const apartWord = /(?:相差|差距|之差|极差)(?:达到?|为|了)?\s*$/;
const overall = /平均|总体|整体|全[省市州区县]|合计/;
const totalRow = /合计|总计|全[省市州区县]$|^全[省市州区县]|平均/;
const percents = new Set(["percent", "point"]);

interface NamedRow {
  table: Table;
  row: number;
  name: string;
}

const mostRows = 400;

/** Rows by their own names; dates and dashes beside a name are none: 第四批/10月25日, 合计/—. */
const rowsOf = once((text: Text): NamedRow[] =>
  text.tables
    .flatMap((table) =>
      Array.from({ length: Math.max(0, Math.min(120, table.rows - table.body)) }, (_, index) => {
        const row = index + table.body;
        // 西片区/小计 is the 西片区.
        const labels = table.labels(row).filter((each) => !/^[\d\-—–.年月日%]*$/.test(each));
        const name = labels.findLast((each, index) => index === 0 || !/^(?:小计|合计)$/.test(each)) ?? "";
        return { table, row, name: name.replace(/[(（].*$/, "") };
      }),
    )
    .filter(({ name }) => name.length > 1)
    .slice(0, mostRows),
);

/** `fact`: the difference. Is the pair sure to be the one that is meant, wrong or right, it comes even if the difference is wrong. */
export function rowPairOf(fact: Fact, text: Text): RowPair | null {
  if (text.tables.length === 0 || fact.passage.cell) return null;
  const sentence = fact.passage.plain.slice(Math.max(0, fact.from - 110), fact.from).replace(/^.*[。；;]/s, "");
  const rows = rowsSaid(sentence, tablesOf(text));
  const columns = rows.flatMap(([level, base]) => columnsOf(level, base, fact));
  const told = columns.filter(({ level }) => isTold(level, fact, text));
  const earlier = fact.passage.plain.slice(Math.max(0, fact.from - 160), fact.from);
  const titled = told.length > 0 ? told : titledIn(columns, sentence);
  // 云谷县完成比例最高…。北苑区比全市平均高…: the sentence before says what of.
  const best = titled.length > 0 ? titled : titledIn(columns, earlier);
  const isRight = ({ level, base }: RowPair) =>
    Math.abs(Math.abs(level.base - base.base) - fact.base) <= fact.half + 1e-6;
  return (best.length > 0 ? best : columns).find(isRight) ?? (best.length === 1 ? (best[0] ?? null) : null);
}

const changeTitle = /增|减|±|[同环]比|幅|占|比重|位次|排名|序号|率/;
const formerSaid = new RegExp(`(?:同比|[比较](?:${formerTime}|20\\d\\d年|年初(?!预算)))[^，。；\\d]{0,14}$`);

/** 北园同比减少2.2万元: the figure of that row now and formerly, of two columns of its table. */
export function formerPairOf(fact: Fact, text: Text): RowPair | null {
  if (text.tables.length === 0 || fact.passage.cell) return null;
  const sentence = fact.passage.plain.slice(Math.max(0, fact.from - 90), fact.from).replace(/^.*[。；;]/s, "");
  if (!formerSaid.test(sentence) || fact.lead.includes("分别")) return null;
  const own = sentence.slice(0, sentence.search(formerSaid));
  const pairs = tablesOf(text).flatMap((rows) => {
    const [row] = lastSaid(rows, own);
    return row ? yearsOf(row, fact) : [];
  });
  const told = pairs.filter(({ level }) => isTold(level, fact, text));
  const best = told.length > 0 ? told : pairs.length === 1 ? pairs : titledIn(pairs, sentence);
  return (
    (best.length > 0 ? best : pairs).find((pair) => gives(pair, fact)) ?? (best.length === 1 ? (best[0] ?? null) : null)
  );
}

/** Is the change, or the rate of change, that of the two? */
function gives({ level, base }: RowPair, fact: Fact): boolean {
  const off = Math.abs(level.base - base.base);
  const due = fact.unit?.dimension === "percent" ? (off / Math.abs(base.base)) * 100 : off;
  return Math.abs(due - fact.base) <= fact.half + 1e-6;
}

function yearsOf({ table, row }: NamedRow, fact: Fact): Column[] {
  const columns = Array.from({ length: Math.min(table.columns, 24) }, (_, column) => ({
    fact: table.fact(row, column),
    title: table.columnTitle(column),
  })).filter(({ title }) => !changeTitle.test(title));
  const years = columns.map(({ title }) => Number(/20\d\d(?=年)/.exec(title)?.[0] ?? 0));
  const latest = Math.max(...years);
  const isFormer = (index: number): boolean =>
    former.test(columns[index]?.title ?? "") || (years[index] !== 0 && years[index] === latest - 1);
  const bare = (title: string): string =>
    title.replaceAll(/20\d\d年度?|上年|去年|本年|同期|本期|上期|全年|年[初末]|[(（][^()（）]*[)）]|[/\s数值]/g, "");
  return columns.flatMap(({ fact: base, title }, index) => {
    if (!base || base.base === 0 || !isFormer(index)) return [];
    return columns.flatMap(({ fact: level, title: own }, other) =>
      level &&
      !isFormer(other) &&
      areKin(level.unit, base.unit) &&
      (fact.unit?.dimension === "percent" || areKin(level.unit, fact.unit)) &&
      (bare(title) === bare(own) || bare(title) === "")
        ? [{ level, base, title: own }]
        : [],
    );
  });
}

const tablesOf = once((text: Text): NamedRow[][] => {
  const rows = rowsOf(text);
  return [...new Set(rows.map(({ table }) => table))].map((table) => rows.filter((each) => each.table === table));
});

/** The two rows of a table that the words set against each other. */
function rowsSaid(sentence: string, tables: readonly NamedRow[][]): [NamedRow, NamedRow][] {
  const compared = comparedRow.exec(sentence);
  if (!compared && !apartWord.test(sentence)) return [];
  const reference = compared?.groups?.reference ?? compared?.groups?.than ?? "";
  const before = compared ? sentence.slice(0, compared.index) : sentence;
  return tables.flatMap((own): [NamedRow, NamedRow][] => {
    const said = lastSaid(own, before);
    if (!compared) {
      const [base, level] = said;
      return level && base ? [[level, base]] : [];
    }
    const [level] = said;
    const base = overall.test(reference) ? own.find(({ name }) => totalRow.test(name)) : lastSaid(own, reference)[0];
    return level && base && base.row !== level.row ? [[level, base]] : [];
  });
}

/** The rows that words name, the last first; of 港区 and 滨港区 the longer. */
function lastSaid(rows: readonly NamedRow[], words: string): NamedRow[] {
  const said = rows
    .filter(({ name }) => words.includes(name) && !totalRow.test(name))
    .map((row) => ({ row, at: words.lastIndexOf(row.name) }));
  return said
    .filter(
      ({ row, at }) =>
        !said.some((other) => other.row !== row && other.row.name !== row.name && covers(other, { row, at })),
    )
    .sort((a, b) => b.at - a.at)
    .map(({ row }) => row);
}

interface Said {
  row: NamedRow;
  at: number;
}

const covers = (a: Said, b: Said): boolean =>
  a.at <= b.at && a.at + a.row.name.length >= b.at + b.row.name.length && a.row.name.length > b.row.name.length;

interface Column extends RowPair {
  title: string;
}

const isOfUnit = (cell: Fact, fact: Fact): boolean =>
  fact.unit?.dimension === "point" ? percents.has(cell.unit?.dimension ?? "") : areKin(cell.unit, fact.unit);

function columnsOf(a: NamedRow, b: NamedRow, fact: Fact): Column[] {
  const { table } = a;
  return Array.from({ length: Math.min(table.columns, 24) }, (_, column) => column).flatMap((column) => {
    const [level, base] = [table.fact(a.row, column), table.fact(b.row, column)];
    const title = table.columnTitle(column).replaceAll(/[(（][^()（）]*[)）]/g, "");
    return level && base && isOfUnit(level, fact) && isOfUnit(base, fact) ? [{ level, base, title }] : [];
  });
}

/** 签约额占40.0%，比…高: the figure of the first row stands in the sentence itself. */
const isTold = (level: Fact, fact: Fact, text: Text): boolean =>
  (text.readings[fact.passage.index]?.facts ?? []).some(
    (each) =>
      each.index < fact.index &&
      each.sentence === fact.sentence &&
      each.base === level.base &&
      areKin(each.unit, level.unit) &&
      fact.from - each.to < 60,
  );

/** The columns whose titles share most with the words, two characters at least. */
function titledIn<T extends { title: string }>(columns: readonly T[], words: string): T[] {
  const scored = columns.map((column) => ({
    column,
    score: longestShared(words, column.title.split("/").at(-1) ?? ""),
  }));
  const most = Math.max(...scored.map(({ score }) => score));
  return most < 2 ? [] : scored.filter(({ score }) => score === most).map(({ column }) => column);
}

/** Length of the longest run of characters both have. */
export function longestShared(words: string, title: string): number {
  let longest = 0;
  for (let at = 0; at < title.length; at++)
    while (at + longest < title.length && words.includes(title.slice(at, at + longest + 1))) longest += 1;
  return longest;
}
